"""Puts what several imported variants share into a layer, or reports what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from generator.imports.alike_texts import same_words
from generator.imports.compare_lists import (
    ENTRIES,
    FEWEST_SHARED,
    ComparedList,
    Fields,
    compare_lists,
    entries_of,
    fields_of,
    line_of,
    shared_elsewhere,
    text_at,
    words_of_entry,
)
from generator.imports.draft import Draft, ImportNote
from generator.imports.emit_files import data_files
from generator.imports.import_variant import ImportedVariant, ImportFault
from generator.imports.keep_ids import new_address
from generator.imports.read_back import BookWords, WrittenData, prove
from generator.imports.share import SharedDrafts, share

MOST_LISTS = 8  # a text in more lists of one document is a phrase, such as `Done`


@dataclass(frozen=True, slots=True)
class SharedImport:
    """Variants that extend a layer, the files of the layer by path, and what they share, in lines for people."""

    variants: tuple[ImportedVariant, ...]
    files: Mapping[str, bytes]
    lines: tuple[str, ...]


def share_variants(variants: Sequence[ImportedVariant], layer: str) -> SharedImport:
    """Divide variants of new documents into a layer and their differences; without enough in common they stay as they are.

    Raises ImportFault if the data have errors.
    """
    paths = {one.id: ", ".join(document.path for document in one.documents) for one in variants}
    shared = share({one.id: one.draft for one in variants}, paths, layer)
    if not shared.layer:
        return SharedImport(tuple(_with_notes(variants, shared.lists, "")), {}, tuple(sharing_lines(variants, shared.lists)))
    files = data_files(shared.layer, layer, tuple(paths.values()))
    extending = [_extending(one, shared, files, layer, paths[one.id]) for one in variants]
    return SharedImport(tuple(_with_notes(extending, shared.lists, layer)), files, tuple(sharing_lines(variants, shared.lists)))


def report_sharing(variants: Sequence[ImportedVariant]) -> SharedImport:
    """Return the variants with notes about what they share with each other, and within one document."""
    lists = compare_lists({one.id: one.draft for one in variants}) if len(variants) > 1 else []
    return SharedImport(tuple(_with_notes(variants, lists, "")), {}, tuple(sharing_lines(variants, lists)))


def sharing_lines(variants: Sequence[ImportedVariant], lists: Iterable[ComparedList]) -> Iterator[str]:
    """Yield what systems share: `north and south share 3 of 4 entries of "Before"`."""
    names = {one.id: one.id for one in variants}
    yield from (_sentence(one, names) for one in lists if one.drafts)


def _sentence(one: ComparedList, names: Mapping[str, str]) -> str:
    *most, last = (names[name] for name in one.drafts)
    who = f"{', '.join(most)} and {last}" if len(one.drafts) <= 3 else f"{len(one.drafts)} systems"
    shared = sum(sum(name in entry.ids for name in one.drafts) > 1 for entry in one.entries)
    every = sum(any(name in entry.ids for name in one.drafts) for entry in one.entries)
    return f'{who} share {shared} of {every} entries of "{one.title}"'


def _extending(variant: ImportedVariant, shared: SharedDrafts, layer_files: Mapping[str, bytes], layer: str, path: str) -> ImportedVariant:
    """Return a variant with the files of its differences, read back together with the layer."""
    draft = shared.drafts[variant.id]
    if draft is variant.draft:
        return variant
    files = data_files(draft, variant.id, tuple(document.path for document in variant.documents), with_lines=variant.with_lines)
    written = WrittenData({**files, **layer_files}, variant.id)
    if written.errors or written.variant is None:
        raise ImportFault(
            f"sharing {path} wrote data with {len(written.errors)} errors: {written.errors[0].message if written.errors else ''}"
        )
    book, moved = BookWords([written.book()]), shared.moved.get(variant.id, {})
    documents = []
    for document in variant.documents:
        places = {line: replace(one, address=new_address(one.address, moved)) for line, one in document.dispositions.items()}
        proof = prove(dict(enumerate(document.document.lines, 1)), places, book)
        documents.append(replace(document, dispositions=places, proof=proof))
    return replace(variant, files=files, documents=tuple(documents), problems=tuple(written.problems), layer=layer)


def _with_notes(variants: Sequence[ImportedVariant], lists: Iterable[ComparedList], layer: str) -> Iterator[ImportedVariant]:
    """Yield the variants with notes about what they share, in documents that are a variant each."""
    notes: dict[str, list[ImportNote]] = {one.id: list(_within(one.draft)) for one in variants}
    names = {one.id: one.id for one in variants}
    paths = {one.id: one.documents[0].path for one in variants}
    done = f"in the layer `{layer}`" if layer else "kept apart; --share puts them into a layer"
    for one in (one for one in lists if one.drafts):
        for name in one.drafts:
            notes[name].append(ImportNote(line_of(one.lists[name]), _sentence(one, names), done))
    if len(variants) > 1:
        for name, line, text, other, other_line, title in shared_elsewhere({one.id: one.draft for one in variants}):
            where = f'`{text}`, also in {paths[other]} line {other_line} below "{title}"'
            notes[name].append(ImportNote(line, where, "not shared, because the headings differ"))
    for variant in variants:
        if not notes[variant.id] or len(variant.documents) > 1:
            yield variant
            continue
        (document,) = variant.documents
        merged = tuple(sorted((*document.notes, *notes[variant.id]), key=lambda note: note.line))
        yield replace(variant, documents=(replace(document, notes=merged),))


def _within(draft: Draft) -> Iterator[ImportNote]:
    """Yield a note for two lists of one document that share at least three entries, and at least half of the shorter one."""
    lists: list[tuple[str, Fields, Fields]] = []
    places: dict[str, set[int]] = {}
    for collection in ENTRIES:
        for value in fields_of(draft.get(collection)).values():
            entries = entries_of(collection, fields_of(value))
            for entry in entries.values():
                if words := same_words(words_of_entry(fields_of(entry))):
                    places.setdefault(words, set()).add(len(lists))
            lists.append((text_at(fields_of(value), "title"), fields_of(value), entries))
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in places.values():
        if 1 < len(numbers) <= MOST_LISTS:
            shared.update(combinations(sorted(numbers), 2))
    for (one, other), count in sorted(shared.items()):
        if count >= FEWEST_SHARED and count * 2 >= min(len(lists[one][2]), len(lists[other][2])):
            yield ImportNote(
                line_of(lists[other][1]), f'"{lists[one][0]}" and "{lists[other][0]}" have {count} entries in common', "kept apart"
            )
