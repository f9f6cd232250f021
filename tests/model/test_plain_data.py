"""The plain data of merged variants, for other programs, and back to typed variants."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.checks.resolve import resolve
from generator.model.entities import Entity
from generator.model.plain_data import NOWHERE, UnknownFormat, data_digest, from_data, to_data, to_json
from generator.model.variant import Variant, entities
from generator.project.project_files import read_data
from tests.sheet_sample import FILE, overridden, sample_data, sample_variant
from tests.site_sample import outcome

SHIPPED = resolve(read_data(Path(__file__).resolve().parents[2]).files)


def at(tree: Any, address: str) -> Any:
    for part in address.split("."):
        tree = tree[part]
    return tree


def own_fields(entity: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that only entities of this kind have."""
    return {key: value for key, value in entity.items() if key not in (*Entity.model_fields, "origin")}


def test_every_address_leads_to_its_entity_with_its_origin() -> None:
    variant = sample_variant()
    data = json.loads(to_json({"shop": variant}))["variants"]["shop"]
    for address, _ in entities(variant.runbook):
        trace = variant.traces[address]
        line = trace.origin.line
        assert at(data, address)["origin"] == {"file": FILE, "line": line, "last-line": line, "layer": "shop", "state": "added"}


def test_keys_are_as_in_yaml_and_values_as_people_write_them() -> None:
    data = to_data(sample_variant())
    assert own_fields(data["procedures"]["respond"]["steps"]["contain"]["choices"]["closed"]) == {"text": "go on"}
    assert own_fields(data["procedures"]["roll-back"]["steps"]["assess"]["choices"]["critical"]) == {
        "then": "restore",
        "within": "immediately",
    }
    trigger = data["triggers"]["error-rate"]
    assert {key: trigger[key] for key in ("when", "for", "mode")} == {"when": "over 5%", "for": "5 min", "mode": "manual"}
    assert data["slos"]["latency"]["percentile"] == 95
    assert data["variant"]["reviewed"] == "2026-11-01"
    assert data["variant"]["review-every"] == "90 days"
    assert data["variant"]["params"] == {"api": "https://api.shop.tld", "till": "https://till.shop.tld"}
    assert data["phases"]["prepare"]["groups"]["week-before"]["at"] == "T-7d"
    assert data["checklists"]["database"]["items"]["pooling"]["if"] == "the pool is `PgBouncer`"
    assert data["checklists"]["cut-over"]["items"]["migrate"]["on-failure"] == "procedures.roll-back"
    assert data["services"]["queue"]["needs"] == ["database"]
    dba = data["contacts"]["dba"]
    assert (dba["aliases"], dba["visibility"], dba["internal"]) == (["db-admin"], "internal", ["group"])
    assert dba["waive"] == {"secret": {"because": "the key opens nothing", "until": "2027-02-28"}}


def test_numbers_are_written_as_people_write_them() -> None:
    files = {
        "data/variants/own/own.yaml": b"""\
variant: {title: Own}
slos:
  whole: {title: Whole, kind: technical, percentile: 95, target: under 200 ms}
  parted: {title: Parted, kind: technical, percentile: 99.9, target: under 2 s}
notes: {issues: {label: Issues, lines: 2}}
"""
    }
    written = to_json(resolve(files).variants)
    assert re.findall(r'"(percentile|lines)": ([^,}]+)', written) == [("percentile", "95"), ("percentile", "99.9"), ("lines", "2")]


def test_every_field_of_the_model_is_exported() -> None:
    """Every key of the input is in the output at the same address."""

    def compare(given: Any, got: Any) -> None:
        if isinstance(given, dict):
            for key, value in given.items():
                compare(value, got[key])

    compare(sample_data(), to_data(sample_variant()))


def test_unset_fields_are_left_out_except_ways_to_reach_a_contact_that_are_null() -> None:
    """A way to reach a contact that is null stays null when it is read again; one that is absent stays absent."""
    given = sample_data()
    given["contacts"]["dba"] |= {"name": None, "email": None}
    data = to_data(sample_variant(given))
    assert set(data["checklists"]["code"]["items"]["tests"]) == {"text", "run", "syntax", "origin"}
    dba = data["contacts"]["dba"]
    assert (dba["name"], dba["email"], {"phone", "channel", "hours"} & set(dba)) == (None, None, set())
    again = from_data("shop", data).runbook.contacts["dba"]
    assert {"name", "phone", "email", "channel"} & again.model_fields_set == {"name", "email"}


