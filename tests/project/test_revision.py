"""The commit and the day of a project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.project.faults import InputFault
from generator.project.revision import SOURCE_DATE_EPOCH, Revision, day_of, fix_source_date, read_revision, released
from tests.releases.stores import git

MOMENT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_a_folder_without_a_repository_has_no_revision(tiny: Path) -> None:
    assert read_revision(tiny) == Revision()


def test_the_commit_and_its_moment(tiny: Path, commit: Callable[[Path], str]) -> None:
    made = commit(tiny)
    assert read_revision(tiny) == Revision(made, MOMENT, "")


def test_the_prefix_of_a_project_below_its_repository(tiny: Path, commit: Callable[[Path], str]) -> None:
    commit(tiny.parent)
    assert read_revision(tiny).prefix == "tiny/"


def test_modified_data_have_no_commit(tiny: Path, commit: Callable[[Path], str]) -> None:
    made = commit(tiny)
    assert read_revision(tiny).of_data == made
    (tiny / "docs/draft.md").write_text("not data")
    assert read_revision(tiny).of_data == made
    (tiny / "data/variants/shop/draft.yaml").write_text("")
    assert read_revision(tiny) == Revision(made, MOMENT, "", ("data/variants/shop/draft.yaml",))
    assert read_revision(tiny).of_data == ""


@pytest.mark.parametrize("way", ["ignored", "assumed to be unchanged", "linked", "missing"])
def test_what_git_does_not_list_modifies_the_data_too(way: str, tiny: Path, commit: Callable[[Path], str]) -> None:
    """A sheet or a page must not name a commit that has other data."""
    commit(tiny)
    file = tiny / "data/variants/shop/variant.yaml"
    if way == "ignored":
        (tiny / ".git/info/exclude").write_text("more.yaml\n")
        file.with_name("more.yaml").write_text("")
    elif way == "assumed to be unchanged":
        git(tiny, "update-index", "--assume-unchanged", "--", str(file))
        file.write_text(f"{file.read_text()}# more\n")
    elif way == "linked":
        file.rename(tiny / "variant.yaml")
        file.symlink_to(tiny / "variant.yaml")
    else:
        git(tiny, "update-index", "--skip-worktree", "--", str(file))
        file.unlink()
    assert read_revision(tiny).modified


def test_a_repository_before_its_first_commit_has_only_a_prefix(tiny: Path) -> None:
    git(tiny.parent, "init", "-q")
    assert read_revision(tiny) == Revision(prefix="tiny/")


def test_the_day_is_that_of_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE_EPOCH, "0")
    assert day_of(Revision("c", MOMENT)) == date(2026, 11, 20)


def test_without_a_commit_the_day_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE_EPOCH, "86400")
    assert day_of(Revision()) == date(1970, 1, 2)


def test_without_either_the_day_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty variable counts as none."""
    monkeypatch.setenv(SOURCE_DATE_EPOCH, "")
    assert abs((day_of(Revision()) - datetime.now(UTC).date()).days) <= 1


@pytest.mark.parametrize("revision", [Revision(), Revision("c", MOMENT)])
def test_an_invalid_source_date_is_a_problem_in_the_input(revision: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if the commit has a date: MkDocs and plugins read the variable."""
    monkeypatch.setenv(SOURCE_DATE_EPOCH, "soon")
    with pytest.raises(InputFault, match=r"the variable SOURCE_DATE_EPOCH: expected seconds .* found `soon`; correct it, or run `unset"):
        day_of(revision)


@pytest.mark.parametrize("seconds", ["-5", "253402300800", "abc", ""])
def test_a_commit_whose_date_is_out_of_range_is_named(seconds: str, tiny: Path, commit: Callable[[Path], str]) -> None:
    """Git stores any text as a date, and prints nothing for one that it cannot read."""
    tree = git(tiny, "rev-parse", f"{commit(tiny)}^{{tree}}")
    text = f"tree {tree}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> {seconds} +0000\n\nm\n"
    (tiny / "odd").write_text(text)
    made = git(tiny, "hash-object", "-t", "commit", "-w", "--literally", "odd")
    git(tiny, "update-ref", "HEAD", made)
    with pytest.raises(InputFault, match=f"the date of the commit {made}: expected seconds since 1970"):
        read_revision(tiny)


def test_the_source_date_is_that_of_the_commit_unless_it_is_set() -> None:
    environ: dict[str, str] = {}
    fix_source_date(Revision(), environ)
    assert environ == {}
    empty = {SOURCE_DATE_EPOCH: ""}
    fix_source_date(Revision(), empty)
    assert empty == {}
    fix_source_date(Revision("c", MOMENT), environ)
    assert environ == {SOURCE_DATE_EPOCH: "1795176000"}
    environ[SOURCE_DATE_EPOCH] = "7"
    fix_source_date(Revision("c", MOMENT), environ)
    assert environ == {SOURCE_DATE_EPOCH: "7"}
    fix_source_date(Revision(), environ, release=True)
    assert environ == {SOURCE_DATE_EPOCH: "7"}
    fix_source_date(Revision("c", MOMENT), environ, release=True)
    assert environ == {SOURCE_DATE_EPOCH: "1795176000"}


def test_unmodified_data_have_the_moment_of_their_commit() -> None:
    assert released(Revision("c", MOMENT)) == MOMENT
    assert released(Revision("c", MOMENT, changed=("data/x.yaml",))) is None
    assert released(Revision()) is None
