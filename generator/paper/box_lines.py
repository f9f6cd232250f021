"""The lines of boxes in order, for all formats that are text: what to do, the command, the result, the values, the ways and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.document.answered import AnswerKind
from generator.document.document_parts import (
    Box,
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
from generator.document.sheets import HeadFact, Sheet
from generator.paper.sheet_blocks import (
    CHOSEN,
    NOT_APPLICABLE,
    ROUND,
    TICK,
    TICKED,
    Kept,
    LineGroup,
    ProseBlock,
    SheetLine,
    SheetStrings,
    Typed,
)
from generator.text.parameters import pieces

# Facts that precede the text of a box. The role follows it, and all others are below the text.
BEFORE = ("flag", "condition")
BLANK = 40
# The marks of lines that a run has answered.
MARKS: Mapping[AnswerKind, str] = {"done": TICKED, "na": NOT_APPLICABLE}


def entries(strings: SheetStrings, sheet: Sheet, boxes: Iterable[Box]) -> LineGroup:
    return LineGroup(tuple(line for box in boxes for line in entry(strings, sheet, box)))


def entry(strings: SheetStrings, sheet: Sheet, box: Box, go: str = "") -> Iterator[SheetLine]:
    """Yield the line of a box, and where people meet before and after it.

    The line says what to do or check, the command, what to expect, and where to go on. A parent has its box after its parts.
    """
    if box.quiet:
        yield from quiet(strings, sheet, box)
        return
    waits = meetings(strings, box.waits)
    below: tuple[SheetLine | Typed, ...] = (
        *answered(strings, box),
        *(SheetLine((remark,)) for remark in remarks(strings, box)),
        *((Typed(typed(box), box.syntax),) if box.run else ()),
        *outcome(strings, sheet, box),
        *entries(strings, sheet, box.children).lines,
    )
    number, texts, warned = f"{box.number}." if box.number else "", tuple(headline(strings, box)), caution(strings, box)
    if box.children:
        below = (*below, *waits, all_done(strings, box))
        yield SheetLine(texts, go=go, caution=warned, number=number, below=below)
    else:
        yield from waits
        yield SheetLine(texts, TICK, go, caution=warned, number=number, below=below)
    yield from meetings(strings, box.tells)


def quiet(strings: SheetStrings, sheet: Sheet, box: Box) -> Iterator[SheetLine]:
    """Yield the line of somebody else, or one that a run has answered, without a box, with its parts, and where people meet around it."""
    time = (box.moment.hour or box.moment.at) if box.moment else ""
    said = filter(None, (strings.literal(time), strings.literal(box.title), strings.markup(box.text), strings.literal(box.who)))
    first, *more = (*said, "")
    texts, mark = (f"{box.number} {first}".strip(), *more), MARKS.get(box.answer.kind, "") if box.answer else ""
    line = SheetLine(texts, mark, number=box.number, quiet=box.answer is None, below=entries(strings, sheet, box.children).lines)
    waits, tells = meetings(strings, box.waits), meetings(strings, box.tells)
    yield from (line, *waits, *tells) if box.children else (*waits, line, *tells)


def answered(strings: SheetStrings, box: Box) -> Iterator[SheetLine]:
    """Yield what a run says about a line that is open."""
    if box.answer and not box.quiet:
        yield SheetLine((strings.strong(strings.literal(upper_first(box.answer.text))),))


def meetings(strings: SheetStrings, those: Iterable[Meeting]) -> tuple[SheetLine, ...]:
    """Return what people wait for or tell others."""
    return tuple(SheetLine((strings.meeting(one.text),)) for one in those)


def all_done(strings: SheetStrings, box: Box) -> SheetLine:
    """Return the box of a parent, which comes after its parts."""
    number = f"{box.number}:" if box.number else ""
    text = " ".join(filter(None, (strings.strong(number) if number else "", strings.literal(box.done))))
    return SheetLine((text,), TICK, number=number)


def caution(strings: SheetStrings, part: Box | Section) -> str:
    """Return what people must know before they begin; it comes first."""
    return f"{strings.loud(strings('outcome.caution') + ':')} {strings.markup(part.caution)}" if part.caution else ""


def headline(strings: SheetStrings, box: Box) -> Iterator[str]:
    """Yield the number, the title, the flags, the conditions and the text of a box, and then its roles."""
    text = strings.markup(box.text)
    number = f"{box.number}. {strings.literal(box.title)}".rstrip() if box.title else f"{box.number}."
    found = [f"{strings.strong(number)}{':' if box.title and text else ''}"] if box.number else []
    for fact in box.facts:
        if fact.how == "flag":
            flag = f"{strings.markup(capitalized(fact.text))}."
            found.append(strings.weak(flag) if fact.kind == "optional" else strings.loud(flag))
        elif fact.how == "condition":
            condition = f"{upper_first(strings.literal(fact.label))} {strings.markup(fact.text)}"
            found.append(strings.weak(f"{condition}{':' if text else ''}"))
    yield " ".join(filter(None, (*found, text)))
    yield from (strings.markup(fact.text) for fact in box.facts if fact.kind == "role")


def remarks(strings: SheetStrings, box: Box) -> Iterator[str]:
    """Yield what people need before they begin: when, and which targets hold."""
    if box.moment:
        yield f"{strings('outcome.when')}: {strings.literal(in_full(strings, box.moment))}"
    for fact in box.facts:
        if fact.how not in BEFORE and fact.kind != "role":
            label = f"{upper_first(strings.literal(fact.label))}: " if fact.label else ""
            yield label + strings.markup(fact.text if label else capitalized(fact.text))


def outcome(strings: SheetStrings, sheet: Sheet, box: Box) -> Iterator[SheetLine]:
    """Yield what comes after the act: the expected result, values to note, choices, where to go on, and the way out."""
    yield from (SheetLine((blank,)) for blank in slots(strings, box.slots))
    if box.expect:
        yield SheetLine((f"{strings('outcome.expect')}: {strings.markup(box.expect)}",))
    yield from (fixed(strings, one) for one in box.fixed)
    if box.details:
        details = replace(box.details, slots=tuple(slot for slot in box.details.slots if slot not in box.slots))
        yield SheetLine(label=f"{strings('details')}:", below=(prose(strings, details),))
    yield from (SheetLine((blank(strings, space),)) for space in box.spaces)
    for cell in box.cells:
        value = strings.markup(cell.text) or strings.rule(BLANK)
        yield SheetLine((blank(strings, cell.space) if cell.space else f"{strings.literal(cell.name)}: {value}",))
    if box.ways:
        yield SheetLine((f"{strings('sheet.mark-one')}:",))
    yield from (way(strings, one, sheet.part) for one in box.ways)
    if box.action:
        yield SheetLine((f"{strings('outcome.then')}: {strings.markup(box.action)}",))
    if box.then:
        yield SheetLine((f"{strings('outcome.then')}: {strings.composed(box.then.on_sheet(sheet.part))}",))
    if box.on_failure:
        yield SheetLine((f"{strings('outcome.fail')}: {strings.composed(box.on_failure.on_sheet(sheet.part))}",))


def fixed(strings: SheetStrings, text: FixedText) -> SheetLine:
    """Return a text that keeps its lines, and the blanks of a message."""
    blanks = slots(strings, text.slots if text.key == "message" else ())
    return SheetLine(label=f"{strings.literal(text.label)}:", below=(Kept(text.lines), *(SheetLine((one,)) for one in blanks)))


def prose(strings: SheetStrings, found: Prose) -> ProseBlock:
    """Return prose, and a line to write on for each of its blanks."""
    return ProseBlock(found.blocks, tuple(slots(strings, found.slots)))


def way(strings: SheetStrings, one: Way, part: str) -> SheetLine:
    """Return a choice with its round mark and where to go on: `( ) **Critical** (within 30 min): stop → go to 2`.

    `part` is the sheet that shows it.
    """
    soon = "".join(f" ({' '.join(filter(None, (strings.literal(fact.label), strings.markup(fact.text))))})" for fact in one.facts)
    text = f": {strings.markup(one.text)}" if one.text else ""
    return SheetLine(
        (f"{strings.strong(strings.literal(one.label))}{soon}{text}{target(strings, one.then, part)}",), CHOSEN if one.chosen else ROUND
    )


def target(strings: SheetStrings, link: Link | None, part: str) -> str:
    """Return the end of a line that leads on."""
    return f" {strings.arrow} {strings.composed(link.on_sheet(part))}" if link else ""


def blank(strings: SheetStrings, space: WritingSpace) -> str:
    """Return a blank: its label, then its value if that is known, else a line or its choices, its unit, and which values are allowed."""
    value = strings.literal(space.slot.value) if space.slot else ""
    known = strings.literal(space.noted) or (
        " ".join(filter(None, (value, strings.literal(space.unit)))) if value else room(strings, space)
    )
    return " ".join(filter(None, (f"{strings.literal(space.label.rstrip(': '))}:", known)))


def room(strings: SheetStrings, space: WritingSpace | HeadFact) -> str:
    """Return the room for a value: a line or the choices, the unit, and which values are allowed. A secret has no room."""
    line = " ".join(f"{ROUND} {strings.literal(choice)}" for choice in space.choices) or ("" if space.secret else strings.rule(BLANK))
    hint = f"({strings.literal(space.hint)})" if space.hint else ""
    return " ".join(filter(None, (line, strings.literal(space.unit), hint)))


def typed(line: Box | Row) -> str:
    """Return a command as people type it, with the known values of its blanks."""
    values = {slot.id: "" if slot.secret else slot.value for slot in line.slots}
    return "".join(values.get(piece.id) or piece.text for piece in pieces(line.run, values))


def slots(strings: SheetStrings, those: Iterable[Slot]) -> Iterator[str]:
    """Yield a line to write on for each blank whose value is not known. A secret is not written down."""
    for slot in those:
        if not slot.value:
            room = strings("blank.secret") if slot.secret else strings.rule(BLANK)
            yield f"{strings.code(f'<{slot.id}>')} {strings.literal(slot.label)}: {room}"
