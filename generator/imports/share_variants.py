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
    EarlierSharing,
    compare_lists,
    entries_of,
    shared_elsewhere,
    words_of_entry,
)
from generator.imports.draft import Draft, Fields, ImportNote, fields_of, line_of, text_at
from generator.imports.emit_files import data_files
from generator.imports.import_folder import LayerImport, PreviousImport
from generator.imports.import_variant import ImportedVariant, ImportFault
from generator.imports.keep_ids import new_address, renamed
from generator.imports.read_back import BookWords, WrittenData, prove
from generator.imports.share import SharedDrafts, share

MOST_LISTS = 8  # a text in more lists of one document is a phrase, such as `Done`


@dataclass(frozen=True, slots=True)
class SharedImport:
    """Variants that extend a layer, the files of the layer by path, and what they share, in lines for people.

    `written` is what the next import compares the data with; None if there is no layer.
    """

    variants: tuple[ImportedVariant, ...]
    files: Mapping[str, bytes]
    lines: tuple[str, ...]
    written: LayerImport | None = None


def share_variants(
    variants: Sequence[ImportedVariant],
    layer: str,
    before: EarlierSharing | None = None,
    others: Mapping[str, PreviousImport] = {},
) -> SharedImport:
    """Divide variants into a layer and their differences; new ones without enough in common stay as they are.

    `before` is what an earlier import shared, and `others` are its variants whose documents are not given: they stay as they were imported.

    Raises ImportFault if the data have errors.
    """
    paths = {one.id: ", ".join(one.sources) for one in others.values()}
    paths |= {one.id: ", ".join(document.path for document in one.documents) for one in variants}
    by_id = {one.id: one for one in variants}
    order = [*(id for id in (before.drafts if before is not None else ()) if id in paths), *by_id]
    drafts = {id: by_id[id].draft if id in by_id else others[id].draft for id in dict.fromkeys(order)}
    shared = share(drafts, paths, layer, before)
    if not shared.layer:
        return SharedImport(tuple(_with_notes(variants, shared.lists, "")), {}, tuple(_sentence(one) for one in shared.lists if one.drafts))
    if shared.moved:  # entries that are one entry of the layer have one id, and links lead there
        by_id = {id: readdressed(one, shared.moved.get(id, {})) for id, one in by_id.items()}
        drafts = {id: by_id[id].draft if id in by_id else draft for id, draft in drafts.items()}
        shared = share(drafts, paths, layer, before)
    extending = {id: draft for id, draft in shared.drafts.items() if draft is not drafts[id]}
    written = LayerImport(layer, tuple(paths[id] for id in drafts), shared.layer, extending)
    files = data_files(shared.layer, layer, written.sources)
    found = [_extending(one, shared, files, layer) if id in extending else one for id, one in by_id.items()]
    return SharedImport(
        tuple(_with_notes(found, shared.lists, layer)), files, tuple(_sentence(one) for one in shared.lists if one.drafts), written
    )


def report_sharing(variants: Sequence[ImportedVariant]) -> SharedImport:
    """Return the variants with notes about what they share with each other, and within one document."""
    lists = compare_lists({one.id: one.draft for one in variants}) if len(variants) > 1 else []
    return SharedImport(tuple(_with_notes(variants, lists, "")), {}, tuple(_sentence(one) for one in lists if one.drafts))


def _sentence(one: ComparedList) -> str:
    """Return what systems share: `north and south share 3 of 4 entries of "Before"`."""
    *most, last = one.drafts
    who = f"{', '.join(most)} and {last}" if len(one.drafts) <= 3 else f"{len(one.drafts)} systems"
    shared = sum(sum(name in entry.ids for name in one.drafts) > 1 for entry in one.entries)
    every = sum(any(name in entry.ids for name in one.drafts) for entry in one.entries)
    return f'{who} share {shared} of {every} entries of "{one.title}"'


def readdressed(variant: ImportedVariant, moved: Mapping[str, str]) -> ImportedVariant:
    """Return a variant with new addresses of some entries."""
    if not moved:
        return variant
    documents = [
        replace(
            one, dispositions={line: replace(place, address=new_address(place.address, moved)) for line, place in one.dispositions.items()}
        )
        for one in variant.documents
    ]
    return replace(variant, draft=renamed(variant.draft, moved), documents=tuple(documents))


def _extending(variant: ImportedVariant, shared: SharedDrafts, layer_files: Mapping[str, bytes], layer: str) -> ImportedVariant:
    """Return a variant with the files of its differences, read back together with the layer."""
    paths = tuple(document.path for document in variant.documents)
    files = data_files(shared.drafts[variant.id], variant.id, paths, with_lines=variant.with_lines)
    written = WrittenData({**files, **layer_files}, variant.id)
    if written.errors or written.variant is None:
        why = written.errors[0].message if written.errors else ""
        raise ImportFault(f"sharing {', '.join(paths)} wrote data with {len(written.errors)} errors: {why}")
    book = BookWords([written.book()])
    documents = (
        replace(one, proof=prove(dict(enumerate(one.document.lines, 1)), one.dispositions, book, one.listed)) for one in variant.documents
    )
    return replace(variant, files=files, documents=tuple(documents), problems=tuple(written.problems), layer=layer)


def _with_notes(variants: Sequence[ImportedVariant], lists: Iterable[ComparedList], layer: str) -> Iterator[ImportedVariant]:
    """Yield the variants with notes about what they share, in documents that are a variant each."""
    notes: dict[str, list[ImportNote]] = {one.id: list(_within(one.draft)) for one in variants}
    paths = {one.id: one.documents[0].path for one in variants}
    done = f"in the layer `{layer}`" if layer else "kept apart; --share puts them into a layer"
    for one in (one for one in lists if one.drafts):
        for name in (name for name in one.drafts if name in notes):
            notes[name].append(ImportNote(line_of(one.lists[name]), _sentence(one), done))
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
