"""Where people with different roles meet, and that they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import line_roles
from generator.document.answered import Answered
from generator.document.document_parts import Box, Section, with_children
from generator.document.line_roles import LEAD, LISTS, in_order, title_of_role
from generator.document.meetings import is_ordered, overlap
from generator.document.role_sheet import for_role, roles_on_sheet
from generator.document.select_sheets import role_sheets_of, sheet_of
from generator.document.sheets import Sheet
from tests.document.deployments import Data, deployments
from tests.document.rehearsal import Person, Rehearsal, is_settled, steps_of
from tests.document.role_shop import ROLES, SHOP, boxes, document_of, meetings, role_sheet
from tests.properties.layer_systems import one_file


@settings(max_examples=100)
@given(deployments(), st.permutations(("lead", "dba", "web", "ops")), st.integers(0, 1), st.sampled_from((0, 0, 2, 5, 9)))
def test_people_with_their_own_sheets_alone_finish_any_deployment_in_order(data: Data, hurry: list[str], pick: int, done: int) -> None:
    """Nobody waits without end, each box is ticked once or left out by a decision, and whoever needs a line to be done before
    finds it done, whoever hurries most. So it is for what a run has left open, after its first boxes are done.
    """
    document = document_of(one_file(data))
    for phase in document.context.phases:
        whole = with_answers(sheet_of(document, phase), done)
        roles = sorted({LEAD, *roles_on_sheet(whole)}, key=hurry.index)
        people = [Person(title_of_role(document.context, one), [*steps_of(for_role(document.context, whole, one))]) for one in roles]
        rehearsal = Rehearsal(people, whole, pick)
        ticked = rehearsal.run()
        assert sorted((*ticked, *rehearsal.left_out)) == sorted(box.address for box in boxes(whole) if not is_settled(box))
        check_order(whole, {address: number for number, address in enumerate(ticked)})


def with_answers(sheet: Sheet, done: int) -> Sheet:
    """Return a sheet as a run prints it that did the first boxes."""
    first = [box.address for section in sheet.sections if section.kind != "triggers" for box, _ in in_order(section)][:done]

    def answered(box: Box) -> Box:
        answer = Answered("done", "done") if box.address in first else None
        return replace(box, children=tuple(map(answered, box.children)), answer=answer)

    return replace(sheet, sections=tuple(replace(one, boxes=tuple(map(answered, one.boxes))) for one in sheet.sections))


def check_order(whole: Sheet, ticked: dict[str, int]) -> None:
    """In an ordered list each line follows the line before; a parent follows its parts; what is held follows the go.

    On the day, a list follows all that comes before, unless a condition or the plan says something else. Whoever needs a value has it.
    """
    holds: list[int] = []
    before: list[tuple[Section, int]] = []
    for section in whole.sections:
        places = [ticked[box.address] for box, _ in in_order(section) if box.address in ticked]
        if is_ordered(section):
            assert places == sorted(places), section.title
        for box in with_children(section.boxes):
            assert all(ticked.get(child.address, -1) < ticked[box.address] for child in box.children if box.address in ticked)
        if section.kind == "hold":
            holds += places
        elif section.anchor.startswith(LISTS):
            assert max(holds, default=-1) < min(places, default=0)
            if not section.when:
                assert all(last < min(places) for one, last in before if places and not overlap(one, section)), section.title
            holds = []
        if section.boxes and section.kind != "hold" and places and not section.anchor.startswith("sign-offs"):
            before.append((section, max(places)))
    noted = {space.address: ticked.get(box.address, -1) for box in boxes(whole) for space in box.spaces}
    for box in boxes(whole):
        at = ticked.get(box.address, len(ticked))
        assert all(noted.get(slot.noted.target.partition("#")[2], -1) <= at for slot in box.slots if slot.noted) or is_late(box, whole)


def is_late(needing: Box, whole: Sheet) -> bool:
    """Return whether the sheet notes the value after the line that needs it: then nobody can have it in time."""
    order = [box for section in whole.sections for box, _ in in_order(section)]
    return any(box.spaces for box in order[order.index(needing) :])


def test_lists_that_do_not_overlap_are_done_one_after_the_other() -> None:
    """The rehearsal of the shop: all of A before the go, all of C before D."""
    document = document_of(SHOP)
    whole = sheet_of(document, "deploy-day")
    people = [Person(title_of_role(document.context, one), [*steps_of(role_sheet(one))]) for one in ROLES]
    ticked = Rehearsal(people, whole).run()
    order = [address for address in ticked if not address.startswith("announcements.")]
    names = [address.split(".")[1] for address in order]
    assert list(dict.fromkeys(names)) == ["before", "go", "cut-over", "after", "closed"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "dba",
            [
                "A: WAIT. The lead says go for A.",
                "A4.1: Tell the lead that A4.1 is done.",
                "A: Tell the lead when your lines of A are done.",
                "C2: WAIT for C1 (Web engineer). The lead says go.",
                "C2: Tell the lead that C2 is done.",
                "D: WAIT for C. The lead says go for D.",
                "D: Tell the lead when your lines of D are done.",
            ],
        ),
        (
            "lead",
            [
                "A: Say go for A to Database administrator, Web engineer.",
                "A4: WAIT for A4.1, A4.2 (Database administrator, Web engineer).",
                "hold: When A, B1 are done, ask for the go: Head of operations.",
                "C: When everybody above says go, say go for C to Web engineer. Else tell everybody: no-go.",
                "C2: When Web engineer says that C1 is done, say go for C2 to Database administrator.",
                "C3: WAIT for C2 (Database administrator).",
                "C3: Say go for C4 to Web engineer.",
                "D: When C is done, say go for D to Web engineer, Database administrator.",
                "sign-offs: When D is done, say go for “Sign-offs” to Head of operations.",
            ],
        ),
        (
            "head",
            [
                "hold: WAIT until the lead asks you.",
                "hold: Tell the lead: go or no-go.",
                "sign-offs: WAIT for D. The lead says go for “Sign-offs”.",
                "sign-offs: Tell the lead when your lines of “Sign-offs” are done.",
            ],
        ),
    ],
)
def test_people_meet_where_one_waits_for_another(name: str, expected: list[str]) -> None:
    assert meetings(role_sheet(name)) == expected


def test_a_procedure_begins_when_the_lead_says_go() -> None:
    assert meetings(role_sheet("dba", "rollback")) == [
        "R2: WAIT for R1 (Web engineer). The lead says go.",
        "R2: Tell the lead that R2 is done. Next is R3 (Web engineer).",
    ]
    assert meetings(role_sheet("web", "rollback"))[-1] == "R: Tell the lead when your lines of R are done."


def test_lists_that_overlap_by_the_plan_do_not_wait_for_each_other() -> None:
    document = document_of(SHOP.replace("lasts: 30 min", "lasts: 45 min"))
    sheet = for_role(document.context, sheet_of(document, "deploy-day"), "dba")
    assert "D: WAIT. The lead says go for D." in meetings(sheet)


def test_nobody_waits_for_what_is_prepared_beforehand_or_in_other_phases() -> None:
    """In a rollback, lists to confirm are done before the day; in a phase of days or weeks, only lines in order have meetings."""
    list_beforehand = "  ready: {title: Ready, phase: rollback, items: {copy: {text: A copy exists, role: dba}}}\n"
    document = document_of(SHOP.replace("announcements:\n", f"{list_beforehand}announcements:\n"))
    sheet = for_role(document.context, sheet_of(document, "rollback"), "dba")
    assert next(section for section in sheet.sections if section.anchor == "checklists.ready").waits == ()
    text = SHOP.replace("phases: {", "phases: {prepare: {title: Prepare}, ", 1).replace("deploy-day\n    at: T-2h", "prepare\n    at: T-2h")
    prepared = document_of(text)
    sheet = for_role(prepared.context, sheet_of(prepared, "prepare"), "web")
    assert meetings(sheet) == ["A4.2: Tell the lead that A4.2 is done."]


def test_the_lead_knows_when_lists_of_others_begin_and_where_they_lead_if_they_fail() -> None:
    """A list in which the lead has no line is quiet, but says its condition and its way out."""
    document = document_of(
        SHOP.replace("count: {text: Compare the number of orders", "count: {text: Compare the number of orders, role: web")
    )
    section = next(one for one in for_role(document.context, sheet_of(document, "deploy-day"), LEAD).sections if one.letter == "C")
    assert section.quiet and section.on_failure is not None
    back = SHOP.replace("title: Roll back", "title: Roll back\n    when: Orders are lost")
    document = document_of(back)
    section = next(one for one in for_role(document.context, sheet_of(document, "rollback"), LEAD).sections if one.letter)
    assert section.quiet and section.when


@pytest.mark.parametrize(("times", "expected"), [((1, 2, 3), []), ((1, 1, 2), ["C: WAIT for A, B. The lead says go for C."])])
def test_whoever_did_alone_what_is_right_before_goes_on_without_a_go(times: tuple[int, ...], expected: list[str]) -> None:
    """But not if their own list did not wait for the lists of others before."""
    data = "variant: {title: Shop}\nphases: {deploy-day: {title: Day}}\ncontacts: {dba: {title: DBA}, web: {title: Web}}\nchecklists:\n"
    for at, role in zip(times, ("web", "dba", "dba"), strict=True):
        data += (
            f"  {role}-{len(data)}: {{title: L, phase: deploy-day, at: T+{at}h, lasts: 1h, items: {{i: {{text: Do it, role: {role}}}}}}}\n"
        )
    document = document_of(data)
    found = meetings(for_role(document.context, sheet_of(document, "deploy-day"), "dba"))
    assert [text for text in found if text.startswith("C: WAIT")] == expected


def test_of_two_ways_back_the_lead_begins_the_one_that_is_needed() -> None:
    """Which one that is, lists and triggers of other sheets say. Without them, the second follows the first."""
    second = "  other: {title: Take back, phase: rollback, steps: {do: {text: Take it back, role: dba}}}\n"
    for leads in (True, False):
        data = (
            SHOP.replace("phases: {deploy-day", "phases: {prepare: {title: Prepare, on-failure: procedures.other}, deploy-day")
            if leads
            else SHOP
        )
        document = document_of(data + second)
        found = meetings(for_role(document.context, sheet_of(document, "rollback"), LEAD))
        assert ("R: If R is needed, say go for R to Web engineer." in found) == leads
        assert ("RB: If RB is needed, say go for RB to Database administrator." in found) == leads
        assert ("RB: When R is done, say go for RB to Database administrator." in found) == (not leads)


def test_nobody_waits_for_a_list_that_a_run_has_done() -> None:
    document = document_of(SHOP)
    whole = with_answers(sheet_of(document, "deploy-day"), 9)  # A, the announcement, the go, and the first line of C
    assert meetings(for_role(document.context, whole, "dba"))[:2] == [
        "C: WAIT. The lead says go for C.",
        "C2: Tell the lead that C2 is done.",
    ]


def test_in_an_incident_whoever_does_the_first_line_begins() -> None:
    document = document_of(
        SHOP.replace("phases: {", "phases: {incident: {title: Incident}, ").replace("phase: rollback", "phase: incident")
    )
    sheets = {role: meetings(for_role(document.context, sheet_of(document, "incident"), role)) for role in ("web", "lead")}
    head = {fact.label: fact.value for fact in for_role(document.context, sheet_of(document, "incident"), "web").head}
    assert head["Together"].startswith("The commander is the lead. ")
    assert sheets["web"][0] == "I1: Tell the lead that I1 is done. Next is I2 (Database administrator)."
    assert sheets["lead"][0] == "I2: When Web engineer says that I1 is done, say go for I2 to Database administrator."


def test_of_several_kinds_of_incidents_each_begins_so() -> None:
    """Whoever sees that a condition is true begins. What follows them, the lead begins."""
    steps = "phase: incident, steps: {do: {text: Do it, role: web}}"
    kinds = "".join(
        f"  {id}: {{title: {id}, {when}{steps}}}\n" for id, when in (("a", "when: x, "), ("b", "when: y, "), ("c", ""), ("d", "when: z, "))
    )
    document = document_of(SHOP.replace("phases: {", "phases: {incident: {title: Incident}, ") + kinds)
    found = meetings(for_role(document.context, sheet_of(document, "incident"), LEAD))
    assert [text for text in found if "go for" in text] == ["ID: If ID is needed, say go for ID to Web engineer."]


def test_a_list_waits_for_each_list_before_that_it_does_not_overlap() -> None:
    """The second list goes on while the third begins, so the fourth waits for both."""
    lists = "".join(
        f"  l{number}: {{title: L, phase: deploy-day, at: T+{at}h, lasts: {lasts}h, items: {{i: {{text: Do it, role: {role}}}}}}}\n"
        for number, (at, lasts, role) in enumerate([(1, 1, "dba"), (2, 3, "web"), (3, 1, "dba"), (5, 1, "dba")])
    )
    head = "variant: {title: Shop}\nphases: {deploy-day: {title: Day}}\ncontacts: {dba: {title: DBA}, web: {title: Web}}\n"
    document = document_of(f"{head}checklists:\n{lists}")
    assert meetings(for_role(document.context, sheet_of(document, "deploy-day"), LEAD)) == [
        "A: Say go for A to DBA.",
        "B: When A is done, say go for B to Web.",
        "C: Say go for C to DBA.",
        "D: When B, C are done, say go for D to DBA.",
    ]


def test_the_work_for_many_lists_and_roles_does_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Meetings are found once for all roles, and the roles of a list once for all lists after it."""
    asked: Counter[str] = Counter()

    def counted(section: Section) -> Iterator[tuple[Box, str]]:
        asked[section.anchor] += 1
        return in_order(section)

    monkeypatch.setattr(line_roles, "in_order", counted)
    head = "variant: {title: Shop}\nphases: {deploy-day: {title: Day}}\ncontacts: {dba: {title: DBA}, web: {title: Web}}\n"
    row = "  l{0}: {{title: L{0}, phase: deploy-day, items: {{a: {{text: A, role: dba}}, b: {{text: B, role: web}}}}}}\n"
    document = document_of(f"{head}checklists:\n{''.join(map(row.format, range(40)))}")
    whole = sheet_of(document, "deploy-day")
    asked.clear()
    assert len([*role_sheets_of(document, [whole])]) == 3
    assert max(asked.values()) < 20
