"""The plan of the day: what is on it, in whose row, and when. Its times are those of the sheets."""

from __future__ import annotations

import re

from generator.document.day_plan import TIMES, is_timed
from generator.document.document_parts import plain
from generator.document.line_roles import in_order, title_of_role
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of, why_no_sheet
from generator.document.sheets import PLAN, Sheet
from generator.document.tables import table_of
from tests.document.plan_shop import BACK, PHASES, SHOP, day_of, list_of, planned_document

T0 = "2026-12-01T22:00 Asia/Dhaka"


def plan(data: str = SHOP, at: str = "") -> Sheet:
    return sheet_of(planned_document(data, at), PLAN)


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """Return the table of times as texts."""
    (times,) = (section for section in sheet.sections if section.anchor == TIMES)
    return [tuple(map(plain, row)) for row in table_of(times).rows]


def said(sheet: Sheet) -> dict[str, str]:
    """Return the sections after the table by their titles."""
    return {section.title: plain(section.summary) for section in sheet.sections if section.anchor != TIMES}


def test_everything_of_the_day_with_a_time_is_on_the_plan_in_order() -> None:
    """A go comes before the list that it holds. Of other phases, only what begins within a day is on it."""
    dba, head = "Database administrator (R. Rahman)", "Head of operations (A. Weber)"
    assert rows(plan()) == [
        ("T-7d", "C · Code freeze", "Web engineer"),
        ("T-1d · 3 h", "Prepare: The day before", f"Lead, {dba}"),
        ("T-2h · 45 min", "D · Checks", f"Lead, {dba}"),
        ("T-1h", "Announcement: E1 · The shop closes soon", "Service desk"),
        ("T-0", "Go or no-go before F Cut-over", f"{head}, Technical lead"),
        ("T-0 · 30 min", "F · Cut-over (if the shop is open)", f"Lead, {dba}, Web engineer"),
        ("T-0 to T+4h", "Watch for rollback triggers", "Everybody"),
        ("T+5min", "F1 · Migrate the database", dba),
        ("T+55min", "Sign-off: Accepted", head),
        ("T+1h · 3 h", "After the cut-over", "Web engineer"),
        ("T+1h", "H · Clean up", "Web engineer"),
        ("T+3h 40min", "Last moment for a rollback, because R lasts 20 min", "Everybody"),
        ("T+1d · 1 h", "Follow-up: K · Look back", "Lead"),
    ]


def test_what_has_no_time_is_named_in_its_order() -> None:
    assert said(plan()) == {
        "Lists without a time, in this order": "C → D → F → G · If somebody asks (Service desk) → H",
        "Without a time": "J · Internal announcements",
    }


def test_a_hold_of_a_list_without_a_time_is_named_before_it() -> None:
    data = SHOP.replace("    at: T-0\n    lasts: 30 min\n", "")
    order = said(plan(data))["Lists without a time, in this order"]
    hold = "Go or no-go before E Cut-over (Head of operations (A. Weber), Technical lead)"
    assert f"→ {hold} → E · Cut-over (if the shop is open)" in order


def test_the_drawing_and_the_table_say_the_same() -> None:
    """Every work of the table is once in the row of each of its people; who signs is in the label of a go."""
    sheet = plan(at=T0)
    assert sheet.drawing is not None
    drawn = {(bar.time, bar.text): set[str]() for row in sheet.drawing.rows for line in row.lines for bar in line}
    for row in sheet.drawing.rows:
        for bar in (bar for line in row.lines for bar in line):
            assert row.title not in drawn[bar.time, bar.text]
            drawn[bar.time, bar.text].add(row.title)
    assert len(drawn) == len(rows(sheet))
    for time, what, who in rows(sheet):
        if what.startswith("Go or no-go"):
            assert drawn[time, f"{what}: {who}"] == {"Everybody"}
        else:
            assert drawn[time, what] == set(who.split(", "))


def test_times_are_those_of_the_sheet_to_the_minute() -> None:
    """For each role, each list in which it has a line begins and ends as the heading of the list says, and each line as it says."""
    document = planned_document(SHOP, T0)
    sheet = plan(at=T0)
    assert sheet.drawing is not None
    shown = {row.title.split(" (")[0]: {bar.text: bar.time for line in row.lines for bar in line} for row in sheet.drawing.rows}
    checked = 0
    for section in sheet_of(document, "deploy-day").sections:
        for box, role in in_order(section):
            for moment, letter in ((section.moment, section.letter), (box.moment, box.number)):
                if moment and moment.at and letter:
                    (time,) = (
                        time
                        for text, time in shown[title_of_role(document.context, role)].items()
                        if re.match(rf"(Announcement: )?{letter} · ", text)
                    )
                    hours = [moment.hour, *re.findall(r"\d\d:\d\d", moment.until)]
                    assert re.findall(r"\d\d:\d\d", time) == hours
                    checked += 1
    assert checked == 9


