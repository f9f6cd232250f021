"""The code in prose: which of it is for a shell, and which belongs to other programs, whose templates are their own."""

from __future__ import annotations

from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import ProsePiece
from generator.text.shells import SHELLS

OURS = frozenset((*SHELLS, "", "console", "text", "txt"))


def is_foreign_code(piece: ProsePiece) -> bool:
    """Return whether a piece is code in a language that may have templates of its own, such as `{{ params.x }}` of another tool."""
    return piece.language is not None and piece.language not in OURS


def without_foreign_code(prose: str) -> str:
    """Return prose with spaces in place of code in other languages. All other characters keep their places."""
    for piece in parse_prose(prose).pieces:
        if is_foreign_code(piece):
            prose = prose[: piece.start] + " " * (piece.end - piece.start) + prose[piece.end :]
    return prose
