"""Load: files that were read, gathered into layers and variants, each id once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, nearest, some_of
from generator.model.field_facts import COLLECTIONS
from generator.model.scalar_kinds import ID, MAX_ID
from generator.source.layers import Layer, find_cycle, folder_of
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, SourceFile
from generator.source.read_file import ReadFile


@dataclass(frozen=True, slots=True)
class Loaded:
    """The layers that the files make, by id, and what is wrong with the way they are laid out."""

    layers: dict[str, Layer]
    diagnostics: tuple[Diagnostic, ...]


LONGEST_CHAIN = 12
NO_LAYERS: dict[str, Layer] = {}


def load(files: Iterable[ReadFile], below: dict[str, Layer] = NO_LAYERS) -> Loaded:
    """Gather files at `.../layers/NAME/...` and `.../variants/ID/...` into layers.

    `below` are layers that were loaded before, for these to extend.
    """
    problems: list[Diagnostic] = []
    layers: dict[str, Layer] = {}
    refused: set[tuple[str, str]] = set()
    for file in sorted(files, key=lambda file: file.source.path):
        source = file.source
        folder = folder_of(source.path)
        if folder is None:
            message = "this file belongs to no layer and no variant"
            problems.append(Diagnostic("stray-file", message, source.span(0, 1), "move it to `layers/NAME/` or `variants/ID/`"))
            continue
        if folder in refused:
            continue
        kind, name = folder
        layer = layers.get(name) or below.get(name)
        wrong = _refuse(source, kind, name, layer)
        if wrong is not None:
            refused.add(folder)
            problems.append(wrong)
            continue
        if layer is None:
            layer = layers[name] = Layer(name, kind, source.span(0, 1))
        layer.files.add(source.path)
        layer.complete = layer.complete and file.complete
        if file.tree is not None:
            _take(layer, file.tree, problems)
    for layer in layers.values():
        _take_head(layer, problems)
    _check_extends(layers, below, problems)
    return Loaded(layers, tuple(problems))


def _refuse(source: SourceFile, kind: str, name: str, known: Layer | None) -> Diagnostic | None:
    """What is wrong with the name of a folder, told at its first file."""
    if not ID.fullmatch(name) or len(name) > MAX_ID:
        help = f"name it with lower-case letters, digits and single hyphens, at most {MAX_ID} characters"
        return Diagnostic("bad-id", f"the folder `{name[:60]}` is no id", source.span(0, 1), help)
    if known is not None and known.kind != kind:
        message = f"`{name}` is the name of a layer and of a variant"
        return Diagnostic(
            "name-clash", message, source.span(0, 1), "rename one of the two folders", notes=(RelatedPlace("the other", known.place),)
        )
    return None


def _take(layer: Layer, tree: MappingNode, problems: list[Diagnostic]) -> None:
    """Add a file's head and entries to its layer; what is not a mapping is left to the shape check."""
    for key, value in tree.values.items():
        place = tree.key(key)
        if key in ("layer", "variant"):
            if key != layer.kind:
                message = f"`{key}:` in the folder of a {layer.kind}"
                problems.append(Diagnostic("misplaced-head", message, place.span, f"write `{layer.kind}:`, or move the file"))
                layer.complete = False
            elif layer.head is not None:
                message = f"`{key}:` stands twice in {layer.kind} `{layer.id}`"
                problems.append(
                    Diagnostic("duplicate-id", message, place.span, "keep one of them", notes=(RelatedPlace("first", layer.place),))
                )
            elif isinstance(value, MappingNode):
                layer.head, layer.place = value, place.span
            else:
                layer.complete = False  # the shape check says why; what the layer extends is not known
        elif key in COLLECTIONS and isinstance(value, MappingNode):
            _take_entries(layer, key, value, problems)


def _take_entries(layer: Layer, collection: str, value: MappingNode, problems: list[Diagnostic]) -> None:
    entries = layer.entries.setdefault(collection, {})
    for id in value.values:
        if id in entries:
            message = f"`{id}` stands twice in {layer.kind} `{layer.id}`"
            first = RelatedPlace("first", entries[id].key(id).span)
            help = "bring both together in one file"
            problems.append(Diagnostic("duplicate-id", message, value.key(id).span, help, f"{collection}.{id}", notes=(first,)))
            layer.complete = False  # which of the two is meant is not known, nor what either lacks
        else:
            entries[id] = value


def _take_head(layer: Layer, problems: list[Diagnostic]) -> None:
    if layer.head is None:
        if layer.kind == "variant" and layer.complete:
            message = f"variant `{layer.id}` has no `variant:` block"
            help = "add a `variant.yaml` with `variant:`, its `title:` and `extends:`"
            problems.append(Diagnostic("missing-head", message, layer.place, help))
        return
    title = layer.head.values.get("title")
    layer.title = title.value or "" if isinstance(title, ScalarNode) else ""
    extends: Node | None = layer.head.values.get("extends")
    if isinstance(extends, SequenceNode):
        layer.extends = tuple(name for name in extends.items if isinstance(name, ScalarNode) and name.value)
    elif extends is not None:
        layer.complete = False  # the shape check says why


def _check_extends(layers: dict[str, Layer], below: dict[str, Layer], problems: list[Diagnostic]) -> None:
    known_layers = {**below, **layers}
    shared = [layer.id for layer in known_layers.values() if layer.kind == "layer"]
    reported: set[str] = set()
    for layer in layers.values():
        for name in layer.extends:
            parent = name.value or ""
            known = known_layers.get(parent)
            if known is None or known.kind != "layer":
                message = f"no layer `{parent}`" if known is None else f"`{parent}` is a variant, and only layers can be extended"
                known_names = f"Layers are the folders of `layers/`: {some_of(sorted(shared))}."
                help = " ".join(filter(None, (nearest(parent, shared), known_names)))
                problems.append(Diagnostic("unknown-layer", message, name.span, help))
                layer.complete = False
        chain = find_cycle(known_layers, layer.id) if layer.kind == "layer" else ()
        if chain:
            layer.complete = False
            if layer.id not in reported:
                reported.update(chain)
                shown = chain if len(chain) <= LONGEST_CHAIN else (*chain[:4], f"{len(chain) - 6} more", *chain[-2:])
                message = f"layers extend each other in a circle: {' > '.join(shown)}"
                place = next(name.span for name in layer.extends if name.value == chain[1])
                problems.append(Diagnostic("layer-cycle", message, place, "take one of them out of the other's `extends`"))
