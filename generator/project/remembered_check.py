"""Checks large projects quickly after a small edit: problems of unchanged variants come from the cache.

A variant's problems depend on its own files, on shared layers, and on the variants that it links to. The key of each variant includes all
shared layers: they seldom change, and to find out which variant extends which layer, all files would have to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import date
from importlib.metadata import version
from typing import Any

from generator.checks.resolve import SHARED, Problems
from generator.diagnostics.diagnostic import Diagnostic, DrillPromise, RelatedPlace, Span, in_order
from generator.project.cache import Cache, digest, program_digest
from generator.source.layers import split_by_variant
from generator.source.system_aliases import present_systems
from generator.text.font_coverage import font_versions, has_cjk

DETECTOR = "bc-detect-secrets"
LINK = re.compile(rb"(?:variant:|runbook: *)[\"']?([a-z0-9-]+)")


class Memory:
    """The cached problems of a project's files, lint included.

    `missing` are the variants without a record, and `SHARED` if the shared layers have no record. Records do not depend on the day, on the
    purpose or on past runs, which are considered later.
    """

    def __init__(self, files: Mapping[str, bytes], cache: Cache) -> None:
        self._cache = cache
        self._shared, self._variants = split_by_variant(files)
        base = digest(program_digest().encode(), version(DETECTOR).encode(), font_versions(cjk=has_cjk()).encode(), *_parts(self._shared))
        present = present_systems(files)
        listed = "\n".join((*self._variants, *(f"{old} {new}" for old, new in present.items()))).encode()  # a link may lead to any of them
        everywhere = _linked_in(self._shared)
        linked_in = {name: {present.get(id, id) for id in everywhere | _linked_in(own)} for name, own in self._variants.items()}
        self._linked = {name: found & self._variants.keys() - {name} for name, found in linked_in.items()}
        self._keys = {SHARED: base}
        for name, own in self._variants.items():
            linked = {path: data for other in self._linked[name] for path, data in self._variants[other].items()}
            names = (listed,) if linked or _has_links(own) or _has_links(self._shared) else ()
            self._keys[name] = digest(base.encode(), *_parts(own), *names, *_parts(linked))
        self.names = tuple(self._variants)
        self._known = {name: from_records(cache.get(key)) for name, key in self._keys.items()}
        self.missing = frozenset(name for name, problems in self._known.items() if problems is None)

    def files_to_read(self) -> dict[str, bytes]:
        """Return the files to check; empty if no record is missing."""
        files = dict(self._shared) if self.missing else {}
        for name in self.missing:
            for read in (name, *self._linked.get(name, ())):
                files |= self._variants.get(read, {})
        return files

    def connected(self, names: Iterable[str]) -> set[str]:
        """Return some variants, the variants that they link to or that link to them, and so on."""
        found, waiting = set[str](), [*names]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._linked.get(name, ())
                waiting += (other for other, linked in self._linked.items() if name in linked)
        return found

    def complete(self, found: Mapping[str, Problems]) -> Problems:
        """Store the newly `found` problems of each missing variant, and return the problems of the whole project in order."""
        for name in self.missing:
            self._known[name] = found[name]
            self._cache.put(self._keys[name], to_records(found[name]))
        if self.missing:
            self._cache.prune(len(self._keys))
        return in_order(problem for name in sorted(self._known) for problem in self._known[name] or ())


def _has_links(files: Mapping[str, bytes]) -> bool:
    return any(LINK.search(data) for data in files.values())


def _linked_in(files: Mapping[str, bytes]) -> set[str]:
    """Return the ids of the variants that files may link to: every id after `variant:` without a space, or after `runbook:`."""
    return {match[1].decode() for data in files.values() for match in LINK.finditer(data)}


def _parts(files: Mapping[str, bytes]) -> Iterator[bytes]:
    for path, data in sorted(files.items()):
        yield from (path.encode(), data)


def to_records(problems: Iterable[Diagnostic]) -> list[list[Any]]:
    """Return the values of all fields without their names: a large project reads ten thousand records each time."""
    return [[value.isoformat() if isinstance(value, date) else value for value in astuple(problem)] for problem in problems]


def from_records(records: Any) -> tuple[Diagnostic, ...] | None:
    """Return the problems of a list of records, or None for a missing list or one of unknown form."""
    try:
        return None if records is None else tuple(_from_record(*record) for record in records)
    except (TypeError, KeyError, ValueError):
        return None


def _from_record(
    code: str,
    message: str,
    span: Any,
    help: str,
    address: str,
    variants: Any,
    notes: Any,
    severity: Any,
    since: str | None,
    waived: Any,
    explains: Any,
    lacks: str,
    until: str | None,
    drill: Any,
) -> Diagnostic:
    related = tuple(RelatedPlace(label, Span(*place)) for label, place in notes) if notes else ()
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    waiver = Span(*waived) if waived else None
    promise = DrillPromise(drill[0], tuple(drill[1])) if drill else None
    return Diagnostic(
        code, message, Span(*span), help, address, tuple(variants), related, severity, first, waiver, tuple(explains), lacks, last, promise
    )
