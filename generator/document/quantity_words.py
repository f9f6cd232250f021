"""Quantities as text."""

from __future__ import annotations

from generator.model.quantities import Comparison
from generator.text.catalogue import Catalogue


def compared(words: Catalogue, figure: Comparison | None) -> str:
    """A comparison as text, such as `over 500 ms`; empty for None. The unit stays as written."""
    return words(f"relation.{figure.relation}", quantity=figure.quantity.text) if figure else ""
