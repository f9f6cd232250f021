"""Sheets are not drafts because of what the data waive."""

from __future__ import annotations

from datetime import date

import pytest

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.runbook_pages import emergency_page
from tests.composed import sheet_from
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(today=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("place", "year", "draft"),
    [
        ("checklists.code.items.tests", 2027, ()),
        ("checklists.code", 2027, ()),
        ("variant", 2027, ()),
        ("checklists.code.items.tests", 2025, ("still to fill in: TBD",)),
        ("contacts.dba", 2027, ("still to fill in: TBD",)),
    ],
)
def test_a_sheet_is_no_draft_because_of_what_is_waived(place: str, year: int, draft: tuple[str, ...]) -> None:
    """The check reports nothing that is waived, so `sheet --release` must not refuse it."""
    data = sample_data()
    data["variant"]["waive"] = {}
    data["contacts"]["dba"]["phone"] = "+880 2 5566 7799"
    data["checklists"]["code"]["items"]["tests"] = {"text": "TBD"}
    entity = data
    for key in place.split("."):
        entity = entity[key]
    entity["waive"] = {"placeholder": {"because": "it is the text of a form", "until": date(year, 1, 1)}}
    assert sheet_from(sample_variant(data), "prepare", SETTINGS, None).draft == draft


def test_an_unassigned_contact_may_be_waived() -> None:
    data = sample_data()
    data["contacts"]["dba"]["waive"] = {"unassigned-contact": {"because": "a rota", "until": date(2027, 1, 1)}}
    assert sheet_from(sample_variant(data), "prepare", SETTINGS, None).draft == ()


def test_an_owner_who_is_only_named_is_not_among_the_people_to_call_and_makes_no_draft() -> None:
    data = sample_data()
    data["contacts"]["board"] = {"title": "Board of editors"}
    data["variant"]["owner"] = "board"
    sheets = [sheet_from(sample_variant(data), part, SETTINGS, None) for part in ("emergency", "deploy-day")]
    page = emergency_page(compose(sample_variant(data), SETTINGS)).view
    assert [row.title for section in page["contacts"] for row in section.rows][:1] == ["Technical lead"]
    assert "Board of editors" not in [row.title for section in page["contacts"] for row in section.rows]
    for sheet in sheets:
        listed = [row.title for section in sheet.sections if section.kind == "contacts" for row in section.rows]
        assert listed and "Board of editors" not in listed
        assert "Board of editors" not in " ".join(sheet.draft)
        assert "Board of editors" in [fact.value for fact in sheet.head]
