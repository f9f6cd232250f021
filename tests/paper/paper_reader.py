"""Reads what was printed, for tests: the tags, boxes and text of a PDF, and the text that a view puts on paper, in the order of the ink."""

from __future__ import annotations

import io
import math
import subprocess
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdf

MILLIMETRE = 72 / 25.4
TOP, BOTTOM = 18.5 * MILLIMETRE, 17.5 * MILLIMETRE
View = dict[str, Any]


class Paper:
    """A PDF as a reader, a machine and an eye find it."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def pages(self) -> int:
        return len(self.reader.pages)

    def tags(self) -> Iterator[tuple[str, str]]:
        """The kind and the alternative text of every element of the structure, in order."""
        yield from _tags(self.root["/StructTreeRoot"])

    def boxes(self) -> int:
        return sum(tag == ("/Figure", "Box") for tag in self.tags())

    def text_of_pages(self) -> list[str]:
        """The text of each page between its head and its foot, without any white space."""
        box = self.reader.pages[0].mediabox
        area = {"-x": 0, "-y": round(TOP), "-W": round(box.width), "-H": round(float(box.height) - TOP - BOTTOM)}
        words = ["pdftotext", "-raw", *(str(part) for pair in area.items() for part in pair), "-", "-"]
        done = subprocess.run(words, input=self.pdf, capture_output=True, check=True)
        return [squeezed(page) for page in done.stdout.decode().split("\f")[:-1]]

    def text(self) -> str:
        return "".join(self.text_of_pages())

    def type_sizes(self) -> set[float]:
        """The sizes of type in which anything is set, in points on the paper: those of the fonts as the page scales them."""
        found: set[float] = set()
        for page in self.reader.pages:
            font = 0.0

            def look(operator: bytes, operands: Any, page_scale: Any, text_scale: Any) -> None:
                nonlocal font
                if operator == b"Tf":
                    font = float(operands[1])
                elif operator in (b"Tj", b"TJ"):
                    up = [text_scale[2] * page_scale[at] + text_scale[3] * page_scale[at + 2] for at in (0, 1)]
                    found.add(round(font * math.hypot(*up), 2))

            page.extract_text(visitor_operand_before=look)
        return found


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if isinstance(element, pypdf.generic.IndirectObject):
        element = element.get_object()
    if isinstance(element, pypdf.generic.ArrayObject):
        for child in element:
            yield from _tags(child)
    elif isinstance(element, pypdf.generic.DictionaryObject):
        if "/S" in element:
            yield str(element["/S"]), str(element.get("/Alt", ""))
        if "/K" in element:
            yield from _tags(element["/K"])


def squeezed(text: str) -> str:
    """A text without white space, composed, as texts are compared."""
    return "".join(unicodedata.normalize("NFC", text).split())


def ink(view: View) -> str:
    """All words of a view in the order in which they are set, without white space: what `Paper.text` must find."""
    return squeezed("".join(_sheet(view)))


def chapters_ink(view: View) -> str:
    """The words of a book from its first chapter on."""
    return squeezed("".join(_chapters(view)) + view["end"])


def parts(inline: list[View]) -> Iterator[str]:
    for part in inline:
        yield part.get("t") or part.get("s") or part.get("c") or "".join(parts(part.get("l", [])))


def _sheet(view: View) -> Iterator[str]:
    yield view["title"]
    yield from parts(view["summary"])
    yield from _facts(view["facts"])
    if view["code"]:
        yield view["code"]["address"]
    yield from view["draft"]
    for block in view["blocks"]:
        yield from _block(block, view["labels"])
    yield view["end"]


def _chapters(view: View) -> Iterator[str]:
    for chapter in view["chapters"]:
        yield chapter["title"]
        yield from parts(chapter["summary"])
        yield from _facts(chapter["facts"])
        for block in chapter["blocks"]:
            yield from _block(block, view["labels"])


def _facts(facts: list[View]) -> Iterator[str]:
    for fact in facts:
        yield fact["label"]
        yield fact["value"] or fact["hint"]


def _block(block: View, labels: dict[str, str]) -> Iterator[str]:
    if block["kind"] == "calls":
        yield from _calls(block)
        return
    yield block.get("title", "")
    for number, fact in enumerate(block.get("facts", [])):
        yield "·" if number else ""
        yield from parts(fact["text"])
    yield from parts(block.get("summary", []))
    if block["kind"] == "list":
        if block["calls"]:
            yield from _calls(block["calls"])
        yield from (labels[name] for name in ("number", "check", "time", "initials", "na"))
        for row in block["rows"]:
            # A number that stands beside two rows is set with the second.
            yield from (*_check(row), row["n"], row["run"]) if row["run"] else (row["n"], *_check(row))
        yield block["done"]
    elif block["kind"] == "rota":
        yield from (labels["number"], labels["check"], *block["dates"])
        for row in block["rows"]:
            yield from (row["n"], *_check(row), row["run"])
        yield f"{block['done']}. {labels['initials']}:"
    elif block["kind"] == "signatures":
        yield from (*block["heads"], *(text for row in block["rows"] for text in (row["title"], row["name"])), block["done"])
    elif block["kind"] == "people":
        yield from block["heads"]
        for row in block["rows"]:
            yield from (row["title"], row["more"], row["name"], *row["reach"])
    elif block["kind"] == "table":
        yield from block["heads"]
        yield from (text for row in block["rows"] for cell in row for text in parts(cell))
    elif block["kind"] == "kit":
        for tool in block["tools"]:
            yield tool["title"]
            yield from ("·", *parts(tool["if"])) if tool["if"] else ()
            yield from ("·", *parts(tool["more"])) if tool["more"] else ()
            yield from (*_details(tool), tool["run"])
    elif block["kind"] == "undefined":
        yield block["text"]


def _calls(block: View) -> Iterator[str]:
    yield block["title"] if block["level"] else f"{block['title']}."
    yield from parts(block["summary"])
    for line in block["lines"]:
        yield "•"
        yield from parts(line)


def _check(row: View) -> Iterator[str]:
    yield row["mark"]
    yield from parts(row["if"])
    yield row["title"]
    yield from parts(row["text"])
    yield from _details(row)


def _details(row: View) -> Iterator[str]:
    for detail in row["details"]:
        yield f"{detail['label']}:"
        yield from parts(detail["text"])
