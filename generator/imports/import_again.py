"""Decides what an import changes on disk: nothing, the whole variant, or, where people changed the data, what the document changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from generator.diagnostics.diagnostic import Span
from generator.imports.apply_changes import apply_changes
from generator.imports.draft import DraftText, DraftValue
from generator.imports.import_folder import PreviousImport, field_values, stored_options
from generator.imports.import_variant import ImportedVariant
from generator.imports.keep_ids import new_address
from generator.imports.merge_changes import Side, SourceChanges, compare_states
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


def update_of(variant: ImportedVariant, previous: PreviousImport | None, data: Mapping[str, bytes], side: Side = "") -> DataUpdate:
    """Return what an import writes. `data` are the data files of the variant now; `previous` is its last import.

    Raises CannotEdit where a change of the document would damage what people wrote.
    """
    if previous is None or not data:
        return DataUpdate(variant.files, is_new=True)
    sources = tuple(one.path for one in variant.documents)
    digests = [one.digest for one in variant.documents]
    options = stored_options(variant.options, with_lines=variant.with_lines)
    if digests == list(previous.sources.values()) and options == stored_options(previous.options, with_lines=previous.with_lines):
        return DataUpdate(is_same=True)
    if (
        not moved_across(previous.draft, variant.draft)
        and {path: sha256(content).hexdigest() for path, content in data.items()} == previous.files
    ):
        gone = tuple(path for path in data if path not in variant.files)
        files = {path: content for path, content in variant.files.items() if data.get(path) != content}
        states = compare_states(field_values(previous.draft), field_values(variant.draft), field_values(previous.draft), side)
        return DataUpdate(files, gone, changes=states, moved=dict(moved_within(previous.draft, variant.draft)))
    trees = (read(path, content).tree for path, content in data.items())
    written = WrittenFields(tree for tree in trees if tree is not None)
    before = {new_address(address, written.former): value for address, value in field_values(previous.draft).items()}
    draft = _renamed(variant.draft, written.former)
    assert isinstance(draft, dict)
    now = {address: one.value for address, one in written.fields.items()}
    old = _renamed(previous.draft, written.former)
    elsewhere = moved_across(old, draft)
    changes = without_moves(compare_states(before, field_values(draft), now, side), elsewhere)
    places = {address: one.node.span for address, one in written.fields.items()}
    if changes.conflicts:
        return DataUpdate(changes=changes, places=places)
    changed = apply_changes(data, written, changes, draft, variant.id, sources)
    moved = dict(moved_within(old, draft))
    if moved:
        whole = reordered({**data, **changed}, moved, draft)
        changed = {path: content for path, content in whole.items() if data.get(path) != content}
    return DataUpdate(changed, changes=changes, places=places, moved=moved, elsewhere=elsewhere)


def _renamed(value: DraftValue, former: Mapping[str, str], place: str = "") -> DraftValue:
    """Return a draft in which entries have the ids that people gave them."""
    if not isinstance(value, dict) or not former:
        return value
    renamed: dict[str, DraftValue] = {}
    for key, one in value.items():
        address = f"{place}.{key}" if place else key
        renamed[former.get(address, address).rpartition(".")[2]] = _renamed(one, former, address)
    return renamed


def update_lines(update: DataUpdate, variant: ImportedVariant) -> Iterator[str]:
    """Yield what a second import did, in lines for people."""
    changes = update.changes
    if update.is_same:
        yield f"{', '.join(one.path for one in variant.documents)} → {variant.id}: nothing has changed since the last import"
    elif changes is not None and changes.conflicts:
        yield f"{variant.id}: {count_of(len(changes.conflicts), 'conflict')}: the document and the data were both changed"
        for conflict in changes.conflicts:
            place = update.places.get(conflict.address)
            lines = _lines_of(variant.draft, conflict.address)
            yield f"  {conflict.address}"
            yield f"    {_where(variant, lines)}: {_shown(conflict.theirs)}"
            yield f"    {f'{place.file}:{place.line}' if place else 'the data'}: {_shown(conflict.ours)}"
    elif changes is not None:
        yield f"{variant.id}: {count_of(len(changes.changed), 'field')} changed, {len(changes.added)} added, {len(changes.removed)} removed"
        for what, addresses in (("changed", changes.changed), ("added", changes.added), ("removed", changes.removed)):
            yield from (f"  {what}: {address}" for address in [*addresses][:MOST_SHOWN])
            if len(addresses) > MOST_SHOWN:
                yield f"  and {len(addresses) - MOST_SHOWN} more {what}"
        yield from (f"  moved within its list: {address}.{id}" for address, ids in update.moved.items() for id in ids)
        yield from (f"  now at {there} in the document; the data keep it at {here}" for here, there in update.elsewhere.items())
        yield from (f"  kept, although it is gone from the document: {address}" for address in changes.kept)


def _where(variant: ImportedVariant, lines: Iterable[int]) -> str:
    line = min(lines, default=0)
    return f"{variant.documents[0].path}:{line}" if line and len(variant.documents) == 1 else "the document"


def _lines_of(draft: DraftValue, address: str) -> tuple[int, ...]:
    value: DraftValue | None = draft
    for part in address.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    texts = value if isinstance(value, tuple) else (value,) if isinstance(value, DraftText) else ()
    return tuple(line for text in texts for line in text.lines)


def _shown(value: Value | None) -> str:
    if value is None:
        return "(removed)"
    return " ⏎ ".join((value if isinstance(value, str) else ", ".join(value)).split("\n"))
