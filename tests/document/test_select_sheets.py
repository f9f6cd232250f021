"""The contents of each sheet and their order.

Also tests `compose`, `document_parts`, `phase_sheet`, `recurring_sheet`, `sheet_head` and `sheets`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from generator.document.compose import compose
from generator.document.document_parts import Box, Fact, Link, Moment, Section, capitalized, plain, with_children
from generator.document.pages import SiteSettings
from generator.document.runbook_context import inline
from generator.document.select_sheets import sheets_of
from generator.document.sheets import BOOK, PACK, SHEETS, Sheet
from generator.document.texts_of_parts import texts
from generator.model.clock import parse_moment
from generator.model.entities import PHASES, PUBLIC
from generator.model.moments import parse_month, parse_offset, parse_recurrence, parse_week
from generator.model.quantities import parse_duration
from generator.model.variant import boxes
from tests.composed import VERSIONS, addresses, sheet_from
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(versions=VERSIONS)
T0 = parse_moment("2026-12-01T22:00 Asia/Dhaka")
ASKED = ("day", "blank")


def sheet(part: str, data: dict[str, Any] | None = None, at: datetime | None = None) -> Sheet:
    return sheet_from(sample_variant(data), part, SETTINGS, at)


def headings(found: Sheet) -> list[tuple[int, str]]:
    """Return the headings of a sheet without those of the addresses at its end, which `test_web_links` tests."""
    return [(section.level, section.title) for section in found.sections if section.anchor not in ("links", "runbooks")]


def section_named(found: Sheet, title: str) -> Section:
    return next(section for section in found.sections if section.title == title)


def undefined_notes(found: Sheet) -> list[str]:
    return [plain(section.summary) for section in found.sections if section.kind == "undefined"]


def fact_text(box: Box, kind: str) -> str:
    return next((plain(fact.text) for fact in box.facts if fact.kind == kind), "")


def moment_facts(found: Section) -> tuple[str, str, bool] | None:
    return (found.moment.at, found.moment.lasts, found.moment.repeated) if found.moment else None


def test_each_variant_has_six_phases_a_card_and_a_book() -> None:
    variant = sample_variant()
    found = sheets_of(compose(variant, SETTINGS))
    assert [one.path for one in found] == [f"shop/sheets/{part}.md" for part in (*PHASES, "emergency", "book", "pack")]
    assert found == tuple(sheet_from(variant, part, SETTINGS) for part in (*SHEETS, BOOK, PACK))


def test_every_box_is_on_one_phase_sheet_and_in_the_book() -> None:
    variant = sample_variant()
    found = [address for phase in PHASES for address in addresses(sheet_from(variant, phase, SETTINGS))]
    assert sorted(found) == sorted(boxes(variant.runbook))
    assert sheet("book").boxes == sum(sheet(phase).boxes for phase in PHASES) == len(found)
    assert set(addresses(sheet("emergency"))) < set(addresses(sheet("rollback")))  # the same boxes, on a second sheet


def test_a_recurring_box_counts_once_for_each_of_its_dates() -> None:
    found = sheet_from(sample_variant(), "recurring", SETTINGS, period=parse_month("2026-12"))
    assert found.path == "shop/sheets/recurring-2026-12.md"
    assert found.boxes == len(list(addresses(found))) > len(set(addresses(found)))
    daily = [section for section in found.sections if section.title.startswith("Daily")]
    assert [one.title for one in daily] == [f"Daily, week 2026-W{week}" for week in (49, 50, 51, 52, 53)]
    assert sum(one.count for one in daily) == 31 * len(list(with_children(daily[0].boxes)))
    assert daily[0].dates[0] == "Tue 2026-12-01"


def test_the_head_names_the_system_and_the_sheet() -> None:
    found = sheet("prepare")
    head = {fact.label: fact.value for fact in found.head}
    assert (found.title, found.system, head["Document owner"]) == ("Prepare", "Shop", "Technical lead (R. Rahman)")
    assert (head["Reviewed"], head["This sheet"], head["T-0"]) == ("2026-11-01, every 90 days", "runbook of 2026-11-20, 0123456789ab", "")
    assert plain(found.summary) == "What is ready before the day."
    released = sheet_from(sample_variant(), "prepare", SiteSettings(versions=VERSIONS, release="2026.11"))
    assert released.version == "2026.11 · runbook of 2026-11-20, 0123456789ab"
    assert {fact.label for fact in released.head if fact.kind == "stamp"} == {"Release", "This sheet"}
    assert {fact.value for fact in sheet("prepare", at=T0).head if fact.fill == "t0"} == {"Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"}


def test_checklists_are_below_their_groups_or_in_the_order_of_the_data() -> None:
    week, day = (2, "A week before"), (2, "The day before")
    assert headings(sheet("prepare")) == [
        week,
        (3, "Signs of the shop"),
        (3, "Database"),
        day,
        (3, "Doors of the shop"),
        (3, "Release notes"),
        (2, "Code"),
    ]


def test_groups_keep_the_order_of_the_phase() -> None:
    data = sample_data()
    data["phases"]["prepare"]["groups"] = {"first": {"title": "First"}, "second": {"title": "Second"}}
    data["checklists"] = {
        "b": {"phase": "prepare", "group": "second", "title": "B", "items": {"x": {"text": "x"}}},
        "loose": {"phase": "prepare", "title": "Loose", "items": {"x": {"text": "x"}}},
        "a": {"phase": "prepare", "group": "first", "title": "A", "items": {"x": {"text": "x"}}},
    }
    data["passages"] = {}
    assert headings(sheet("prepare", data)) == [(2, "First"), (3, "A"), (2, "Loose"), (2, "Second"), (3, "B")]


def test_rollback_and_incident_begin_with_their_triggers() -> None:
    assert headings(sheet("rollback")) == [
        (2, "Rollback triggers"),
        (2, "Go or no-go before R Roll back a release"),
        (2, "Roll back a release"),
    ]
    incident = sheet("incident")
    assert [row.mark for row in section_named(incident, "Severities").rows] == ["P0", "P1", "Low"]
    assert headings(incident) == [(2, "Incident triggers"), (2, "Severities"), (2, "Respond"), (2, "Keys of the shop"), (2, "Log")]


def test_entities_without_a_phase_are_on_the_deployment_day() -> None:
    found = sheet("deploy-day")
    assert headings(found) == [
        (2, "Contacts"),
        (2, "Internal announcements"),
        (2, "Sign-offs"),
        (3, "Business"),
        (2, "Go or no-go before E Cut-over"),
        (2, "Cut-over"),
        (2, "External announcements"),
        (2, "Sign-offs"),
        (3, "Business"),
        (2, "Notes"),
    ]
    assert [fact.label for fact in found.head if fact.kind in ("day", "blank")] == [
        "T-0",
        "Planned end",
        "Deployed version",
        "Deployment date",
        "To be written on the day",
    ]
    assert [(space.label, space.lines) for space in section_named(found, "Notes").spaces] == [("Issues found and resolved", 2)]
    later = sheet("follow-up")
    assert headings(later) == [(2, "Internal announcements"), (2, "Sign-offs"), (2, "Notes")]
    assert [fact.label for fact in later.head if fact.kind in ASKED] == ["T-0", "Errors since", "Result"]
    assert [(space.label, space.lines) for space in section_named(later, "Notes").spaces] == [("Notes", 4)]


def test_a_sheet_names_what_is_not_defined() -> None:
    data = sample_data()
    for name in ("triggers", "severities", "contacts", "commands", "procedures"):
        data[name] = {}
    data["variant"].pop("owner")
    for address in ("database", "cut-over"):
        data["checklists"][address].pop("role", None)
    lines = [
        "Not defined: contacts, rollback triggers, rollback procedure, severities.",
        "Commands of the checks: Prepare, Deployment day.",
    ]
    assert undefined_notes(sheet("emergency", data)) == lines
    assert [section.title for section in sheet("emergency", data).sections] == ["Status pages", "Runbooks of services", "Links", "", ""]
    data["procedures"] = sample_data()["procedures"]
    assert undefined_notes(sheet("rollback", data)) == []
    assert undefined_notes(sheet("incident", data)) == ["Severities are not defined for this system."]
    del data["procedures"]["roll-back"]["steps"]["restore"]["run"]
    data["procedures"]["roll-back"]["phase"] = "incident"
    data["checklists"]["plan"] = {"phase": "rollback", "title": "Plan", "items": {"known": {"text": "The plan is known"}}}
    assert undefined_notes(sheet("rollback", data)) == ["Rollback triggers are not defined for this system."]
    assert undefined_notes(sheet("emergency")) == []


def test_a_public_sheet_does_not_call_internal_data_undefined() -> None:
    """A public sheet cannot know whether data are missing or internal, so it says only that they are not public."""
    bare = sheet_from(sample_variant({"variant": {"title": "Bare"}}), "emergency", replace(SETTINGS, visibility=PUBLIC))
    assert undefined_notes(bare) == ["Not in the public version: contacts, rollback triggers, rollback procedure, severities, commands."]


def test_a_role_is_shown_once() -> None:
    database = section_named(sheet("prepare"), "Database")
    assert [plain(fact.text) for fact in database.facts] == ["Database administrator"]
    backup, pooling = database.boxes
    assert fact_text(backup, "role") == ""
    assert fact_text(pooling, "role") == "Technical lead (R. Rahman)"
    assert [fact_text(child, "role") for child in pooling.children] == ["", ""]


def test_a_choice_names_the_step_that_it_leads_to() -> None:
    assess, restore = section_named(sheet("rollback"), "Roll back a release").boxes
    assert (assess.number, assess.title, restore.number, restore.title) == ("R1", "Assess the severity", "R2", "")
    assert [(way.label, plain(way.text), way.then.text if way.then else "") for way in assess.ways] == [
        ("Critical", "", "go to R2"),
        ("Not so high", "roll back if not fixed", ""),
    ]
    data = sample_data()
    data["procedures"]["roll-back"]["steps"]["restore"]["title"] = "Restore"
    then = section_named(sheet("rollback", data), "Roll back a release").boxes[0].ways[0].then
    assert then is not None
    assert then.text == "go to R2, Restore"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("procedures.roll-back", "go to R, Roll back a release, on the sheet “Rollback”"),
        ("procedures.roll-back.steps.restore", "go to R2, The backup is restored, on the sheet “Rollback”"),
        ("checklists.cut-over.items.migrate", "go to E1"),
        ("migrate", "go to E1"),
        ("done", "done"),
        ("announcements.done", "go to G2, Everybody knows, on the sheet “Follow-up”"),
        ("triggers.error-rate", "go to S1, Too many requests fail, on the sheet “Rollback”"),
        ("severities.p0", "Complete outage, on the sheet “Incident”"),
        ("contacts.dba", "Database administrator, on the sheet “Emergency card”"),
        ("phases.prepare", "Prepare, on the sheet “Prepare”"),
        ("services.database", "Database"),
        ("procedures.gone.steps.x", "gone/x"),
    ],
)
def test_a_link_on_failure_names_the_sheet_that_it_leads_to(address: str, words: str) -> None:
    data = sample_data()
    data["announcements"]["done"] = {"text": "Everybody knows", "audience": "internal", "phase": "follow-up"}
    data["checklists"]["cut-over"]["items"]["migrate"]["on-failure"] = address
    (box,) = section_named(sheet("deploy-day", data), "Cut-over").boxes
    assert box.on_failure is not None
    assert box.on_failure.on_sheet("deploy-day") == words


def test_a_link_names_its_sheet_on_every_other_sheet() -> None:
    link = Link("Roll back", "shop/rollback/index.md", "rollback", "Roll back, on the sheet “Rollback”")
    assert (link.on_sheet("rollback"), link.on_sheet("prepare")) == ("Roll back", "Roll back, on the sheet “Rollback”")
    assert Link("Database", "shop/services/index.md").on_sheet("prepare") == "Database"


def test_with_a_clock_every_offset_has_its_time_and_zone() -> None:
    def clock(found: Moment | None) -> str:
        return found.clock if found else ""

    day = sheet("deploy-day", at=T0)
    assert clock(section_named(day, "Cut-over").moment) == "Tue 2026-12-01 22:00 to 22:30 UTC+06:00 (Asia/Dhaka)"
    assert clock(section_named(day, "Internal announcements").boxes[0].moment) == "Tue 2026-12-01 20:00 UTC+06:00 (Asia/Dhaka)"
    week = section_named(sheet("prepare", at=T0), "A week before").moment
    assert clock(week) == "Tue 2026-11-24 22:00 to Thu 2026-11-26 22:00 UTC+06:00 (Asia/Dhaka)"
    assert clock(section_named(sheet("operate", at=T0), "Daily").moment) == ""
    assert clock(section_named(sheet("deploy-day"), "Cut-over").moment) == ""


def test_a_checklist_does_not_repeat_the_moment_of_its_group() -> None:
    assert moment_facts(section_named(sheet("prepare"), "Database")) == ("T-7d", "", True)
    data = sample_data()
    data["checklists"]["database"]["at"] = parse_offset("T-6d")
    assert moment_facts(section_named(sheet("prepare", data), "Database")) == ("T-6d", "", False)
    data["checklists"]["database"]["at"] = None
    assert moment_facts(section_named(sheet("prepare", data), "Database")) == ("T-7d", "", True)
    data["checklists"]["database"]["lasts"] = parse_duration("1 h")
    assert moment_facts(section_named(sheet("prepare", data), "Database")) == ("T-7d", "1 h", True)


def test_recurring_work_has_a_date_rather_than_a_t0() -> None:
    def asks_for_t0(phase: str, data: dict[str, Any] | None = None) -> bool:
        return any(fact.fill == "t0" for fact in sheet(phase, data).head)

    def day(phase: str, data: dict[str, Any] | None = None) -> list[str]:
        return [fact.label for fact in sheet(phase, data).head if fact.kind == "day"]

    assert [asks_for_t0(phase) for phase in PHASES] == [True, True, True, False, True, False]
    assert day("operate") == ["Date"]
    data = sample_data()
    data["checklists"]["daily"]["at"] = parse_offset("T+30d")
    assert asks_for_t0("operate", data)
    for checklist in data["checklists"].values():
        checklist.pop("at", None)
        checklist.pop("group", None)
    del data["checklists"]["database"]["items"]["pooling"]["at"]
    data["passages"] = {}
    assert (day("prepare", data), day("deploy-day", data)) == (["Date"], ["T-0", "Planned end", "To be written on the day"])


def test_a_sign_off_has_the_name_of_the_contact() -> None:
    found = [box for one in sheet("deploy-day").sections for box in one.boxes if box.signed]
    assert [box.name for box in found] == ["", "R. Rahman", "", "Support desk"]


def test_sign_offs_without_a_group_are_below_the_first_heading() -> None:
    data = sample_data()
    data["sign-offs"] = {"a": {"title": "A"}, "b": {"title": "B"}}
    data["notes"] = {}
    assert headings(sheet("deploy-day", data))[-1] == (2, "Sign-offs")
    data["sign-offs"]["c"] = {"title": "C", "group": "Business"}
    found = sheet("deploy-day", data)
    assert headings(found)[-2:] == [(2, "Sign-offs"), (3, "Business")]
    assert [plain(box.text) for box in section_named(found, "Sign-offs").boxes] == ["A", "B"]


def test_a_line_to_which_the_way_of_its_list_does_not_apply_says_so() -> None:
    """Readers would follow the way in the heading, and roll back for nothing."""
    data = sample_data()
    lines = {"a": {"text": "A"}, "b": {"text": "B", "on-failure": "none"}}
    data["checklists"] = {
        "with-way": {"phase": "deploy-day", "title": "One", "on-failure": "procedures.roll-back", "items": lines},
        "without": {"phase": "deploy-day", "title": "Two", "items": lines},
    }
    data["sign-offs"] = {}
    found = sheet("deploy-day", data)
    ways = [[box.on_failure and box.on_failure.text for box in section_named(found, title).boxes] for title in ("One", "Two")]
    assert ways == [[None, "decide here; the way of the list does not apply"], [None, None]]


def test_a_sheet_does_not_name_the_contacts_that_its_table_shows_as_unassigned() -> None:
    """The names would be right above their empty rows, and push down the people who can be called."""
    for part in ("emergency", "deploy-day"):
        assert "1 contact unassigned" in sheet(part).draft
        assert not any("Database administrator" in reason for reason in sheet(part).draft)


def test_ongoing_work_has_a_box_for_each_week_of_a_month() -> None:
    """One box for a month says nothing about the month; a week has one box."""
    data = sample_data()
    data["checklists"] = {
        "watch": {"phase": "operate", "title": "Watch", "every": parse_recurrence("ongoing"), "items": {"a": {"text": "Look"}}}
    }
    month, week = (
        sheet_from(sample_variant(data), "recurring", SETTINGS, period=one) for one in (parse_month("2026-12"), parse_week("2026-W50"))
    )
    assert [section.dates for section in month.sections] == [
        ("Tue 2026-12-01", "Mon 2026-12-07", "Mon 2026-12-14", "Mon 2026-12-21", "Mon 2026-12-28")
    ]
    assert [section.dates for section in week.sections] == [("from Mon 2026-12-07",)]


def test_a_sheet_is_a_draft_because_of_its_contacts_and_texts() -> None:
    assert sheet("prepare").draft == ("unassigned: Database administrator",)
    assert sheet("operate").draft == ()
    data = sample_data()
    data["contacts"]["dba"]["phone"] = "+880 2 5566 7799"
    data["variant"]["waive"] = {}
    assert sheet("prepare", data).draft == ()
    data["checklists"]["code"]["items"]["tests"]["text"] = "[TBD](https://example.com) is done by TBD"
    assert sheet("prepare", data).draft == ("still to fill in: example.com, TBD",)
    assert sheet("operate", data).draft == ()
    assert sheet("book", data).draft == ("still to fill in: example.com, TBD",)


def test_every_sheet_of_a_draft_release_is_a_draft() -> None:
    for part in (*SHEETS, BOOK):
        own, found = (sheet_from(sample_variant(), part, SiteSettings(release="2026.12", draft=draft)).draft for draft in (False, True))
        assert found == ("part of draft release 2026.12", *own)
    assert sheet_from(sample_variant(), "prepare", SiteSettings(draft=True)).draft[0] == "part of a draft"


def test_the_address_of_the_site_does_not_make_a_sheet_a_draft() -> None:
    found = sheet_from(sample_variant(), "operate", SiteSettings(site_url="https://example.com"))
    assert (found.address, found.draft) == ("https://example.com/shop/operate/index.html", ())


def test_texts_gives_every_text_that_a_reader_sees() -> None:
    box = Box("a.b", inline("see [the `page`](https://host/x)"), title="Title", run="run", children=(Box("a.c", inline("child")),))
    found = list(texts(replace(box, expect=inline("seen"), facts=(Fact("blocking", inline("must"), how="flag"),))))
    assert sorted(found) == sorted(["see ", "https://host/x", "the ", "page", "Title", "must", "run", "seen", "child"])


def test_a_text_begins_with_a_capital_letter_unless_it_begins_with_markup() -> None:
    assert plain(capitalized(inline("automatic rollback"))) == "Automatic rollback"
    assert capitalized(inline("`automatic` rollback")) == inline("`automatic` rollback")
    assert capitalized(()) == ()
