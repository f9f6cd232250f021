"""Layers are folders of YAML that extend each other. Collect files into layers, and find the order in which layers are merged."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, nearest, some_of
from generator.model.field_facts import COLLECTIONS, HEADS
from generator.model.scalar_kinds import ID
from generator.source.folder_problems import KINDS, invalid_folder, same_name, second_head, stray_files, taken_name, top_folder
from generator.source.nodes import MappingNode, Node, ReadFile, ScalarNode, SequenceNode, SourceFile

LONGEST_CHAIN = 12


@dataclass(slots=True, eq=False)
class Layer:
    """One folder: its head, the layers that it extends, and its entries by collection and id.

    Attributes:
        place: the key of the head, or the start of the first file. Problems of the whole layer are reported there.
        head: the value of `layer:` or `variant:`; None if no file has a valid one.
        extends: the names of the extended layers as written, with their places.
        entries: by collection and id, the mapping that contains the entry.
        nested: True if the folder contains several heads in different folders, so its entries are those of several layers.
        readable: False if a file could not be read to its end.
        complete: False if parts of the layer may be missing. A layer that extends an incomplete one is not merged.
        files: the paths of its files.
        defaults: the parameters of a merged variant that only layers set: the layer and the value.
    """

    id: str
    kind: Literal["layer", "variant"]
    place: ScalarNode
    title: str = ""
    head: MappingNode | None = None
    extends: tuple[ScalarNode, ...] = ()
    entries: dict[str, dict[str, MappingNode]] = field(default_factory=dict)
    nested: bool = False
    readable: bool = True
    complete: bool = True
    files: set[str] = field(default_factory=set)
    defaults: dict[str, tuple[str, ScalarNode]] = field(default_factory=dict)

    @property
    def extended(self) -> tuple[str, ...]:
        """The names of the layers that this layer extends."""
        return tuple(name.value or "" for name in self.extends)

    @property
    def head_fields(self) -> dict[str, Node]:
        """The values of the head by key."""
        return {} if self.head is None else self.head.values

    @property
    def own_params(self) -> dict[str, tuple[ScalarNode, ScalarNode]]:
        """The keys and values of the parameters that the head itself sets."""
        params = self.head_fields.get("params")
        nodes = params.values if isinstance(params, MappingNode) else {}
        found = ((name, params.key(name), node) for name, node in nodes.items() if isinstance(params, MappingNode))
        return {name: (key, node) for name, key, node in found if isinstance(node, ScalarNode) and node.value is not None}

    @property
    def param_nodes(self) -> dict[str, ScalarNode]:
        """The values of a variant's parameters: its own, or else the defaults of its layers."""
        return {name: node for name, (_, node) in self.defaults.items()} | {name: node for name, (_, node) in self.own_params.items()}

    @property
    def params(self) -> dict[str, str]:
        """The texts of a variant's parameters."""
        return {name: node.value or "" for name, node in self.param_nodes.items()}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The layers of some files by id, and the problems with folders, heads and ids."""

    layers: dict[str, Layer]
    diagnostics: tuple[Diagnostic, ...]


NO_LAYERS: dict[str, Layer] = {}


def load(files: Iterable[ReadFile], loaded_before: dict[str, Layer] = NO_LAYERS) -> Loaded:
    """Collect files at `.../layers/NAME/...` and `.../variants/ID/...` into layers.

    The files may also extend layers of `loaded_before`, which are not returned.
    """
    problems: list[Diagnostic] = []
    layers: dict[str, Layer] = {}
    trees: list[tuple[Layer, MappingNode]] = []
    refused: set[tuple[str, str]] = set()
    stray: dict[str, list[SourceFile]] = {}
    for file in sorted(files, key=lambda file: file.source.path):
        source = file.source
        folder = folder_of(source.path)
        if folder is None:
            stray.setdefault(top_folder(source.path), []).append(source)
            continue
        if folder in refused:
            continue
        kind, name = folder
        layer = layers.get(name) or loaded_before.get(name)
        problem = invalid_folder(kind, name, source)
        if problem is None and layer is not None and layer.kind != kind:
            problem = same_name(name, source, layer.place)
        if problem is not None:
            refused.add(folder)
            problems.append(problem)
            continue
        if layer is None:
            layer = layers[name] = Layer(name, kind, ScalarNode(source, 0, 1, None))
        layer.files.add(source.path)
        layer.complete = layer.complete and file.complete
        layer.readable = layer.readable and file.complete
        if file.tree is not None:
            trees.append((layer, file.tree))
            _add_head(layer, file.tree, problems)
    for layer, tree in trees:
        _add_collections(layer, tree, problems)
    for layer in layers.values():
        _read_head(layer, problems)
        problems += filter(None, (taken_name(layer.kind, layer.id, layer.place),))
    problems += (stray_files(*sources) for sources in stray.values())
    _check_extends(layers, loaded_before, problems)
    return Loaded(layers, tuple(problems))


def _add_head(layer: Layer, tree: MappingNode, problems: list[Diagnostic]) -> None:
    """Add the head in a file to its layer. If it is not a mapping, it is left out: the shape check reports it."""
    for kind in (key for key in HEADS if key in tree.values):
        value, place = tree.values[kind], tree.key(kind)
        if kind != layer.kind:
            message, explains = f"`{kind}:` in the folder of a {layer.kind}", (f"layers.{layer.id}", f"variants.{layer.id}")
            help = f"write `{layer.kind}:`, or move the file"
            problems.append(Diagnostic("misplaced-head", message, place.span, help, explains=explains))
            layer.complete = False
        elif layer.head is not None:
            problems.append(second_head(kind, layer.id, place, layer.place))
            layer.complete = False  # nobody knows which of the two heads is meant
            layer.nested = layer.nested or posixpath.dirname(place.source.path) != posixpath.dirname(layer.place.source.path)
        elif isinstance(value, MappingNode):
            layer.head, layer.place = value, place
        else:
            layer.complete = False  # the layers that it extends are unknown


def _add_collections(layer: Layer, tree: MappingNode, problems: list[Diagnostic]) -> None:
    """Add the entries in a file to its layer. The shape check reports other keys, and values that are not mappings."""
    for key, value in tree.values.items():
        if key in COLLECTIONS and isinstance(value, MappingNode):
            _add_entries(layer, key, value, problems)
        elif key not in HEADS:
            layer.complete = False  # entries or the head may be missing


def _add_entries(layer: Layer, collection: str, value: MappingNode, problems: list[Diagnostic]) -> None:
    entries = layer.entries.setdefault(collection, {})
    for id in value.values:
        if id in entries and layer.nested:
            continue
        if id in entries:
            message = f"`{id}` is written twice in {layer.kind} `{layer.id}`"
            first = RelatedPlace("first", entries[id].key(id).span)
            help = "combine the two, or give one of them another id"
            problems.append(Diagnostic("duplicate-id", message, value.key(id).span, help, f"{collection}.{id}", notes=(first,)))
            layer.complete = False  # nobody knows which of the two entries is meant
        else:
            entries[id] = value


def _read_head(layer: Layer, problems: list[Diagnostic]) -> None:
    if layer.head is None:
        if layer.kind == "variant" and layer.readable:
            help, lacks = "add a `variant.yaml` with `variant:`, its `title:` and `extends:`", f"variants.{layer.id}"
            message = f"variant `{layer.id}` has no `variant:` block"
            problems.append(Diagnostic("missing-head", message, layer.place.span, help, lacks=lacks))
        layer.complete = layer.complete and layer.kind == "layer"
        return
    title = layer.head.values.get("title")
    layer.title = title.value or "" if isinstance(title, ScalarNode) else ""
    extends: Node | None = layer.head.values.get("extends")
    if isinstance(extends, SequenceNode):
        layer.extends = tuple(name for name in extends.items if isinstance(name, ScalarNode) and name.value)
    elif extends is not None or not layer.head.values.keys() <= HEADS[layer.kind].keys.keys():
        layer.complete = False  # the shape check reports the value, or a key that may be a misspelled `extends`


def _check_extends(layers: dict[str, Layer], loaded_before: dict[str, Layer], problems: list[Diagnostic]) -> None:
    known_layers = {**loaded_before, **layers}
    shared = [layer.id for layer in known_layers.values() if layer.kind == "layer"]
    reported: set[str] = set()
    for layer in layers.values():
        for name in layer.extends:
            extended = name.value or ""
            known = known_layers.get(extended)
            if known is None or known.kind != "layer":
                layer.complete = False
                if not ID.fullmatch(extended):
                    continue  # the shape check reports it
                message = f"no layer `{extended}`" if known is None else f"`{extended}` is a variant; only layers can be extended"
                known_names = (
                    f"Layers are the folders of `layers/`{f': {some_of(sorted(shared))}' if shared else ', and there is none yet'}."
                )
                outer = next((one for one in known_layers.values() if any(f"/{extended}/" in file for file in one.files)), None)
                nested = f"The folder `{extended}` is inside {outer.kind} `{outer.id}`, and so a part of it." if outer else ""
                help = " ".join(filter(None, (nested or nearest(extended, shared), known_names)))
                problems.append(Diagnostic("unknown-layer", message, name.span, help, lacks=f"layers.{extended}"))
        chain = find_cycle(known_layers, layer.id) if layer.kind == "layer" else ()
        if chain:
            layer.complete = False
            if layer.id not in reported:
                reported.update(chain)
                shown = chain if len(chain) <= LONGEST_CHAIN else (*chain[:4], f"{len(chain) - 6} more", *chain[-2:])
                message = f"layers extend each other in a cycle: {' > '.join(shown)}"
                place = next(name.span for name in layer.extends if name.value == chain[1])
                help = "remove one of these layers from `extends` of the layer before it"
                problems.append(Diagnostic("layer-cycle", message, place, help))


def find_cycle(layers: Mapping[str, Layer], start: str) -> tuple[str, ...]:
    """Return a chain of layers that extend each other from `start` back to `start`, both included; empty if there is none."""
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
    """Return `top` and all layers that it builds on, each once. Every layer comes after the layers that it extends.

    Apart from this rule, layers come in the order of `extends`. Layers of a cycle come in any order: they are never merged.
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
    """Return the kind and name of a file's folder, from its path `.../layers/NAME/...` or `.../variants/ID/...`; None for other paths."""
    parts = path.split("/")
    at = next((index for index, part in enumerate(parts) if part in KINDS), None)
    if at is None or len(parts) < at + 3:
        return None
    return "layer" if parts[at] == "layers" else "variant", parts[at + 1]


def split_by_variant(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, dict[str, bytes]]]:
    """Split the files of a project: first the files outside variants, then the files of each variant, by id. Both are in order of path."""
    shared: dict[str, bytes] = {}
    variants: dict[str, dict[str, bytes]] = {}
    for path in sorted(files):
        folder = folder_of(path)
        if folder is not None and folder[0] == "variant":
            variants.setdefault(folder[1], {})[path] = files[path]
        else:
            shared[path] = files[path]
    return shared, dict(sorted(variants.items()))
