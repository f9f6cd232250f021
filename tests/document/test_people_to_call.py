"""The people on the emergency page: who can be reached has a card with what is known, all others are in one line."""

from __future__ import annotations

from typing import Any

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.people_to_call import people_to_call
from generator.model.entities import PUBLIC
from tests.sheet_sample import sample_variant

CONTACTS = {
    "lead": {"title": "Lead", "group": "People", "name": "Ann", "phone": "+880 2 5566", "email": None, "channel": None},
    "dba": {"title": "Database admin", "group": "People", "name": None, "phone": None, "email": "dba@shop.example", "channel": None},
    "named": {"title": "Host", "group": "Companies", "name": "Support desk", "phone": None},
    "empty": {"title": "Office", "group": "Companies", "name": None, "phone": None, "email": None, "channel": None},
}


def called(settings: SiteSettings = SiteSettings()) -> tuple[dict[str, list[tuple[str, bool]]], str]:  # noqa: B008 - a value
    """Return the cells of each card, with what is marked as missing, and the line about the others."""
    data: dict[str, Any] = {"variant": {"title": "Shop"}, "contacts": CONTACTS}
    groups, line = people_to_call(compose(sample_variant(data), settings))
    cards = {row.title: [(cell.key, cell.missing) for cell in row.cells if cell.text or cell.missing] for one in groups for row in one.rows}
    return cards, line


def test_a_card_marks_as_missing_only_a_phone() -> None:
    """A person in a hurry needs one way to call; that others are unassigned is of interest to the authors."""
    assert called()[0] == {"Lead": [("name", False), ("phone", False)], "Database admin": [("phone", True), ("mail", False)]}


def test_who_cannot_be_reached_has_a_card_with_the_backup_who_can() -> None:
    data: dict[str, Any] = {"variant": {"title": "Shop"}, "contacts": CONTACTS | {
        "owner": {"title": "Owner", "backup": "lead"},
        "guard": {"title": "Guard", "backup": "empty"},
    }}  # fmt: skip
    groups, line = people_to_call(compose(sample_variant(data), SiteSettings()))
    backups = [
        (row.title, [link.text for cell in row.cells if cell.key == "backup" for link in cell.links]) for one in groups for row in one.rows
    ]
    assert backups == [("Lead", []), ("Database admin", []), ("Owner", ["Lead"])]
    assert line == "No phone is known for: Host (Support desk), Office, Guard."


def test_who_cannot_be_reached_is_in_one_line_with_the_name_if_it_is_known() -> None:
    assert called()[1] == "No phone is known for: Host (Support desk), Office."


def test_a_public_version_does_not_say_who_cannot_be_reached() -> None:
    cards, line = called(SiteSettings(visibility=PUBLIC))
    assert list(cards) == ["Lead", "Database admin", "Host", "Office"]
    assert line == ""
