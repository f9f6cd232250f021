"""Reads the entities of `runbook.json` as an external tool does: only by the documented format, without the model of the generator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PHASES = ("prepare", "deploy-day", "follow-up", "operate", "rollback", "incident")
NESTED = ("groups", "steps", "choices", "items")
TICKED = ("triggers", "announcements", "sign-offs")
REFERENCE = {"slos": "targets", "contacts": "contacts", "services": "services", "severities": "severities", "commands": "commands"}
Entity = Mapping[str, Any]


def entities(variant: Mapping[str, Any]) -> Iterator[tuple[str, Entity, str]]:
    """Yield every entity with its address and the page of the variant that shows it."""
    for collection, members in variant.items():
        if collection in ("variant", "order"):
            continue
        for key, entity in members.items():
            yield from _below(f"{collection}.{key}", entity, home_of(collection, key, entity))


def _below(address: str, entity: Entity, home: str) -> Iterator[tuple[str, Entity, str]]:
    yield address, entity, home
    for name in NESTED:
        for key, child in entity.get(name, {}).items():
            yield from _below(f"{address}.{name}.{key}", child, home)


def home_of(collection: str, key: str, entity: Entity) -> str:
    """Return the phase or reference page of a top-level entity."""
    if collection == "phases":
        return key
    if collection == "triggers":
        return "rollback"
    return REFERENCE.get(collection) or str(entity.get("phase", "deploy-day"))


def is_box(address: str) -> bool:
    """Return whether the entity at this address can be ticked or signed."""
    parts = address.split(".")
    return parts[0] in TICKED if len(parts) == 2 else parts[-2] in ("items", "steps")


def boxes(variant: Mapping[str, Any], phase: str) -> Iterator[tuple[str, Entity]]:
    """Return the boxes of a phase."""
    return ((address, entity) for address, entity, home in entities(variant) if home == phase and is_box(address))


def old_addresses(address: str, entity: Entity) -> Iterator[str]:
    """Return the former addresses of an entity: an alias is the former id in the same collection, or a whole address."""
    for alias in entity.get("aliases", ()):
        yield alias if "." in alias else f"{address.rpartition('.')[0]}.{alias}"
