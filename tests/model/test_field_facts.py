"""The table of all fields of the model."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest

from generator.model import entities as model
from generator.model.data_model import yaml_key
from generator.model.field_facts import (
    COLLECTIONS,
    ENTRIES,
    HOLDERS,
    LAYER_HEAD,
    NAMING_KEYS,
    OVERLAY_FIELDS,
    PLACE,
    RECORDS,
    VARIANT_HEAD,
    WAIVER,
    EntityFacts,
    record_of,
)
from generator.model.field_marks import Reference
from generator.model.field_references import RoleRef
from generator.model.scalar_kinds import ID_KIND, Boolean, Line, ShellCommand, Text

ITEM = record_of(model.Item)
FIELDS = [(record, spec) for record in RECORDS for spec in record.fields.values()]


def test_collections_are_those_of_the_model_in_its_order() -> None:
    assert list(COLLECTIONS) == [yaml_key(name) for name in model.Runbook.model_fields if name not in ("variant", "page_order")]
    assert all(spec.shape == "entities" for spec in COLLECTIONS.values())


def test_items_contain_items() -> None:
    assert ITEM.fields["items"].record is ITEM
    assert record_of(model.Step).fields["items"].record is ITEM
    assert record_of(model.Item) is ITEM


def test_items_and_steps_share_their_fields_in_one_order() -> None:
    shared = list(record_of(model.Task).fields)
    assert shared[4:7] == ["text", "details", "role"]
    assert list(ITEM.fields) == [*shared, "cells", "items"]
    assert list(record_of(model.Step).fields) == [*shared[:4], "title", *shared[4:], "items"]


def test_keys_are_those_of_yaml() -> None:
    assert {"if", "on-failure", "aliases"} <= ITEM.fields.keys()
    assert ITEM.fields["if"].attribute == "if_"


DEFAULTS = [(record, spec) for record in RECORDS for spec in record.fields.values() if spec.default is not None]


def test_a_default_is_a_value_of_its_field_and_never_redacted() -> None:
    assert {(record.name, spec.key): spec.default for record, spec in DEFAULTS} == {
        **dict.fromkeys(((name, "phase") for name in ("SignOff", "Announcement", "Note")), "deploy-day"),
        ("Trigger", "phase"): "rollback",
        ("Blank", "kind"): "text",
        ("Column", "kind"): "text",
        ("Note", "lines"): 3,
    }
    for record, spec in DEFAULTS:
        assert spec.kind.parse(str(spec.default)) == spec.default
        assert spec.key not in record.redactable


class Sample(model.Entity):
    """An entity with a field of each kind, without annotations about how they are shown."""

    text: Text
    line: Line
    ref: Annotated[str, ID_KIND, Reference("severities")] | None = None
    run: ShellCommand
    yes: Boolean
    mode: Literal["automatic", "manual"]
    role: RoleRef


def test_a_field_is_shown_by_its_kind_unless_it_is_marked() -> None:
    shown = {key: (spec.shown.how, spec.shown.key) for key, spec in record_of(Sample).fields.items()}
    assert {key: shown[key] for key in ("text", "line", "ref", "run", "yes", "mode")} == {
        **{key: ("fact", key) for key in ("text", "line", "ref")},
        "run": ("command", "run"),
        "yes": ("flag", "yes"),
        "mode": ("choice", "mode"),
    }
    assert (shown["role"], shown["visibility"]) == (("fact", "by"), ("hidden", "visibility"))


def test_a_field_that_is_not_shown_has_a_reason() -> None:
    for record, spec in FIELDS:
        assert (spec.shown.how == "hidden") == bool(spec.shown.why), f"{record.name}.{spec.key}"


def test_the_name_fields_of_an_entity_are_known() -> None:
    assert NAMING_KEYS == ("title", "label", "text")
    names = {record.name: [spec.key for spec in record.naming] for record in RECORDS}
    assert (names["Item"], names["Blank"]) == (["text"], ["label"])
    assert names["Severity"] == ["title", "text", "label"]


def test_messages_have_a_noun_for_each_entity() -> None:
    called = {record.name: (record.noun, record.reference_noun) for record in RECORDS}
    assert [called[name] for name in ("SignOff", "VariantHead")] == [("sign-off", "sign-off"), ("variant", "variant")]
    assert [called[name] for name in ("Slo", "Contact")] == [("target", "slo"), ("contact", "role")]


def test_every_field_has_a_description() -> None:
    for record, spec in FIELDS:
        name = f"{record.name}.{spec.key}"
        assert spec.description.endswith("."), f"describe {name} in a sentence"
        holds_records = spec.shape in ("entities", "waivers")
        assert (spec.record is not None) == holds_records, name
        # No reference leads to the choices of a blank, or to the links of an entry.
        assert spec.shape != "entities" or spec.key in ("choices", "links") or HOLDERS[spec.key] is spec.record, name
        assert (spec.kind is ENTRIES) == holds_records, name


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_no_field_has_the_name_of_a_merge_key(record: EntityFacts) -> None:
    # A waiver is not merged; its `because` is an ordinary field.
    assert record is WAIVER or not record.fields.keys() & OVERLAY_FIELDS.keys()
    assert record.summary.endswith(".")


def test_heads_do_not_merge() -> None:
    for head in (VARIANT_HEAD, LAYER_HEAD):
        assert head.keys.keys() == head.fields.keys()
    assert ITEM.keys.keys() == ITEM.fields.keys() | OVERLAY_FIELDS.keys()


def test_a_bare_text_sets_the_text_of_most_entries_the_label_of_blanks_and_the_url_of_links() -> None:
    short = {record.name: record.model.shorthand for record in RECORDS if record.model.shorthand}
    assert short == {
        **dict.fromkeys(("Item", "Step", "Choice", "ColumnText", "KnownFact"), "text"),
        **dict.fromkeys(("Blank", "Column", "Option"), "label"),
        **dict.fromkeys(("WebLink", "LinkOfEntry"), "url"),
    }


def test_phases_are_a_closed_set() -> None:
    assert record_of(model.Phase).ids == ("prepare", "deploy-day", "follow-up", "operate", "rollback", "incident")
    assert [record.name for record in RECORDS if record.ids] == ["Phase", "Waiver"]


def test_lists_that_are_united_in_a_merge() -> None:
    assert {spec.key for record in RECORDS for spec in record.fields.values() if spec.unites} == {"aliases", "needs", "internal", "waive"}


@pytest.mark.parametrize(("text", "place"), [("first", "first"), ("after  a-b", "after a-b"), (" before x1 ", "before x1")])
def test_a_position_has_a_normal_form(text: str, place: str) -> None:
    assert PLACE.parse(text) == place


@pytest.mark.parametrize("text", ["", "after", "after A", "before a b", "after -a", "firstly", "top"])
def test_an_invalid_position_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected `first`, `last`, `after ID` or `before ID`"):
        PLACE.parse(text)


def test_redactable_fields_of_an_entry_are_known() -> None:
    note, item = record_of(model.Note), record_of(model.Item)
    assert note.redactable == ("aliases",)
    assert "run" in item.redactable
    assert "items" in item.redactable
    assert not {"text", "visibility", "internal"} & set(item.redactable)
    assert "summary" in record_of(model.VariantHead).redactable
    assert not {"language", "extends"} & set(record_of(model.VariantHead).redactable)
