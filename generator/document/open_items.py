"""A sheet that goes on with a run: what is open in full, and what is answered as one quiet line with the time and the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.document.answered import SETTLED, Answered, AnswerKind
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Cell, Fact, Prose, Section, Way, WritingSpace, as_text, with_children
from generator.document.run_fit import PHASE, FittedRun
from generator.document.run_words import RunWords
from generator.document.sheet_blanks import to_write
from generator.document.sheet_head import counted
from generator.document.sheets import PACK, TICKED, HeadFact, Sheet
from generator.runs.run_clock import skew_of
from generator.runs.run_events import trimmed
from generator.text.catalogue import Catalogue, CatalogueText

# Why an open line is open, by its state in the run.
HOUR, DAY = 60, 1440  # in minutes
MOST = 6  # answers that differ; more of them say nothing more
OPEN: dict[str, AnswerKind] = {"failed": "failed", "changed": "changed", "differs": "differs"}


def progress(fit: FittedRun, sheet: Sheet) -> tuple[int, int]:
    """Return how many boxes of a sheet are settled in a run, and how many there are. Triggers are no work."""
    own = [box for section in sheet.sections if _is_work(section) for box in with_children(section.boxes)]
    below = [progress(fit, chapter) for chapter in sheet.chapters]
    settled = sum(fit.state_of(box) in SETTLED for box in own)
    return settled + sum(done for done, _ in below), len(own) + sum(number for _, number in below)


def open_items(document: RunbookDocument, sheet: Sheet, fit: FittedRun, said: RunWords, file: str) -> Sheet:
    """Return a sheet with what a run says about its lines. `file` is the name of the file of the run."""
    opened = _Opened(document, fit, said)
    parts = sheet.chapters if sheet.part == PACK else (sheet,)
    made = [_with_answers(document, part, opened) for part in parts]
    made = [replace(one, head=(*_about_run(document, fit, said, part, file), *one.head)) for part, one in zip(parts, made, strict=True)]
    made[-1] = replace(made[-1], sections=(*made[-1].sections, *_gone_section(fit, said)))
    return counted(document.context, replace(sheet, chapters=tuple(made))) if sheet.part == PACK else made[0]


def _with_answers(document: RunbookDocument, sheet: Sheet, opened: _Opened) -> Sheet:
    sections = tuple(map(opened.section, sheet.sections))
    return counted(
        document.context,
        replace(
            sheet,
            head=tuple(opened.head(sheet.head, sections)),
            sections=sections,
            calls=replace(sheet.calls, boxes=tuple(map(opened.call, sheet.calls.boxes))) if sheet.calls else None,
        ),
    )


def _is_work(section: Section) -> bool:
    return section.kind in TICKED and section.kind != "triggers"


def _about_run(document: RunbookDocument, fit: FittedRun, said: RunWords, sheet: Sheet, file: str) -> Iterator[HeadFact]:
    """Yield the first lines of the head: which run goes on, how far it is, and what people must know about it."""
    words, state, (done, number) = said.words, fit.state, progress(fit, sheet)
    facts = state.facts
    run = {"name": trimmed(facts.name) or fit.run.id, "day": said.day(), "done": done, "all": number, "time": said.exact(facts.last)}
    if facts.drill:
        yield HeadFact(words("open.drill"), words("open.drill.yes"), "day")
    yield HeadFact(words("open.head"), words("open.run", **run, file=file), "day")
    if facts.release and facts.release != document.context.settings.release:
        yield HeadFact(words("open.release"), facts.release, "day")
    if facts.ended:
        yield HeadFact(words("open.ended"), f"{said.time(facts.ended)}, {trimmed(facts.ended_by) or words('open.nobody')}", "day")
    if facts.hold:
        yield HeadFact(words("open.hold"), trimmed(facts.hold), "day")
    declared = state.answer_of(f"{PHASE}{sheet.part}")
    if declared and declared.state == "done":
        key = "open.phase.why" if declared.text else "open.phase.done"
        yield HeadFact(words("open.phase"), words(key, stamp=said.stamp(declared), why=trimmed(declared.text)), "day")
    if len(moments := state.counted("t0")) > 1:
        differing = " / ".join(f"{event.t0.replace('T', ' ')} {event.zone} ({said.stamp(event)})" for event in moments)
        yield HeadFact("T-0", words("open.values", all=differing), "day")
    if fit.run.refused:
        yield HeadFact(words("open.missing"), words.count("open.missing.entries", fit.run.refused), "day")
    if minutes := skew_of(state.events):
        yield HeadFact(words("open.clocks"), words("open.clocks.differ", time=_length(words, minutes)), "day")


def _length(words: Catalogue, minutes: int) -> str:
    """Return a length in one unit: `25 min`, `3 h`, `2 d`."""
    if minutes < 2 * HOUR:
        return words("open.min", n=minutes)
    return words("open.h", n=minutes // HOUR) if minutes < 2 * DAY else words("open.d", n=minutes // DAY)


def _gone_section(fit: FittedRun, said: RunWords) -> tuple[Section, ...]:
    """Return the lines that the run alone has, each with its answer; nothing if there are none."""
    found = []
    for line in fit.gone:
        answer = fit.state.answer_of(line.address)
        assert answer is not None
        texts = (*(said.said(event) for event in answer.contradicts or (answer,) if answer.state), *said.notes(line.address))
        text = said.joined(texts or ("",))
        found.append(Box("", as_text(line.text), quiet=True, who=text, answer=Answered("gone", text)))
    summary = as_text(said.words("open.gone.lead"))
    return (Section(said.words("open.gone"), "gone", summary=summary, boxes=tuple(found), quiet=True),) if found else ()


class _Opened:
    """Gives the parts of a sheet the answers of a run."""

    def __init__(self, document: RunbookDocument, fit: FittedRun, said: RunWords) -> None:
        self.document = document
        self.fit = fit
        self.said = said
        self.words = said.words

    def section(self, section: Section) -> Section:
        """Return a section with the answers on its boxes. A list that is answered as a whole keeps only its heading and quiet lines."""
        if section.kind == "calls":
            return replace(section, boxes=tuple(map(self.call, section.boxes)))
        if section.kind not in TICKED or not section.boxes:
            return section
        boxes = tuple(map(self.box, section.boxes))
        number, left = section.count, sum(box.count for box in boxes)
        notes = tuple(Fact("record", as_text(note)) for note in self.said.notes(self.fit.place(section.anchor)))
        made = replace(section, boxes=boxes, facts=(*section.facts, *notes), done=self._done(section, number, left))
        if left or section.kind != "boxes":
            return made
        bare: dict[str, Any] = dict.fromkeys(("caution", "summary", "when", "columns"), ())
        return replace(made, quiet=True, about=Prose(), closing=Prose(), on_failure=None, method="", watched=False, **bare)

    def _done(self, section: Section, number: int, left: int) -> str:
        title = section.letter or section.title
        if left == number:
            return section.done
        key = "open.list" if left else "open.list.all"
        return self.words(key, title=title, done=number - left, all=number, n=left)

    def call(self, trigger: Box) -> Box:
        """Return a trigger of the frame beside a list, with who saw it."""
        state = self.fit.state_of(trigger)
        answer = self.fit.answer_of(trigger)
        return replace(trigger, answer=Answered("done", self.said.said(answer))) if answer and state == "done" else trigger

    def box(self, box: Box) -> Box:
        state, answer = self.fit.state_of(box), self.fit.answer_of(box)
        children = tuple(map(self.box, box.children))
        notes = tuple(self.said.notes(self.fit.place(box.address)))
        if state in SETTLED:
            kind: AnswerKind = "na" if state == "na" else "done"
            text = self.said.joined((*self._settled(box, kind), *self._values(box), *notes))
            return replace(box, children=children, moment=None, quiet=True, who=text, answer=Answered(kind, text))
        why = self._why_open(box, state)
        texts = (*why.values(), *self._differing(box), *notes)
        found = Answered(next(iter(why), "noted"), self.said.joined(texts)) if texts else None
        chosen = answer.way if answer and state in ("mixed", "open", "failed") else ""
        return replace(
            box,
            children=children,
            answer=found,
            ways=tuple(replace(way, chosen=bool(chosen) and _is_of(way, chosen)) for way in box.ways),
            spaces=tuple(self.space(space) for space in box.spaces),
            cells=tuple(self.cell(cell, box) for cell in box.cells),
        )

    def _settled(self, box: Box, kind: AnswerKind) -> Iterator[CatalogueText]:
        answer = self.fit.answer_of(box)
        if answer and answer.state and not box.children:
            yield self.said.said(answer, box)
        elif box.children:
            yield self.words.count(f"open.parts.{kind}", len(box.children))
            if answer and answer.way:
                yield self.said.said(answer, box)

    def _why_open(self, box: Box, state: str) -> dict[AnswerKind, CatalogueText]:
        """Return why a box is open, by the kind of its answer: nothing if nobody answered it."""
        answer = self.fit.answer_of(box)
        if state not in OPEN or answer is None:
            return {"new": self.words("open.new", since=self.since)} if box.address in self.fit.fresh else {}
        if state == "differs":
            said = [self.said.said(one, box) for one in answer.contradicts[-MOST:]]
            return {"differs": self.words("open.differs", all=" / ".join(said))}
        was = self.said.said(answer, box)
        return {"changed": self.words("open.changed", was=was)} if state == "changed" else {"failed": was}

    @property
    def since(self) -> str:
        """Return the release of the run, or the day on which it began."""
        return self.fit.state.facts.release or self.said.day()

    def _values(self, box: Box) -> Iterator[CatalogueText]:
        """Yield the values that people noted at a box."""
        place = self.fit.place(box.address)
        cells = (self.space(cell.space, place) for cell in box.cells if cell.space)
        for space in (*map(self.space, box.spaces), *cells):
            if space.noted:
                yield self.words("open.noted", label=space.label.rstrip(": "), value=space.noted)

    def _differing(self, box: Box) -> Iterator[CatalogueText]:
        """Yield the different values that people noted for one blank."""
        place = self.fit.place(box.address)
        for space, at in (*((space, "") for space in box.spaces), *((cell.space, place) for cell in box.cells if cell.space)):
            if differing := self._noted(space, at)[1]:
                yield self.words("open.noted", label=space.label.rstrip(": "), value=differing)

    def space(self, space: WritingSpace, place: str = "") -> WritingSpace:
        """Return room for a value, or the value that people noted."""
        return replace(space, noted=self._noted(space, place)[0])

    def _noted(self, space: WritingSpace, place: str) -> tuple[str, str]:
        if space.secret or not space.address:
            return "", ""
        events = self.fit.state.blank_of(space.address.rpartition(".")[2], place)
        return self.said.value(events, dict(space.field.choices if space.field else ()), space.unit)

    def cell(self, cell: Cell, box: Box) -> Cell:
        """Return a cell with the value that people noted in it."""
        if cell.space is None:
            return cell
        space = self.space(cell.space, self.fit.place(box.address))
        return replace(cell, text=as_text(space.noted), space=None, kind="text") if space.noted else cell

    def head(self, facts: Iterable[HeadFact], sections: tuple[Section, ...]) -> Iterator[HeadFact]:
        """Yield the head with the values that people noted, and without those in the line of what is to be written on the day."""
        boxes = [box for section in sections for box in with_children(section.boxes) if not box.quiet]
        for fact in facts:
            if fact.blank and not fact.secret:
                value, differing = self.said.value(self.fit.state.blank_of(fact.blank), dict(fact.named), fact.unit)
                yield replace(fact, value=value or fact.value, hint=differing or fact.hint, unit="" if value else fact.unit)
            elif fact.label == self.words("sheet.head.write"):
                yield from to_write(self.document.context, boxes)
            else:
                yield fact


def _is_of(way: Way, id: str) -> bool:
    return way.address.endswith(f".choices.{id}")
