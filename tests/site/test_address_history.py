"""The addresses in plain data, and the removed addresses of earlier releases."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.differences import GoneAddress, PreviousRelease
from generator.site.address_history import entities_of_release, gone_after, read_former, read_gone

SHOP: dict[str, Any] = {
    "variant": {"title": "Shop"},
    "phases": {
        "prepare": {"title": "Prepare", "blanks": {"version": {"label": "Version"}}, "groups": {"day-before": {"title": "The day before"}}}
    },
    "checklists": {
        "database": {
            "title": "Database",
            "aliases": ["db"],
            "items": {"pooling": {"text": "The pool is `PgBouncer`", "aliases": ["pool"], "items": {"size": {"text": "Its size fits"}}}},
        }
    },
    "procedures": {"back": {"steps": {"decide": {"title": "Decide", "choices": {"go": {"text": "go on"}}}}}},
}
BEFORE = PreviousRelease("1", {"shop": SHOP})
POOLING = "checklists.database.items.pooling"


def test_every_entity_has_its_addresses_and_its_title() -> None:
    known = {one.address: one for one in entities_of_release(BEFORE, "shop")}
    assert {address: one.title for address, one in known.items()} == {
        "phases.prepare": "Prepare",
        "phases.prepare.groups.day-before": "The day before",
        "checklists.database": "Database",
        POOLING: "The pool is PgBouncer",
        f"{POOLING}.items.size": "Its size fits",
        "procedures.back": "back",
        "procedures.back.steps.decide": "Decide",
        "procedures.back.steps.decide.choices.go": "go on",
        "phases.prepare.blanks.version": "Version",
    }
    assert known[POOLING].former == ("checklists.db.items.pooling", "checklists.database.items.pool", "checklists.db.items.pool")
    assert len(known[f"{POOLING}.items.size"].former) == 3


def gone(present: set[str], removed: dict[str, str], before: dict[str, GoneAddress] | None = None) -> dict[str, GoneAddress]:
    return gone_after(PreviousRelease("1", {"shop": SHOP}, {"shop": before or {}}), "shop", present, removed, "2")


def everything() -> set[str]:
    return {address for one in entities_of_release(BEFORE, "shop") for address in (one.address, *one.former)}


def test_a_present_entity_is_not_listed_as_removed() -> None:
    assert gone(everything(), {}) == {}


def test_a_removed_entity_its_children_and_former_addresses_have_the_reason_of_the_removal() -> None:
    left = {address for address in everything() if "pool" not in address}
    found = gone(left, {POOLING: "one `instance` by [design](https://x.example)"})
    assert set(found) == everything() - left
    assert found[POOLING] == GoneAddress("2", "The pool is PgBouncer", "one instance by design")
    assert found["checklists.db.items.pool.items.size"] == GoneAddress("2", "Its size fits", "one instance by design")


def test_an_entity_deleted_from_the_data_has_no_reason() -> None:
    assert gone(everything() - {"phases.prepare.blanks.version"}, {POOLING: "why"}) == {
        "phases.prepare.blanks.version": GoneAddress("2", "Version")
    }


def test_removed_addresses_keep_their_first_release_until_they_exist_again() -> None:
    older = {"checklists.old": GoneAddress("1", "Old", "done"), "checklists.again": GoneAddress("1", "Again")}
    assert gone(everything() | {"checklists.again"}, {}, older) == {"checklists.old": GoneAddress("1", "Old", "done")}


def test_a_former_address_stays_known_after_its_alias_is_deleted() -> None:
    before = PreviousRelease(
        "1", {"shop": SHOP}, former={"shop": {"checklists.older": "checklists.database", "checklists.lost": "checklists.none"}}
    )
    (database,) = (one for one in entities_of_release(before, "shop") if one.address == "checklists.database")
    assert database.former == ("checklists.db", "checklists.older")
    assert gone_after(before, "shop", everything() - {"checklists.database"}, {}, "2") == {
        address: GoneAddress("2", "Database") for address in ("checklists.database", "checklists.older")
    }


def test_a_new_variant_has_no_removed_addresses() -> None:
    assert gone_after(PreviousRelease("1", {}), "shop", set(), {}, "2") == {}


def test_removed_addresses_are_read_from_a_file() -> None:
    entry = {"release": "2", "title": "Pool", "because": "why"}
    assert read_gone({"gone": {POOLING: entry}}) == {POOLING: GoneAddress("2", "Pool", "why")}
    assert read_gone({"gone": {POOLING: {"release": "2", "title": "Pool"}}}) == {POOLING: GoneAddress("2", "Pool")}


@pytest.mark.parametrize(
    "data",
    [
        None, [], {}, {"gone": []}, {"gone": {POOLING: None}}, {"gone": {POOLING: {"title": "x"}}}, {"gone": {POOLING: {"release": "2"}}},
        {"gone": {POOLING: {"release": 2, "title": "x"}}}, {"gone": {POOLING: {"release": "2", "title": "x", "because": 1}}},
        {"gone": {"<script>": {"release": "2", "title": "x"}}}, {"gone": {"a." * 400 + "a": {"release": "2", "title": "x"}}},
    ],
)  # fmt: skip
def test_invalid_entries_of_a_file_are_left_out(data: object) -> None:
    assert read_gone(data) == {}


@pytest.mark.parametrize(
    ("data", "former"),
    [
        (None, {}),
        ({"places": ["a"]}, {}),
        (
            {"places": {"items.old": "prepare/index.html#items.new", "items.new": "prepare/index.html#items.new"}},
            {"items.old": "items.new"},
        ),
        ({"places": {"items.old": 1, "<b>": "x.html#items.new", "phases.prepare": "prepare/index.html", "items.odd": "x.html#<b>"}}, {}),
    ],
)
def test_former_addresses_are_read_from_a_file(data: object, former: dict[str, str]) -> None:
    assert read_former(data) == former
