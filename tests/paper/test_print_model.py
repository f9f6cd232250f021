"""What both printed forms show of a sheet, block by block and word by word."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.compose_sheets import compose_recurring, compose_sheet
from generator.document.pages import SiteSettings
from generator.document.sheets import SheetBox, SheetMoment
from generator.model.clock import Clock, parse_moment
from generator.model.moments import parse_offset
from generator.model.periods import parse_week
from generator.paper.print_model import TALL, _rows, count, inline, moment, undefined, view_of
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(site_url="https://ops.tld/", commit="0123456789abcdef", release="2026.11")
CLOCK = Clock(parse_moment("2026-12-01T22:00 Asia/Dhaka"))


def view(part: str, data: dict[str, Any] | None = None, clock: Clock | None = None) -> dict[str, Any]:
    return view_of(compose_sheet(sample_variant(data), part, SETTINGS, clock))


def block(found: dict[str, Any], title: str) -> Any:
    return next(one for one in found["blocks"] if one.get("title") == title)


def words(parts: list[dict[str, Any]]) -> str:
    return "".join(part.get("t") or part.get("s") or part.get("c") or words(part.get("l", [])) for part in parts)


def detail(row: Any, label: str) -> str:
    return next(words(one["text"]) for one in row["details"] if one["label"] == label)


def test_the_head_has_what_is_known_and_a_blank_for_what_is_not() -> None:
    facts = {fact["label"]: (fact["value"], fact.get("hint", "")) for fact in view("deploy-day")["facts"]}
    assert facts == {
        "System": ("Shop (shop)", ""),
        "Release": ("2026.11", ""),
        "Commit": ("0123456789ab", ""),
        "Reviewed": ("2026-11-01, again every 90 days", ""),
        "Document owner": ("Technical lead (R. Rahman)", ""),
        "T-0": ("", "date, time, zone"),
        "Planned end": ("", "date, time"),
        "Deployed version": ("", ""),
        "Deployment date": ("", "date"),
    }


def test_with_a_clock_the_head_and_every_moment_have_their_times() -> None:
    found = view("deploy-day", clock=CLOCK)
    facts = {fact["label"]: fact["value"] for fact in found["facts"]}
    assert facts["T-0"] == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"
    assert facts["Planned end"].startswith("Tue 2026-12-01 22:30")
    when = block(found, "Cut-over")["facts"][0]
    assert words(when["text"]) == "T-0, lasts 30 min: Tue 2026-12-01 22:00 to 22:30 UTC+06:00 (Asia/Dhaka)"
    assert "at" not in when, "what is filled in already is not for the browser to fill in"


def test_an_end_that_nobody_has_planned_is_left_to_be_written() -> None:
    data = sample_data()
    del data["checklists"]["cut-over"]["lasts"]
    for at in (parse_offset("T-2h"), None):
        data["checklists"]["cut-over"]["at"] = at
        facts = {fact["label"]: (fact["value"], fact.get("hint")) for fact in view("deploy-day", data, CLOCK)["facts"]}
        assert facts["Planned end"] == ("", "date, time")


def test_without_a_clock_the_browser_learns_what_to_fill_in() -> None:
    when = block(view("deploy-day"), "Cut-over")["facts"][0]
    assert (words(when["text"]), when["at"], when["lasts"]) == ("T-0, lasts 30 min", "T-0", "30 min")


def test_a_row_tells_number_mark_command_and_details() -> None:
    cut_over = block(view("deploy-day"), "Cut-over")
    (row,) = cut_over["rows"]
    assert (row["n"], row["mark"], row["run"]) == ("1", "", "docker compose run api \\\n  npx prisma migrate deploy")
    assert detail(row, "Expected") == "every migration is reported as applied"
    assert detail(row, "If it fails") == 'Roll back a release, on the sheet "Rollback"'
    first, second, *children = block(view("prepare"), "Database")["rows"]
    assert (first["blocking"], first["mark"]) == (True, "Blocking")
    assert words(second["if"]) == "If the pool is PgBouncer:"
    assert [(child["n"], child["depth"], child["mark"]) for child in children] == [("2.1", 1, "Optional"), ("2.2", 1, "")]


def test_the_last_line_of_a_block_states_that_it_is_complete() -> None:
    assert block(view("prepare"), "Database")["done"] == "Database: 4 boxes done"
    assert block(view("deploy-day"), "Cut-over")["done"] == "Cut-over: 1 box done"
    assert block(view("rollback"), "Rollback triggers")["done"] == "Rollback triggers: 3 boxes looked at"
    assert [one["done"] for one in view("deploy-day")["blocks"] if one["kind"] == "signatures"][-1].endswith("2 signatures")


def test_rollback_triggers_stand_beside_the_cut_over_and_are_not_ticked() -> None:
    calls = block(view("deploy-day"), "Cut-over")["calls"]
    assert [words(line) for line in calls["lines"]] == [
        "Too many requests fail: over 5% for 5 min · manual decision · roll back at once",
        "Somebody has broken in · automatic rollback",
        "The disk is full: over 95% for 10 min · free the disk, then roll back",
    ]
    assert all(one["calls"] is None for one in view("prepare")["blocks"] if one["kind"] == "list")
    none = block(view("deploy-day", sample_data() | {"triggers": {}}), "Cut-over")["calls"]
    assert (none["title"], words(none["summary"]), none["lines"]) == ("Rollback triggers", "Not defined for this system.", [])


def test_people_are_reached_in_one_column_however_that_is() -> None:
    data = sample_data()
    data["contacts"]["dba"]["channel"] = "#data"
    found = block(view("deploy-day", data), "Contacts")
    assert found["heads"] == ["Role", "Name", "Phone or channel"]
    assert [row["reach"] for row in found["rows"]] == [
        ["+880 2 5566 7788", "lead@shop.tld · #ops"],
        ["#data"],
        ["+880 2 5566 9900", "desk@host.tld · https://support.host.tld"],
    ]


def test_a_draft_says_so_and_why() -> None:
    found = view("prepare")
    assert found["mark"] == "Draft"
    assert found["draft"] == ["Draft, not to be released. Unassigned: Database administrator"]
    data = sample_data()
    data["contacts"]["dba"]["phone"] = "+880 2 5566 7799"
    assert (view("prepare", data)["mark"], view("prepare", data)["draft"]) == ("", [])


def test_the_code_opens_the_page_of_the_release_and_is_left_out_where_there_is_no_site() -> None:
    assert view("rollback")["code"]["address"].startswith("https://ops.tld/2026.11/shop/rollback")
    assert view_of(compose_sheet(sample_variant(), "rollback", SiteSettings()))["code"] is None


def test_the_foot_counts_the_boxes_and_the_end_says_that_it_is_the_end() -> None:
    found = view("prepare")
    assert (found["boxes"], found["end"]) == ("7 boxes", "7 boxes. End of sheet.")
    assert (view("emergency")["boxes"], view("emergency")["end"]) == ("", "End of sheet.")


def test_the_card_names_what_is_not_defined() -> None:
    data = sample_data() | {"contacts": {}, "triggers": {}, "severities": {}, "commands": {}}
    data["procedures"] = {"respond": data["procedures"]["respond"]}
    del data["checklists"]["cut-over"]["items"]["migrate"]["on-failure"]
    found = [(one["title"], one["text"]) for one in view("emergency", data)["blocks"]]
    assert found == [
        ("Contacts", "Contacts are not defined for this system."),
        ("Severities", "Severities are not defined for this system."),
        ("Rollback triggers", "Rollback triggers are not defined for this system."),
        ("Commands", "Commands are not defined for this system."),
    ]


def test_the_book_has_phases_then_what_is_looked_up_and_its_head_once() -> None:
    found = view("book")
    assert [chapter["title"] for chapter in found["chapters"]][-4:] == ["Contacts", "Targets", "Services", "Commands"]
    labels = [fact["label"] for chapter in found["chapters"] for fact in chapter["facts"]]
    assert "T-0" in labels
    assert not {"System", "Commit", "Document owner"} & set(labels)
    opening = {chapter["title"]: chapter["opens"] for chapter in found["chapters"]}
    assert (opening["Rollback"], opening["Contacts"], opening["Targets"]) == (True, True, False)


def test_recurring_work_has_a_column_for_each_date() -> None:
    daily, weekly = view_of(compose_recurring(sample_variant(), parse_week("2026-W49"), SETTINGS))["blocks"]
    assert daily["kind"] == "rota"
    assert len(daily["dates"]) == 7
    assert daily["done"] == "Daily: 7 boxes done"
    assert (len(weekly["dates"]), weekly["done"]) == (1, "Weekly: 1 box done")


def test_a_link_stands_in_words_behind_what_it_is_called() -> None:
    assert inline("See [the `site`](https://shop.tld).") == [
        {"t": "See "},
        {"u": "https://shop.tld", "l": [{"t": "the "}, {"c": "site"}]},
        {"t": " (https://shop.tld)"},
        {"t": "."},
    ]
    assert inline("<https://shop.tld>") == [{"u": "https://shop.tld", "l": [{"t": "https://shop.tld"}]}]


def test_only_a_row_that_takes_most_of_a_page_may_be_divided() -> None:
    def tall(run: str) -> Any:
        return next(iter(_rows([SheetBox("x", run=run)])))["tall"]

    assert not tall("\n".join(["x"] * (TALL - 4)))
    assert tall("\n".join(["x"] * (TALL + 1)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (SheetMoment(), ""),
        (SheetMoment("T-2h"), "T-2h"),
        (SheetMoment("", "30 min"), "Lasts 30 min"),
        (SheetMoment("T-2h", "30 min", clock="Tue 20:00"), "T-2h, lasts 30 min: Tue 20:00"),
    ],
)
def test_moments_in_words(found: SheetMoment, expected: str) -> None:
    assert moment(found) == expected


def test_numbers_and_gaps_in_words() -> None:
    assert (count(0), count(1), count(2)) == ("0 boxes", "1 box", "2 boxes")
    assert (undefined("this phase"), undefined("contacts")) == (
        "This phase is not defined for this system.",
        "Contacts are not defined for this system.",
    )
