"""Entries that a document has at another place than before: within their list, where the data follow, and in another list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.imports.draft import DraftText, DraftValue, fields_of, value_at
from generator.imports.merge_changes import SourceChanges
from generator.imports.written_fields import WrittenFields
from generator.model.field_facts import COLLECTIONS
from generator.source.comments import end_of
from generator.source.nodes import MappingNode
from generator.source.read import read
from generator.source.splices import CannotEdit, Splice, spliced_bytes

LINES = ("items", "steps")
GAP = re.compile(r"\s*\Z")


def moved_within(before: DraftValue, draft: DraftValue, place: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the address of each list in which entries have moved, and the ids of those entries in the order of the document."""
    if not (isinstance(before, dict) and isinstance(draft, dict)):
        return
    key = place.rpartition(".")[2]
    if key in LINES or (place in COLLECTIONS and place != "phases"):
        common, places = [id for id in draft if id in before], {id: at for at, id in enumerate(before)}
        staying = _longest_in_order([places[id] for id in common])
        if moved := tuple(id for id in common if places[id] not in staying):
            yield place, moved
    for name, value in draft.items():
        yield from moved_within(before.get(name, {}), value, f"{place}.{name}" if place else name)


def moved_across(before: DraftValue, draft: DraftValue) -> dict[str, str]:
    """Return the new address of each line that is gone from its list and is in another one, with the same words, that was there before."""
    old, new = dict(_lines(before)), dict(_lines(draft))
    lists = {address.rpartition(".")[0] for address in old}
    gone: dict[str, list[str]] = {}
    for address, words in old.items():
        if address not in new:
            gone.setdefault(words, []).append(address)
    moved: dict[str, str] = {}
    for address, words in new.items():
        if address not in old and address.rpartition(".")[0] in lists and gone.get(words):
            moved[gone[words].pop(0)] = address
    return moved


def without_moves(changes: SourceChanges, moved: Mapping[str, str]) -> SourceChanges:
    """Return changes without those of lines that have moved to another list: the data keep them where they are."""
    gone, there = tuple(f"{one}." for one in moved), tuple(f"{one}." for one in moved.values())
    return SourceChanges(
        changed=changes.changed,
        added={address: value for address, value in changes.added.items() if not address.startswith(there)},
        removed=[address for address in changes.removed if not address.startswith(gone)],
        kept=[address for address in changes.kept if not address.startswith(gone)],
        conflicts=[one for one in changes.conflicts if not one.address.startswith(there)],
    )


def reordered(files: Mapping[str, bytes], moved: Mapping[str, Sequence[str]], draft: DraftValue) -> dict[str, bytes]:
    """Return the files in which entries come to the places that the document gives them; comments above an entry go with it."""
    trees = [tree for path, data in files.items() if (tree := read(path, data).tree) is not None]
    written = WrittenFields(trees)
    changed = dict(files)
    # Inner lists last: each is found again in the file that has changed.
    for address, ids in moved.items():
        wanted = fields_of(value_at(draft, address))
        for mapping in written.mappings.get(address, []):
            own = [id for id in ids if id in mapping.values]
            if own and (splice := _in_order(mapping, _order(list(mapping.values), own, list(wanted)))) is not None:
                path = mapping.source.path
                changed[path] = spliced_bytes(changed[path], [splice])
                rest = {other: those for other, those in moved.items() if other != address}
                return reordered(changed, rest, draft)
    return changed


def _lines(value: DraftValue, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the address of each line of a list, and all that it says."""
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        address = f"{place}.{key}" if place else key
        if key in LINES and isinstance(inner, dict):
            yield from ((f"{address}.{id}", "\n".join(_words(one))) for id, one in inner.items())
        yield from _lines(inner, address)


def _words(value: DraftValue) -> Iterator[str]:
    if isinstance(value, DraftText):
        yield value.text
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


def _longest_in_order(numbers: Iterable[int]) -> set[int]:
    """Return the longest part of different numbers that is in ascending order."""
    ends: list[int] = []
    above: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        above[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = above[last]
    return found


def _order(now: list[str], moved: Sequence[str], wanted: list[str]) -> list[str]:
    """Return the entries of a list, each of the moved ones after the entry that is above it in the document."""
    order = [id for id in now if id not in moved]
    for id in sorted(moved, key=wanted.index):
        above = next((one for one in reversed(wanted[: wanted.index(id)]) if one in order), None)
        order.insert(order.index(above) + 1 if above is not None else 0, id)
    return order


def _in_order(mapping: MappingNode, order: list[str]) -> Splice | None:
    """Return the entries of a mapping in another order; None if they are in it. In braces, commas and spaces stay where they are."""
    text, ids = mapping.source.text, list(mapping.values)
    if order == ids:
        return None
    in_braces = text[mapping.start] == "{"
    starts = [mapping.starts[id] if in_braces else first_line(text, mapping.starts[id]) for id in ids]
    ends = [max(end_of(mapping.values[id]), mapping.key(id).end) for id in ids]
    if in_braces and any("#" in text[end:start] for end, start in zip(ends, [*starts[1:], mapping.end], strict=True)):
        raise CannotEdit(mapping.span, "the document moves an entry in braces with comments; write the entries on lines of their own first")
    if not in_braces:
        last = text.find("\n", max(mapping.values[ids[-1]].end - 1, mapping.key(ids[-1]).end))
        ends = [*starts[1:], len(text) if last < 0 else last + 1]
    parts = {id: text[start:end] for id, start, end in zip(ids, starts, ends, strict=True)}
    if in_braces:
        between = [text[end:start] for end, start in zip(ends, [*starts[1:], ends[-1]], strict=True)]
    else:
        between = [gap[0] if (gap := GAP.search(part)) is not None else "\n" for part in parts.values()]
        parts = {id: part.rstrip() for id, part in parts.items()}
    return Splice(starts[0], ends[-1], "".join(f"{parts[id]}{gap}" for id, gap in zip(order, between, strict=True)))


def first_line(text: str, start: int) -> int:
    """Return the start of the line of an entry, or of the comments right above it that are indented like it."""
    line = text.rfind("\n", 0, start) + 1
    indent = text[line:start]
    while line and text[(above := text.rfind("\n", 0, line - 1) + 1) : line].startswith(f"{indent}#"):
        line = above
    return line
