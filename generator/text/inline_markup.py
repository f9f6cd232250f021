"""Parse the markup of a writer's text: code spans, strong text, and links. The rest is literal.

Links lead to web, mail and phone addresses, or inside: to an entry, such as `procedures.roll-back`, to another system, such as
`variant:billing/rollback`, or to a file of the system, such as `files/form.pdf`.

markdown-it is imported with the first use, because most texts contain no markup. `prose_markup` parses prose, which has more markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text without markup."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A code span, without its backticks."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link. `label` is what the reader sees; it never contains another link."""

    url: str
    label: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong text, without its stars. It contains no other strong text, except in the label of a link."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class InnerLink:
    """A link that leads inside, resolved: `target` is a path from the root of the site, with an anchor if it has one.

    On paper, `here` and `away` say after the label where its target is: on the sheet `sheet`, and on all other sheets.
    """

    target: str
    label: tuple[Part, ...]
    sheet: str = ""
    here: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text, without its stars or underscores. Only prose has it."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line within a paragraph. Only prose has it."""


@dataclass(frozen=True, slots=True)
class Room:
    """Room to write on, with the underscores as typed. Only prose has it."""

    text: str


Part = Text | CodeSpan | InlineLink | InnerLink | Strong | Emphasis | LineBreak | Room

LINK_TARGET = re.compile(
    r"""(?:https?://[^\s/?\#<>"`\\\x00-\x20\x7f][^\s<>"`\\\x00-\x20\x7f]*
        |mailto:[^\s<>"`\\\x00-\x20\x7f]+
        |tel:[+0-9][-0-9().;=A-Za-z+]*)""",
    re.IGNORECASE | re.VERBOSE,
)
SYSTEM = "variant:"
FILES = "files/"
ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
ADDRESS = rf"{ID}(?:(?:\.{ID})+|(?:/{ID})+)"
INNER_TARGET = re.compile(rf"""{SYSTEM}{ID}(?:/{ID})?(?:\#{ADDRESS})?|{FILES}[^\s<>"`\\\x00-\x20\x7f]+|{ADDRESS}""")
AUTOLINK = re.compile(r"<([a-z]+:[^\s<>]*)>", re.IGNORECASE)
# Web addresses with a broken beginning, such as `http:/example.org`, `https//example.org` and `htp://example.org`.
BROKEN = r"\bhttps?:/(?!/)\S*|\bhttps?//\S+|\bhttps?:///\S*|\bhttps?://(?=[\s)\]>,.]|\Z)|\b(?:htt?|htpp?|hhttp|htttp|ttp)s?://\S*"
BROKEN_ADDRESS = re.compile(BROKEN, re.IGNORECASE)
MEANT_AS_LINK = re.compile(
    rf"(?:\[[^\[\]\n]*)?\]\((?:[^()\s]*\)?)|<(?:[a-z][a-z0-9+.-]*:/*[^\s<>]*|www\.[^\s<>]+)>|{BROKEN}", re.IGNORECASE
)
# A text without any of these marks is literal.
MARK = re.compile(r"[`<]|\]\(|\*\*")


def is_link_target(url: str) -> bool:
    """Whether a text may be the target of a link: http or https with a host, mailto, or tel; no spaces, quotes, `<`, `>`, backslashes."""
    return LINK_TARGET.fullmatch(url) is not None


def is_inner_target(target: str) -> bool:
    """Whether a text may be the target of a link inside: an address, a system or a file. Checks find out whether it leads anywhere."""
    return INNER_TARGET.fullmatch(target) is not None


@lru_cache(maxsize=1 << 18)
def parse_inline(text: str) -> tuple[Part, ...]:
    """Return the parts of a text, in order; adjacent literal texts are one part.

    Code spans follow CommonMark: a run of backticks ends at the next run of the same length. Code spans take precedence over everything.
    Links are `[label](url)`, `[label](target)` with a target inside, and `<url>`. The label is not empty and contains no link; round
    brackets in the url are balanced. Links take precedence over strong text. Strong text is `**text**`; the stars open and close as in
    CommonMark, and two closing stars match the nearest two opening ones. Any other number of stars is literal.
    There are no escapes, titles or references: a backslash is a backslash.
    """
    if MARK.search(text) is None:
        return (Text(text),) if text else ()
    parser = _parser()
    return _parts(parser.inline.parse(text, parser, {"openers": []}, []))


def plain_text(text: str) -> str:
    """Return the text as the reader sees it: without backticks, stars of strong text and targets of links."""
    return plain_text_of(parse_inline(text))


def plain_text_of(parts: Iterable[Part]) -> str:
    """Return parts of a text as the reader sees them."""
    return "".join(map(_shown, parts))


def inner_targets_in(text: str) -> tuple[str, ...]:
    """Return the targets of the links in a text that lead inside, as written, each once."""
    if "](" not in text:
        return ()
    return tuple(dict.fromkeys(inner_targets_of(parse_inline(text))))


