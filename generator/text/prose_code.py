"""The code in prose: which of it is for a shell, and which belongs to other programs, whose templates are their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from generator.text.parameters import undeclared_in
from generator.text.placeholders import CODE_SPAN, TAGS
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import ProsePiece
from generator.text.shells import SHELLS

# What people type at a prompt.
PROMPTS = frozenset(("bat", "batch", "cmd", "console", "fish", "mysql", "powershell", "ps1", "psql", "pwsh", "shell-session", "sql"))
OURS = frozenset((*SHELLS, "", "console", "text", "txt"))
_TAG = re.compile(TAGS)


def is_foreign_code(piece: ProsePiece) -> bool:
    """Return whether a piece is code in a language that may have templates of its own, such as `{{ params.x }}` of another tool."""
    return piece.language is not None and piece.language not in OURS


def without_foreign_code(prose: str) -> str:
    """Return prose with spaces in place of code in other languages. All other characters keep their places."""
    for piece in parse_prose(prose).pieces:
        if is_foreign_code(piece):
            prose = prose[: piece.start] + " " * (piece.end - piece.start) + prose[piece.end :]
    return prose


def is_command(piece: ProsePiece) -> bool:
    """Return whether a piece is code that people type. Code without a language is, unless it begins like markup."""
    if not piece.language:
        return piece.language is not None and not piece.text.lstrip().startswith("<")
    return piece.language in SHELLS or piece.language in PROMPTS


def undeclared_in_code(piece: ProsePiece, ids: Collection[str]) -> tuple[str, ...]:
    """Return the names in the commands and code spans of a piece that look like parameters, but are not the ids of blanks, each once."""
    if "<" not in piece.text or (piece.language is not None and not is_command(piece)):
        return ()
    return tuple(
        dict.fromkeys(
            name for code in _codes(piece) for name in undeclared_in(code, ids) if not (code == f"<{name}>" and _TAG.fullmatch(name))
        )
    )


def _codes(piece: ProsePiece) -> Iterator[str]:
    """Yield the command of a piece, or its code spans."""
    if piece.language is not None:
        yield piece.text
    else:
        yield from (span[0].strip("`") for span in CODE_SPAN.finditer(piece.text))


def in_code(text: str, pattern: re.Pattern[str]) -> tuple[bool, ...]:
    """Return for each match of a pattern in a text or prose, in order, whether it is in code or in a code span."""
    ranges = [found for piece in parse_prose(text).pieces for found in _code_ranges(text, piece)] if "`" in text or "~" in text else []
    return tuple(any(start <= match.start() < end for start, end in ranges) for match in pattern.finditer(text))


def sub_outside_code(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str) -> str:
    """Return a text or prose in which the matches of a pattern are changed that are not in code."""
    coded = iter(in_code(text, pattern))
    return pattern.sub(lambda match: match[0] if next(coded) else change(match), text)


def _code_ranges(text: str, piece: ProsePiece) -> Iterator[tuple[int, int]]:
    if piece.language is not None:
        yield piece.start, piece.end
    else:
        yield from (span.span() for span in CODE_SPAN.finditer(text, piece.start, piece.end))
