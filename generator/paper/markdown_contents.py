"""The contents of a book as Markdown: the title of each chapter, and the anchor that its heading has on GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from generator.document.sheets import Sheet
from generator.paper.sheet_lines import BETWEEN, lettered
from generator.text import gfm_escaping as gfm
from generator.text.catalogue import catalogue


def contents(book: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the title and the anchor of each chapter of a book. As on GitHub, the anchors of repeated headings have a number."""
    used = Counter([slug(f"{book.title} · {book.system}"), slug(catalogue("page", book.language)("sheet.contents"))])
    for chapter in book.chapters:
        own = slug(chapter.title)
        yield gfm.literal(chapter.title), "#" + quote(f"{own}-{used[own]}" if used[own] else own)
        used[own] += 1
        for section in chapter.sections:
            used.update(slug(space.label.rstrip(": ")) for space in section.spaces if section.kind == "notes")
            if section.title and section.kind not in ("notes", "hold"):
                used[slug(lettered(section, BETWEEN))] += 1


def slug(title: str) -> str:
    kept = "".join(character for character in title.strip().lower() if character.isalnum() or character in " -_")
    return kept.replace(" ", "-")
