"""The plain data of `runbook.json` back as a typed variant, without source lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.entities import Runbook
from generator.model.field_facts import COLLECTIONS, NAMING_KEYS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.scalar_kinds import Kind
from generator.model.variant import Change, Origin, Trace, Variant

NOWHERE = Origin("", 0, 0)


class NotRevivable(ValueError):
    """The data are not those of this version's model."""


def revive(name: str, data: Mapping[str, Any]) -> Variant:
    """The variant of this id; everything that `to_data` wrote of it comes back, except files and lines.

    Raises NotRevivable for data that another version of the program made, in another shape.
    """
    try:
        values: dict[str, Any] = {"variant": _values(VARIANT_HEAD, data["variant"])}
        for key, entries in data.items():
            if key != "variant":
                spec = COLLECTIONS[key]
                values[spec.attribute] = _entries(spec, entries)
        origin = data["variant"].get("origin", {})
        traces = {trace.address: trace for trace in (_trace("variant", data["variant"]), *_traces(data), *_removed(origin))}
        return Variant(name, Runbook.model_validate(values), tuple(origin.get("layers", ())), traces)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise NotRevivable(f"variant `{name}`: {error}") from None


def _entries(spec: FieldSpec, entries: Mapping[str, Any]) -> dict[str, Any]:
    assert spec.record is not None
    return {name: _values(spec.record, entry) for name, entry in entries.items()}


def _values(record: EntityFacts, data: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key == "origin" or value is None:
            continue
        spec = record.fields[key]
        if spec.shape == "entities":
            values[spec.attribute] = _entries(spec, value)
        elif spec.shape == "list":
            values[spec.attribute] = tuple(value)
        elif spec.shape == "texts":
            values[spec.attribute] = dict(value)
        elif spec.shape == "waivers":
            assert spec.record is not None
            values[spec.attribute] = {rule: _values(spec.record, waiver) for rule, waiver in value.items()}
        else:
            assert spec.kind is not None
            values[spec.attribute] = _value(spec.kind, value)
    return values


def _value(kind: Kind, value: Any) -> Any:
    """A value as its writer would type it, read again; numbers and booleans are those of JSON."""
    if isinstance(value, bool):
        return kind.parse("true" if value else "false")
    return kind.parse(str(value))


def _traces(data: Mapping[str, Any]) -> Iterator[Trace]:
    for key, entries in data.items():
        if key != "variant":
            yield from _traces_of(COLLECTIONS[key], entries, key)


def _traces_of(spec: FieldSpec, entries: Mapping[str, Any], shelf: str) -> Iterator[Trace]:
    assert spec.record is not None
    for name, entry in entries.items():
        address = f"{shelf}.{name}"
        if "origin" in entry:
            yield _trace(address, entry)
        for child in spec.record.children:
            yield from _traces_of(child, entry.get(child.key, {}), f"{address}.{child.key}")


def _trace(address: str, entry: Mapping[str, Any]) -> Trace:
    origin = entry.get("origin", {})
    title = next((str(entry[name]) for name in NAMING_KEYS if entry.get(name)), address.rpartition(".")[2])
    changes = tuple(
        Change(one["field"], one["old"], one["new"], one["layer"], one["because"], NOWHERE) for one in origin.get("changes", ())
    )
    filled = tuple(origin.get("filled", {}).items())
    return Trace(address, origin.get("state", "added"), origin.get("layer", ""), NOWHERE, title, origin.get("because", ""), changes, filled)


def _removed(origin: Mapping[str, Any]) -> Iterator[Trace]:
    for address, record in origin.get("removed", {}).items():
        yield Trace(address, "removed", record["layer"], NOWHERE, record["title"], record["because"])
