"""The drawing of a plan: everything is on it once for each role, in order, and nothing is over anything else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.document.drawings.plan_drawing import RULES, PlanDrawing, PlannedWork, plan_drawing

HOUR = 3600
ROLES = {"": "Everybody", "lead": "Lead", "dba": "Database administrator", "web": "Web engineer"}
KINDS = ("list", "group", "line", "announcement", "sign-off", "other", "watch")


@st.composite
def works(draw: st.DrawFn) -> list[PlannedWork]:
    """Works as of a day: lists of several roles, with and without a duration, and holds of some of them."""
    found = []
    for number in range(draw(st.integers(1, 16))):
        start = draw(st.integers(-300, 300)) * 60
        end = start + draw(st.integers(1, 900)) * 60 if draw(st.booleans()) else None
        roles = draw(st.lists(st.sampled_from(list(ROLES)), min_size=1, max_size=3, unique=True))
        title = f"{number} {draw(st.sampled_from(('a', 'several words of a title', 'word ' * 30, 'w' * 300)))}"
        if draw(st.integers(0, 5)) == 0:
            found.append(PlannedWork(draw(st.sampled_from(("go", "last"))), start, None, "22:00", f"hold {title}", ("",)))
        found.append(PlannedWork(draw(st.sampled_from(KINDS)), start, end, "22:00 to 22:30", title, tuple(roles)))
    return sorted(found, key=lambda one: one.start)


def drawn(given: list[PlannedWork]) -> PlanDrawing:
    moments = {0, *(one.start for one in given), *(one.end for one in given if one.end is not None)}
    return plan_drawing(given, {one: (f"T+{one}", "") for one in sorted(moments)}, ROLES)


@given(works())
def test_every_work_is_once_in_the_row_of_each_role(given: list[PlannedWork]) -> None:
    shown = [(row.title, bar.text) for row in drawn(given).rows for line in row.lines for bar in line]
    assert sorted(shown) == sorted((ROLES[row], one.text) for one in given for row in one.rows)


@given(works())
def test_nothing_is_off_the_axis_or_over_anything_else(given: list[PlannedWork]) -> None:
    """Bars and labels have their room within a line; labels of ticks do not meet."""
    drawing = drawn(given)
    for row in drawing.rows:
        assert sorted(bar.order for line in row.lines for bar in line) == list(range(sum(map(len, row.lines))))
        for line in row.lines:
            assert all(0 <= bar.first < bar.last <= drawing.units for bar in line)
            assert all(before.last < after.first for before, after in pairwise(line))
            beside = [bar for bar in line if bar.end == bar.start or bar.kind in RULES]
            assert all(bar.label >= max(bar.end, bar.start + 1) or bar.label + bar.room <= bar.start for bar in beside)
    ticks = [tick for tick in drawing.ticks if tick.room]
    assert all(before.label + before.room <= after.label for before, after in pairwise(ticks))
    assert all(tick.label >= 0 and tick.label + tick.room <= drawing.units for tick in ticks)


@given(works())
def test_bars_are_in_the_order_of_time_and_a_hold_comes_before_what_it_holds(given: list[PlannedWork]) -> None:
    drawing = drawn(given)
    bars = {(row.title, bar.text): bar for row in drawing.rows for line in row.lines for bar in line}
    placed = [(one, bars[ROLES[row], one.text]) for one in given for row in one.rows]
    for one, bar in placed:
        for other, after in placed:
            if one.end is not None and one.kind not in RULES and one.end <= other.start:
                assert bar.end <= after.start
            if one.kind in RULES and other.kind not in RULES and one.start <= other.start:
                assert bar.end <= after.start
    zero = next(rule for rule in drawing.rules if rule.kind == "zero")
    rules = [rule for rule in drawing.rules if rule is not zero]
    assert [rule.kind for rule in rules] == [
        one.kind for one in sorted(given, key=lambda one: (one.start, one.kind != "last")) if one.kind in RULES
    ]
    assert all(before.end <= after.start for before, after in pairwise(sorted(drawing.rules, key=lambda rule: rule.start)))


def test_the_first_label_of_a_day_has_the_day() -> None:
    """Otherwise an hour could be read as one of the day before. T-0 always has its hour."""
    given = [PlannedWork("list", at * 60, None, "", f"{at}", ("lead",)) for at in (-10000, -1500, -30, -20, -10, 0, 5, 1500)]
    labels = {one.start: (f"{one.start}", f"day {one.start // 86400}") for one in given}
    drawing = plan_drawing(given, labels, ROLES, "UTC")
    seen = ""
    for tick in drawing.ticks:
        if tick.room:
            day = labels[int(tick.hour)][1]
            assert tick.day == ("" if day == seen else day)
            seen = day
    assert "0" in [tick.hour for tick in drawing.ticks]
