"""A checklist as a gate: whether a run has answered what must be answered before a pipeline goes on, and if not, what is open.

The run is judged against the runbook as it is now: a line that is new since is open, and so is one whose text has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, plain, with_children
from generator.document.page_paths import at_anchor, page_of
from generator.document.run_fit import FittedRun, fitted
from generator.document.run_words import RunWords
from generator.records.gate_lists import TRIGGERS, GateList
from generator.runs.read_record import Record
from generator.runs.read_run import Run
from generator.runs.run_clock import moment_of_t0
from generator.runs.run_events import ANSWERS, trimmed
from generator.runs.run_state import BoxAnswer
from generator.text.catalogue import CatalogueText, catalogue

WhyOpen = Literal["open", "failed", "changed", "differs", "new", "without-reason", "without-name", "unknown-text"]
WhyClosed = Literal["unreadable-entries", "drill", "old", "ahead", "newer-record", "hold", "trigger", "rollback", "way"]

# How far a clock of a device may be ahead before its entries do not count as new.
AHEAD = timedelta(hours=1)
MOST_ANSWERS = 6
WAYS_OUT = ("rollback", "incident")
EXPORT = "export the run again"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that is open: the list that it is of, its number and text, and why it is open, in words too, with who has it.

    `link` leads to it on the site of the run, if the run says which that is.
    """

    list: str
    number: str
    text: str
    address: str
    kind: WhyOpen
    why: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class ClosedBecause:
    """Why a gate is closed whatever the lines say, and what to do."""

    kind: WhyClosed
    text: str
    help: str


