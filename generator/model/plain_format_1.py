"""Reads plain data of format 1, which version 0.1.0 wrote, as data of the present format. Published releases keep format 1 for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.addresses import SHORT_FORMS

ON_FAILURE = "on-failure"


def from_format_1(variants: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return variants with the way out of each line also in its parts, which format 1 left out."""
    return {id: {key: _collection(key, entries) for key, entries in data.items()} for id, data in variants.items()}


def _collection(key: str, entries: Mapping[str, Any]) -> dict[str, Any]:
    if key not in SHORT_FORMS:
        return dict(entries)
    lines = SHORT_FORMS[key]
    return {id: {**entry, lines: _lines(entry.get(lines, {}))} for id, entry in entries.items()}


def _lines(lines: Mapping[str, Any], way: str | None = None) -> dict[str, Any]:
    return {id: _line(line, line.get(ON_FAILURE) or way) for id, line in lines.items()}


def _line(line: Mapping[str, Any], way: str | None) -> dict[str, Any]:
    parts = {"items": _lines(line["items"], way)} if "items" in line else {}
    return {**line, **({ON_FAILURE: way} if way else {}), **parts}
