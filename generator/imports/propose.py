"""Everything that the parts of a document may mean besides what they say: entities and conditions that are written only on request."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from generator.imports.draft import ImportNote, Proposal
from generator.imports.proposal_sources import ProposalSources
from generator.imports.propose_commands import propose_commands
from generator.imports.propose_conditions import propose_conditions
from generator.imports.propose_incidents import propose_severities, propose_triggers
from generator.imports.propose_people import propose_people
from generator.imports.propose_services import propose_services
from generator.imports.propose_sign_offs import propose_sign_offs
from generator.imports.propose_targets import propose_targets


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposals of a document in the order of its lines, and what was found and could not be proposed."""

    proposals: tuple[Proposal, ...]
    notes: tuple[ImportNote, ...] = ()


def propose(sources: ProposalSources, language: str = "en") -> Proposed:
    """Return what the parts of a document may mean. Each proposal that is taken passes the checks, whichever others are taken."""
    with_notes = [one(sources, language) for one in (propose_targets, propose_people, propose_severities, propose_services)]
    plain = [one(sources, language) for one in (propose_sign_offs, propose_triggers, propose_commands)]
    found = [*propose_conditions(sources), *chain.from_iterable(proposals for proposals, _ in with_notes), *chain.from_iterable(plain)]
    notes = sorted(chain.from_iterable(notes for _, notes in with_notes), key=lambda one: one.line)
    return Proposed(tuple(sorted(found, key=lambda one: one.lines)), tuple(notes))
