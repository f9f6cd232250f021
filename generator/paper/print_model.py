"""A sheet as both of its printed forms show it: blocks in order, every word decided, in values that JSON knows.

Texts with markup are lists of parts: `{"t": text}`, `{"c": code}` and `{"u": address, "l": parts}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.document.sheets import BOOK, EMERGENCY, NOT_DEFINED, Kit, Sheet, SheetBox, SheetContact, SheetMoment, SheetSection
from generator.paper.qr_code import printed_code
from generator.text.inline_markup import CodeSpan, InlineLink, parse_inline

View = dict[str, Any]
Inline = list[View]

REACH = "Phone or channel"
LABELS = {"number": "No.", "check": "Check", "time": "Time", "initials": "Initials", "na": "n/a because"}
# A row of so many lines, of so many letters each, may be divided between pages; all others stay whole.
TALL = 30
WIDTH = 42
UNDEFINED = {"this phase": "is"}


# What differs from release to release while nothing else does.
STAMPS = ("Release", "Commit")


def view_of(sheet: Sheet) -> View:
    """What is printed of a sheet."""
    chapters = [view_of(chapter) for chapter in sheet.chapters]
    for at, chapter in enumerate(chapters):
        # The head of a book stands once; a chapter without boxes goes on where the one before it ends, but the first of its kind.
        chapter["facts"] = [fact for fact in chapter["facts"] if fact["of_day"]] if sheet.chapters[at].boxes else []
        chapter["opens"] = bool(sheet.chapters[at].boxes) or chapter["kind"] != chapters[at - 1]["kind"] == "incident"
    return {
        "id": sheet.variant,
        "kind": sheet.part,
        "title": sheet.title,
        "system": sheet.system,
        "mark": "Draft" if sheet.draft else "",
        "draft": [
            f"Draft, not to be released. {_first_up(reason)}" if not at else _first_up(reason) for at, reason in enumerate(sheet.draft)
        ],
        "edition": " · ".join(filter(None, (sheet.release, sheet.commit))),
        "code": printed_code(sheet.address) if sheet.address else None,
        "summary": inline(sheet.summary),
        "facts": list(_facts(sheet)),
        "labels": LABELS,
        "blocks": list(_blocks(sheet)),
        "chapters": chapters,
        "boxes": count(sheet.boxes) if sheet.part != EMERGENCY else "",
        "end": f"{count(sheet.boxes)}. End of sheet." if sheet.part != EMERGENCY else "End of sheet.",
    }


def inline(text: str) -> Inline:
    """The parts of a text; on paper, the address of a link stands in words behind what it is called."""
    parts: Inline = []
    for part in parse_inline(text):
        if isinstance(part, InlineLink):
            label = [_plain(one.text, code=isinstance(one, CodeSpan)) for one in part.label]
            parts.append({"u": part.url, "l": label})
            if "".join(one.text for one in part.label) != part.url:
                parts.append({"t": f" ({part.url})"})
        else:
            parts.append(_plain(part.text, code=isinstance(part, CodeSpan)))
    return parts


def count(number: int) -> str:
    return f"{number} box" if number == 1 else f"{number} boxes"


def _plain(text: str, *, code: bool = False) -> View:
    return {"c": text} if code else {"t": text}


def _facts(sheet: Sheet) -> Iterator[View]:
    """The head of a sheet: a value, or a blank with a hint at what it takes. What is of the day stands in a book's chapters too."""
    for label, value in (
        ("System", f"{sheet.system} ({sheet.variant})"),
        ("Release", sheet.release),
        ("Commit", sheet.commit),
        ("Reviewed", sheet.reviewed),
        ("Document owner", sheet.owner or NOT_DEFINED),
        ("Period", sheet.period),
    ):
        if value:
            yield {"label": label, "value": value, "of_day": False, **({"stamp": True} if label in STAMPS else {})}
    if sheet.part in (EMERGENCY, BOOK) or sheet.period:
        return
    if sheet.counts_down:
        yield {"label": "T-0", "value": sheet.t0, "hint": "date, time, zone", "fill": "t0", "of_day": True}
        if sheet.part == "deploy-day":
            yield {"label": "Planned end", "value": sheet.end, "hint": "date, time", "fill": "end", "of_day": True}
    else:
        yield {"label": "Date", "value": "", "hint": "", "of_day": True}
    for blank in sheet.record:
        hint = blank.hint if blank.hint != "text" else ""
        yield {"label": blank.label.rstrip(": "), "value": "", "hint": hint, "of_day": True}


