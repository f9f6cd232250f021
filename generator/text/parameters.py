"""Parameters: `<id>` in a command or a text stands for the value of the blank with this id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from generator.text.placeholders import KEYBOARD, NO_VALUE, TAGS

PARAMETER = re.compile(r"(?<!<)<([a-z0-9][a-z0-9-]*)>")
# The characters of a value that mean nothing to a shell.
PLAIN_VALUE = r"[A-Za-z0-9._/@:+=-]*"
_PLAIN = re.compile(PLAIN_VALUE)
_TAG = re.compile(f"(?:{TAGS})", re.IGNORECASE)
# What people type on a keyboard, and what tools print.
_NO_NAME = re.compile(f"(?:{KEYBOARD}|{NO_VALUE})", re.IGNORECASE)
# A type with arguments, as in `vector<int>`, but not a version, as in `v<version>`; a named group of a pattern; a format.
_WITHIN_TAG = re.compile(r"(?<!\bv)(?<=\w)\Z|\(\?P?\Z|\\[gk]\Z|%\Z")
_BEFORE_TAG = re.compile(r"[\"'/>^\\]\Z")
# What follows the second redirect of `sort <list>out`, but not the unit of `sleep <count>m`.
_SECOND_FILE = re.compile(r"(?![smhdkKMGTB]{1,2}\b)[A-Za-z0-9]|[$~]|>|&\d\b|/dev/")
_MARKUP = re.compile(r"</([a-z0-9][a-z0-9-]*)>|(?:\(\?P?|\\[gk])<([a-z0-9][a-z0-9-]*)>")
# The id of a blank in another spelling, such as `<Commit>`.
_SPELLED = re.compile(r"(?<!<)<([A-Za-z0-9][A-Za-z0-9-]*)>")


class Piece(NamedTuple):
    """A part of a command as written. `id` is the id of a blank if the part is a parameter, else empty."""

    text: str
    id: str = ""


def parameter_of(id: str) -> re.Pattern[str]:
    """Return the pattern that finds the parameter for the blank with an id."""
    return re.compile(rf"(?<!<)<{id}>")


def pieces(text: str, ids: Collection[str]) -> Iterator[Piece]:
    """Split a text at the parameters for the blanks with these ids. The joined texts of the pieces are the whole text."""
    end = 0
    for match in PARAMETER.finditer(text):
        if match[1] in ids:
            if text[end : match.start()]:
                yield Piece(text[end : match.start()])
            yield Piece(match[0], match[1])
            end = match.end()
    if text[end:]:
        yield Piece(text[end:])


def parameters_in(text: str, ids: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the blanks that a text uses, in order, each once."""
    return tuple(dict.fromkeys(piece.id for piece in pieces(text, ids) if piece.id)) if ids and "<" in text else ()


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with values instead of the parameters for their blanks. Nothing is quoted."""
    return "".join(values.get(piece.id, piece.text) for piece in pieces(text, values))


def undeclared_in(command: str, ids: Collection[str]) -> tuple[str, ...]:
    """Return the names in a command that look like parameters, but are not the ids of blanks, in order, each once.

    A name with capitals is one if it is the id of a blank in lower case.
    """
    spelled = (match for match in _SPELLED.finditer(command) if match[1] not in ids)
    found = (match for match in spelled if match[1].islower() or match[1].lower() in ids)
    return tuple(dict.fromkeys(match[1] for match in found if not _is_syntax(command, match)))


def as_markup(text: str, ids: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the blanks whose parameters are also markup or part of a pattern, as in `<image></image>` and `(?<image>x)`."""
    return tuple(id for id in parameters_in(text, ids) if f"</{id}>" in text or re.search(rf"\(\?P?<{id}>|\\[gk]<{id}>", text))


def markup_in(text: str) -> frozenset[str]:
    """Return the names that are markup or a part of a pattern in a text, so that no blank can have them as its id."""
    return frozenset(name for names in _MARKUP.findall(text) for name in names if name)


def is_plain(value: str) -> bool:
    """Return whether a value means nothing to a shell, so that people may copy it within a command."""
    return _PLAIN.fullmatch(value) is not None


def without_blanks(placeholders: tuple[str, ...], ids: Collection[str]) -> tuple[str, ...]:
    """Return the placeholders that are not parameters for declared blanks."""
    return tuple(one for one in placeholders if not (one.startswith("<") and one[1:-1] in ids)) if ids else placeholders


def _is_syntax(command: str, match: re.Match[str]) -> bool:
    """Return whether `<name>` is a part of the command itself: redirects, markup, a type, a pattern, or output of a tool."""
    name, before, after = match[1], command[: match.start()], command[match.end() :]
    if f"</{name}>" in command or name[0].isdigit() or _NO_NAME.fullmatch(name) or _WITHIN_TAG.search(before):
        return True
    if _TAG.fullmatch(name) and _BEFORE_TAG.search(before):
        return True
    return (not before or before[-1].isspace()) and _SECOND_FILE.match(after) is not None
