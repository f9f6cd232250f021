"""The changed fields of one entity, each with the layer that changed it. Changes that follow from another difference are left out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.deciding_layer import layer_of_field, reason_of_field, shared_layer
from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import ALIASES, HEAD, PlainNode, PlainOutline
from generator.model.addresses import field_at, reference_collection
from generator.model.differences import BECAUSE, LAYER, FieldDifference
from generator.model.field_facts import VARIANT_HEAD, EntityFacts, FieldSpec


def field_differences(pairs: Pairs, old: PlainNode, new: PlainNode) -> Iterator[tuple[str, FieldDifference]]:
    """Return the differences of two matched entities, each with the shared layer that made it; empty if the variant made it."""
    reasons: set[str] = set()
    for name in dict.fromkeys((*new.fields, *old.fields)):
        was, now = old.fields.get(name), new.fields.get(name)
        if was == now or _follows(pairs, name, old, new):
            continue
        because = reason_of_field(new, name)
        reasons.add(because)
        layer = shared_layer(pairs.old, pairs.new, layer_of_field(old, name), layer_of_field(new, name))
        yield layer, FieldDifference(name, was, now, because)
    was, now = (str(node.origin.get("because", "")) or None for node in (old, new))
    if was != now and now not in reasons:
        yield shared_layer(pairs.old, pairs.new, _reasoner(old), _reasoner(new)), FieldDifference(BECAUSE, was, now)
    if old.layer != new.layer and old.layer and new.layer:
        between_shared = shared_layer(pairs.old, pairs.new, old.layer) and shared_layer(pairs.old, pairs.new, new.layer)
        yield between_shared, FieldDifference(LAYER, old.layer, new.layer)


def head_differences(pairs: Pairs) -> tuple[FieldDifference, ...]:
    """The differences of two heads, including the layers that they extend."""
    old, new = pairs.old.head, pairs.new.head
    names = dict.fromkeys((*new.fields, *old.fields))
    differing = (name for name in names if old.fields.get(name) != new.fields.get(name) and not _is_same_reference(pairs, name, old, new))
    return tuple(FieldDifference(name, old.fields.get(name), new.fields.get(name)) for name in differing)


def set_fields(side: PlainOutline, node: PlainNode) -> Iterator[tuple[str, FieldDifference]]:
    """The fields of an added entity, each with its layer, without the fields that it inherits from its parent."""
    for name, value in node.fields.items():
        parent = _inherited_from(side, node, name)
        if parent is None or parent is not node.parent or parent.fields.get(name) != value:
            yield layer_of_field(node, name), FieldDifference(name, None, value, reason_of_field(node, name))


def _reasoner(node: PlainNode) -> str:
    """The layer that gave the reason of an entity."""
    changes = node.origin.get("changes", ())
    return str(changes[-1]["layer"]) if changes else node.layer


def _follows(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether a field differs only because an inherited value does, or because the entity that it refers to was renamed."""
    if _is_same_reference(pairs, name, old, new) or _is_inherited(pairs, name, old, new):
        return True
    # A rename adds the old id to the aliases; it is already listed as a rename.
    return (
        name == ALIASES and set(new.aliases) ^ set(old.aliases) <= {old.id, old.address, new.id, new.address} and old.address != new.address
    )


def _is_inherited(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether both partners inherit a field: items their role from their list, checklists their time from their group."""
    was, now = _inherited_from(pairs.old, old, name), _inherited_from(pairs.new, new, name)
    if was is None or now is None or pairs.former.get(now.address) is not was:
        return False
    return all(node.fields.get(name) == source.fields.get(name) for node, source in ((old, was), (new, now)))


def _is_same_reference(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether a field of two partners refers to the same entities, which may have new ids."""
    record = _record(new.address)
    spec = record.fields.get(name) if record else None
    if spec is None or not spec.reference:
        return False
    before, after = _targets(spec, old), _targets(spec, new)
    partners = [pairs.former.get(address) for address in after]
    return bool(after) and [partner and partner.address for partner in partners] == list(before)


def _inherited_from(side: PlainOutline, node: PlainNode, name: str) -> PlainNode | None:
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
