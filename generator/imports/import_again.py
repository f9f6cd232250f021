"""Decides what an import changes on disk: nothing, the whole variant, or, where people changed the data, what the document changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from generator.diagnostics.diagnostic import Span
from generator.imports.apply_changes import apply_changes
from generator.imports.draft import Draft, line_of, value_at
from generator.imports.import_folder import PreviousImport, field_values, stored_options
from generator.imports.import_variant import ImportedVariant
from generator.imports.keep_ids import renamed
from generator.imports.merge_changes import Side, SourceChanges, compare_states
from generator.imports.merge_layers import ChangedLayer, compare_with_layer
from generator.imports.moved_entries import moved_across, moved_within, reordered, without_moves
from generator.imports.written_fields import Value, WrittenFields
from generator.report.diagnostics_report import count_of
from generator.source.read import read

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DataUpdate:
    """What is written for a variant. `files` are new and changed files, `gone` are files that are not needed any more.

    `moved` are the ids of the entries that moved within their list, by its address; `elsewhere` are the new addresses of lines that are
    now in another list of the document, which the data do not follow.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    changes: SourceChanges | None = None
    places: Mapping[str, Span] = field(default_factory=dict)
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    is_new: bool = False
    is_same: bool = False

    @property
    def has_conflicts(self) -> bool:
        return self.changes is not None and bool(self.changes.conflicts)

    @property
    def says_something(self) -> bool:
        """Whether there is something to tell about it."""
        return bool(self.files or self.gone or self.has_conflicts or (self.changes is not None and self.changes.kept))


def update_of(variant: ImportedVariant, previous: PreviousImport | None, data: Mapping[str, bytes], side: Side = "") -> DataUpdate:
    """Return what an import writes. `data` are the data files of the variant now; `previous` is its last import.

    Raises CannotEdit where a change of the document would damage what people wrote.
    """
    if previous is None or not data:
        return DataUpdate(variant.files, is_new=True)
    if is_unchanged(variant, previous):
        return DataUpdate(is_same=True)
    home = DataHome(variant.id, data, tuple(one.path for one in variant.documents))
    as_imported = {path: sha256(content).hexdigest() for path, content in data.items()} == previous.files
    if as_imported and not moved_across(previous.draft, variant.draft):
        return replaced(home, previous.draft, variant.draft, variant.files)
    return merged(home, previous.draft, variant.draft, side)


def is_unchanged(variant: ImportedVariant, previous: PreviousImport) -> bool:
    """Return whether an import has the same documents and options as the last one."""
    options = stored_options(variant.options, with_lines=variant.with_lines)
    digests = [one.digest for one in variant.documents]
    return digests == list(previous.sources.values()) and options == stored_options(previous.options, with_lines=previous.with_lines)


@dataclass(frozen=True, slots=True)
class DataHome:
    """The data of a variant or a layer: its id, its files as they are, and the documents that it comes from."""

    id: str
    files: Mapping[str, bytes]
    sources: tuple[str, ...]
    is_layer: bool = False

    def written(self) -> WrittenFields:
        """Return the fields in the files."""
        trees = (read(path, content).tree for path, content in self.files.items())
        return WrittenFields(tree for tree in trees if tree is not None)


def replaced(home: DataHome, before: Draft, draft: Draft, files: Mapping[str, bytes]) -> DataUpdate:
    """Return what a changed document changes in data that nobody has changed: the files are written as new."""
    gone = tuple(path for path in home.files if path not in files)
    changed = {path: content for path, content in files.items() if home.files.get(path) != content}
    states = compare_states(field_values(before), field_values(draft), field_values(before))
    return DataUpdate(changed, gone, changes=states, moved=dict(moved_within(before, draft)))


def merged(home: DataHome, before: Draft, draft: Draft, side: Side = "", layer: ChangedLayer | None = None) -> DataUpdate:
    """Return what a changed document changes in data: `before` is what the last import wrote, and `draft` what a new one would write.

    `layer` is that of a variant which shares entries. Raises CannotEdit where a change would damage what people wrote.
    """
    written = home.written()
    new, old = renamed(draft, written.former), renamed(before, written.former)
    now = {address: one.value for address, one in written.fields.items()}
    is_plain = layer is None and not home.is_layer
    elsewhere = moved_across(old, new) if is_plain else {}
    if layer is None:
        states = compare_states(field_values(old), field_values(new), now, side)
    else:
        states = compare_with_layer(field_values(old), field_values(new), now, layer, side)
    changes = without_moves(states, elsewhere)
    places = {address: one.node.span for address, one in written.fields.items()}
    if changes.conflicts:
        return DataUpdate(changes=changes, places={**(layer.places if layer is not None else {}), **places})
    changed = apply_changes(home.files, written, changes, new, home.id, home.sources, as_layer=home.is_layer)
    moved = dict(moved_within(old, new)) if layer is None else {}
    if moved:
        whole = reordered({**home.files, **changed}, moved, new)
        changed = {path: content for path, content in whole.items() if home.files.get(path) != content}
    gone = tuple(path for path, content in changed.items() if not _has_data(path, content))
    kept = {path: content for path, content in changed.items() if path not in gone}
    return DataUpdate(kept, gone, changes=changes, places=places, moved=moved, elsewhere=elsewhere)


def _has_data(path: str, content: bytes) -> bool:
    tree = read(path, content).tree
    return tree is None or bool(tree.values)


def update_lines(update: DataUpdate, id: str, draft: Draft, paths: Sequence[str]) -> Iterator[str]:
    """Yield what a second import did to a variant or a layer, in lines for people. `draft` is that of its documents."""
    changes = update.changes
    if update.is_same:
        yield f"{', '.join(paths)} → {id}: nothing has changed since the last import"
    elif changes is not None and changes.conflicts:
        yield f"{id}: {count_of(len(changes.conflicts), 'conflict')}: the document and the data were both changed"
        for conflict in changes.conflicts:
            place = update.places.get(conflict.address)
            line = line_of(value_at(draft, conflict.address) or {})
            yield f"  {conflict.address}"
            yield f"    {f'{paths[0]}:{line}' if line and len(paths) == 1 else 'the document'}: {_shown(conflict.theirs)}"
            yield f"    {f'{place.file}:{place.line}' if place else 'the data'}: {_shown(conflict.ours)}"
    elif changes is not None:
        yield f"{id}: {count_of(len(changes.changed), 'field')} changed, {len(changes.added)} added, {len(changes.removed)} removed"
        for what, addresses in (("changed", changes.changed), ("added", changes.added), ("removed", changes.removed)):
            yield from (f"  {what}: {address}" for address in [*addresses][:MOST_SHOWN])
            if len(addresses) > MOST_SHOWN:
                yield f"  and {len(addresses) - MOST_SHOWN} more {what}"
        yield from (f"  moved within its list: {address}.{id}" for address, ids in update.moved.items() for id in ids)
        yield from (f"  now at {there} in the document; the data keep it at {here}" for here, there in update.elsewhere.items())
        yield from (f"  kept, although it is gone from the document: {address}" for address in changes.kept)


def _shown(value: Value | None) -> str:
    if value is None:
        return "(removed)"
    return " ⏎ ".join((value if isinstance(value, str) else ", ".join(value)).split("\n"))
