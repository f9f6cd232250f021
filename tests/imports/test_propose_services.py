"""Services that a document may mean."""

from __future__ import annotations

import pytest

from generator.imports.draft import DraftText
from generator.imports.proposal_sources import ProposalSources, SourceTable, TableRow
from generator.imports.propose_services import criticality_of, propose_services
from tests.imports.taken import errors_when_taken

ROOMS = SourceTable(
    ("Room", "Grade", "What is lost"),
    (TableRow(3, ("Maps", "**CRITICAL**", "no plans")), TableRow(4, ("Letters", "🟢 LOW", "scholars wait"))),
)
NEEDS = SourceTable(
    ("Dienst", "Abhängigkeiten", "Anbieter", "Status page"),
    (
        TableRow(10, ("API", "Datenbank, Cache", "", "")),
        TableRow(11, ("Datenbank", "keine", "Hafen GmbH", "[Seite](https://status.hafen.test/db)")),
        TableRow(12, ("API", "doppelt", "", "")),
    ),
)
OTHERS = (
    SourceTable(("Severity", "Criticality"), (TableRow(20, ("SEV-1", "critical")),)),
    SourceTable(("Task", "Critical"), (TableRow(21, ("Lamp", "after dusk")),)),
    SourceTable(("Item", "Owner"), (TableRow(22, ("Lamp", "Ida")),)),
)


def test_rows_of_services() -> None:
    """A table with grades or needs is about services; a need is another row, and what no row describes is reported."""
    found, notes = propose_services(ProposalSources((ROOMS, NEEDS, *OTHERS)))
    assert {one.id: {key: getattr(value, "text", value) for key, value in one.draft.items()} for one in found} == {
        "maps": {"title": "Maps", "criticality": "critical"},
        "letters": {"title": "Letters", "criticality": "low"},
        "api": {"title": "API", "needs": (DraftText("datenbank", (10,)),)},
        "datenbank": {"title": "Datenbank", "provider": "Hafen GmbH", "status-page": "https://status.hafen.test/db"},
    }
    assert [(one.line, one.found) for one in notes] == [(10, "`Cache`, which API needs")]
    assert errors_when_taken(found) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "HIGH": "high",
        "Tier 1": "critical",
        "kritisch": "critical",
        "médio": "medium",
        "高": "high",
        "منخفض": "low",
        "Ida": "",
        "": "",
    }.items(),
)
def test_criticality_in_each_language(text: str, kind: str) -> None:
    """The words of other tools and languages are those of the model."""
    assert criticality_of(text) == kind
