"""Where people with different roles meet, and that they do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.document_parts import Section, with_children
from generator.document.meetings import LEAD, LISTS, in_order, overlap, title_of_role
from generator.document.role_sheet import for_role, roles_on_sheet
from generator.document.select_sheets import sheet_of
from generator.document.sheets import Sheet
from tests.document.deployments import Data, deployments
from tests.document.rehearsal import Person, Rehearsal, names_of, steps_of
from tests.document.role_shop import ROLES, SHOP, boxes, document_of, role_sheet
from tests.properties.layer_systems import one_file


@settings(max_examples=100)
@given(deployments(), st.permutations(("lead", "dba", "web", "ops")))
def test_people_with_their_own_sheets_alone_finish_any_deployment_in_order(data: Data, hurry: list[str]) -> None:
    """Nobody waits without end, each box is ticked once, and whoever needs a line to be done before finds it done,
    whoever hurries most.
    """
    document = document_of(one_file(data))
    for phase in document.context.phases:
        whole = sheet_of(document, phase)
        roles = sorted({LEAD, *roles_on_sheet(whole)}, key=hurry.index)
        people = [Person(title_of_role(document.context, one), [*steps_of(for_role(document.context, whole, one))]) for one in roles]
        ticked = Rehearsal(people, names_of(whole.sections)).run()
        assert sorted(ticked) == sorted(box.address for box in boxes(whole) if box.address)
        check_order(whole, {address: number for number, address in enumerate(ticked)})


def check_order(whole: Sheet, ticked: dict[str, int]) -> None:
    """In an ordered list each line follows the line before; a parent follows its parts; what is held follows the go.

    On the day, a list follows the one before, unless a condition or the plan says something else.
    """
    hold: Section | None = None
    before: Section | None = None
    for section in whole.sections:
        places = [ticked[box.address] for box, _ in in_order(section)]
        if section.method == "read-do" or section.anchor.startswith("procedures."):
            assert places == sorted(places), section.title
        for box in with_children(section.boxes):
            assert all(ticked[child.address] < ticked[box.address] for child in box.children)
        if hold is not None:
            assert max(ticked[box.address] for box in hold.boxes) < min(places)
        hold = section if section.kind == "hold" else None
        if section.anchor.startswith(LISTS) and not section.when:
            if before is not None and not overlap(before, section):
                assert max(ticked[box.address] for box in with_children(before.boxes)) < min(places)
            before = section


def test_lists_that_do_not_overlap_are_done_one_after_the_other() -> None:
    """The rehearsal of the shop: all of A before the go, all of C before D."""
    document = document_of(SHOP)
    whole = sheet_of(document, "deploy-day")
    people = [Person(title_of_role(document.context, one), [*steps_of(role_sheet(one))]) for one in ROLES]
    ticked = Rehearsal(people, names_of(whole.sections)).run()
    order = [address for address in ticked if not address.startswith("announcements.")]
    names = [address.split(".")[1] for address in order]
    assert list(dict.fromkeys(names)) == ["before", "go", "cut-over", "after", "closed"]


def meetings(sheet: Sheet) -> list[str]:
    """Return the meetings of a sheet in the order of reading, each after the number of its line or list."""
    found = []
    for section in sheet.sections:
        found += [f"{section.letter or section.kind}: {one.text}" for one in section.waits]
        for box in with_children(section.boxes):
            found += [f"{box.number}: {one.text}" for one in (*box.waits, *box.tells)]
        found += [f"{section.letter or section.kind}: {one.text}" for one in section.tells]
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "dba",
            [
                "A: Wait. The lead says go for A.",
                "A4.1: Tell Deployment lead that A4.1 is done, for A4.",
                "A: Tell the lead when your lines of A are done.",
                "C: Wait for the go. The lead says go for C.",
                "C2: Wait for C1 (Web engineer). The lead says go.",
                "C2: Tell the lead that C2 is done.",
                "D: Wait until C is done. The lead says go for D.",
                "D: Tell the lead when your lines of D are done.",
            ],
        ),
        (
            "lead",
            [
                "A: Say go for A to Database administrator, Web engineer.",
                "A4: Wait for A4.1, A4.2 (Database administrator, Web engineer).",
                "hold: When A is done, ask for the go: Head of operations.",
                "C: When everybody above says go, say go for C to Web engineer, Database administrator.",
                "C2: When Web engineer says that C1 is done, say go for C2 to Database administrator.",
                "C3: Wait for C2 (Database administrator).",
                "C3: Say go for C4 to Web engineer.",
                "D: When C is done, say go for D to Web engineer, Database administrator.",
                "sign-offs: When D is done, say when to Head of operations: “Sign-offs”.",
            ],
        ),
        (
            "head",
            [
                "hold: Wait until the lead asks you.",
                "hold: Tell the lead: go or no-go.",
                "sign-offs: Wait. The lead says when.",
            ],
        ),
    ],
)
def test_people_meet_where_one_waits_for_another(name: str, expected: list[str]) -> None:
    assert meetings(role_sheet(name)) == expected


def test_a_procedure_begins_when_the_lead_says_go() -> None:
    assert meetings(role_sheet("dba", "rollback")) == [
        "R: Wait. The lead says go for R.",
        "R2: Wait for R1 (Web engineer). The lead says go.",
        "R2: Tell the lead that R2 is done. Next is R3 (Web engineer).",
    ]
    assert meetings(role_sheet("web", "rollback"))[-1] == "R: Tell the lead when your lines of R are done."


def test_lists_that_overlap_by_the_plan_do_not_wait_for_each_other() -> None:
    document = document_of(SHOP.replace("lasts: 30 min", "lasts: 45 min"))
    sheet = for_role(document.context, sheet_of(document, "deploy-day"), "dba")
    assert "D: Wait. The lead says go for D." in meetings(sheet)


def test_nobody_waits_for_what_is_prepared_beforehand_or_in_other_phases() -> None:
    """In a rollback, lists to confirm are done before the day; in a phase of days or weeks, only lines in order have meetings."""
    list_beforehand = "  ready: {title: Ready, phase: rollback, items: {copy: {text: A copy exists, role: dba}}}\n"
    document = document_of(SHOP.replace("announcements:\n", f"{list_beforehand}announcements:\n"))
    sheet = for_role(document.context, sheet_of(document, "rollback"), "dba")
    assert next(section for section in sheet.sections if section.anchor == "checklists.ready").waits == ()
    text = SHOP.replace("phases: {", "phases: {prepare: {title: Prepare}, ", 1).replace("deploy-day\n    at: T-2h", "prepare\n    at: T-2h")
    prepared = document_of(text)
    sheet = for_role(prepared.context, sheet_of(prepared, "prepare"), "web")
    assert meetings(sheet) == ["A4.2: Tell Deployment lead that A4.2 is done, for A4."]
