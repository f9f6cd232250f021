"""Sign-offs that a document may mean."""

from __future__ import annotations

from generator.imports.proposal_sources import ProposalSources, SourceLine, SourceList, SourceTable, TableRow
from generator.imports.propose_sign_offs import propose_sign_offs
from tests.imports.taken import errors_when_taken

TABLES = (
    SourceTable(("Role", "Name", "Signature", "Date"), (TableRow(3, ("**Baker**", "____", "____", "")), TableRow(4, ("", "", "", "")))),
    SourceTable(("#", "签字", "日期"), (TableRow(8, ("经理", "", "")),)),
    SourceTable(("Role", "Phone"), (TableRow(12, ("Porter", "")),)),
)
LINES = SourceList(
    (
        SourceLine(20, "Technical lead sign-off: ________ Date: ____"),
        SourceLine(21, "Genehmigt von: ______"),
        SourceLine(22, "Approved by the board"),
        SourceLine(23, "Level: ____ m"),
        SourceLine(24, "Approval: ____", "checklists.a.items.one"),
    )
)


def test_rows_and_lines_with_room_for_a_signature() -> None:
    """Each row is the sign-off of its role; a line says with its label that somebody approves; entries stay what they are."""
    found = propose_sign_offs(ProposalSources(TABLES, (LINES,)))
    assert [(one.id, one.lines) for one in found] == [
        ("baker", (3,)),
        ("sign-off-2", (8,)),
        ("technical-lead-sign-off", (20,)),
        ("genehmigt-von", (21,)),
    ]
    assert errors_when_taken(found) == []
