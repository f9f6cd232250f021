"""What the data hold is what the pages and sheets hold: every box, every entity, every old name, once and in its place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.text.inline_markup import plain_text
from tests.built_site.page_reader import plain, read_page
from tests.built_site.resolved_data import PHASES, boxes, entities, old_addresses
from tests.markdown_reader import tokens

Data = dict[str, dict[str, Any]]
TASK = re.compile(r"^\s*[-*+] \[ \] ", re.MULTILINE)


def pages_of(site: Path, variant: str) -> dict[str, Path]:
    """The pages of a variant by phase or reference page; the overview is the empty name."""
    return {path.parent.relative_to(site / variant).as_posix(): path for path in sorted((site / variant).rglob("index.html"))}


def visible(text: str) -> str:
    """A writer's text as a reader sees it."""
    return plain(plain_text(text))


def tasks_of(sheet: str) -> list[str]:
    """The words of each open task of a sheet, in order."""
    found = []
    for token in tokens(sheet):
        if token.type == "inline" and token.content.startswith("[ ]"):
            shown = (child.content or " " * child.type.endswith("break") for child in token.children or ())
            found.append(plain("".join(shown)))
    return found


def test_five_systems_are_shipped_and_each_has_boxes(data: Data) -> None:
    assert len(data) == 5
    for variant in data.values():
        assert sum(1 for phase in PHASES for _ in boxes(variant, phase)) > 50


@pytest.mark.parametrize("phase", PHASES)
def test_each_box_stands_once_on_its_page(phase: str, site: Path, data: Data) -> None:
    for name, variant in data.items():
        shown = read_page(site / name / phase / "index.html").boxes
        assert sorted(shown) == sorted(address for address, _ in boxes(variant, phase)), f"{name}, {phase}"


@pytest.mark.parametrize("phase", PHASES)
def test_each_box_stands_once_on_its_sheet_in_the_order_of_its_page(phase: str, site: Path, data: Data) -> None:
    for name, variant in data.items():
        sheet = (site / name / "sheets" / f"{phase}.md").read_text(encoding="utf-8")
        page = read_page(site / name / phase / "index.html")
        tasks = tasks_of(sheet)
        assert len(tasks) == len(TASK.findall(sheet)) == len(page.boxes), f"{name}, {phase}"
        entity_of = dict(boxes(variant, phase))
        for address, task in zip(page.boxes, tasks, strict=True):
            for said in (entity_of[address].get("title"), entity_of[address].get("text")):
                assert visible(said or "") in page.words[address], f"{name}: {address} on its page"
                assert visible(said or "") in task, f"{name}: {address} on its sheet"


def test_no_box_stands_anywhere_else(site: Path, data: Data) -> None:
    phase_pages = {site / name / phase / "index.html" for name in data for phase in PHASES}
    assert [path for path in site.rglob("*.html") if path not in phase_pages and read_page(path).boxes] == []
    sheets = {site / name / "sheets" / f"{phase}.md" for name in data for phase in (*PHASES, "book")}
    assert [path for path in site.rglob("*.md") if path not in sheets and TASK.search(path.read_text(encoding="utf-8"))] == []


def test_every_entity_has_one_anchor_on_its_page_and_no_other_page_claims_it(site: Path, data: Data) -> None:
    for name, variant in data.items():
        anchors = {part: Counter(read_page(path).ids) for part, path in pages_of(site, name).items()}
        for address, entity, home in entities(variant):
            for wanted in (address, *old_addresses(address, entity)):
                found = {part: counted[wanted] for part, counted in anchors.items() if counted[wanted]}
                # A sign-off is signed on its phase's page and listed on a page of its own.
                found.pop("sign-offs" if address.startswith("sign-offs.") else "", None)
                assert found == {home: 1}, f"{name}: {wanted}"


def test_no_page_has_an_anchor_twice(site: Path) -> None:
    for path in site.rglob("*.html"):
        twice = [anchor for anchor, count in Counter(read_page(path).ids).items() if count > 1]
        assert twice == [], path
