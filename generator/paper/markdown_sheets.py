"""Write sheets as GitHub-flavoured Markdown, which people can also read as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.work_counts import work
from generator.document.document_parts import Inline, Section
from generator.document.sheets import BOOK, PACK, Sheet
from generator.document.tables import table_of
from generator.paper.box_lines import prose
from generator.paper.markdown_contents import contents
from generator.paper.sheet_blocks import Framed, Gridded, Kept, LineGroup, ProseBlock, SheetBlock, SheetLine, SheetStrings, Titled, Typed
from generator.paper.sheet_lines import draft_lines, head_of, sections
from generator.paper.shell_lines import LONGEST
from generator.text import gfm_escaping as gfm
from generator.text.catalogue import words_among
from generator.text.prose_gfm import indented, prose_markdown, quoted
from generator.text.prose_tree import Paragraph

BETWEEN_SHEETS = "---"  # the sheets of a pack


class MarkdownStrings(SheetStrings):
    """The strings of the catalogue, and the texts of authors, as Markdown."""

    def literal(self, text: str) -> str:
        return gfm.literal(text)

    def markup(self, parts: Inline) -> str:
        return gfm.markdown(parts)

    def code(self, text: str) -> str:
        return gfm.code_span(text)

    def address(self, url: str) -> str:
        return gfm.inline(f"<{url}>")

    def strong(self, text: str) -> str:
        return f"**{text}**"

    def weak(self, text: str) -> str:
        return f"*{text}*"

    def loud(self, text: str) -> str:
        return self.strong(text)

    def meeting(self, text: str) -> str:
        return self.strong(self.literal(text))

    def rule(self, columns: int) -> str:
        return "_" * columns


@work("sheets written")
def render_sheet(sheet: Sheet) -> str:
    """Return a sheet as Markdown. Except within commands, no line ends in a space, and there are no two blank lines in a row."""
    return f"\n{BETWEEN_SHEETS}\n\n".join(map(_whole_sheet, sheet.chapters if sheet.part == PACK else (sheet,)))


def _whole_sheet(sheet: Sheet) -> str:
    words = words_among(sheet.language)
    strings = MarkdownStrings(words.language, words.words, isolating=words.isolating)
    blocks = [
        f"# {gfm.literal(sheet.title)} · {gfm.heading(gfm.literal(sheet.system))}",
        *draft_lines(strings, sheet),
        gfm.markdown(sheet.summary),
        _block(head_of(strings, sheet)),
        _block(prose(strings, sheet.about)),
    ]
    if sheet.part == BOOK:
        blocks += [f"## {strings('sheet.contents')}", "\n".join(f"- [{title}]({anchor})" for title, anchor in contents(sheet))]
    for chapter in sheet.chapters:
        title = Titled(gfm.literal(chapter.title), 2)
        blocks += [_block(title), gfm.markdown(chapter.summary), _block(head_of(strings, chapter)), _block(prose(strings, chapter.about))]
        blocks += map(_block, sections(strings, chapter, 1))
    blocks += map(_block, sections(strings, sheet, 0))
    blocks.append(f"**{gfm.literal(sheet.end)}**")
    return "\n\n".join(filter(None, blocks)) + "\n"


def _block(block: SheetBlock) -> str:
    """Return a block as lines; empty if it says nothing."""
    match block:
        case Titled(text, level):
            return f"{'#' * level} {gfm.heading(text)}"
        case LineGroup(lines):
            return "\n".join(map(_item, lines))
        case SheetLine():
            return _text_of(block)
        case Framed(blocks):
            return quoted("\n\n".join(filter(None, map(_block, blocks))))
        case Gridded(section):
            return _table(section)
        case ProseBlock():
            return _prose(block)


def _item(line: SheetLine) -> str:
    """Return a line as an item of a list, with what is below it."""
    first = f"- {line.mark + ' ' if line.mark else ''}{_text_of(line)}".rstrip()
    return first + "".join(_below(line))


def _text_of(line: SheetLine) -> str:
    beside = [gfm.code_span(one.text) for one in line.below if isinstance(one, Typed) and _is_beside(one)]
    before = [f"{one} ·" for one in (line.go, line.caution) if one]
    texts = " · ".join(filter(None, (*beside, *line.texts)))
    return " ".join(filter(None, (*before, line.label, texts, line.room)))


def _is_beside(command: Typed) -> bool:
    """Return whether a command is in the line of its name: it has one line, which is short."""
    return command.beside and "\n" not in command.within(LONGEST)


def _below(line: SheetLine) -> Iterator[str]:
    """Yield what is below a line: lines as items of a list, and everything else as it is."""
    for one in line.below:
        match one:
            case SheetLine():
                yield "\n" + indented(_item(one))
            case Typed(syntax=syntax) if not _is_beside(one):
                yield "\n" + indented(gfm.fenced(one.within(LONGEST), syntax or "sh"))
            case Kept(text):
                yield "\n" + indented(gfm.fenced(text, "text"))
            case ProseBlock(blocks):
                yield (" " if isinstance(blocks[0], Paragraph) else "\n\n  ") + indented(_prose(one)).lstrip()


def _prose(found: ProseBlock) -> str:
    return "\n\n".join(filter(None, (prose_markdown(found.blocks), MarkdownStrings.between.join(found.blanks))))


def _table(section: Section) -> str:
    """Return a table whose columns are aligned in plain text too."""
    found = table_of(section)
    rows = [tuple(map(gfm.cell_of_line, found.heads)), *(tuple(map(gfm.cell, row)) for row in found.rows)]
    return gfm.table(rows)
