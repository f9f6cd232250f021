"""A sheet that goes on with a run: open lines in full, the others as one quiet line, and nothing of the run lost.

Also tests `run_fit`, `run_words` and `answered`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.document_parts import Box, Section, plain, with_children
from generator.document.role_sheet import for_role
from generator.document.run_fit import fitted, noted_values, phases_of
from generator.document.sheets import Sheet
from generator.runs.run_state import state_of
from tests.document.night_run import AFTER, BEFORE, CUT_OVER, ORDERS, SHOP, STOCK, TILLS, Night, full_night, opened, shop


def lines(sheet: Sheet) -> dict[str, Box]:
    """Return the boxes of a sheet by address."""
    return {box.address: box for section in sheet.sections for box in with_children(section.boxes)}


def section(sheet: Sheet, anchor: str) -> Section:
    return next(one for one in sheet.sections if one.anchor == anchor)


def head(sheet: Sheet) -> dict[str, str]:
    return {fact.label: fact.value for fact in sheet.head}


def said(box: Box) -> tuple[str, str, bool]:
    """Return what the run says of a box, and whether it has no box to tick."""
    return (box.answer.kind, box.answer.text, box.quiet) if box.answer else ("", "", box.quiet)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return opened(full_night())


def test_answered_lines_have_no_box_and_say_when_who_and_why(sheet: Sheet) -> None:
    found = lines(sheet)
    assert said(found[BEFORE + "backup"]) == ("done", "done 21:03, Imran Chowdhury", True)
    assert said(found[BEFORE + "visa"]) == ("na", "not applicable: no Visa in this country (21:05, Wei)", True)
    assert said(found[BEFORE + "freeze"]) == ("done", "done 21:04, Mona; note: by mail and in the channel (21:06, Mona)", True)
    assert said(found["sign-offs.go"]) == ("done", "signed 21:07, Ann", True)
    assert said(found[CUT_OVER + "decide"]) == ("done", "done 21:15, Mona; chosen: Go", True)
    assert found[BEFORE + "backup"].who == "done 21:03, Imran Chowdhury"


def test_open_lines_are_whole_and_say_why_they_are_open(sheet: Sheet) -> None:
    found = lines(sheet)
    assert said(found[STOCK]) == ("failed", "failed: two rows are missing (21:14, Wei)", False)
    assert said(found[CUT_OVER + "start"]) == ("", "", False)
    before = lines(opened(Night()))[CUT_OVER + "start"]
    assert replace(found[CUT_OVER + "start"], slots=()) == replace(before, slots=())


def test_a_parent_is_open_until_all_its_parts_are_settled(sheet: Sheet) -> None:
    found = lines(sheet)
    assert [said(found[one])[2] for one in (CUT_OVER + "tables", ORDERS, TILLS, STOCK)] == [False, True, True, False]
    night = full_night()
    night.note("na", STOCK, text="moved", replaces=[event["id"] for event in night.events if event.get("address") == STOCK])
    assert said(lines(opened(night))[CUT_OVER + "tables"]) == ("done", "all 3 parts done", True)


def test_values_that_people_noted_are_printed_with_who_noted_them(sheet: Sheet) -> None:
    assert said(lines(sheet)[CUT_OVER + "note"])[1] == ("done 21:11, Wei; Previous commit: 4f2a91c (21:08, Wei); Size: 12 MB (21:10, Wei)")
    assert head(sheet)["Ticket"] == "OPS-7 (21:09, Mona)"
    assert "To be written on the day" not in head(sheet)
    back = opened(roll_back(full_night()), "rollback")
    assert head(back)["Previous commit"] == "4f2a91c (21:08, Wei)"
    assert lines(back)["procedures.back.steps.restore"].slots[0].value == "4f2a91c"


def roll_back(night: Night) -> Night:
    night.note("note", "procedures.back.steps.restore", text="Imran does it")
    return night


def test_values_at_an_open_line_replace_the_room_to_write() -> None:
    night = Night()
    night.note("blank", by="Wei", blank="previous-commit", text="4f2a91c")
    night.note("blank", CUT_OVER + "note", by="Wei", blank="size", text="12")
    night.note("blank", CUT_OVER + "start", by="Wei", blank="size", text="7")
    night.note("blank", CUT_OVER + "start", by="Mona", blank="size", text="8")
    sheet = opened(night)
    box, other = lines(sheet)[CUT_OVER + "note"], lines(sheet)[CUT_OVER + "start"]
    assert [(space.noted, box.quiet) for space in box.spaces] == [("4f2a91c (21:03, Wei)", False)]
    assert [(plain(cell.text), cell.space) for cell in box.cells] == [("12 MB (21:04, Wei)", None)]
    (cell,) = other.cells
    assert cell.space and not cell.space.noted
    assert said(other) == ("noted", "Size: noted differently: 7 MB (21:05, Wei) / 8 MB (21:06, Mona)", False)


def test_who_decided_and_when_is_in_the_head_of_a_rollback() -> None:
    night = roll_back(full_night())
    night.note("blank", blank="rollback.decided", text="22:14", by="Wei")
    facts = head(opened(night, "rollback"))
    assert (facts["Decided at"], facts["By"]) == ("22:14 (21:18, Wei)", "")


def test_secrets_are_never_printed_even_if_the_file_has_one() -> None:
    night = full_night()
    night.note("blank", blank="key", text="hunter2")
    assert "hunter2" not in repr(opened(night))
    assert "key" not in noted_values(shop().context.runbook, state_of(night.run().events))


def test_a_value_that_its_blank_does_not_take_fills_in_no_command() -> None:
    night = roll_back(Night())
    night.note("blank", blank="previous-commit", text="$(reboot)")
    back = opened(night, "rollback")
    assert lines(back)["procedures.back.steps.restore"].slots[0].value == ""


def test_a_list_that_is_answered_is_only_its_heading_and_quiet_lines(sheet: Sheet) -> None:
    before, cut_over = section(sheet, "checklists.before"), section(sheet, "checklists.cut-over")
    assert (before.quiet, before.count, before.done) == (True, 0, "A: all of 3 done")
    assert (cut_over.quiet, cut_over.count) == (False, 3)
    assert cut_over.done == "B: 4 of 7 done before. ____ of 3 done, ____ not"
    assert section(sheet, "checklists.after").done == "C: ____ of 2 done, ____ not"


def test_the_head_says_which_run_goes_on_and_how_far_it_is(sheet: Sheet) -> None:
    assert next(iter(head(sheet).items())) == (
        "Continues",
        "run “Night | 7” of 2026-12-01: 8 of 14 done at 21:16 UTC+06:00 (from night.json)",
    )
    assert head(sheet)["T-0"] == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"
    assert (sheet.tally, sheet.end) == ("6 boxes", "6 boxes. End of sheet.")


def test_what_everybody_must_know_about_the_run_is_in_the_head() -> None:
    night = full_night()
    night.note("hold", text="waits for the bank")
    night.note("done", "phases.deploy-day", text="the rest tomorrow")
    night.note("ended", by="Wei")
    night.events.append({"what": "photographed"})
    night.events[-2]["at"] = "2026-12-01T11:00:00Z"
    facts = head(opened(night))
    assert facts["On hold"] == "waits for the bank"
    assert facts["This phase"] == "marked done 21:18, Mona, with open “Must” items: the rest tomorrow"
    assert facts["Run ended"] == "17:00, Wei"
    assert facts["Clocks"] == "differ by up to 4 h: the order is right, times may be wrong"
    assert facts["Run on release"] == "2026.11"
    assert facts["Left out"] == "1 entry of the run that cannot be read"


def test_the_sheet_of_a_drill_says_so_first() -> None:
    night = full_night()
    assert "Drill" not in head(opened(night))
    night.note("drill", text="yes")
    assert next(iter(head(opened(night)).items())) == ("Drill", "this run is only practice")


def test_the_stop_frame_stays_and_says_who_saw_a_trigger(sheet: Sheet) -> None:
    assert sheet.calls is not None
    assert [(box.number, box.answer and box.answer.text) for box in sheet.calls.boxes] == [("S1", "seen 21:16, Wei"), ("S2", None)]


def test_times_of_another_day_have_their_day_and_all_are_in_the_zone_of_t_0() -> None:
    night = Night(t0="2026-12-01T22:00", zone="America/New_York")
    night.done(BEFORE + "freeze")
    night.events[-1]["at"] = "2026-12-02T06:10:00Z"
    assert said(lines(opened(night))[BEFORE + "freeze"])[1] == "done Wed 2026-12-02 01:10, Mona"


def test_people_who_answered_differently_are_both_named_and_the_line_is_open() -> None:
    night = Night()
    night.done(BEFORE + "freeze")
    night.note("failed", BEFORE + "freeze", "Wei", text="nobody read it")
    text = "People answered differently: done 21:03, Mona / failed: nobody read it (21:04, Wei)"
    assert said(lines(opened(night))[BEFORE + "freeze"]) == ("differs", text, False)


def test_a_claim_and_a_note_are_at_an_open_line_and_at_a_list() -> None:
    night = Night()
    night.note("claim", AFTER + "order", text="Wei")
    night.note("note", "checklists.after", text="tills first")
    sheet = opened(night)
    assert said(lines(sheet)[AFTER + "order"]) == ("noted", "Wei has it since 21:03", False)
    assert [plain(fact.text) for fact in section(sheet, "checklists.after").facts] == ["note: tills first (21:04, Mona)"]


def test_the_sheets_of_all_roles_have_each_open_box_once_and_nobody_waits_for_what_is_done(sheet: Sheet) -> None:
    context = shop().context
    roles = [for_role(context, sheet, role) for role in ("lead", "dba", "head")]
    assert sum(one.boxes for one in roles) == sheet.boxes
    for one in roles:
        assert [box.address for box in lines(one).values() if box.answer and box.answer.settled and (box.waits or box.tells)] == []
    failed = "Lead; failed: two rows are missing (21:14, Wei)"
    assert [(lines(one)[STOCK].quiet, lines(one)[STOCK].who) for one in roles] == [(False, ""), (True, failed), (True, failed)]


# --- another version of the runbook ----------------------------------------------------------------------------------------------

NEWER = (
    SHOP.replace("freeze: {text: The code freeze is announced}", "freeze: {text: The code freeze is announced to everybody}")
    .replace("visa: {text: The Visa terminal answers}", "card: {text: The Visa terminal answers, aliases: [visa]}")
    .replace("      mail: The mail of the order arrives\n", "      refund: A refund goes through\n")
)


def test_a_text_that_changed_since_is_open_and_says_what_was_answered() -> None:
    found = lines(opened(full_night(), text=NEWER))
    was = "done 21:04, Mona"
    note = "note: by mail and in the channel (21:06, Mona)"
    assert said(found[BEFORE + "freeze"]) == ("changed", f"Changed since. It was: {was}. Read it again.; {note}", False)


def test_a_line_with_another_id_keeps_its_answer() -> None:
    found = lines(opened(full_night(), text=NEWER))
    assert said(found[BEFORE + "card"]) == ("na", "not applicable: no Visa in this country (21:05, Wei)", True)


def test_lines_that_are_new_are_marked_if_the_file_says_which_there_were() -> None:
    assert said(lines(opened(full_night(), text=NEWER))[AFTER + "refund"]) == ("new", "New since 2026.11", False)
    assert said(lines(opened(full_night(), text=NEWER, boxes=False))[AFTER + "refund"]) == ("", "", False)


def test_lines_that_the_runbook_no_longer_has_are_at_the_end_with_their_answers() -> None:
    night = full_night()
    night.done(AFTER + "mail", by="Wei")
    night.note("note", AFTER + "mail", text="after 4 min")
    gone = opened(night, text=NEWER).sections[-1]
    assert (gone.title, gone.count) == ("No longer in the runbook", 0)
    text = "done 21:17, Wei; note: after 4 min (21:18, Mona)"
    assert [(plain(box.text), box.who) for box in gone.boxes] == [("The mail of the order arrives", text)]
    # Without the lines of the release, the address is all that is known.
    assert [plain(box.text) for box in opened(night, text=NEWER, boxes=False).sections[-1].boxes] == [AFTER + "mail"]
    assert opened(night).sections[-1].anchor != "gone"
    # Nobody waits for these lines, and they are the lines of nobody.
    sheet = opened(night, text=NEWER)
    for role in ("lead", "dba"):
        assert for_role(night.document.context, sheet, role).sections[-1] == gone


def test_a_run_that_was_carried_over_is_printed_from_either_release() -> None:
    night = Night()
    night.note("na", BEFORE + "visa", text="none here")
    night.note("carried", release="2026.12", moved={BEFORE + "visa": BEFORE + "card"}, **{"from": "2026.11"})
    for text, address in ((NEWER, BEFORE + "card"), (SHOP, BEFORE + "visa")):
        assert said(lines(opened(night, text=text))[address])[0] == "na"
    assert opened(night, text=SHOP).sections[-1].anchor != "gone"


def test_each_sheet_of_a_pack_goes_on_with_the_run() -> None:
    night = full_night()
    night.done(AFTER + "mail", by="Wei")
    pack = opened(night, "pack", text=NEWER)
    assert [(one.part, next(iter(head(one)))) for one in pack.chapters] == [
        ("emergency", "Continues"),
        ("deploy-day", "Continues"),
        ("rollback", "Continues"),
    ]
    assert [one.sections[-1].anchor == "gone" for one in pack.chapters] == [False, False, True]
    assert pack.boxes == sum(one.boxes for one in pack.chapters)


# --- phases ----------------------------------------------------------------------------------------------------------------------


def test_a_run_is_about_the_phases_of_a_deployment_and_those_with_an_answer() -> None:
    def planned(night: Night) -> tuple[str, ...]:
        return phases_of(night.document, fitted(night.document, night.run()))

    assert planned(Night()) == planned(Night(t0="")) == ("deploy-day",)
    assert planned(roll_back(Night())) == ("deploy-day", "rollback")
    assert planned(roll_back(Night(t0=""))) == ("rollback",)
