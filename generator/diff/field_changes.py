"""What differs in the fields of one entity, by the layer that changed it; what merely follows from another difference is left out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.deciding_layer import layer_of_field, reason_of_field, remover_of, shared_layer
from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import ALIASES, PlainNode, PlainOutline
from generator.diff.reference_changes import inherited_from, is_same_reference
from generator.model.differences import BECAUSE, LAYER, REMOVE, FieldDifference

Told = tuple[str, FieldDifference]


def field_differences(pairs: Pairs, old: PlainNode, new: PlainNode) -> Iterator[Told]:
    """The differences of two partners, each with the shared layer that made it; empty for the variant's own."""
    told: set[str] = set()
    for name in dict.fromkeys((*new.fields, *old.fields)):
        was, now = old.fields.get(name), new.fields.get(name)
        if was == now or _follows(pairs, name, old, new):
            continue
        because = reason_of_field(new, name)
        told.add(because)
        yield (
            shared_layer(pairs.old, pairs.new, layer_of_field(old, name), layer_of_field(new, name)),
            FieldDifference(name, was, now, because),
        )
    was, now = (str(node.origin.get("because", "")) or None for node in (old, new))
    if was != now and now not in told:
        layers = (_reasoner(old), _reasoner(new))
        yield shared_layer(pairs.old, pairs.new, *layers), FieldDifference(BECAUSE, was, now)
    if old.layer != new.layer and old.layer and new.layer:
        between_shared = shared_layer(pairs.old, pairs.new, old.layer) and shared_layer(pairs.old, pairs.new, new.layer)
        yield between_shared, FieldDifference(LAYER, old.layer, new.layer)


def head_differences(pairs: Pairs) -> tuple[FieldDifference, ...]:
    """The differences of two heads; the layers that they extend are a field like any other."""
    old, new = pairs.old.head, pairs.new.head
    names = dict.fromkeys((*new.fields, *old.fields))
    differing = (name for name in names if old.fields.get(name) != new.fields.get(name) and not is_same_reference(pairs, name, old, new))
    return tuple(FieldDifference(name, old.fields.get(name), new.fields.get(name)) for name in differing)


def removal_difference(old: PlainOutline, new: PlainOutline, address: str) -> Told | None:
    """How the removal of an entity by a layer differs, if it does: it came, went or has another reason."""
    before, after = old.removed.get(address, {}), new.removed.get(address, {})
    was, now = (record.get("because") for record in (before, after))
    if was == now:
        return None
    return shared_layer(old, new, remover_of(before), remover_of(after)), FieldDifference(REMOVE, was, now)


def said_of(side: PlainOutline, node: PlainNode) -> Iterator[tuple[str, FieldDifference]]:
    """The fields of an entity that comes, each with its layer; what it takes from the one above it is said there."""
    for name, value in node.fields.items():
        above = inherited_from(side, node, name)
        if above is None or above is not node.above or above.fields.get(name) != value:
            yield layer_of_field(node, name), FieldDifference(name, None, value, reason_of_field(node, name))


def _reasoner(node: PlainNode) -> str:
    """The layer that gave the reason of an entity."""
    changes = node.origin.get("changes", ())
    return str(changes[-1]["layer"]) if changes else node.layer


def _follows(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether a field differs only because what it is taken from does, or because what it names has another id now."""
    if is_same_reference(pairs, name, old, new) or _is_inherited(pairs, name, old, new):
        return True
    # The old id that an alias keeps is told by the renaming.
    return (
        name == ALIASES and set(new.aliases) ^ set(old.aliases) <= {old.id, old.address, new.id, new.address} and old.address != new.address
    )


def _is_inherited(pairs: Pairs, name: str, old: PlainNode, new: PlainNode) -> bool:
    """Whether both partners take a field from elsewhere: items their role from what holds them, checklists their moment from the group."""
    was, now = inherited_from(pairs.old, old, name), inherited_from(pairs.new, new, name)
    if was is None or now is None or pairs.former.get(now.address) is not was:
        return False
    return all(node.fields.get(name) == source.fields.get(name) for node, source in ((old, was), (new, now)))
