"""Addresses and aliases of entities."""

from __future__ import annotations

import pytest

from generator.model.addresses import addresses_like, alias_address, closest_address, earlier_addresses, field_at, full_address, is_within


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("database/pooling", "checklists.database.items.pooling"),
        ("database/pooling/size", "checklists.database.items.pooling.items.size"),
        ("roll-back/assess", "procedures.roll-back.steps.assess"),
        ("roll-back/assess/look", "procedures.roll-back.steps.assess.items.look"),
        ("both/one", "checklists.both.items.one"),
        ("contacts.dba", "contacts.dba"),
        ("dba", "dba"),
    ],
)
def test_a_short_form_is_expanded_to_an_address(short: str, full: str) -> None:
    assert full_address(short, procedures={"roll-back", "both"}, checklists={"database", "both"}) == full


@pytest.mark.parametrize(
    ("collection", "record"),
    [
        ("contacts", "Contact"),
        ("phases.prepare.groups", "Group"),
        ("procedures.x.steps.y.choices", "Choice"),
        ("checklists.x.items.y.items", "Item"),
    ],
)
def test_an_address_has_the_record_of_its_entity(collection: str, record: str) -> None:
    spec = field_at(collection)
    assert spec is not None
    assert spec.record is not None
    assert spec.record.name == record


@pytest.mark.parametrize("collection", ["", "contact", "contacts.dba", "checklists.x.title", "checklists.x.steps", "variant"])
def test_fields_without_entities_have_no_address(collection: str) -> None:
    assert field_at(collection) is None


def test_an_alias_is_an_id_in_the_same_collection_or_a_full_address() -> None:
    assert alias_address("checklists.database.items.pools", "pooling") == "checklists.database.items.pooling"
    assert alias_address("checklists.database.items.pools", "checklists.old.items.pools") == "checklists.old.items.pools"


def test_former_addresses_follow_from_the_aliases_of_an_entity_and_its_parents() -> None:
    aliases = {"checklists.a": ("b",), "checklists.a.items.x": ("y", "checklists.c.items.z")}
    assert earlier_addresses("checklists.a", lambda address: aliases.get(address, ())) == ("checklists.b",)
    assert earlier_addresses("checklists.a.items.x", lambda address: aliases.get(address, ())) == (
        "checklists.b.items.x",
        "checklists.a.items.y",
        "checklists.b.items.y",
        "checklists.c.items.z",
    )
    assert earlier_addresses("checklists.a.items.x.items.k", lambda address: aliases.get(address, ()))[0] == "checklists.b.items.x.items.k"
    assert earlier_addresses("contacts.dba", lambda _: ()) == ()


def test_the_blanks_of_phases_were_under_record() -> None:
    """Version 0.1.0 had them under `record`, so links of its sites lead to `record.ID`."""
    assert earlier_addresses("phases.prepare.blanks.tag", lambda _: ()) == ("record.tag",)
    aliases = {"phases.prepare.blanks.tag": ["version"]}
    found = earlier_addresses("phases.prepare.blanks.tag", lambda address: aliases.get(address, ()))
    assert found == ("phases.prepare.blanks.version", "record.tag", "record.version")
    assert earlier_addresses("phases.prepare.groups.early", lambda _: ()) == ()
    assert earlier_addresses("checklists.a.items.b.blanks.tag", lambda _: ()) == ()


def test_an_address_is_within_an_entity_only_if_a_whole_part_matches() -> None:
    assert is_within("checklists.a.items.b", "checklists.a")
    assert is_within("checklists.a", "checklists.a")
    assert not is_within("checklists.ab", "checklists.a")


TESTS = "checklists.code.items.tests"
KNOWN = ("contacts.dba", "services.dba-proxy", TESTS, f"{TESTS}.items.unit", "procedures.a.steps.unit")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("dba", ["contacts.dba"]),
        ("DBA", ["contacts.dba"]),
        ("unit", ["checklists.code.items.tests.items.unit", "procedures.a.steps.unit"]),
        ("tests/unit", ["checklists.code.items.tests.items.unit"]),
        ("steps.unit", ["procedures.a.steps.unit"]),
        ("code/unit", ["checklists.code.items.tests.items.unit"]),  # the list of a nested item
        ("#contacts.dba", ["contacts.dba"]),
        ("unit/tests", []),
        ("code", []),
        ("items", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_part_of_an_address_may_mean_the_addresses_that_end_with_it(written: str, found: list[str]) -> None:
    assert list(addresses_like(written, KNOWN)) == found


def test_a_misspelled_id_has_the_closest_address() -> None:
    assert closest_address("test", KNOWN) == "checklists.code.items.tests"
    assert closest_address("nothing", KNOWN) == ""
