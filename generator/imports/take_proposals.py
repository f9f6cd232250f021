"""Adds to a draft the proposals that a person takes. The text from which they were made stays where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.imports.draft import Draft, DraftText, DraftValue, Proposal
from generator.imports.emit_files import record_at
from generator.imports.entry_ids import free_entry_id
from generator.imports.param_places import with_named
from generator.model.field_facts import COLLECTIONS

ALL = "all"
COMMENTS = "comments"  # changes what is read; there is no such proposal
CONDITIONS = "conditions"  # fields of lines, no entries
PARAMS = "params"  # values of the head, with their places
KINDS = (*(key for key in COLLECTIONS if key not in ("phases", "checklists", "procedures", "passages")), CONDITIONS, PARAMS, COMMENTS, ALL)


def with_proposals(draft: Draft, proposals: Iterable[Proposal], take: Collection[str]) -> tuple[Draft, list[Proposal]]:
    """Return a draft with the proposals of these kinds, and the proposals that are left. What the draft has already stays as it is."""
    taken: Draft = dict(draft)
    left: list[Proposal] = []
    for proposal in proposals:
        if not {proposal.kind, ALL} & set(take):
            left.append(proposal)
            continue
        if proposal.kind not in (CONDITIONS, PARAMS):
            entries = taken.get(proposal.kind)
            known = entries if isinstance(entries, dict) else {}
            taken[proposal.kind] = {**known, proposal.id: known.get(proposal.id, proposal.draft)}
        for address, field in proposal.links:
            record, in_entries = record_at(address)
            if record is None or in_entries or field not in record.keys:
                continue
            taken = _linked(taken, address.split("."), field, DraftText(proposal.value or proposal.id, proposal.lines))
    return taken, left


def with_params(draft: Draft, proposals: Iterable[Proposal], take: Collection[str]) -> Draft:
    """Return a draft with the parameters that are taken, in its head and at their places. Texts that are cleaned come before this.

    A value that several documents propose is one parameter.
    """
    if not {PARAMS, ALL} & set(take):
        return draft
    ids: dict[str, str] = {}
    for proposal in proposals:
        if proposal.kind == PARAMS and proposal.value not in ids:
            ids[proposal.value] = free_entry_id(proposal.id, ids.values())
    named = with_named(draft, ids) if ids else draft
    head = named.get("variant")
    return (
        {**named, "variant": {**head, PARAMS: {id: DraftText(value) for value, id in ids.items()}}}
        if ids and isinstance(head, dict)
        else named
    )


def _linked(fields: dict[str, DraftValue], path: list[str], field: str, value: DraftText) -> dict[str, DraftValue]:
    """Return fields in which the entry at `path` has one more field. An entry that is not there, or has the field, stays as it is."""
    if not path:
        return {**fields, field: value} if field not in fields else fields
    inner = fields.get(path[0])
    if isinstance(inner, DraftText) and len(path) == 1:
        inner = {"text": inner}  # the short form of an entry
    return {**fields, path[0]: _linked(inner, path[1:], field, value)} if isinstance(inner, dict) else fields
