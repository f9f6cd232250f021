"""Parse prose: paragraphs, lists, code, tables, quotes and pictures, as GitHub reads Markdown.

What prose may not have becomes a problem with its position: headings, HTML, boxes and more. The tree then holds it as literal text, so
that no word is lost. `inline_markup` parses the texts of one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from generator.text.html_tags import is_html
from generator.text.inline_markup import inner_targets_in, is_inner_target, is_link_target
from generator.text.prose_literal import take_literal_texts
from generator.text.prose_reader import ProseReader
from generator.text.prose_tree import ParsedProse

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    InlineRule = Callable[[StateInline, bool], bool]
    BlockRule = Callable[[StateBlock, int, int, bool], bool]

NESTED = 16  # levels of lists and quotes within each other; a list takes two

FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)?")
OPEN_COMMENT = re.compile("<!--")
UNDERSCORES = re.compile(r"_{3,}")


def parse_prose(text: str) -> ParsedProse:
    """Return the tree of a text. A line break at its end, which blocks of YAML have, changes nothing.

    It is GitHub's Markdown: escapes and entities count, two spaces or a backslash at the end of a line break it, and other line breaks are
    spaces. Different are: three or more underscores outside a word are room to write; links lead to where `is_link_target` and
    `is_inner_target` allow, and others are literal, like bare web addresses; `<name>` is literal unless it is a tag of HTML.
    """
    return _parsed(text.removesuffix("\n"))


@lru_cache(maxsize=1 << 18)
def _parsed(text: str) -> ParsedProse:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parser = _parser()
    env: dict[str, Any] = {"tags": frozenset(re.findall(r"</([A-Za-z][A-Za-z0-9]*)", text.lower()))}
    reader = ProseReader(text)
    blocks = reader.blocks(iter(parser.parse(text, env)))
    reader.definitions(env)
    problems = sorted(reader.problems, key=lambda problem: (problem.start, problem.end))
    return ParsedProse(blocks, tuple(problems), tuple(reader.pieces))


def prose_targets_in(text: str) -> tuple[str, ...]:
    """Return the targets of the links and pictures of prose that lead inside, each once."""
    pieces = (piece.text for piece in parse_prose(text).pieces if piece.language is None)
    return tuple(dict.fromkeys(target for piece in pieces for target in inner_targets_in(piece)))


@cache
def _parser() -> MarkdownIt:
    """Return a parser for GitHub's Markdown that keeps the place of each part of a paragraph, and joins no texts."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
    parser.disable(["html_block", "fragments_join", "text_join"])
    parser.validateLink = _is_allowed  # type: ignore[method-assign]
    parser.normalizeLink = _as_typed  # type: ignore[method-assign]
    parser.normalizeLinkText = _as_typed  # type: ignore[method-assign,assignment]
    for block_rule in parser.block.ruler.__rules__:
        if block_rule.name == "hr":
            block_rule.fn = _rule_of_stars(block_rule.fn)
    parser.block.ruler.before("table", "nesting", _too_deep)
    for name, rule in (("room", _room), ("footnote", _literal("footnote", FOOTNOTE))):
        parser.inline.ruler.before("emphasis", name, rule)
    parser.inline.ruler.after("html_inline", "open_comment", _literal("comment", OPEN_COMMENT))
    parser.inline.ruler.after("image", "picture_target", _literal("picture-target", PICTURE))
    for inline_rule in parser.inline.ruler.__rules__:
        inline_rule.fn = _placed(inline_rule.fn)
    return take_literal_texts(parser)


def _as_typed(url: str) -> str:
    return url


def _is_allowed(url: str) -> bool:
    return is_link_target(url) or is_inner_target(url)


def _placed(rule: InlineRule) -> InlineRule:
    """Return a rule that also notes where its tokens begin and end. Literal text before them ends where they begin."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature that markdown-it calls
        at, pending, before = state.pos, len(state.pending), len(state.tokens)
        found = rule(state, silent)
        for token in state.tokens[before:] if found else ():
            if "at" not in token.meta:
                token.meta |= {"at": at - pending if pending and token is state.tokens[before] and token.type == "text" else at}
            token.meta.setdefault("end", state.pos)
            if token.type == "html_inline" and not is_html(token.content, state.env["tags"]):
                token.type = "text"
        return found

    return run


def _rule_of_stars(rule: BlockRule) -> BlockRule:
    """Return the rule for lines across the text without lines of underscores, which are room to write."""

    def run(state: StateBlock, first: int, behind: int, silent: bool) -> bool:  # noqa: FBT001
        return state.src[state.bMarks[first] + state.tShift[first]] != "_" and rule(state, first, behind, silent)

    return run


def _too_deep(state: StateBlock, first: int, behind: int, silent: bool) -> bool:  # noqa: FBT001
    """Read what is nested too deeply as one paragraph, because markdown-it would drop it."""
    if silent or state.level < NESTED:
        return False
    state.line = behind
    opening = state.push("paragraph_open", "p", 1)
    opening.map, opening.meta = [first, behind], {"problem": "nesting", "at": state.bMarks[first] + state.tShift[first]}
    inline = state.push("inline", "", 0)
    inline.map, inline.children = [first, behind], []
    inline.content = state.getLines(first, behind, state.blkIndent, keepLastLF=False).strip()
    state.push("paragraph_close", "p", -1)
    return True


def _room(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read three or more underscores that are not within a word, and that no underscore precedes."""
    match = UNDERSCORES.match(state.src, state.pos)
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if match is None or match.end() > state.posMax or (before.isalnum() and state.src[match.end() : match.end() + 1].isalnum()):
        return False
    if not silent:
        state.push("room", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _literal(kind: str, pattern: re.Pattern[str]) -> InlineRule:
    """Return a rule that keeps what matches a pattern as literal text, and notes it as a problem."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if not silent:
            token = state.push("text", "", 0)
            token.content, token.meta = match[0], {"problem": kind, "at": state.pos}
        state.pos = match.end()
        return True

    return run
