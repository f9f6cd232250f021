"""Everything that the parts of a document may mean besides what they say: entities and conditions that are written only on request."""

from __future__ import annotations

from dataclasses import dataclass

from generator.imports.draft import ImportNote, Proposal
from generator.imports.proposal_sources import ProposalSources
from generator.imports.propose_conditions import propose_conditions
from generator.imports.propose_people import propose_people
from generator.imports.propose_sign_offs import propose_sign_offs
from generator.imports.propose_targets import propose_targets


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposals of a document in the order of its lines, and what was found and could not be proposed."""

    proposals: tuple[Proposal, ...]
    notes: tuple[ImportNote, ...] = ()


def propose(sources: ProposalSources, language: str = "en") -> Proposed:
    """Return what the parts of a document may mean. Each proposal that is taken passes the checks, whichever others are taken."""
    targets, figures = propose_targets(sources, language)
    people, unknown = propose_people(sources, language)
    found = [*propose_conditions(sources), *targets, *people, *propose_sign_offs(sources, language)]
    notes = sorted((*figures, *unknown), key=lambda one: one.line)
    return Proposed(tuple(sorted(found, key=lambda one: one.lines)), tuple(notes))
