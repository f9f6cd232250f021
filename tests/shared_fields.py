"""Fields that all entities have, for samples built by hand: aliases, visibility, waivers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.model.field_facts import COLLECTIONS, FieldSpec

WAIVERS = (
    {"placeholder": {"because": "it is filled in on the day", "until": date(2027, 1, 31)}},
    {"secret": {"because": "the key opens nothing", "until": date(2027, 2, 28)}},
)


def fill_shared_fields(runbook: dict[str, Any]) -> None:
    """Fill these fields in the first two entities of each kind; existing values stay."""
    _fill(Counter(), COLLECTIONS, runbook)


def _fill(seen: Counter[str], collections: Mapping[str, FieldSpec], holder: dict[str, Any]) -> None:
    for key, spec in collections.items():
        assert spec.record is not None
        for name, entity in holder.get(key, {}).items():
            number = seen[spec.record.name]
            seen[spec.record.name] += 1
            if number < 2:
                entity.setdefault("aliases", (f"former-{name}",))
                entity.setdefault("visibility", ("public", "internal")[number])
                entity.setdefault("internal", spec.record.redactable[number : number + 1] or spec.record.redactable[:1])
                entity.setdefault("waive", WAIVERS[number])
            _fill(seen, {child.key: child for child in spec.record.children}, entity)
