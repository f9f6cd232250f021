"""What stands on which sheet, and in which order.

Also tests `book`, `card_room`, `draft_reasons`, `emergency_card`, `phase_sheet`, `recurring_sheet`, `sheet_boxes` and `sheet_context`.
"""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.compose_sheets import compose_sheet, compose_sheets
from generator.document.pages import SiteSettings
from generator.document.sheets import SHEETS, Sheet, SheetBox, SheetChoice, SheetContact, SheetMoment, Tool, addresses
from generator.model.clock import Clock, parse_moment
from generator.model.entities import PHASES
from generator.model.moments import parse_offset
from generator.model.quantities import parse_duration
from generator.model.variant import boxes
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(commit="0123456789abcdef")
CLOCK = Clock(parse_moment("2026-12-01T22:00 Asia/Dhaka"))


def sheet(part: str, data: dict[str, Any] | None = None, clock: Clock | None = None) -> Sheet:
    return compose_sheet(sample_variant(data), part, SETTINGS, clock)


def titles(found: Sheet) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in found.sections]


def section(found: Sheet, title: str) -> Any:
    return next(section for section in found.sections if section.title == title)


def test_each_variant_has_six_phases_and_a_card() -> None:
    variant = sample_variant()
    found = compose_sheets({"shop": variant}, SETTINGS)
    assert [one.path for one in found] == [f"shop/sheets/{part}.md" for part in SHEETS]
    assert found == tuple(compose_sheet(variant, part, SETTINGS) for part in SHEETS)


def test_every_box_of_the_runbook_stands_on_one_phase_sheet() -> None:
    variant = sample_variant()
    found = [address for phase in PHASES for address in addresses(compose_sheet(variant, phase, SETTINGS))]
    assert sorted(found) == sorted(boxes(variant.runbook))
    assert sheet("emergency").boxes == 0


def test_the_head_says_whose_and_which_sheet_it_is() -> None:
    head = sheet("prepare")
    assert (head.title, head.system, head.owner) == ("Prepare", "Shop", "Technical lead (R. Rahman)")
    assert (head.reviewed, head.commit, head.t0) == ("2026-11-01, again every 90 days", "0123456789ab", "")
    assert head.summary == "What is ready before the day."
    released = compose_sheet(sample_variant(), "prepare", SiteSettings(commit="0123456789abcdef", release="2026.11"))
    assert (released.release, released.commit) == ("2026.11", "0123456789ab")
    assert sheet("prepare", clock=CLOCK).t0 == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"


def test_checklists_stand_below_their_groups_and_where_they_are_written() -> None:
    week, day = (2, "A week before"), (2, "The day before")
    assert titles(sheet("prepare")) == [week, (3, "Database"), day, (3, "Release notes"), (2, "Code")]


def test_groups_keep_the_order_of_the_phase() -> None:
    data = sample_data()
    data["phases"]["prepare"]["groups"] = {"first": {"title": "First"}, "second": {"title": "Second"}}
    data["checklists"] = {
        "b": {"phase": "prepare", "group": "second", "title": "B", "items": {"x": {"text": "x"}}},
        "loose": {"phase": "prepare", "title": "Loose", "items": {"x": {"text": "x"}}},
        "a": {"phase": "prepare", "group": "first", "title": "A", "items": {"x": {"text": "x"}}},
    }
    assert titles(sheet("prepare", data)) == [(2, "First"), (3, "A"), (2, "Loose"), (2, "Second"), (3, "B")]


def test_rollback_begins_with_its_triggers_and_incident_with_its_severities() -> None:
    assert titles(sheet("rollback")) == [(2, "Rollback triggers"), (2, "Roll back a release")]
    incident = sheet("incident")
    assert [level.label for level in incident.severities] == ["P0", "P1", "Low"]
    assert titles(incident) == [(2, "Respond")]


