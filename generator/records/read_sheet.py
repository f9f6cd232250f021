"""Reads a sheet that somebody typed from paper after a deployment: what was done, when, who did it, and where the file says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, nearest, some_of
from generator.model.clock import parse_moment, zone
from generator.model.moments import parse_date
from generator.runs.read_events import FIRST, LAST
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.source.read import read

TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
IN_FULL = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})([+-][0-9]{2}:[0-5][0-9])?")
COMMIT = re.compile(r"[0-9a-f]{7,64}")
LONGEST: Mapping[str, int] = {"system": 100, "name": 200, "release": 100, "commit": 64, "lead": 200, "zone": 60, "notes": 2000}
NEEDED = ("system", "day", "zone", "began", "ended")
GROUPS = ("lines", "values", "triggers", "sign-offs")
FIELDS = ("system", "name", "day", "zone", "t0", "release", "commit", "drill", "lead", "began", "ended", *GROUPS, "notes")
FLAGS = {"yes": True, "true": True, "no": False, "false": False}
# What each group takes: the answers, the first without a word of its own; the words that mean it; and an example.
ANSWERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "lines": (("done", "failed", "na"), ("done", "x", "yes"), "`done`, a time, `{na: the reason}` or `{failed: what happened, at: 22:10}`"),
    "triggers": (("seen",), ("seen", "x", "yes"), "`seen`, a time, or `{at: 22:10, by: Wei}`"),
    "sign-offs": (("signed", "refused", "na"), (), "the name, or `{by: Ann, at: 21:55}`, `{refused: why, by: Ann}`"),
}
MORE = ("at", "by", "note")
OF_LINES = ("began", "ended", "way")
NO_REASON = {"n/a": "na", "na": "na", "failed": "failed", "refused": "refused"}
LONG_AFTER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What the sheet says about the line or list with the name at `place`.

    `what` is `done`, `failed`, `na`, `seen` or `signed`, or empty for a note alone. `text` is the reason, `way` the chosen way.
    """

    place: ScalarNode
    what: str
    at: datetime | None = None
    began: datetime | None = None
    by: str = ""
    text: str = ""
    way: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypedValue:
    """The value of the blank with the id at `place`; in a column, of the `row`."""

    place: ScalarNode
    value: ScalarNode
    row: ScalarNode | None = None


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A sheet as it was typed. Moments are in the time zone of the sheet. `places` are those of the head, by field."""

    path: str
    places: Mapping[str, Node]
    system: str
    name: str
    zone: str
    began: datetime
    ended: datetime
    t0: datetime | None
    release: str
    commit: str
    drill: bool
    lead: str
    notes: str
    lines: tuple[TypedAnswer, ...]
    triggers: tuple[TypedAnswer, ...]
    sign_offs: tuple[TypedAnswer, ...]
    values: tuple[TypedValue, ...]


def read_sheet(data: bytes, path: str) -> TypedSheet | tuple[Diagnostic, ...]:
    """Return the sheet in the bytes of a file, or everything that is wrong with it."""
    found = read(path, data)
    if found.tree is None or found.diagnostics:
        return found.diagnostics
    reader = _SheetReader(found.tree)
    sheet = reader.sheet(path)
    return in_order_of_lines(reader.problems) or sheet


class _SheetReader:
    def __init__(self, tree: MappingNode) -> None:
        self.tree = tree
        self.problems: list[Diagnostic] = []
        self.zone = ""
        self.day = date.min
        self.began = self.ended = datetime.min.replace(tzinfo=UTC)
        self.has_times = False

    def wrong(self, place: Node, message: str, help: str, *notes: RelatedPlace) -> None:
        """Add a problem at a place."""
        self.problems.append(wrong_sheet(place, message, help, *notes))

    def sheet(self, path: str) -> TypedSheet:
        """Return the sheet; without problems, it is whole."""
        self._refuse_unknown(self.tree, FIELDS)
        missing = [field for field in NEEDED if not self._is_given(field)]
        if missing:
            at = ScalarNode(self.tree.source, 0, 1, "")
            listed = ", ".join(f"`{field}`" for field in missing)
            self.wrong(
                at, f"the sheet lacks {listed}", "write them at the top; the day is the local date of T-0, such as `day: 2026-12-01`"
            )
        texts = {field: self._text(self.tree, field, most) for field, most in LONGEST.items()}
        t0 = self._head_times()
        if texts["commit"] and not COMMIT.fullmatch(texts["commit"]):
            help = "write the letters and digits that the foot of the sheet shows, such as `4f2a91c`"
            self.wrong(self.tree.values["commit"], f"`{texts['commit']}` is not a commit", help)
        drill = self._text(self.tree, "drill", 60)
        if drill and drill not in FLAGS:
            self.wrong(self.tree.values["drill"], f"expected `yes` or `no`, and found `{drill}`", "a drill is a rehearsal: `drill: yes`")
        answers = {group: tuple(self._answers(group)) for group in ANSWERS}
        return TypedSheet(
            path,
            self.tree.values,
            texts["system"],
            texts["name"] or self.day.isoformat(),
            texts["zone"],
            self.began,
            self.ended,
            t0,
            texts["release"],
            texts["commit"],
            FLAGS.get(drill, False),
            texts["lead"],
            texts["notes"],
            answers["lines"],
            answers["triggers"],
            answers["sign-offs"],
            tuple(self._values()),
        )

    def _head_times(self) -> datetime | None:
        """Read the day, the zone, T-0, and when the run began and ended; return T-0."""
        own = len(self.problems)
        for field, parse in (("zone", zone), ("day", parse_date)):
            try:
                found = parse(text) if (text := self._text(self.tree, field, 60)) else None
                self.day = found if isinstance(found, date) else self.day
            except ValueError as error:
                self.wrong(self.tree.values[field], str(error), "correct it")
        self.zone = self._text(self.tree, "zone", 60)
        if len(self.problems) > own or not all(map(self._is_given, NEEDED)):
            return None
        t0 = self._time("t0", self.day, None)
        began = self._time("began", self.day, None)
        if t0 and began and began - t0 > LONG_AFTER and not IN_FULL.fullmatch(self._text(self.tree, "began", 40)):
            began = self._time("began", self.day - timedelta(days=1), None)  # in the evening, if T-0 is after midnight
        ended = self._time("ended", began.date(), began) if began else None
        if began is None or ended is None:
            return t0
        if ended < began:
            self.wrong(self.tree.values["ended"], "the run ended before it began", "correct `began` or `ended`")
            return t0
        if not FIRST <= began <= ended < LAST:
            self.wrong(self.tree.values["day"], f"no runbook is from {self.day.year}", "correct the day")
            return t0
        self.began, self.ended, self.has_times = began, ended, True
        return t0

    def _time(self, field: str, day: date, after: datetime | None) -> datetime | None:
        node = self.tree.values.get(field)
        return self._moment(node, day, after) if isinstance(node, ScalarNode) and node.value else None

    def _moment(self, node: ScalarNode, day: date, after: datetime | None) -> datetime | None:
        """Read a time: `22:05` on a day, or on the next one if it would be before `after`; or `2026-12-02 00:10` in full."""
        text = (node.value or "").strip()
        time, full = TIME.fullmatch(text), IN_FULL.fullmatch(text)
        if time is None and full is None:
            self.wrong(node, f"expected a time, and found `{text[:40]}`", "write `22:05`, or with the day, `2026-12-02 00:10`")
            return None
        clock = f"{int(time[1]):02}:{time[2]}" if time else ""
        try:
            if full:
                return parse_moment(f"{full[1]}T{full[2]}{full[3] or ''}[{self.zone}]")
            local = datetime.fromisoformat(f"{day}T{clock}")
            if after is not None and local < after.replace(tzinfo=None):
                day += timedelta(days=1)
            return parse_moment(f"{day}T{clock}[{self.zone}]")
        except ValueError as error:
            self.wrong(node, str(error), "write the time with its day and offset, such as `2026-10-25 02:30+01:00`")
        except OverflowError:
            self.wrong(node, f"`{text}` is not in the calendar", "correct the day")
        return None

    def _within(self, fields: MappingNode, name: str) -> datetime | None:
        """Read a time of the run in a mapping."""
        node = fields.values.get(name)
        if not isinstance(node, ScalarNode) or not node.value:
            if node is not None:
                self.wrong(fields.key(name), f"`{name}` has no time", "write one, such as `22:05`, or leave it out")
            return None
        return self._in_run(node)

    def _in_run(self, node: ScalarNode) -> datetime | None:
        if not self.has_times:
            return None
        found = self._moment(node, self.began.date(), self.began)
        if found is not None and not self.began <= found <= self.ended:
            run = f"{self.began:%Y-%m-%d %H:%M} to {self.ended:%Y-%m-%d %H:%M}"
            self.wrong(node, f"`{node.value}` is outside the run, which was from {run}", "correct it, or correct `began` or `ended`")
        return found

    def _answers(self, group: str) -> Iterable[TypedAnswer]:
        node = self._group(group)
        for name in node.starts if node else ():
            assert node is not None
            if (found := self._answer(group, node.key(name), node.values[name])) is not None:
                yield found

    def _answer(self, group: str, place: ScalarNode, node: Node) -> TypedAnswer | None:
        answers, words, example = ANSWERS[group]
        what = answers[0]
        if isinstance(node, MappingNode):
            return self._answer_in_full(group, place, node)
        if not isinstance(node, ScalarNode) or not (text := (node.value or "").strip()):
            self.wrong(place, f"`{place.value}` says nothing", f"write {example}; leave out what is open")
        elif text.lower() in NO_REASON:
            kind = NO_REASON[text.lower()]
            self.wrong(node, f"`{text}` needs the reason", f"write `{place.value}: {{{kind}: the reason}}`")
        elif group == "sign-offs" and not TIME.fullmatch(text):
            return TypedAnswer(place, what, by=self._short(node, 200))
        elif text.lower() in words:
            return TypedAnswer(place, what)
        elif group != "sign-offs" and (TIME.fullmatch(text) or IN_FULL.fullmatch(text)):
            return TypedAnswer(place, what, at=self._in_run(node))
        else:
            self.wrong(node, f"expected {example}, and found `{text[:60]}`", f"write `{place.value}: ...` with one of these")
        return None

    def _answer_in_full(self, group: str, place: ScalarNode, node: MappingNode) -> TypedAnswer | None:
        answers, words, example = ANSWERS[group]
        own = len(self.problems)
        self._refuse_unknown(node, (*answers, *MORE, *(OF_LINES if group == "lines" else ())))
        given = [name for name in answers if name in node.values]
        if len(given) > 1:
            self.wrong(node.key(given[1]), f"`{place.value}` is both {given[0]} and {given[1]}", "keep one of them: the last answer")
        what = given[0] if given else "" if node.values.keys() == {"note"} else answers[0]
        times = [self._within(node, name) for name in ("at", "ended") if name in node.values]
        text = ""
        if given and what == answers[0]:
            value = node.values[what]
            said = (value.value or "").strip() if isinstance(value, ScalarNode) else ""
            if isinstance(value, ScalarNode) and said and said.lower() not in (*words, "yes"):
                times.append(self._in_run(value))
        elif given:
            text = self._text(node, what, 2000)
            if not text:
                self.wrong(node.key(what), f"`{what}` needs the reason", f"write `{place.value}: {{{what}: the reason}}`")
        if len(times) > 1:
            self.wrong(place, f"`{place.value}` has {len(times)} times", "keep one of them: when it was done")
        by = self._text(node, "by", 200)
        if group == "sign-offs" and not by and what:
            self.wrong(place, f"`{place.value}` has no name", f"write who signed: {example}")
        if len(self.problems) > own:
            return None
        began, way, note = self._within(node, "began"), self._text(node, "way", 100), self._text(node, "note", 2000)
        what = "failed" if what == "refused" else what
        return TypedAnswer(place, what, times[0] if times else None, began, by, text, way, note)

    def _values(self) -> Iterable[TypedValue]:
        node = self._group("values")
        for name in node.starts if node else ():
            assert node is not None
            value, place = node.values[name], node.key(name)
            if isinstance(value, MappingNode):
                cells = ((value.key(row), cell) for row, cell in value.values.items())
                yield from (TypedValue(place, cell, row) for row, cell in cells if isinstance(cell, ScalarNode) and cell.value)
            elif isinstance(value, ScalarNode) and value.value:
                yield TypedValue(place, value)
            elif not isinstance(value, ScalarNode):
                self.wrong(value, f"`{name}` is a list", "write one value; for a column, `{B1: 12, B2: 14}`")

    def _group(self, name: str) -> MappingNode | None:
        node = self.tree.values.get(name)
        if node is None or (isinstance(node, ScalarNode) and node.value is None):
            return None
        if not isinstance(node, MappingNode):
            example = ANSWERS[name][2] if name in ANSWERS else "the value"
            self.wrong(node, f"`{name}` is not a mapping", f"write one name in each line below it, each with {example}")
            return None
        return node

    def _is_given(self, field: str) -> bool:
        node = self.tree.values.get(field)
        return node is not None and not (isinstance(node, ScalarNode) and not node.value)

    def _text(self, fields: MappingNode, name: str, most: int) -> str:
        node = fields.values.get(name)
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            self.wrong(node, f"`{name}` is not a text", "write it in one line, in quotes if it begins with `[` or `{`")
            return ""
        return self._short(node, most)

    def _short(self, node: ScalarNode, most: int) -> str:
        text = (node.value or "").strip()
        if len(text) > most:
            self.wrong(node, f"the text has {len(text)} characters; at most {most} are kept", "shorten it")
        return text

    def _refuse_unknown(self, fields: MappingNode, known: tuple[str, ...]) -> None:
        for name in fields.starts:
            if name not in known:
                help = " ".join(filter(None, (nearest(name, known), f"fields are {some_of(known, len(known))}")))
                self.wrong(fields.key(name), f"no field `{name}`", help)


def in_order_of_lines(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems of a sheet in the order of their places."""
    return tuple(sorted(problems, key=lambda problem: problem.span.key))


def wrong_sheet(place: Node, message: str, help: str, *notes: RelatedPlace) -> Diagnostic:
    """Return a problem at a place of a sheet."""
    return Diagnostic("wrong-sheet", message, place.span, help, notes=notes)
