"""Sheets as plain text: 72 columns, the boxes of the other forms, and nothing that mail spoils."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.document.document_parts import Box, Section
from generator.document.role_sheet import for_role, roles_on_sheet
from generator.document.runbook_context import inline
from generator.document.select_sheets import sheet_of, why_no_sheet
from generator.document.sheets import BOOK, INCIDENT_LOG, PACK, PLAN, SHEETS, Sheet
from generator.model.moments import parse_week
from generator.paper.markdown_sheets import render_sheet
from generator.paper.text_sheets import render_text
from tests.composed import sheet_from
from tests.document.deployments import deployments
from tests.document.role_shop import ROLES, SHOP, document_of
from tests.expectations import Expectation
from tests.markdown_reader import boxes_of, tokens
from tests.paper.test_forms import MOMENT, NAMES, document
from tests.paper.test_markdown_sheets import CLOCK, GOLDEN, SETTINGS, with_texts
from tests.paper.test_open_forms import sheets as sheets_of_runs
from tests.paper.text_reader import lost_words, text_boxes, untidy
from tests.properties.layer_systems import one_file
from tests.sheet_sample import sample_data, sample_variant


def of_sections(*sections: Section) -> list[str]:
    return render_text(Sheet("a.md", "shop", "rollback", "Rollback", "Shop", "en", sections=sections)).split("\n")


@pytest.mark.parametrize("part", ["deploy-day", "emergency"])
def test_a_whole_sheet(part: str, expectation: Expectation) -> None:
    text = render_text(sheet_from(sample_variant(), part, SETTINGS, CLOCK))
    assert [*untidy(text)] == []
    expectation.holds(Path(GOLDEN, f"{part}-at.txt"), text)


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_sheet_has_its_boxes_and_all_words_in_72_columns(name: str) -> None:
    kinds = (*SHEETS, BOOK, PACK, PLAN, INCIDENT_LOG)
    found = (document(name), document(name, MOMENT))
    sheets = [sheet_of(one, part) for one in found for part in kinds if not why_no_sheet(one, part)]
    sheets.append(sheet_of(document(name), "recurring", parse_week("2026-W49")))
    for sheet in sheets:
        text = render_text(sheet)
        assert text_boxes(text) == sheet.boxes
        assert [*untidy(text)] == []
        assert lost_words(render_sheet(sheet), text) == {}


WORDS = st.lists(st.text("abcকé漢。", min_size=1, max_size=24), min_size=1, max_size=30).map(" ".join)
FIELDS = (
    "variant.title",
    "phases.deploy-day.title",
    "checklists.cut-over.title",
    "checklists.cut-over.if",
    "checklists.cut-over.items.migrate.text",
    "checklists.cut-over.items.migrate.caution",
    "checklists.cut-over.items.migrate.expect",
    "procedures.roll-back.title",
    "procedures.roll-back.steps.assess.choices.not-so-high.text",
    "triggers.error-rate.text",
    "contacts.tech-lead.title",
    "contacts.tech-lead.hours",
    "severities.p0.text",
    "commands.quick.title",
    "sign-offs.lead.title",
    "announcements.team.text",
    "phases.deploy-day.blanks.version.label",
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), WORDS, min_size=1, max_size=5), st.sampled_from(("deploy-day", "rollback", "emergency")))
def test_any_text_fits_and_changes_no_box(texts: dict[str, str], part: str) -> None:
    sheet = sheet_from(sample_variant(with_texts(texts)), part, SETTINGS)
    text = render_text(sheet)
    assert [*untidy(text)] == []
    assert text_boxes(text) == boxes_of(tokens(render_sheet(sheet))) == sheet.boxes


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(deployments())
def test_the_sheets_of_all_roles_have_their_boxes_and_words(data: dict[str, Any]) -> None:
    """Only lines of others, which are one line each, may lose words."""
    found = document_of(one_file(data))
    whole = sheet_of(found, "deploy-day")
    for role in roles_on_sheet(whole):
        sheet = for_role(found.context, whole, role)
        markdown, text = render_sheet(sheet), render_text(sheet)
        assert text_boxes(text) == sheet.boxes
        assert [*untidy(text)] == []
        assert lost_words(markdown, text) == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_sheet_for_one_role_has_its_boxes_and_meetings(role: str) -> None:
    """A line of somebody else is one line."""
    found = document_of(SHOP.replace("The code freeze is announced", "The code freeze is announced " * 5))
    sheet = for_role(found.context, sheet_of(found, "deploy-day"), role)
    text = render_text(sheet)
    assert text_boxes(text) == sheet.boxes
    assert [*untidy(text)] == []
    if role == "dba":
        assert re.search("^    A2 The code .+[.]{3} - Deployment lead$", text, re.MULTILINE)
        assert "\nWAIT for C1 (Web engineer). The lead says go.\n" in text
        assert "\nTELL the lead that C2 is done.\n" in text


def test_a_sheet_that_goes_on_with_a_run_has_its_boxes_and_answers() -> None:
    for sheet, *_ in sheets_of_runs():
        text = render_text(sheet)
        assert text_boxes(text) == sheet.boxes
        assert [*untidy(text)] == []
        assert lost_words(render_sheet(sheet), text) == {}


def test_a_draft_says_so_first_and_the_end_is_last() -> None:
    lines = render_text(sheet_from(sample_variant(), "deploy-day", SETTINGS)).split("\n")
    assert lines[:4] == ["Draft. Do not release. 1 contact unassigned", "", "Deployment day - Shop", "====================="]
    assert lines[-2:] == ["8 boxes. End of sheet.", ""]


def test_a_command_can_be_copied() -> None:
    """Long commands break as people type them, long words never. Spaces come before a command only where they do not change it."""
    url = "https://shop.tld/" + "a" * 80
    boxes = (Box("a", inline("Do"), "A1", run=f"curl --fail --silent {url}\nls"), Box("b", inline("Write"), "A2", run="cat <<X\nb\n\nX"))
    lines = of_sections(Section("A", boxes=boxes))
    at = lines.index("[ ] A1. Do")
    assert lines[at + 1 : at + 12] == [
        "",
        "        curl --fail \\",
        f"          --silent {url}",
        "        ls",
        "",
        "[ ] A2. Write",
        "",
        "cat <<X",
        "b",
        "",
        "X",
    ]


def test_deep_lines_do_not_become_narrow() -> None:
    box = Box("a", inline("deep " * 30), "A1")
    for _ in range(30):
        box = Box("a", inline("deep " * 30), "A1", children=(box,), done="all done")
    text = "\n".join(of_sections(Section("A", boxes=(box,))))
    assert [*untidy(text)] == []
    assert text_boxes(text) == 31


def test_what_is_right_to_left_has_no_invisible_marks() -> None:
    data: dict[str, Any] = sample_data()
    data["variant"] |= {"language": "ar", "title": "رسائل المدرسة"}
    text = render_text(sheet_from(sample_variant(data), "deploy-day", SETTINGS))
    assert "رسائل المدرسة" in text
    assert not set(text) & set("\u2066\u2067\u2068\u2069")
