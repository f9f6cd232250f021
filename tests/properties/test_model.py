"""Laws for any runbook that the model allows: it is valid, survives conversion to plain data, and loses only internal content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import example, given, settings
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from generator.checks.resolve import SHARED, all_findings, resolve
from generator.diff.compare import compare
from generator.model.editor_schema import editor_schema
from generator.model.entities import is_public
from generator.model.field_facts import record_of
from generator.model.field_marks import FieldMark
from generator.model.plain_data import ORDER, from_data, to_data
from generator.model.variant import Variant, entities
from generator.redaction.redact import redact
from tests.model_strategies import Data, runbooks
from tests.properties.layer_systems import one_file

PATH = "data/variants/shop/variant.yaml"
SCHEMA = Draft7Validator(editor_schema())
some = settings(max_examples=40)
# Contacts whose delay would remain alone in a public build.
DELAYS = {
    "lead": {"title": "Lead", "name": "team", "escalates-to": "dba", "escalates-after": "15 min"},
    "dba": {"title": "Database", "name": "team", "visibility": "internal", "escalates-to": "cto", "escalates-after": "1 h"},
    "cto": {"title": "Director", "name": "team", "internal": ["escalates-to"], "escalates-to": "vendor", "escalates-after": "2 h"},
    "vendor": {"title": "Vendor", "channel": "portal"},
}


def files_of(data: Mapping[str, Any]) -> dict[str, bytes]:
    return {PATH: one_file(data).encode()}


def variant_of(data: Mapping[str, Any]) -> Variant:
    outcome = resolve(files_of(data))
    assert outcome.diagnostics == ()
    return outcome.variants["shop"]


@some
@given(runbooks())
@example({"variant": {"title": "Shop"}, "contacts": DELAYS})
def test_a_runbook_is_valid_survives_conversion_and_loses_only_internal_content(data: Data) -> None:
    """One test of three laws, because drawing and resolving a runbook takes most of the time."""
    variant = variant_of(data)
    check_valid(data)
    check_converted(variant)
    check_redacted(variant)


def check_valid(data: Data) -> None:
    """The check, editors and the lint rules accept the runbook."""
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    found = all_findings(files_of(data), frozenset((SHARED, "shop")))
    errors = [problem for several in found.values() for problem in several if problem.severity == "error"]
    # A release needs more than a valid runbook: somebody to call, and a way back.
    assert [problem for problem in errors if problem.code not in ("no-way-back", "nobody-to-call")] == []


def check_converted(variant: Variant) -> None:
    """Plain data become the same runbook, and do not differ from themselves."""
    plain = json.loads(json.dumps(to_data(variant)))
    assert from_data("shop", plain).runbook == variant.runbook
    assert not compare({"shop": plain}, {"shop": plain})


@some
@given(runbooks(), runbooks())
def test_additions_and_removals_are_reported(old: Data, new: Data) -> None:
    before, after = variant_of(old), variant_of(new)
    found = [one for shop in compare({"shop": to_data(before)}, {"shop": to_data(after)}).variants for one in shop.differences]
    was, now = dict(entities(before.runbook)).keys(), dict(entities(after.runbook)).keys()
    assert {one.address for one in found if one.kind == "added"} == now - was
    assert {one.address for one in found if one.kind == "removed"} == was - now


def check_redacted(variant: Variant) -> None:
    """A redacted runbook is valid and contains nothing internal."""
    for seen in redact({"shop": variant}).values():
        whole = dict(entities(variant.runbook))
        for address, entity in entities(seen.runbook):
            record = record_of(type(entity))
            hidden = {record.fields[key].attribute for key in whole[address].internal}
            hidden |= {spec.attribute for mark in (FieldMark.PERSONAL, FieldMark.INWARD) for spec in record.marked[mark]}
            assert is_public(whole[address].visibility)
            assert not any(getattr(entity, name) for name in hidden)
        public = {key: value for key, value in to_data(seen).items() if key != ORDER}  # the order follows from the entries
        # If nobody wrote the phase, its title comes from the default for deployment day.
        problems = [one for one in resolve(files_of(public)).diagnostics if one.code != "unknown-phase"]
        assert problems == []
