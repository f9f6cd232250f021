"""Pages and sheets show exactly the entities of the data: every box, entity and former address once and in its place."""

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
TASK = re.compile(r"^[>\s]*[-*+] \[ \] ", re.MULTILINE)


def pages_of(site: Path, variant: str) -> dict[str, Path]:
    """Return the pages of a variant by phase or reference page; the overview has an empty name."""
    return {path.parent.relative_to(site / variant).as_posix(): path for path in sorted((site / variant).rglob("index.html"))}


def visible(text: str) -> str:
    """Return a writer's text as a browser shows it."""
    return plain(plain_text(text))


def tasks_of(sheet: str) -> list[str]:
    """Return the text of each open task of a sheet, in order."""
    found = []
    for token in tokens(sheet):
        if token.type == "inline" and token.content.startswith("[ ]"):
            shown = (child.content or " " * child.type.endswith("break") for child in token.children or ())
            found.append(plain("".join(shown)))
    return found


def parts_first(addresses: list[str]) -> list[str]:
    """Return the boxes of a page in the order of a sheet: the box of a line comes after those of its parts."""
    found: list[str] = []
    for address in addresses:
        above = [index for index, other in enumerate(found) if address.startswith(f"{other}.")]
        found.insert(above[0] if above else len(found), address)
    return found


def test_five_systems_are_shipped_and_each_has_boxes(data: Data) -> None:
    assert len(data) == 5
    for variant in data.values():
        assert sum(1 for phase in PHASES for _ in boxes(variant, phase)) > 50


@pytest.mark.parametrize("phase", PHASES)
def test_each_box_appears_once_on_its_page(phase: str, site: Path, data: Data) -> None:
    for name, variant in data.items():
        shown = read_page(site / name / phase / "index.html").boxes
        assert sorted(shown) == sorted(address for address, _ in boxes(variant, phase)), f"{name}, {phase}"


@pytest.mark.parametrize("phase", PHASES)
def test_each_box_appears_once_on_its_sheet_in_the_order_of_its_page(phase: str, site: Path, data: Data) -> None:
    """A phase that a system does not define has neither boxes nor a sheet."""
    for name, variant in data.items():
        path = site / name / "sheets" / f"{phase}.md"
        sheet = path.read_text(encoding="utf-8") if path.exists() else ""
        page = read_page(site / name / phase / "index.html")
        tasks = tasks_of(sheet)
        assert len(tasks) == len(TASK.findall(sheet)) == len(page.boxes), f"{name}, {phase}"
        entity_of = dict(boxes(variant, phase))
        for address, task in zip(parts_first(page.boxes), tasks, strict=True):
            parts = sum(other.startswith(f"{address}.") for other in page.boxes)
            for said in (entity_of[address].get("title"), entity_of[address].get("text")):
                assert visible(said or "") in page.words[address], f"{name}: {address} on its page"
                assert (f"all of {parts} done" if parts else visible(said or "")) in task, f"{name}: {address} on its sheet"


def test_no_box_appears_on_other_pages_or_sheets(site: Path, data: Data) -> None:
    """The emergency page repeats boxes of the rollback and of the incident, and the pack those of its sheets."""
    phase_pages = {site / name / part / "index.html" for name in data for part in (*PHASES, "emergency")}
    assert [path for path in site.rglob("*.html") if path not in phase_pages and read_page(path).boxes] == []
    sheets = {site / name / "sheets" / f"{sheet}.md" for name in data for sheet in (*PHASES, "book", "emergency", "pack")}
    assert [path for path in site.rglob("*.md") if path not in sheets and TASK.search(path.read_text(encoding="utf-8"))] == []


def test_the_card_has_boxes_of_the_rollback_only(site: Path, data: Data) -> None:
    for name in data:
        card, rollback = (
            tasks_of(path.read_text(encoding="utf-8")) if path.exists() else []
            for path in (site / name / "sheets" / f"{sheet}.md" for sheet in ("emergency", "rollback"))
        )
        assert [task for task in card if task not in rollback] == [], name


def test_the_pack_has_the_sheets_of_the_site_one_after_the_other(site: Path, data: Data) -> None:
    for name in data:
        pack = (site / name / "sheets/pack.md").read_text(encoding="utf-8")
        found = [site / name / "sheets" / f"{sheet}.md" for sheet in ("emergency", "deploy-day", "rollback", "incident")]
        listed = re.compile("^- Sheets in the pack: .*\n", re.MULTILINE)
        assert len(listed.findall(pack)) == 1
        assert listed.sub("", pack) == "\n---\n\n".join(path.read_text(encoding="utf-8") for path in found if path.exists()), name


def test_every_entity_has_one_anchor_on_its_page_and_none_on_other_pages(site: Path, data: Data) -> None:
    for name, variant in data.items():
        anchors = {part: Counter(read_page(path).ids) for part, path in pages_of(site, name).items()}
        for address, entity, home in entities(variant):
            for wanted in (address, *old_addresses(address, entity)):
                found = {part: counted[wanted] for part, counted in anchors.items() if counted[wanted]}
                # A sign-off is signed on the page of its phase and listed on a separate page. The emergency page has acts of two phases.
                found.pop("sign-offs" if address.startswith("sign-offs.") else "", None)
                found.pop("emergency" if home in ("rollback", "incident") else "", None)
                assert found == {home: 1}, f"{name}: {wanted}"


def test_no_page_has_an_anchor_twice(site: Path) -> None:
    for path in site.rglob("*.html"):
        twice = [anchor for anchor, count in Counter(read_page(path).ids).items() if count > 1]
        assert twice == [], path
