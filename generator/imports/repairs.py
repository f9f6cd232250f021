"""Repairs of a document before it is placed: what its writer meant, where Markdown reads something else. Each repair is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.imports.blocks import Block, leaves
from generator.imports.draft import ImportNote
from generator.imports.read_markdown import BlockReading

ESCAPED_START = re.compile(r"\s*(?:\\[#*\-+\[>|]|\d+\\[.)])")
BOLD_LINE = re.compile(r"(?:\*\*|__)([^*_].*?)(?:\*\*|__)[ \t]*:?[ \t]*\Z")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?[ \t]+\S")
FEWEST_BOLD = 3
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(slots=True)
class RepairedLines:
    """The lines of a document, each with its number in the source, and what was changed. `fenced` boxes stay in fences."""

    texts: list[str]
    numbers: list[int]
    off: frozenset[str] = frozenset()
    notes: list[ImportNote] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    fenced: int = 0
    states: dict[int, str] = field(default_factory=dict)
    reading: BlockReading | None = None
    index: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.index = {number: at for at, number in enumerate(self.numbers)}

    def text(self, number: int) -> str:
        return self.texts[self.index[number]]

    def change(self, number: int, text: str) -> None:
        self.texts[self.index[number]] = text

    def note(self, number: int, found: str, done: str) -> None:
        self.notes.append(ImportNote(number, found, done))

    def insert_blank(self, numbers: Sequence[int]) -> None:
        """Insert a blank line before each of some lines."""
        wanted = set(numbers)
        texts: list[str] = []
        kept: list[int] = []
        for text, number in zip(self.texts, self.numbers, strict=True):
            if number in wanted and (not kept or kept[-1] != number):
                texts.append("")
                kept.append(number)
            texts.append(text)
            kept.append(number)
        self.texts, self.numbers = texts, kept
        self.index = {number: at for at, number in enumerate(self.numbers)}  # the last text of a number is its line

    def divide(self, number: int, parts: Sequence[str]) -> None:
        """Write several lines in place of one. They have its number."""
        at = self.index[number]
        self.texts[at : at + 1] = parts
        self.numbers[at : at + 1] = [number] * len(parts)
        self.index = {number: at for at, number in enumerate(self.numbers)}

    def read(self) -> Block:
        """Return the blocks of the lines as they are now, without the spans of their texts."""
        self.reading = BlockReading(self.texts, self.numbers)
        return self.reading.tree


def unescape_document(lines: RepairedLines, tree: Block) -> bool:
    """Remove the escapes of a document that a program has escaped as a whole. Returns whether it did."""
    written = [text for text in lines.texts if text.strip()]
    escaped = [text for text in written if ESCAPED_START.match(text)]
    if "escaped-document" in lines.off or len(escaped) * 2 <= len(written) or any(leaf.kind != "paragraph" for leaf in leaves(tree)):
        return False
    first = next(number for number, text in zip(lines.numbers, lines.texts, strict=True) if ESCAPED_START.match(text))
    lines.texts = [ESCAPE.sub(r"\1", text) for text in lines.texts]
    lines.note(first, f"{len(escaped)} of {len(written)} lines begin with an escape", "read without the escapes")
    return True


def bold_headings(lines: RepairedLines, tree: Block) -> bool:
    """Make headings of the bold numbered lines of a document without headings, and of a bold first line. Returns whether it did."""
    blocks = list(leaves(tree))
    if "bold-heading" in lines.off or any(block.kind == "heading" for block in blocks):
        return False
    texts = [number for block in tree.children if block.kind == "paragraph" for number in block.lines if number in lines.index]
    bold = {number: match[1] for number in texts if (match := BOLD_LINE.match(lines.text(number)))}
    numbered = {number: match[1] for number, words in bold.items() if (match := NUMBERED.match(words))}
    if len(numbered) < FEWEST_BOLD:
        return False
    first = min(texts)
    for number, place in numbered.items():
        lines.change(number, f"{'#' * (2 + place.count('.'))} {bold[number]}")
    if first in bold and first not in numbered:
        lines.change(first, f"# {bold[first]}")
    lines.note(min(numbered), f"{len(numbered)} bold lines with numbers in a document without headings", "headings")
    return True