def test_what_has_no_phase_of_its_own_stands_on_deployment_day() -> None:
    found = sheet("deploy-day")
    assert titles(found)[1:] == [
        (2, "Announcements"),
        (3, "Internal"),
        (3, "External"),
        (2, "Sign-offs"),
        (3, "Technical"),
        (3, "Business"),
    ]
    assert [blank.label for blank in found.record] == ["Deployed version", "Deployment date"]
    assert [(note.label, note.lines) for note in found.notes] == [("Issues found and resolved", 2)]
    later = sheet("follow-up")
    assert titles(later) == [(2, "Announcements"), (3, "Internal"), (2, "Sign-offs")]
    assert [blank.label for blank in later.record] == ["Errors since"]
    assert [(note.label, note.lines) for note in later.notes] == [("Notes", 4)]


def test_what_is_not_defined_is_named() -> None:
    data = sample_data()
    for name in ("triggers", "severities", "contacts", "commands", "procedures"):
        data[name] = {}
    data["variant"].pop("owner")
    for address in ("database", "cut-over"):
        data["checklists"][address].pop("role", None)
    assert sheet("rollback", data).missing == ("this phase",)
    assert sheet("incident", data).missing == ("this phase",)
    assert sheet("operate", data).missing == ()
    assert sheet("emergency", data).missing == ("contacts", "severities", "rollback triggers", "commands")
    data["procedures"] = sample_data()["procedures"]
    assert sheet("rollback", data).missing == ("rollback triggers",)
    assert sheet("incident", data).missing == ("severities",)
    assert sheet("emergency").missing == ()


def test_a_role_is_said_once() -> None:
    database = section(sheet("prepare"), "Database")
    assert database.role == "Database administrator"
    backup, pooling = database.boxes
    assert backup.role == ""
    assert pooling.role == "Technical lead (R. Rahman)"
    assert [child.role for child in pooling.children] == ["", ""]


def test_an_item_tells_all_that_it_knows() -> None:
    (box,) = section(sheet("deploy-day"), "Cut-over").boxes
    assert box == SheetBox(
        "checklists.cut-over.items.migrate",
        "Migrations have run to the end",
        "1",
        run="docker compose run api \\\n  npx prisma migrate deploy",
        expect="every migration is reported as `applied`",
        target="API response time, 95th percentile under 200 ms, alert over 500 ms",
        on_failure='Roll back a release, on the sheet "Rollback"',
    )


def test_steps_are_numbered_and_choices_lead_on() -> None:
    assess, restore = section(sheet("rollback"), "Roll back a release").boxes
    assert (assess.number, assess.title, restore.number, restore.title) == ("1", "Assess the severity", "2", "")
    assert assess.choices == (
        SheetChoice("Critical", "immediately", then="step 2"),
        SheetChoice("Not so high", "within 30 min", text="roll back if not fixed"),
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("procedures.roll-back", 'Roll back a release, on the sheet "Rollback"'),
        ("procedures.roll-back.steps.restore", 'The backup is restored, on the sheet "Rollback"'),
        ("checklists.cut-over.items.migrate", "Migrations have run to the end"),
        ("triggers.error-rate", 'Too many requests fail, on the sheet "Rollback"'),
        ("contacts.dba", 'Database administrator, on the sheet "Emergency card"'),
        ("services.database", "Database"),
        ("procedures.gone.steps.x", "gone/x"),
    ],
)
def test_a_way_out_names_the_sheet_that_it_leads_to(address: str, words: str) -> None:
    data = sample_data()
    data["checklists"]["cut-over"]["items"]["migrate"]["on-failure"] = address
    (box,) = section(sheet("deploy-day", data), "Cut-over").boxes
    assert box.on_failure == words


def test_a_trigger_tells_when_it_fires_and_who_acts() -> None:
    first, second, third = section(sheet("rollback"), "Rollback triggers").boxes
    assert (first.threshold, first.mode, first.action) == ("over 5% for 5 min", "manual decision", "roll back at once")
    assert first.target == "Error rate under 1%"
    assert (second.threshold, second.mode, second.action) == ("", "automatic rollback", "")
    assert (third.threshold, third.target) == ("over 95% for 10 min", "Disk in use, 99.9th percentile under 80%, alert over 90%")


