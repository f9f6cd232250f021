"""The form on the page for printing: it offers what each sheet takes, and nothing else."""

from __future__ import annotations

from generator.document.print_form import FormSheet, PrintForm, print_form
from tests.document.role_shop import SHOP, document_of

TITLES = {"deploy-day": "Deployment day", "rollback": "Rollback", "emergency": "Emergency card", "book": "Book", "plan": "Plan"}


def form() -> PrintForm:
    return print_form(document_of(SHOP), TITLES)


def test_each_sheet_says_what_it_takes() -> None:
    """A phase has lists and boxes of a run; a card has neither; the size of a plan is that of its paper."""
    takes = {sheet.part: sheet.takes.split() for sheet in form().sheets if not sheet.role}
    assert takes == {
        "deploy-day": ["at", "list", "open", "size"],
        "rollback": ["at", "list", "open", "size"],
        "emergency": ["size"],
        "book": ["at", "size"],
        "plan": ["at"],
    }


def test_a_sheet_for_one_role_is_offered_where_several_people_have_lines() -> None:
    roles = [sheet for sheet in form().sheets if sheet.role and sheet.part == "deploy-day"]
    assert [sheet.role for sheet in roles] == ["dba", "lead", "web", "head"]
    takes = "at list open size"
    assert roles[0] == FormSheet("deploy-day", "Database administrator", "shop/sheets/deploy-day.role-dba.html", takes, "dba")
    assert form().first_roles == tuple(roles)


def test_only_sheets_with_several_lists_offer_one_of_them() -> None:
    """The rollback has one procedure. Lists have their letters."""
    (day,) = form().lists
    assert [letter for letter, _ in day.lists] == ["A", "B", "C", "D"]
    assert dict(day.lists)["C"] == "Cut-over"
