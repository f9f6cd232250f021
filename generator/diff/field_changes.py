"""Finds the changed fields of one entity, each with the layer that changed it. A change that follows from another one is left out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.deciding_layer import layer_of_field, reason_of_field, shared_layer
from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import ALIASES, HEAD, PlainNode, PlainOutline
from generator.model.addresses import field_at, reference_address
from generator.model.differences import BECAUSE, LAYER, FieldDifference, Value
from generator.model.field_facts import VARIANT_HEAD, EntityFacts, FieldSpec


def field_differences(pairs: Pairs, old: PlainNode, new: PlainNode) -> Iterator[tuple[str, FieldDifference]]:
    """Return the differences of two partners, each with the shared layer that made it; an empty text if the variant made it."""
    reasons: set[str] = set()
    for name in dict.fromkeys((*new.fields, *old.fields)):
        was, now = _given(old, name), _given(new, name)
        if was == now or _follows(pairs, name, old, new):
            continue
        because = reason_of_field(new, name)
        reasons.add(because)
        layer = shared_layer(pairs.old, pairs.new, layer_of_field(old, name), layer_of_field(new, name))
        yield layer, FieldDifference(name, was, now, because)
    before, after = (str(node.origin.get("because", "")) or None for node in (old, new))
    if before != after and after not in reasons:
        yield shared_layer(pairs.old, pairs.new, _reasoner(old), _reasoner(new)), FieldDifference(BECAUSE, before, after)
    if old.layer != new.layer and old.layer and new.layer:
        between_shared = shared_layer(pairs.old, pairs.new, old.layer) and shared_layer(pairs.old, pairs.new, new.layer)
        yield between_shared, FieldDifference(LAYER, old.layer, new.layer)


def head_differences(pairs: Pairs) -> tuple[FieldDifference, ...]:
    """Return the differences of the two heads of a variant, including the layers that the variant extends."""
    old, new = pairs.old.head, pairs.new.head
    names = dict.fromkeys((*new.fields, *old.fields))
    differing = (name for name in names if old.fields.get(name) != new.fields.get(name) and not _is_same_reference(pairs, name, old, new))
    return tuple(FieldDifference(name, old.fields.get(name), new.fields.get(name)) for name in differing)


def set_fields(side: PlainOutline, node: PlainNode) -> Iterator[tuple[str, FieldDifference]]:
    """Return the fields of an added entity, each with its layer. Fields that the entity inherits from its parent are left out."""
    for name, value in node.fields.items():
        parent = inherited_from(side, node, name)
        if parent is None or parent is not node.parent or parent.fields.get(name) != value:
            yield layer_of_field(node, name), FieldDifference(name, None, value, reason_of_field(node, name))


def _given(node: PlainNode, name: str) -> Value | None:
    """Return a value. A release that is older than a field lacks it also where it has a default; so a default is not a change."""
    record = _record(node.address)
    spec = record.fields.get(name) if record is not None else None
    value = node.fields.get(name)
    default = spec.default if value is None and spec is not None else value
    return default if isinstance(default, str | int | float | bool | tuple) else None


def _reasoner(node: PlainNode) -> str:
    """Return the layer that gave the last reason of an entity."""
    changes = node.origin.get("changes", ())
    return str(changes[-1]["layer"]) if changes else node.layer


def _follows(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Return whether a field differs only because an inherited value changed, or because the entity that the field names was renamed."""
    if _is_same_reference(pairs, name, old, new) or _is_inherited(pairs, name, old, new):
        return True
    # A rename adds the old id to the aliases; the rename itself is already listed.
    return (
        name == ALIASES and set(new.aliases) ^ set(old.aliases) <= {old.id, old.address, new.id, new.address} and old.address != new.address
    )


def _is_inherited(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Return whether both partners inherit a field. Items inherit the role of their list. Checklists inherit the time of their group."""
    was, now = inherited_from(pairs.old, old, name), inherited_from(pairs.new, new, name)
    if was is None or now is None or pairs.former.get(now.address) is not was:
        return False
    return all(node.fields.get(name) == source.fields.get(name) for node, source in ((old, was), (new, now)))


def _is_same_reference(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Return whether a field of two partners refers to the same entities, even if these have new ids."""
    record = _record(new.address)
    spec = record.fields.get(name) if record else None
    if spec is None or not spec.reference:
        return False
    before, after = _targets(spec, old), _targets(spec, new)
    partners = [pairs.former.get(address) for address in after]
    return bool(after) and [partner and partner.address for partner in partners] == list(before)


def inherited_from(side: PlainOutline, node: PlainNode, name: str) -> PlainNode | None:
    """Return the node from which another node inherits a field; None if the field is not inherited."""
    record = _record(node.address)
    spec = record.fields.get(name) if record else None
    if record is None or spec is None or spec.inherited is None:
        return None
    if not spec.inherited.through:
        return node.parent
    through = record.fields[spec.inherited.through]
    return next((side.nodes.get(address) for address in _targets(through, node)), None)


def _targets(spec: FieldSpec, node: PlainNode) -> tuple[str, ...]:
    """Return the addresses of the entities that a field names."""
    value = node.fields.get(spec.key)
    names = value if isinstance(value, tuple) else () if value is None else (str(value),)
    found = (reference_address(spec.reference, name, node.address, str(node.phase)) for name in names)
    return tuple(address or "" for address in found)


def _record(address: str) -> EntityFacts | None:
    """Return the facts about an entity by its address; None for an entity that this version does not know."""
    if address == HEAD:
        return VARIANT_HEAD
    spec = field_at(address.rpartition(".")[0])
    return spec.record if spec is not None else None
