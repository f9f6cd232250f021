"""The JSON Schema (draft-07) with which editors complete, explain and check a data file."""

from __future__ import annotations

import json

from generator.model.code_table import CODES
from generator.model.editor_forms import JSON, form_of
from generator.model.field_facts import COLLECTIONS, HEADS, OVERLAY_FIELDS, RECORDS, WAIVER, EntityFacts, FieldSpec
from generator.model.scalar_kinds import ID_KIND

WAIVERS = "waivers"
# Values of parameters cannot use other parameters.
WITHOUT_PARAMETER = r"(?![\s\S]*\{\{-?\s*[Pp][Aa][Rr][Aa][Mm][Ss]?\b)"


def editor_schema() -> JSON:
    """The schema of any data file of a layer or a variant.

    The schema checks the shape. Only waivers have required fields: which fields an entry lacks, only the merged runbook shows.
    """
    properties = {key: {"$ref": _ref(record), "title": key, "description": record.summary} for key, record in HEADS.items()}
    waivers = {rule: {"$ref": _ref(WAIVER), "title": rule, "description": CODES[rule].cause} for rule in WAIVER.ids}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of runbook data",
        **_object({**properties, **{key: _field(spec) for key, spec in COLLECTIONS.items()}}),
        "definitions": {**{_name(record): _record(record) for record in RECORDS}, WAIVERS: _object(waivers)},
    }


def schema_text() -> str:
    """The text of `schema/runbook.schema.json`."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(properties: JSON, **more: object) -> JSON:
    return {"type": "object", **more, "additionalProperties": False, "properties": properties}


def _name(record: EntityFacts) -> str:
    return record.name[0].lower() + record.name[1:]


def _ref(record: EntityFacts) -> str:
    return f"#/definitions/{_name(record)}"


def _record(record: EntityFacts) -> JSON:
    properties = {key: _field(spec) for key, spec in record.keys.items()}
    if "internal" in properties:
        properties["internal"]["items"] = {"enum": list(record.redactable)}
    if record is WAIVER:
        properties = {key: _without_null(shape) for key, shape in properties.items()}
    about = {"title": _title(record), "description": record.summary}
    shape = _object(properties, **about, **({"required": [spec.key for spec in record.required]} if record is WAIVER else {}))
    if record.overlay:
        shape |= _overlay(record, properties)
    if not record.model.shorthand:
        return shape
    bare = record.fields[record.model.shorthand]
    help = f"The {bare.key} of the {record.noun}. All other fields have their defaults."
    return {**about, "anyOf": [{**form_of(bare.kind), "description": help}, shape]}


def _overlay(record: EntityFacts, properties: JSON) -> JSON:
    """The rules of the merge keys, and these keys without null: `remove` is alone, and `unset` has a reason."""
    for key in OVERLAY_FIELDS:
        properties[key] = _without_null(properties[key])
    optional = [spec.key for spec in record.fields.values() if not spec.required and spec.shape != "entities"]
    properties["unset"]["items"] = {"enum": optional}
    alone = {"if": {"required": ["remove"]}, "then": {"propertyNames": {"enum": ["remove"]}}}
    return {**alone, "dependencies": {"unset": ["because"]}}


def _title(record: EntityFacts) -> str:
    return record.noun[:1].upper() + record.noun[1:]


def _field(spec: FieldSpec) -> JSON:
    about = {"title": spec.key, "description": spec.description}
    if spec.shape == "entities":
        record = spec.holds
        return {"type": "object", **about, "propertyNames": _ids(record), "additionalProperties": {"$ref": _ref(record)}}
    if spec.shape == "waivers":
        return {"$ref": f"#/definitions/{WAIVERS}", **about}
    if spec.shape == "list":
        return {"type": "array", **about, "uniqueItems": True, "items": form_of(spec.kind)}
    if spec.shape == "texts":
        value = form_of(spec.kind)
        value["pattern"] = f"{WITHOUT_PARAMETER}{value['pattern']}"
        return {"type": "object", **about, "propertyNames": form_of(ID_KIND), "additionalProperties": value}
    return _or_null(form_of(spec.kind)) | about | {"description": f"{spec.description} Form: {spec.kind.form}."}


def _ids(record: EntityFacts) -> JSON:
    """The schema of an id, which is not the name of a field and is not refused."""
    return {"enum": list(record.ids)} if record.ids else {**form_of(ID_KIND), "not": {"enum": [*record.keys, *record.model.refused]}}


def _or_null(shape: JSON) -> JSON:
    """The schema, extended by null: a field with null leaves the value to another layer."""
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    if "anyOf" in shape:
        return {**shape, "anyOf": [_or_null(each) for each in shape["anyOf"]]}
    types = shape["type"]
    return {**shape, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _without_null(shape: JSON) -> JSON:
    return {**shape, "type": [one for one in shape["type"] if one != "null"]} if isinstance(shape.get("type"), list) else shape
