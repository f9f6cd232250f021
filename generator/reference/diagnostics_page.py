"""The diagnostics reference: every code with its cause, its fix, and the data set and report of its test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics.code_types import DiagnosticCode
from generator.diagnostics.codes import RULES
from generator.diagnostics.lint_rules import PRACTICE
from generator.model.code_table import STAGES
from generator.reference.fences import fenced
from generator.report.source_excerpt import visible

FIXTURES = Path("tests", "errors")
REPORT = "report.txt"
# Reports whose data no repository can hold, such as a file that cannot be read.
MADE = "_made"
MOST_SHOWN = 3000
OPENING = """\
# Diagnostics

Every kind of problem that `runbook check` reports, in the order in which data meets them. A report gives the place, the kind in square
brackets, the reason, the line itself, and where there is one the address, a related place and the fix:

```text
FILE:LINE:COLUMN: SEVERITY[KIND]: what is wrong
 LINE | the line as it stands
      | ^^^^ the very characters
  at    the address in the runbook, and the variants that are affected
  note  a related place
  help  the way out
```

Errors stop a variant from being made; warnings do not. What is against [good practice](#good-practice) can be
[waived](../check-and-waive.md#waive-a-rule), as can {waivable}.

The examples below are the tests of these reports: the smallest data that calls for each, and the whole report.
"""


def diagnostics_page(root: Path) -> str:
    """The whole page; `root` is the project, whose tests hold the examples."""
    others = [f"[{name}](#{name})" for name in RULES if name not in {code.name for code in PRACTICE.codes}]
    lines = [OPENING.format(waivable=f"{', '.join(others[:-1])} and {others[-1]}")]
    for stage in STAGES:
        listed = ", ".join(f"[{code.name}](#{code.name})" for code in stage.codes)
        lines += [f"## {stage.title}", "", f"{listed}.", ""]
        for code in stage.codes:
            lines += [f"### {code.name}", "", *_told(code), "", *_example(root / FIXTURES, code.name)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _told(code: DiagnosticCode) -> Iterator[str]:
    grave = ["A warning", *(["an error for a release"] if code.release else [])] if code.severity == "warning" else []
    kind = f"{', '.join(grave)}. " if grave else ""
    yield from (f"{kind}{code.cause}", "")
    yield f"**Fix:** {code.fix}"


def example_folder(fixtures: Path, name: str) -> Path | None:
    """The fixture that shows a code: the one of its very name, else the first of its variations, if there is any."""
    if (fixtures / name).is_dir():
        return fixtures / name
    return next(iter(sorted(fixtures.glob(f"{name}--*"))), None)


def _example(fixtures: Path, name: str) -> Iterator[str]:
    folder = example_folder(fixtures, name)
    report = fixtures / MADE / f"{name}.txt" if folder is None else folder / REPORT
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        if path.is_file() and path != report and (text := _shown(path.read_bytes())):
            yield from (*fenced(text, "yaml", path.relative_to(report.parent).as_posix()), "")
    if report.is_file():
        yield from (*fenced(report.read_text("utf-8"), "text"), "")


def _shown(data: bytes) -> str:
    """A file as it can be printed on a page: what cannot be seen spelled out, and the rest of a long one left out."""
    text = data[:MOST_SHOWN].decode("utf-8", "backslashreplace")
    more = "\n…" if len(data) > MOST_SHOWN else ""
    return "\n".join(map(visible, text.split("\n"))) + more
