"""The schema for editors accepts the shipped data and refuses the same shapes as the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.model.editor_schema import editor_schema, schema_text
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.read import read
from tests.layered import tree_of

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "data").rglob("*.yaml"))
SCHEMA = editor_schema()
KEYWORDS = {
    "$schema", "$ref", "title", "description", "type", "additionalProperties", "properties", "propertyNames", "definitions", "pattern",
    "enum", "anyOf", "items", "uniqueItems", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum",
}  # fmt: skip


def as_editor_data(node: Node) -> Any:
    """Return a node with plain scalars typed by the core schema of YAML 1.2, as language servers type them."""
    if isinstance(node, MappingNode):
        return {key: as_editor_data(value) for key, value in node.values.items()}
    if isinstance(node, SequenceNode):
        return [as_editor_data(item) for item in node.items]
    assert isinstance(node, ScalarNode)
    if node.style != "plain" or node.value is None:
        return node.value
    if node.value in ("true", "false"):
        return node.value == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    return float(node.value) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", node.value) else node.value


def schema_errors(value: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield the errors that a draft-07 validator reports, for the keywords that the schema uses."""
    assert schema.keys() <= KEYWORDS, f"teach this test {schema.keys() - KEYWORDS}"
    if "$ref" in schema:
        yield from schema_errors(value, SCHEMA["definitions"][schema["$ref"].removeprefix("#/definitions/")], path)
        return
    if "anyOf" in schema and all(list(schema_errors(value, each, path)) for each in schema["anyOf"]):
        yield f"{path} matches none of the allowed forms"
    if "type" in schema and not any(
        has_type(value, name) for name in ([schema["type"]] if isinstance(schema["type"], str) else schema["type"])
    ):
        yield f"{path} is not of type {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path} is not one of {schema['enum']}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{path} does not match {schema['pattern']}"
    if isinstance(value, (int, float)) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and schema.get("exclusiveMinimum", value - 1) < value < schema.get("exclusiveMaximum", value + 1)
    ):
        yield f"{path} is out of bounds"
    if isinstance(value, list):
        if schema.get("uniqueItems") and len(set(value)) < len(value):
            yield f"{path} has duplicates"
        for number, item in enumerate(value):
            yield from schema_errors(item, schema.get("items", {}), f"{path}[{number}]")
    if isinstance(value, dict):
        yield from schema_errors_of_keys(value, schema, path)


def schema_errors_of_keys(value: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    more = schema.get("additionalProperties", {})
    for key, each in value.items():
        yield from schema_errors(key, schema.get("propertyNames", {}), f"{path}.{key}")
        if key in schema.get("properties", {}):
            yield from schema_errors(each, schema["properties"][key], f"{path}.{key}")
        elif more is False:
            yield f"{path}.{key} is unknown"
        else:
            yield from schema_errors(each, more, f"{path}.{key}")


TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "number": (int, float),
    "integer": (int,),
}


def has_type(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_file_is_accepted(path: Path) -> None:
    tree = read(path.name, path.read_bytes()).tree
    assert tree is not None
    assert not list(schema_errors(as_editor_data(tree), SCHEMA))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_file_names_the_schema(path: Path) -> None:
    first = path.read_text("utf-8").split("\n")[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match, "the first line tells editors where the schema is"
    assert (path.parent / match[1]).resolve() == ROOT / "schema/runbook.schema.json"


@pytest.mark.parametrize(
    "text",
    [
        "contact: {}\n",
        "contacts: {Tech Lead: {title: Lead}}\n",
        "contacts: {dba: {titel: Administrator}}\n",
        "contacts: {dba: Administrator}\n",
        "contacts: [dba]\n",
        "phases: {prepar: {title: Prepare}}\n",
        "slos: {a: {title: A, kind: tecnical}}\n",
        "slos: {a: {title: A, kind: technical, percentile: many}}\n",
        "services: {a: {title: A, needs: b}}\n",
        "services: {a: {title: A, needs: [b, b]}}\n",
        "services: {a: {title: A, status-page: status.a.test}}\n",
        "checklists: {a: {items: {b: {text: B, blocking: yes}}}}\n",
        "checklists: {a: {at: two hours before}}\n",
        "checklists: {a: {items: {b: {items: {c: {txt: C}}}}}}\n",
        "notes: {a: {label: A, lines: 0}}\n",
        "notes: {a: {label: A, place: beside b}}\n",
        "variant: {because: no}\n",
    ],
)
def test_data_of_the_wrong_shape_are_refused(text: str) -> None:
    assert list(schema_errors(as_editor_data(tree_of(text)), SCHEMA))


@pytest.mark.parametrize(
    "text",
    [
        "contacts: {dba: {title: 24, phone: 2214}}\n",
        "contacts: {dba: {title: 24, phone: null, because: why, place: after b, unset: [name]}}\n",
        "checklists: {a: {items: {b: Bare, c: 12, d: true, e: {remove: why}}}}\n",
        "slos: {a: {percentile: 99.9, target: under 5 s}}\n",
        "variant: {title: Shop, extends: [base], params: {api: https://shop.test, port: 8080}}\n",
    ],
)
def test_null_and_plain_scalars_are_accepted(text: str) -> None:
    assert not list(schema_errors(as_editor_data(tree_of(text)), SCHEMA))


def test_every_reference_in_the_schema_resolves_and_every_property_has_a_description() -> None:
    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            if "$ref" in schema:
                assert schema["$ref"].removeprefix("#/definitions/") in SCHEMA["definitions"]
            for name, each in schema.get("properties", {}).items():
                assert each.get("description"), f"{name} is not explained"
            for each in schema.values():
                walk(each)
        elif isinstance(schema, list):
            for each in schema:
                walk(each)

    walk(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_committed_schema_is_current() -> None:
    committed = (ROOT / "schema/runbook.schema.json").read_text("utf-8")
    assert committed == schema_text(), "run `make generated`"
    assert json.loads(committed) == SCHEMA
