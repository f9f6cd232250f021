"""Compares three states of a variant: as it was imported, as its document says now, and as its data are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.imports.written_fields import Value

Side = Literal["", "theirs", "ours"]


@dataclass(frozen=True, slots=True)
class ChangeConflict:
    """A field that was changed in the document and in the data: its values in both; None if it is gone."""

    address: str
    theirs: Value | None
    ours: Value | None


@dataclass(slots=True)
class SourceChanges:
    """What a changed document changes in the data, by the addresses of fields.

    `kept` are fields that are gone from the document and were changed in the data.
    """

    changed: dict[str, Value] = field(default_factory=dict)
    added: dict[str, Value] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[ChangeConflict] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.added or self.removed)


def compare_states(before: Mapping[str, Value], document: Mapping[str, Value], data: Mapping[str, Value], side: Side = "") -> SourceChanges:
    """Return what a document changes in data. A conflict is decided by `side`: `theirs` takes the document, `ours` keeps the data."""
    found = SourceChanges()
    for address, value in document.items():
        was, now = before.get(address), data.get(address)
        if value in (was, now):
            continue
        if now == was or side == "theirs":
            (found.added if now is None else found.changed)[address] = value
        elif not side:
            found.conflicts.append(ChangeConflict(address, value, now))
    for address, was in before.items():
        now = data.get(address)
        if address not in document and now is not None:
            if now == was:
                found.removed.append(address)
            else:
                found.kept.append(address)
    return found
