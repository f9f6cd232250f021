"""The account of an import: what becomes of each source line, and what people should know about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.imports.blocks import CONTAINERS, Block, leaves, plain
from generator.imports.draft import Disposition, ImportNote, Outcome

COMMENT = "a comment within a text: `"


@dataclass(slots=True)
class LineAccount:
    """Collects one disposition for each line with words. The first that is given counts."""

    lines: Sequence[str]
    dispositions: dict[int, Disposition] = field(default_factory=dict)
    notes: list[ImportNote] = field(default_factory=list)

    def place(self, lines: Iterable[int], outcome: Outcome, address: str = "", field: str = "", why: str = "") -> None:
        """Say what becomes of some lines. Blank lines are left out."""
        disposition = Disposition(outcome, address, field, why)
        for line in lines:
            if 0 < line <= len(self.lines) and self.lines[line - 1].strip():
                self.dispositions.setdefault(line, disposition)

    def place_blocks(self, blocks: Iterable[Block], address: str, field: str) -> None:
        """Say that blocks are in the prose of a field. Comments, markers and rules are not."""
        for block in blocks:
            for leaf in leaves(block) if block.kind in CONTAINERS else (block,):
                self.place_leaf(leaf, address, field)

    def place_leaf(self, leaf: Block, address: str, field: str) -> None:
        """Say that a block without parts is in the prose of a field, unless it is one that is never written."""
        match leaf.kind:
            case "html":
                self.note(leaf.first, _comment(leaf) if self._is_alone(leaf) else f"{COMMENT}{' '.join(leaf.text.split())}`", "left out")
                self.place(leaf.lines, "reported", why=_comment(leaf))
            case "rule":
                self.place(leaf.lines, "layout", why="a rule")
            case "reference":
                self.place(leaf.lines, "used", why="the definition of a link")
            case "marker":
                self.place_marker(leaf, address, field)
            case "paragraph" if not leaf.spans:
                self.note(leaf.first, "a box without a text", "not placed")
                self.place(leaf.lines, "not-placed", why="a box without a text")
            case "paragraph" if not plain(leaf.spans) and all(span.kind in ("html", "line", "break") for span in leaf.spans):
                self.place(leaf.lines, "used", why="a place that links lead to")
            case _:
                self.place(leaf.lines, "prose", address, field)

    def _is_alone(self, leaf: Block) -> bool:
        """Whether the lines of a comment have no other words, so that the report has them in full."""
        first, last = self.lines[leaf.first - 1].strip(" \t>"), self.lines[min(leaf.last, len(self.lines)) - 1].strip()
        return leaf.info != "comment" or (first.startswith("<!--") and last.endswith("-->"))

    def place_marker(self, leaf: Block, address: str, field: str) -> None:
        """Say what a line is that holds only the mark of a list, a quote or an admonition, perhaps with its title."""
        text = self.lines[leaf.first - 1].strip() if leaf.first else ""
        if text[:1].isdecimal() or text in ("-", "+", "*"):
            self.note(leaf.first, "an item without a text", "left out")
            self.place(leaf.lines, "reported", why="an item without a text")
        elif re.search(r"\w", text) and address:
            self.place(leaf.lines, "prose", address, field)
        else:
            self.place(leaf.lines, "layout", why="the mark of a quote or an admonition")

    def note(self, line: int, found: str, done: str) -> None:
        """Note something that people should know about a line, once."""
        if not any(one.line == line and (one.found, one.done) == (found, done) for one in self.notes[-50:]):
            self.notes.append(ImportNote(line, found, done))


def _comment(leaf: Block) -> str:
    boxes = leaf.text.count("[ ]") + leaf.text.lower().count("[x]")
    held = f" that holds {boxes} box{'es' if boxes > 1 else ''}" if boxes else ""
    return f"a comment{held}" if leaf.info == "comment" else "HTML that cannot be shown"
