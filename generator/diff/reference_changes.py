"""The addresses that a reference leads to, so that a reference to a renamed entity does not count as a change."""

from __future__ import annotations

from functools import lru_cache

from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import HEAD, PlainNode, PlainOutline
from generator.model.addresses import reference_collection
from generator.model.differences import Value
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, EntityFacts


def is_same_reference(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether a field of two partners refers to the same entities, which may have new ids."""
    record = _record(new.address)
    spec = record.fields.get(name) if record else None
    if spec is None or not spec.reference:
        return False
    before, after = _targets(spec.reference, old, old.fields.get(name)), _targets(spec.reference, new, new.fields.get(name))
    return len(before) == len(after) > 0 and all(_is_partner(pairs, *both) for both in zip(before, after, strict=True))


def inherited_from(side: PlainOutline, node: PlainNode, name: str) -> PlainNode | None:
    """The node from which another one inherits a field; None for a field that is not inherited."""
    record = _record(node.address)
    spec = record.fields.get(name) if record else None
    if record is None or spec is None or spec.inherited is None:
        return None
    if not spec.inherited.through:
        return node.parent
    through = record.fields[spec.inherited.through]
    return next((side.nodes.get(address) for address in _targets(through.reference, node, node.fields.get(through.key))), None)


def _is_partner(pairs: Pairs, old: str, new: str) -> bool:
    partner = pairs.former.get(new)
    return partner is not None and partner.address == old


def _targets(reference: str, node: PlainNode, value: Value | None) -> tuple[str, ...]:
    """The addresses that a value names."""
    names = value if isinstance(value, tuple) else () if value is None else (str(value),)
    if reference == "address":
        return names
    collection = reference_collection(reference, node.address, str(node.phase))
    return tuple(f"{collection}.{name}" for name in names)


def _record(address: str) -> EntityFacts | None:
    """The facts about an entity, by the names of its collections; None for an entity that this version does not know."""
    return VARIANT_HEAD if address == HEAD else _record_in(tuple(address.split(".")[::2]))


@lru_cache(maxsize=256)
def _record_in(collections: tuple[str, ...]) -> EntityFacts | None:
    fields = COLLECTIONS
    record = None
    for collection in collections:
        spec = fields.get(collection)
        if spec is None or spec.record is None:
            return None
        record = spec.record
        fields = record.fields
    return record
