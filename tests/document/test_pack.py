"""The pack: which sheets it has, and what people write once in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of, sheets_of, why_no_sheet
from generator.document.sheets import PACK, PACKED, Sheet
from tests.composed import sheet_from
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings()
MOMENT = datetime(2026, 12, 1, 22, tzinfo=UTC)
TIMED = {"phase": "", "title": "Timed", "at": None, "items": {"one": {"text": "Look"}}}


def pack_of(data: dict[str, Any], **more: Any) -> Sheet:
    return sheet_from(sample_variant(data), PACK, SETTINGS, **more)


def timed(*phases: str) -> dict[str, Any]:
    """Return a system with a list in each of some phases, which has a time after T-0."""
    at = sample_data()["checklists"]["cut-over"]["at"]
    lists = {phase: {**TIMED, "phase": phase, "at": at} for phase in phases}
    return {"variant": {"title": "Shop"}, "checklists": lists}


def t0_of(pack: Sheet) -> dict[str, str]:
    return {one.part: fact.value for one in pack.chapters for fact in one.head if fact.fill == "t0"}


def test_a_pack_has_the_sheets_as_they_are_printed_alone() -> None:
    document = compose(sample_variant(), SETTINGS)
    pack = sheet_of(document, PACK)
    assert pack == sheets_of(document)[-1]
    assert [one.part for one in pack.chapters] == list(PACKED)
    assert [one.part for one in pack.chapters if one != sheet_of(document, one.part)] == ["emergency", "rollback"]  # contents, T-0
    assert pack.boxes == sum(one.boxes for one in pack.chapters) > 0
    assert pack.draft == tuple(dict.fromkeys(reason for one in pack.chapters for reason in one.draft)) != ()
    assert (pack.path, pack.title) == ("shop/sheets/pack.md", "Deployment pack")


def test_people_write_t_0_on_the_deployment_day_alone() -> None:
    elsewhere = "on the sheet “Deployment day”"
    data = timed("rollback", "deploy-day", "incident")
    assert t0_of(pack_of(data)) == {"deploy-day": "", "rollback": elsewhere, "incident": elsewhere}
    known = "Tue 2026-12-01 22:00 UTC"
    assert t0_of(pack_of(data, at=MOMENT)) == {"deploy-day": known, "rollback": known, "incident": known}
    assert t0_of(pack_of(timed("rollback", "incident"))) == {"rollback": "", "incident": "on the sheet “Rollback”"}


def test_the_card_of_a_pack_names_its_sheets_so_that_a_lost_one_is_missed_and_a_card_alone_does_not() -> None:
    document = compose(sample_variant(timed("incident", "deploy-day", "prepare")), SETTINGS)
    fact = sheet_of(document, PACK).chapters[0].head[-1]
    assert (fact.label, fact.value) == ("Sheets in the pack", "Emergency card, Deployment day, Incident")
    assert fact.label not in [one.label for one in sheet_of(document, "emergency").head]


@pytest.mark.parametrize("public", [False, True])
def test_a_system_with_a_card_alone_has_no_pack(public: bool) -> None:
    settings = replace(SETTINGS, visibility="public" if public else "internal")
    document = compose(sample_variant(timed("prepare")), settings)
    assert PACK not in [one.part for one in sheets_of(document)]
    assert "Sheets in the pack" not in [fact.label for fact in sheet_of(document, "emergency").head]
    why = "`shop` has no sheet of deploy-day, rollback or incident, so it has no pack; print `emergency` alone"
    assert why_no_sheet(document, PACK) == why
    assert why_no_sheet(compose(sample_variant(timed("rollback")), settings), PACK) == ""
