"""What a block is meant as: a list of boxes, steps, a table of items, a table of contents, a lead, a shell command."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from generator.imports.blocks import Block, Inline, SourceRow, plain
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS

PURE_BOX = re.compile(rf"(?:\\?\[[ xX\u00a0]?\\?\]|[{OPEN_SIGNS}{TICKED_SIGNS}])\ufe0f?\Z")
STATE = re.compile(r"[✅❌✔✓✗✘⛔🚫🟢🔴🟡⚪]\ufe0f?")  # a column with these says what is so, not what is to do
TICKED_CELL = re.compile(r"\\?\[[xX]|[☑☒🗹]")
ROOM = re.compile(r"(?:\\?[_.…]){3,}\Z")
LETTER = re.compile(r"[^\W\d_]")
SHELL_NAMES = "bash sh shell console zsh fish ksh terminal cmd powershell ps1 pwsh bat shell-session sh-session"
SHELLS = frozenset(SHELL_NAMES.split())
COLON = (":", "：")
CONTENTS_MARK = re.compile(r"\[{1,2}_?toc_?\]{1,2}|\{:toc\}|@\[toc\]", re.IGNORECASE)
BADGE = re.compile(r"https?://[^/]*(?:shields\.io|badge|badgen|codecov|coveralls|travis-ci)|https?:.*\bbadges?\b")
MOST_LEAD = 120
BEFORE_NOUNS = (
    "a an the this these that my your our its all any some one two three ein eine einen der die das den un una uno unos unas el la "
    "los las une le les des um uma umas os as"
)
ARTICLES = frozenset(BEFORE_NOUNS.split())
WORD = re.compile(r"[^\W\d_]+")


def has_boxes(block: Block) -> bool:
    """Whether a block has an item with a box, or is a table whose rows have boxes."""
    if block.kind == "table":
        return box_columns(block) != ()
    return is_task(block) or any(map(has_boxes, block.children))


def is_task(item: Block) -> bool:
    """Whether an item has a box and a text."""
    return item.box is not None and bool(item.children) and item.children[0].kind == "paragraph" and bool(plain(item.children[0].spans))


def box_columns(table: Block) -> tuple[int, ...]:
    """Return the columns of a table in which a row that says something has only a box. Empty: the rows are no items."""
    rows = [row for row in table.rows[1:] if any(_says(cell) for cell in row.raw)]
    states = {at for row in rows for at, cell in enumerate(row.raw) if STATE.match(cell.strip())}
    found = sorted({at for row in rows for at, cell in enumerate(row.raw) if PURE_BOX.match(cell.strip())} - states)
    with_box = sum(1 for row in rows if any(PURE_BOX.match(cell.strip()) for at, cell in enumerate(row.raw) if at in found))
    return tuple(found) if rows and with_box * 2 >= len(rows) else ()


def is_row_item(row: SourceRow) -> bool:
    """Whether a row of a table with boxes is an item: it has a box and says something."""
    return any(PURE_BOX.match(cell.strip()) for cell in row.raw) and any(_says(cell) for cell in row.raw)


def _says(cell: str) -> bool:
    text = cell.strip()
    return bool(LETTER.search(text)) and not PURE_BOX.match(text) and not ROOM.match(text)


def is_steps(block: Block) -> bool:
    """Whether a numbered list is a procedure. It is not if it enumerates things, or if all its items are only links."""
    items = [item for item in block.children if item.children and item.children[0].kind == "paragraph" and _says_more(item.children[0])]
    if block.kind != "numbers" or len(items) < 2:
        return False
    texts = [item.children[0] for item in items]
    if all(_only_link(text.spans) for text in texts):
        return False
    firsts = [(match[0].lower() if (match := WORD.search(plain(text.spans))) else "") for text in texts]
    return not all(word in ARTICLES for word in firsts)


def _says_more(paragraph: Block) -> bool:
    """Whether a paragraph has words, and is not only room to write."""
    words = plain(paragraph.spans)
    return words != "" and not ROOM.match(words)


def _only_link(spans: Sequence[Inline]) -> bool:
    rest = [
        span
        for span in _unmarked(spans)
        if span.kind not in ("line", "break", "html") and (span.kind != "text" or span.text.strip(" .,;-–—"))
    ]
    return len(rest) == 1 and rest[0].kind == "link"


def _unmarked(spans: Sequence[Inline]) -> Iterator[Inline]:
    """Yield the spans of a text without bold and emphasised text around them."""
    for span in spans:
        if span.kind in ("strong", "emphasis"):
            yield from _unmarked(span.spans)
        else:
            yield span


def is_way_back(block: Block, tops: Collection[str]) -> bool:
    """Whether a paragraph is only a link back to the start or to the table of contents."""
    if block.kind != "paragraph" or not _only_link(block.spans):
        return False
    return all(unquote(span.url).lower() in tops for span in _unmarked(block.spans) if span.kind == "link")


def is_badges(block: Block) -> bool:
    """Whether a paragraph has only badges: pictures of the web that lead somewhere, or that show a state."""
    if block.kind != "paragraph":
        return False
    spans = [
        span for span in _unmarked(block.spans) if span.kind not in ("line", "break", "html") and (span.kind != "text" or span.text.strip())
    ]
    return bool(spans) and all(map(_is_badge, spans))


def _is_badge(span: Inline) -> bool:
    if span.kind == "link":
        inside = [one for one in span.spans if one.kind != "text" or one.text.strip()]
        return bool(inside) and all(one.kind == "image" and one.url.startswith(("https:", "http:")) for one in inside)
    return span.kind == "image" and BADGE.search(span.url) is not None


def is_contents(block: Block) -> bool:
    """Whether a list is a table of contents: it has only links to places in the document. So is the mark from which one is made."""
    if block.kind == "paragraph":
        return CONTENTS_MARK.fullmatch(plain(block.spans)) is not None
    if block.kind not in ("bullets", "numbers"):
        return False
    links = [*_contents_links(block)]
    return len(links) > 1 and all(links)


def _contents_links(block: Block) -> Iterator[bool]:
    for item in block.children:
        if item.box is not None:
            yield False
        for child in item.children:
            if child.kind == "paragraph":
                yield _only_link(child.spans) and all(span.url.startswith("#") for span in _unmarked(child.spans) if span.kind == "link")
            elif child.kind in ("bullets", "numbers"):
                yield from _contents_links(child)
            else:
                yield False


def lead_title(block: Block) -> str:
    """Return the title that a paragraph gives to the list below it; empty if it is not a lead.

    A lead is one bold text, perhaps with a sign, or ends with a colon.
    """
    if block.kind != "paragraph" or block.first != block.last:
        return ""
    words = plain(block.spans)
    strong = [span for span in block.spans if span.kind == "strong"]
    others = "".join(plain([span]) for span in block.spans if span.kind != "strong")
    if len(words) <= MOST_LEAD and (
        words.endswith(COLON) or (len(strong) == 1 and not LETTER.search(others) and not re.search(r"\d", others))
    ):
        return words.rstrip(":： ")
    return ""


def is_shell(block: Block) -> bool:
    """Whether a block is a command for a shell; code without a language is one if it does not look like something else."""
    if block.kind not in ("fence", "code") or not block.text.strip():
        return False
    language = block.info.partition(" ")[0].strip("{}.").lower()
    if language:
        return language in SHELLS
    return looks_like_commands(block.text)


def looks_like_commands(text: str) -> bool:
    """Whether the first line of code without a language begins as a command does, with a word in letters from a to z."""
    lines = [line for line in text.split("\n") if line.strip()]
    if any(re.search(r"[─│┌└├╔║→←↓↑▶▼]|-->|==>|\|\s.*\s\|", line) for line in lines) or text.lstrip()[:1] in "{[<|+\"'":
        return False
    first = next((line.strip() for line in lines if not line.lstrip().startswith("#")), "")
    is_command = re.match(r"(?:[$%>] ?)?(?:sudo |[A-Z_]+=\S* )*[./~\w@-][\w./~@-]*(?:\s|\Z)", first, re.ASCII) is not None
    return is_command and not re.match(
        r"(?:-|\d+[.)])\s|[^\n:]{1,40}:\s|[A-Z][a-z]*,? [a-z]", first
    )  # an item, a key with its value, or a sentence
