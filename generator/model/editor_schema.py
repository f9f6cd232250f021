"""The JSON Schema (draft-07) by which editors complete, explain and check a data file as it is typed."""

from __future__ import annotations

import json
from typing import Any

from generator.model.code_table import CODES
from generator.model.field_facts import COLLECTIONS, LAYER_HEAD, RECORDS, VARIANT_HEAD, WAIVER, EntityFacts, FieldSpec
from generator.model.scalar_kinds import ID_KIND, Kind

TITLE = "A file of runbook data"
WAIVERS = "waivers"


def editor_schema() -> dict[str, Any]:
    """The schema of any data file, of a layer or of a variant.

    It judges shape alone: what is required is known only after merging, so nothing is required here.
    """
    properties: dict[str, Any] = {
        "variant": {"$ref": _ref(VARIANT_HEAD), "description": VARIANT_HEAD.summary},
        "layer": {"$ref": _ref(LAYER_HEAD), "description": LAYER_HEAD.summary},
    }
    properties |= {key: _field(spec) for key, spec in COLLECTIONS.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {**{_name(record): _record(record) for record in RECORDS}, WAIVERS: _waivers()},
    }


def _waivers() -> dict[str, Any]:
    """The rules that can be waived, by name, each with what it finds."""
    rules = {rule: {"$ref": _ref(WAIVER), "description": CODES[rule].cause} for rule in WAIVER.ids}
    return {"type": "object", "additionalProperties": False, "properties": rules}


def _name(record: EntityFacts) -> str:
    return record.name[0].lower() + record.name[1:]


def _ref(record: EntityFacts) -> str:
    return f"#/definitions/{_name(record)}"


def _record(record: EntityFacts) -> dict[str, Any]:
    properties = {key: _field(spec) for key, spec in record.keys.items()}
    if "internal" in properties:
        properties["internal"]["items"] = {"enum": list(record.redactable)}
    shape: dict[str, Any] = {
        "type": "object",
        "description": record.summary,
        "additionalProperties": False,
        "properties": properties,
    }
    if not record.model.shorthand:
        return shape
    text = {
        "type": ["string", "number", "boolean"],
        "description": f"The text of the {_name(record)}; everything else is left to its defaults.",
    }
    return {"description": record.summary, "anyOf": [text, shape]}


def _field(spec: FieldSpec) -> dict[str, Any]:
    if spec.shape == "entities":
        assert spec.record is not None
        names: dict[str, Any] = {"enum": list(spec.record.ids)} if spec.record.ids else {"pattern": ID_KIND.json["pattern"]}
        return {
            "type": "object",
            "description": spec.description,
            "propertyNames": names,
            "additionalProperties": {"$ref": _ref(spec.record)},
        }
    if spec.shape == "waivers":
        return {"$ref": f"#/definitions/{WAIVERS}", "description": spec.description}
    assert spec.kind is not None
    if spec.shape == "list":
        return {"type": "array", "description": spec.description, "uniqueItems": True, "items": _scalar(spec.kind)}
    if spec.shape == "texts":
        shape = {"type": "object", "description": spec.description, "propertyNames": {"pattern": ID_KIND.json["pattern"]}}
        return {**shape, "additionalProperties": _scalar(spec.kind)}
    form = f"{spec.description} Form: {spec.kind.form}."
    return _or_null(_scalar(spec.kind)) | {"description": form}


def _scalar(kind: Kind) -> dict[str, Any]:
    """A scalar as an editor's YAML sees it: plain `95`, `true` or `2026-11-01` may reach it as another type than a string."""
    shape = dict(kind.json)
    if kind.name in ("text", "line", "command"):
        shape["type"] = ["string", "number", "boolean"]
    return shape


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    """The shape, or null: left for another layer to fill."""
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    types = shape.get("type", [])
    return {**shape, "type": [*([types] if isinstance(types, str) else types), "null"]}


def schema_text() -> str:
    """The text of `schema/runbook.schema.json`."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"