def test_an_origin_lists_the_changes_and_their_reasons() -> None:
    variant = sample_variant()
    address = "checklists.database.items.pooling"
    changed = Variant(variant.id, variant.runbook, variant.layers, variant.traces | {address: overridden(variant.traces[address])})
    origin = at(to_data(changed), address)["origin"]
    assert origin == {
        "file": FILE,
        "line": 40,
        "last-line": 42,
        "layer": "base",
        "state": "overridden",
        "because": "the pool is PgBouncer",
        "changes": [
            {
                "field": "text",
                "old": "Pools exist",
                "new": "Pools are sized",
                "layer": "shop",
                "because": "the pool is PgBouncer",
                "file": FILE,
                "line": 40,
                "last-line": 42,
            }
        ],
    }


def test_an_entity_without_a_trace_has_no_origin() -> None:
    variant = sample_variant()
    assert "origin" not in to_data(Variant(variant.id, variant.runbook, variant.layers))["triggers"]["intrusion"]


def test_the_bytes_are_the_same_each_time_and_people_can_read_them() -> None:
    data = sample_data()
    data["triggers"]["intrusion"]["text"] = "কেউ ঢুকেছে"
    text = to_json({"shop": sample_variant(data)})
    assert text == to_json({"shop": sample_variant(data)})
    assert "কেউ ঢুকেছে" in text
    assert text.endswith("\n}\n")
    assert json.loads(text)["format"] == 2
    assert '\n    "disk-full": {"text": "The disk is full", ' in text


def test_the_digest_of_data_is_the_one_that_other_programs_print() -> None:
    """The figure is what `jq -cS '.variants["shop"]' | sha256sum` printed for this text."""
    head = '{"variant": {"title": "Dépôt “মোনা” 😀 <b>&", "bool": true, "nothing": null, "n": 7, "half": 0.5}, '
    data = json.loads(head + r'"checklists": {"z": {"text": "a\"b\\c/d\n\t"}, "a": {}, "B": []}}')
    assert data_digest(data) == "sha256:f6f62e328bae877a2d35440d831a69219980adeec979d0855b7fea579bf083e1"


def test_no_variants_are_an_empty_export() -> None:
    assert json.loads(to_json({})) == {"format": 2, "variants": {}}


def through_json(variant: Variant, layers: dict[str, str]) -> Variant:
    return from_data(variant.id, json.loads(to_json({variant.id: variant}, layers))["variants"][variant.id])


@pytest.mark.parametrize("variant", [*outcome().variants.values(), *SHIPPED.variants.values()], ids=lambda variant: variant.id)
def test_exported_data_are_restored(variant: Variant) -> None:
    again = through_json(variant, {})
    assert again.runbook == variant.runbook
    assert (again.id, again.layers) == (variant.id, variant.layers)
    assert set(again.traces) == set(variant.traces)
    for address, trace in variant.traces.items():
        back = again.traces[address]
        assert (back.state, back.layer, back.because, back.filled) == (trace.state, trace.layer, trace.because, trace.filled), address
        assert [(one.field, one.old, one.new, one.layer) for one in back.changes] == [
            (one.field, one.old, one.new, one.layer) for one in trace.changes
        ]


def test_every_field_of_the_model_is_restored() -> None:
    assert through_json(sample_variant(), {}).runbook == sample_variant().runbook


def test_positions_are_not_restored() -> None:
    assert {trace.origin for trace in through_json(outcome().variants["shop"], {}).traces.values()} == {NOWHERE}


def test_exporting_again_gives_the_same_data_except_positions() -> None:
    def without_positions(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: without_positions(value) for key, value in data.items() if key not in ("file", "line", "last-line")}
        return [without_positions(one) for one in data] if isinstance(data, list) else data

    layers = {"base": "Every system"}
    variant = outcome().variants["shop"]
    assert without_positions(to_data(through_json(variant, layers), layers)) == without_positions(to_data(variant, layers))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"variant": {}},
        {"variant": {"title": "Shop", "colour": "red"}},
        {"variant": {"title": "Shop"}, "oddities": {}},
        {"variant": {"title": "Shop"}, "slos": {"a": {"title": "A"}}},
        {"variant": {"title": "Shop"}, "slos": {"a": {"title": "A", "kind": "odd"}}},
        {"variant": {"title": "Shop"}, "slos": {"a": {"title": "A", "kind": "technical", "target": "soon"}}},
        {"variant": {"title": "Shop"}, "slos": {"a": "text"}},
        {"variant": {"title": "Shop", "origin": {"removed": {"slos.a": {}}}}},
    ],
)
def test_data_of_another_shape_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(UnknownFormat, match="variant `shop`: "):
        from_data("shop", data)


def test_the_order_of_the_page_is_by_phase_and_group() -> None:
    """What is in a group is listed by the group; the group itself is listed by its phase."""
    order = to_data(sample_variant())["order"]
    assert order["phases.prepare"][0] == "phases.prepare.groups.week-before"
    assert order["phases.prepare.groups.week-before"] == ["passages.signs", "checklists.database"]
    assert order["phases.rollback"] == ["sign-offs.commander", "procedures.roll-back"]
