"""The job and the data of a sheet for the typesetter: its texts in order, and nothing that paper does not show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.document.document_parts import Box, Moment, Slot
from generator.document.figures_in_words import in_full
from generator.document.pages import SiteSettings
from generator.document.runbook_context import inline
from generator.document.sheets import SHEETS, Sheet
from generator.model.clock import parse_moment
from generator.model.moments import parse_offset, parse_week
from generator.paper.print_data import TALL, print_data, print_job
from generator.text.catalogue import catalogue
from tests.composed import VERSIONS, sheet_from
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(site_url="https://ops.tld/", versions=VERSIONS, release="2026.11")
T0 = parse_moment("2026-12-01T22:00 Asia/Dhaka")


def data(part: str, of: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return print_data(sheet_from(sample_variant(of), part, SETTINGS, **more))


def section(found: dict[str, Any], title: str) -> Any:
    return next(one for one in found["sections"] if one.get("title") == title)


def words(parts: list[dict[str, Any]]) -> str:
    return "".join(part.get("t") or part.get("c") or words(part.get("l", [])) for part in parts)


def facts(box: Any) -> list[tuple[str, str]]:
    return [(fact.get("label", ""), words(fact["text"])) for fact in box["facts"]]


def test_the_head_has_known_facts_and_blanks_for_unknown_ones() -> None:
    head = {fact["label"]: (fact.get("value") or words(fact.get("text", [])), fact.get("hint", "")) for fact in data("deploy-day")["head"]}
    assert head == {
        "System": ("Shop (shop)", ""),
        "Release": ("2026.11", ""),
        "This sheet": ("runbook of 2026-11-20, 0123456789ab", ""),
        "Reviewed": ("2026-11-01, every 90 days", ""),
        "Document owner": ("Technical lead (R. Rahman)", ""),
        "Time zone": ("UTC+6", ""),
        "Source code": ("git at the forge", ""),
        "Where the keys are": ("in the *red* safe", ""),
        "T-0": ("", "date, time, zone"),
        "Planned end": ("", "date, time"),
        "Deployed version": ("", ""),
        "Deployment date": ("", "date"),
        "To be written on the day": ("Migrations (E1), Run by (E1)", ""),
    }


def test_with_a_clock_the_head_and_every_moment_have_their_times() -> None:
    found = data("deploy-day", at=T0)
    head = {fact["label"]: fact["value"] for fact in found["head"] if "value" in fact}
    assert head["T-0"] == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"
    assert head["Planned end"].startswith("Tue 2026-12-01 22:30")
    moment = {"at": "T-0", "hour": "22:00", "until": "to 22:30", "day": "Tue 2026-12-01", "lasts": "30 min"}
    assert section(found, "Cut-over")["moment"] == moment


def test_an_unplanned_end_is_a_blank() -> None:
    of = sample_data()
    del of["checklists"]["cut-over"]["lasts"]
    for at in (parse_offset("T-2h"), None):
        of["checklists"]["cut-over"]["at"] = at
        head = {fact["label"]: fact for fact in data("deploy-day", of, at=T0)["head"]}
        assert "value" not in head["Planned end"]


def test_a_box_has_its_number_flags_command_and_facts() -> None:
    (box,) = section(data("deploy-day"), "Cut-over")["boxes"]
    assert (box["number"], box["run"]) == ("E1", [[{"c": "docker compose run api \\"}], [{"c": "  npx prisma migrate deploy"}]])
    assert words(box["expect"]) == "every migration is reported as applied"
    assert words(box["on_failure"]) == "go to R, Roll back a release, on the sheet “Rollback”"
    assert facts(box) == [
        ("target", "API response time: 95th percentile under 200 ms, measured over 30 days, warning over 300 ms, alert over 500 ms")
    ]
    first, second = section(data("prepare"), "Database")["boxes"]
    assert first["blocking"] is True
    assert facts(second) == [("if", "the pool is PgBouncer"), ("by", "Technical lead (R. Rahman)")]
    assert [(child["number"], child.get("optional", False)) for child in second["children"]] == [("A2.1", True), ("A2.2", False)]


def test_a_list_ends_with_a_line_for_its_completion() -> None:
    assert section(data("prepare"), "Database")["done"] == "A: ____ of 4 done, ____ not"
    assert section(data("deploy-day"), "Cut-over")["done"] == "E: ____ of 1 done, ____ not"
    assert section(data("rollback"), "Rollback triggers")["done"] == "Rollback triggers: ____ of 3 seen"
    assert section(data("deploy-day"), "Business")["done"] == "Business: ____ of 1 signed"


def test_rollback_triggers_are_beside_the_cut_over_without_boxes() -> None:
    found = data("deploy-day")
    assert [one["title"] for one in found["sections"] if one.get("watched")] == ["Cut-over"]
    assert [(words(box["text"]), facts(box) if "facts" in box else []) for box in found["calls"]["boxes"]] == [
        ("Too many requests fail", [("when", "over 5% for 5 min"), ("by", "Technical lead (R. Rahman)")]),
        ("Somebody has broken in", [("", "automatic rollback")]),
        ("The disk is full", [("when", "over 95% for 10 min"), ("by", "Database administrator")]),
    ]
    assert "calls" not in data("prepare")
    none = data("deploy-day", sample_data() | {"triggers": {}})["calls"]
    seen = "See Roll back a release, on the sheet “Rollback”."
    assert (none["title"], words(none["summary"]), none.get("boxes", [])) == ("Rollback triggers", seen, [])
    assert "calls" not in data("deploy-day", sample_data() | {"triggers": {}, "procedures": {}})


def test_all_ways_to_reach_people_are_in_one_column() -> None:
    of = sample_data()
    of["contacts"]["dba"]["channel"] = "#data"
    found = section(data("deploy-day", of), "Contacts")["rows"]
    assert [[words(way) for way in row["reach"]] for row in found] == [
        ["+880 2 5566 7788", "lead@shop.tld · #ops"],
        ["#data"],
        ["+880 2 5566 9900", "desk@host.tld · https://support.host.tld", "Rota · Portal for tickets"],
    ]
    assert [words(row.get("text", [])) for row in found] == ["decides, see DECIDE.md", "", "runs the *machines*"]
    assert [row.get("more", "") for row in found] == [
        "9 to 5 · backup Host",
        "backup Technical lead · then Technical lead after 15 min",
        "day and night · then Database administrator after 1 h",
    ]


def test_the_code_has_the_address_of_the_page_and_is_left_out_without_a_site() -> None:
    assert data("rollback")["code"]["address"].startswith("https://ops.tld/2026.11/shop/rollback")
    assert "code" not in print_data(sheet_from(sample_variant(), "rollback"))


def test_the_foot_has_the_number_of_boxes_and_the_end_is_marked() -> None:
    assert (data("prepare")["tally"], data("prepare")["end"]) == ("7 boxes", "7 boxes. End of sheet.")
    assert ("tally" in data("emergency"), data("emergency")["end"]) == (False, "End of sheet.")


def test_the_book_has_one_head_then_the_phases_then_the_reference_chapters() -> None:
    found = data("book")
    assert [chapter["title"] for chapter in found["chapters"]][-5:] == ["Contacts", "Targets", "Services", "Commands", "Links"]
    labels = [fact["label"] for chapter in found["chapters"] for fact in chapter.get("head", [])]
    assert "T-0" in labels
    assert not {"System", "Commit", "Document owner"} & set(labels)
    opening = {chapter["title"]: chapter.get("opens", False) for chapter in found["chapters"]}
    assert (opening["Rollback"], opening["Contacts"], opening["Targets"]) == (True, True, False)


def test_a_chapter_names_the_sheet_of_a_procedure_in_another_chapter() -> None:
    chapters = {chapter["title"]: chapter for chapter in data("book")["chapters"]}
    (box,) = section(chapters["Deployment day"], "Cut-over")["boxes"]
    assert words(box["on_failure"]) == "go to R, Roll back a release, on the sheet “Rollback”"


def test_recurring_work_has_a_column_for_each_date() -> None:
    daily, weekly = data("recurring", period=parse_week("2026-W49"))["sections"]
    assert (len(daily["dates"]), daily["done"]) == (7, "H: ____ of 1 done, ____ not")
    assert (len(weekly["dates"]), weekly["done"]) == (1, "J: ____ of 1 done, ____ not")


def test_texts_are_parts_and_links_with_their_address_as_label_are_marked() -> None:
    text = "See [the `site`](https://shop.tld) or <https://shop.tld>, **not `that`**, [Ask](mailto:a@shop.tld)"
    sheet = replace(sheet_from(sample_variant(), "operate"), summary=inline(text))
    assert print_data(sheet)["summary"] == [
        {"t": "See "},
        {"u": "https://shop.tld", "l": [{"t": "the "}, {"c": "site"}]},
        {"t": " or "},
        {"u": "https://shop.tld", "l": [{"t": "https://shop.tld"}], "bare": True},
        {"t": ", "},
        {"s": [{"t": "not "}, {"c": "that"}]},
        {"t": ", "},
        {"u": "mailto:a@shop.tld", "l": [{"t": "Ask"}], "shown": "a@shop.tld"},
    ]


def test_fields_that_paper_does_not_show_are_left_out() -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for one in value.values() for key in keys(one)}
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    found = keys({key: value for key, value in data("book").items() if key != "code"})
    assert not found & {"provenance", "address", "anchor", "target", "print", "role", "path", "variant", "scale"}
    assert {"text", "run", "expect", "facts", "on_failure", "children"} <= found
    assert json.loads(json.dumps(data("book"))) == data("book")


def test_only_a_row_of_nearly_a_page_may_be_divided() -> None:
    def tall(run: str) -> bool:
        sheet = sheet_from(sample_variant(), "deploy-day")
        at = next(number for number, one in enumerate(sheet.sections) if one.watched)
        cut_over = replace(sheet.sections[at], boxes=(Box("x", (), run=run),))
        sections = (*sheet.sections[:at], cut_over, *sheet.sections[at + 1 :])
        found: Sheet = replace(sheet, sections=sections)
        return "tall" in print_data(found)["sections"][at]["boxes"][0]

    assert not tall("\n".join(["x"] * (TALL - 4)))
    assert tall("\n".join(["x"] * (TALL + 1)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, ""),
        (Moment("T-2h"), "T-2h"),
        (Moment(lasts="30 min"), "Lasts 30 min"),
        (Moment(every="every day"), "Every day"),
        (Moment("T-2h", lasts="30 min", clock="Tue 20:00"), "T-2h, lasts 30 min: Tue 20:00"),
        (Moment("T-2h", clock="Tue 20:00", repeated=True), ""),
        (Moment("T-2h", lasts="30 min", repeated=True), "T-2h, lasts 30 min"),
    ],
)
def test_moments_in_words(found: Moment | None, expected: str) -> None:
    assert in_full(catalogue("page"), found) == expected


HOSTILE = '#panic() $ * _ ] \\ " \u2028 পাতা'


def test_the_file_name_contains_the_paper() -> None:
    sheet = sheet_from(sample_variant(), "rollback", SiteSettings())
    assert (print_job(sheet).path, print_job(sheet).paper) == ("shop/sheets/rollback.pdf", "a4")
    pack = print_job(sheet_from(sample_variant(), "pack", SiteSettings()), "letter", 16)
    assert (pack.path, pack.template, pack.files) == ("shop/sheets/pack.letter.pdf", "", ())
    assert [(one.paper, one.sizes) for one in pack.parts] == [("letter", (16.0,))] * 4
    assert (print_job(sheet, "letter").path, print_job(sheet, "letter").paper) == ("shop/sheets/rollback.letter.pdf", "letter")


def test_texts_are_data_and_the_template_is_the_same_for_all() -> None:
    data = sample_data()
    data["variant"]["title"] = HOSTILE
    plain, hostile = (sheet_from(sample_variant(one), "deploy-day", SiteSettings()) for one in (None, data))
    job = print_job(hostile)
    assert job.template == print_job(plain).template
    assert json.loads(job.data) == print_data(hostile)
    assert json.loads(job.data)["system"] == HOSTILE


def test_only_the_emergency_card_has_a_limit_of_two_pages_and_smaller_sizes() -> None:
    jobs = {part: print_job(sheet_from(sample_variant(), part, SiteSettings())) for part in SHEETS}
    card = jobs.pop("emergency")
    assert (card.most_pages, card.sizes) == (2, (12.0, 11.0, 10.0))
    assert {(job.most_pages, job.sizes) for job in jobs.values()} == {(0, (12.0,))}


def test_a_command_has_lines_of_pieces_with_blanks_or_their_values() -> None:
    slots = (Slot("version", "Version"), Slot("tag", "Tag", value="v2"), Slot("key", "Key", value="hidden", secret=True))
    run = "./go <version> \\\n\t<tag> <key> <other> " + "--flag " * 12
    sheet = sheet_from(sample_variant(), "deploy-day")
    lists = (replace(sheet.sections[0], kind="boxes", rows=(), boxes=(Box("x", (), run=run, slots=slots), Box("y", (), run="./go"))),)
    wide, narrow = print_data(replace(sheet, sections=lists))["sections"][0]["boxes"]
    assert wide["run"][:2] == [
        [{"c": "./go "}, {"slot": "Version"}, {"c": " \\"}],
        [{"c": "    v2 <key> <other> --flag --flag --flag --flag --flag \\"}],
    ]
    assert [len(wide["run"]) > 2, wide.get("wide"), narrow.get("wide")] == [True, True, None]
    assert json.dumps(wide).count("\\u0000") == 0
