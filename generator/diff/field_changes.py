"""The changed fields of one entity, each with the layer that changed it. Changes that follow from another difference are left out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.deciding_layer import layer_of_field, reason_of_field, remover_of, shared_layer
from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import ALIASES, PlainNode, PlainOutline
from generator.diff.reference_changes import inherited_from, is_same_reference
from generator.model.differences import BECAUSE, LAYER, REMOVE, FieldDifference

LayerAndField = tuple[str, FieldDifference]


def field_differences(pairs: Pairs, old: PlainNode, new: PlainNode) -> Iterator[LayerAndField]:
    """Return the differences of two matched entities, each with the shared layer that made it; empty if the variant made it."""
    reasons: set[str] = set()
    for name in dict.fromkeys((*new.fields, *old.fields)):
        was, now = old.fields.get(name), new.fields.get(name)
        if was == now or _follows(pairs, name, old, new):
            continue
        because = reason_of_field(new, name)
        reasons.add(because)
        yield (
            shared_layer(pairs.old, pairs.new, layer_of_field(old, name), layer_of_field(new, name)),
            FieldDifference(name, was, now, because),
        )
    was, now = (str(node.origin.get("because", "")) or None for node in (old, new))
    if was != now and now not in reasons:
        layers = (_reasoner(old), _reasoner(new))
        yield shared_layer(pairs.old, pairs.new, *layers), FieldDifference(BECAUSE, was, now)
    if old.layer != new.layer and old.layer and new.layer:
        between_shared = shared_layer(pairs.old, pairs.new, old.layer) and shared_layer(pairs.old, pairs.new, new.layer)
        yield between_shared, FieldDifference(LAYER, old.layer, new.layer)


def head_differences(pairs: Pairs) -> tuple[FieldDifference, ...]:
    """The differences of two heads, including the layers that they extend."""
    old, new = pairs.old.head, pairs.new.head
    names = dict.fromkeys((*new.fields, *old.fields))
    differing = (name for name in names if old.fields.get(name) != new.fields.get(name) and not is_same_reference(pairs, name, old, new))
    return tuple(FieldDifference(name, old.fields.get(name), new.fields.get(name)) for name in differing)


def removal_difference(old: PlainOutline, new: PlainOutline, address: str) -> LayerAndField | None:
    """How the removal of an entity by a layer changed: it was added, deleted, or has another reason. None if it did not change."""
    before, after = old.removed.get(address, {}), new.removed.get(address, {})
    was, now = (record.get("because") for record in (before, after))
    if was == now:
        return None
    return shared_layer(old, new, remover_of(before), remover_of(after)), FieldDifference(REMOVE, was, now)


def set_fields(side: PlainOutline, node: PlainNode) -> Iterator[tuple[str, FieldDifference]]:
    """The fields of an added entity, each with its layer, without the fields that it inherits from its parent."""
    for name, value in node.fields.items():
        parent = inherited_from(side, node, name)
        if parent is None or parent is not node.parent or parent.fields.get(name) != value:
            yield layer_of_field(node, name), FieldDifference(name, None, value, reason_of_field(node, name))


def _reasoner(node: PlainNode) -> str:
    """The layer that gave the reason of an entity."""
    changes = node.origin.get("changes", ())
    return str(changes[-1]["layer"]) if changes else node.layer


def _follows(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether a field differs only because an inherited value does, or because the entity that it refers to was renamed."""
    if is_same_reference(pairs, name, old, new) or _is_inherited(pairs, name, old, new):
        return True
    # A rename adds the old id to the aliases; it is already listed as a rename.
    return (
        name == ALIASES and set(new.aliases) ^ set(old.aliases) <= {old.id, old.address, new.id, new.address} and old.address != new.address
    )


def _is_inherited(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether both partners inherit a field: items their role from their list, checklists their time from their group."""
    was, now = inherited_from(pairs.old, old, name), inherited_from(pairs.new, new, name)
    if was is None or now is None or pairs.former.get(now.address) is not was:
        return False
    return all(node.fields.get(name) == source.fields.get(name) for node, source in ((old, was), (new, now)))
