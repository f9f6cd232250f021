"""The entities of `runbook.json`, read as an outside tool would: by the contract alone, without the generator's model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PHASES = ("prepare", "deploy-day", "follow-up", "operate", "rollback", "incident")
NESTED = ("groups", "steps", "choices", "items")
TICKED = ("triggers", "announcements", "sign-offs")
REFERENCE = {"slos": "targets", "contacts": "contacts", "services": "services", "severities": "severities", "commands": "commands"}
Entity = Mapping[str, Any]


def entities(variant: Mapping[str, Any]) -> Iterator[tuple[str, Entity, str]]:
    """Every entity with its address and the part of the variant's pages that it lives on."""
    for collection, members in variant.items():
        if collection == "variant":
            continue
        for key, entity in members.items():
            yield from _below(f"{collection}.{key}", entity, home_of(collection, key, entity))


def _below(address: str, entity: Entity, home: str) -> Iterator[tuple[str, Entity, str]]:
    yield address, entity, home
    for name in NESTED:
        for key, child in entity.get(name, {}).items():
            yield from _below(f"{address}.{name}.{key}", child, home)


def home_of(collection: str, key: str, entity: Entity) -> str:
    """The phase or the reference page where an entity of the first level lives."""
    if collection == "phases":
        return key
    if collection == "triggers":
        return "rollback"
    return REFERENCE.get(collection) or str(entity.get("phase", "deploy-day"))


def is_box(address: str) -> bool:
    """Whether the entity of this address is ticked or signed."""
    parts = address.split(".")
    return parts[0] in TICKED if len(parts) == 2 else parts[-2] in ("items", "steps")


def boxes(variant: Mapping[str, Any], phase: str) -> Iterator[tuple[str, Entity]]:
    """The boxes of a phase."""
    return ((address, entity) for address, entity, home in entities(variant) if home == phase and is_box(address))


def old_addresses(address: str, entity: Entity) -> Iterator[str]:
    """The addresses that an entity had before: an alias is an id beside its own, or a whole address."""
    for alias in entity.get("aliases", ()):
        yield alias if "." in alias else f"{address.rpartition('.')[0]}.{alias}"
