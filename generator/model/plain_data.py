"""Merged variants as plain data, as in `runbook.json`, and the way back: entities by id, each with its origin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from generator.model.entities import INTERNAL, Entity, Runbook, VariantHead, Visibility
from generator.model.field_facts import COLLECTIONS, NAMING_KEYS, VARIANT_HEAD, EntityFacts, FieldSpec, record_of
from generator.model.field_marks import FieldMark
from generator.model.moments import Offset, Recurrence
from generator.model.phase_order import flat_order, order_by_holder, with_page_order
from generator.model.quantities import Comparison, Duration
from generator.model.used_files import used_files
from generator.model.variant import AttachedFile, Change, Origin, Trace, Variant

FORMAT = 2
FILES = "files"  # the key of the digests of files, in the head
ORDER = "order"  # the key of the order of the page, beside the head and the collections
NOWHERE = Origin("", 0, 0)
CHANGE_KEYS = ("field", "old", "new", "layer", "because")


class UnknownFormat(ValueError):
    """The data do not fit the model of this version of the program."""


def to_json(variants: Mapping[str, Variant], layers: Mapping[str, str] = {}, visibility: Visibility = INTERNAL) -> str:
    """The text of `runbook.json`: the same bytes for the same variants, with one entity per line, so that two files can be compared.

    `layers` are the titles of the shared layers by id. The visibility is written only for redacted data.
    """
    head = {"format": FORMAT} if visibility == INTERNAL else {"format": FORMAT, "visibility": visibility}
    return _lines({**head, "variants": {name: to_data(variant, layers) for name, variant in variants.items()}}, 0) + "\n"


def to_data(variant: Variant, layers: Mapping[str, str] = {}) -> dict[str, Any]:
    """One variant as plain data, with the keys and the values of YAML.

    The origin of the head also has `layers`, the titles of the layers by id from the lowest up, and `removed`, the removed entities by
    address. The head also has `files`: the digests of the files that texts use, by path. `order` has, by the address of each phase and
    group, the addresses of what is in it, in the order of the page.
    """
    data: dict[str, Any] = {"variant": _entity(variant.runbook.variant, "variant", variant.traces)}
    for key, spec in COLLECTIONS.items():
        entries = getattr(variant.runbook, spec.attribute)
        data[key] = {entry: _entity(entity, f"{key}.{entry}", variant.traces) for entry, entity in entries.items()}
    data[ORDER] = order_by_holder(variant.runbook)
    if used := used_files(variant):
        data["variant"][FILES] = {path.removeprefix(f"{FILES}/"): variant.files[path].digest for path in used}
    if "origin" in data["variant"]:
        origin = data["variant"]["origin"]
        titles = {variant.id: variant.runbook.variant.title, **layers}
        origin["layers"] = {name: titles.get(name) or name for name in variant.layers}
        gone = {address: trace for address, trace in variant.traces.items() if trace.state == "removed"}
        if gone:
            origin["removed"] = {
                address: {"title": trace.title, "layer": trace.layer, "because": trace.because, **_place(trace.origin)}
                for address, trace in gone.items()
            }
    return data


def data_digest(data: Mapping[str, Any]) -> str:
    """The SHA-256 of the plain data of a variant, as `jq -cS '.variants["ID"]' runbook.json | sha256sum` prints it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return "sha256:" + sha256(f"{text}\n".encode()).hexdigest()


