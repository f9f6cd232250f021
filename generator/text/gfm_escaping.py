"""Write texts as GitHub-flavoured Markdown, escaped so that the reader sees exactly the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from generator.text.inline_markup import (
    CodeSpan,
    Emphasis,
    InlineLink,
    InnerLink,
    LineBreak,
    Part,
    Room,
    Strong,
    Text,
    joined,
    parse_inline,
)
from generator.text.plain_lines import columns_of

ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
MARK = re.compile(r"\\|`|\*+|_+|~+|\[|\]|<|&|!|\$")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
TAG_OR_MAIL = re.compile(r"<(?:[A-Za-z/!?]|\S*@)")
TASK_OR_FOOTNOTE = re.compile(r"\[(?:[ xX]\]|\^)")
# Markup at the start of a line: headings, list items, quotes, fences, and the lines below headings and table heads.
START = re.compile(r"\A(?:([0-9]{1,9})(?=[.)](?: |\Z))|(?=#{1,6}(?: |\Z)|[-+](?: |\Z)|>|~{3}|=+\Z|[-:| ]*-[-:| ]*\Z))")
# A bare web address becomes a link, and an escape or markup after it would become part of the address.
BARE_WITH_ESCAPE = re.compile(r"(https?|ftp)(?=://\S*\\)|(www)(?=\.\S*\\)", re.IGNORECASE)
BARE_AT_END = re.compile(r"(https?|ftp)(?=://\S*\Z)|(www)(?=\.\S*\Z)", re.IGNORECASE)
WHITE_SPACE = re.compile(r"\s+")
# The first and last character of each kind of markup: they decide how the text beside it is escaped.
ENDS = {CodeSpan: "``", InlineLink: "[)", Strong: "**", Emphasis: "__", LineBreak: "\\", Room: "__"}
# What is at the ends of the line below the head of a column.
RULES = {"left": (":", ""), "center": (":", ":"), "right": ("", ":")}
CLOSING_HASHES = re.compile(r"(?:^|(?<= ))#+$")


@lru_cache(maxsize=65536)
def literal(text: str) -> str:
    """Return a text as literal Markdown on one line. Only characters that would be markup are escaped.

    The result can be used anywhere in a line, between white space or punctuation.
    """
    return _escaped(" ".join(text.split()), "", "")


@lru_cache(maxsize=65536)
def inline(text: str) -> str:
    """Return a writer's text as Markdown: code spans, strong text and links are markup, everything else is literal."""
    return markdown(parse_inline(" ".join(text.split())))


def markdown(parts: tuple[Part, ...]) -> str:
    """Return the parts of a text as one line of Markdown."""
    return _markdown(_on_one_line(parts))


def heading(line: str) -> str:
    """Return a line of Markdown for a heading. `#` characters at the end are escaped, because they would close the heading."""
    return CLOSING_HASHES.sub(r"\\\g<0>", line)


def cell(parts: tuple[Part, ...]) -> str:
    """Return the parts of a text as a table cell. `|` is escaped, because it ends a cell even inside code."""
    return _markdown(_on_one_line(parts), code=_code_in_cell).replace("|", "\\|")


def cell_of_line(text: str) -> str:
    """Return a plain line as a table cell."""
    return literal(text).replace("|", "\\|")


