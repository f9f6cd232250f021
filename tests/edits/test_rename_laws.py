"""Laws of renaming, for YAML in many layouts: only the id changes, and the rename can be undone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.checks.resolve import resolve
from generator.edits import workflow as editing
from generator.edits.rename import rename
from generator.model.addresses import is_within
from generator.model.field_facts import COLLECTIONS, EntityFacts
from generator.model.plain_data import ORDER, to_data
from generator.source.splices import CannotEdit
from tests.odd_yaml import Word, written

TEXTS = ("text", "because", "remove")
SYSTEM: dict[str, dict[str, Any]] = {
    "data/layers/base/base.yaml": {
        "phases": {
            "prepare": {"title": "Prepare", "groups": {"week": {"title": "A week before", "at": "T-7d"}}},
            "rollback": {"title": "Back"},
        },
        "checklists": {
            "database": {
                "phase": "prepare",
                "group": "week",
                "title": "Database",
                "role": "dba",
                "items": {
                    "pooling": "Pools are sized",
                    "backup": {"text": "A backup is there: today", "on-failure": "procedures.roll-back.steps.stop", "slo": "speed"},
                    "smoke": {
                        "text": "The journeys work",
                        "place": "after pooling",
                        "items": {"buy": "it's bought", "sell": "A thing is sold"},
                    },
                },
            }
        },
        "procedures": {
            "roll-back": {
                "phase": "rollback",
                "title": "Roll back",
                "steps": {
                    "assess": {"title": "Assess", "choices": {"bad": {"then": "stop", "within": "30 min"}}},
                    "stop": "Traffic has stopped",
                },
            }
        },
        "slos": {"speed": {"title": "Speed", "kind": "technical"}},
        "contacts": {"dba": {"title": "Database administrator", "name": None, "escalates-to": "lead"}, "lead": {"title": "Lead"}},
    },
    "data/layers/web/web.yaml": {
        "layer": {"extends": ["base"]},
        "checklists": {
            "database": {
                "items": {"pooling": {"because": "it's PgBouncer", "text": "PgBouncer pools are sized"}, "replicas": "Replicas run"}
            },
            "web": {
                "phase": "prepare",
                "title": "Web",
                "items": {"cdn": {"text": "A CDN serves", "aliases": ["edge"], "role": "lead"}},
            },
        },
    },
    "data/variants/shop/variant.yaml": {
        "variant": {"title": "Shop", "extends": ["web"], "owner": "dba"},
        "triggers": {"slow": {"text": "Too slow", "slo": "speed", "when": "over 2 s"}},
    },
    "data/variants/shop/more.yaml": {
        "checklists": {
            "database": {"items": {"smoke": {"items": {"buy": {"remove": "nothing is sold"}}}, "backup": {"place": "before pooling"}}},
            "own": {
                "phase": "prepare",
                "group": "week",
                "title": "Own",
                "items": {"a": "One", "b": {"text": "Two", "place": "before a"}},
            },
        },
        "services": {"db": {"title": "Database", "contact": "dba"}, "app": {"title": "App", "needs": ["db"]}},
    },
    "data/variants/forum/variant.yaml": {
        "variant": {"title": "Forum", "extends": ["base"], "owner": "lead"},
        "checklists": {"own": {"phase": "prepare", "title": "Own", "items": {"a": {"text": "Another", "role": "dba"}}}},
    },
}


def mark_single_lines(value: Any, key: str = "", holder: str = "") -> Any:
    """Mark all values that must be on one line as `Word`: all except texts."""
    if isinstance(value, dict):
        return {name: mark_single_lines(below, name, key) for name, below in value.items()}
    if isinstance(value, list):
        return [mark_single_lines(below) for below in value]
    return value if value is None or key in TEXTS or holder in ("items", "steps") else Word(value)


@st.composite
def projects(draw: st.DrawFn) -> dict[str, bytes]:
    return {path: draw(written(mark_single_lines(values))) for path, values in SYSTEM.items()}


def addresses_in(record: EntityFacts, entries: Mapping[str, Any], prefix: str) -> list[str]:
    found = []
    for id, entry in entries.items():
        if not record.ids:
            found.append(f"{prefix}.{id}")
        for spec in record.children:
            assert spec.record is not None
            found += addresses_in(spec.record, entry.get(spec.key, {}) if isinstance(entry, Mapping) else {}, f"{prefix}.{id}.{spec.key}")
    return found


def all_addresses() -> list[str]:
    found = [
        address
        for values in SYSTEM.values()
        for name, spec in COLLECTIONS.items()
        if name in values and spec.record is not None
        for address in addresses_in(spec.record, values[name], name)
    ]
    return list(dict.fromkeys(found))


ADDRESSES = all_addresses()


def data_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the entities of each variant. The order of the page follows from them."""
    outcome = resolve(files)
    assert [problem for problem in outcome.diagnostics if problem.severity == "error"] == []
    plain = ((name, to_data(variant)) for name, variant in outcome.variants.items())
    return {name: {key: entries for key, entries in data.items() if key != ORDER} for name, data in plain}


