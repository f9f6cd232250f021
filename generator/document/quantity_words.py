"""Quantities in words."""

from __future__ import annotations

from generator.model.quantities import Comparison
from generator.text.catalogue import Catalogue


def compared(words: Catalogue, figure: Comparison | None) -> str:
    """A relation to a quantity, such as `over 500 ms`; nothing for none. The unit stays the writer's."""
    return words(f"relation.{figure.relation}", quantity=figure.quantity.text) if figure else ""
