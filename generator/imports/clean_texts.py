"""Texts and commands as data may hold them: without unseen characters and without secrets, with a note for each change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks.secrets import KEY_BLOCK, MASK, masked_line, secrets_in
from generator.model.scalar_kinds import INVISIBLE, INVISIBLE_IN_COMMAND
from generator.text.odd_characters import SPACES

SPACE_LIKE = re.compile(f"[{SPACES}\u2028\u2029\u0085\u000b\u000c]")
END_OF_KEY = re.compile(r"-----END [A-Z ]*PRIVATE KEY")
LEFT_OUT, SPACED, MASKED = "left out", "written as a space", "masked; write where it is stored instead, and revoke it"


@dataclass(frozen=True, slots=True)
class TextChange:
    """What was changed in a line of a text, counted from 0: what was found, and what was done."""

    line: int
    found: str
    done: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text that data may hold, and what was changed in it."""

    text: str
    changes: tuple[TextChange, ...] = ()


def clean_text(text: str, *, command: bool = False) -> CleanText:
    """Return a text without controls, marks that reverse lines, and secrets.

    In a command, unseen spaces become spaces of the keyboard, and all other unseen characters are left out too.
    """
    lines: list[str] = []
    changes: list[TextChange] = []
    in_key = False
    for number, line in enumerate(text.split("\n")):
        seen, found = _seen(line, command=command)
        changes += [TextChange(number, *change) for change in found]
        if KEY_BLOCK in seen and "BEGIN" in seen:
            in_key = True
            changes.append(TextChange(number, "a private key", MASKED))
        if in_key:
            in_key = END_OF_KEY.search(seen) is None
            lines.append(MASK * min(len(seen.strip()), 8))
            continue
        if secrets := secrets_in(seen):
            changes += [TextChange(number, f"a secret ({kind})", MASKED) for kind in dict.fromkeys(kind for _, kind in secrets)]
            seen = masked_line(seen)
        lines.append(seen)
    return CleanText("\n".join(lines), tuple(changes))


def _seen(line: str, *, command: bool) -> tuple[str, list[tuple[str, str]]]:
    """Return a line without its unseen characters, and each of these characters with what was done."""
    if line.isascii() and line.replace("\t", "").isprintable():
        return line, []
    done: dict[str, str] = {}

    def replaced(match: re.Match[str]) -> str:
        is_space = SPACE_LIKE.fullmatch(match[0]) is not None
        if match[0] != "\r":
            done[match[0]] = SPACED if is_space else LEFT_OUT
        return " " if is_space else ""

    line = INVISIBLE.sub(replaced, line)
    line = INVISIBLE_IN_COMMAND.sub(replaced, line) if command else line
    return line, [(f"the unseen character U+{ord(one):04X}", what) for one, what in done.items()]
