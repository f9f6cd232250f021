"""Targets that a document may mean."""

from __future__ import annotations

from generator.imports.draft import DraftText
from generator.imports.proposal_sources import ProposalSources, SourceLine, SourceList, SourceTable, TableRow
from generator.imports.propose_targets import propose_targets
from tests.imports.taken import errors_when_taken

ROOMS = SourceTable(
    ("Room", "Grade", "At most"),
    (TableRow(3, ("Maps", "**CRITICAL**", "2 hours")), TableRow(4, ("Letters", "LOW", "< 3 days")), TableRow(5, ("Keys", "LOW", "-"))),
)
SPEEDS = SourceTable(
    ("Metric", "Target", "Actual", "Alert"),
    (TableRow(13, ("API (p95)", "< 200 ms", "> 90 ms", "> 500 ms"), "checklists.a.items.one"), TableRow(14, ("Score", "4.5/5", "", ""))),
)
TWO = SourceTable(("Service", "RTO", "RPO"), (TableRow(20, ("Shop", "< 2 h", "< 5 min")),))
LINES = SourceList(
    (
        SourceLine(30, "**RTO, until the rooms are dry:** < 6 hours"),
        SourceLine(31, "Pressure: **>1.2 bar** (Target) | Actual: _____ bar", "checklists.a.items.one"),
        SourceLine(32, "0 broken panes"),
        SourceLine(33, "Disk is below 80%"),
        SourceLine(34, "RPO: 90 minutes"),
    )
)
UNDER_HEADING = SourceList((SourceLine(40, "Memory: unter 80 %"), SourceLine(41, "More than 10 orders per day")), ("Shop", "Kennzahlen"))


def fields(sources: ProposalSources, language: str = "en") -> dict[str, tuple[int, dict[str, str]]]:
    found, _ = propose_targets(sources, language)
    return {one.id: (one.lines[0], {key: value.text for key, value in one.draft.items() if isinstance(value, DraftText)}) for one in found}


def test_cells_for_targets() -> None:
    """The first words of a row are the title; a head such as `At most` is the relation, and other heads have other levels."""
    assert fields(ProposalSources((ROOMS, SPEEDS, TWO))) == {
        "maps": (3, {"title": "Maps", "kind": "technical", "target": "at most 2 h"}),
        "letters": (4, {"title": "Letters", "kind": "technical", "target": "under 3 days"}),
        "api": (13, {"title": "API (p95)", "kind": "technical", "percentile": "95", "target": "under 200 ms", "alert": "over 500 ms"}),
        "shop-rto": (20, {"title": "Shop: RTO", "kind": "technical", "target": "under 2 h"}),
        "shop-rpo": (20, {"title": "Shop: RPO", "kind": "technical", "target": "under 5 min"}),
    }


def test_lines_for_targets() -> None:
    """A line has a target if it names one, has room for the actual value, or is below a heading about targets."""
    assert fields(ProposalSources(lists=(LINES, UNDER_HEADING))) == {
        "rto-until-rooms-dry": (30, {"title": "RTO, until the rooms are dry", "kind": "technical", "target": "under 6 h"}),
        "pressure": (31, {"title": "Pressure", "kind": "technical", "target": "over 1.2 bar"}),
        "memory": (40, {"title": "Memory", "kind": "resource", "target": "under 80%"}),
        "more-10-orders-per": (41, {"title": "More than 10 orders per day", "kind": "business", "target": "over 10 orders per day"}),
    }


def test_entries_lead_to_their_targets() -> None:
    """The item that has the figure gets the target when it is taken."""
    found, _ = propose_targets(ProposalSources((SPEEDS,), (LINES,)))
    assert {one.id: one.links for one in found if one.links} == {
        "api": (("checklists.a.items.one", "slo"),),
        "pressure": (("checklists.a.items.one", "slo"),),
    }


def test_figures_that_cannot_be_compared_are_reported() -> None:
    """Nothing is invented: a figure without a relation is reported with what could be meant."""
    _, notes = propose_targets(ProposalSources((SPEEDS,), (LINES,)))
    assert [(one.line, one.found) for one in notes] == [(14, "the figure 4.5/5"), (34, "the figure 90 minutes")]
    assert "did you mean `under 90 minutes`?" in notes[1].done


def test_taken_targets_pass_the_checks() -> None:
    """A proposal that is taken never makes an error."""
    found, _ = propose_targets(ProposalSources((ROOMS, SPEEDS, TWO), (LINES, UNDER_HEADING)))
    assert errors_when_taken(found) == []
