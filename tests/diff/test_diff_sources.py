"""The sides of a comparison, opened by the names that users type."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks.resolve import resolve, snapshot_of
from generator.diff.compare import compare_with_pages
from generator.diff.diff_sources import DiffSide, open_side, sides
from generator.project.faults import InputFault, UsageFault
from generator.project.project_files import read_data
from tests.project.test_git_tree import git

Committer = Callable[[Path], str]
FORUM = "data/variants/forum/variant.yaml"


def write_release(root: Path, folder: Path) -> Path:
    """Write the `runbook.json` of a project to a folder."""
    outcome = resolve(read_data(root).files)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "runbook.json"
    place.write_text(json.dumps({"format": 2, "variants": snapshot_of(outcome)}))
    return place


def labels(pair: tuple[DiffSide, DiffSide]) -> list[tuple[str, str]]:
    return [(one.name, one.kind) for one in pair]


def test_without_names_the_last_commit_is_compared_with_the_working_tree(tiny: Path, commit: Committer) -> None:
    made = commit(tiny)
    (tiny / FORUM).write_text("variant: {title: The forum, extends: [base]}\n")
    old, new = sides(tiny, None, None)
    assert labels((old, new)) == [("HEAD", "revision"), ("working tree", "working tree")]
    assert (old.commit, new.commit) == (made, "")
    assert old.snapshot["forum"]["variant"]["title"] == "Forum"
    assert new.snapshot["forum"]["variant"]["title"] == "The forum"


def test_a_release_is_named_by_its_file_or_its_folder(tiny: Path, tmp_path: Path) -> None:
    place = write_release(tiny, tmp_path / "v1")
    for name in (str(place), str(place.parent)):
        opened = open_side(tiny, name)
        assert (opened.name, opened.kind) == (name, "release")
        assert opened.snapshot == open_side(tiny, str(tiny)).snapshot


def test_a_release_and_its_project_do_not_differ(tiny: Path, tmp_path: Path) -> None:
    place = write_release(tiny, tmp_path / "v1")
    old, new = sides(tiny, str(place), None)
    assert not compare_with_pages(old.snapshot, new.snapshot)


def test_another_folder_of_a_project_is_a_working_tree(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny)
    assert open_side(tiny, ".").kind == "working tree"


def test_three_dots_compare_from_the_common_ancestor(tiny: Path, commit: Committer) -> None:
    made = commit(tiny)
    git(tiny, "branch", "main-line")
    git(tiny, "commit", "-q", "--allow-empty", "-m", "more")
    head = git(tiny, "rev-parse", "HEAD")
    for name in ("main-line...HEAD", "main-line..."):
        old, new = sides(tiny, name, None)
        assert (old.commit, new.commit) == (made, head)


def test_an_ambiguous_name_is_a_usage_error(tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tiny)
    git(tiny, "tag", "v1")
    write_release(tiny, tiny / "v1")
    monkeypatch.chdir(tiny)
    with pytest.raises(UsageFault, match="`v1` is a path here and a revision too"):
        open_side(tiny, "v1")
    assert open_side(tiny, "./v1").kind == "release"
    assert open_side(tiny, "v1~0").kind == "revision"


def test_a_branch_with_the_name_of_a_plain_folder_is_a_branch(tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tiny)
    git(tiny, "branch", "docs")
    monkeypatch.chdir(tiny)
    assert open_side(tiny, "docs").kind == "revision"


@pytest.mark.parametrize("name", ["./nothing", "/nowhere/at/all", "gone/runbook.json"])
def test_a_path_without_a_release_is_a_usage_error(name: str, tiny: Path) -> None:
    with pytest.raises(UsageFault, match="and no folder that holds one or has `data`"):
        open_side(tiny, name)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a runbook.json: it has no `format`"),
        ('{"format": 7, "variants": {}}', "has format 7, but this version reads formats 1 to 2; use the version that wrote it"),
        ('{"format": 2}', "is not a valid runbook.json. Run `runbook build` to write one."),
        ('{"format": 2, "variants": {"shop": {"variant": "Shop"}}}', "is not a valid runbook.json"),
    ],
)
def test_a_file_that_is_not_a_release_is_an_input_error(text: str, message: str, tiny: Path) -> None:
    (tiny / "runbook.json").write_text(text)
    with pytest.raises(InputFault) as fault:
        open_side(tiny, str(tiny / "runbook.json"))
    assert message in str(fault.value)


def test_bytes_that_are_not_text_are_an_input_error(tiny: Path) -> None:
    (tiny / "runbook.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(InputFault, match="is not JSON"):
        open_side(tiny, str(tiny / "runbook.json"))


def test_a_variant_with_errors_is_broken_and_the_others_are_compared(tiny: Path, commit: Committer) -> None:
    (tiny / FORUM).write_text("variant: {title: Forum, extends: [bse]}\n")
    commit(tiny)
    opened = open_side(tiny, "HEAD")
    assert (opened.broken, list(opened.snapshot)) == (("forum",), ["shop"])
    assert [problem.span.file for problem in opened.problems] == [f"HEAD:{FORUM}"]


@pytest.mark.parametrize(("folder", "broken"), [("variants/forum", ("forum",)), ("layers/base", ("forum", "shop"))])
def test_a_variant_whose_files_cannot_be_read_is_broken(folder: str, broken: tuple[str, ...], tiny: Path, commit: Committer) -> None:
    (tiny / f"data/{folder}/link.yaml").symlink_to("away.yaml")
    commit(tiny)
    assert open_side(tiny, "HEAD").broken == broken
