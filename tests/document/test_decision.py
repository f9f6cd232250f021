"""What people note first in a rollback or an incident: blanks on pages, as in the head of sheets."""

from __future__ import annotations

from typing import Any

from generator.model.scalar_kinds import ID
from tests.site_sample import pages


def shown(path: str) -> dict[str, Any]:
    return {space.field.id: (space.label, space.field.kind) for space in pages()[path].view["decision"]}


def test_the_pages_of_a_rollback_and_an_incident_ask_for_what_their_sheets_ask_for() -> None:
    assert shown("shop/rollback/index.md") == {
        "rollback.decided": ("Decided at", "time"),
        "rollback.by": ("By", "text"),
        "rollback.trigger": ("Trigger", "text"),
    }
    assert list(shown("shop/incident/index.md")) == ["incident.start", "incident.severity", "incident.commander", "incident.next-update"]
    assert shown("shop/prepare/index.md") == shown("forum/rollback/index.md") == {}


def test_the_severity_is_one_of_those_of_the_system() -> None:
    severity = pages()["shop/incident/index.md"].view["decision"][1]
    assert severity.field.choices == (("p0", "P0"), ("p1", "P1"), ("p2", "Low"))


def test_no_blank_of_the_data_can_have_the_id_of_one_of_these() -> None:
    """Events name a blank by its id alone."""
    assert not any(ID.fullmatch(id) for id in shown("shop/rollback/index.md"))
