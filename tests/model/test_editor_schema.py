"""The schema for editors accepts the shipped data and refuses the same shapes as the reader.

Also tests `editor_forms`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.model.editor_schema import editor_schema, schema_text
from generator.model.field_facts import COLLECTIONS, LAYER_HEAD, OVERLAY_FIELDS, VARIANT_HEAD, WAIVER, EntityFacts, FieldSpec
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.read import read
from generator.source.validate import validate
from tests.layered import BASE, SHOP, tree_of

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "data").rglob("*.yaml"))
SCHEMA = editor_schema()
KEYWORDS = {
    "$schema", "$ref", "title", "description", "type", "additionalProperties", "properties", "propertyNames", "definitions", "pattern",
    "enum", "anyOf", "items", "uniqueItems", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "maxLength", "required", "if", "then", "not", "dependencies",
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
    if "not" in schema and not list(schema_errors(value, schema["not"], path)):
        yield f"{path} is not allowed"
    if "if" in schema and not list(schema_errors(value, schema["if"], path)):
        yield from schema_errors(value, schema["then"], path)
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        yield f"{path} is too long"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{path} does not match {schema['pattern']}"
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and not (
            schema.get("minimum", value) <= value <= schema.get("maximum", value)
            and schema.get("exclusiveMinimum", value - 1) < value < schema.get("exclusiveMaximum", value + 1)
        )
    ):
        yield f"{path} is out of bounds"
    if isinstance(value, list):
        if schema.get("uniqueItems") and len(set(map(repr, value))) < len(value):
            yield f"{path} has duplicates"
        for number, item in enumerate(value):
            yield from schema_errors(item, schema.get("items", {}), f"{path}[{number}]")
    if isinstance(value, dict):
        yield from schema_errors_of_keys(value, schema, path)


def schema_errors_of_keys(value: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    more = schema.get("additionalProperties", {})
    needed = [
        *schema.get("required", ()),
        *(name for key, names in schema.get("dependencies", {}).items() if key in value for name in names),
    ]
    yield from (f"{path} has no {name}" for name in needed if name not in value)
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


VALUES = [
    line.strip()
    for line in r"""
    null|''|' '|x|3|'3'|'95'|'true'|99|2214|1000|1.5|99.9|101|true|yes|fast|Fast one|under 200 ms|'< 5%'|under fast|under 5|under 5 users
    |under 10K users|under 5 B|under 5x|at least 5 per day|at least 5/fortnight|'over 1,000'|30 min|30 parsecs|90d|immediately|next sprint
    |soon|T-2h|T-0|T-2|T-0h|t-2h|2026-11-01|2026-13-01|2026-04-31|2026-1-1|first|after b|beside b|a@b.test|a@b|a b@c.test|'https://a.test/b'|'ftp://a.test'
    |'https:///x'|'https://a b'|procedures.a|procedures..a|Procedures|critical|Critical|internal|external|manual|deploy-day|deploy|technical
    |week|weekly|number|bn|pt-BR|English|'{{ params.x }}'|'{{ params.x }}/y'|'+880 2 5566 7788 ext. 4'|'+1-XXX'|TBD|[]|[a]|[a, a]
    |[A B]|[null]|[[a]]|{a: b}|{a: {b: c}}|{}|"a\u202eb"|"a\u00a0b"|"\u2003"
    """.strip().split("|")
] + ["x" * 201, "x" * 4001, "a" * 65]
# Values on which the schema and the reader differ, by kind, each with the reason why a schema cannot do better.
DIFFERENCES = {
    ("phone", "1.5"): "an editor sees the number 1.5, and all numbers of phones that it sees are whole and have three digits",
    ("phone", "99.9"): "the same",
    ("boolean", "'true'"): "an editor would offer quoted words",
    # No schema of draft-07 can say which regular expressions are valid, and JavaScript and Python do not agree on `\s`.
    **{("pattern", value): "only the reader compiles it" for value in ("'+880 2 5566 7788 ext. 4'", "'+1-XXX'")},
    **{("pattern", value): "a space is a regular expression" for value in ('"\\u2003"', "' '")},
}
HERE = "@"


def places() -> Iterator[tuple[EntityFacts, str, str]]:
    """Yield each kind of entity with a text in which `HERE` is the place of its fields, and the path of its file."""
    yield VARIANT_HEAD, f"variant: {{{HERE}}}", SHOP
    yield LAYER_HEAD, f"layer: {{{HERE}}}", BASE
    yield WAIVER, f"variant: {{waive: {{no-alert: {{{HERE}}}}}}}", SHOP
    waiting = [(spec, HERE) for spec in COLLECTIONS.values()]
    seen: set[str] = set()
    while waiting:
        spec, around = waiting.pop(0)
        record = spec.holds
        if record.name not in seen:
            seen.add(record.name)
            id = record.ids[0] if record.ids else "a"
            text = around.replace(HERE, f"{spec.key}: {{{id}: {{{HERE}}}}}")
            yield record, text, SHOP
            waiting += [(child, text) for child in record.children]


def differs(text: str, path: str = SHOP) -> bool:
    """Return whether either the reader or the schema refuses a file, but not both."""
    tree = tree_of(text + "\n", path)
    return bool(validate(tree)) != bool(list(schema_errors(as_editor_data(tree), SCHEMA)))


def fields() -> dict[str, tuple[FieldSpec, str, str]]:
    """Return one field of each kind and shape by its name, with a text in which `HERE` is its place, and the path of the file."""
    found: dict[object, tuple[str, FieldSpec, str, str]] = {}
    for record, around, path in places():
        for spec in record.keys.values():
            special = spec.key if spec.key in OVERLAY_FIELDS or spec.key == "internal" else ""
            found.setdefault((spec.kind, spec.shape, record is WAIVER, special), (f"{record.name}.{spec.key}", spec, around, path))
    return {name: (spec, around, path) for name, spec, around, path in found.values()}


@pytest.mark.parametrize("name", FIELDS := fields())
def test_every_value_that_the_reader_refuses_is_marked_and_no_other(name: str) -> None:
    """For a field of each kind and shape, the schema refuses the same values as the reader, except those in `DIFFERENCES`."""
    spec, around, path = FIELDS[name]
    others = (
        {"because": "why", "until": "2027-01-31"} if name.startswith(WAIVER.name) else {"because": "why"} if spec.key == "unset" else {}
    )
    before = "".join(f"{key}: {value}, " for key, value in others.items() if key != spec.key)
    found = {(spec.kind.name, value) for value in VALUES if differs(around.replace(HERE, f"{before}{spec.key}: {value}"), path)}
    assert found - DIFFERENCES.keys() == set()


MISTAKES = (
    "a: b",
    "contacts: x",
    "contacts:",
    "contacts: [dba]",
    "contacts: {dba: {titel: x, colour: y}}",
    "contacts: {D: {title: x}}",
    f"contacts: {{{'a' * 65}: {{title: x}}}}",
    "contacts: {dba: x}",
    "contacts: {dba: }",
    "contacts: {title: Lead}",
    "contacts: {title: {title: Lead}}",
    "contacts: {dba: {phone: 3}}",
    "contacts: {dba: {remove: x, place: first}}",
    "contacts: {dba: {remove: x, because: y}}",
    "contacts: {dba: {remove: }}",
    "contacts: {dba: {because: }}",
    "contacts: {dba: {unset: [phone]}}",
    "contacts: {dba: {unset: [title], because: x}}",
    "contacts: {dba: {unset: [titel], because: x}}",
    "contacts: {dba: {unset: phone, because: x}}",
    "contacts: {dba: {internal: true}}",
    "contacts: {dba: {internal: [title]}}",
    "checklists: {a: {because: x, unset: [items]}}",
    "checklists: {a: {items: {b: }}}",
    "checklists: {a: {items: {b: [x]}}}",
    "checklists: {a: {items: {text: B}}}",
    "checklists: {a: {items: {b: {waive: {no-change: {because: x}}}}}}",
    "slos: {a: {target: fast}}",
    "slos: {a: {waive: {no-alert: }}}",
    "slos: {a: {waive: {no-alert: later}}}",
    "slos: {a: {waive: {no-alert: {because: x, until: }}}}",
    "slos: {a: {waive: {no-alert: {until: 2027-01-31}}}}",
    "slos: {a: {waive: {no-alarm: {because: x, until: 2027-01-31}}}}",
    "slos: {a: {waive: {unknown-role: {because: x, until: 2027-01-31}}}}",
    "services: {a: {needs: null}}",
    "services: {a: {needs: [b, [c], null, B, b]}}",
    "variant: {because: x}",
    "variant: x",
    "variant: {reviewed: 2026-02-30}",
    "variant: {review-every: often}",
    "variant: {params: {x: null}}",
    "variant: {params: {x: [y]}}",
    "variant: {params: {X: y}}",
    "variant: {params: {x: '{{ params.y }}'}}",
    "phases: {deploy: {title: x}}",
    "phases: {prepare: {groups: {a: {at: T-0h}}}}",
)


@pytest.mark.parametrize("text", MISTAKES)
def test_every_mistake_of_shape_is_marked(text: str) -> None:
    """A mistake that the reader finds in a single file is marked as it is typed."""
    tree = tree_of(f"{text}\n")
    assert validate(tree)
    assert list(schema_errors(as_editor_data(tree), SCHEMA))


# Mistakes of a single file that a schema cannot express.
UNMARKED = {
    "contacts:\n  dba:\n    title: >-\n      x\n": "a schema sees values and not how they are written",
    "contacts: {dba: {because: x, unset: [phone], phone: 16263}}\n": "it would take a rule for each field of each kind of entity",
    "variant: {reviewed: 2027-02-29}\n": "a pattern cannot count leap years",
    "layer: {title: x}\n": "a schema does not know the folder of a file",
}


@pytest.mark.parametrize("text", UNMARKED)
def test_what_a_schema_cannot_express_is_named(text: str) -> None:
    tree = tree_of(text)
    assert validate(tree) or "layer" in tree.values
    assert not list(schema_errors(as_editor_data(tree), SCHEMA)), "the schema now marks it: move it to MISTAKES"


def test_every_reference_resolves_and_every_property_has_its_name_as_title_and_a_description() -> None:
    """Editors show the title and the description of what they point at; without its own title, they show that of the whole schema."""

    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            if "$ref" in schema:
                assert schema["$ref"].removeprefix("#/definitions/") in SCHEMA["definitions"]
            for name, each in schema.get("properties", {}).items():
                assert each.get("description"), f"{name} is not explained"
                assert each.get("title") == name
            for each in schema.values():
                walk(each)
        elif isinstance(schema, list):
            for each in schema:
                walk(each)

    walk(SCHEMA)
    titles = {name: shape.get("title") for name, shape in SCHEMA["definitions"].items() if name != "waivers"}
    assert titles["contact"] == "Contact"
    assert all(titles.values())
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_committed_schema_is_current() -> None:
    committed = (ROOT / "schema/runbook.schema.json").read_text("utf-8")
    assert committed == schema_text(), "run `make generated`"
    assert json.loads(committed) == SCHEMA