@dataclass(frozen=True, slots=True)
class JudgedList:
    """A list with the number of lines that must be answered, how many of these are sign-offs, and those that are open."""

    list: GateList
    number: int
    signed: int
    lines: tuple[OpenLine, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that a run has passed, or that is closed for some reasons or open lines. `last` is the moment of its last answer."""

    system: str
    title: str
    run: FittedRun
    words: RunWords
    every: bool
    last: datetime | None
    lists: tuple[JudgedList, ...]
    reasons: tuple[ClosedBecause, ...]

    @property
    def passed(self) -> bool:
        """Return whether the pipeline may go on."""
        return not self.reasons and not any(one.lines for one in self.lists)


@dataclass(frozen=True, slots=True)
class GateRules:
    """What a gate asks for: answers no older than `max_age` at the moment `now`, of `every` line, and of a `drill` too."""

    now: datetime
    max_age: timedelta
    every: bool = False
    drill: bool = False


def judge_gate(document: RunbookDocument, run: Run, lists: Sequence[GateList], rules: GateRules, records: Iterable[Record] = ()) -> Gate:
    """Return whether a run of the system has passed a gate of these lists. `records` are those of the system: none may be newer."""
    fit = fitted(document, run)
    words = RunWords(catalogue("page"), fit.state, _zone(fit))
    judge = _Judge(document, fit, words, rules)
    judged = tuple(judge.list(one) for one in lists)
    last = judge.last_answer(lists)
    reasons = (*_newer(run, records), *judge.reasons(lists, last))
    context = document.context
    return Gate(context.variant.id, context.title, fit, words, rules.every, last, judged, reasons)


class _Judge:
    def __init__(self, document: RunbookDocument, fit: FittedRun, words: RunWords, rules: GateRules) -> None:
        self.document = document
        self.fit = fit
        self.words = words
        self.rules = rules

    def list(self, one: GateList) -> JudgedList:
        """Return a list with its open lines."""
        above = dict(_above(one))
        demanded = one.demanded(every=self.rules.every)
        found = ((box, self._why_open(box)) for box in demanded)
        lines = (self._line(one, box, kind, above[box.address]) for box, kind in found if kind is not None)
        return JudgedList(one, len(demanded), sum(box.signed for box in demanded), tuple(lines))

    def _why_open(self, box: Box) -> WhyOpen | None:
        """Return why a line is open; None if it is answered."""
        state, answer = self.fit.state_of(box), self.fit.answer_of(box)
        if state not in ("done", "na") or answer is None:
            known: dict[str, WhyOpen] = {"failed": "failed", "changed": "changed", "differs": "differs"}
            return known.get(state) or ("new" if box.address in self.fit.fresh else "open")
        if not answer.print:
            return "unknown-text"
        if state == "na" and not trimmed(answer.text):
            return "without-reason"
        return "without-name" if box.signed and not trimmed(answer.by) else None

    def _line(self, one: GateList, box: Box, kind: WhyOpen, above: Iterable[str]) -> OpenLine:
        place = self.fit.place(box.address)
        # The notes of a line include who has claimed it. If nobody has, a claim above counts.
        claims = [claim for each in above if (claim := self._claim(each))] if not self._claim(box.address) else []
        why = " · ".join((self._in_words(box, kind), *self.words.notes(place), *claims[:1]))
        text = plain(box.text) or box.title
        return OpenLine(one.name, box.number, text, box.address, kind, why, self._link(one, box.address))

    def _in_words(self, box: Box, kind: WhyOpen) -> str:
        words, answer = self.words, self.fit.answer_of(box)
        if kind == "new":
            return words.words("open.new", since=self.fit.state.facts.release or words.day())
        if answer is None or not answer.state:
            return "not signed" if box.signed else "not answered"
        was = words.said(answer, box)
        if kind == "differs":
            return words.words("open.differs", all=" / ".join(words.said(one, box) for one in answer.contradicts[-MOST_ANSWERS:]))
        return {
            "changed": words.words("open.changed", was=was),
            "unknown-text": f"{was}, but the file does not say for which text",
            "without-reason": f"not applicable without a reason ({words.stamp(answer)})",
            "without-name": f"signed without a name ({words.time(answer.at)})",
        }.get(kind, was)

    def _claim(self, address: str) -> CatalogueText | None:
        """Return who has claimed an item, or the list or item above it."""
        claims = [event for event in self.fit.state.counted(f"claim {self.fit.place(address)}") if trimmed(event.text)]
        said = (self.words.words("open.claim", who=trimmed(event.text), time=self.words.time(event.at)) for event in claims)
        return self.words.joined(said) if claims else None

    def _link(self, one: GateList, address: str) -> str:
        site = self.fit.run.site
        page = page_of(self.document.context.variant.id, one.phase).removesuffix(".md")
        return at_anchor(f"{site.rstrip('/')}/{page}.html", address) if site.startswith(("https://", "http://")) else ""

    def reasons(self, lists: Sequence[GateList], last: datetime | None) -> Iterator[ClosedBecause]:
        """Yield why the gate is closed whatever its lines say."""
        run, state = self.fit.run, self.fit.state
        if run.refused:
            text = "1 entry of the file cannot be read" if run.refused == 1 else f"{run.refused} entries of the file cannot be read"
            yield ClosedBecause("unreadable-entries", f"{text}, and nobody knows what they say", EXPORT)
        if not self.rules.drill and any(trimmed(event.text) for event in state.counted("drill")):
            yield ClosedBecause("drill", "the run is a drill", "take the run of the deployment; to rehearse the pipeline, add `--drill`")
        yield from self._age(last)
        if held := [event for event in state.counted("hold") if trimmed(event.text)]:
            said = " / ".join(f"{trimmed(event.text)} ({self.words.stamp(event)})" for event in held)
            yield ClosedBecause("hold", f"the run is on hold: {said}", f"press “Go on” on its page, and {EXPORT}")
        if not any(one.phase in WAYS_OUT for one in lists):
            yield from self._ways_out(lists)

    def _age(self, last: datetime | None) -> Iterator[ClosedBecause]:
        if last is None:
            help = "set the clock of this machine and of the devices"
            yield ClosedBecause("ahead", "all its entries have a time in the future, so nobody knows how old they are", help)
        elif (age := self.rules.now - last) > self.rules.max_age:
            said = (
                f"the last answer is {in_units(age)} old ({self.words.exact(last.isoformat())}), more than {in_units(self.rules.max_age)}"
            )
            help = "take the file of the run of today, or allow older answers with `--max-age`"
            yield ClosedBecause("old", said, help)

    def last_answer(self, lists: Iterable[GateList]) -> datetime | None:
        """Return when these lists were last answered, or when anything was recorded if they were not. The future does not count."""
        state, latest = self.fit.state, self.rules.now + AHEAD
        own = {self.fit.place(box.address) for one in lists for box in one.boxes}
        counted = [event for event in state.events if event.id not in state.undone]
        answers = [event for event in counted if event.what in ANSWERS and state.current(event.address) in own]
        moments = (datetime.fromisoformat(event.at) for event in answers or counted)
        return max((moment for moment in moments if moment <= latest), default=None)

    def _ways_out(self, lists: Sequence[GateList]) -> Iterator[ClosedBecause]:
        """Yield that people left the lists: a trigger was seen, the rollback has begun, or a chosen way leads out or back."""
        for box in (*self.document.triggers, *self.document.alarms):
            if self.fit.state_of(box) in ("done", "differs") and (answer := self.fit.answer_of(box)):
                said = f"the trigger {box.number} “{plain(box.text)}” was {self.words.said(answer, box)}"
                yield ClosedBecause("trigger", said, f"if it was a false alarm, undo it on its page (“…”), and {EXPORT}")
        boxes = (box for section in self.document.phases["rollback"].sections if section.kind != TRIGGERS for box in section.boxes)
        begun = ((box, self._given(box)) for box in with_children(tuple(boxes)))
        if first := next(((box, answer) for box, answer in begun if answer is not None), None):
            said = f"the rollback has begun: {_name(first[0])} {self.words.said(first[1], first[0])}"
            yield ClosedBecause("rollback", said, "end this run, and start a new one for the next deployment")
        yield from self._chosen_ways({box.address: box for one in lists for box in one.boxes}.values())

    def _chosen_ways(self, boxes: Iterable[Box]) -> Iterator[ClosedBecause]:
        sections = [section for part in self.document.phases.values() for section in part.sections]
        places = (place for one in sections for place in (one.anchor, *(box.address for box in with_children(one.boxes))))
        order = {place: at for at, place in enumerate(places)}
        for box in boxes:
            answer = self._given(box)
            chosen = [way for way in box.ways if answer and way.address.endswith(f".choices.{answer.way}")]
            then = chosen[0].then if chosen else None
            back = then is not None and order.get(then.target.partition("#")[2], len(order)) <= order[box.address]
            if answer and then is not None and (back or then.sheet in WAYS_OUT):
                said = f"the way chosen at {_name(box)} leads {'back ' if back else ''}to {then.text} ({self.words.stamp(answer)})"
                yield ClosedBecause("way", said, f"go there; then decide again on the page, and {EXPORT}")

    def _given(self, box: Box) -> BoxAnswer | None:
        answer = self.fit.answer_of(box)
        return answer if answer and answer.state not in ("", "open") else None


def _newer(run: Run, records: Iterable[Record]) -> Iterator[ClosedBecause]:
    """Yield that a record of the same run has entries that the file of the run lacks."""
    own = {event.id for event in run.events}
    for record in records:
        if record.run.id == run.id and (number := len({event.id for event in record.run.events} - own)):
            entries = "1 entry" if number == 1 else f"{number} entries"
            text = f"the record `{record.path}` of the same run has {entries} that this file lacks"
            yield ClosedBecause("newer-record", text, f"take that record, or merge both on a page, and {EXPORT}")


def in_units(length: timedelta) -> str:
    """Return a length in the largest unit that leaves two or more of it: `90 min`, `31 days`."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"


def _above(one: GateList) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield for each box the addresses at which somebody may have claimed it: its own, those of the boxes above it, and its list."""

    def below(boxes: Iterable[Box], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for box in boxes:
            own = (box.address, *above)
            yield box.address, own
            yield from below(box.children, own)

    for section in one.sections:
        yield from below(section.boxes, (section.anchor,))


def _name(box: Box) -> str:
    return f"{box.number} “{plain(box.text) or box.title}”".strip()


def _zone(fit: FittedRun) -> tzinfo:
    try:
        t0 = moment_of_t0(fit.state.facts)
    except ValueError:
        return UTC
    return t0.tzinfo if t0 and t0.tzinfo else UTC
