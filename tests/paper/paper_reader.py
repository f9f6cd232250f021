"""Read PDFs in tests: tags, boxes and text, and the texts of a sheet that a form lacks."""

from __future__ import annotations

import io
import math
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any

import pikepdf

from generator.document.document_parts import Box, Fact, Inline, Link, Moment, Row, Section
from generator.document.print_job import Printed, PrintJob
from generator.document.sheets import PACK, HeadFact, Sheet
from generator.document.tables import person_of, table_of
from generator.document.texts_of_parts import UNSEEN, fields_without
from generator.paper.typst_compiler import Typesetter
from generator.text.catalogue import catalogue
from generator.text.inline_markup import Emphasis, InlineLink, InnerLink, LineBreak, Strong
from generator.text.inline_markup import Part as InlinePart
from generator.text.parameters import pieces

MILLIMETRE = 72 / 25.4
TOP, BOTTOM = 18.5 * MILLIMETRE, 17.5 * MILLIMETRE
# The operators of a page that decide how large its letters are, and those that show letters or other content.
SCALING, SHOWING = "q Q cm BT Tm Tf", "Tj TJ ' \" Do"
UNSCALED = (1.0, 0.0, 0.0, 1.0)
# Fields with texts that each form puts together from other fields, or that only pages show.
COMPOSED = frozenset(
    (
        "about",
        "closing",
        "details",
        "path",
        "variant",
        "language",
        "part",
        "version",
        "tally",
        "end",
        "done",
        "method",
        "heads",
        "more",
        "letter",
        "slots",
    )
)


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
        return sum(kind == "/Figure" and name.startswith("Box ") for kind, name in self.tags)

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


def missing_texts(sheet: Sheet, text: str) -> list[str]:
    """Return the texts of a sheet that are not in the text of one of its forms. A book is searched for the texts of its chapters.

    Spaces, capitals and the marks at the end of a wrapped line of a command do not matter.
    """
    found = _comparable(text)
    whole: Any = sheet.chapters if sheet.part == PACK else sheet  # a pack has its own title only on screens
    return sorted(one for one in set(_texts(whole, sheet.part)) if _comparable(one) not in found)


def _comparable(text: str) -> str:
    return without_spaces(text).casefold().translate(dict.fromkeys(map(ord, "\\…\u200b")))


def _texts(value: Any, here: str) -> Iterator[str]:
    """Yield the texts of a part that all forms print unchanged: those of the data, and where people go on."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        # A text with markup is printed in one piece.
        is_inline = value and isinstance(value[0], InlinePart)
        yield from ["".join(parts(value))] if is_inline else (text for one in value for text in _texts(one, here))
    elif isinstance(value, Link):
        yield value.on_sheet(here)
    elif isinstance(value, Fact):
        yield from _texts(value.text, here)
    elif isinstance(value, HeadFact):
        yield from (value.label, value.value or value.hint)
    elif isinstance(value, Section) and value.kind in ("notes", "log"):
        yield from (space.label.rstrip(": ") for space in value.spaces)
    elif isinstance(value, Section) and value.kind == "calls" and any(box.number for box in value.boxes):
        # Only a list of triggers has their numbers in all forms.
        yield from _texts(replace(value, boxes=tuple(replace(box, number="") for box in value.boxes)), here)
    elif isinstance(value, Section) and any(column.hint or column.choices for column in value.columns):
        # How to fill in a column is shown only where its cell is empty.
        yield from _texts(replace(value, columns=tuple(replace(column, hint="", choices=()) for column in value.columns)), here)
    elif isinstance(value, Section) and value.kind == "contacts":
        people = (person_of(catalogue("page"), row) for row in value.rows)
        yield from (text for one in people for text in _texts((one.title, one.more, one.name, one.reach), here))
    elif isinstance(value, Section) and value.rows and value.kind != "commands":
        table = table_of(value)
        yield from _texts((table.heads, table.rows), here)
    elif isinstance(value, Box | Row) and value.slots:
        # Forms differ in how they show a blank, but all have the command around it, and what to fill in.
        yield from (piece.text for piece in pieces(value.run, {slot.id for slot in value.slots}) if not piece.id)
        yield from (slot.label for slot in value.slots)
        yield from _texts(replace(value, run="", slots=()), here)
    elif is_dataclass(value) and not isinstance(value, type | Moment):
        here = value.part if isinstance(value, Sheet) else here
        yield from (text for name in fields_without(UNSEEN | COMPOSED, type(value)) for text in _texts(getattr(value, name), here))


def parts(inline: Inline) -> Iterator[str]:
    for part in inline:
        if isinstance(part, InlineLink):
            label = "".join(parts(part.label))
            yield label if label == part.url else f"{label} ({part.url})"
        elif isinstance(part, Strong | Emphasis):
            yield from parts(part.parts)
        elif isinstance(part, InnerLink):
            yield from parts(part.label)
        elif not isinstance(part, LineBreak):
            yield part.text


def overlaps(paper: Paper) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Return the places of words that are over each other."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper.pdf, capture_output=True, check=True).stdout.decode()
    corners = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"'
    found = []
    for page in done.split("<page "):
        for one, other in combinations([tuple(map(float, place)) for place in re.findall(corners, page)], 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across >= 1 and down >= 6:
                found.append((one, other))
    return found
