"""`runbook diff`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks.resolve import resolve, snapshot_of
from generator.project.faults import InputFault
from tests.cli.bodies import diff
from tests.project.test_git_tree import git

Committer = Callable[[Path], str]
BASE = "data/layers/base/base.yaml"
FORUM = "data/variants/forum/variant.yaml"
SAID = """\
HEAD ({commit}) -> working tree: 2 of 2 variants differ

layer base (Every project) reaches 2 of the 2 built on it: forum, shop
  changed database/backup: Each backup restores into a scratch database  [data/layers/base/base.yaml:12]
      text
        - A backup restores into a scratch database
        + Each backup restores into a scratch database

forum (The forum): 1 of its own, 1 from shared layers; no owner
  changed variant: The forum  [data/variants/forum/variant.yaml:1]
      title: Forum -> The forum
  pages   overview, emergency, prepare, deploy-day, follow-up, operate, rollback, incident, targets, services, contacts, \
severities, commands, sign-offs
  sheets  prepare, emergency, book

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
        (tiny / name / "runbook.json").write_text(json.dumps({"format": 2, "variants": snapshot_of(resolve(files))}))
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
    assert "\nLeft out because of errors: forum. Run `runbook check` to see them.\n" in output.out
    assert "\nshop (Shop): 1 from shared layers" in output.out
    assert "\nforum (" not in output.out
    assert "error[unknown-layer]" in output.err
    assert "`runbook check` lists every problem; fix them and compare again" in output.err


def test_a_state_without_errors_can_be_compared_with_one_that_has_errors(
    tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(tiny, BASE, "layer: {title: Every project}", "layer: {title: Every project, extends: [none]}")
    made = commit(tiny)
    edit(tiny, BASE, ", extends: [none]", "")
    assert diff(tiny, None, None, "text", exit_code=False) == 0
    output = capsys.readouterr()
    assert f"HEAD:{BASE}:1:41: error[unknown-layer]" in output.err
    assert output.out == (
        f"HEAD ({made[:12]}) -> working tree: no variant is compared\n"
        f"Not compared, because they have errors in HEAD ({made[:12]}): forum, shop.\n"
    )
    assert diff(tiny, None, None, "text", exit_code=True) == 1


def no_data(root: Path) -> None:
    (root / "data").rename(root / "aside")


def no_variants(root: Path) -> None:
    (root / "data/variants").rename(root / "aside")


def other_folder(root: Path) -> None:
    (root / "old").mkdir()
    (root / "data").rename(root / "old/data")


def only_a_readme(root: Path) -> None:
    for path in sorted(root.iterdir()):
        path.rename(root.parent / f"aside-{path.name}")
    (root / "README.md").write_text("# Runbooks\n")


@pytest.mark.parametrize("before", [no_data, no_variants, other_folder, only_a_readme])
@pytest.mark.parametrize("style", ["text", "md", "json"])
def test_the_first_runbooks_are_all_new(
    before: Callable[[Path], None], style: str, tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first pull request of a project is green: what it adds is new, and what it is compared with has no runbooks."""
    files = {path.relative_to(tiny): path.read_bytes() for path in tiny.rglob("*") if path.is_file()}
    before(tiny)
    commit(tiny)
    for path, content in files.items():
        (tiny / path).parent.mkdir(parents=True, exist_ok=True)
        (tiny / path).write_bytes(content)
    commit(tiny)
    assert diff(tiny, "HEAD~1...HEAD", None, style, exit_code=False) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert "has no runbooks, so everything is new." in output.out
    assert "2 of 2 variants differ" in output.out or [one["state"] for one in json.loads(output.out)["variants"]] == ["added", "added"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FORUM, "title: Forum", "titel: Forum"),
        (FORUM, "extends: [base]", "extends: [bse]"),
        (FORUM, "variant:", "<<<<<<< HEAD\nvariant:"),
        (FORUM, "extends: [base]", "extends: [base"),
        (FORUM, "}\n", "}\nchecklist: {a: b}\n"),
    ],
)
def test_a_repair_is_compared_where_it_can_be(
    path: str, old: str, new: str, tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change that repairs the data exits with 0, shows what else changed, and names what could not be compared."""
    edit(tiny, path, old, new)
    commit(tiny)
    edit(tiny, path, new, old)
    edit(tiny, "data/variants/shop/variant.yaml", "The shop opens", "The doors open")
    assert diff(tiny, "HEAD", None, "md", exit_code=False) == 0
    output = capsys.readouterr().out
    assert "Not compared, because they have errors in HEAD" in output
    assert ": forum." in output
    assert "The doors open" in output


def test_data_that_are_gone_or_wrong_now_are_a_problem_of_the_input(tiny: Path, commit: Committer) -> None:
    commit(tiny)
    no_data(tiny)
    commit(tiny)
    (tiny / "aside").rename(tiny / "data")
    with pytest.raises(InputFault, match="has no data files in `data/` of this project"):
        diff(tiny, "HEAD~1", "HEAD", "text", exit_code=False)
    edit(tiny, BASE, "layer: {title: Every project}", "layer: {title: Every project, extends: [none]}")
    with pytest.raises(InputFault, match="every variant of working tree has errors, so nothing can be compared; `runbook check`"):
        diff(tiny, "HEAD~1", None, "text", exit_code=False)


def test_a_release_in_an_older_format_is_compared_with_nothing(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An old release cannot be changed any more, so its format is not a mistake in the data. A newer format needs a newer program."""
    (tiny / "runbook.json").write_text('{"format": 0, "variants": {}}')
    assert diff(tiny, str(tiny / "runbook.json"), None, "text", exit_code=False) == 0
    assert "no variant is compared\nNothing is compared: " in (output := capsys.readouterr().out)
    assert "has format 0, but this version reads formats 1 to 2; use the version that wrote it.\n" in output
    with pytest.raises(InputFault, match="has format 0"):
        diff(tiny, str(tiny), str(tiny / "runbook.json"), "text", exit_code=False)
    (tiny / "runbook.json").write_text('{"format": 7, "variants": {}}')
    with pytest.raises(InputFault, match="has format 7"):
        diff(tiny, str(tiny / "runbook.json"), None, "text", exit_code=False)


@pytest.mark.parametrize("place", ["data", "data/variants", "data/variants/shop"])
def test_what_cannot_be_read_is_neither_new_nor_removed(
    place: str, tiny: Path, commit: Committer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A submodule whose commit this clone does not have may contain any variant, so the variants of the other side are not compared."""
    commit(tiny)
    git(tiny, "rm", "-q", "-r", "--cached", place)
    git(tiny, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{place}")
    git(tiny, "commit", "-q", "-m", "A submodule")
    assert diff(tiny, "HEAD", "HEAD~1", "text", exit_code=False) == 0
    output = capsys.readouterr()
    assert "Not compared, because they have errors in HEAD" in output.out
    assert "added" not in output.out
    assert "of this submodule is not in this clone" in output.err
    if place == "data/variants/shop":
        assert diff(tiny, "HEAD~1", "HEAD", "text", exit_code=False) == 1
    else:
        with pytest.raises(InputFault, match="so nothing can be compared"):
            diff(tiny, "HEAD~1", "HEAD", "text", exit_code=False)
    assert "removed" not in capsys.readouterr().out
