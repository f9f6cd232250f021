"""Layers are folders of YAML that extend each other. Collect files into layers, and find the order in which layers are merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, nearest, some_of
from generator.model.field_facts import COLLECTIONS
from generator.model.scalar_kinds import ID, MAX_ID
from generator.model.site_names import why_not_a_folder, why_not_a_system
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
        complete: False if parts of the layer may be missing. A layer that extends an incomplete one is not merged.
        files: the paths of its files.
    """

    id: str
    kind: Literal["layer", "variant"]
    place: ScalarNode
    title: str = ""
    head: MappingNode | None = None
    extends: tuple[ScalarNode, ...] = ()
    entries: dict[str, dict[str, MappingNode]] = field(default_factory=dict)
    complete: bool = True
    files: set[str] = field(default_factory=set)

    @property
    def extended(self) -> tuple[str, ...]:
        """The names of the layers that this layer extends."""
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
    refused: set[tuple[str, str]] = set()
    for file in sorted(files, key=lambda file: file.source.path):
        source = file.source
        folder = folder_of(source.path)
        if folder is None:
            message = "this file is not in a layer or a variant"
            problems.append(Diagnostic("stray-file", message, source.span(0, 1), "move it to `layers/NAME/` or `variants/ID/`"))
            continue
        if folder in refused:
            continue
        kind, name = folder
        layer = layers.get(name) or loaded_before.get(name)
        problem = _folder_problem(source, kind, name, layer)
        if problem is not None:
            refused.add(folder)
            problems.append(problem)
            continue
        if layer is None:
            layer = layers[name] = Layer(name, kind, ScalarNode(source, 0, 1, None))
        layer.files.add(source.path)
        layer.complete = layer.complete and file.complete
        if file.tree is not None:
            _add_file(layer, file.tree, problems)
    for layer in layers.values():
        _read_head(layer, problems)
        if why := why_not_a_system(layer.id) if layer.kind == "variant" else why_not_a_folder(layer.id):
            problems.append(Diagnostic("name-clash", why, layer.place.span, f"give the folder of this {layer.kind} another name"))
    _check_extends(layers, loaded_before, problems)
    return Loaded(layers, tuple(problems))


def _folder_problem(source: SourceFile, kind: str, name: str, known: Layer | None) -> Diagnostic | None:
    """Return the problem with the name of a folder, to be shown at `source`, its first file; None if the name is valid."""
    if not ID.fullmatch(name) or len(name) > MAX_ID:
        help = f"name the folder with lower-case letters, digits and single hyphens, at most {MAX_ID} characters"
        return Diagnostic("bad-id", f"the folder name `{name[:60]}` is not a valid id", source.span(0, 1), help)
    if known is not None and known.kind != kind:
        message, notes = f"`{name}` is the name of a layer and of a variant", (RelatedPlace("the other", known.place.span),)
        return Diagnostic("name-clash", message, source.span(0, 1), "rename one of the two folders", notes=notes)
    return None


def _add_file(layer: Layer, tree: MappingNode, problems: list[Diagnostic]) -> None:
    """Add the head and the entries of a file to its layer. Values that are not mappings are left out: the shape check reports them."""
    for key, value in tree.values.items():
        place = tree.key(key)
        if key in ("layer", "variant"):
            if key != layer.kind:
                message = f"`{key}:` in the folder of a {layer.kind}"
                problems.append(Diagnostic("misplaced-head", message, place.span, f"write `{layer.kind}:`, or move the file"))
                layer.complete = False
            elif layer.head is not None:
                message, notes = f"`{key}:` is written twice in {layer.kind} `{layer.id}`", (RelatedPlace("first", layer.place.span),)
                problems.append(Diagnostic("duplicate-id", message, place.span, "keep one of them", notes=notes))
            elif isinstance(value, MappingNode):
                layer.head, layer.place = value, place
            else:
                layer.complete = False  # the shape check reports the value; the layers that it extends are unknown
        elif key in COLLECTIONS and isinstance(value, MappingNode):
            _add_entries(layer, key, value, problems)


def _add_entries(layer: Layer, collection: str, value: MappingNode, problems: list[Diagnostic]) -> None:
    entries = layer.entries.setdefault(collection, {})
    for id in value.values:
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
        if layer.kind == "variant" and layer.complete:
            help = "add a `variant.yaml` with `variant:`, its `title:` and `extends:`"
            problems.append(Diagnostic("missing-head", f"variant `{layer.id}` has no `variant:` block", layer.place.span, help))
        return
    title = layer.head.values.get("title")
    layer.title = title.value or "" if isinstance(title, ScalarNode) else ""
    extends: Node | None = layer.head.values.get("extends")
    if isinstance(extends, SequenceNode):
        layer.extends = tuple(name for name in extends.items if isinstance(name, ScalarNode) and name.value)
    elif extends is not None:
        layer.complete = False  # the shape check reports the value


def _check_extends(layers: dict[str, Layer], loaded_before: dict[str, Layer], problems: list[Diagnostic]) -> None:
    known_layers = {**loaded_before, **layers}
    shared = [layer.id for layer in known_layers.values() if layer.kind == "layer"]
    reported: set[str] = set()
    for layer in layers.values():
        for name in layer.extends:
            extended = name.value or ""
            known = known_layers.get(extended)
            if known is None or known.kind != "layer":
                message = f"no layer `{extended}`" if known is None else f"`{extended}` is a variant; only layers can be extended"
                known_names = f"Layers are the folders of `layers/`: {some_of(sorted(shared))}."
                help = " ".join(filter(None, (nearest(extended, shared), known_names)))
                problems.append(Diagnostic("unknown-layer", message, name.span, help))
                layer.complete = False
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
    at = next((index for index, part in enumerate(parts) if part in ("layers", "variants")), None)
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