def _entity(entity: Entity | VariantHead, address: str, traces: Mapping[str, Trace]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, spec in record_of(type(entity)).fields.items():
        value = getattr(entity, spec.attribute)
        # Ways to reach a contact that the data leave null stay null, because somebody must add them. Other empty fields are left out.
        if value in (None, (), {}) and not (FieldMark.REACH in spec.marks and spec.attribute in entity.model_fields_set):
            continue
        if spec.shape == "entities":
            data[key] = {child: _entity(entry, f"{address}.{key}.{child}", traces) for child, entry in value.items()}
        elif spec.shape == "waivers":
            data[key] = {rule: {"because": one.because, "until": one.until.isoformat()} for rule, one in value.items()}
        else:
            data[key] = _written(value)
    if address in traces:
        data["origin"] = _origin(traces[address])
    return data


def _written(value: object) -> object:
    """A value as in YAML, but numbers and booleans stay, because JSON has them too."""
    if isinstance(value, Comparison | Duration | Offset | Recurrence | date):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value


def _origin(trace: Trace) -> dict[str, Any]:
    changes = [{name: getattr(change, name) for name in CHANGE_KEYS} | _place(change.origin) for change in trace.changes]
    optional = {"because": trace.because, "filled": dict(trace.filled), "changes": changes}
    return {**_place(trace.origin), "layer": trace.layer, "state": trace.state, **{key: value for key, value in optional.items() if value}}


def _place(origin: Origin) -> dict[str, Any]:
    return {"file": origin.file, "line": origin.line, "last-line": origin.last_line}


def _lines(value: object, depth: int) -> str:
    """A value as JSON. Each member of an object is on its own line, down to the entities of a collection; each entity is on one line."""
    if not isinstance(value, dict) or not value or depth > 3:
        return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    pad = " " * depth
    members = (f"{pad} {json.dumps(key, ensure_ascii=False)}: {_lines(child, depth + 1)}" for key, child in value.items())
    return "{\n" + ",\n".join(members) + f"\n{pad}}}"


def from_data(name: str, data: Mapping[str, Any]) -> Variant:
    """The variant with the id `name`, from data that `to_data` wrote. Files and lines of the origins are left out.

    Raises:
        UnknownFormat: Another version of the program wrote the data, for another model.
    """
    try:
        head = data["variant"]
        traces = {"variant": _trace("variant", head)}
        # Only whether a file differs is known: its digest takes the place of its bytes.
        files = {f"{FILES}/{path}": AttachedFile("", digest.encode()) for path, digest in head.get(FILES, {}).items()}
        own = {key: value for key, value in head.items() if key != FILES}
        values: dict[str, Any] = {"variant": _read_entity(VARIANT_HEAD, own, "variant", traces)}
        collections = ((COLLECTIONS[key], entries) for key, entries in data.items() if key not in ("variant", ORDER))
        values |= {spec.attribute: _read(spec, entries, spec.key, traces) for spec, entries in collections}
        origin = head.get("origin", {})
        for address, one in origin.get("removed", {}).items():
            traces[address] = Trace(address, "removed", one["layer"], NOWHERE, one["title"], one["because"])
        runbook = with_page_order(Runbook.model_validate(values), flat_order(data.get(ORDER, {})))
        return Variant(name, runbook, tuple(origin.get("layers", ())), traces, files=files)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise UnknownFormat(f"variant `{name}`: {error}") from None


def _read_entity(record: EntityFacts, data: Mapping[str, Any], address: str, traces: dict[str, Trace]) -> dict[str, Any]:
    if "origin" in data:
        traces[address] = _trace(address, data)
    given = ((record.fields[key], value) for key, value in data.items() if key != "origin")
    return {
        spec.attribute: None if value is None else _read(spec, value, f"{address}.{spec.key}", traces)
        for spec, value in given
        if value is not None or FieldMark.REACH in spec.marks
    }


def _read(spec: FieldSpec, value: Any, address: str, traces: dict[str, Trace]) -> Any:
    """The value of a field. Scalars are parsed like text in YAML; numbers and booleans are converted to text first."""
    if spec.record is not None:
        return {name: _read_entity(spec.record, entry, f"{address}.{name}", traces) for name, entry in value.items()}
    if spec.shape == "list":
        return tuple(value)
    if spec.shape == "texts":
        return dict(value)
    return spec.kind.parse(str(value).lower() if isinstance(value, bool) else str(value))


def _trace(address: str, entry: Mapping[str, Any]) -> Trace:
    origin = entry.get("origin", {})
    title = next((str(entry[name]) for name in NAMING_KEYS if entry.get(name)), address.rpartition(".")[2])
    changes = tuple(Change(**{name: one[name] for name in CHANGE_KEYS}, origin=NOWHERE) for one in origin.get("changes", ()))
    filled = tuple(origin.get("filled", {}).items())
    return Trace(address, origin.get("state", "added"), origin.get("layer", ""), NOWHERE, title, origin.get("because", ""), changes, filled)
