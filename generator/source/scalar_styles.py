"""Writes texts as YAML scalars that the reader reads as the same texts: plain where it takes them, else in quotes, or as a block."""

from __future__ import annotations

import re

from generator.source.read import NULLS

# Texts without quotes: no indicator at the start, no `: `, no ` #`, no colon at the end, and quotes in pairs, which the reader wants.
PLAIN = re.compile(r"(?!\.{3})(?:[^\W_]|[(/.$+~^=_;<\\]|-(?=[^\W_]))(?:[^\n\t:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])")
ESCAPED = re.compile(r"[\"\\\n\t]")  # in double quotes
INDICATORS = re.compile(r"[,\[\]{}]")  # between braces or brackets
IN_BRACKETS = re.compile(r"\w[\w./-]*")


def yaml_value(text: str) -> str:
    """Return one line of text as a YAML value: plain if that is unambiguous, or else in quotes."""
    if PLAIN.fullmatch(text) and not text.count('"') % 2 and text not in NULLS:
        return text
    if "'" in text and not ESCAPED.search(text):
        return f'"{text}"'
    return _quoted(text)


def yaml_value_in_braces(text: str) -> str:
    """Return one line of text as a YAML value inside braces or brackets, whose characters end a plain value."""
    value = yaml_value(text)
    return _quoted(text) if value == text and INDICATORS.search(text) else value


def yaml_block(text: str, indent: str) -> str:
    """Return a text of several lines as a YAML value whose lines are indented: a block, which the reader ends with a line feed.

    A first line that begins with a space or a tab would change the indentation of the block, and spaces at its end are lost to whoever
    formats the file. Such a text is in double quotes.
    """
    text = text.rstrip("\n")
    if not text or text[0] in " \t\n" or text[-1].isspace():
        return _escaped(text)
    lines = "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n"))
    return f"|\n{lines}"


def yaml_list(texts: tuple[str, ...]) -> str:
    """Return texts as a YAML list in brackets."""
    return f"[{', '.join(text if IN_BRACKETS.fullmatch(text) and text not in NULLS else _quoted(text) for text in texts)}]"


def _quoted(text: str) -> str:
    return _escaped(text) if "\n" in text or "\t" in text else "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(character, escape)
    return f'"{text}"'
