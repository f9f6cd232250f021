"""Read PDFs in tests: tags, boxes and text, and the text of a sheet in the order of the page."""

from __future__ import annotations

import io
import math
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pikepdf

from generator.document.document_parts import Box, Inline, Moment, Section, with_children
from generator.document.print_job import Printed, PrintJob
from generator.document.sheets import Sheet
from generator.document.tables import person_of, table_of
from generator.paper.typst_compiler import Typesetter
from generator.text.catalogue import catalogue
from generator.text.inline_markup import InlineLink, Strong

MILLIMETRE = 72 / 25.4
TOP, BOTTOM = 18.5 * MILLIMETRE, 17.5 * MILLIMETRE
# The operators of a page that decide how large its letters are, and those that show letters or other content.
SCALING, SHOWING = "q Q cm BT Tm Tf", "Tj TJ ' \" Do"
UNSCALED = (1.0, 0.0, 0.0, 1.0)


def typeset(jobs: Iterable[PrintJob], timestamp: int = 0) -> list[Printed]:
    """Return the PDFs of jobs that can all be typeset."""
    results = Typesetter(timestamp)(tuple(jobs))
    made = [result for result in results if isinstance(result, Printed)]
    assert len(made) == len(results), results
    return made


class Paper:
    """A PDF with its text, tags and drawn boxes."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.document = pikepdf.open(io.BytesIO(pdf))
        self.root: Any = self.document.Root

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the first page in points."""
        left, bottom, right, top = map(float, self.document.pages[0].mediabox.as_list())
        return right - left, top - bottom

    @property
    def language(self) -> str:
        return str(self.root["/Lang"])

    @cached_property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """The kind and the alternative text of every structure element, in order."""
        return tuple(_tags(self.root["/StructTreeRoot"]))

    @property
    def boxes(self) -> int:
        return self.tags.count(("/Figure", "Box"))

    @cached_property
    def text_of_pages(self) -> tuple[str, ...]:
        """The text of each page between head and foot, without white space."""
        width, height = self.size
        area = {"-x": 0, "-y": round(TOP), "-W": round(width), "-H": round(height - TOP - BOTTOM)}
        words = ["pdftotext", "-raw", *(str(part) for pair in area.items() for part in pair), "-", "-"]
        done = subprocess.run(words, input=self.pdf, capture_output=True, check=True)
        return tuple(without_spaces(page) for page in done.stdout.decode().split("\f")[:-1])

    @property
    def text(self) -> str:
        return "".join(self.text_of_pages)

    @cached_property
    def type_sizes(self) -> frozenset[float]:
        """All type sizes in points on paper, as the page scales the fonts."""
        return frozenset(size for page in self.document.pages for size in _type_sizes(page))


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _tags(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element["/S"]), str(element.get("/Alt", ""))
        if "/K" in element:
            yield from _tags(element["/K"])


def _type_sizes(page: pikepdf.Page) -> Iterator[float]:
    """Yield the size of each text on a page: of its font, scaled by the text and by the page."""
    state, saved = (0.0, UNSCALED), []
    text = UNSCALED
    for instruction in pikepdf.parse_content_stream(page, f"{SCALING} {SHOWING}"):
        font, scale = state
        values: Any = instruction.operands
        match str(instruction.operator):
            case "q":
                saved.append(state)
            case "Q":
                state = saved.pop()
            case "cm":
                state = font, _scaled(_scale(values), scale)
            case "BT":
                text = UNSCALED
            case "Tm":
                text = _scale(values)
            case "Tf":
                state = float(values[1]), scale
            case "Do":
                assert page.Resources.XObject[str(values[0])].Subtype == "/Image", "texts in other content are not measured"
            case _:
                yield round(font * math.hypot(*_scaled(text, scale)[2:]), 2)


def _scale(matrix: Any) -> tuple[float, float, float, float]:
    a, b, c, d = map(float, list(matrix)[:4])
    return a, b, c, d


