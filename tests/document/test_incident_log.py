"""The incident log: every system has one, with what its severities say."""

from __future__ import annotations

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.select_sheets import printed_pages_of, sheet_of, why_no_sheet
from generator.document.sheets import INCIDENT_LOG, Sheet
from generator.document.tables import table_of
from tests.sheet_sample import sample_data, sample_variant

BARE: dict[str, object] = {"variant": {"title": "Bare"}}


def log(data: dict[str, object] | None = None) -> Sheet:
    return sheet_of(compose(sample_variant(data), SiteSettings(site_url="https://ops.tld/")), INCIDENT_LOG)


def test_the_head_asks_for_what_a_log_needs_with_a_mark_for_each_severity() -> None:
    asked = [(fact.label, fact.choices) for fact in log().head if fact.kind == "day"]
    assert asked == [("Incident began at", ()), ("Severity", ("P0", "P1", "Low")), ("Commander", ()), ("Who writes this log", ())]


def test_severities_are_one_short_table() -> None:
    """What to do at a level is on the sheet of incidents."""
    table = table_of(log().sections[0])
    assert table.heads == ("Level", "What it means", "Respond within", "Escalation")
    assert len(table.rows) == len(sample_data()["severities"])


def test_the_columns_are_time_event_person_and_next_update() -> None:
    lines = log().sections[-1]
    assert [column.label for column in lines.columns] == ["Time", "What happened, or what was decided", "Who", "Next update due"]
    assert sum(space.lines for space in lines.spaces) == 30


def test_a_system_without_anything_has_a_log() -> None:
    """Without severities, people write the severity on a line."""
    assert [section.kind for section in log(BARE).sections] == ["log"]
    assert [fact.choices for fact in log(BARE).head if fact.label == "Severity"] == [()]
    document = compose(sample_variant(BARE), SiteSettings())
    assert why_no_sheet(document, INCIDENT_LOG) == ""
    assert INCIDENT_LOG in [sheet.part for sheet in printed_pages_of(document)]


def test_a_log_counts_no_boxes_and_leads_to_the_page_of_incidents() -> None:
    assert (log().boxes, log().tally, log().address) == (0, "", "https://ops.tld/shop/incident/index.html")
