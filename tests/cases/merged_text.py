"""A merged variant as a compact text: its entries in display order, each field's value with the stack of layers that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.merge.merge_variant import merge_shared, merge_variant
from generator.merge.merged_tree import Assignment, Collection, Entry, Tree, united
from generator.merge.waivers import WAIVE, entry_waivers
from generator.model.variant import Variant, entities
from generator.source.layers import load
from generator.source.read import read

# The phases are the same in every example. INHERITED are fields that an entry inherits from another entry.
NOT_SHOWN = ("phases",)
INHERITED = ("at", "role")


def trees_of(files: Mapping[str, bytes]) -> dict[str, Tree]:
    """Each variant's merged tree, by the variant's id; the files must be without error."""
    loaded = load([read(path, data) for path, data in files.items()])
    ground = merge_shared({name: layer for name, layer in loaded.layers.items() if layer.kind == "layer"})
    merged = {name: merge_variant(layer, ground) for name, layer in sorted(loaded.layers.items()) if layer.kind == "variant"}
    return {name: result.tree for name, result in merged.items() if result is not None}


def merged_text(variant: Variant, tree: Tree) -> str:
    """The variant's name and layers, then every entry: removed ones too, with the reason."""
    values = dict(entities(variant.runbook))
    lines = [f"{variant.id} extends {', '.join(variant.layers[:-1]) or 'no layer'}"]
    origins = dict(variant.traces["variant"].filled)
    if origins:
        lines += [
            "params",
            *(f"  {name}  {value}  {origins.get(f'params.{name}', variant.id)}" for name, value in variant.runbook.variant.params.items()),
        ]
    for name, collection in tree.items():
        if name not in NOT_SHOWN:
            lines += [name, *_collection(variant, collection, name, values, "  ")]
    if variant.runbook.page_order:  # otherwise, pages have the order of the entries above
        lines += ["order of the page", *(f"  {address}" for address in variant.runbook.page_order)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _collection(variant: Variant, collection: Collection, address: str, values: Mapping[str, object], indent: str) -> Iterator[str]:
    for entry in collection.in_order():
        place = f"{address}.{entry.id}"
        state = variant.traces[place].state
        if entry.removal is not None:
            yield f"{indent}{entry.id} (removed by {entry.removal.layer}: {entry.removal.because})"
            continue
        yield f"{indent}{entry.id} ({state})"
        rows = [*_fields(entry), *_inherited(entry, values[place])]
        wide = max((len(row[0]) for row in rows), default=0)
        widest = max((len(row[1]) for row in rows), default=0)
        for field, value, origin in rows:
            yield f"{indent}  {field:<{wide}}  {value:<{widest}}  {origin}"
        for name, children in entry.children.items():
            yield f"{indent}  {name}"
            yield from _collection(variant, children, f"{place}.{name}", values, f"{indent}    ")


def _fields(entry: Entry) -> Iterator[tuple[str, str, str]]:
    for field, stack in entry.settings.items():
        if field == WAIVE:
            yield from ((WAIVE, f"{one.rule} until {one.until}: {one.because}", one.layer) for one in entry_waivers(entry, ""))
            continue
        if entry.record.fields[field].unites:
            layers = dict.fromkeys(word.layer for word in stack)
            yield field, ", ".join(name.value or "" for name in united(stack)) or "(none)", ", ".join(layers)
            continue
        for at, word in enumerate(reversed(stack)):
            yield (field if at == 0 else ""), _value(word), word.layer + (f": {word.because}" if word.because else "")
    setters = {word.layer for stack in entry.settings.values() for word in stack}
    for edit in entry.edits:
        if edit.changes and edit.layer not in setters:
            yield "(kept)", "", f"{edit.layer}: {edit.because}"


def _value(word: Assignment) -> str:
    if word.node is None:
        return "(unset)"
    return "null" if word.is_null else str(word.value).strip()


def _inherited(entry: Entry, entity: object) -> Iterator[tuple[str, str, str]]:
    for name in INHERITED:
        value = getattr(entity, name, None)
        if value is not None and entry.node(name) is None:
            yield name, str(value), "inherited from the entry around it" if name == "role" else "inherited from its group"