def _scaled(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the scale of content with a scale of its own within content with another."""
    (a, b, c, d), (e, f, g, h) = inner, outer
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def without_spaces(text: str) -> str:
    """Return a text in composed form without white space, for comparison."""
    return "".join(unicodedata.normalize("NFC", text).split())


def words_once(text: str) -> str:
    """Return the text of a sheet without the heads of the tables of contacts and checks, which are repeated on each page."""
    return text.replace("RoleNameHowtoreach", "").replace("No.DoorcheckTimeInitialsIfnotdone:why", "")


def sheet_text(sheet: Sheet) -> str:
    """Return the whole text of a sheet in the order of the page, without white space, as `Paper.text` must be."""
    return without_spaces("".join(_sheet(sheet)))


def chapters_text(book: Sheet) -> str:
    """Return the text of a book from its first chapter on."""
    return without_spaces("".join(_chapters(book)) + book.end)


def parts(inline: Inline) -> Iterator[str]:
    for part in inline:
        if isinstance(part, InlineLink):
            label = "".join(parts(part.label))
            yield label if label == part.url else f"{label} ({part.url})"
        elif isinstance(part, Strong):
            yield from parts(part.parts)
        else:
            yield part.text


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield sheet.title
    yield from parts(sheet.summary)
    yield from _head(sheet)
    yield sheet.address
    for number, reason in enumerate(sheet.draft):
        yield ("" if number else "Draft. Do not release. ") + capitalised(reason)
    yield from _sections(sheet)
    yield sheet.end


def _chapters(book: Sheet) -> Iterator[str]:
    for chapter in book.chapters:
        yield chapter.title
        yield from parts(chapter.summary)
        yield from _head(chapter)
        yield from _sections(chapter)


def _head(sheet: Sheet) -> Iterator[str]:
    for fact in sheet.head:
        yield fact.label
        yield fact.value or fact.hint


def _sections(sheet: Sheet) -> Iterator[str]:
    for section in sheet.sections:
        if section.kind == "notes":
            yield from (space.label.rstrip(": ") for space in section.spaces)
            continue
        yield section.title
        yield "·".join(_facts(section, sheet.part))
        yield from parts(section.summary)
        if section.watched and sheet.calls:
            yield f"{sheet.calls.title}."
            yield from parts(sheet.calls.summary)
            yield from _calls(sheet.calls, sheet.part)
        yield from _content(section, sheet.part)


def _facts(section: Section, here: str) -> Iterator[str]:
    if moment := _moment(section.moment):
        yield moment
    yield from (capitalised(f"{fact.label} {''.join(parts(fact.text))}".strip()) for fact in section.facts)
    if section.when:
        yield "When: " + "".join(parts(section.when))
    if section.on_failure:
        yield f"If it fails: {section.on_failure.on_sheet(here)}"


def _moment(moment: Moment | None) -> str:
    if moment is None:
        return ""
    at = "" if moment.repeated and not moment.lasts else moment.at
    words = capitalised(", ".join(filter(None, (at, f"lasts {moment.lasts}" if moment.lasts else "", moment.every))))
    return f"{words}: {moment.clock}" if at and moment.clock else words


def _content(section: Section, here: str) -> Iterator[str]:
    if section.kind == "calls":
        yield from _calls(section, here)
    elif section.kind == "sign-offs":
        yield from ("Role", "Name", "Date", "Signature")
        yield from (text for box in section.boxes for text in (*parts(box.text), box.name))
        yield section.done
    elif section.kind == "contacts":
        yield "RoleNameHow to reach"
        for row in section.rows:
            person = person_of(catalogue("page"), row)
            yield from (person.title, person.more, person.name, *(text for way in person.reach for text in parts(way)))
    elif section.kind == "commands":
        for row in section.rows:
            yield row.title
            yield from (f"·{capitalised(fact.label)} {''.join(parts(fact.text))}" for fact in row.facts)
            yield from ("·", *parts(row.text)) if row.text else ()
            yield from ("Expect:", *parts(row.expect)) if row.expect else ()
            yield f"If it fails: {row.on_failure.on_sheet(here)}" if row.on_failure else ""
            yield row.run
    elif section.rows:
        found = table_of(section)
        yield from found.heads
        yield from (text for row in found.rows for cell in row for text in parts(cell))
    elif section.dates:
        yield from ("No.", "Do or check", *section.dates)
        for box in with_children(section.boxes):
            yield from (box.number, *_check(box, here), box.run)
        yield f"{section.done}. Initials:"
    elif section.boxes:
        yield from ("No.", "Do or check", "Time", "Initials", "If not done: why")
        for box in with_children(section.boxes):
            # A number beside two rows is typeset with the second.
            yield from (*_check(box, here), box.number, box.run) if box.run else (box.number, *_check(box, here))
        yield section.done


def _calls(section: Section, here: str) -> Iterator[str]:
    for box in section.boxes:
        yield "•"
        yield from parts(box.text)
        yield from (f"{':' if fact.kind == 'fires' else '·'}{''.join(parts(fact.text))}" for fact in box.facts)
        yield from ("·", *parts(box.action)) if box.action else ()
        yield from ("·", box.then.on_sheet(here)) if box.then else ()


def _check(box: Box, here: str) -> Iterator[str]:
    colon = ":" if box.text else ""
    facts = {fact.kind: "".join(parts(fact.text)) for fact in box.facts}
    yield capitalised(facts.get("blocking", "")) + capitalised(facts.get("optional", ""))
    yield f"If {facts['if']}{colon}" if "if" in facts else ""
    yield f"{box.title}{colon}" if box.title else ""
    yield from parts(box.text)
    yield from ("Expect:", *parts(box.expect)) if box.expect else ()
    yield f"When: {_moment(box.moment)}" if box.moment else ""
    for fact in box.facts:
        if fact.kind not in ("blocking", "optional", "if"):
            words = "".join(parts(fact.text))
            yield f"{capitalised(fact.label)}: {words}" if fact.label else capitalised(words)
    yield from ("Then:", *parts(box.action)) if box.action else ()
    if box.then:
        yield f"Then: {box.then.on_sheet(here)}"
    if box.on_failure:
        yield f"If it fails: {box.on_failure.on_sheet(here)}"
    for way in box.ways:
        soon = "".join(f"({fact.label} {''.join(parts(fact.text))})" for fact in way.facts)
        then = way.then.on_sheet(here) if way.then else ""
        yield f"{way.label}{soon}:{''.join(parts(way.text))}{';' if way.text and then else ''}{then}"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
