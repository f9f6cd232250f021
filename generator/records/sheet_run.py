"""Makes a run of a typed sheet: its lines become addresses of the runbook of its release, its answers become events.

The ids of the events follow from what they say, so that the same sheet always gives the same run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, nearest, unknown
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Section, WritingSpace, plain, with_children
from generator.document.one_list import list_names
from generator.records.read_sheet import TypedAnswer, TypedSheet, TypedValue, in_order_of_lines, wrong_sheet
from generator.runs.earlier_runs import base_36, short_hash
from generator.runs.read_events import as_scripts_write, read_events
from generator.runs.read_run import Run
from generator.source.nodes import Node

# Ids of version 0.1 begin with a zero, those of pages with any letter.
VISIT = "s"
TRIGGER, SIGN_OFF = "triggers.", "sign-offs."


def run_of_sheet(sheet: TypedSheet, document: RunbookDocument) -> Run | tuple[Diagnostic, ...]:
    """Return the run that a sheet describes, with the runbook of its release; or everything that does not fit this runbook."""
    maker = _Maker(sheet, document)
    given = [_numbered(event, count) for event, count in _counted(maker.events())]
    if maker.problems:
        return in_order_of_lines(maker.problems)
    events, refused = read_events(given)
    assert not refused, [given[at] for at in refused]
    id = f"sheet-{short_hash(f'{sheet.system}|{sheet.began.isoformat()}|{sheet.name}')}"
    return Run(id, document.context.variant.id, sheet.release, "", events, commit=sheet.commit)


def _counted(events: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each event once, with the number of other events before it that have the same id by chance."""
    found: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        same = found.setdefault(event["id"], [])
        if event not in same:
            yield event, len(same)
            same.append(event)


def _numbered(event: dict[str, Any], count: int) -> dict[str, Any]:
    second, _, visit = event["id"].split(".")
    return {**event, "id": f"{second}.{base_36(count)}.{visit}"}


