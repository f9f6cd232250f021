"""Example commands, run on the files that a page shows."""

from __future__ import annotations

import pytest

from generator.project.faults import PROGRAM_FAULT
from generator.reference import worked_examples
from generator.reference.worked_examples import matches, with_outputs

VARIANT = "variant: {title: Shop}\nnotes:\n  issues: {label: Issues}\n"
PAGE = f"""\
```yaml title="data/variants/shop/variant.yaml"
{VARIANT}```

```console
$ runbook check
old
$ make tea
by hand
```

```diff title="data/variants/shop/variant.yaml"
-  issues: {{label: Issues}}
+  issues: {{lable: Issues}}
```

```console
$ .venv/bin/runbook check
```
"""


def test_each_command_is_followed_by_its_output_for_the_files_shown_so_far() -> None:
    made = with_outputs(PAGE)
    assert "$ runbook check\nno problems; read 1 variant, 1 data file\n$ make tea\nby hand\n```" in made
    assert "$ .venv/bin/runbook check\ndata/variants/shop/variant.yaml:3:12: error[unknown-field]" in made
    assert with_outputs(made) == made


def test_the_project_starts_with_the_given_files() -> None:
    page = "```console\n$ runbook explain shop notes.issues\n```\n"
    made = with_outputs(page, {"data/variants/shop/variant.yaml": VARIANT})
    assert "label: Issues\n  set by shop (data/variants/shop/variant.yaml:3)\n```" in made


def test_written_output_with_dots_stays_while_it_matches() -> None:
    page = PAGE.replace("old", "no problems; ...")
    assert "no problems; ...\n" in with_outputs(page)
    assert "seven problems" not in with_outputs(PAGE.replace("old", "seven problems; ..."))


@pytest.mark.parametrize(
    ("written", "printed", "same"), [("a...c", "a b\nc", True), ("a...c", "a b\nd", False), ("a.c", "abc", False), ("", "", True)]
)
def test_dots_match_anything(written: str, printed: str, same: bool) -> None:
    assert matches(written, printed) is same


def test_commands_that_write_or_serve_are_not_run() -> None:
    page = "```console\n$ runbook serve\n$ runbook sheet shop prepare > prepare.md\n$ git status\n```\n"
    assert with_outputs(page) == page


def test_a_fault_of_the_program_never_appears_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worked_examples, "run", lambda _: PROGRAM_FAULT)
    with pytest.raises(RuntimeError):
        with_outputs(PAGE)
