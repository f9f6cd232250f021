"""The markup of a writer's text as HTML: code spans and links, and nothing else. The one module that knows markdown-it."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from generator.text.inline_markup import CodeSpan, InlineLink, Part, is_link_target

AUTOLINK = re.compile(r"<([a-z]+:[^\s<>]*)>", re.IGNORECASE)
MARKS = re.compile(r"[`\[<]")
CACHED_TEXTS = 65536


@lru_cache(maxsize=CACHED_TEXTS)
def render_inline(text: str) -> Markup:
    """Balanced code spans, `[label](url)` and `<url>` as HTML; all else literal. Urls are http, https, mailto and tel only."""
    if MARKS.search(text) is None:
        return escape(text)
    (inline,) = PARSER.parseInline(text)
    return Markup("").join(_html(token) for token in inline.children or ())


def _html(token: Token) -> Markup:
    if token.type == "code_inline":
        return Markup("<code>{}</code>").format(token.content)
    if token.type == "link_open":
        return Markup('<a href="{}">').format(token.attrs["href"])
    if token.type == "link_close":
        return Markup("</a>")
    return escape(token.content)


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature that markdown-it calls
    """`[label](url)`: no titles, no escapes, no references, an url that stands on the list of schemes as it was typed."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos + 1
    end = state.md.helpers.parseLinkLabel(state, state.pos, disableNested=True)
    if end <= start or state.src[end + 1 : end + 2] != "(":
        return False
    target = state.md.helpers.parseLinkDestination(state.src, end + 2, state.posMax)
    url = state.src[end + 2 : target.pos]
    if not target.ok or state.src[target.pos : target.pos + 1] != ")" or not is_link_target(url):
        return False
    if "<" in state.src[start:end] and _has_link(state.md.parseInline(state.src[start:end])):
        return False
    if not silent:
        outer, state.pos, state.posMax = state.posMax, start, end
        state.push("link_open", "a", 1).attrs = {"href": url}
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = outer
    state.pos = target.pos + 1
    return True


def _has_link(tokens: list[Token]) -> bool:
    return any(child.type == "link_open" for token in tokens for child in token.children or ())


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature that markdown-it calls
    """`<url>` with an url that stands on the list of schemes."""
    match = AUTOLINK.match(state.src, state.pos, state.posMax)
    if match is None or not is_link_target(match[1]):
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": match[1]}
        state.push("text", "", 0).content = match[1]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.inline.ruler.enable("backticks")
    parser.inline.ruler.push("link", _link)
    parser.inline.ruler.push("autolink", _autolink)
    return parser


PARSER = _parser()


def html_of(parts: tuple[Part, ...]) -> Markup:
    """The parts of a text as HTML."""
    return Markup("").join(_part(part) for part in parts)


def _part(part: Part) -> Markup:
    if isinstance(part, InlineLink):
        return Markup('<a href="{}">{}</a>').format(part.url, html_of(part.label))
    return Markup("<code>{}</code>").format(part.text) if isinstance(part, CodeSpan) else escape(part.text)
