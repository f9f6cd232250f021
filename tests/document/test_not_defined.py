"""Phases and data that a system does not define, or that do not apply to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.checks.completeness import defined_phases, gaps
from generator.document.compose import RunbookDocument, compose
from generator.document.document_parts import plain
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of, sheets_of, why_no_sheet
from generator.model.entities import PHASES, PUBLIC, PhaseId
from generator.model.moments import CADENCES, parse_recurrence, parse_week
from generator.model.variant import Origin, Trace
from tests.composed import pages_from
from tests.sheet_sample import sample_data, sample_variant

ABSENT = Trace("phases.rollback", "removed", "shop", Origin("a.yaml", 1, 1), "rollback", "nothing is `deployed`")
NOTHING: Mapping[str, Any] = {}
TO_DEFINE = "add a checklist or procedure with `phase: rollback`, or `phases: {rollback: {remove: why}}` if it does not apply"
# One entity of each collection whose entities are part of a phase.
PARTS: dict[str, dict[str, Any]] = {
    "checklists": {"phase": "follow-up", "title": "List", "items": {"one": {"text": "It is so"}}},
    "procedures": {"phase": "follow-up", "title": "Procedure", "steps": {"one": {"text": "Do it"}}},
    "announcements": {"phase": "follow-up", "text": "All know it", "audience": "internal"},
    "sign-offs": {"phase": "follow-up", "title": "Lead"},
    "notes": {"phase": "follow-up", "label": "Notes"},
}


def bare(parts: Mapping[str, Any] = NOTHING, *, absent: bool = False, public: bool = False) -> RunbookDocument:
    variant = sample_variant({"variant": {"title": "Bare"}, **{key: {"one": part} for key, part in parts.items()}})
    variant = replace(variant, id="shop", traces={ABSENT.address: ABSENT} if absent else {})
    return compose(variant, SiteSettings(visibility=PUBLIC) if public else SiteSettings())


@pytest.mark.parametrize("key", PARTS)
def test_anything_in_a_phase_defines_the_phase(key: str) -> None:
    document = bare({key: PARTS[key]})
    assert document.context.phases == ("follow-up",)
    assert [one.part for one in sheets_of(document)] == ["follow-up", "emergency", "book"]


def test_blanks_define_their_phase_and_a_title_does_not() -> None:
    phases = {"prepare": {"title": "Prepare"}, "follow-up": {"title": "Follow-up", "blanks": {"version": {"label": "Version"}}}}
    document = compose(sample_variant({"variant": {"title": "Bare"}, "phases": phases}), SiteSettings())
    assert document.context.phases == ("follow-up",)


def test_triggers_and_severities_define_their_phases() -> None:
    document = bare({"triggers": {"text": "It burns"}, "severities": {"title": "All is down"}})
    assert document.context.phases == ("rollback", "incident")


def test_a_defined_phase_has_sections_and_others_have_none() -> None:
    """The context knows the defined phases before the document is composed; both must agree."""
    for data in (sample_data(), *({"variant": {"title": "Bare"}, key: {"one": part}} for key, part in PARTS.items())):
        document = compose(sample_variant(data), SiteSettings())
        assert document.context.phases == tuple(phase for phase, part in document.phases.items() if part.sections)
        assert document.context.phases == defined_phases(document.context.runbook)


def test_an_undefined_phase_keeps_its_page_and_is_in_no_navigation() -> None:
    pages = {page.path: page for page in pages_from({"shop": bare({"sign-offs": PARTS["sign-offs"]}).context.variant})}
    for phase in PHASES:
        page = pages[f"shop/{phase}/index.md"]
        assert page.listed == bool(page.view["sheet"]) == (phase == "follow-up")
        assert [key for key, _ in page.view["head"].phases] == ["follow-up"]
    overview = pages["shop/index.md"].view
    assert overview["undefined"] == "Not defined: Prepare, Deployment day, Operate, Rollback, Incident."
    assert [card.id for card in overview["phases"]] == ["follow-up"]
    assert [sheet.anchor for sheet in pages["shop/print/index.md"].view["sheets"]] == ["follow-up", "emergency", "book"]
    assert pages["index.md"].view["cards"][0].phases == ()


def test_a_phase_that_does_not_apply_has_its_reason_and_is_no_gap() -> None:
    document = bare(absent=True)
    pages = {page.path: page for page in pages_from({"shop": document.context.variant})}
    assert plain(pages["shop/rollback/index.md"].view["absent"]) == "nothing is deployed"
    ((title, because),) = pages["shop/index.md"].view["absent"]
    assert (title, plain(because)) == ("Rollback", "nothing is deployed")
    assert "Rollback" not in pages["shop/index.md"].view["undefined"]
    assert pages["shop/index.md"].view["deviations"] == () and pages["shop/index.md"].view["states"]["removed"] == 0
    assert not {"triggers", "phase rollback"} & set(gaps(document.context.variant))
    card = [plain(section.summary) for section in sheet_of(document, "emergency").sections]
    assert card == ["Not defined: contacts, severities, commands.", "Rollback does not apply: nothing is deployed"]


@pytest.mark.parametrize(
    ("phase", "absent", "public", "why"),
    [
        ("rollback", True, False, "phase `rollback` does not apply to `shop`, so it has no sheet: nothing is `deployed`"),
        (
            "rollback",
            False,
            True,
            "`shop` has nothing public in phase `rollback`, so it has no sheet; print it with `--visibility internal`",
        ),
        ("rollback", False, False, f"`shop` does not define phase `rollback`, so it has no sheet; {TO_DEFINE}"),
        ("follow-up", False, False, ""),
        ("emergency", False, False, ""),
        ("book", False, False, ""),
    ],
)
def test_a_missing_sheet_has_a_reason(phase: PhaseId, absent: bool, public: bool, why: str) -> None:
    assert why_no_sheet(bare({"notes": PARTS["notes"]}, absent=absent, public=public), phase) == why


def test_recurring_tasks_have_a_sheet_only_for_a_period_with_a_date() -> None:
    week = parse_week("2026-W49")
    why = why_no_sheet(bare(), "recurring", week)
    assert "has no recurring tasks" in why
    assert {name for name in CADENCES if f"`every: {name}`" in why} == {"day"}, "the advice is a value that a checklist takes"
    monthly = PARTS["checklists"] | {"every": parse_recurrence("month")}
    assert "no recurring task of `shop` falls in 2026-W50" in why_no_sheet(
        bare({"checklists": monthly}), "recurring", parse_week("2026-W50")
    )
    assert why_no_sheet(bare({"checklists": monthly}), "recurring", week) == ""  # it has the first of December
