"""Checks the shape of a `runbook.json` from an unknown source, so that the comparison can rely on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from generator.model.differences import Snapshot
from generator.model.plain_data import ORDER
from generator.model.scalar_kinds import ID

SCALARS = (str, int, float, bool, type(None))
DEEPEST = 40
HEAD, ORIGIN = "variant", "origin"
CHANGE = ("field", "old", "new", "layer", "because")
REMOVAL = ("title", "layer", "because")


def are_variants(data: object) -> TypeGuard[Snapshot]:
    """Return whether data are variants by id. An id becomes part of paths, so it must be a valid id."""
    return isinstance(data, dict) and all(ID.fullmatch(name) and is_variant(one) for name, one in data.items())


def is_variant(data: object) -> bool:
    """Return whether data is a variant: a head, and collections of entities with valid origins."""
    if not isinstance(data, dict) or not _is_entity(data.get(HEAD), DEEPEST):
        return False
    collections = (value for key, value in data.items() if key not in (HEAD, ORDER))
    return _is_order(data.get(ORDER, {})) and all(isinstance(value, dict) and _are_entities(value, DEEPEST) for value in collections)


def _is_order(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, list) and all(isinstance(it, str) for it in one) for one in value.values())


def _are_entities(collection: Mapping[str, object], deep: int) -> bool:
    return all(_is_entity(one, deep) for one in collection.values())


def _is_entity(data: object, deep: int) -> bool:
    if not isinstance(data, dict) or deep == 0:
        return False
    return all(_is_origin(value) if key == ORIGIN else _is_field(value, deep) for key, value in data.items())


def _is_field(value: object, deep: int) -> bool:
    """Return whether a value is a scalar, a list of texts, texts by name, or entities by id."""
    if isinstance(value, dict):
        return all(isinstance(one, SCALARS) for one in value.values()) or _are_entities(value, deep - 1)
    return all(isinstance(one, str) for one in value) if isinstance(value, list) else isinstance(value, SCALARS)


def _is_origin(value: object) -> bool:
    if not isinstance(value, dict) or not _has(value):
        return False
    changes, removed = value.get("changes", []), value.get("removed", {})
    return (
        all(_are_texts(value.get(name, {})) for name in ("layers", "filled"))
        and isinstance(changes, list)
        and all(_has(one, *CHANGE) for one in changes)
        and isinstance(removed, dict)
        and all(_has(one, *REMOVAL) for one in removed.values())
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _has(record: object, *names: str) -> bool:
    """Return whether a record has these names with texts or null, and a line if the record has a file."""
    if not isinstance(record, dict):
        return False
    has_place = "file" not in record or (isinstance(record["file"], str) and isinstance(record.get("line"), int))
    return has_place and all(name in record and isinstance(record[name], str | None) for name in names)
