"""Gives entries of a document that is imported again the ids that they have already: they are found by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.imports.alike_texts import alike_texts, similarity
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.entry_ids import free_entry_id
from generator.model.field_facts import COLLECTIONS, EntityFacts
from generator.text.prose_code import sub_outside_code

SAME, SIMILAR = 1.0, 0.6
LINK = re.compile(r"(?<=\]\()([a-z-]+(?:\.[a-z0-9-]+)+)(?=\))")


def keep_ids(draft: Draft, before: Draft) -> tuple[Draft, dict[str, str]]:
    """Return a draft with the ids of the draft before, and the addresses that changed. What says the same, or nearly, is the same entry."""
    addresses: dict[str, str] = {}
    kept: Draft = {}
    for key, value in draft.items():
        old = before.get(key)
        spec = COLLECTIONS.get(key)
        if spec is None or key == "phases" or not isinstance(value, dict) or not isinstance(old, dict):
            kept[key] = value
        else:
            kept[key] = _entries(spec.holds, value, old, key, key, addresses)
    return _relinked(kept, addresses), addresses


def renamed(draft: Draft, addresses: Mapping[str, str]) -> Draft:
    """Return a draft in which entries, and links to them, have new addresses."""
    return _relinked(_with_new_ids(draft, addresses, ""), addresses) if addresses else draft


def _with_new_ids(draft: Draft, addresses: Mapping[str, str], place: str) -> Draft:
    found: Draft = {}
    for key, value in draft.items():
        address = f"{place}{key}"
        id = addresses.get(address, address).rpartition(".")[2]
        found[id] = _with_new_ids(value, addresses, f"{address}.") if isinstance(value, dict) else value
    return found


def new_address(address: str, addresses: Mapping[str, str]) -> str:
    """Return the address that an entry, or an entry in it, has now."""
    if not addresses:
        return address
    parts = address.split(".")
    for length in range(len(parts), 1, -1):
        head = ".".join(parts[:length])
        if head in addresses:
            return ".".join((addresses[head], *parts[length:]))
    return address


def _entries(
    record: EntityFacts,
    new: Mapping[str, DraftValue],
    old: Mapping[str, DraftValue],
    place: str,
    kept_place: str,
    addresses: dict[str, str],
) -> dict[str, DraftValue]:
    pairs = _pairs(record, new, old)
    taken = set(pairs.values())
    entries: dict[str, DraftValue] = {}
    for id, value in new.items():
        own = pairs[id] if id in pairs else free_entry_id(id, taken)
        taken.add(own)
        here, there = f"{place}.{id}", f"{kept_place}.{own}"
        if here != there:
            addresses[here] = there
        before = old.get(own) if id in pairs else None
        entries[own] = value
        if isinstance(value, dict) and isinstance(before, dict):
            fields: dict[str, DraftValue] = {}
            for key, one in value.items():
                spec, inner = record.keys.get(key), before.get(key)
                if spec is not None and spec.record is not None and isinstance(one, dict) and isinstance(inner, dict):
                    fields[key] = _entries(spec.record, one, inner, f"{here}.{key}", f"{there}.{key}", addresses)
                else:
                    fields[key] = one
            entries[own] = fields
    return entries


def _pairs(record: EntityFacts, new: Mapping[str, DraftValue], old: Mapping[str, DraftValue]) -> dict[str, str]:
    """Return the old id of each new entry that was there: the same id and name, else the same name, else a similar one at its place."""
    names, known = {id: _name(record, one) for id, one in new.items()}, {id: _name(record, one) for id, one in old.items()}
    pairs = {id: id for id, name in names.items() if known.get(id) == name}
    left, right = [id for id in names if id not in pairs], [id for id in known if id not in pairs]
    for pair in alike_texts([names[id] for id in left], [known[id] for id in right], SAME):
        if pair.how == "equal":
            pairs[left[pair.left]] = right[pair.right]
    for at in (slice(0, 2), slice(0, 1), slice(1, 2)):  # between the same entries, else below or above the same entry
        found = set(pairs.values())
        beside, was_beside = _neighbours(names, pairs), _neighbours(known, {id: id for id in found})
        gaps: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
        for id, place in beside.items():
            gaps.setdefault(place[at], ([], []))[0].append(id)
        for id, place in was_beside.items():
            gaps.setdefault(place[at], ([], []))[1].append(id)
        for new_ids, old_ids in gaps.values():
            alike = alike_texts([names[id] for id in new_ids], [known[id] for id in old_ids], SIMILAR)
            in_order: list[tuple[int, int]] = []
            for pair in sorted(alike, key=lambda one: -similarity(names[new_ids[one.left]], known[old_ids[one.right]])):
                if all((left < pair.left) == (right < pair.right) for left, right in in_order):
                    in_order.append((pair.left, pair.right))
                    pairs[new_ids[pair.left]] = old_ids[pair.right]
    left, right = [id for id in names if id not in pairs], [id for id in known if id not in pairs.values()]
    rest = {id for id in right if id not in pairs.values()}
    return pairs | {id: id for id in left if id not in pairs and id in rest and len(left) == len(right)}


def _neighbours(ids: Iterable[str], pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the old ids of the next entries above and below that are known, for each entry that is not; empty at the ends."""
    found: dict[str, tuple[str, ...]] = {}
    waiting: list[str] = []
    above = ""
    for id in ids:
        if id not in pairs:
            waiting.append(id)
            continue
        found.update(dict.fromkeys(waiting, (above, pairs[id])))
        above, waiting = pairs[id], []
    return found | dict.fromkeys(waiting, (above, ""))


def _name(record: EntityFacts, value: DraftValue) -> str:
    fields = value if isinstance(value, dict) else {record.model.shorthand: value}
    texts = (fields.get(spec.key) for spec in record.naming)
    return next((text.text for text in texts if isinstance(text, DraftText)), "")


def _relinked(draft: Draft, addresses: Mapping[str, str]) -> Draft:
    if not addresses:
        return draft
    found: Draft = {}
    for key, value in draft.items():
        if isinstance(value, dict):
            found[key] = _relinked(value, addresses)
        elif isinstance(value, DraftText) and "](" in value.text:
            found[key] = DraftText(sub_outside_code(LINK, lambda match: new_address(match[1], addresses), value.text), value.lines)
        else:
            found[key] = value
    return found