def table(rows: Sequence[Sequence[str]], alignment: Sequence[str] = ()) -> str:
    """Return rows of cells, the heads first, as a table whose columns are aligned in plain text too."""
    ends = [RULES.get(side, ("", "")) for side in alignment or [""] * len(rows[0])]
    least = [len(before + after) + 1 for before, after in ends]
    widths = [max(few, *map(columns_of, column)) for few, column in zip(least, zip(*rows, strict=True), strict=True)]
    padded = [[cell + " " * (columns - columns_of(cell)) for cell, columns in zip(row, widths, strict=True)] for row in rows]
    rule = [f"{before}{'-' * (columns - len(before + after))}{after}" for (before, after), columns in zip(ends, widths, strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (padded[0], rule, *padded[1:]))


def code_span(text: str) -> str:
    """Return a line as a code span, enclosed in more backticks than any run inside it has."""
    fence = "`" * (_longest_run(text) + 1)
    spaced = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    return f"{fence} {text} {fence}" if spaced or "`" in (text[:1], text[-1:]) else f"{fence}{text}{fence}"


def fenced(text: str, language: str = "") -> str:
    """Return lines as a fenced block without a final line feed. The fence has at least three backticks, and more than any run inside."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _on_one_line(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with all white space as single spaces, and none at the ends of the line."""
    found = list(_spaced(parts))
    if found and isinstance(first := found[0], Text) and first.text[:1].isspace():
        found[0] = Text(first.text.lstrip())
    if found and isinstance(last := found[-1], Text) and last.text[-1:].isspace():
        found[-1] = Text(last.text.rstrip())
    return tuple(found)


def _spaced(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    found: list[Part] = []
    for part in joined(parts):
        match part:
            case InlineLink(url, label):
                found.append(InlineLink(url, _spaced(label)))
            case InnerLink(label=label):  # sheets say in words where it leads; in other lines, such as those of records, it is its label
                found += _spaced(label)
            case Strong(inner):
                found.append(Strong(_spaced(inner)))
            case Emphasis(inner):
                found.append(Emphasis(_spaced(inner)))
            case LineBreak():
                found.append(part)
            case _ if part.text.isprintable() and "  " not in part.text:
                found.append(part)  # all its white space is single spaces
            case _:
                found.append(replace(part, text=WHITE_SPACE.sub(" ", part.text)))
    return joined(found)


def _code_in_cell(text: str) -> str:
    """Return code in a table cell. `|` after a backslash ends the cell even if escaped, unless the code is an HTML element."""
    return f"<code>{_escaped(text, '>', '<', label=True)}</code>" if "\\|" in text else code_span(text)


def _markdown(
    parts: tuple[Part, ...], before: str = "", after: str = "", *, label: bool = False, code: Callable[[str], str] = code_span
) -> str:
    """Return the Markdown of parts between the characters `before` and `after`, which are empty at the start and end of a line."""
    found = []
    for at, part in enumerate(parts):
        match part:
            case CodeSpan(text):
                found.append(code(text))
            case InlineLink():
                found.append(_link(part, code))
            case Strong():
                found.append(_marked(part, "**", label=label, code=code))
            case Emphasis(inner):
                # Emphasis within emphasis looks the same. Underscores beside a letter are literal.
                part = Emphasis(_without_emphasis(inner))  # noqa: PLW2901
                around = _text_of(parts[at - 1 : at])[-1:] + _text_of(parts[at + 1 : at + 2])[:1]
                found.append(_marked(part, "*" if re.search(r"\w", around) else "_", label=label, code=code))
            case LineBreak():
                found.append("\\\n")
            case Room(text):
                found.append("\\_" * len(text))
            case Text(text):
                left = ENDS[type(parts[at - 1])][1:] if at else before
                right = ENDS[type(parts[at + 1])][0] if at + 1 < len(parts) else after
                found.append(_escaped(text, left, right, label=label))
    return "".join(found)


def _marked(part: Strong | Emphasis, mark: str, *, label: bool, code: Callable[[str], str]) -> str:
    """Return strong or emphasised text as Markdown. White space moves outside, because marks beside white space are literal."""
    inner = _markdown(part.parts, mark[0], mark[0], label=label, code=code)
    core = inner.strip()
    return inner.replace(core, f"{mark}{core}{mark}", 1) if core else inner


def _without_emphasis(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return joined(one for part in parts for one in (_without_emphasis(part.parts) if isinstance(part, Emphasis) else (part,)))


def _text_of(parts: tuple[Part, ...]) -> str:
    """Return literal text; empty for markup."""
    return "".join(part.text for part in parts if isinstance(part, Text))


def _link(link: InlineLink, code: Callable[[str], str]) -> str:
    if link.label == (Text(link.url),) and not ENTITY.search(link.url):
        return f"<{link.url}>"
    target = ENTITY.sub(r"\\\g<0>", link.url)
    return f"[{_markdown(link.label, '[', ']', label=True, code=code)}]({target})"


def _escaped(text: str, before: str, after: str, *, label: bool = False) -> str:
    """Escape a literal text between the characters `before` and `after`.

    `before` is empty at the start, and `after` at the end, of a line or of the text of a template.
    """

    def escape(match: re.Match[str]) -> str:
        start, end = match.span()
        previous = text[start - 1] if start else before
        following = text[end] if end < len(text) else after
        if not _means(match[0], text, start, previous, following, label=label, after=after):
            return match[0]
        return "".join("\\" + character for character in match[0])

    shown = MARK.sub(escape, text)
    if not before:
        shown = START.sub(r"\1\\", shown)
    if "\\" in shown:
        shown = BARE_WITH_ESCAPE.sub(r"\g<0>\\", shown)
    return BARE_AT_END.sub(r"\g<0>\\", shown) if after else shown


def _means(run: str, text: str, start: int, previous: str, following: str, *, label: bool, after: str) -> bool:
    """Whether a run of one markup character would be markup between the characters before and after it."""
    end = start + len(run)
    match run[0]:
        case "\\":
            return not following or following in ASCII_PUNCTUATION
        case "*":
            return not (previous.isspace() and following.isspace())
        case "_":
            return not (previous.isspace() and following.isspace()) and not (previous.isalnum() and following.isalnum())
        case "~":
            # A run that could end struck text is markup. A run that can only begin it is harmless.
            return not following or (not previous.isspace() if previous else not following.isalnum())
        case "[":
            return label or not previous or TASK_OR_FOOTNOTE.match(text, start) is not None
        case "]":
            return label or (following != "" and following in "([:")
        case "<":
            return TAG_OR_MAIL.match(text, start) is not None or not following or bool(after and not re.search(r"\s", text[end:]))
        case "&":
            return ENTITY.match(text, start) is not None
        case "!":
            return following == "[" and end == len(text)
        case "$":
            return following == "`" or bool(after) or text.count("$") > 1
    return True
