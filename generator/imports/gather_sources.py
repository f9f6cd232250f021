"""Gather the parts of a document in which proposals are looked for: its lists, key lines, tables and fences, with their headings."""

from __future__ import annotations

from collections.abc import Sequence

from generator.imports.blocks import Block, plain
from generator.imports.draft import Disposition
from generator.imports.outline import heading_title
from generator.imports.place_head import KEY
from generator.imports.proposal_sources import ProposalSources, SourceFence, SourceLine, SourceList, SourceTable, TableRow


def gather_sources(blocks: Sequence[Block], dispositions: dict[int, Disposition]) -> ProposalSources:
    """Return the parts of a document. A line has the address of the entry that it became."""
    gathering = _Gathering(dispositions)
    gathering.add(blocks)
    return ProposalSources(tuple(gathering.tables), tuple(gathering.lists), tuple(gathering.fences))


class _Gathering:
    def __init__(self, dispositions: dict[int, Disposition]) -> None:
        self.dispositions = dispositions
        self.tables: list[SourceTable] = []
        self.lists: list[SourceList] = []
        self.fences: list[SourceFence] = []
        self.headings: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.headings)

    def address(self, line: int) -> str:
        one = self.dispositions.get(line)
        return one.address if one is not None and one.outcome == "entry" else ""

    def add(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block.kind:
                case "heading":
                    self.headings = [(level, title) for level, title in self.headings if level < block.level]
                    self.headings.append((block.level, heading_title(block)))
                case "bullets" | "numbers":
                    self.add_list(block)
                case "paragraph" if not block.rows:
                    self.add_key_lines(block)
                case "table" | "paragraph" if block.rows:
                    rows = (TableRow(row.line, row.raw, self.address(row.line)) for row in block.rows[1:])
                    self.tables.append(SourceTable(block.rows[0].raw, tuple(rows), self.path))
                case "fence" | "code":
                    texts = block.text.split("\n")
                    first = block.first + 1 if block.kind == "fence" else block.first
                    lines = (SourceLine(first + at, text, self.address(first + at)) for at, text in enumerate(texts) if text.strip())
                    self.fences.append(SourceFence(block.info.partition(" ")[0], tuple(lines), self.path))
                case _:
                    self.add(block.children)

    def add_list(self, block: Block) -> None:
        lines = []
        for item in block.children:
            text = item.children[0] if item.children else None
            if text is not None and text.kind == "paragraph" and plain(text.spans):
                lines.append(SourceLine(text.first, " ".join(text.text.split()), self.address(text.first)))
        if lines:
            self.lists.append(SourceList(tuple(lines), self.path))
        for item in block.children:
            self.add([child for child in item.children if child.kind != "paragraph"])

    def add_key_lines(self, block: Block) -> None:
        texts = block.text.split("\n")
        if len(texts) == block.last - block.first + 1 and any(KEY.match(text) for text in texts):
            lines = (SourceLine(block.first + at, text.strip(), self.address(block.first + at)) for at, text in enumerate(texts))
            self.lists.append(SourceList(tuple(lines), self.path))
