"""Writes a suggestion into the files of a variant as an edit by position, with its reason. Shared layers stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from generator.edits.workflow import UnreadableFiles, format_file, load_layers
from generator.merge.merged_tree import Entry, WrittenEntry, walk, written_tree
from generator.records.suggestion import Suggestion
from generator.source.layers import bottom_up, split_by_variant
from generator.source.node_edits import as_mapping, is_flow, replaced, with_comment, with_entry, with_field
from generator.source.nodes import MappingNode, Node, ScalarNode, one_line
from generator.source.read import read
from generator.source.scalar_styles import yaml_value, yaml_value_in_braces
from generator.source.splices import CannotEdit, Splice, spliced_bytes

BECAUSE = "because"
Edits = Iterator[tuple[Node, Splice]]


class VariantEdits:
    """Edits single fields of a variant in its own files.

    An entry that only the variant has is changed where it is written, with the reason as a comment. Of an entry of a shared layer, the
    variant overrides the field, with the reason as `because`.

    Raises UnreadableFiles if a file of the variant or of a layer cannot be read completely.
    """

    def __init__(self, files: Mapping[str, bytes], variant: str) -> None:
        shared, own = split_by_variant(files)
        self.files = {**shared, **own.get(variant, {})}
        layers, problems = load_layers(self.files)
        if problems:
            raise UnreadableFiles(problems)
        self.layer = layers[variant]
        self.inherited: dict[str, Entry] = {}
        for name in bottom_up(layers, variant):
            if name != variant:
                self.inherited |= dict(walk(written_tree(layers[name])))
        self.own: dict[str, Entry] = dict(walk(written_tree(self.layer)))

    def written(self, suggestion: Suggestion) -> dict[str, bytes]:
        """Return the new content of each changed file by path. A formatted file stays formatted.

        Raises CannotEdit for a place that cannot be edited safely.
        """
        splices: dict[str, list[Splice]] = {}
        for node, splice in self._edits(suggestion):
            splices.setdefault(node.source.path, []).append(splice)
        return {path: _formatted(path, self.files[path], spliced_bytes(self.files[path], found)) for path, found in splices.items()}

    def _edits(self, one: Suggestion) -> Edits:
        entry = self.own.get(one.address)
        if not isinstance(entry, WrittenEntry):
            yield self._added(one)
        elif one.address not in self.inherited:
            yield from _set(entry, one)
        elif isinstance(entry.written, MappingNode):
            yield from _with_reason(entry.written, one.reason)
            yield from _set(entry, replace(one, reason=""))
        else:
            raise CannotEdit(entry.written.span, f"`{entry.id}` has only a text here; write it with its fields first: `text: ...`")

    def _added(self, one: Suggestion) -> tuple[Node, Splice]:
        """Return the new override of an entry that the variant does not mention, with those parents that it does not mention either."""
        parts = one.address.split(".")
        for depth in range(len(parts) - 2, 0, -2):
            above = self.own.get(".".join(parts[:depth]))
            if isinstance(above, WrittenEntry):
                holder, keys = above.written, parts[depth:]
                break
        else:
            beside = self._holder_beside(parts[0], parts[1])
            holder, keys = (beside, parts[1:]) if beside else (self._head(), parts)
        while len(keys) > 1 and isinstance(holder, MappingNode) and keys[0] in holder.values:
            holder, keys = holder.values[keys[0]], keys[1:]
        if not isinstance(holder, MappingNode):
            raise CannotEdit(holder.span, "this has no fields; write it as a mapping first")
        value = yaml_value_in_braces if is_flow(holder) else yaml_value
        return holder, with_entry(holder, keys, {BECAUSE: value(one.reason), one.field: value(one.new)})

    def _holder_beside(self, collection: str, id: str) -> MappingNode | None:
        """Return the mapping for a further entry of a collection: the last one with an entry of its phase, or else the last one."""
        entries = self.layer.entries.get(collection, {})
        phase = self._phase(f"{collection}.{id}")
        same = [holder for other, holder in entries.items() if self._phase(f"{collection}.{other}") == phase]
        return next(iter((same or [*entries.values()])[-1:]), None)

    def _phase(self, address: str) -> str | None:
        found = (entry.text("phase") for entries in (self.own, self.inherited) if (entry := entries.get(address)) is not None)
        return next(filter(None, found), None)

    def _head(self) -> Node:
        """Return the whole file that has the head of the variant."""
        path = self.layer.place.source.path
        tree = read(path, self.files[path]).tree
        assert tree is not None
        return tree


def _set(entry: WrittenEntry, one: Suggestion) -> Edits:
    """Set a field of a written entry, with the reason as a comment: above the field, or above an entry in braces.

    A caution needs no comment: it says itself what it is for.
    """
    comment = "" if one.field == "caution" else one.reason
    node, holder = entry.written, entry.holder
    above_entry = with_comment(holder, entry.id, comment) if comment else ()
    if not isinstance(node, MappingNode):
        value = yaml_value_in_braces(one.new) if is_flow(holder) else yaml_value(one.new)
        splices = as_mapping(holder, entry.id, entry.record.model.shorthand, one.field, value)
        yield from ((holder, splice) for splice in (*splices, *above_entry))
        return
    value = yaml_value_in_braces(one.new) if is_flow(node) else yaml_value(one.new)
    if isinstance(old := node.values.get(one.field), ScalarNode):
        yield old, replaced(old, value)
        above_entry = with_comment(node, one.field, comment) if comment and not is_flow(node) else above_entry
    else:
        before = {BECAUSE, *takewhile(lambda name: name != one.field, entry.record.fields)}
        yield node, with_field(node, one.field, value, before, comment)
        above_entry = above_entry if is_flow(node) else ()
    yield from ((holder, splice) for splice in above_entry)


def _with_reason(mapping: MappingNode, reason: str) -> Edits:
    """Add a reason to an entry that overrides another one. The reason that it has stays: it explains the other fields."""
    value = yaml_value_in_braces if is_flow(mapping) else yaml_value
    old = mapping.values.get(BECAUSE)
    if old is None:
        yield mapping, with_field(mapping, BECAUSE, value(reason), ())
    elif not isinstance(old, ScalarNode) or old.style == "block" or "\n" in old.source.text[old.start : old.end]:
        raise CannotEdit(old.span, "the reason is on several lines; write it on one line first, so that another one can be added")
    else:
        yield old, Splice(old.start, old.end, value(f"{one_line(old)}; {reason[:1].lower()}{reason[1:]}"))


def _formatted(path: str, before: bytes, after: bytes) -> bytes:
    """Return a file formatted if it was formatted before."""
    try:
        return format_file(path, after) if format_file(path, before) == before else after
    except (CannotEdit, UnreadableFiles):
        return after