def inner_targets_of(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the targets of the links in some parts that lead inside."""
    for part in parts:
        if isinstance(part, Strong | Emphasis):
            yield from inner_targets_of(part.parts)
        elif isinstance(part, InlineLink) and is_inner_target(part.url):
            yield part.url


def without_links(text: str, targets: Iterable[str]) -> str:
    """Return a text in which the links to some targets are only their labels."""
    for target in targets:
        end = f"]({target})"
        while (at := text.find(end)) >= 0:
            start = _opening_of(text, at)
            text = text[:start] + text[start + 1 : at] + text[at + len(end) :]
    return text


def _opening_of(text: str, closing: int) -> int:
    """Return the index of the bracket that opens a label; the nearest one if the label has brackets in code."""
    depth = 0
    for at in range(closing - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[at], 0)
        if depth < 0:
            return at
    return max(text.rfind("[", 0, closing), 0)


def malformed_links_in(text: str, *, marks: bool = True) -> tuple[str, ...]:
    """Return the texts that were meant as links but are not valid, as written: broken web addresses and, with `marks`, invalid link markup.

    Code spans and links are not searched, except for mail links without an `@`.
    """
    if not marks:
        return tuple(match[0] for match in BROKEN_ADDRESS.finditer(text))
    if ":" not in text and "](" not in text and "//" not in text and "www." not in text:
        return ()
    parts = [one for part in parse_inline(text) for one in (part.parts if isinstance(part, Strong) else (part,))]
    found = [part.url for part in parts if isinstance(part, InlineLink) and part.url.lower().startswith("mailto:") and "@" not in part.url]
    found += [match[0] for part in parts if isinstance(part, Text) for match in MEANT_AS_LINK.finditer(part.text)]
    return tuple(found)


def address_on_paper(link: InlineLink) -> str:
    """Return what paper prints after the label, so that people can type or call it; empty if the label says it already."""
    address = re.sub("^(?:mailto|tel):", "", link.url, flags=re.IGNORECASE)
    label = plain_text_of(link.label)
    return "" if label in (link.url, address) or re.sub(r"[\s()/-]", "", label) == address else address


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts, with adjacent literal texts combined."""
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
        case InlineLink(label=inner) | InnerLink(label=inner) | Strong(parts=inner) | Emphasis(parts=inner):
            return plain_text_of(inner)
        case LineBreak():
            return " "
    return part.text


def _parts(tokens: Iterable[Token]) -> tuple[Part, ...]:
    """Return the parts of some tokens. Two closing stars turn everything since the last two opening ones into strong text."""
    found: list[Part] = []
    opening = None
    for token in tokens:
        if opening is not None and token.meta.get("closes"):
            found[opening:] = [Strong(joined(found[opening + 1 :]))]
            opening = None
            continue
        if token.meta.get("opens"):
            opening = len(found)
        if token.type == "link":
            found.append(InlineLink(token.content, _parts(token.children or ())))
        else:
            found.append(CodeSpan(token.content) if token.type == "code_inline" else Text(token.content))
    return joined(found)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable("backticks")
    for rule in (_stars, _opening_bracket, _closing_bracket, _autolink):
        parser.inline.ruler.push(rule.__name__, rule)
    return parser


def _stars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001 - the signature that markdown-it calls
    """Read a run of stars. Two stars may open or close strong text; `_parts` decides when all links are known."""
    if state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, canSplitWord=True)
    token = state.push("stars", "", 0)
    token.content = "*" * run.length
    token.meta = {"opens": run.can_open, "closes": run.can_close} if run.length == 2 else {}
    state.pos += run.length
    return True


def _opening_bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """Read an opening bracket. The state keeps the index of the label that may begin here."""
    if state.src[state.pos] != "[":
        return False
    state.push("bracket", "", 0).content = "["
    state.env["openers"].append(len(state.tokens))
    state.pos += 1
    return True


def _closing_bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """Read the end of `[label](url)`, with an allowed url or a target inside, as typed."""
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
    if not target.ok or not state.src.startswith(")", target.pos) or label == len(state.tokens):
        return False
    if not is_link_target(url) and not is_inner_target(url):
        return False
    del state.tokens[label - 1]
    _push_link(state, url, label - 1)
    state.pos = target.pos + 1
    return True


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """Read `<url>` with an allowed url."""
    match = AUTOLINK.match(state.src, state.pos)
    if match is None or not is_link_target(match[1]):
        return False
    state.push("text", "", 0).content = match[1]
    _push_link(state, match[1], len(state.tokens) - 1)
    state.pos = match.end()
    return True


def _push_link(state: StateInline, url: str, start: int) -> None:
    """Turn all tokens from `start` into the label of a link. Earlier opening brackets can no longer open a link."""
    label = state.tokens[start:]
    del state.tokens[start:]
    link = state.push("link", "", 0)
    link.content, link.children = url, label
    state.env["openers"].clear()
