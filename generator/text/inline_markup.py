"""What is markup in a writer's text: code spans, strong text, and http, https, mailto and tel links; everything else is literal.

The only module that imports markdown-it, and that late: most texts have no mark in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text: no character of it means anything."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A code span, without its backticks."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link; `label` is what the reader sees and never holds a link itself, within strong text neither."""

    url: str
    label: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong text, without its stars; there is no other strong text in it, but for that in the label of a link."""

    parts: tuple[Part, ...]


Part = Text | CodeSpan | InlineLink | Strong

LINK_TARGET = re.compile(
    r"""(?:https?://[^\s/?\#<>"`\\\x00-\x20\x7f][^\s<>"`\\\x00-\x20\x7f]*
        |mailto:[^\s<>"`\\\x00-\x20\x7f]+
        |tel:[+0-9][-0-9().;=A-Za-z+]*)""",
    re.IGNORECASE | re.VERBOSE,
)
AUTOLINK = re.compile(r"<([a-z]+:[^\s<>]*)>", re.IGNORECASE)
# Addresses whose beginning is broken, such as `http:/example.org`, `https//example.org` and `htp://example.org`.
BROKEN = r"\bhttps?:/(?!/)\S*|\bhttps?//\S+|\bhttps?:///\S*|\bhttps?://(?=[\s)\]>,.]|\Z)|\b(?:htt?|htpp?|hhttp|htttp|ttp)s?://\S*"
BROKEN_ADDRESS = re.compile(BROKEN, re.IGNORECASE)
MEANT_AS_LINK = re.compile(
    rf"(?:\[[^\[\]\n]*)?\]\((?:[^()\s]*\)?)|<(?:[a-z][a-z0-9+.-]*:/*[^\s<>]*|www\.[^\s<>]+)>|{BROKEN}", re.IGNORECASE
)
# Without one of these, a text is literal.
MARK = re.compile(r"[`<]|\]\(|\*\*")


def is_link_target(url: str) -> bool:
    """Whether a text may stand behind a link: http and https with a host, mailto, tel; no spaces, quotes, angle brackets, backslashes."""
    return LINK_TARGET.fullmatch(url) is not None


@lru_cache(maxsize=65536)
def parse_inline(text: str) -> tuple[Part, ...]:
    """The parts of a text, in order; adjacent literal text is one part.

    Code spans follow CommonMark: a run of backticks closes with the next run of the same length, and binds tighter than anything else.
    Links are `[label](url)` and `<url>`, where the label is not empty and holds no link, and the url's round brackets are balanced; they
    bind tighter than strong text. Strong text is between two stars on either side, which open and close as in CommonMark; two stars that
    close go with the nearest two that open. Any other number of stars is literal.
    There are no escapes, no titles and no references: a backslash is a backslash.
    """
    if MARK.search(text) is None:
        return (Text(text),) if text else ()
    parser = _parser()
    return _parts(parser.inline.parse(text, parser, {"openers": []}, []))


def plain_text(text: str) -> str:
    """The text as the reader sees it: without backticks, stars of strong text and targets of links."""
    return plain_text_of(parse_inline(text))


def plain_text_of(parts: Iterable[Part]) -> str:
    """Parts of a text as the reader sees them."""
    return "".join(map(_shown, parts))


def malformed_links_in(text: str, *, marks: bool = True) -> tuple[str, ...]:
    """What was meant as a link and is none, as it is written: a broken address, or with `marks` the marks of a link around what is none.

    What stands in code spans and in links is no such thing, but for a mail address without its `@`.
    """
    if not marks:
        return tuple(match[0] for match in BROKEN_ADDRESS.finditer(text))
    if ":" not in text and "](" not in text and "//" not in text and "www." not in text:
        return ()
    parts = [one for part in parse_inline(text) for one in (part.parts if isinstance(part, Strong) else (part,))]
    found = [part.url for part in parts if isinstance(part, InlineLink) and part.url.lower().startswith("mailto:") and "@" not in part.url]
    for part in parts:
        if isinstance(part, Text):
            found += [match[0] for match in MEANT_AS_LINK.finditer(part.text)]
    return tuple(found)


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with adjacent literal texts made one."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + part.text)
        else:
            found.append(part)
    return tuple(found)


def _shown(part: Part) -> str:
    match part:
        case InlineLink(label=inner) | Strong(parts=inner):
            return plain_text_of(inner)
    return part.text


def _parts(tokens: Iterable[Token]) -> tuple[Part, ...]:
    """The parts that tokens make; two stars that close make strong text of all since the last two that open."""
    found: list[Part] = []
    opening = None
    for token in tokens:
        if opening is not None and token.meta.get("closes"):
            found[opening:] = [Strong(joined(found[opening + 1 :]))]
            opening = None
            continue
        if token.meta.get("opens"):
            opening = len(found)
        found.append(_part(token))
    return joined(found)


def _part(token: Token) -> Part:
    match token.type:
        case "code_inline":
            return CodeSpan(token.content)
        case "link":
            return InlineLink(token.content, _parts(token.children or ()))
    return Text(token.content)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable("backticks")
    for rule in (_stars, _opening_bracket, _closing_bracket, _autolink):
        parser.inline.ruler.push(rule.__name__, rule)
    return parser


def _stars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001 - the signature that markdown-it calls
    """A run of stars. Two may open or close strong text; which of them do is known once all links are."""
    if state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, canSplitWord=True)
    token = state.push("stars", "", 0)
    token.content = "*" * run.length
    token.meta = {"opens": run.can_open, "closes": run.can_close} if run.length == 2 else {}
    state.pos += run.length
    return True


def _opening_bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """An opening bracket; the state remembers where the label would begin that it opens."""
    if state.src[state.pos] != "[":
        return False
    state.push("bracket", "", 0).content = "["
    state.env["openers"].append(len(state.tokens))
    state.pos += 1
    return True


def _closing_bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """The end of `[label](url)`: no titles, no escapes, no references, an url on the list of schemes as it was typed."""
    if state.src[state.pos] != "]" or not state.env["openers"]:
        return False
    label = state.env["openers"].pop()
    start = state.pos + 2
    if not state.src.startswith("](", state.pos):
        return False
    target = state.md.helpers.parseLinkDestination(state.src, start, state.posMax)
    url = state.src[start : target.pos]
    if state.pending:
        state.pushPending()
    if not target.ok or not state.src.startswith(")", target.pos) or not is_link_target(url) or label == len(state.tokens):
        return False
    del state.tokens[label - 1]
    _push_link(state, url, label - 1)
    state.pos = target.pos + 1
    return True


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """`<url>` with an url on the list of schemes."""
    match = AUTOLINK.match(state.src, state.pos)
    if match is None or not is_link_target(match[1]):
        return False
    state.push("text", "", 0).content = match[1]
    _push_link(state, match[1], len(state.tokens) - 1)
    state.pos = match.end()
    return True


def _push_link(state: StateInline, url: str, start: int) -> None:
    """Make the label of a link of all tokens from `start` on. Brackets that opened before it open no link any more."""
    label = state.tokens[start:]
    del state.tokens[start:]
    link = state.push("link", "", 0)
    link.content, link.children = url, label
    state.env["openers"].clear()
