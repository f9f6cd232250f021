"""All proposals of a document."""

from __future__ import annotations

from generator.imports.proposal_sources import ProposalSources, SourceLine, SourceList
from generator.imports.propose import propose


def test_proposals_are_in_the_order_of_the_document() -> None:
    """A person reads the proposals beside the document."""
    lists = tuple(SourceList((SourceLine(line, "Warm up (optional)", f"checklists.a.items.i{line}"),)) for line in (9, 4))
    assert [one.lines for one in propose(ProposalSources(lists=lists)).proposals] == [(4,), (9,)]
