"""The sections of a phase."""

from __future__ import annotations

from typing import Any

from generator.document.document_parts import Section
from generator.document.pages import SiteSettings
from generator.model.moments import parse_offset
from tests.composed import VERSIONS, sheet_from
from tests.sheet_sample import sample_data, sample_variant


def sections(data: dict[str, Any]) -> tuple[Section, ...]:
    return sheet_from(sample_variant(data), "deploy-day", SiteSettings(versions=VERSIONS)).sections


def test_the_watch_begins_with_the_list_at_t0_else_the_one_with_its_id_else_the_first() -> None:
    def watched_lists(**at: str) -> list[str]:
        data = sample_data()
        data["phases"]["deploy-day"]["groups"] = {"night": {"title": "Night", "at": parse_offset("T-0")}}
        data["checklists"] = {
            key: {"phase": "deploy-day", "title": key, "items": {"x": {"text": "x"}}}
            | ({"group": "night"} if moment == "night" else {"at": parse_offset(moment)} if moment else {})
            for key, moment in at.items()
        }
        return [one.title for one in sections(data) if one.watched]

    assert watched_lists(early="T-2h", start="T-0", deployment="T+1h") == ["start", "deployment"]
    assert watched_lists(early="T-2h", start="night") == ["start"]
    assert watched_lists(early="T-2h", deployment="T+1h") == ["deployment"]
    assert watched_lists(early="T-2h", late="T+1h") == ["early", "late"]


def test_the_watch_ends_with_the_last_list_that_has_a_start() -> None:
    """The lists between the cut-over and the last list with a start are watched, also without a start of their own."""
    data = sample_data()
    starts = {"early": "T-2h", "start": "T-0", "tidy": "", "late": "T+1h", "report": ""}
    data["checklists"] = {
        key: {"phase": "deploy-day", "title": key, "items": {"x": {"text": "x"}}} | ({"at": parse_offset(at)} if at else {})
        for key, at in starts.items()
    }
    assert [one.title for one in sections(data) if one.watched] == ["start", "tidy", "late"]


def test_without_any_start_people_watch_until_the_last_list() -> None:
    data = sample_data()
    lists = ("checks", "deployment", "after", "report")
    data["checklists"] = {key: {"phase": "deploy-day", "title": key, "items": {"x": {"text": "x"}}} for key in lists}
    assert [one.title for one in sections(data) if one.watched] == ["deployment", "after", "report"]
