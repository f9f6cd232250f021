"""Renamed systems in the data of two states: the data of both under one id, so that they can be compared."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.model.differences import PreviousRelease, Snapshot

ORIGIN = "origin"


def present_ids(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Return the new id of each variant that has another id in the new data: an alias on either side names the other id."""
    came = _by_alias({id: aliases_of(data) for id, data in new.items()}, old)
    rest = new.keys() - {*came.values()}
    went = _by_alias({id: aliases_of(data) for id, data in old.items() if id not in came}, rest)
    return came | {id: alias for alias, id in went.items()}


def _by_alias(aliases: Mapping[str, Iterable[str]], there: Container[str]) -> dict[str, str]:
    """Return, by alias, the id of each variant that is not `there`, if the alias is there and does not name a variant here."""
    found: dict[str, str] = {}
    for id, names in aliases.items():
        alias = next((name for name in names if name in there and name not in aliases and name not in found), None)
        if alias is not None and id not in there:
            found[alias] = id
    return found


def aliases_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the earlier ids of a variant."""
    aliases = data.get("variant", {}).get("aliases", ())
    return tuple(map(str, aliases)) if isinstance(aliases, list | tuple) else ()


def with_present_ids(old: Snapshot, ids: Mapping[str, str]) -> Snapshot:
    """Return old data with the present `ids` of renamed variants, in place and as layers of entities."""
    if not ids:
        return old
    return {ids.get(id, id): _renamed(data, id, ids[id]) if id in ids else data for id, data in old.items()}


def previous_with_present_ids(before: PreviousRelease, aliases: Mapping[str, Iterable[str]]) -> PreviousRelease:
    """Return a previous release with the present ids of renamed variants. `aliases` are those of each present variant."""
    ids = _by_alias(aliases, before.snapshot)
    snapshot = with_present_ids(before.snapshot, ids)
    gone = {ids.get(id, id): one for id, one in before.gone.items()}
    former = {ids.get(id, id): one for id, one in before.former.items()}
    return replace(before, snapshot=snapshot, gone=gone, former=former, ids={new: old for old, new in ids.items()})


def _renamed(value: Any, old: str, new: str, *, in_origin: bool = False) -> Any:
    """Return plain data in which origins name the new id of the variant as their layer."""
    if isinstance(value, list):
        return [_renamed(one, old, new, in_origin=in_origin) for one in value]
    if not isinstance(value, Mapping):
        return value
    if not in_origin:
        return {key: _renamed(one, old, new, in_origin=key == ORIGIN) for key, one in value.items()}
    return {
        key: {new if name == old else name: title for name, title in one.items()}
        if key == "layers"
        else {field: new if name == old else name for field, name in one.items()}
        if key == "filled"
        else new
        if key == "layer" and one == old
        else _renamed(one, old, new, in_origin=True)
        for key, one in value.items()
    }