class _Maker:
    def __init__(self, sheet: TypedSheet, document: RunbookDocument) -> None:
        self.sheet = sheet
        self.document = document
        self.problems: list[Diagnostic] = []
        sections = [section for part in document.phases.values() for section in part.sections]
        boxes = [box for section in sections for box in with_children(section.boxes)]
        self.boxes = {box.address: box for box in (*boxes, *document.triggers, *document.alarms)}
        self.list_of = {box.address: section.anchor for section in sections for box in with_children(section.boxes)}
        self.by_name = {name: box for box in self.boxes.values() for name in (box.number, box.address) if name}
        self.lists = _lists(document)
        self.blanks = dict(_blanks(sections, self.boxes.values()))

    def wrong(self, place: Node, message: str, help: str, *notes: RelatedPlace) -> None:
        self.problems.append(wrong_sheet(place, message, help, *notes))

    def events(self) -> Iterator[dict[str, Any]]:
        """Yield the events of the run as data. What does not fit is among the problems."""
        sheet = self.sheet
        yield self._event(sheet.began, "begun", release=sheet.release)
        yield self._event(sheet.began, "name", text=sheet.name)
        if sheet.lead:
            yield self._event(sheet.began, "lead", text=sheet.lead)
        if sheet.drill:
            yield self._event(sheet.began, "drill", text="yes")
        if sheet.t0:
            yield self._event(sheet.began, "t0", t0=_local(sheet.t0), zone=sheet.zone)
        answered = dict(self._lines())
        latest = self._latest(answered)
        for address, (answer, through, is_first) in answered.items():
            at = answer.began if answer.began and is_first else answer.at or latest.get(self.list_of[address], sheet.ended)
            yield from self._answer(self.boxes[address], answer, at, through)
        for place, answers in ((TRIGGER, sheet.triggers), (SIGN_OFF, sheet.sign_offs)):
            for box, answer in self._boxes_at(place, answers):
                yield from self._answer(box, answer, answer.at or sheet.ended)
        for value in sheet.values:
            yield from self._value(value)
        if sheet.notes:
            phase = next(
                (part.id for part in self.document.phases.values() if any(box.address in answered for box in part.boxes)), "deploy-day"
            )
            yield self._event(sheet.ended, "note", address=f"phases.{phase}", text=sheet.notes)
        yield self._event(sheet.ended, "ended")

    def _event(self, at: datetime, what: str, by: str = "", **fields: str) -> dict[str, Any]:
        moment = at.astimezone(UTC)
        known = {"by": by or self.sheet.lead, **fields}
        event = {"at": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "what": what, **{name: value for name, value in known.items() if value}}
        return {"id": f"{base_36(int(moment.timestamp()))}.0.{VISIT}{short_hash(as_scripts_write(event))}", **event}

    def _lines(self) -> Iterator[tuple[str, tuple[TypedAnswer, str, bool]]]:
        """Yield the answer on each line without lines below it, the item above it that was answered instead, and whether it is its first.

        What is said about a line counts more than what is said about the item or the list that it is in.
        """
        found = list(self._targets())
        nearest_answer: dict[str, tuple[int, TypedAnswer, str]] = {}
        for depth, answer, through, leaves in sorted(found, key=lambda one: one[0]):
            for leaf in leaves:
                nearest_answer[leaf.address] = (depth, answer, through if leaf.address != through else "")
        begun: set[int] = set()
        for address in self.boxes:
            if address in nearest_answer:
                _, answer, through = nearest_answer[address]
                box = self.boxes[address]
                if answer.what == "done" and box.ways and not answer.way:
                    ways = ", ".join(way.address.rpartition(".")[2] for way in box.ways)
                    help = f"add it to the lines: `{box.number}: {{way: ...}}` with one of {ways}"
                    self.wrong(answer.place, f"{box.number} “{plain(box.text)}” is a decision, and the sheet does not say which way", help)
                yield address, (answer, through, id(answer) not in begun)
                begun.add(id(answer))

    def _targets(self) -> Iterator[tuple[int, TypedAnswer, str, list[Box]]]:
        """Yield each answer with the lines that it is about, and how deep they are: a list has depth 0."""
        seen: dict[str, TypedAnswer] = {}
        for answer in self.sheet.lines:
            name = answer.place.value or ""
            sections, box = self.lists.get(name) or self.lists.get(name.upper(), ()), self._box(name)
            if not sections and box is None:
                self.wrong(answer.place, f"no line or list `{name}` in this release", self._meant(name))
                continue
            if box is not None and box.address.startswith((TRIGGER, SIGN_OFF)):
                group = box.address.partition(".")[0]
                self.wrong(answer.place, f"`{name}` is not a line of a list", f"write it under `{group}:`")
                continue
            key = box.address if box else sections[0].anchor
            if (other := seen.setdefault(key, answer)) is not answer:
                self.wrong(answer.place, f"`{name}` is named twice", "keep one of the two", RelatedPlace("also here", other.place.span))
                continue
            boxes = with_children((box,)) if box else (one for section in sections for one in with_children(section.boxes))
            leaves = [one for one in boxes if not one.children]
            self._refuse_unfit(answer, box, is_whole=box is None or bool(box.children))
            yield (key.count(".") if box else 0), answer, box.address if box and box.children else "", leaves

    def _meant(self, name: str) -> str:
        """Return what an unknown name may mean: an address, or the numbers of its list."""
        letters = [letter for letter in self.lists if "." not in letter]
        letter = name.upper().rstrip("0123456789.")
        own = [box.number for one in self.lists.get(letter, ()) for box in one.boxes]
        if own:
            return f"list {letter} has {own[0]} to {own[-1]}"
        return " ".join(filter(None, (nearest(name, self.by_name), f"lists are {', '.join(letters)}")))

    def _box(self, name: str) -> Box | None:
        return self.by_name.get(name) or self.by_name.get(name.upper())

    def _refuse_unfit(self, answer: TypedAnswer, box: Box | None, *, is_whole: bool) -> None:
        name = answer.place.value or ""
        if is_whole and answer.what == "failed":
            self.wrong(answer.place, f"`{name}` has several lines", f"name the line that failed, such as `{name}1`")
        if not is_whole and answer.began:
            self.wrong(answer.place, f"`{name}` is one line, which has one time", "write `at`, and `began` for a whole list")
        if is_whole and answer.note:
            self.wrong(answer.place, f"`{name}` has several lines", "write the note at one of them, or under `notes`")
        ways = [way.address.rpartition(".")[2] for way in box.ways] if box else []
        if answer.way and answer.way not in ways:
            why = unknown("way", answer.way, ways) if ways else f"`{name}` is not a decision, so it has no ways"
            self.wrong(answer.place, why, "correct or leave out `way`")

    def _latest(self, answered: Mapping[str, tuple[TypedAnswer, str, bool]]) -> dict[str, datetime]:
        """Return the last time that the sheet has in each list: lines without a time were done by then."""
        found: dict[str, datetime] = {}
        for address, (answer, _, _) in answered.items():
            if answer.at:
                own = self.list_of[address]
                found[own] = max(answer.at, found.get(own, answer.at))
        return found

    def _answer(self, box: Box, answer: TypedAnswer, at: datetime, through: str = "") -> Iterator[dict[str, Any]]:
        if answer.what:
            given = {"address": box.address, "text": answer.text, "way": answer.way, "print": box.print, "through": through}
            yield self._event(at, answer.what, answer.by, **given)
        if answer.note:
            yield self._event(at, "note", answer.by, address=box.address, text=answer.note)

    def _boxes_at(self, start: str, answers: Iterable[TypedAnswer]) -> Iterator[tuple[Box, TypedAnswer]]:
        """Yield the triggers or sign-offs that answers are about, by id, address or number."""
        noun = start.rstrip("s.")
        seen: dict[str, TypedAnswer] = {}
        for answer in answers:
            name = answer.place.value or ""
            box = self.by_name.get(f"{start}{name}") or self._box(name)
            if box is None or not box.address.startswith(start):
                known = [one.removeprefix(start) for one in self.boxes if one.startswith(start)]
                self.wrong(
                    answer.place, f"no {noun} `{name}` in this release", unknown(noun, name, known).partition(". ")[2] or "leave it out"
                )
            elif seen.setdefault(box.address, answer) is not answer:
                other = seen[box.address]
                self.wrong(answer.place, f"`{name}` is named twice", "keep one of the two", RelatedPlace("also here", other.place.span))
            else:
                yield box, answer

    def _value(self, value: TypedValue) -> Iterator[dict[str, Any]]:
        id, text = value.place.value or "", (value.value.value or "").strip()
        space = self.blanks.get(id)
        if space is None:
            self.wrong(
                value.place, f"no blank `{id}` in this release", nearest(id, self.blanks) or "leave it out, or write it under `notes`"
            )
            return
        if space.secret or space.field is None:
            help = "delete it here, and change the secret, because this file has it"
            problem = wrong_sheet(value.value, f"`{id}` is secret, so no record has its value", help)
            self.problems.append(replace(problem, span=replace(problem.span, text="")))  # the report does not show the line
            return
        row = self._box(value.row.value or "") if value.row else None
        is_column = ".columns." in space.address
        cells = {cell.space.address for cell in row.cells if cell.space} if row else set[str]()
        if is_column != (value.row is not None) or (is_column and space.address not in cells):
            help = f"write `{id}: {{B1: ...}}` with the line of each value" if is_column else f"write `{id}: ...`"
            self.wrong(value.row or value.place, f"`{id}` is {'a column' if is_column else 'one value'}", help)
            return
        chosen = next((one for one, label in space.field.choices if text in (one, label)), text)
        if not re.fullmatch(space.field.pattern, chosen):
            choices = ", ".join(label for _, label in space.field.choices)
            help = f"choose one of {choices}" if choices else f"a value matches `{space.field.pattern}` as a whole"
            self.wrong(value.value, f"`{text[:60]}` is not a value for `{id}`", help)
            return
        yield self._event(self.sheet.ended, "blank", blank=id, text=chosen, address=row.address if row else "")


