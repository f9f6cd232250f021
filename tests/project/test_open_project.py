"""Opening a project: its folder, its variants, and unknown names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics.diagnostic import sentences, unknown
from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import open_project
from generator.project.project_files import locate


def test_the_project_is_found_from_the_working_folder(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny / "data" / "variants")
    assert locate(None) == tiny
    monkeypatch.chdir(tiny.parent)
    assert locate(Path("tiny")) == tiny
    with pytest.raises(UsageFault, match="no project here"):
        locate(None)
    with pytest.raises(UsageFault, match="has no folder `data`"):
        locate(tiny / "docs")


def test_a_project_has_the_day_of_its_commit(tiny: Path, commit: Callable[[Path], str]) -> None:
    made = commit(tiny)
    project = open_project(tiny)
    assert (project.revision.commit, project.today, len(project.files)) == (made, date(2026, 11, 20), 3)
    assert list(project.outcome.variants) == ["forum", "shop"]
    assert open_project(tiny, date(2027, 1, 1)).today == date(2027, 1, 1)


def test_problems_include_unreadable_files(tiny: Path) -> None:
    (tiny / "data/variants/shop/gone.yaml").symlink_to("nowhere.yaml")
    (tiny / "data/variants/shop/more.yaml").write_text("phase: x\n")
    project = open_project(tiny)
    assert [p.code for p in project.outcome.diagnostics] == ["unreadable-file", "unknown-field"]
    assert not project.outcome.ok


def test_a_variant_is_found_by_its_id(tiny: Path) -> None:
    project = open_project(tiny)
    assert project.variant("shop").runbook.variant.title == "Shop"
    with pytest.raises(UsageFault) as fault:
        project.variant("shpo")
    assert str(fault.value) == "no variant `shpo`. Did you mean `shop`? Variants are forum, shop."


def test_a_variant_with_errors_is_refused(tiny: Path) -> None:
    (tiny / "data/variants/shop/more.yaml").write_text("contacts:\n  dba: {titel: x}\n")
    project = open_project(tiny)
    assert "shop" in project.outcome.names
    with pytest.raises(InputFault, match="variant `shop` has errors"):
        project.variant("shop")


def test_long_lists_are_cut_and_empty_ones_are_named() -> None:
    assert unknown("phase", "x", []) == "no phase `x`. There is no phase yet."
    assert unknown("item", "q", [f"i{n}" for n in range(30)]).endswith("i18, i19 and 10 more.")
    assert sentences("one", "", "two?", "`three`") == "one. Two? `three`."
