"""The check of a large project after a small edit: what was judged before and has not changed is taken from the cache.

A variant's problems depend on its own files and on the shared layers. All shared layers count for every variant: an edit of one is
rare, and following who extends what would mean reading them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from generator import pipeline
from generator.adapters.cache import Cache, digest, program_digest
from generator.domain.diagnostics import Diagnostic, Note, in_order
from generator.domain.layers import split_by_variant
from generator.domain.span import Span

DETECTOR = "bc-detect-secrets"


@dataclass(frozen=True, slots=True)
class Judged:
    """The problems of a whole project, its number of variants, and how many of them had to be judged anew."""

    diagnostics: tuple[Diagnostic, ...]
    variants: int
    fresh: int


def find_problems(files: Mapping[str, bytes], cache: Cache) -> Judged:
    """All problems of all layers and variants in depth, as `pipeline.find_problems` gives them, for the verdict to choose from.

    What depends on the day or the occasion is thus chosen afterwards, and a record holds on any.
    """
    shared, variants = split_by_variant(files)
    base = digest(
        program_digest().encode(),
        _version(DETECTOR).encode(),
        *(part for path, data in sorted(shared.items()) for part in (path.encode(), data)),
    )
    keys = {"": base}
    for name, own in variants.items():
        keys[name] = digest(base.encode(), *(part for path, data in sorted(own.items()) for part in (path.encode(), data)))
    known = {name: _from_records(cache.get(key)) for name, key in keys.items()}
    missing = [name for name, problems in known.items() if problems is None]
    if missing:
        subject = dict(shared)
        for name in missing:
            subject |= variants.get(name, {})
        found = pipeline.find_problems(subject, in_depth=True)
        for name in missing:
            known[name] = tuple(_of(found, name, variants))
            cache.put(keys[name], [_to_record(problem) for problem in known[name] or ()])
        cache.prune(len(keys))
    problems = in_order(problem for name in sorted(known) for problem in known[name] or ())
    return Judged(problems, len(variants), len([name for name in missing if name]))


def _of(problems: tuple[Diagnostic, ...], name: str, variants: Mapping[str, Mapping[str, bytes]]) -> list[Diagnostic]:
    """The part of the problems that concerns one variant, or, for an empty name, none in particular."""
    found: list[Diagnostic] = []
    for problem in problems:
        if name and (name in problem.variants or (not problem.variants and problem.span.file in variants[name])):
            found.append(replace(problem, variants=(name,) if problem.variants else ()))
        elif not name and not problem.variants and not any(problem.span.file in own for own in variants.values()):
            found.append(problem)
    return found


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
        tuple(Note(label, Span(*place)) for label, place in notes) if notes else (),
        severity,
        date.fromisoformat(since) if since else None,
        Span(*waived) if waived else None,
    )