def test_without_a_clock_moments_are_offsets() -> None:
    assert section(sheet("deploy-day"), "Cut-over").moment == SheetMoment("T-0", "30 min")
    assert section(sheet("operate"), "Daily").moment == SheetMoment(every="every day")


def test_with_a_clock_every_offset_has_its_time_and_zone() -> None:
    day = sheet("deploy-day", clock=CLOCK)
    assert section(day, "Cut-over").moment.clock == "Tue 2026-12-01 22:00 to 22:30 UTC+06:00 (Asia/Dhaka)"
    assert section(day, "Internal").boxes[0].moment.clock == "Tue 2026-12-01 20:00 UTC+06:00 (Asia/Dhaka)"
    week = section(sheet("prepare", clock=CLOCK), "A week before").moment
    assert week.clock == "Tue 2026-11-24 22:00 to Thu 2026-11-26 22:00 UTC+06:00 (Asia/Dhaka)"
    assert section(sheet("operate", clock=CLOCK), "Daily").moment.clock == ""


def test_a_checklist_does_not_repeat_the_moment_of_its_group() -> None:
    assert section(sheet("prepare"), "Database").moment == SheetMoment()
    data = sample_data()
    data["checklists"]["database"]["at"] = parse_offset("T-6d")
    assert section(sheet("prepare", data), "Database").moment == SheetMoment("T-6d")
    data["checklists"]["database"]["at"] = None
    assert section(sheet("prepare", data), "Database").moment == SheetMoment()
    data["checklists"]["database"]["lasts"] = parse_duration("1 h")
    assert section(sheet("prepare", data), "Database").moment == SheetMoment("T-7d", "1 h")


def test_recurring_work_has_a_date_rather_than_a_t0() -> None:
    assert [sheet(phase).counts_down for phase in PHASES] == [True, True, True, False, True, False]
    data = sample_data()
    data["checklists"]["daily"]["at"] = parse_offset("T+30d")
    assert sheet("operate", data).counts_down


def test_a_sign_off_carries_the_name_that_is_known() -> None:
    found = sheet("deploy-day")
    assert [signature.name for one in found.sections for signature in one.signatures] == ["R. Rahman", "", "Support desk"]


def test_sign_offs_without_any_group_need_no_heading_of_their_own() -> None:
    data = sample_data()
    data["sign-offs"] = {"a": {"title": "A"}, "b": {"title": "B"}}
    assert titles(sheet("deploy-day", data))[-1] == (2, "Sign-offs")
    data["sign-offs"]["c"] = {"title": "C", "group": "Business"}
    assert titles(sheet("deploy-day", data))[-3:] == [(2, "Sign-offs"), (3, "Other sign-offs"), (3, "Business")]


def test_the_card_holds_whom_to_call_and_what_to_type() -> None:
    card = sheet("emergency")
    assert card.contacts == (
        SheetContact("Technical lead", "R. Rahman", "+880 2 5566 7788", "lead@shop.tld", "#ops", "9 to 5"),
        SheetContact("Database administrator", escalates_to="Technical lead"),
        SheetContact(
            "Host",
            "Support desk",
            "+880 2 5566 9900",
            "desk@host.tld",
            "https://support.host.tld",
            "day and night",
            "Database administrator",
        ),
    )
    assert [kit.title for kit in card.kits] == ["Roll back a release", "Deployment", "Checks", "Commands"]
    assert card.kits[0].tools == (
        Tool("Step 2: The backup is restored", "./backup.sh restore", condition="data were lost", expect="no errors"),
    )
    assert [trigger.address for trigger in card.triggers] == ["triggers.error-rate", "triggers.intrusion", "triggers.disk-full"]


