"""`runbook diff`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks.resolve import resolve, snapshot_of
from generator.project.faults import InputFault
from tests.cli.bodies import diff

Committer = Callable[[Path], str]
BASE = "data/layers/base/base.yaml"
FORUM = "data/variants/forum/variant.yaml"
SAID = """\
HEAD ({commit}) -> working tree: 2 of 2 variants differ

layer base (Every project) reaches 2 of the 2 built on it: forum, shop
  changed database/backup: Each backup restores into a scratch database  [data/layers/base/base.yaml:11]
      text
        - A backup restores into a scratch database
        + Each backup restores into a scratch database

forum (The forum): 1 of its own, 1 from shared layers; no owner
  changed variant: The forum  [data/variants/forum/variant.yaml:1]
      title: Forum -> The forum
  pages   overview, emergency, prepare, deploy-day, follow-up, operate, rollback, incident, print, targets, services, contacts, \
severities, commands, sign-offs
  sheets  prepare, deploy-day, follow-up, operate, rollback, incident, emergency, book

shop (Shop): 1 from shared layers; no owner
  pages   prepare
  sheets  prepare, book

across variants: home, contacts, services, quality, matrix, matrix/prepare
"""


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def edit_both(root: Path) -> None:
    edit(root, BASE, "A backup", "Each backup")
    edit(root, FORUM, "title: Forum", "title: The forum")


def test_shows_what_is_not_committed_yet(tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]) -> None:
    made = commit(tiny)
    edit_both(tiny)
    assert diff(tiny, None, None, "text", exit_code=False) == 0
    assert capsys.readouterr().out == SAID.format(commit=made[:12])


@pytest.mark.parametrize(("exit_code", "code"), [(False, 0), (True, 1)])
def test_exit_code_1_for_differences_only_with_the_option(exit_code: bool, code: int, tiny: Path, commit: Committer) -> None:
    commit(tiny)
    assert diff(tiny, "HEAD", None, "text", exit_code=exit_code) == 0
    edit_both(tiny)
    assert diff(tiny, "HEAD", None, "text", exit_code=exit_code) == code


def test_no_difference_is_reported(tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]) -> None:
    made = commit(tiny)
    assert diff(tiny, None, None, "text", exit_code=True) == 0
    assert capsys.readouterr().out == f"HEAD ({made[:12]}) -> working tree: no difference in 2 variants\n"


def test_two_releases_need_no_repository(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        files = {str(path.relative_to(tiny)): path.read_bytes() for path in tiny.rglob("*.yaml")}
        (tiny / name).mkdir()
        (tiny / name / "runbook.json").write_text(json.dumps({"format": 1, "variants": snapshot_of(resolve(files))}))
        edit_both(tiny) if name == "one" else None
    assert diff(tiny, str(tiny / "one"), str(tiny / "two"), "json", exit_code=False) == 0
    output = json.loads(capsys.readouterr().out)
    assert output["old"] == {"name": str(tiny / "one"), "kind": "release", "commit": ""}
    assert [one["id"] for one in output["variants"]] == ["forum", "shop"]


def test_markdown_is_for_a_comment(tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]) -> None:
    commit(tiny)
    edit_both(tiny)
    assert diff(tiny, None, None, "md", exit_code=False) == 0
    assert capsys.readouterr().out.startswith("### Changes of the runbooks\n\nHEAD (")


def test_a_variant_with_errors_is_left_out_and_named(tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]) -> None:
    commit(tiny)
    edit_both(tiny)
    edit(tiny, FORUM, "extends: [base]", "extends: [bse]")
    assert diff(tiny, None, None, "text", exit_code=False) == 1
    output = capsys.readouterr()
    assert "\nleft out because of errors: forum\n" in output.out
    assert "\nshop (Shop): 1 from shared layers" in output.out
    assert "\nforum (" not in output.out
    assert "error[unknown-layer]" in output.err
    assert "`runbook check` lists every problem; fix them and compare again" in output.err


def test_an_old_revision_with_errors_is_reported_with_a_way_out(tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tiny, BASE, "layer: {title: Every project}", "layer: {title: Every project, extends: [none]}")
    commit(tiny)
    edit(tiny, BASE, ", extends: [none]", "")
    with pytest.raises(InputFault, match="so nothing can be compared"):
        diff(tiny, None, None, "text", exit_code=False)
    assert f"HEAD:{BASE}:1:41: error[unknown-layer]" in capsys.readouterr().err
