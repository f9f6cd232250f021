"""The JSON Schema (draft-07) with which editors complete, explain and check a data file."""

from __future__ import annotations

import json
from typing import Any

from generator.model.code_table import CODES
from generator.model.field_facts import COLLECTIONS, HEADS, HOLDERS, RECORDS, WAIVER, EntityFacts, FieldSpec
from generator.model.scalar_kinds import ID_KIND, PARAMETER_KINDS, URL, Kind

WAIVERS = "waivers"


def editor_schema() -> dict[str, Any]:
    """The schema of any data file of a layer or a variant.

    The schema checks the shape and requires no field, because only the merged runbook shows which fields are missing.
    """
    properties = {key: {"$ref": _ref(record), "description": record.summary} for key, record in HEADS.items()}
    waivers = {rule: {"$ref": _ref(WAIVER), "description": CODES[rule].cause} for rule in WAIVER.ids}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of runbook data",
        **_object({**properties, **{key: _field(spec) for key, spec in COLLECTIONS.items()}}),
        "definitions": {**{_name(record): _record(record) for record in RECORDS}, WAIVERS: _object(waivers)},
    }


def schema_text() -> str:
    """The text of `schema/runbook.schema.json`."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(properties: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"type": "object", **more, "additionalProperties": False, "properties": properties}


def _name(record: EntityFacts) -> str:
    return record.name[0].lower() + record.name[1:]


def _ref(record: EntityFacts) -> str:
    return f"#/definitions/{_name(record)}"


def _record(record: EntityFacts) -> dict[str, Any]:
    properties = {key: _field(spec) for key, spec in record.keys.items()}
    if "internal" in properties:
        properties["internal"]["items"] = {"enum": list(record.redactable)}
    shape = _object(properties, description=record.summary)
    if not record.model.shorthand:
        return shape
    help = f"The text of the {_name(record)}. All other fields have their defaults."
    return {"description": record.summary, "anyOf": [{"type": ["string", "number", "boolean"], "description": help}, shape]}


def _field(spec: FieldSpec) -> dict[str, Any]:
    said = {"description": spec.description}
    pattern = {"pattern": ID_KIND.json["pattern"]}
    if spec.shape == "entities":
        record = HOLDERS[spec.key]
        ids = {"enum": list(record.ids)} if record.ids else pattern
        return {"type": "object", **said, "propertyNames": ids, "additionalProperties": {"$ref": _ref(record)}}
    if spec.shape == "waivers":
        return {"$ref": f"#/definitions/{WAIVERS}", **said}
    if spec.shape == "list":
        return {"type": "array", **said, "uniqueItems": True, "items": _scalar(spec.kind)}
    if spec.shape == "texts":
        return {"type": "object", **said, "propertyNames": pattern, "additionalProperties": _scalar(spec.kind)}
    return _or_null(_scalar(spec.kind)) | {"description": f"{spec.description} Form: {spec.kind.form}."}


def _scalar(kind: Kind) -> dict[str, Any]:
    """The schema of a scalar. In a text, editors may read an unquoted `95`, `true` or `2026-11-01` as a number, boolean or date."""
    return {**kind.json, "type": ["string", "number", "boolean"]} if kind in PARAMETER_KINDS and kind is not URL else dict(kind.json)


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    """The schema, extended by null: a field with null leaves the value to another layer."""
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    types = shape.get("type", [])
    return {**shape, "type": [*([types] if isinstance(types, str) else types), "null"]}