def test_the_card_finds_the_commands_within_steps_and_keeps_their_conditions() -> None:
    data = sample_data()
    items = data["procedures"]["roll-back"]["steps"]["restore"]["items"]
    items["checked"] |= {"run": "./count.sh", "if": "data was lost"}
    assert sheet("emergency", data).kits[0].tools[1] == Tool("Step 2.1: Row counts agree", "./count.sh", condition="data was lost")
    data["procedures"]["roll-back"]["steps"]["restore"]["if"] = "the database is damaged"
    del items["checked"]["if"]
    assert [tool.condition for tool in sheet("emergency", data).kits[0].tools] == ["the database is damaged"] * 2


def test_a_condition_that_holds_for_a_list_an_item_or_a_step_is_not_repeated_below_it() -> None:
    data = sample_data()
    data["checklists"]["database"] |= {
        "if": "there is a database",
        "items": {
            "same": {
                "text": "Same",
                "if": "there is a database",
                "items": {"same": {"text": "Same", "if": "there is a database"}, "own": {"text": "Own", "if": "it is large"}},
            },
            "own": {
                "text": "Own",
                "if": "it is large",
                "items": {"same": {"text": "Same", "if": "it is large"}, "list": {"text": "As the list", "if": "there is a database"}},
            },
        },
    }
    data["procedures"]["roll-back"]["steps"]["restore"] |= {
        "if": "data was lost",
        "items": {"same": {"text": "Same", "if": "data was lost"}, "own": {"text": "Own", "if": "it is large"}},
    }
    database = section(sheet("prepare", data), "Database")
    assert database.condition == "there is a database"
    assert [(box.condition, [child.condition for child in box.children]) for box in database.boxes] == [
        ("", ["", "it is large"]),
        ("it is large", ["", "there is a database"]),
    ]
    restore = section(sheet("rollback", data), "Roll back a release").boxes[1]
    assert (restore.condition, [child.condition for child in restore.children]) == ("data was lost", ["", "it is large"])


def test_a_card_counts_what_it_has_no_room_for() -> None:
    data = sample_data()
    data["commands"] = {f"c{number}": {"title": f"Command {number}", "run": "true"} for number in range(300)}
    card = sheet("emergency", data)
    titles = [tool.title for kit in card.kits for tool in kit.tools]
    assert titles[1:] == [f"Command {number}" for number in range(len(titles) - 1)]
    assert len(titles) > 10 and len(titles) + card.left_out == 301
    assert sheet("emergency").left_out == 0


def test_a_command_that_is_too_long_for_the_card_leaves_out_those_after_it() -> None:
    data = sample_data()
    del data["procedures"]
    data["commands"] = {
        key: {"title": key, "group": group, "run": run}
        for key, group, run in (("a", "A", "true"), ("b", "B", "true"), ("long", "B", "true\n" * 200 + "true"), ("c", "C", "true"))
    }
    card = sheet("emergency", data)
    assert [(kit.title, [tool.title for tool in kit.tools]) for kit in card.kits] == [("A", ["a"]), ("B", ["b"])]
    assert card.left_out == 2


def test_a_percentile_is_spoken_of_alike_on_sheets_and_in_the_book() -> None:
    data = sample_data()
    data["slos"]["latency"]["percentile"] = 52.0
    (box,) = section(sheet("deploy-day", data), "Cut-over").boxes
    assert box.target == "API response time, 52nd percentile under 200 ms, alert over 500 ms"
    chapters = {chapter.title: chapter for chapter in sheet("book", data).chapters}
    assert chapters["Targets"].tables[0].rows[0][0] == "API response time, 52nd percentile"


def test_a_sheet_of_a_draft_release_says_so_whatever_it_holds() -> None:
    for part in (*SHEETS, "book"):
        own = compose_sheet(sample_variant(), part, SiteSettings(release="2026.12"), None).draft
        found = compose_sheet(sample_variant(), part, SiteSettings(release="2026.12", draft=True), None).draft
        assert found == ("part of draft release 2026.12", *own)
    assert compose_sheet(sample_variant(), "prepare", SiteSettings(draft=True), None).draft[0] == "part of a draft"
