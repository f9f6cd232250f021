"""Write sheets as GitHub-flavoured Markdown, which people can also read as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from generator.diagnostics.work_counts import work
from generator.document.document_parts import (
    Box,
    Fact,
    FixedText,
    Link,
    Meeting,
    Prose,
    Row,
    Section,
    Slot,
    Way,
    WritingSpace,
    capitalized,
    upper_first,
)
from generator.document.figures_in_words import in_full
from generator.document.sheets import BOOK, PACK, HeadFact, Sheet
from generator.document.tables import ContactLine, people_of, table_of
from generator.paper.markdown_contents import contents, lettered
from generator.paper.shell_lines import typed_lines
from generator.text import gfm_escaping as gfm
from generator.text.catalogue import Catalogue, CatalogueText, words_among
from generator.text.parameters import pieces
from generator.text.prose_gfm import indented, prose_markdown, quoted
from generator.text.prose_tree import Paragraph

# Facts that precede the text of a box. The role follows it, and all others are below the text.
BEFORE = ("flag", "condition")
RULED = 72
BLANK = "_" * 40
BETWEEN = "---"  # the sheets of a pack
# One of several marks, of which people mark one; not a box.
ROUND = "( )"


class MarkdownStrings(Catalogue):
    """The strings of the catalogue as Markdown. Values that are put into them are Markdown already."""

    def put(self, form: str, values: Mapping[str, object]) -> CatalogueText:
        return super().put(gfm.literal(form), values)


@work("sheets written")
def render_sheet(sheet: Sheet) -> str:
    """Return a sheet as Markdown. Except within commands, no line ends in a space, and there are no two blank lines in a row."""
    return f"\n{BETWEEN}\n\n".join(map(whole_sheet, sheet.chapters if sheet.part == PACK else (sheet,)))


def whole_sheet(sheet: Sheet) -> str:
    words = words_among(sheet.language)
    strings = MarkdownStrings(words.language, words.words, isolating=words.isolating)
    blocks = [
        f"# {gfm.literal(sheet.title)} · {gfm.heading(gfm.literal(sheet.system))}",
        *draft_lines(strings, sheet),
        gfm.markdown(sheet.summary),
        "\n".join(head_lines(strings, sheet)),
        prose(strings, sheet.about),
    ]
    if sheet.part == BOOK:
        blocks += [f"## {strings('sheet.contents')}", "\n".join(f"- [{title}]({anchor})" for title, anchor in contents(sheet))]
    for chapter in sheet.chapters:
        blocks += [heading(chapter.title, 2), gfm.markdown(chapter.summary), "\n".join(head_lines(strings, chapter))]
        blocks.append(prose(strings, chapter.about))
        blocks += sections(strings, chapter, 1)
    blocks += sections(strings, sheet, 0)
    blocks.append(f"**{gfm.literal(sheet.end)}**")
    return "\n\n".join(filter(None, blocks)) + "\n"


def draft_lines(strings: MarkdownStrings, sheet: Sheet) -> Iterator[str]:
    for number, reason in enumerate(sheet.draft):
        said = gfm.literal(upper_first(reason))
        yield f"**{said}**" if number else f"**{strings('sheet.draft')} {said}**"


def head_lines(strings: MarkdownStrings, sheet: Sheet) -> Iterator[str]:
    """Yield the facts in the head of a sheet. A missing value becomes a blank to write on."""
    for fact in sheet.head:
        yield f"- {gfm.literal(fact.label)}: {gfm.markdown(fact.text) or gfm.literal(fact.value) or room(fact)}"
    if sheet.address:
        yield f"- {strings('sheet.head.site')}: {gfm.inline(f'<{sheet.address}>')}"


def sections(strings: MarkdownStrings, sheet: Sheet, up: int) -> Iterator[str]:
    """Yield the sections of a sheet. In a chapter of a book, headings are `up` levels deeper."""
    for section in sheet.sections:
        if section.kind == "notes":
            for space in section.spaces:
                yield heading(space.label.rstrip(": "), section.level + up)
                yield from ["_" * RULED] * space.lines
            continue
        if section.title and section.kind != "hold":
            yield heading(lettered(section), section.level + up)
        yield caution(strings, section)
        yield " · ".join(section_facts(strings, section, sheet.part))
        yield gfm.markdown(section.summary)
        yield prose(strings, section.about)
        if section.watched and sheet.calls is not None:
            yield quoted(stop_frame(strings, sheet.calls, sheet.part))
        if section.kind != "hold":
            yield "\n".join(map(meeting, section.waits))
        yield from content(strings, sheet, section)
        if section.kind != "hold":
            yield "\n".join(map(meeting, section.tells))
        yield prose(strings, section.closing)


def content(strings: MarkdownStrings, sheet: Sheet, section: Section) -> Iterator[str]:
    if section.quiet:
        yield "\n".join(entry(strings, sheet, box) for box in section.boxes)
    elif section.kind == "calls":
        yield "\n".join(call_lines(strings, section, sheet.part))
    elif section.kind == "triggers":
        yield quoted("\n".join(call_lines(strings, section, sheet.part, f"[ ] {strings('sheet.seen')} · ")))
        yield gfm.literal(section.done)
    elif section.kind == "hold":
        yield quoted(hold_bar(strings, sheet, section))
    elif section.kind == "sign-offs":
        yield "\n".join(quiet(strings, sheet, box) if box.quiet else signature(strings, box) for box in section.boxes)
    elif section.kind == "contacts":
        yield "\n\n".join(filter(None, people(strings, section)))
    elif section.kind == "commands":
        yield "\n".join(tool(strings, row, sheet.part) for row in section.rows)
    elif section.kind == "log":
        yield log(strings, section)
    elif section.rows:
        yield table(section)
    elif section.boxes:
        for date in section.dates or ("",):
            yield f"**{gfm.literal(date)}**" if date else ""
            yield "\n".join(entry(strings, sheet, box) for box in section.boxes)
        yield done(strings, section)


def done(strings: MarkdownStrings, section: Section) -> str:
    """Return the last line of a list, on which people write how much is done, when, who did it, and why the rest is not."""
    time, initials, other = strings("sheet.time"), strings("sheet.initials"), strings("sheet.na")
    return f"{gfm.literal(section.done)}. {time} {'_' * 10} {initials} {'_' * 8} {other} {'_' * 20}"


def section_facts(strings: MarkdownStrings, section: Section, part: str) -> Iterator[str]:
    """Yield the facts below a heading: the moment, the method, the facts of the section, its condition, and its way out."""
    if said := in_full(strings, section.moment):
        yield f"**{gfm.literal(said)}**"
    if section.method:
        yield strings(f"method.{section.method}")
    yield from (labelled(fact) for fact in section.facts)
    if section.when:
        yield f"{strings('outcome.when')}: {gfm.markdown(section.when)}"
    if section.on_failure:
        yield f"{strings('outcome.fail')}: {gfm.literal(section.on_failure.on_sheet(part))}"


def labelled(fact: Fact) -> str:
    return " ".join(filter(None, (upper_first(gfm.literal(fact.label)), gfm.markdown(fact.text if fact.label else capitalized(fact.text)))))


def entry(strings: MarkdownStrings, sheet: Sheet, box: Box, label: str = "") -> str:
    """Return a line: what to do or check, the command, what to expect, and where to go on. A parent has its box after its parts."""
    if box.quiet:
        return quiet(strings, sheet, box)
    mark = "- " if box.children else "- [ ] "
    lines = [] if box.children else [meeting(one) for one in box.waits]
    lines.append(f"{mark}{label}{headline(strings, box)}".rstrip())
    lines += [f"  - {detail}" for detail in remarks(strings, box)]
    lines += [indented(gfm.fenced(typed(box), box.syntax or "sh"))] if box.run else []
    lines += [indented(f"- {detail}") for detail in outcome(strings, sheet, box)]
    lines += [indented(entry(strings, sheet, child)) for child in box.children]
    if box.children:
        lines += [indented(meeting(one)) for one in box.waits]
        lines.append(f"  - [ ] {' '.join(filter(None, (f'**{box.number}:**' if box.number else '', gfm.literal(box.done))))}")
    return "\n".join((*lines, *map(meeting, box.tells)))


def quiet(strings: MarkdownStrings, sheet: Sheet, box: Box) -> str:
    """Return the line of somebody else without a box, and its parts."""
    time = (box.moment.hour or box.moment.at) if box.moment else ""
    text = " · ".join(filter(None, (gfm.literal(time), gfm.literal(box.title), gfm.markdown(box.text), gfm.literal(box.who))))
    waits, tells = map(meeting, box.waits), map(meeting, box.tells)
    lines = [f"- {f'{box.number} ' if box.number else ''}{text}", *(indented(entry(strings, sheet, child)) for child in box.children)]
    return "\n".join((*lines, *waits, *tells) if box.children else (*waits, *lines, *tells))


def meeting(one: Meeting) -> str:
    """Return what people wait for or tell others, as a line of a list."""
    return f"- **{gfm.literal(one.text)}**"


def caution(strings: MarkdownStrings, part: Box | Section) -> str:
    """Return what people must know before they begin; it comes first."""
    return f"**{strings('outcome.caution')}:** {gfm.markdown(part.caution)}" if part.caution else ""


def headline(strings: MarkdownStrings, box: Box) -> str:
    text = gfm.markdown(box.text)
    number = f"{box.number}. {gfm.literal(box.title)}".rstrip() if box.title else f"{box.number}."
    found = [f"{warned} ·"] if (warned := caution(strings, box)) else []
    found += [f"**{number}**{':' if box.title and text else ''}"] if box.number else []
    for fact in box.facts:
        if fact.how == "flag":
            strength = "*" if fact.kind == "optional" else "**"
            found.append(f"{strength}{gfm.markdown(capitalized(fact.text))}.{strength}")
        elif fact.how == "condition":
            found.append(f"*{upper_first(gfm.literal(fact.label))} {gfm.markdown(fact.text)}{':' if text else ''}*")
    roles = (gfm.markdown(fact.text) for fact in box.facts if fact.kind == "role")
    return " · ".join((" ".join(filter(None, (*found, text))), *roles))


def remarks(strings: MarkdownStrings, box: Box) -> Iterator[str]:
    """Yield what people need before they begin: when, and which targets hold."""
    if box.moment:
        yield f"{strings('outcome.when')}: {gfm.literal(in_full(strings, box.moment))}"
    for fact in box.facts:
        if fact.how not in BEFORE and fact.kind != "role":
            label = f"{upper_first(gfm.literal(fact.label))}: " if fact.label else ""
            yield label + gfm.markdown(fact.text if label else capitalized(fact.text))


def outcome(strings: MarkdownStrings, sheet: Sheet, box: Box) -> Iterator[str]:
    """Yield what comes after the act: the expected result, values to note, choices, where to go on, and the way out."""
    yield from slots(strings, box.slots)
    if box.expect:
        yield f"{strings('outcome.expect')}: {gfm.markdown(box.expect)}"
    yield from (fixed(strings, one) for one in box.fixed)
    if box.details:
        beside = " " if isinstance(box.details.blocks[0], Paragraph) else "\n\n  "
        details = replace(box.details, slots=tuple(slot for slot in box.details.slots if slot not in box.slots))
        yield f"{strings('details')}:{beside}{indented(prose(strings, details)).lstrip()}"
    yield from map(blank, box.spaces)
    yield from (blank(cell.space) if cell.space else f"{gfm.literal(cell.name)}: {gfm.markdown(cell.text) or BLANK}" for cell in box.cells)
    if box.ways:
        yield f"{strings('sheet.mark-one')}:"
    yield from (way(one, sheet.part) for one in box.ways)
    if box.action:
        yield f"{strings('outcome.then')}: {gfm.markdown(box.action)}"
    if box.then:
        yield f"{strings('outcome.then')}: {gfm.literal(box.then.on_sheet(sheet.part))}"
    if box.on_failure:
        yield f"{strings('outcome.fail')}: {gfm.literal(box.on_failure.on_sheet(sheet.part))}"


def fixed(strings: MarkdownStrings, text: FixedText) -> str:
    """Return a text that keeps its lines, for an item of a list."""
    blanks = (indented(f"- {one}") for one in slots(strings, text.slots if text.key == "message" else ()))
    return "\n".join((f"{gfm.literal(text.label)}:", indented(gfm.fenced(text.lines, "text")), *blanks))


def prose(strings: MarkdownStrings, found: Prose) -> str:
    """Return prose, and a paragraph of lines to write on for its blanks."""
    return "\n\n".join(filter(None, (prose_markdown(found.blocks), " · ".join(slots(strings, found.slots)))))


def way(one: Way, part: str) -> str:
    """Return a choice with its round mark and where to go on: `( ) **Critical** (within 30 min): stop → go to 2`.

    `part` is the sheet that shows it.
    """
    soon = "".join(f" ({' '.join(filter(None, (gfm.literal(fact.label), gfm.markdown(fact.text))))})" for fact in one.facts)
    text = f": {gfm.markdown(one.text)}" if one.text else ""
    return f"{ROUND} **{gfm.literal(one.label)}**{soon}{text}{target(one.then, part)}"


def target(link: Link | None, part: str) -> str:
    """Return the end of a line that leads on."""
    return f" → {gfm.literal(link.on_sheet(part))}" if link else ""


def blank(space: WritingSpace) -> str:
    """Return a blank: its label, then its value if that is known, else a line or its choices, its unit, and which values are allowed."""
    value = gfm.literal(space.slot.value) if space.slot else ""
    known = " ".join(filter(None, (value, gfm.literal(space.unit)))) if value else room(space)
    return " ".join(filter(None, (f"{gfm.literal(space.label.rstrip(': '))}:", known)))


def room(space: WritingSpace | HeadFact) -> str:
    """Return the room for a value: a line or the choices, the unit, and which values are allowed. A secret has no room."""
    line = " ".join(f"{ROUND} {gfm.literal(choice)}" for choice in space.choices) or ("" if space.secret else BLANK)
    hint = f"({gfm.literal(space.hint)})" if space.hint else ""
    return " ".join(filter(None, (line, gfm.literal(space.unit), hint)))


def typed(line: Box | Row) -> str:
    """Return a command as people type it: with the known values of its blanks, and with breaks in long lines."""
    values = {slot.id: "" if slot.secret else slot.value for slot in line.slots}
    return typed_lines(line, "".join(values.get(piece.id) or piece.text for piece in pieces(line.run, values)))


def slots(strings: MarkdownStrings, those: Iterable[Slot]) -> Iterator[str]:
    """Yield a line to write on for each blank whose value is not known. A secret is not written down."""
    for slot in those:
        if not slot.value:
            room = strings("blank.secret") if slot.secret else BLANK
            yield f"{gfm.code_span(f'<{slot.id}>')} {gfm.literal(slot.label)}: {room}"


def stop_frame(strings: MarkdownStrings, section: Section, part: str) -> str:
    """Return the triggers for a quote. Outside a quote, their lines and the boxes below would be one list."""
    title = f"**{gfm.literal(section.title)}.** {gfm.markdown(section.summary)}"
    return "\n\n".join(filter(None, (title, "\n".join(call_lines(strings, section, part)))))


def call_lines(strings: MarkdownStrings, section: Section, part: str, label: str = "") -> Iterator[str]:
    """Yield each trigger in one line: the condition, when it fires, who decides, the action, when it was seen, and where to go on."""
    for box in section.boxes:
        number = f"**{box.number}** " if box.number else ""
        parts = [f"{label}{number}{gfm.markdown(box.text)}"]
        for fact in box.facts:
            if fact.kind == "fires":
                parts[0] += f": **{gfm.markdown(fact.text)}**"
            else:
                text = gfm.markdown(fact.text)
                parts.append(
                    strings("sheet.decides", role=text) if fact.kind == "role" else labelled(fact) if fact.kind == "target" else text
                )
        seen = f"{strings('sheet.seen.at')} {'_' * 10}"
        yield f"- {' · '.join(filter(None, (*parts, gfm.markdown(box.action), seen)))}{target(box.then, part)}"


def hold_bar(strings: MarkdownStrings, sheet: Sheet, section: Section) -> str:
    """Return the bar before a list that nobody begins without a go, and who decides."""
    marks = f"{ROUND} {strings('sheet.go')} {ROUND} {strings('sheet.no-go')} · "
    lines = (signature(strings, box, marks) if box.signed else entry(strings, sheet, box, marks) for box in section.boxes)
    return f"**{gfm.literal(section.title)}**\n\n" + "\n".join((*map(meeting, section.waits), *lines, *map(meeting, section.tells)))


def signature(strings: MarkdownStrings, box: Box, marks: str = "") -> str:
    name = gfm.literal(box.name) if box.name else "_" * 22
    # On the day, a go or no-go has a time.
    date, signed = strings("sheet.time" if marks else "sign.date"), strings("sign.signature")
    moment = f" · {gfm.literal(in_full(strings, box.moment))}" if box.moment else ""
    roles = "".join(f" · {gfm.markdown(fact.text)}" for fact in box.facts if fact.kind == "role") if marks else ""
    return f"- [ ] {marks}**{gfm.markdown(box.text)}**{roles}{moment} {strings('sign.name')} {name} {date} {'_' * 12} {signed} {'_' * 22}"


def log(strings: MarkdownStrings, section: Section) -> str:
    """Return the lines of a log, each with room for the time."""
    head = f"{strings('sheet.time')} · {strings('sheet.log')}"
    return "\n\n".join((head, *[f"{'_' * 8} {'_' * (RULED - 9)}"] * sum(space.lines for space in section.spaces)))


def people(strings: MarkdownStrings, section: Section) -> Iterator[str]:
    """Yield the contacts of a section, in a list for each group."""
    for group, found in groupby(people_of(strings, section), key=lambda one: one.group):
        yield from [f"**{gfm.literal(group)}**"] if group else []
        yield "\n".join(map(person, found))


def person(found: ContactLine) -> str:
    """Return a contact with the ways to reach the contact, and with blanks for missing values."""
    known = (gfm.markdown(found.text), gfm.literal(found.name), *(gfm.markdown(way) for way in found.reach))
    blanks = (f"{gfm.literal(label)} {'_' * 18}" for label in found.blanks)
    return f"- **{gfm.literal(found.title)}**: {' · '.join(filter(None, (*known, *blanks, gfm.literal(found.more))))}"


def tool(strings: MarkdownStrings, row: Row, here: str) -> str:
    command = typed(row)
    several = "\n" in command or bool(row.syntax)
    condition = "".join(f" *{gfm.literal(fact.label)} {gfm.markdown(fact.text)}*" for fact in row.facts)
    expect = f"{strings('outcome.expect')}: {gfm.markdown(row.expect)}" if row.expect else ""
    failure = f"{strings('outcome.fail')}: {gfm.literal(row.on_failure.on_sheet(here))}" if row.on_failure else ""
    said = " · ".join(
        filter(None, ("" if several else gfm.code_span(command), gfm.markdown(row.text), *slots(strings, row.slots), expect, failure))
    )
    line = f"- **{gfm.literal(row.title)}**{condition}: {said}".rstrip()
    blocks = (*((gfm.fenced(command, row.syntax or "sh"),) if several else ()), *(f"- {fixed(strings, one)}" for one in row.fixed))
    return "\n".join((line, *map(indented, blocks)))


def table(section: Section) -> str:
    """Return a table whose columns are aligned in plain text too."""
    found = table_of(section)
    rows = [tuple(map(gfm.cell_of_line, found.heads)), *(tuple(map(gfm.cell, row)) for row in found.rows)]
    return gfm.table(rows)


def heading(title: str, level: int) -> str:
    return f"{'#' * level} {gfm.heading(gfm.literal(title))}"
