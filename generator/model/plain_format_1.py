"""Reads plain data of format 1, which version 0.1.0 wrote, as data of the present format. Published releases keep format 1 for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.addresses import SHORT_FORMS
from generator.model.entities import DEFAULT_PHASE, PHASES

ON_FAILURE, RECORD = "on-failure", "record"


def from_format_1(variants: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return variants with the way out of each line also in its parts, and with blanks in their phases, both of which format 1 left out."""
    return {id: _with_blanks({key: _collection(key, entries) for key, entries in data.items()}) for id, data in variants.items()}


def _with_blanks(data: dict[str, Any]) -> dict[str, Any]:
    """Move the entries of `record` to the `blanks` of their phases. A phase that the data do not describe gets its id as its title."""
    phases = dict(data.get("phases", {}))
    for id, blank in data.pop(RECORD, {}).items():
        phase = blank.get("phase") if blank.get("phase") in PHASES else DEFAULT_PHASE
        known = phases.setdefault(phase, {"title": phase})
        phases[phase] = {**known, "blanks": {**known.get("blanks", {}), id: {key: value for key, value in blank.items() if key != "phase"}}}
    return {**data, "phases": phases} if phases else data


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
