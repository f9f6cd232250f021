"""Visibility: internal builds show everything, public builds only what is not internal."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.entities import Visibility

INTERNAL: Visibility = "internal"
PUBLIC: Visibility = "public"


def is_public(visibility: Visibility | None) -> bool:
    """Whether an entity with this visibility may be in a public build, if the entity around it may."""
    return visibility != INTERNAL


@dataclass(frozen=True, slots=True)
class Leak:
    """An internal text in a public file. `source` is its place in the data."""

    path: str
    text: str
    source: str
