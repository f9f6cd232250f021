"""The addresses that a reference leads to, so that a reference to a renamed entity does not count as a change."""

from __future__ import annotations

from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import HEAD, PlainNode, PlainOutline
from generator.model.addresses import field_at, reference_collection
from generator.model.field_facts import VARIANT_HEAD, EntityFacts, FieldSpec


def is_same_reference(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether a field of two partners refers to the same entities, which may have new ids."""
    record = _record(new.address)
    spec = record.fields.get(name) if record else None
    if spec is None or not spec.reference:
        return False
    before, after = _targets(spec, old), _targets(spec, new)
    partners = [pairs.later.get(address) for address in before]
    return bool(after) and [partner.address if partner else "" for partner in partners] == list(after)


def inherited_from(side: PlainOutline, node: PlainNode, name: str) -> PlainNode | None:
    """The node from which another one inherits a field; None for a field that is not inherited."""
    record = _record(node.address)
    spec = record.fields.get(name) if record else None
    if record is None or spec is None or spec.inherited is None:
        return None
    if not spec.inherited.through:
        return node.parent
    through = record.fields[spec.inherited.through]
    return next((side.nodes.get(address) for address in _targets(through, node)), None)


def _targets(spec: FieldSpec, node: PlainNode) -> tuple[str, ...]:
    """The addresses that the value of a field names."""
    value = node.fields.get(spec.key)
    names = value if isinstance(value, tuple) else () if value is None else (str(value),)
    if spec.reference == "address":
        return names
    collection = reference_collection(spec.reference, node.address, str(node.phase))
    return tuple(f"{collection}.{name}" for name in names)


def _record(address: str) -> EntityFacts | None:
    """The facts about an entity; None for an entity that this version does not know."""
    if address == HEAD:
        return VARIANT_HEAD
    spec = field_at(address.rpartition(".")[0])
    return spec.record if spec is not None else None
