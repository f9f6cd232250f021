"""Read Markdown as GitHub does: tables, strikethrough, raw HTML, and the text that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.text.inline_markup import CodeSpan, InlineLink, LineBreak, Part, Strong, Text, joined

# HTML is enabled so that a missing escape shows up as an HTML token.
PARSER = MarkdownIt("commonmark", {"html": True, "strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
# The parser checks link targets itself and would hide an unsafe link.
PARSER.validateLink = lambda url: True  # type: ignore[method-assign]
# A GitHub feature that the parser lacks: bare addresses become links, including escapes in them.
BARE_LINK = re.compile(r"(?:https?|ftp)://[^\s<]+|(?<![^\s*_~(])www\.[^\s<]+", re.IGNORECASE)


def tokens(markdown: str) -> list[Token]:
    return PARSER.parse(markdown)


def parts_of(inline: Token) -> tuple[Part, ...]:
    """Return the parts of one inline token; emphasis with one star, which only templates add, is ignored.

    Fails for any other token.

    """
    return joined(_parts(inline.children or []))


def _parts(children: Sequence[Token]) -> Iterable[Part]:
    at = 0
    while at < len(children):
        token = children[at]
        if token.type in ("text", "text_special"):
            yield from [Text(token.content)] if token.content else []
        elif token.type == "softbreak":
            yield Text("\n")
        elif token.type == "hardbreak":
            yield LineBreak()
        elif token.type == "image":
            yield Text(token.content)
        elif token.type == "code_inline":
            yield CodeSpan(token.content)
        elif token.type in ("link_open", "strong_open"):
            closing = next(later for later in range(at + 1, len(children)) if children[later].level == token.level)
            inner = joined(_parts(children[at + 1 : closing]))
            yield InlineLink(str(token.attrs["href"]), inner) if token.type == "link_open" else Strong(inner)
            at = closing
        elif (token.type, token.content) == ("html_inline", "<code>"):
            closing = next(later for later in range(at, len(children)) if children[later].content == "</code>")
            (code,) = joined(_parts(children[at + 1 : closing]))
            assert isinstance(code, Text)
            yield CodeSpan(code.text)
            at = closing
        elif token.type not in ("em_open", "em_close"):
            raise AssertionError(f"a text became {token.type}: {token.content}")
        at += 1


def in_place(parts: Iterable[Part], words: str, inner: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts with some plain text replaced by other parts."""
    made: list[Part] = []
    for part in parts:
        if isinstance(part, Text):
            first, *more = part.text.split(words)
            made += [Text(first), *(one for piece in more for one in (*inner, Text(piece)))]
        else:
            made.append(Strong(in_place(part.parts, words, inner)) if isinstance(part, Strong) else part)
    return joined(part for part in made if part != Text(""))


def as_read(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with decoded link targets, because the parser encodes them."""
    return tuple(map(_as_read, parts))


def _as_read(part: Part) -> Part:
    match part:
        case InlineLink(url, label):
            return InlineLink(unquote(url), as_read(label))
        case Strong(parts):
            return Strong(as_read(parts))
    return part


def bare_links(markdown: str) -> list[str]:
    """Return the addresses that GitHub would turn into links, as written."""
    return BARE_LINK.findall(re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)|<[^ >]+>|\]\([^ ]*\)", " ", markdown))


def boxes_of(parsed: Sequence[Token]) -> int:
    """Count the list items that begin with an open box, as GitHub counts tasks."""
    found = 0
    for item, paragraph, inline in zip(parsed, parsed[1:], parsed[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and re.match(r"\[ \]\s", inline.content):
            found += 1
    return found
