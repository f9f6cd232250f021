"""One list of a phase alone."""

from __future__ import annotations

from generator.document.line_roles import LEAD
from generator.document.one_list import list_names
from generator.document.role_sheet import roles_on_sheet
from generator.document.select_sheets import sheet_of
from tests.document.role_shop import ROLES, SHOP, document_of


def test_one_list_is_printed_alone_with_what_it_needs() -> None:
    """The bar that holds it, the triggers beside it, its numbers and the times of its head stay."""
    document = document_of(SHOP)
    lists = list_names(document.phases["deploy-day"].sections)
    assert lists["C"] is lists["cut-over"] is lists["checklists.cut-over"]
    sheet = sheet_of(document, "deploy-day", None, "checklists.cut-over")
    assert [section.kind for section in sheet.sections] == ["hold", "boxes"]
    assert [box.number for box in sheet.sections[1].boxes] == ["C1", "C2", "C3", "C4"]
    assert (sheet.title, sheet.path) == ("Deployment day: C · Cut-over", "shop/sheets/deploy-day.cut-over.md")
    assert sheet.calls is not None
    assert sheet.boxes == 5
    assert sheet_of(document, "deploy-day", None, "checklists.before").calls is None
    assert roles_on_sheet(sheet) == ("head", "web", "dba", LEAD)
    assert set(ROLES) >= set(roles_on_sheet(sheet))


def test_announcements_that_share_a_letter_are_one_list() -> None:
    """Two audiences have a heading each, and their lines are counted through; nobody finds half of them by the letter."""
    inside = "  team: {text: The team knows, audience: internal, at: T-30min, phase: deploy-day}\n"
    document = document_of(SHOP.replace("announcements:\n", f"announcements:\n{inside}"))
    lists = list_names(document.phases["deploy-day"].sections)
    for name in ("B", "announcements-internal", "announcements-external"):
        sheet = sheet_of(document, "deploy-day", None, lists[name].anchor)
        assert [box.number for section in sheet.sections for box in section.boxes] == ["B1", "B2"]
        assert sheet.title == "Deployment day: B · Internal announcements, External announcements"