def _lists(document: RunbookDocument) -> Mapping[str, tuple[Section, ...]]:
    """Return the sections of each list by its letter and its address. Sections that share a letter are one list."""
    found: dict[str, tuple[Section, ...]] = {}
    for part in document.phases.values():
        own = [section for section in list_names(part.sections).values() if section.letter]
        for section in dict.fromkeys(section.anchor for section in own):
            for one in (one for one in part.sections if one.anchor == section):
                found[one.letter] = (*found.get(one.letter, ()), one)
                found[one.anchor] = (one,)
    return found


def _blanks(sections: Iterable[Section], boxes: Iterable[Box]) -> Iterator[tuple[str, WritingSpace]]:
    """Yield the blanks of phases, columns and lines by id."""
    spaces = [space for section in sections for space in (*section.spaces, *section.columns)]
    spaces += [space for box in boxes for space in box.spaces]
    for space in spaces:
        if ".blanks." in space.address or ".columns." in space.address:
            yield space.address.rpartition(".")[2], space


def _local(t0: datetime) -> str:
    """Return T-0 as runs have it: with its offset only if the clocks show the time twice."""
    text = f"{t0:%Y-%m-%dT%H:%M}"
    return text if t0.replace(fold=0).utcoffset() == t0.replace(fold=1).utcoffset() else f"{text}{t0.isoformat()[-6:]}"
