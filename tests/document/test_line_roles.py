"""Whose lines are whose."""

from __future__ import annotations

from dataclasses import replace

from generator.document.answered import Answered
from generator.document.line_roles import LEAD, in_order, open_lines, open_roles, roles_in, title_of_role, titles_of_roles
from generator.document.select_sheets import sheet_of
from tests.document.role_shop import SHOP, document_of


def test_a_line_has_its_own_role_or_that_around_it_or_is_the_leads() -> None:
    sections = {section.letter: section for section in sheet_of(document_of(SHOP), "deploy-day").sections}
    lines = {box.number: role for letter in "AD" for box, role in in_order(sections[letter])}
    assert (lines["A1"], lines["A2"], lines["A4"], lines["A4.1"], lines["D1"], lines["D2"]) == ("dba", LEAD, LEAD, "dba", "web", "dba")
    assert list(lines)[3:6] == ["A4.1", "A4.2", "A4"]
    assert roles_in(sections["A"]) == ("dba", LEAD, "web")


def test_a_system_without_a_contact_for_the_lead_has_a_lead_too() -> None:
    context = document_of(SHOP.replace("  lead: {title: Deployment lead}\n", "")).context
    assert title_of_role(context, LEAD) == "Lead"
    assert titles_of_roles(context, ["dba", LEAD, "dba"]) == "Database administrator, Lead"


def test_lines_that_a_run_has_settled_are_not_open() -> None:
    section = next(one for one in sheet_of(document_of(SHOP), "deploy-day").sections if one.letter == "D")
    done, failed = (replace(section.boxes[0], answer=Answered(kind, "")) for kind in ("na", "failed"))
    assert open_roles(replace(section, boxes=(done, section.boxes[1]))) == ("dba",)
    assert len(open_lines(replace(section, boxes=(failed, section.boxes[1])))) == 2
