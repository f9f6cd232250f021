"""Finds the layer that set a field, introduced an entity or removed it, and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.plain_nodes import PlainNode, PlainOutline
from generator.source.layers import folder_of


def layer_of_field(node: PlainNode, name: str) -> str:
    """Return the layer that set or unset a field last."""
    return str(change_of(node, name).get("layer") or node.origin.get("filled", {}).get(name, node.layer))


def reason_of_field(node: PlainNode, name: str) -> str:
    return str(change_of(node, name).get("because", ""))


def change_of(node: PlainNode, name: str) -> Mapping[str, Any]:
    """Return the last change of a field by a layer; empty if no layer changed the field."""
    changes: tuple[Mapping[str, Any], ...] = tuple(node.origin.get("changes", ()))
    return next((change for change in reversed(changes) if change["field"] == name), {})


def lowest_value(node: PlainNode, name: str) -> str | None:
    """Return the value of the lowest layer for a field that a higher layer changed; None for any other field."""
    return next((change["old"] for change in node.origin.get("changes", ()) if change["field"] == name), None)


def source_of(record: Mapping[str, Any]) -> str:
    """Return `FILE:LINE` of an origin, a change or a removal; empty without a file."""
    return f"{record['file']}:{record['line']}" if "file" in record else ""


def layer_of_record(record: Mapping[str, Any]) -> str:
    """Return the layer whose folder contains an origin, a change or a removal; empty without a file."""
    folder = folder_of(str(record.get("file", "")))
    return folder[1] if folder else ""


def shared_layer(old: PlainOutline, new: PlainOutline, *layers: str) -> str:
    """Return the topmost of the layers that changed a value, or an empty text if the variant changed it.

    If a variant drops its own value, the value of the layer below applies again. If a variant starts or stops extending a
    layer, the variant has changed and not the layer.
    """
    order = tuple(dict.fromkeys((*old.layers, *new.layers)))
    highest = max(filter(None, layers), key=lambda layer: order.index(layer) if layer in order else -1, default="")
    before, after = (highest in list(side.layers)[:-1] for side in (old, new))  # the last layer is the variant itself
    own_act = old.head.fields.get("extends") != new.head.fields.get("extends")
    return highest if (before and after) or ((before or after) and not own_act) else ""
