"""Severities and triggers that a document may mean."""

from __future__ import annotations

from collections.abc import Iterable

from generator.imports.draft import DraftText, Proposal
from generator.imports.proposal_sources import ProposalSources, SourceLine, SourceList, SourceTable, TableRow
from generator.imports.propose_incidents import propose_severities, propose_triggers
from tests.imports.taken import errors_when_taken

NOISE = SourceTable(
    ("Level", "Meaning", "What we do"),
    (
        TableRow(3, ("N1", "Windows shake. A street calls.", "Stop at once. Ring `!desk stop`.")),
        TableRow(4, ("Above this line the desk is reported", "", "")),
        TableRow(5, ("N2", "One neighbour calls.", "Note it.")),
    ),
)
OUTAGES = SourceTable(
    ("Severity", "Response time", "Escalation", "Examples"),
    (
        TableRow(10, ("**SEV-1 (Critical)**", "< 15 min", "CTO", "all down")),
        TableRow(11, ("SEV-2", "1 hour", "TBD", "slow")),
        TableRow(12, ("SEV-3", "when there is time", "", "")),
    ),
)
ARABIC = SourceTable(("المستوى", "الرد"), (TableRow(20, ("عاجل", "خلال 15 دقيقة")),))
RISKS = SourceTable(("ID", "Risk", "Impact"), (TableRow(30, ("R-1", "Hail", "HIGH")),))
ROLLBACK = SourceTable(
    ("Trigger", "Action"), (TableRow(40, ("Error rate > 5% for 5 minutes", "Roll back")), TableRow(41, ("Users complain", "Decide")))
)
LEVELS = SourceList((SourceLine(50, "**SEV-1 (Critical):** all is down"), SourceLine(51, "**SEV-4:** a typo")))
KEY_LINE = SourceList((SourceLine(60, "**Trigger:** water on a floor"), SourceLine(61, "**Impact:** wet boxes")))
CRITERIA = SourceList((SourceLine(70, "p95 above 2 s"), SourceLine(71, "Data is lost")), ("Release", "When to roll back"))
GERMAN = SourceList((SourceLine(80, "Mehr als 5 % Fehler"),), ("Wann zurückrollen?",))


def fields(found: Iterable[Proposal]) -> dict[str, dict[str, str]]:
    return {one.id: {key: value.text for key, value in one.draft.items() if isinstance(value, DraftText)} for one in found}


def test_levels_of_tables_and_lists() -> None:
    """A row or a line that begins with a level is one; a row across all columns and another table are none."""
    found, notes = propose_severities(ProposalSources((NOISE, OUTAGES, ARABIC, RISKS), (LEVELS, KEY_LINE)))
    assert fields(found) == {
        "n1": {"label": "N1", "title": "Windows shake. A street calls.", "response": "Stop at once. Ring !desk stop."},
        "n2": {"label": "N2", "title": "One neighbour calls.", "response": "Note it."},
        "sev-1": {"label": "SEV-1", "title": "Critical", "text": "all down", "escalation": "CTO", "respond-within": "15 min"},
        "sev-2": {"title": "SEV-2", "text": "slow", "respond-within": "1 h"},
        "sev-3": {"title": "SEV-3"},
        "aajl": {"title": "عاجل", "respond-within": "15 min"},
        "sev-4": {"label": "SEV-4", "title": "a typo"},
    }
    assert [(one.line, one.found) for one in notes] == [(12, "`when there is time` as the time to respond")]


def test_triggers_of_tables_and_lists() -> None:
    """A trigger is named so, or is below a heading about when to roll back; its figure is the value at which it fires."""
    found = propose_triggers(ProposalSources((ROLLBACK, OUTAGES), (KEY_LINE, CRITERIA, GERMAN)))
    assert fields(found) == {
        "error-rate-5-5": {"text": "Error rate > 5% for 5 minutes", "when": "over 5%", "for": "5 min", "action": "Roll back"},
        "users-complain": {"text": "Users complain", "action": "Decide"},
        "water-floor": {"text": "water on a floor"},
        "p95-above-2-s": {"text": "p95 above 2 s", "when": "over 2 s"},
        "data-lost": {"text": "Data is lost"},
        "mehr-als-5-fehler": {"text": "Mehr als 5 % Fehler", "when": "over 5%"},
    }


def test_taken_levels_and_triggers_pass_the_checks() -> None:
    """A proposal that is taken never makes an error."""
    sources = ProposalSources((NOISE, OUTAGES, ARABIC, ROLLBACK), (LEVELS, KEY_LINE, CRITERIA, GERMAN))
    assert errors_when_taken([*propose_severities(sources)[0], *propose_triggers(sources)]) == []
