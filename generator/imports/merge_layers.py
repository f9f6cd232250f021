"""Compares a variant that extends an imported layer with its changed document, where people may have changed the variant or the layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics.diagnostic import Span
from generator.imports.merge_changes import Side, SourceChanges, compare_states
from generator.imports.written_fields import Value

REASONS = ("because", "remove")


@dataclass(frozen=True, slots=True)
class ChangedLayer:
    """The fields of a layer by address: as an import wrote them, as one would write them now, and as people have them."""

    before: Mapping[str, Value]
    document: Mapping[str, Value]
    data: Mapping[str, Value]
    places: Mapping[str, Span]

    @property
    def edited(self) -> frozenset[str]:
        """The addresses of fields that people changed, added or removed, and of the entries that they belong to."""
        both = {*self.before, *self.data}
        changed = (address for address in both if self.before.get(address) != self.data.get(address))
        parts = (address.split(".") for address in changed)
        return frozenset(".".join(one[:length]) for one in parts for length in range(1, len(one) + 1))


def compare_with_layer(
    before: Mapping[str, Value], document: Mapping[str, Value], data: Mapping[str, Value], layer: ChangedLayer, side: Side = ""
) -> SourceChanges:
    """Return what a document changes in a variant, whose fields without a value have that of the layer.

    Reasons are for writers to replace: they stay as long as there is something that needs one.
    """
    was, new, now = dict(before), dict(document), dict(data)
    edited = layer.edited
    kept = []
    for address in [one for one in new if one not in was and one not in now]:
        entry, _, key = address.rpartition(".")
        if key in ("remove", "unset") and entry in edited:
            kept.append(entry)
            del new[address]
        elif address in layer.before and address in edited:
            if side == "ours":
                del new[address]
            elif not side:
                was[address] = layer.before[address]
                now |= {address: layer.data[address]} if address in layer.data else {}
    for address in [one for one in now if one not in was and one not in new]:  # what people changed in the variant alone
        if address in layer.document and layer.before.get(address) not in (None, layer.document[address]):
            was[address], new[address] = layer.before[address], layer.document[address]
    for address in was:
        if address.rpartition(".")[2] in REASONS and address in now:
            was[address] = now[address]
            new |= {address: now[address]} if address in new else {}
    for address in [one for one in new if one.endswith(".because") and one not in now]:
        if not any(_explains(address, one) for one in new if one != address):
            del new[address]
    found = compare_states(was, new, now, side)
    left = {address for address in now if address not in found.removed and address not in document}  # what people changed
    found.removed[:] = [one for one in found.removed if not (one.endswith(".because") and any(_explains(one, other) for other in left))]
    for address in [one for one in found.added if one.endswith(".remove")]:
        entry = address.removesuffix("remove")
        if any(one.startswith(entry) for one in left):  # people changed the entry in the variant
            del found.added[address]
            found.removed[:] = [one for one in found.removed if not one.startswith(entry)]
    found.kept.extend(kept)
    return found


def _explains(reason: str, address: str) -> bool:
    """Whether a `because` is the reason for a field."""
    return address.rpartition(".")[0] == reason.rpartition(".")[0] and not address.endswith((".because", ".place"))
