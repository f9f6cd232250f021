"""The lines of a sheet in order, for all formats that are text: what each section says.

Formats add their signs (`SheetStrings`) and the look of the blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.document.document_parts import (
    Box,
    Fact,
    Row,
    Section,
    capitalized,
    plain,
    upper_first,
)
from generator.document.figures_in_words import in_full
from generator.document.sheets import Sheet
from generator.document.tables import ContactLine, people_of
from generator.paper.box_lines import answered, caution, entries, entry, fixed, meetings, prose, room, slots, target, typed
from generator.paper.sheet_blocks import (
    ROUND,
    TICK,
    TICKED,
    Framed,
    Gridded,
    LineGroup,
    SheetBlock,
    SheetLine,
    SheetStrings,
    Titled,
    Typed,
)

RULED = 72
# What is between links, and between the ways to reach a contact, in texts that have several.
BETWEEN = " · "


def draft_lines(strings: SheetStrings, sheet: Sheet) -> Iterator[str]:
    for number, reason in enumerate(sheet.draft):
        said = strings.composed(upper_first(reason))
        yield strings.strong(said if number else f"{strings('sheet.draft')} {said}")


def head_of(strings: SheetStrings, sheet: Sheet) -> LineGroup:
    """Return the facts in the head of a sheet. A missing value becomes a blank to write on."""
    facts = [
        f"{strings.literal(fact.label)}: {strings.markup(fact.text) or strings.composed(fact.value) or room(strings, fact)}"
        for fact in sheet.head
    ]
    address = [f"{strings('sheet.head.site')}: {strings.address(sheet.address)}"] if sheet.address else []
    return LineGroup(tuple(SheetLine((fact,)) for fact in (*facts, *address)))


def sections(strings: SheetStrings, sheet: Sheet, up: int) -> Iterator[SheetBlock]:
    """Yield the sections of a sheet. In a chapter of a book, headings are `up` levels deeper."""
    for section in sheet.sections:
        if section.kind == "notes":
            for space in section.spaces:
                yield Titled(strings.literal(space.label.rstrip(": ")), section.level + up)
                yield from [SheetLine((strings.rule(RULED),))] * space.lines
            continue
        if section.title and section.kind != "hold":
            yield Titled(strings.literal(lettered(section, strings.between)), section.level + up)
        yield SheetLine((caution(strings, section),))
        yield SheetLine(tuple(section_facts(strings, section, sheet.part)))
        summary = strings.markup(section.summary)
        yield SheetLine(tuple(summary.split(BETWEEN)) if section.kind == "rows" else (summary,))
        yield prose(strings, section.about)
        if section.watched and sheet.calls is not None:
            yield stop_frame(strings, sheet.calls, sheet.part)
        if section.kind == "hold":
            yield from content(strings, sheet, section)
        else:
            yield LineGroup(meetings(strings, section.waits))
            yield from content(strings, sheet, section)
            yield LineGroup(meetings(strings, section.tells))
        yield prose(strings, section.closing)


def content(strings: SheetStrings, sheet: Sheet, section: Section) -> Iterator[SheetBlock]:
    if section.quiet:
        yield entries(strings, sheet, section.boxes)
        yield SheetLine((strings.literal(section.done),))
    elif section.kind == "calls":
        yield call_lines(strings, section, sheet.part)
    elif section.kind == "triggers":
        yield Framed((call_lines(strings, section, sheet.part, TICK, strings("sheet.seen")),))
        yield SheetLine((strings.literal(section.done),))
    elif section.kind == "hold":
        yield hold_bar(strings, sheet, section)
    elif section.kind == "sign-offs":
        yield LineGroup(tuple(line for box in section.boxes for line in signed(strings, sheet, box)))
    elif section.kind == "contacts":
        yield from people(strings, section)
    elif section.kind == "commands":
        yield LineGroup(tuple(tool(strings, row, sheet.part) for row in section.rows))
    elif section.kind == "log":
        heads = tuple(strings.literal(column.label) for column in section.columns) or (strings("sheet.time"), strings("sheet.log"))
        # The second column is the widest: what happened.
        rules = (8, RULED - 9 * (len(heads) - 1), *[8] * (len(heads) - 2))
        yield SheetLine(heads)
        yield from [SheetLine((" ".join(map(strings.rule, rules)),))] * sum(space.lines for space in section.spaces)
    elif section.rows:
        yield Gridded(section)
    elif section.boxes:
        for date in section.dates or ("",):
            yield SheetLine((strings.strong(strings.literal(date)) if date else "",))
            yield entries(strings, sheet, section.boxes)
        yield done(strings, section)


def done(strings: SheetStrings, section: Section) -> SheetLine:
    """Return the last line of a list, on which people write how much is done, when, who did it, and why the rest is not."""
    time, initials, other = strings("sheet.time"), strings("sheet.initials"), strings("sheet.na")
    room = f"{time} {strings.rule(10)} {initials} {strings.rule(8)} {other} {strings.rule(20)}"
    return SheetLine((f"{strings.literal(section.done)}.",), room=room)


def section_facts(strings: SheetStrings, section: Section, part: str) -> Iterator[str]:
    """Yield the facts below a heading: the moment, the method, the facts of the section, its condition, its way out, its exercise."""
    if said := in_full(strings, section.moment):
        yield strings.strong(strings.literal(said))
    if section.method:
        yield strings(f"method.{section.method}")
    yield from (labelled(strings, fact) for fact in section.facts)
    if section.when:
        yield f"{strings('outcome.when')}: {strings.markup(section.when)}"
    if section.on_failure:
        yield f"{strings('outcome.fail')}: {strings.composed(section.on_failure.on_sheet(part))}"
    yield from (labelled(strings, fact) for fact in section.exercised)


def labelled(strings: SheetStrings, fact: Fact) -> str:
    text = strings.markup(fact.text if fact.label else capitalized(fact.text))
    return " ".join(filter(None, (upper_first(strings.literal(fact.label)), text)))


def stop_frame(strings: SheetStrings, section: Section, part: str) -> Framed:
    """Return the triggers in a frame. Without it, their lines and the boxes below would be one list."""
    title = f"{strings.strong(strings.literal(section.title) + '.')} {strings.composed(plain(section.summary))}"
    return Framed((SheetLine((title,)), call_lines(strings, section, part)))


def call_lines(strings: SheetStrings, section: Section, part: str, mark: str = "", seen: str = "") -> LineGroup:
    """Return each trigger in one line: the condition, when it fires, who decides, the action, when it was seen, and where to go on."""
    found = []
    for box in section.boxes:
        parts = [" ".join(filter(None, (strings.strong(box.number) if box.number else "", strings.markup(box.text))))]
        for fact in box.facts:
            text = strings.markup(fact.text)
            if fact.kind == "fires":
                parts[0] += f": {strings.strong(text)}"
            elif fact.kind == "role":
                parts.append(strings("sheet.decides", role=text))
            else:
                parts.append(labelled(strings, fact) if fact.kind == "target" else text)
        when = strings.strong(strings.literal(box.answer.text)) if box.answer else f"{strings('sheet.seen.at')} {strings.rule(10)}"
        parts += filter(None, (strings.markup(box.action), f"{when}{target(strings, box.then, part)}"))
        found.append(SheetLine(tuple(parts), TICKED if mark and box.quiet else mark, seen, number=box.number))
    return LineGroup(tuple(found))


def hold_bar(strings: SheetStrings, sheet: Sheet, section: Section) -> Framed:
    """Return the bar before a list that nobody begins without a go, and who decides."""
    go = f"{ROUND} {strings('sheet.go')} {ROUND} {strings('sheet.no-go')}"
    lines = (line for box in section.boxes for line in signed(strings, sheet, box, go))
    group = LineGroup((*meetings(strings, section.waits), *lines, *meetings(strings, section.tells)))
    return Framed((SheetLine((strings.strong(strings.literal(section.title)),)), group))


def signed(strings: SheetStrings, sheet: Sheet, box: Box, go: str = "") -> Iterator[SheetLine]:
    """Yield the line of a sign-off, or of an announcement that has to be made before people begin."""
    if box.signed and not box.quiet:
        yield signature(strings, box, go)
    else:
        yield from entry(strings, sheet, box, go)


def signature(strings: SheetStrings, box: Box, go: str = "") -> SheetLine:
    name = strings.literal(box.name) if box.name else strings.rule(22)
    # On the day, a go or no-go has a time.
    date, signed = strings("sheet.time" if go else "sign.date"), strings("sign.signature")
    roles = (strings.markup(fact.text) for fact in box.facts if fact.kind == "role" and go)
    moment = (strings.literal(in_full(strings, box.moment)),) if box.moment else ()
    room = f"{strings('sign.name')} {name} {date} {strings.rule(12)} {signed} {strings.rule(22)}"
    texts = (strings.strong(strings.markup(box.text)), *roles, *moment)
    return SheetLine(texts, TICK, go, room=room, below=tuple(answered(strings, box)))


def people(strings: SheetStrings, section: Section) -> Iterator[SheetBlock]:
    """Yield the contacts of a section, those of a group below its name."""
    for group, found in groupby(people_of(strings, section), key=lambda one: one.group):
        yield SheetLine((strings.strong(strings.literal(group)) if group else "",))
        yield LineGroup(tuple(person(strings, one) for one in found))


def person(strings: SheetStrings, found: ContactLine) -> SheetLine:
    """Return a contact with the ways to reach the contact, and with blanks for missing values."""
    reach = (one for way in found.reach for one in strings.markup(way).split(BETWEEN))
    known = (strings.markup(found.text), strings.literal(found.name), *reach)
    blanks = (f"{strings.literal(label)} {strings.rule(18)}" for label in found.blanks)
    texts = tuple(filter(None, (*known, *blanks, *strings.literal(found.more).split(BETWEEN))))
    return SheetLine(texts, label=f"{strings.strong(strings.literal(found.title))}:")


def tool(strings: SheetStrings, row: Row, here: str) -> SheetLine:
    """Return a command to look up: its name, what it is for, what to expect and what to do if it fails."""
    condition = "".join(f" {strings.weak(f'{strings.literal(fact.label)} {strings.markup(fact.text)}')}" for fact in row.facts)
    expect = f"{strings('outcome.expect')}: {strings.markup(row.expect)}" if row.expect else ""
    failure = f"{strings('outcome.fail')}: {strings.composed(row.on_failure.on_sheet(here))}" if row.on_failure else ""
    texts = (strings.markup(row.text), *slots(strings, row.slots), expect, failure)
    below: tuple[SheetLine | Typed, ...] = (
        Typed(typed(row), row.syntax, beside=not row.syntax),
        *(fixed(strings, one) for one in row.fixed),
    )
    return SheetLine(texts, label=f"{strings.strong(strings.literal(row.title))}{condition}:", below=below)


def lettered(section: Section, between: str) -> str:
    """Return the title of a section after its letter."""
    return f"{section.letter}{between}{section.title}" if section.letter else section.title
