"""Find the gaps of a sample: fields without a value, fields with only one value, and collections with only one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.entities import Runbook
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.scalar_kinds import BOOLEAN

Values = dict[tuple[EntityFacts, str], set[object]]  # for each field of each record
Most = dict[tuple[EntityFacts | None, str], int]  # the largest number of entries of each collection


def shortcomings(runbook: Runbook) -> list[str]:
    """Return what a sample lacks.

    Every collection needs two entries. Every field of every record needs two different values, unless there is only one record of its
    kind or only one possible value.

    """
    values: Values = defaultdict(set)
    most: Most = defaultdict(int)
    _note(VARIANT_HEAD, runbook.variant, values, most)
    for key, spec in COLLECTIONS.items():
        _note_entries(None, spec, getattr(runbook, spec.attribute), values, most)
        if most[None, key] < 2:
            return [f"{key}: {most[None, key]} of 2 entries"]
    return sorted(lack for record in {record for record, _ in values} for lack in _lacking(record, values, most))


def _note_entries(above: EntityFacts | None, spec: FieldSpec, entries: Mapping[str, Any], values: Values, most: Most) -> None:
    assert spec.record is not None
    most[above, spec.key] = max(most[above, spec.key], len(entries))
    for entity in entries.values():
        _note(spec.record, entity, values, most)


def _note(record: EntityFacts, entity: Any, values: Values, most: Most) -> None:
    for key, spec in record.fields.items():
        value = getattr(entity, spec.attribute)
        if spec.shape in ("entities", "waivers"):
            _note_entries(record, spec, value, values, most)
        values[record, key] |= {value} - {None} if spec.shape == "scalar" else set(value)


def _lacking(record: EntityFacts, values: Values, most: Most) -> Iterator[str]:
    for key, spec in record.fields.items():
        if spec.shape == "entities" and most[record, key] < 2:
            yield f"{record.name}.{key}: {most[record, key]} of 2 entries in one {record.name}"
        elif spec.shape != "entities" and len(values[record, key]) < _wanted(record, spec):
            yield f"{record.name}.{key}: {len(values[record, key])} of {_wanted(record, spec)} values"


def _wanted(record: EntityFacts, spec: FieldSpec) -> int:
    if spec.kind is BOOLEAN or (record is VARIANT_HEAD and spec.shape == "scalar"):
        return 1
    return min(2, len(record.redactable)) if spec.key == "internal" else 2