def renamed_entity(record: EntityFacts | None, value: Any, address: str, old: str, new: str) -> Any:
    """Return the data of a variant after a rename. `value` is the part of the data at an address."""
    if record is None or not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for key, field in value.items():
        spec = record.fields.get(key)
        if key in ("origin", "aliases"):
            continue
        if spec is not None and spec.shape == "entities":
            made[key] = renamed_entities(spec.record, field, f"{address}.{key}", value, old, new)
        elif spec is not None and spec.reference:
            made[key] = (
                [renamed_reference(spec.reference, name, address, value, old, new) for name in field]
                if isinstance(field, list)
                else renamed_reference(spec.reference, field, address, value, old, new)
            )
        else:
            made[key] = field
    return made


def renamed_entities(
    record: EntityFacts | None, entries: dict[str, Any], collection: str, holder: Any, old: str, new: str
) -> dict[str, Any]:
    last = new.rpartition(".")[2]
    return {
        (last if f"{collection}.{id}" == old else id): renamed_entity(record, entry, f"{collection}.{id}", old, new)
        for id, entry in entries.items()
    }


def renamed_reference(to: str, name: str, address: str, entry: dict[str, Any], old: str, new: str) -> str:
    if to == "address":
        return new + name[len(old) :] if is_within(name, old) else name
    where = {"groups": f"phases.{entry.get('phase')}.groups", "steps": ".".join(address.split(".")[:2]) + ".steps"}.get(to, to)
    return new.rpartition(".")[2] if f"{where}.{name}" == old else name


def expected_data(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    made = {}
    for name, value in data.items():
        if name == "variant":
            made[name] = {
                key: renamed_reference("contacts", field, "", {}, old, new) if key == "owner" else field
                for key, field in value.items()
                if key != "origin"
            }
        else:
            made[name] = renamed_entities(COLLECTIONS[name].record, value, name, None, old, new)
    return made


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    one, other = before.decode().split("\n"), after.decode().split("\n")
    removed, added = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += one[a:b]
            added += other[c:d]
    return removed, added


def without_blanks_and_alias(text: str, alias: str) -> str:
    """Return a text without white space, and without an alias that the rename may have added."""
    return re.sub(rf",?aliases:\[{alias}\]|,{alias}(?=[],])", "", re.sub(r"\s+", "", text))


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=list(HealthCheck), phases=(Phase.reuse, Phase.generate))
@given(projects(), st.sampled_from(ADDRESSES), st.booleans())
def test_a_rename_changes_only_the_id_and_can_be_undone(files: dict[str, bytes], old: str, alias: bool) -> None:
    before = data_of(files)
    new = f"{old.rpartition('.')[0]}.brand-new"
    try:
        *_, changed = rename(files, old, "brand-new", everywhere=True, alias=alias)
    except CannotEdit as fault:
        assert "there is a comment between" in str(fault) or "several lines" in str(fault)  # noqa: PT017 - a refusal is allowed, with these reasons
        return
    assert editing.introduced(files, changed) == ()
    after = {**files, **changed}
    assert {name: expected_data(data, "", "") for name, data in data_of(after).items()} == {
        name: expected_data(data, old, new) for name, data in before.items()
    }
    assert [list(data) for data in data_of(after).values()] == [list(data) for data in before.values()]
    id = old.rpartition(".")[2]
    for path, data in changed.items():
        removed, added = changed_lines(files[path], data)
        text = without_blanks_and_alias("".join(added).replace("brand-new", id), id)
        for line in removed:
            # A changed line contains the id, receives the alias, or is part of a text of several lines that moved with its key.
            assert id in line or without_blanks_and_alias(line, id) in text
    *_, back = rename(after, new, id, everywhere=True, alias=alias)
    if alias:
        final = data_of({**after, **back})
        assert {name: expected_data(data, "", "") for name, data in final.items()} == {
            name: expected_data(data, "", "") for name, data in before.items()
        }
        *_, again = rename({**after, **back}, old, "brand-new", everywhere=True)
        assert {**after, **back, **again} == after
    else:
        assert {**after, **back} == files
