"""Turn the tokens of prose into its tree, and note what prose may not have."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from generator.text.inline_markup import FILES, CodeSpan, Emphasis, InlineLink, LineBreak, Part, Room, Strong, Text, joined
from generator.text.inline_markup import plain_text_of as plain
from generator.text.picture_formats import PICTURES
from generator.text.prose_tree import (
    QUOTE_KINDS,
    Block,
    CodeBlock,
    Paragraph,
    Picture,
    ProseList,
    ProsePiece,
    ProseProblem,
    ProseTable,
    Quote,
    spelled,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

MARK_OF_QUOTE = re.compile(r"\[!([A-Za-z]+)\][ \t]*(\n|\Z)?")
BOX = re.compile(r"(?:\[[ xX]?\]|[☐☑☒❏❐❑❒□])(?=\s|\Z)")
BAR = re.compile(r"(?<!\\)\|")
# Characters that nobody sees, except joiners and soft hyphens.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass(slots=True)
class ProseReader:
    """Turns the tokens of a text into blocks, and notes problems."""

    text: str
    problems: list[ProseProblem] = field(default_factory=list)
    pieces: list[ProsePiece] = field(default_factory=list)
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    rows: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def note(self, kind: str, start: int, end: int, found: str = "") -> None:
        """Note a problem once: a tag at the same place has one."""
        self.problems.append(ProseProblem(kind, start, end, found or self.text[start:end]))

    def note_line(self, kind: str, line: int, pattern: str, last: int | None = None) -> None:
        """Note a problem that begins with a pattern in a line, and ends with that line or the `last` one."""
        match = re.search(pattern, self.lines[line])
        end = self.starts[last or line] + len(self.lines[last or line].rstrip())
        self.note(kind, self.starts[line] + (match.start() if match else 0), end)

    def definitions(self, env: dict[str, Any]) -> None:
        """Note the addresses of links that are defined apart from the links."""
        for found in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
            first, behind = found["map"]
            self.note_line("footnote" if self.lines[first].lstrip(" \t>").startswith("[^") else "definition", first, r"\[", behind - 1)

    def blocks(self, tokens: Iterator[Token]) -> tuple[Block, ...]:
        """Read blocks up to the end of the block that contains them."""
        found: list[Block] = []
        for token in tokens:
            if token.nesting < 0:
                break
            match token.type:
                case "heading_open":
                    self._heading(token)
                    found.extend(self._paragraph(tokens))
                case "paragraph_open":
                    if "problem" in token.meta:
                        self.note("nesting", token.meta["at"], self.starts[_behind(token)] - 1)
                    found.extend(self._paragraph(tokens))
                case "bullet_list_open" | "ordered_list_open":
                    start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
                    found.append(ProseList(start, tuple(self._items(tokens))))
                case "fence":
                    found.append(self._fence(token))
                case "code_block":
                    self.note_line("indented-code", _first(token), re.escape(token.content.split("\n")[0].strip()))
                    found.append(self._code(token, ""))
                case "table_open":
                    found.append(self._table(tokens))
                case "blockquote_open":
                    found.append(self._quote(tokens))
                case "hr":
                    self.note_line("rule", _first(token), r"([-*])[ \t]*(?:\1[ \t]*){2,}$")
        return tuple(found)

    def _heading(self, token: Token) -> None:
        if token.markup.startswith("#"):
            self.note_line("heading", _first(token), rf"{token.markup}(?!#)")
        else:
            self.note_line("underlined-heading", _behind(token) - 1, r"[-=]+\s*$")

    def _paragraph(self, tokens: Iterator[Token]) -> Iterator[Block]:
        """Read the text of a paragraph or of a heading, and its end. Pictures alone are blocks."""
        inline = next(tokens)
        next(tokens)
        if pictures := self._pictures(inline):
            yield from pictures
            return
        parts = self.parts(inline)
        last = _behind(inline) - 1
        self.pieces.append(ProsePiece(spelled(parts), None, self.place(inline, 0), self.starts[last] + len(self.lines[last].rstrip())))
        yield Paragraph(parts)

    def _pictures(self, inline: Token) -> tuple[Picture, ...]:
        """Return the pictures of a paragraph; nothing if it has other text."""
        parts = [part for part in inline.children or () if part.type not in ("softbreak", "hardbreak")]
        return tuple(self._picture(part, inline) for part in parts) if all(part.type == "image" for part in parts) else ()

    def _picture(self, token: Token, inline: Token) -> Picture:
        start = self.place(inline, token.meta["at"])
        end = start + token.meta["end"] - token.meta["at"]
        path = str(token.attrs["src"])
        if not path.startswith(FILES):
            self.note("picture-target", start, end, path)
        elif not path.lower().endswith(tuple(f".{ending}" for ending in PICTURES)):
            self.note("picture-type", start, end, path)
        if "title" in token.attrs:
            self.note("link-title", start, end)
        alternative = plain(ProseReader(self.text).parts(token)).strip()
        if not alternative:
            self.note("no-alternative", start, end, path)
        self.pieces.append(ProsePiece(f"[{alternative}]({path})", None, start, end))
        return Picture(path, alternative)

    def _items(self, tokens: Iterator[Token]) -> Iterator[tuple[Block, ...]]:
        for token in tokens:
            if token.nesting < 0:
                return
            inside = list(_inside(tokens))
            if len(inside) > 1 and inside[0].type == "paragraph_open" and (match := BOX.match(inside[1].content)):
                at = self.place(inside[1], 0)
                self.note("box", at, at + len(match[0]))
            yield self.blocks(iter(inside))

    def _fence(self, token: Token) -> CodeBlock:
        words = html.unescape(token.info).split()
        if len(words) > 1:
            self.note_line("fence-words", _first(token), re.escape(token.markup[:3]))
        last = self.lines[_behind(token) - 1].strip(" \t>")
        closed = _behind(token) - 1 > _first(token) and len(last) >= len(token.markup) and not last.strip(token.markup[0])
        if not closed:
            self.note_line("open-fence", _first(token), re.escape(token.markup[:3]))
        return self._code(token, words[0] if words else "")

    def _code(self, token: Token, language: str) -> CodeBlock:
        code = token.content.removesuffix("\n")
        self.pieces.append(ProsePiece(code, language, self.starts[_first(token)], self.starts[_behind(token)] - 1))
        return CodeBlock(code, language)

    def _table(self, tokens: Iterator[Token]) -> ProseTable:
        rows: list[list[tuple[Part, ...]]] = []
        alignment: list[str] = []
        for token in _inside(tokens):
            match token.type:
                case "tr_open":
                    rows.append([])
                    if len(rows) > 1:
                        self._extra_cells(_first(token), len(rows[0]))
                        if not BAR.search(self.lines[_first(token)]):
                            self.note_line("row-without-bars", _first(token), r"[^\s>]")
                case "th_open":
                    alignment.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                case "inline":
                    parts = self.parts(token, column=len(rows[-1]))
                    start, end = (self.place(token, at, len(rows[-1])) for at in (0, len(token.content)))
                    self.pieces.append(ProsePiece(spelled(parts), None, start, end))
                    rows[-1].append(parts)
        heads, *others = map(tuple, rows)
        return ProseTable(heads, tuple(others), tuple(alignment))

    def _extra_cells(self, line: int, columns: int) -> None:
        """Note the cells of a row that have no head, because GitHub drops them."""
        cells = self.cells(line)
        if len(cells) > columns:
            start = self.starts[line]
            self.note("extra-cell", start + cells[columns][0], start + cells[-1][1])

    def cells(self, line: int) -> list[tuple[int, int]]:
        """Return where the cells of a row begin and end in its line; read once, because each cell of a row asks."""
        if line not in self.rows:
            self.rows[line] = self._read_cells(line)
        return self.rows[line]

    def _read_cells(self, line: int) -> list[tuple[int, int]]:
        text = self.lines[line]
        first = len(text) - len(text.lstrip(" \t>"))
        last = len(text.rstrip())
        bars = [match.start() for match in BAR.finditer(text, first, last)]
        edges = [first - 1, *bars, last]
        spans = [(one + 1, two) for one, two in pairwise(edges)]
        if spans and spans[0][0] >= spans[0][1]:
            spans = spans[1:]
        return spans[:-1] if spans and spans[-1][0] >= spans[-1][1] else spans

    def _quote(self, tokens: Iterator[Token]) -> Quote:
        inside = list(_inside(tokens))
        kind = ""
        if len(inside) > 1 and inside[0].type == "paragraph_open" and (match := MARK_OF_QUOTE.match(inside[1].content)):
            at = self.place(inside[1], 0)
            kind = match[1].lower()
            if kind not in QUOTE_KINDS or match[2] is None:
                self.note("quote-kind", at, at + len(match[0].rstrip()))
                return Quote("", self.blocks(iter(inside)))
            inline = inside[1]
            breaks = [at for at, part in enumerate(inline.children or ()) if part.type in ("softbreak", "hardbreak")]
            inline.children = (inline.children or [])[breaks[0] + 1 :] if breaks else []
            inside = inside if inline.children else inside[3:]
        return Quote(kind, self.blocks(iter(inside)))

    def place(self, inline: Token, at: int, column: int | None = None) -> int:
        """Return where a character of a paragraph or a cell is in the text."""
        before = inline.content[:at] if column is None else inline.content[:at].replace("|", r"\|")
        line = _first(inline) + before.count("\n")
        if column is not None:
            cells = self.cells(line)
            start, end = cells[column] if column < len(cells) else (0, len(self.lines[line]))
            start += len(self.lines[line][start:end]) - len(self.lines[line][start:end].lstrip())
        else:
            written = inline.content.split("\n")[before.count("\n")].rstrip()
            start = self.lines[line].rfind(written) if written else 0
        return self.starts[line] + max(start, 0) + len(before.rsplit("\n", 1)[-1])

    def parts(self, inline: Token, column: int | None = None) -> tuple[Part, ...]:
        """Return the parts of a paragraph or a cell."""
        nested: list[tuple[Token, list[Part]]] = []
        found: list[Part] = []
        for token in inline.children or ():
            kind = _problem_of(token)
            if kind:
                start = self.place(inline, token.meta.get("at", 0), column)
                is_whole = kind in ("link-title", "picture-in-text")
                length = token.meta["end"] - token.meta["at"] if is_whole else len(token.markup or token.content)
                self.note(kind, start, start + length)
            if token.nesting > 0:
                nested.append((token, found))
                found = []
            elif token.nesting < 0:
                opening, outer = nested.pop()
                found = [*outer, *_closed(opening, joined(found))]
            else:
                found.extend(self._leaf(token))
        return joined(found)

    def _leaf(self, token: Token) -> Iterator[Part]:
        match token.type:
            case "code_inline":
                yield CodeSpan(token.content)
            case "softbreak":
                yield Text(" ")
            case "hardbreak":
                yield LineBreak()
            case "room":
                yield Room(token.content)
            case "image":
                yield Text(plain(ProseReader(self.text).parts(token)))
            case _ if token.content:
                yield Text(token.markup if _problem_of(token) == "invisible" else token.content)


def _closed(opening: Token, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts between two marks as one part. Marks that prose does not have stay literal, and marks around nothing."""
    match opening.type:
        case "strong_open":
            return (Strong(parts),)
        case "em_open":
            return (Emphasis(parts),)
        case "link_open":
            return (InlineLink(str(opening.attrs["href"]), parts),) if parts else (Text(f"[]({opening.attrs['href']})"),)
    return (Text(opening.markup), *parts, Text(opening.markup))


def _problem_of(token: Token) -> str:
    """Return the kind of problem that a part of a paragraph is; empty if it is none."""
    match token.type:
        case "html_inline":
            return "comment" if token.content.startswith("<!--") else "html"
        case "image":
            return "picture-in-text"
        case "s_open":
            return "struck"
        case "link_open" if "title" in token.attrs:
            return "link-title"
        case "text_special" if UNSEEN.search(token.content):
            return "invisible"
    return str(token.meta.get("problem", ""))


def _inside(tokens: Iterator[Token]) -> Iterator[Token]:
    """Yield the tokens of a block up to its end, which is read and left out."""
    depth = 1
    for token in tokens:
        depth += token.nesting
        if not depth:
            return
        yield token


def _first(token: Token) -> int:
    return token.map[0] if token.map else 0


def _behind(token: Token) -> int:
    return token.map[1] if token.map else 0
