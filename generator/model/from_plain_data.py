"""Reads the plain data of `runbook.json` back as a typed variant, without source lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.entities import Runbook
from generator.model.field_facts import COLLECTIONS, NAMING_KEYS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.variant import Change, Origin, Trace, Variant

NOWHERE = Origin("", 0, 0)


class UnknownFormat(ValueError):
    """The data do not have the shape of this version's model."""


def from_data(name: str, data: Mapping[str, Any]) -> Variant:
    """The variant with this id, from the data that `to_data` wrote. Files and lines are left out.

    Raises:
        UnknownFormat: Another version of the program wrote the data in another shape.
    """
    try:
        collections = [(COLLECTIONS[key], entries) for key, entries in data.items() if key != "variant"]
        values = {spec.attribute: _value(spec, entries) for spec, entries in collections}
        runbook = Runbook.model_validate({"variant": _values(VARIANT_HEAD, data["variant"]), **values})
        origin = data["variant"].get("origin", {})
        traces = [_trace("variant", data["variant"])]
        for spec, entries in collections:
            traces += _traces(spec, entries, spec.key)
        for address, one in origin.get("removed", {}).items():
            traces.append(Trace(address, "removed", one["layer"], NOWHERE, one["title"], one["because"]))
        return Variant(name, runbook, tuple(origin.get("layers", ())), {trace.address: trace for trace in traces})
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise UnknownFormat(f"variant `{name}`: {error}") from None


def _values(record: EntityFacts, data: Mapping[str, Any]) -> dict[str, Any]:
    given = ((record.fields[key], value) for key, value in data.items() if key != "origin" and value is not None)
    return {spec.attribute: _value(spec, value) for spec, value in given}


def _value(spec: FieldSpec, value: Any) -> Any:
    """The value of a field. Scalars are parsed as in YAML, except that JSON has numbers and booleans."""
    if spec.record is not None:
        return {name: _values(spec.record, entry) for name, entry in value.items()}
    if spec.shape == "list":
        return tuple(value)
    if spec.shape == "texts":
        return dict(value)
    assert spec.kind is not None
    return spec.kind.parse(str(value).lower() if isinstance(value, bool) else str(value))


def _traces(spec: FieldSpec, entries: Mapping[str, Any], collection: str) -> Iterator[Trace]:
    assert spec.record is not None
    for name, entry in entries.items():
        address = f"{collection}.{name}"
        if "origin" in entry:
            yield _trace(address, entry)
        for child in spec.record.children:
            yield from _traces(child, entry.get(child.key, {}), f"{address}.{child.key}")


def _trace(address: str, entry: Mapping[str, Any]) -> Trace:
    origin = entry.get("origin", {})
    title = next((str(entry[name]) for name in NAMING_KEYS if entry.get(name)), address.rpartition(".")[2])
    changes = tuple(
        Change(one["field"], one["old"], one["new"], one["layer"], one["because"], NOWHERE) for one in origin.get("changes", ())
    )
    filled = tuple(origin.get("filled", {}).items())
    return Trace(address, origin.get("state", "added"), origin.get("layer", ""), NOWHERE, title, origin.get("because", ""), changes, filled)
