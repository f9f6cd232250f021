"""Imports documents as variants: each as one of its own, or all of them as one. Chooses ids that are free."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from generator.imports.draft import Draft, ImportedDocument, ImportOptions
from generator.imports.import_variant import ImportedVariant, import_variant
from generator.imports.mask_secrets import without_secrets
from generator.model.meant_values import to_id
from generator.model.scalar_kinds import MAX_ID
from generator.model.site_names import why_not_a_system

ReadDocument = Callable[[str, bytes, ImportOptions], ImportedDocument]


def import_all(
    sources: Mapping[str, bytes],
    read: ReadDocument,
    options: Mapping[str, ImportOptions],
    *,
    into: str = "",
    known: Mapping[str, str] = {},
    before: Mapping[str, Draft] = {},
    with_lines: Collection[str] = (),
    say: Callable[[str], None] = lambda _text: None,
) -> Iterator[ImportedVariant]:
    """Yield the variants that documents become: one for each document, or one with the id `into` for all of them.

    Args:
        sources: The documents by path.
        read: Imports one document.
        options: The options for each document.
        into: The id of the one variant, if there is one.
        known: The ids of the variants of documents that were imported before.
        before: The drafts of variants that were imported before, by id.
        with_lines: The documents whose lines are written beside boxes.
        say: Is called with what is done next.
    """
    reading = _Reading(read, dict(options))
    if into:
        say(f"reading {len(sources)} documents")
        own, first = any(path in with_lines for path in sources), next(iter(sources))
        yield import_variant(sources, reading, options[first], lambda _document: into, before=before, with_lines=own)
        return
    ids: dict[str, str] = {path: known[path] for path in sources if path in known}
    if len(sources) > 1:
        for number, (path, data) in enumerate(sources.items(), 1):
            # Links from one document to another lead to its variant, so ids come first.
            say(f"reading {path} ({number} of {len(sources)})")
            ids[path] = ids.get(path) or free_id(reading(path, without_secrets(data)[0]).id, path, ids.values())
        reading.connect(ids)
    for number, (path, data) in enumerate(sources.items(), 1):
        say(f"importing {path} ({number} of {len(sources)})")
        choose = _chooser(ids.get(path, ""), path)
        yield import_variant({path: data}, reading, options[path], choose, before=before, with_lines=path in with_lines)


def _chooser(id: str, path: str) -> Callable[[ImportedDocument], str]:
    return lambda document: id or free_id(document.id, path, ())


class _Reading:
    """Reads documents, each with its options, and again only if they or the document have changed."""

    def __init__(self, read: ReadDocument, options: dict[str, ImportOptions]) -> None:
        self.read = read
        self.options = options
        self.last: dict[str, tuple[bytes, ImportOptions, ImportedDocument]] = {}

    def __call__(self, path: str, data: bytes) -> ImportedDocument:
        options, last = self.options[path], self.last.pop(path, None)
        document = last[2] if last is not None and last[0] == data and last[1] is options else self.read(path, data, options)
        self.last[path] = (data, options, document)
        return document

    def connect(self, ids: Mapping[str, str]) -> None:
        """Let the documents that name another one know the ids of all."""
        names = {path: PurePosixPath(path).name.encode() for path in ids}
        for path, (data, options, _) in self.last.items():
            if any(name in data for other, name in names.items() if other != path):
                self.options[path] = replace(options, variants=ids)


def free_id(id: str, path: str, taken: Collection[str]) -> str:
    """Return an id that the site allows and that is not taken: the given one, else the one of the file name, else one with a number."""
    name = to_id(PurePosixPath(path).stem)[:MAX_ID].strip("-")
    for candidate in (id, name, f"{id or name}-runbook" if id or name else "runbook-1"):
        if candidate and candidate not in taken and not why_not_a_system(candidate):
            return candidate
    number = 2
    while f"{id or 'runbook'}-{number}" in taken:
        number += 1
    return f"{id or 'runbook'}-{number}"