def _blocks(sheet: Sheet) -> Iterator[View]:
    for name in sheet.missing if sheet.part != EMERGENCY else ():
        yield {"kind": "undefined", "text": undefined(name)}
    if sheet.contacts or sheet.part == EMERGENCY:
        yield from _people(sheet)
    if sheet.severities or (sheet.part == EMERGENCY and "severities" in sheet.missing):
        yield _severities(sheet)
    if sheet.part == EMERGENCY:
        yield _calls(sheet, level=2) if sheet.triggers else _undefined_block("Rollback triggers", "rollback triggers")
    for section in sheet.sections:
        yield from _section(section, sheet)
    for table in sheet.tables:
        yield {
            "kind": "table",
            "title": table.title,
            "level": 2,
            "heads": table.heads,
            "rows": [[[_plain(cell)] for cell in row] for row in table.rows],
        }
    for kit in sheet.kits:
        yield _kit(kit)
    if sheet.part == EMERGENCY and not sheet.kits:
        yield _undefined_block("Commands", "commands")
    if sheet.left_out:
        one = sheet.left_out == 1
        words = f"{sheet.left_out} more {'command stands' if one else 'commands stand'} on the site's page of commands."
        yield {"kind": "undefined", "text": words}
    for note in sheet.notes:
        yield {"kind": "notes", "title": note.label.rstrip(": "), "level": 2, "lines": note.lines}


def undefined(name: str) -> str:
    return f"{_first_up(name)} {UNDEFINED.get(name, 'are')} {NOT_DEFINED}."


def _undefined_block(title: str, name: str) -> View:
    return {"kind": "undefined", "title": title, "level": 2, "text": undefined(name)}


def _section(section: SheetSection, sheet: Sheet) -> Iterator[View]:
    head = {
        "title": section.title,
        "level": section.level,
        "facts": list(_section_facts(section)),
        "summary": inline(section.summary),
    }
    done = f"{section.title}: {count(section.count)} {section.settled}"
    if section.dates:
        yield {**head, "kind": "rota", "dates": section.dates, "rows": list(_rows(section.boxes)), "done": done}
    elif section.boxes:
        calls = _calls(sheet, level=0) if section.cut_over else None
        yield {**head, "kind": "list", "calls": calls, "rows": list(_rows(section.boxes)), "done": done}
    if section.signatures:
        rows = [{"a": one.address, "title": one.title, "name": one.name} for one in section.signatures]
        yield {
            **head,
            "kind": "signatures",
            "heads": ["Role", "Name", "Date", "Signature"],
            "rows": rows,
            "done": f"{section.title}: {_signed(len(rows))}",
        }
    if not section.boxes and not section.signatures:
        yield {**head, "kind": "heading"}


def _signed(number: int) -> str:
    return "1 signature" if number == 1 else f"{number} signatures"


def _section_facts(section: SheetSection) -> Iterator[View]:
    """The line below a heading: when, who, under which condition."""
    if words := moment(section.moment):
        yield {"text": [{"t": words}], "strong": True, **_clockwork(section.moment)}
    if section.role:
        yield {"text": [{"t": f"Role: {section.role}"}]}
    if section.condition:
        yield {"text": [{"t": "If "}, *inline(section.condition)]}
    if section.when:
        yield {"text": [{"t": "When: "}, *inline(section.when)]}


def moment(found: SheetMoment) -> str:
    """A moment in words: `T-2h, lasts 30 min: Tue 2026-12-01 20:00 to 20:30 UTC+06:00`."""
    words = ", ".join(filter(None, (found.at, f"lasts {found.lasts}" if found.lasts else "", found.every)))
    return f"{_first_up(words)}: {found.clock}" if found.clock else _first_up(words)


def _clockwork(found: SheetMoment) -> View:
    """What a browser needs to fill in the time of the wall clock."""
    return {"at": found.at, "lasts": found.lasts} if found.at and not found.clock else {}


def _rows(boxes: Iterable[SheetBox], depth: int = 0) -> Iterator[View]:
    for box in boxes:
        yield {
            "a": box.address,
            "n": box.number,
            "depth": depth,
            "blocking": box.blocking,
            "optional": box.optional,
            "mark": "Blocking" if box.blocking else "Optional" if box.optional else "",
            "if": [{"t": "If "}, *inline(box.condition), {"t": ":"}] if box.condition else [],
            "title": f"{box.title}:" if box.title and box.text else box.title,
            "text": inline(box.text),
            "run": box.run,
            "details": list(_details(box)),
            "tall": _lines(box) > TALL,
        }
        yield from _rows(box.children, depth + 1)


