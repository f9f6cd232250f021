"""Who may read what: everybody who can open an internal build, and anybody at all for a public one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.entities import Visibility

INTERNAL: Visibility = "internal"
PUBLIC: Visibility = "public"


def is_public(visibility: Visibility | None) -> bool:
    """Whether what is marked so may be read by anybody; what is not marked may, as far as what holds it may."""
    return visibility != INTERNAL


@dataclass(frozen=True, slots=True)
class Leak:
    """An internal text that stands in a file for the public: `source` is where the data have it."""

    path: str
    text: str
    source: str
