"""Draw a plan of a day: roles down, hours across, and the works of each role as bars and marks with labels that never overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import ceil

from generator.document.drawings.compressed_axis import CompressedAxis, compressed_axis
from generator.document.drawings.text_metrics import width
from generator.model.moments import SECONDS

UNITS = 240
# The room on the narrowest paper, in points of a type of SIZE; the longest line of a label in units.
NARROWEST, SIZE, LONGEST = 620, 10, 72
# In units: a mark, the room between two labels, the room after the last moment, and the room to write an hour.
MARK, APART, TAIL, WRITTEN = 5, 3, 8, 15
RULES = {"last": 3, "go": 5, "zero": 1}  # in units, in the order of those at one moment


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """Something on a plan. It begins `start` seconds after T-0 and ends at `end`; None if it has no duration.

    `kind` is `list`, `group`, `line`, `announcement`, `sign-off`, `other` for work of another phase, `watch`, or one of `RULES`. `at` is
    the offset and `lasts` the duration as in the data. `time` and `text` say when and what. `rows` are the ids of the rows that show it.
    `who` are the people in words, if they are not those of the rows.
    """

    kind: str
    start: int
    end: int | None
    time: str
    text: str
    rows: tuple[str, ...]
    who: str = ""
    at: str = ""
    lasts: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PlanTick:
    """A moment on the axis, with its hour or offset. `day` is set where another day begins.

    The label has its `room` from the unit `label` on. A tick without room has no label. `at` is its offset for scripts.
    """

    unit: int
    label: int = 0
    room: int = 0
    hour: str = ""
    day: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class PlanRule:
    """A bar across all rows: a go or no-go, the last moment for a rollback, or T-0."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlanBar:
    """A bar with its label, or a mark if `start` and `end` are the same. The label has its `room` from the unit `label` on.

    A label that ends where its mark or rule is, or where the plan ends, comes `after` free room. `order` counts the bars of a row by time.
    `at` and `lasts` are its offset and duration for scripts.
    """

    kind: str
    start: int
    end: int
    label: int
    room: int
    time: str
    text: str
    order: int = 0
    after: bool = False
    at: str = ""
    lasts: str = ""

    @property
    def first(self) -> int:
        """Return the first unit that the bar or its label takes."""
        return min(self.start, self.label)

    @property
    def last(self) -> int:
        """Return the unit after the bar and its label."""
        return max(self.end, self.start + MARK, self.label + self.room)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A role with its bars on `lines`. Within a line, neither bars nor labels overlap."""

    title: str
    lines: tuple[tuple[PlanBar, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """The drawing of a plan, on an axis of `units`. `breaks` are the units from and to which the axis is compressed.

    The times are those of a `zone`, which is empty if they are offsets from T-0. `offsets` are those of all works, each with its duration,
    for scripts; `end` is the offset of the planned end, and `begins` the list that begins then, if nobody knows how long it lasts.
    """

    units: int
    zone: str
    ticks: tuple[PlanTick, ...]
    breaks: tuple[tuple[int, int], ...]
    rules: tuple[PlanRule, ...]
    rows: tuple[PlanRow, ...]
    offsets: tuple[tuple[str, str], ...]
    end: str = ""
    begins: str = ""


def plan_drawing(
    works: Sequence[PlannedWork], labels: Mapping[int, tuple[str, str]], rows: Mapping[str, str], zone: str = ""
) -> PlanDrawing:
    """Draw works in rows.

    Args:
        works: In order of time.
        labels: The hour and the day of every moment at which something starts or ends.
        rows: The titles of the rows by id, in order.
        zone: The time zone of the labels.
    """
    widths: dict[int, int] = {0: RULES["zero"]}
    for one in works:
        widths[one.start] = widths.get(one.start, 0) + RULES.get(one.kind, 0)
    axis = compressed_axis(labels, widths, UNITS, TAIL)
    rules = tuple(rules_on(axis, works))
    placed = {id(one): rule for rule, one in zip(rules, in_order_of_rules(works), strict=False)}
    bars: dict[str, list[PlanBar]] = {row: [] for row in rows}
    for one in works:
        rule = placed.get(id(one))
        start = rule.start if rule else axis.start(one.start)
        end = rule.end if rule else start if one.end is None else axis.end(one.end)
        text = f"{one.text}: {one.who}" if one.who else one.text
        for row in one.rows:
            bar = PlanBar(one.kind, start, end, start, 0, one.time, text, len(bars[row]), at=offset_of(one), lasts=one.lasts)
            bars[row].append(labelled(bar, axis.units))
    drawn = tuple(PlanRow(rows[row], tuple(in_lines(those, axis.units, rules))) for row, those in bars.items() if those)
    breaks = tuple((axis.start(before), axis.end(after)) for before, after in axis.breaks)
    starts = {0: "T-0"} | {one.start: offset_of(one) for one in works}
    offsets = tuple((offset_of(one), one.lasts) for one in works)
    return PlanDrawing(axis.units, zone, tuple(ticks_on(axis, labels, starts)), breaks, rules, drawn, offsets)


def offset_of(work: PlannedWork) -> str:
    """Return the offset of a work as scripts read it."""
    return work.at or passed(work.start)


def passed(seconds: int) -> str:
    """Return the offset of a moment some seconds after T-0, in minutes."""
    return f"T{'-' if seconds < 0 else '+'}{abs(seconds) // SECONDS['min']}min" if seconds else "T-0"


def in_order_of_rules(works: Iterable[PlannedWork]) -> list[PlannedWork]:
    """Return the works that are rules, by time and then in the order of `RULES`."""
    order = list(RULES)
    return sorted((one for one in works if one.kind in RULES), key=lambda one: (one.start, order.index(one.kind)))


def rules_on(axis: CompressedAxis, works: Iterable[PlannedWork]) -> Iterator[PlanRule]:
    """Yield the rules of works in their order, then T-0."""
    taken: dict[int, int] = {}
    for one in in_order_of_rules(works):
        start = axis.end(one.start) + taken.get(one.start, 0)
        taken[one.start] = taken.get(one.start, 0) + RULES[one.kind]
        yield PlanRule(one.kind, start, start + RULES[one.kind])
    yield PlanRule("zero", axis.start(0) - RULES["zero"], axis.start(0))


def units_of(text: str, units: int) -> int:
    """Return how many units a line of text takes."""
    return ceil(width(text, SIZE) / NARROWEST * units)


def labelled(bar: PlanBar, units: int) -> PlanBar:
    """Return a bar with the least room for its label: its text in two lines, unless it is very long.

    The label is below a bar and beside a mark or a rule: after a mark, and before a rule, where the plan has fewer bars. At an end of the
    plan, it is on the other side.
    """
    words = bar.text.split()
    halves = (max(units_of(" ".join(part), units) for part in (words[:at], words[at:])) for at in range(1, len(words) + 1))
    least = max((MARK, *(units_of(text, units) for text in (bar.time, *words))))
    room = min(units, max(least, min((LONGEST, *halves))))
    if bar.end > bar.start and bar.kind not in RULES:
        label = min(bar.start, units - room)
        return replace(bar, label=label, room=room, after=label < bar.start)
    before, behind = bar.start, units - max(bar.end, bar.start + MARK)
    is_after = before >= room if bar.kind in RULES else behind < room and before > behind
    room = min(room, before if is_after else behind)
    return replace(bar, label=before - room if is_after else units - behind, room=room, after=is_after)


def in_lines(bars: Sequence[PlanBar], units: int, rules: Sequence[PlanRule]) -> Iterator[tuple[PlanBar, ...]]:
    """Put each bar on the first line with room for it and its label, then give each label the room that is left beside it."""
    lines: list[list[PlanBar]] = []
    for bar in sorted(bars, key=lambda bar: bar.first):
        line = next((line for line in lines if line[-1].last + APART <= bar.first), None)
        if line is None:
            lines.append([bar])
        else:
            line.append(bar)
    for line in lines:
        shown: list[PlanBar] = []
        for bar, after in zip_longest(line, line[1:]):
            shown.append(widened(bar, shown[-1].last + APART if shown else 0, after.first - APART if after else units, units, rules))
        yield tuple(shown)


def widened(bar: PlanBar, low: int, high: int, units: int, rules: Sequence[PlanRule]) -> PlanBar:
    """Return a bar whose label has the room from and up to a unit, or to the next rule, as far as it needs room for one line."""
    start, end = bar.label, bar.label + bar.room
    wanted = units_of(f"{bar.time}  {bar.text}", units)
    low = max((low, *(rule.end for rule in rules if rule.end <= start)))
    high = min((high, *(rule.start for rule in rules if rule.start >= end)))
    if bar.after:
        start = min(start, max(low, end - wanted))
    else:
        end = max(end, min(high, start + wanted))
    return replace(bar, label=start, room=end - start)


def ticks_on(axis: CompressedAxis, labels: Mapping[int, tuple[str, str]], starts: Mapping[int, str]) -> Iterator[PlanTick]:
    """Yield a tick for every moment. As long as there is room, they have labels: T-0 first, starts before ends.

    The first label of each day has the day, so that no hour is read as one of the day before.
    """
    found: dict[int, PlanTick] = {}

    def place(moment: int, day: str) -> bool:
        unit, hour = axis.start(moment), labels[moment][0]
        room = max(WRITTEN, units_of(hour, axis.units) + 1, units_of(day, axis.units) + 1)
        label = max(0, min(unit, axis.units - room))
        others = (other for at, other in found.items() if at != moment)
        free = all(label + room <= other.label or other.label + other.room <= label for other in others)
        if free:
            found[moment] = PlanTick(unit, label, room, hour, day, starts.get(moment) or passed(moment))
        return free

    place(0, "")
    order = sorted(labels, key=lambda moment: (moment not in starts, moment))
    for day in sorted({day for _, day in labels.values()}, key=lambda day: (day != labels[0][1], day)):
        those = [moment for moment in sorted(labels) if labels[moment][1] == day]
        first = next((moment for moment in those if place(moment, day)), None)
        for moment in order:
            if first is not None and moment in those and moment > first and moment not in found:
                place(moment, "")
    yield from (found.get(moment) or PlanTick(axis.start(moment)) for moment in sorted(labels))
