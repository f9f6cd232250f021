"""The check of a large project after a small edit: what was judged before and has not changed is taken from the cache.

A variant's problems depend on its own files and on the shared layers. All shared layers count for every variant: an edit of one is
rare, and following who extends what would mean reading them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from generator.checks.resolve import SHARED, Problems
from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, in_order
from generator.project.cache import Cache, digest, program_digest
from generator.source.layers import split_by_variant
from generator.text.font_coverage import font_versions, has_cjk
from generator.text.span import Span

DETECTOR = "bc-detect-secrets"


class Memory:
    """What the cache knows of the problems of a project's files, with lint; `missing` are the variants, and `SHARED`, of which it knows
    none. What depends on the day or the purpose is chosen afterwards, so that a record holds on any.
    """

    def __init__(self, files: Mapping[str, bytes], cache: Cache) -> None:
        self._cache = cache
        self._shared, self._variants = split_by_variant(files)
        base = digest(program_digest().encode(), _version(DETECTOR).encode(), font_versions(cjk=has_cjk()).encode(), *_parts(self._shared))
        self._keys = {SHARED: base, **{name: digest(base.encode(), *_parts(own)) for name, own in self._variants.items()}}
        self._known = {name: _from_records(cache.get(key)) for name, key in self._keys.items()}
        self.missing = frozenset(name for name, problems in self._known.items() if problems is None)

    def files_to_read(self) -> dict[str, bytes]:
        """The files still to be checked; none where nothing is missing."""
        files = dict(self._shared) if self.missing else {}
        for name in self.missing:
            files |= self._variants.get(name, {})
        return files

    def complete(self, found: Mapping[str, Problems]) -> Problems:
        """Every problem of the project in order; those just `found` are stored."""
        for name in self.missing:
            self._known[name] = found[name]
            self._cache.put(self._keys[name], [_to_record(problem) for problem in found[name]])
        if self.missing:
            self._cache.prune(len(self._keys))
        return in_order(problem for name in sorted(self._known) for problem in self._known[name] or ())


def _parts(files: Mapping[str, bytes]) -> Iterator[bytes]:
    for path, data in sorted(files.items()):
        yield from (path.encode(), data)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _to_record(problem: Diagnostic) -> list[Any]:
    """A row without names: a large project has ten thousand of them, and reads them all each time."""
    return [
        problem.code,
        problem.message,
        _span_to_record(problem.span),
        problem.help,
        problem.address,
        problem.variants,
        [[note.label, _span_to_record(note.span)] for note in problem.notes],
        problem.severity,
        problem.since and problem.since.isoformat(),
        problem.waived and _span_to_record(problem.waived),
    ]


def _span_to_record(span: Span) -> list[Any]:
    return [span.file, span.line, span.column, span.width, span.text]


def _from_records(records: Any) -> tuple[Diagnostic, ...] | None:
    """The problems of a record; None when there is no record, or none of this form."""
    try:
        return None if records is None else tuple(_from_record(record) for record in records)
    except (TypeError, KeyError, ValueError):
        return None


def _from_record(record: list[Any]) -> Diagnostic:
    code, message, span, help, address, variants, notes, severity, since, waived = record
    return Diagnostic(
        code,
        message,
        Span(*span),
        help,
        address,
        tuple(variants),
        tuple(RelatedPlace(label, Span(*place)) for label, place in notes) if notes else (),
        severity,
        date.fromisoformat(since) if since else None,
        Span(*waived) if waived else None,
    )
