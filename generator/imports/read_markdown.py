"""Read Markdown, as GitHub and common site builders do, into a tree of blocks with exact source lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.text_join import text_join
from markdown_it.token import Token

from generator.imports.blocks import Block, BlockKind, Inline, InlineKind, SourceRow, blocks_below, leaves
from generator.imports.named_signs import with_signs
from generator.text.prose_literal import take_literal_texts

MOST_NESTED = 60
TASK = re.compile(r"\[([ xX])\](?=[ \t\n])[ \t\n]?|\[([ xX])\]\Z")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|===[+!]?)[ \t]+(?:([\w-]+)((?:[ \t]+[\w-]+)*))?[ \t]*(?:\"(.*)\")?[ \t]*\Z")
# What only arranges an admonition: where it is, and how it looks.
LOOKS = frozenset(("annotate", "blink", "collapsible", "end", "highlight", "inline", "left", "right"))
COLONS = re.compile(r"(:{3,})[ \t]*\{?[.#]?([\w-]+)(?:[^{}]*\})?[ \t]*(.*?)[ \t]*\Z")
ALERT = re.compile(r"\[!([A-Za-z]+)\][+-]?[ \t]*(.*)\Z")
MARKERS = re.compile(r"(?:[ \t>]|[-+*](?=[ \t]|\Z)|[0-9]{1,9}[.)](?=[ \t]|\Z))*\Z")
CONTAINER_MARKS = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+(?=\|))?)*")
BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
BLOCKS: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "blockquote": "quote",
    "admonition": "admonition",
    "footnote": "footnote",
    "table": "table",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}
SPANS: dict[str, InlineKind] = {"strong": "strong", "em": "emphasis", "s": "struck", "link": "link"}


def read_markdown(texts: Sequence[str], numbers: Sequence[int]) -> Block:
    """Return the tree of a document: a block of kind `document`.

    `numbers` has the source line of each text, because repairs may have added or removed lines. Each source line that is not blank is in
    exactly one leaf of the tree.
    """
    return BlockReading(texts, numbers).with_spans()


class BlockReading:
    """The blocks of a document. `tree` has no spans of texts, which take as long as the blocks; `with_spans` adds them."""

    def __init__(self, texts: Sequence[str], numbers: Sequence[int]) -> None:
        parser = _parser()
        self._environment: dict[str, Any] = {}
        tokens: list[Token] = []
        parser.block.parse("\n".join(texts).replace("\0", "\ufffd"), parser, self._environment, tokens)
        _take_boxes(tokens)
        self._reader = _Reader(texts, numbers, self._environment)
        self.tree = self._reader.tree(tokens)

    def with_spans(self) -> Block:
        """Return the tree with the spans of all texts."""
        self._reader.add_spans()
        return self.tree


def box_lines(tree: Block) -> tuple[int, ...]:
    """Return the lines of a tree with a box, by the rules of GitHub: list items that begin with `[ ]` or `[x]`, with a text."""
    items = (block for block in blocks_below(tree) if block.kind == "item" and block.box is not None)
    return tuple(item.first for item in items if item.children and item.children[0].text.strip())


def spans_of(markdown: str) -> tuple[Inline, ...]:
    """Return the spans of a text without references."""
    (inline,) = _parser().parseInline(markdown)
    return _spans(inline.children or ())


def cells_of(row: str, expected: int) -> tuple[str, ...]:
    """Return the cells of a row of a table, as written. A bar after a backslash does not end a cell.

    Nor does a bar in a code span, unless only so the row has the expected number of cells.
    """
    text = row.strip()
    text = text.removeprefix("|")
    bars = [match.end() - 1 for match in BAR.finditer(text)]
    if bars and not text[bars[-1] + 1 :].strip():
        text = text[: bars.pop()]
    outside = bars
    if "`" in text:
        spans = _code_spans(text)
        outside = [bar for bar in bars if not any(start < bar < end for start, end in spans)] if len(spans) < 100 else bars
        if len(outside) + 1 != expected and len(bars) + 1 == expected:
            outside = bars
    starts = [0, *(bar + 1 for bar in outside)]
    return tuple(text[start:end].strip().replace("\\|", "|") for start, end in zip(starts, [*outside, len(text)], strict=True))


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and the end of each code span in a line."""
    runs = [match.span() for match in re.finditer("`+", text)]
    following: dict[int, int] = {}  # by the length of a run, the index of the next one
    closing: dict[int, int] = {}
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        if length in following:
            closing[at] = following[length]
        following[length] = at
    found, at = [], 0
    while at < len(runs):
        if at in closing:
            found.append((runs[at][0], runs[closing[at]][1]))
            at = closing[at]
        at += 1
    return found


