"""The commit and the day of a project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

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
    assert read_revision(tiny) == Revision(made, MOMENT, "", modified=True)
    assert read_revision(tiny).of_data == ""


def test_a_repository_before_its_first_commit_has_only_a_prefix(tiny: Path) -> None:
    git(tiny.parent, "init", "-q")
    assert read_revision(tiny) == Revision(prefix="tiny/")


def test_the_day_is_that_of_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE_EPOCH, "0")
    assert day_of(Revision("c", MOMENT)) == date(2026, 11, 20)


def test_without_a_commit_the_day_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE_EPOCH, "86400")
    assert day_of(Revision()) == date(1970, 1, 2)


@pytest.mark.parametrize("given", ["", "soon", "-1"])
def test_without_either_the_day_is_today(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE_EPOCH, given)
    assert abs((day_of(Revision()) - datetime.now(UTC).date()).days) <= 1


def test_the_source_date_is_that_of_the_commit_unless_it_is_set() -> None:
    environ: dict[str, str] = {}
    fix_source_date(Revision(), environ)
    assert environ == {}
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
    assert released(Revision("c", MOMENT, modified=True)) is None
    assert released(Revision()) is None
