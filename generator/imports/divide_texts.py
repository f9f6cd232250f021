"""Divides texts that are too long: titles at a word, texts at a sentence, prose between its blocks. No character but spaces is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"(?<=[.!?。！？।۔])[\"')\]]*(?:\s+|(?<=[。！？])(?=.))")
FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,})(.*)")
RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
MOST_TRIED = 60


def at_word(text: str, most: int) -> str:
    """Return the words at the start of a text that fit into so many characters, or characters if the first word is longer."""
    cut = text.rfind(" ", 1, most + 1)
    return text[: cut if cut > 0 else most].rstrip()


def at_sentence(text: str, most: int) -> tuple[str, str]:
    """Divide a text at the last end of a sentence at which no code, link or strong text is open, else at a word."""
    ends = [match.end() for match in SENTENCE.finditer(text, 0, most)]
    for end in reversed(ends[-MOST_TRIED:]):
        if _is_closed(text[:end]):
            return text[:end].rstrip(), text[end:].lstrip()
    first = at_word(text, most)
    return first, text[len(first) :].lstrip()


def _is_closed(text: str) -> bool:
    return not (text.count("`") % 2 or text.count("**") % 2) and text.count("[") == text.count("]") and text.count("(") == text.count(")")


def in_blocks(text: str, most: int) -> list[str]:
    """Divide prose into parts of at most so many characters: between blocks where it can, else between lines, else within a line.

    A part that begins within a fence or a table opens it again.
    """
    parts: list[str] = []
    lines: list[str] = []
    size = 0
    safe = 0  # how many of the lines end with a whole block
    fence = ""  # how the open fence begins
    head: list[str] = []  # the head of the table
    again: list[str] = []  # the lines with which a part opens what the part before left open
    for line in _short_lines(text, most // 4):
        while size + len(line) + len(fence) + 3 > most and len(lines) > len(again):
            cut = safe if safe > len(lines) // 2 or (safe and not fence and not head) else len(lines)
            kept, rest = lines[:cut], lines[cut:]
            inside = bool(fence) and cut == len(lines)
            parts.append("\n".join([*kept, *([_end_of(fence)] if inside else [])]).strip("\n"))
            again = [fence] if inside else head if cut == len(lines) else []
            lines = [*again, *rest]
            size = sum(len(one) + 1 for one in lines)
            safe = 0
        lines.append(line)
        size += len(line) + 1
        opening = FENCE.match(line)
        if fence:
            if opening and not opening[2].strip() and opening[1].startswith(_end_of(fence).strip()):
                fence = ""
        elif opening:
            fence = line
        elif not line.strip():
            safe, head = len(lines), []
        elif RULE.fullmatch(line) and "|" in line and len(lines) > 1 and "|" in lines[-2]:
            head = lines[-2:]
    if lines:
        parts.append("\n".join(lines).strip("\n"))
    return [part for part in parts if part.strip()]


def _end_of(fence: str) -> str:
    match = FENCE.match(fence)
    return match[1] if match else ""


def _short_lines(text: str, most: int) -> Iterator[str]:
    for line in text.split("\n"):
        rest = line
        while len(rest) > most:
            first, rest = at_sentence(rest, most)
            yield first
        yield rest
