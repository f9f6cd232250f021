"""Variants of which a part could not be read: they are neither shown nor printed, since nobody would see that the part is missing."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from generator.checks.consequences import without_consequences
from generator.checks.resolve import Outcome
from generator.diagnostics.diagnostic import Diagnostic, in_order
from generator.project.project_files import DATA

Part = tuple[str, str]  # `layers` or `variants`, and the id


def unread_parts(problems: Iterable[Diagnostic]) -> frozenset[Part]:
    """Return the layers and variants with files or folders that could not be read, from the problems of reading."""
    places = (problem.span.file.split("/") for problem in problems if problem.severity == "error")
    return frozenset((place[1], place[2]) for place in places if len(place) > 2 and place[0] == DATA and not _is_stray(place))


def is_whole(variant: str, layers: Iterable[str], unread: Container[Part]) -> bool:
    """Return whether everything in a variant and in its layers was read."""
    return ("variants", variant) not in unread and all(("layers", layer) not in unread for layer in layers)


def without_unread(outcome: Outcome, problems: Iterable[Diagnostic]) -> Outcome:
    """Return an outcome with the problems of reading, and without the variants of which a part is missing."""
    problems = tuple(problems)
    unread = unread_parts(problems)
    variants = {name: variant for name, variant in outcome.variants.items() if is_whole(name, variant.layers, unread)}
    names = {*outcome.names, *(name for kind, name in unread if kind == "variants")}
    found = in_order(without_consequences((*problems, *outcome.diagnostics)))
    return replace(outcome, variants=variants, names=tuple(sorted(names)), diagnostics=found)


def _is_stray(place: list[str]) -> bool:
    """Return whether a path is that of a file which is not in the folder of a layer or a variant. An id has no dot."""
    return len(place) == 3 and "." in place[2]
