"""Read sheets in plain text: their boxes, their words, and what breaks the rules of the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.text.inline_markup import plain_text_of
from generator.text.plain_lines import columns_of
from tests.markdown_reader import parts_of, tokens

BOX = re.compile(r"^ *\[ \] ", re.MULTILINE)
WORD = re.compile(r"[^\W_]+")


def text_boxes(text: str) -> int:
    """Count the lines that begin with a box."""
    return len(BOX.findall(text))


def untidy(text: str) -> Iterator[str]:
    """Yield the lines that are too long although they have a space to break at, end in a space or have a tab, and double blank lines."""
    lines = text.split("\n")
    yield from (line for line in lines if columns_of(line) > 72 and len(line.split()) > 1)
    yield from (line for line in lines if line != line.rstrip() or "\t" in line or "\r" in line)
    yield from (f"{line} and a blank line" for line, after in pairwise(lines) if not line and not after)
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "the end"


def lost_words(markdown: str, text: str) -> Counter[str]:
    """Return the words that Markdown shows more often than the text does."""
    read = tokens(markdown)
    shown = [plain_text_of(parts_of(one)) for one in read if one.type == "inline"]
    shown += [one.content for one in read if one.type == "fence"]
    return words_of(" ".join(shown)) - words_of(text)


def words_of(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))
