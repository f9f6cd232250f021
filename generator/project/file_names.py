"""Names of data files: their endings, and names that no report can show, with bytes that are not UTF-8 or with line breaks."""

from __future__ import annotations

import os
from unicodedata import category

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.source.folder_problems import hidden_by

SUFFIXES = (".yaml", ".yml")
# The categories of characters that a name must not have. Python reads a byte that is not UTF-8 as a surrogate.
BREAKING = {"Cc": "a control character, such as a line break", "Cs": "bytes that are not UTF-8", "Zl": "a line break", "Zp": "a line break"}


def name_problem(path: str) -> Diagnostic | None:
    """Return the problem of the path of a data file that no report can show; None for any other path."""
    found = () if path.isprintable() else [BREAKING[category(char)] for char in path if category(char) in BREAKING]
    if not found:
        return None
    place, help = printable(path), "rename it, with plain letters, digits and hyphens"
    return Diagnostic("unreadable-file", f"the name has {found[-1]}", Span(place, 1, 1), help, explains=hidden_by(place))


def printable(path: str) -> str:
    """Return a path with the characters that no report can show as in Python, such as `\\xe9` for a byte that is not UTF-8."""
    return path if path.isprintable() else "".join(_escaped(char) if category(char) in BREAKING else char for char in path)


def _escaped(char: str) -> str:
    byte = os.fsencode(char)
    return f"\\x{byte[0]:02x}" if len(byte) == 1 else f"\\u{ord(char):04x}"