def _lines(box: SheetBox) -> int:
    """About how many lines a row takes."""
    texts = (box.text, box.expect, box.action, box.condition, *(choice.text for choice in box.choices))
    return sum(1 + len(line) // WIDTH for line in (*box.run.split("\n"), *texts))


def _details(box: SheetBox) -> Iterator[View]:
    if box.expect:
        yield {"label": "Expected", "text": inline(box.expect)}
    for label, words in (("Fires", box.threshold), ("Mode", box.mode)):
        if words:
            yield {"label": label, "text": [{"t": words}]}
    if box.action:
        yield {"label": "Action", "text": inline(box.action)}
    if box.target:
        yield {"label": "Target", "text": [{"t": box.target}]}
    if box.moment.at:
        yield {"label": "When", "text": [{"t": moment(box.moment)}], **_clockwork(box.moment)}
    if box.role:
        yield {"label": "Role", "text": [{"t": box.role}]}
    if box.on_failure:
        yield {"label": "If it fails", "text": [{"t": box.on_failure}]}
    for choice in box.choices:
        label = f"{choice.label} ({choice.within})" if choice.within else choice.label
        then = [{"t": f"{'; ' if choice.text else ''}go on with {choice.then}"}] if choice.then else []
        yield {"label": label, "text": [*inline(choice.text), *then]}


def _calls(sheet: Sheet, level: int) -> View:
    """Rollback triggers as a frame of lines: in sight, and not ticked. Where a system defines none, it says so."""
    lines = []
    for trigger in sheet.triggers:
        more = " · ".join(filter(None, (trigger.mode, trigger.target if not trigger.threshold else "")))
        line = [*inline(trigger.text), *([{"t": ": "}, {"s": trigger.threshold}] if trigger.threshold else [])]
        line += [{"t": f" · {more}"}] if more else []
        lines.append([*line, *([{"t": " · "}, *inline(trigger.action)] if trigger.action else [])])
    return {
        "kind": "calls",
        "title": "Rollback triggers",
        "level": level,
        "summary": [{"t": "Any one of these calls for a rollback." if lines else f"{_first_up(NOT_DEFINED)}."}],
        "lines": lines,
    }


def _people(sheet: Sheet) -> Iterator[View]:
    if not sheet.contacts:
        yield _undefined_block("Contacts", "contacts")
        return
    words = f"{sheet.unassigned} of {len(sheet.contacts)} unassigned: write them in before the deployment." if sheet.unassigned else ""
    yield {
        "kind": "people",
        "title": "Contacts" if sheet.title != "Contacts" else "",
        "level": 2,
        "summary": [{"t": words}] if words else [],
        "heads": ["Role", "Name", REACH],
        "rows": [_person(person) for person in sheet.contacts],
    }


def _person(person: SheetContact) -> View:
    then = f"then {person.escalates_to}" if person.escalates_to else ""
    more = " · ".join(filter(None, (person.hours, then)))
    written = " · ".join(filter(None, (person.email, person.channel)))
    return {"title": person.title, "name": person.name, "reach": list(filter(None, (person.phone, written))), "more": more}


def _severities(sheet: Sheet) -> View:
    if not sheet.severities:
        return _undefined_block("Severities", "severities")
    rows = []
    for level in sheet.severities:
        meaning = [{"t": f"{level.title}: "}, *inline(level.text)] if level.text else [{"t": level.title}]
        rows.append([[{"s": level.label}], meaning, [{"t": level.within}], [{"t": level.escalation}]])
    heads = ["Level", "What it means", "Respond within", "Escalation"]
    return {"kind": "table", "title": "Severities", "level": 2, "heads": heads, "rows": rows}


def _kit(kit: Kit) -> View:
    tools = [
        {
            "title": tool.title,
            "if": [{"t": "If "}, *inline(tool.condition)] if tool.condition else [],
            "run": tool.run,
            "more": [*inline(tool.text)],
            "details": [{"label": "Expected", "text": inline(tool.expect)}] if tool.expect else [],
        }
        for tool in kit.tools
    ]
    return {"kind": "kit", "title": kit.title, "level": 2, "tools": tools}


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
