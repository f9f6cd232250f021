"""The code in prose: which of it is for a shell, and which belongs to other programs, whose templates are their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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
