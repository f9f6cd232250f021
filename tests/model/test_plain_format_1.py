"""Plain data of format 1, read as data of the present format."""

from __future__ import annotations

import copy
from typing import Any

from generator.model.plain_format_1 import from_format_1, with_declared_nulls

HEAD = {"title": "Shop"}


def test_parts_have_the_way_out_of_their_line_unless_they_have_one() -> None:
    part = {"text": "Part"}
    old: dict[str, Any] = {
        "variant": HEAD,
        "checklists": {
            "a": {
                "items": {
                    "one": {
                        "text": "One",
                        "on-failure": "procedures.back",
                        "items": {"x": part, "y": {**part, "on-failure": "contacts.dba"}},
                    },
                    "two": {"text": "Two", "items": {"x": {**part, "items": {"deep": part}}}},
                }
            }
        },
        "procedures": {"back": {"steps": {"one": {"title": "One", "on-failure": "checklists.a", "items": {"x": part}}}}},
        "contacts": {"dba": {"title": "DBA", "phone": None}},
    }
    kept = copy.deepcopy(old)
    new = from_format_1({"shop": old})["shop"]
    assert old == kept, "the given data stay unchanged"
    one, two = new["checklists"]["a"]["items"].values()
    assert [line.get("on-failure") for line in one["items"].values()] == ["procedures.back", "contacts.dba"]
    assert two == old["checklists"]["a"]["items"]["two"]
    assert new["procedures"]["back"]["steps"]["one"]["items"]["x"]["on-failure"] == "checklists.a"
    assert (new["variant"], new["contacts"]) == (HEAD, old["contacts"])


def test_blanks_are_in_their_phases() -> None:
    """A phase that the data do not describe gets its id as its title. The given data stay unchanged."""
    old: dict[str, Any] = {
        "variant": HEAD,
        "phases": {"prepare": {"title": "Before"}},
        "record": {
            "tag": {"label": "Tag", "kind": "text", "phase": "prepare"},
            "began": {"label": "Began at", "phase": "deploy-day"},
            "odd": {"label": "Odd", "phase": ["prepare"]},
        },
    }
    kept = copy.deepcopy(old)
    assert from_format_1({"shop": old})["shop"] == {
        "variant": HEAD,
        "phases": {
            "prepare": {"title": "Before", "blanks": {"tag": {"label": "Tag", "kind": "text"}}},
            "deploy-day": {"title": "deploy-day", "blanks": {"began": {"label": "Began at"}, "odd": {"label": "Odd"}}},
        },
    }
    assert old == kept


def test_contacts_of_format_1_have_null_where_the_others_have_it() -> None:
    """Format 1 has null for every unknown way to reach a contact, so only the other data say which ones are declared."""
    old: dict[str, Any] = {"shop": {"variant": HEAD, "contacts": {"dba": {"title": "DBA", "name": "Ann", "phone": None, "email": None}}}}
    new: dict[str, Any] = {"shop": {"variant": HEAD, "contacts": {"dba": {"title": "DBA", "phone": None}}, "order": {}}}
    kept = copy.deepcopy(old)
    assert with_declared_nulls(old, new)["shop"]["contacts"] == {"dba": {"title": "DBA", "name": "Ann", "phone": None}}
    assert with_declared_nulls(old, {})["shop"]["contacts"] == {"dba": {"title": "DBA", "name": "Ann"}}
    assert with_declared_nulls(new, {}) == new
    assert old == kept, "the given data stay unchanged"
