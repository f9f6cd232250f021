"""Reads Markdown as GitHub does, for tests: a parser with tables and strokes, raw HTML let through, and what a reader sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.text.inline_markup import CodeSpan, InlineLink, Part, Text

# HTML is on, so that an escape that was forgotten shows itself as a token of HTML.
PARSER = MarkdownIt("commonmark", {"html": True, "strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
# The parser checks targets itself and would hide an unsafe link by showing its text.
PARSER.validateLink = lambda url: True  # type: ignore[method-assign]
# What the parser leaves out of GitHub's dialect: bare addresses become links, escapes in them and all.
BARE_LINK = re.compile(r"(?:https?|ftp)://[^\s<]+|(?<![^\s*_~(])www\.[^\s<]+", re.IGNORECASE)


def tokens(markdown: str) -> list[Token]:
    return PARSER.parse(markdown)


def parts_of(inline: Token) -> tuple[Part, ...]:
    """The parts of one inline token; emphasis that a template adds is passed over.

    Fails for anything else that a text may not become.
    """
    return joined(_parts(inline.children or []))


def _parts(children: Sequence[Token]) -> Iterable[Part]:
    at = 0
    while at < len(children):
        token = children[at]
        if token.type in ("text", "text_special"):
            yield Text(token.content)
        elif token.type == "softbreak":
            yield Text("\n")
        elif token.type == "code_inline":
            yield CodeSpan(token.content)
        elif token.type == "link_open":
            closing = next(later for later in range(at, len(children)) if children[later].type == "link_close")
            label = tuple(part for part in joined(_parts(children[at + 1 : closing])) if not isinstance(part, InlineLink))
            yield InlineLink(str(token.attrs["href"]), label)
            at = closing
        elif token.type not in ("strong_open", "strong_close", "em_open", "em_close"):
            raise AssertionError(f"a text became {token.type}: {token.content}")
        at += 1


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with adjacent literal texts made one."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + part.text)
        elif part != Text(""):
            joined.append(part)
    return tuple(joined)


def as_read(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with targets as an address bar shows them: the parser encodes what stands in them."""
    return tuple(InlineLink(unquote(part.url), part.label) if isinstance(part, InlineLink) else part for part in parts)


def bare_links(markdown: str) -> list[str]:
    """The addresses that GitHub would make links of, as written."""
    return BARE_LINK.findall(re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)|<[^ >]+>|\]\([^ ]*\)", " ", markdown))


def boxes_of(parsed: Sequence[Token]) -> int:
    """How many list items begin with a box that is open, as GitHub counts tasks."""
    found = 0
    for item, paragraph, inline in zip(parsed, parsed[1:], parsed[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and re.match(r"\[ \]\s", inline.content):
            found += 1
    return found
