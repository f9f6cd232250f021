"""Reads plain data of format 1, which version 0.1.0 wrote, as data of the present format. Published releases keep format 1 for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.addresses import SHORT_FORMS
from generator.model.entities import DEFAULT_PHASE, PHASES
from generator.model.plain_data import ORDER

ON_FAILURE, RECORD, CONTACTS = "on-failure", "record", "contacts"


def from_format_1(variants: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return variants with the way out of each line also in its parts, and with blanks in their phases, both of which format 1 left out."""
    return {id: _with_blanks({key: _collection(key, entries) for key, entries in data.items()}) for id, data in variants.items()}


def with_declared_nulls(these: Mapping[str, Mapping[str, Any]], others: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return variants whose contacts have null only where they have it in the other variants too, if format 1 wrote them.

    Format 1 has null for every unknown way to reach a contact, whether the data name it or not. It has no order of addresses.
    """
    return {id: data if ORDER in data else _as_declared(data, others.get(id, {})) for id, data in these.items()}


def _as_declared(data: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    known = other.get(CONTACTS, {})
    contacts = {
        id: {key: value for key, value in entry.items() if value is not None or known.get(id, {}).get(key, "") is None}
        for id, entry in data.get(CONTACTS, {}).items()
    }
    return {**data, CONTACTS: contacts}


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