class _Reader:
    """Turns the tokens of one document into blocks."""

    def __init__(self, texts: Sequence[str], numbers: Sequence[int], environment: dict[str, Any]) -> None:
        self.texts, self.numbers, self.environment = texts, numbers, environment
        self.inlines: list[tuple[Block, Token]] = []
        self.tables: list[tuple[Block, Sequence[Token]]] = []

    def tree(self, tokens: Sequence[Token]) -> Block:
        root = Block("document", 1, max(self.numbers, default=1))
        stack = [root]
        at = 0
        while at < len(tokens):
            token = tokens[at]
            name, _, end = token.type.rpartition("_")
            if token.type == "table_open":
                closing = next(later for later in range(at, len(tokens)) if tokens[later].type == "table_close")
                stack[-1].children.append(self.table(tokens[at:closing]))
                at = closing
            elif end == "open":
                block = self.block(BLOCKS[name], token)
                stack[-1].children.append(block)
                stack.append(block)
            elif end == "close":
                stack.pop()
            elif token.type == "inline":
                stack[-1].text = token.content
                self.inlines.append((stack[-1], token))
            elif token.type == "hr" and token.markup[0] == "_" and stack[-1].kind == "item":  # room to write
                first, last = self.lines(token.map)
                stack[-1].children.append(Block("paragraph", first, last, token.markup[1:], (Inline("text", token.markup[1:]),)))
            else:
                stack[-1].children.append(self.block(BLOCKS[token.type], token))
            at += 1
        self.add_rest(root)
        return root

    def block(self, kind: BlockKind, token: Token) -> Block:
        first, last = self.lines(token.map)
        block = Block(kind, first, last, token.content, info=token.info.strip())
        match kind:
            case "heading":
                block.level = int(token.tag[1:])
            case "numbers":
                block.level = int(token.attrs.get("start", 1))
            case "item":
                block.box, block.info = token.meta.get("box"), token.info or token.markup
            case "admonition":
                block.spans = spans_of(token.meta["title"]) if token.meta["title"] else ()
                block.children += [Block("marker", self.numbers[line], self.numbers[line]) for line in token.meta["marks"]]
            case "code" | "fence":
                block.text = token.content.removesuffix("\n")
        return block

    def lines(self, span: list[int] | None) -> tuple[int, int]:
        """Return the first and the last source line of some texts, without blank ones around."""
        first, end = span or (0, 0)
        end = min(end, len(self.texts))
        while end > first + 1 and not self.texts[end - 1].strip():
            end -= 1
        while first < end - 1 and not self.texts[first].strip():
            first += 1
        return self.numbers[first], self.numbers[max(first, end - 1)]

    def add_spans(self) -> None:
        """Add the spans of all texts to the tree."""
        for block, token in self.inlines:
            block.spans = self.spans(token)
        for table, tokens in self.tables:
            table.rows = self.rows(tokens, with_spans=True)
        self.inlines.clear()
        self.tables.clear()

    def spans(self, token: Token) -> tuple[Inline, ...]:
        """Return the spans of a text. Its tokens are not kept, because they need much memory."""
        parser = _parser()
        token.children = parser.inline.parse(token.content, parser, self.environment, [])
        if len(token.children) > 1:
            text_join(StateCore("", parser, self.environment, [token]))
        found, token.children = _spans(token.children), None
        return found

    def table(self, tokens: Sequence[Token]) -> Block:
        table = self.block("table", tokens[0])
        table.rows = self.rows(tokens, with_spans=False)
        self.tables.append((table, tokens))
        return table

    def rows(self, tokens: Sequence[Token], *, with_spans: bool) -> tuple[SourceRow, ...]:
        rows = []
        row: list[Token] = []
        for token in tokens:
            if token.type == "tr_open":
                row, start = [], (token.map or [0, 0])[0]
            elif token.type == "inline":
                row.append(token)
            elif token.type == "tr_close":
                rows.append(self.row(start, row, with_spans=with_spans))
        return tuple(rows)

    def row(self, line: int, tokens: Sequence[Token], *, with_spans: bool) -> SourceRow:
        raw = cells_of(CONTAINER_MARKS.sub("", self.texts[line], count=1), len(tokens))
        if len(raw) == len(tokens) and all(text == token.content for text, token in zip(raw, tokens, strict=True)):
            return SourceRow(self.numbers[line], raw, tuple(self.spans(token) if with_spans else () for token in tokens))
        parser = _parser()
        inlines = [parser.parseInline(text, self.environment)[0] for text in raw]
        return SourceRow(self.numbers[line], raw, tuple(_spans(inline.children or ()) for inline in inlines))

    def add_rest(self, root: Block) -> None:
        """Add a block for each line that the parser has no token for: definitions of links, and markers of lists without a text."""
        covered = {line for leaf in leaves(root) for line in leaf.lines}
        references = [*self.environment.get("references", {}).values(), *self.environment.get("duplicate_refs", ())]
        defined = {self.numbers[line] for one in references for line in range(*one["map"])}
        rest = []
        for text, number in zip(self.texts, self.numbers, strict=True):
            if number in covered or not text.strip():
                continue
            kind: BlockKind = "reference" if number in defined else "marker" if MARKERS.match(text) else "paragraph"
            spans = (Inline("text", text.strip()),) if kind == "paragraph" else ()
            rest.append(Block(kind, number, number, text.strip(), spans))
        if rest:
            root.children = sorted([*root.children, *rest], key=lambda block: block.first)


