"""Sheets for one role: together they are the whole sheet."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Section, with_children
from generator.document.line_roles import LEAD
from generator.document.role_sheet import DIVIDED, for_role, roles_on_sheet
from generator.document.select_sheets import sheet_of
from generator.document.sheets import Sheet
from tests.document.deployments import Data, deployments
from tests.document.role_shop import SHOP, boxes, document_of, role_sheet
from tests.properties.layer_systems import one_file


def test_together_the_sheets_of_all_roles_are_the_sheet() -> None:
    """Each line is complete on the sheet of exactly one role, and all that is nobody's line is on every sheet."""
    document = document_of(SHOP)
    assert roles_on_sheet(sheet_of(document, "deploy-day")) == ("dba", "lead", "web", "head")
    for phase in ("deploy-day", "rollback"):
        check_union(document, phase)


@settings(max_examples=40)
@given(deployments())
def test_the_lines_of_any_deployment_are_divided_among_its_roles(data: Data) -> None:
    document = document_of(one_file(data))
    for phase in document.context.phases:
        check_union(document, phase)


def check_union(document: RunbookDocument, phase: str) -> None:
    whole = sheet_of(document, phase)
    sheets = [for_role(document.context, whole, role) for role in roles_on_sheet(whole)]
    for number, section in enumerate(whole.sections):
        parts = [sheet.sections[number] for sheet in sheets]
        if section.kind not in DIVIDED or not section.boxes:
            assert all(part == section for part in parts)
            continue
        assert [line(box) for box in with_children(section.boxes)] == [owned(address, parts) for address in addresses(section)]
        assert all(addresses(part) == addresses(section) for part in parts)
        loud = [part for part in parts if not part.quiet]
        assert {replace(part, boxes=(), waits=(), tells=(), done="") for part in loud} == {replace(section, boxes=(), done="")}
    assert sum(divided(sheet) for sheet in sheets) == divided(whole)
    assert all(sheet.calls == whole.calls and sheet.draft == whole.draft for sheet in sheets)
    # Blanks are in the heads of those who note or need them.
    facts = {fact for fact in whole.head if fact.kind not in ("blank", "day")}
    assert all(facts <= {*sheet.head} for sheet in sheets)


def line(box: Box) -> Box:
    """Return a line without its parts and meetings."""
    return replace(box, children=(), waits=(), tells=())


def owned(address: str, parts: list[Section]) -> Box:
    """Return the line with an address from the one sheet on which it is not quiet."""
    (found,) = [box for part in parts for box in with_children(part.boxes) if box.address == address and not box.quiet]
    return line(found)


def addresses(section: Section) -> list[str]:
    return [box.address for box in with_children(section.boxes)]


def divided(sheet: Sheet) -> int:
    return sum(section.count for section in sheet.sections if section.kind in DIVIDED)


def test_the_lines_of_others_are_quiet_and_say_whose_they_are() -> None:
    sheet = role_sheet("dba")
    (stop,) = (box for box in boxes(sheet) if box.address == "checklists.cut-over.items.stop")
    assert (stop.quiet, stop.who, stop.run, stop.number) == (True, "Web engineer", "", "C1")
    assert sheet.boxes == 4 == sum(not box.quiet for box in boxes(sheet))
    assert sheet.title == "Deployment day: Database administrator"
    assert sheet.path == "shop/sheets/deploy-day.role-dba.md"
    assert sheet.end == "4 boxes. End of sheet."


def test_a_system_without_roles_is_all_the_leads() -> None:
    """A contact `lead` is not needed. Without anybody to meet, nothing is said about it."""
    document = document_of(
        "variant: {title: Shop}\nphases: {prepare: {title: Prepare}}\nchecklists: {a: {title: A, phase: prepare, items: {b: B}}}\n"
    )
    whole = sheet_of(document, "prepare")
    sheet = for_role(document.context, whole, LEAD)
    assert roles_on_sheet(whole) == (LEAD,)
    assert (sheet.sections, sheet.title) == (whole.sections, "Prepare: Lead")
