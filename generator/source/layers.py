"""Layers: folders of YAML that extend each other, and the order in which they are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.text.span import Span


@dataclass(slots=True, eq=False)
class Layer:
    """One folder: its head, the layers that it extends, and its entries by collection and id.

    `extends` are the names as written, with their places. `entries` has, by collection and id, the mapping that contains the entry.
    `complete` is false if a file could not be read to its end: parts of the layer may be missing, so no layer that extends it is merged.
    `files` are its paths. `place` is the position of problems of the whole layer.
    """

    id: str
    kind: Literal["layer", "variant"]
    place: Span
    title: str = ""
    head: MappingNode | None = None
    extends: tuple[ScalarNode, ...] = ()
    entries: dict[str, dict[str, MappingNode]] = field(default_factory=dict)
    complete: bool = True
    files: set[str] = field(default_factory=set)

    @property
    def extended(self) -> tuple[str, ...]:
        """The names of the layers that it extends."""
        return tuple(name.value or "" for name in self.extends)

    @property
    def head_fields(self) -> dict[str, Node]:
        """The values of the head by key."""
        return {} if self.head is None else self.head.values

    @property
    def params(self) -> dict[str, str]:
        """The values of a variant's parameters."""
        params = self.head_fields.get("params")
        nodes = params.values if isinstance(params, MappingNode) else {}
        return {name: node.value for name, node in nodes.items() if isinstance(node, ScalarNode) and node.value is not None}


def find_cycle(layers: Mapping[str, Layer], start: str) -> tuple[str, ...]:
    """A chain of layers that extend each other from `start` back to `start`, both included; empty if there is none."""
    trail, seen = [start], set[str]()
    while trail:
        extended = next((name for name in layers[trail[-1]].extended if name in layers and name not in seen), None)
        if extended == start:
            return (*trail, start)
        if extended is None:
            trail.pop()
        else:
            seen.add(extended)
            trail.append(extended)
    return ()


def bottom_up(layers: Mapping[str, Layer], top: str) -> tuple[str, ...]:
    """`top` and all layers that it builds on, each once, every layer after those that it extends, otherwise in the order of `extends`.

    Layers of a cycle come in any order: they are never merged.
    """
    order: list[str] = []
    trail, seen = [top], {top}
    while trail:
        extended = next((name for name in layers[trail[-1]].extended if name in layers and name not in seen), None)
        if extended is None:
            order.append(trail.pop())
        else:
            seen.add(extended)
            trail.append(extended)
    return tuple(order)


def folder_of(path: str) -> tuple[Literal["layer", "variant"], str] | None:
    """The kind and name of a file's folder, from its path: `.../layers/NAME/...` or `.../variants/ID/...`."""
    parts = path.split("/")
    at = next((index for index, part in enumerate(parts) if part in ("layers", "variants")), None)
    if at is None or len(parts) < at + 3:
        return None
    return "layer" if parts[at] == "layers" else "variant", parts[at + 1]


def split_by_variant(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, dict[str, bytes]]]:
    """The files of a project by path: those outside variants, and those of each variant by its id, in order."""
    shared: dict[str, bytes] = {}
    variants: dict[str, dict[str, bytes]] = {}
    for path in sorted(files):
        folder = folder_of(path)
        if folder is not None and folder[0] == "variant":
            variants.setdefault(folder[1], {})[path] = files[path]
        else:
            shared[path] = files[path]
    return shared, dict(sorted(variants.items()))