def _spans(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    stack: list[list[Inline]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if end == "open" and name in SPANS:
            opened.append(token)
            stack.append([])
        elif end == "close" and name in SPANS:
            inner, opening = tuple(stack.pop()), opened.pop()
            stack[-1].append(Inline(SPANS[name], str(opening.attrs.get("title", "")), str(opening.attrs.get("href", "")), inner))
        elif token.type == "image":
            title = str(token.attrs.get("title", ""))
            words = f"{token.content} ({title})" if title and title not in token.content else token.content
            stack[-1].append(Inline("image", words, str(token.attrs.get("src", ""))))
        elif token.type in ("softbreak", "hardbreak"):
            stack[-1].append(Inline("line" if token.type == "softbreak" else "break"))
        elif token.type == "code_inline":
            stack[-1].append(Inline("code", token.content))
        elif token.content:
            is_html = token.type == "html_inline"
            stack[-1].append(Inline("html", token.content) if is_html else Inline("text", with_signs(token.content)))
    return tuple(stack[0])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_NESTED, "store_labels": True}).enable(["table", "strikethrough"])
    # A target that the parser thinks unsafe is kept as text later. Decoding is undone, so that addresses stay as typed.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("fence", "admonition", _admonition, interrupting)
    parser.block.ruler.before("fence", "colons", _colons, interrupting)
    return take_literal_texts(parser)


def _take_boxes(tokens: Sequence[Token]) -> None:
    """Take the box from the text of each list item, before it can be read as the label of a link."""
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            task = TASK.match(inline.content)
            if task:
                item.meta["box"] = (task[1] or task[2]).lower()
                inline.content = inline.content[task.end() :]


def _begins(state: StateBlock, line: int, characters: str) -> bool:
    """Whether a line that is not code begins with one of some characters."""
    at = state.bMarks[line] + state.tShift[line]
    return at < state.eMarks[line] and state.src[at] in characters and not state.is_code_block(line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the signature that markdown-it calls
    """Read `[^label]: text` up to the next blank line or the next definition."""
    if not _begins(state, start, "["):
        return False
    match = FOOTNOTE.match(_line(state, start))
    if not match:
        return False
    if silent:
        return True
    texts = [_line(state, start)[match.end() :]]
    line = start + 1
    silent = True
    ending = state.md.block.ruler.getRules("paragraph")
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if any(rule(state, line, end, silent) for rule in ending):
            break
        texts.append(_line(state, line))
        line += 1
    token = state.push("footnote_open", "", 1)
    token.info, token.map = match[1], [start, line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = "\n".join(texts).strip(), [start, line], []
    state.push("footnote_close", "", -1)
    state.line = line
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read `!!! kind "title"`, `??? kind` and `=== "title"`, each with indented lines below. A title may have no quotes."""
    if not _begins(state, start, "!?="):
        return False
    text = _line(state, start)
    match = ADMONITION.match(text)
    if not match or not (match[1] or match[3]):
        return False
    if silent:
        return True
    title = match[3] if match[3] is not None else " ".join(word for word in (match[2] or "").split() if word not in LOOKS)
    line = last = start + 1
    indent = state.sCount[start] + 4
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        if not state.isEmpty(line - 1):
            last = line
    _push_admonition(state, ("===" if text.startswith("===") else match[1] or "note", title), (start, last), (start,), indent)
    return True


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read `:::kind title` up to a line with as many colons."""
    if not _begins(state, start, ":"):
        return False
    match = COLONS.match(_line(state, start))
    if not match:
        return False
    closing = re.compile(rf":{{{len(match[1])},}}[ \t]*\Z")
    ends = _ends_in_colons(state)
    line = next((one for one in ends[bisect_right(ends, start) : bisect_left(ends, end)] if closing.match(_line(state, one))), end)
    if line >= end or any(state.sCount[one] < state.blkIndent for one in range(start + 1, line + 1)):
        return False
    if silent:
        return True
    title = match[3].strip("[]")
    _push_admonition(state, (match[2], title), (start, line), (start, line), state.blkIndent)
    state.line = line + 1
    return True


def _ends_in_colons(state: StateBlock) -> list[int]:
    """Return the lines of a document that end in colons. They are looked up once, because many lines may begin with colons."""
    if "ends_in_colons" not in state.env:
        lines = enumerate(zip(state.bMarks, state.eMarks, strict=True))
        state.env["ends_in_colons"] = [line for line, (start, end) in lines if state.src[start:end].rstrip(" \t").endswith(":::")]
    found: list[int] = state.env["ends_in_colons"]
    return found


def _push_admonition(state: StateBlock, named: tuple[str, str], lines: tuple[int, int], marks: tuple[int, ...], indent: int) -> None:
    start, last = lines
    token = state.push("admonition_open", "", 1)
    token.info, token.map = named[0].lower(), [start, max(last, marks[-1] + 1)]
    token.meta = {"title": named[1], "marks": marks}
    kept = state.lineMax, state.parentType, state.blkIndent
    state.lineMax, state.parentType, state.blkIndent = last, "blockquote", indent
    state.md.block.tokenize(state, start + 1, last)
    state.lineMax, state.parentType, state.blkIndent = kept
    state.push("admonition_close", "", -1)
    state.line = last