def test_the_axis_has_clock_times_with_days_and_the_zone_or_offsets() -> None:
    """Without a known T-0, offsets are as in the data."""
    known, unknown = plan(at=T0).drawing, plan().drawing
    assert known is not None and unknown is not None
    assert known.zone == "UTC+06:00 (Asia/Dhaka)"
    assert [(tick.hour, tick.day) for tick in known.ticks if tick.day] == [("20:00", "Tue 2026-12-01"), ("01:40", "Wed 2026-12-02")]
    assert {"T-7d", "T-2h", "T-0", "T+30min"} <= {tick.hour for tick in unknown.ticks}
    assert unknown.zone == "" and not any(tick.day for tick in unknown.ticks)


def test_roles_are_in_the_order_of_the_contacts_below_what_everybody_sees() -> None:
    drawing = plan().drawing
    assert drawing is not None
    assert [row.title.split(" (")[0] for row in drawing.rows] == [
        "Everybody",
        "Lead",
        "Database administrator",
        "Web engineer",
        "Head of operations",
        "Service desk",
    ]


def test_the_head_has_what_a_plan_needs() -> None:
    """It has the system, T-0 and the planned end, and the address of the page of the day; a role that nobody has makes it a draft."""
    assert [(fact.label, fact.value) for fact in plan(at=T0).head] == [
        ("System", "Shop (shop)"),
        ("T-0", "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"),
        ("Planned end", "Wed 2026-12-02 02:00 UTC+06:00 (Asia/Dhaka)"),
    ]
    assert plan().counts_down and not plan().boxes
    nobody = SHOP.replace('phone: "+4930124"', "name: null")
    assert plan().draft == ()
    assert plan(nobody).draft == ("unassigned: Web engineer",)
    assert plan(SHOP.replace('phone: "+4930125", name: A. Weber', "name: null")).draft == (), "who signs writes the name"


def test_a_day_without_times_has_no_plan() -> None:
    """The reason names what to add. A line with a time is enough; a system without a day has no plan either."""
    without = day_of("  a: {phase: deploy-day, title: A, items: {x: Do it}}\n")
    assert why_no_sheet(planned_document(without), PLAN) == (
        "no list of the deployment day of `shop` has a time, so it has no plan; give its checklists `at: T-0`, for example"
    )
    public = planned_document(without, settings=SiteSettings(visibility="public"))
    assert why_no_sheet(public, PLAN).endswith("so it has no plan; print it with `--visibility internal`")
    assert "does not define phase `deploy-day`" in why_no_sheet(
        planned_document(PHASES + "checklists: {a: {phase: prepare, title: A, at: T-0, items: {x: Do it}}}"), PLAN
    )
    line = planned_document(day_of("  a: {phase: deploy-day, title: A, items: {x: {text: Do it, at: T-0}}}\n"))
    assert is_timed(line) and why_no_sheet(line, PLAN) == ""


def test_a_group_with_a_time_is_on_the_plan_unless_its_lists_say_all() -> None:
    """Without a duration, the marks of its lists are where its mark would be."""
    lasting = list_of("clean", "group: after")
    assert [what for _, what, _ in rows(plan(day_of(lasting, "")))] == ["After the cut-over", "A · Clean"]
    marks = day_of(lasting, "").replace("at: T+1h, lasts: 3 h", "at: T+1h")
    assert [what for _, what, _ in rows(plan(marks))] == ["A · Clean"]


def test_a_hold_of_a_group_is_where_the_group_begins() -> None:
    """A group without a time begins with the first of its lists that has one."""
    held = day_of(list_of("clean", "group: after, at: T+2h"), "sign-offs: {go: {title: Head, before: phases.deploy-day.groups.after}}\n")
    assert ("T+1h", "Go or no-go before After the cut-over", "Head") in rows(plan(held))
    loose = held.replace("at: T+1h, lasts: 3 h", "about: Later")
    assert ("T+2h", "Go or no-go before After the cut-over", "Head") in rows(plan(loose))


def test_at_one_moment_the_last_moment_and_a_go_come_first() -> None:
    """Also before a list that the page has earlier, as their bars cross all rows."""
    lists = list_of("first", "at: T-0, lasts: 30 min") + list_of("held", "at: T-0, lasts: 20 min")
    sheet = plan(day_of(lists, BACK.replace("20 min", "30 min") + "sign-offs: {go: {title: Head, before: checklists.held}}\n"))
    assert [what.partition(",")[0] for _, what, _ in rows(sheet)][:3] == [
        "Last moment for a rollback",
        "Go or no-go before B Held",
        "A · First",
    ]
