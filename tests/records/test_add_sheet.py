"""A typed sheet is read with the runbook that it was printed from, never with another one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.diagnostics.diagnostic import Diagnostic
from generator.project.open_project import open_project
from generator.records.add_sheet import run_from_sheet
from generator.runs.read_run import Run
from tests.conftest import commit_all

SHEET = "system: shop\nday: 2026-12-01\nzone: Asia/Dhaka\nbegan: 20:00\nended: 21:00\nlines: {A1: done}\n"
DATA = "data/layers/base/base.yaml"


def added(root: Path, more: str = "", sheet: str = SHEET) -> Run | tuple[Diagnostic, ...]:
    return run_from_sheet(open_project(root), f"{more}{sheet}".encode(), "night.yaml")


def addresses(run: Run | tuple[Diagnostic, ...]) -> list[str]:
    assert isinstance(run, Run), run
    return [event.address for event in run.events if event.address]


def test_the_numbers_are_those_of_the_release(tiny: Path) -> None:
    """A line that came before the others since then moves the numbers, not the answers."""
    first = commit_all(tiny)
    subprocess.run(["git", "-C", str(tiny), "tag", "v1"], check=True)
    place = tiny / DATA
    place.write_text(place.read_text("utf-8").replace("    items:\n", "    items:\n      disk: The disk has room\n", 1), "utf-8")
    assert addresses(added(tiny)) == ["checklists.database.items.disk"]
    for more in ("release: 1\n", "release: v1\n", f"commit: {first[:7]}\n"):
        run = added(tiny, more)
        assert addresses(run) == ["checklists.database.items.pooling"]
        assert isinstance(run, Run) and run.commit == first


@pytest.mark.parametrize(
    ("more", "sheet", "line", "message"),
    [
        ("release: 2\n", SHEET, 1, "git has no commit or tag `2` with this system, so nobody knows what the numbers mean"),
        ("commit: 4f2a91c\n", SHEET, 1, "git has no commit or tag `4f2a91c` with this system"),
        ("", SHEET.replace("shop", "shpo"), 1, "no system `shpo`. Did you mean `shop`?"),
        ("", SHEET.replace("A1", "A9"), 6, "no line or list `A9` in this release"),
        ("", SHEET.replace("21:00", ""), 1, "the sheet lacks `ended`"),
    ],
)
def test_what_cannot_be_found_is_a_problem_with_its_place(tiny: Path, more: str, sheet: str, line: int, message: str) -> None:
    commit_all(tiny)
    (problem,) = found if isinstance(found := added(tiny, more, sheet), tuple) else ()
    assert (problem.code, problem.span.line) == ("wrong-sheet", line) and problem.message.startswith(message)
