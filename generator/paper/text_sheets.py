"""Write sheets as plain text with lines of 72 columns, for mail, pagers and terminals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diagnostics.work_counts import work
from generator.document.document_parts import Inline, Section
from generator.document.sheets import BOOK, PACK, Sheet
from generator.document.tables import table_of
from generator.paper.box_lines import prose
from generator.paper.sheet_blocks import (
    TICK,
    Framed,
    Gridded,
    Kept,
    LineGroup,
    ProseBlock,
    SheetBlock,
    SheetLine,
    SheetStrings,
    Titled,
    Typed,
)
from generator.paper.sheet_lines import draft_lines, head_of, sections
from generator.paper.text_prose import code_lines, indented_lines, plain_parts, prose_lines, tidied
from generator.text.catalogue import catalogue, without_isolates
from generator.text.plain_lines import FLUSH, GLUE, ROOM, columns_of, cut_off, kept_lines, on_one_line, shortened, table_lines, wrapped
from generator.text.prose_tree import QUOTE_KINDS
from generator.text.shells import is_shell

WIDTH = 72
# Of what is below a line, and of what continues a line.
BELOW, CONTINUED = 4, 2
# What is deeper has no more indent, so that its lines do not become short.
NARROWEST = 36
# Our strings have typographic quotes, which not every pager shows.
QUOTES = str.maketrans("“”‘’·", "\"\"''-")
BETWEEN_SHEETS = "=" * WIDTH
EDGE = f"+{'-' * (WIDTH - 2)}+"


class TextStrings(SheetStrings):
    """The strings of the catalogue, and the texts of authors, as plain text without invisible marks of direction."""

    arrow = "->"
    between = " - "

    def literal(self, text: str) -> str:
        return on_one_line(text)

    def composed(self, text: str) -> str:
        return self.literal(text.translate(QUOTES))

    def markup(self, parts: Inline) -> str:
        return plain_parts(parts)

    def code(self, text: str) -> str:
        return text.replace(" ", GLUE)

    def address(self, url: str) -> str:
        return url

    def strong(self, text: str) -> str:
        return text

    def weak(self, text: str) -> str:
        return text

    def loud(self, text: str) -> str:
        return text.upper()

    def meeting(self, text: str) -> str:
        first, space, rest = self.composed(text).partition(" ")
        return f"{first.upper()}{space}{rest}"

    def rule(self, columns: int) -> str:
        return ROOM * columns


@work("sheets written")
def render_text(sheet: Sheet) -> str:
    """Return a sheet as plain text. No line has more than 72 columns, except for a word or code that cannot be broken."""
    words = catalogue("page", sheet.language)
    writer = TextWriter(TextStrings(words.language, words.words))
    sheets = sheet.chapters if sheet.part == PACK else (sheet,)
    text = without_isolates(f"\n\n{BETWEEN_SHEETS}\n\n".join("\n".join(writer.sheet(one)) for one in sheets)) + "\n"
    return re.sub(f"^ *{FLUSH}", "", text, flags=re.MULTILINE)


class TextWriter:
    """Writes the blocks of a sheet as lines, with strings in one language."""

    def __init__(self, strings: TextStrings) -> None:
        self.strings = strings
        self.kinds = {kind: strings(f"quote.{kind}") for kind in QUOTE_KINDS}

    def sheet(self, sheet: Sheet) -> list[str]:
        """Return all lines of a sheet: first whether it is a draft, and last where it ends."""
        strings = self.strings
        blocks: list[SheetBlock] = [
            LineGroup(tuple(SheetLine((line,)) for line in draft_lines(strings, sheet))),
            Titled(f"{strings.literal(sheet.title)}{strings.between}{strings.literal(sheet.system)}", 1),
            *self.beginning(sheet),
        ]
        if sheet.part == BOOK:
            titles = (SheetLine((f"- {strings.literal(chapter.title)}",)) for chapter in sheet.chapters)
            blocks += [Titled(strings("sheet.contents"), 2), LineGroup(tuple(titles))]
        for chapter in sheet.chapters:
            blocks += [Titled(strings.literal(chapter.title), 1), *self.beginning(chapter), *sections(strings, chapter, 0)]
        blocks += [*sections(strings, sheet, 0), SheetLine((strings.literal(sheet.end),))]
        return stacked([(self.block(block), not is_ruled(block)) for block in blocks])

    def beginning(self, sheet: Sheet) -> tuple[SheetBlock, ...]:
        strings = self.strings
        return SheetLine((strings.markup(sheet.summary),)), head_of(strings, sheet), prose(strings, sheet.about)

    def block(self, block: SheetBlock) -> list[str]:
        """Return the lines of a block; none if it says nothing."""
        match block:
            case Titled(text, level):
                lines = wrapped(text, WIDTH)
                return [*lines, ("=" if level == 1 else "-") * max(map(columns_of, lines))]
            case LineGroup(lines):
                return self.group(lines, WIDTH)
            case SheetLine(texts) if len([*filter(None, texts)]) == 1 and not block.room:
                return wrapped("".join(texts), WIDTH)
            case SheetLine():
                return self.line(block, WIDTH)
            case Framed(blocks):
                return [EDGE, *stacked([(self.block(one), True) for one in blocks]), EDGE]
            case Gridded(section):
                return self.table(section)
            case ProseBlock():
                return self.prose(block, WIDTH)

    def group(self, lines: Sequence[SheetLine], width: int) -> list[str]:
        """Return lines, with a blank line beside those that are several."""
        made = [(line, self.line(line, width)) for line in lines]
        return stacked([(text, len(text) > 1 and bool(line.number or line.mark or line.below or line.label)) for line, text in made])

    def line(self, line: SheetLine, width: int) -> list[str]:
        """Return a line and what is below it, at most `width` columns wide."""
        if line.quiet:
            return stacked([([self.cut(line.texts, width)], False), *self.below(line.below, width, BELOW)])
        first, *more = line.texts or ("",)
        below = line.below
        if line.label:
            if below and isinstance(below[0], ProseBlock):
                return stacked([(self.prose(below[0], width, line.label), False), *self.below(below[1:], width, CONTINUED)])
            if below and isinstance(below[0], Typed):
                # What to expect comes after the command.
                more, below = [], (below[0], *(SheetLine((text,)) for text in more), *below[1:])
            first = f"{line.label} {first}"
        found = self.texts(line, [*filter(None, (first, *more))], width)
        return stacked([(found, False), *self.below(below, width, BELOW if line.mark or line.number else CONTINUED)])

    def cut(self, texts: Sequence[str], width: int) -> str:
        """Return the line of somebody else in one row. What is too long is cut before the last text, which says who it is."""
        *said, who = filter(None, texts)
        line, end = f"{' ' * BELOW}{self.strings.between.join(said)}", f"{self.strings.between}{who}"
        if columns_of(line + end) <= width:
            return line + end
        return cut_off(cut_off(line, max(width - columns_of(end), width // 2)) + end, width)

    def texts(self, line: SheetLine, texts: list[str], width: int) -> list[str]:
        """Return the texts of a line, as many in one row as fit there. Ways to reach somebody are in one row or each in its own."""
        lead = f"{line.mark} " if line.mark else ""
        indent = len(lead) or (BELOW if line.number else CONTINUED if line.label else 0)
        hang = len(lead) + len(line.number) + 1 if line.number else indent or CONTINUED
        if line.go:
            lead += f"{line.go.upper()}{self.strings.between}"
        rows = [self.strings.between.join(texts)]
        if line.caution:
            rows = [f"{line.number} {line.caution}".lstrip(), rows[0].removeprefix(line.number).lstrip()]
        elif columns_of(lead + rows[0]) > width:
            rows = texts if line.label else self.rows(texts, width - columns_of(lead), width - indent)
        first, *more = rows or [""]
        found = wrapped(first, width, lead, hang)
        for text in more:
            at = hang if line.caution else indent
            found += wrapped(text, width, " " * at, at if line.caution else at + CONTINUED)
        if line.room:
            found += wrapped(shortened(line.room, width - indent), width, " " * indent, indent)
        return found if any(found) else []

    def rows(self, texts: Sequence[str], room: int, room_below: int) -> list[str]:
        """Return rows of texts, as many in each as fit in the `room` of the first row, and in that of those below it."""
        found = [texts[0]]
        for text in texts[1:]:
            joined = f"{found[-1]}{self.strings.between}{text}"
            if columns_of(joined) <= (room if len(found) == 1 else room_below):
                found[-1] = joined
            else:
                found.append(text)
        return found

    def below(self, parts: Sequence[SheetLine | Typed | Kept | ProseBlock], width: int, indent: int) -> list[tuple[list[str], bool]]:
        """Return what is below a line, each with whether blank lines are beside it: they set commands apart."""
        indent = indent if width - indent >= NARROWEST else 0
        found = []
        for part in parts:
            match part:
                case SheetLine():
                    lines = self.line(part, width - indent)
                    found.append((indented_lines(lines, indent), len(lines) > 1 and bool(part.number or part.mark == TICK)))
                case Typed():
                    at = 2 * indent or BELOW
                    # For what the code is, if not for any shell, is beside it and not in what people copy.
                    found.append((indented_lines([f"{part.syntax}:"] if part.syntax else [], indent), True))
                    found.append((indented_lines(code_lines(part.within(width - at), shell=is_shell(part.syntax)), at), True))
                case Kept(text):
                    lines = [line for one in tidied(text) for line in kept_lines(one, width - indent - CONTINUED, CONTINUED)]
                    found.append((indented_lines(lines, indent + CONTINUED), False))
                case ProseBlock():
                    found.append((indented_lines(self.prose(part, width - indent), indent), False))
        return found

    def prose(self, found: ProseBlock, width: int, label: str = "") -> list[str]:
        lines = prose_lines(found.blocks, width, self.kinds, label)
        return stacked([(lines, True), ([line for blank in found.blanks for line in wrapped(blank, width, hang=CONTINUED)], True)])

    def table(self, section: Section) -> list[str]:
        found = table_of(section)
        return table_lines([*map(on_one_line, found.heads)], [[*map(plain_parts, row)] for row in found.rows], WIDTH)


def is_ruled(block: SheetBlock) -> bool:
    """Return whether a block is one of the lines to write on, which have no blank lines between them."""
    return isinstance(block, SheetLine) and not "".join(block.texts).strip(f"{ROOM} ")


def stacked(parts: Sequence[tuple[list[str], bool]]) -> list[str]:
    """Return lines one below the other, with a blank line between two parts if one of them is apart. Parts without lines are left out."""
    found: list[str] = []
    before = False
    for lines, apart in parts:
        if lines and any(lines):
            found += [*([""] if found and (before or apart) else []), *lines]
            before = apart
    return found
