"""Render sheets: what is printed, as GitHub-flavoured Markdown; the templates escape every text unless a filter says otherwise."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from generator.document.pages import OutputFile
from generator.document.sheets import BOOK, EMERGENCY, Sheet, SheetSeverity, Table
from generator.text import gfm_escaping as gfm
from generator.text.templating import Templates, templates_in

LEVEL_HEADS = ("Level", "What it means", "Respond within", "Escalation")


def render_sheets(sheets: Iterable[Sheet]) -> tuple[OutputFile, ...]:
    """Each sheet as a file below the site's root."""
    return tuple(OutputFile(sheet.path, render_sheet(sheet)) for sheet in sheets)


def render_sheet(sheet: Sheet) -> str:
    """One sheet as Markdown: no line ends in a space, no two blank lines follow each other, except within commands."""
    name = sheet.part if sheet.part in (EMERGENCY, BOOK) else "phase"
    return _environment().get_template(f"{name}.md.jinja").render(sheet=sheet)


@lru_cache(maxsize=1)
def _environment() -> Templates:
    made = templates_in("sheet", finalize=_finalize, keep_trailing_newline=True)
    made.filters = {
        "blank": _marked(lambda width: "_" * width),
        "blocks": _marked(lambda found: blocks(found, "\n\n")),
        "capitalize": lambda words: words[:1].upper() + words[1:],
        "contents": contents,
        "code": _marked(gfm.code_span),
        "fence": _marked(gfm.fenced),
        "hashes": _marked(lambda level: "#" * level),
        "heading": _marked(lambda text: gfm.heading(gfm.literal(text))),
        "inline": _marked(gfm.inline),
        "joined": " · ".join,
        "label": lambda text: text.rstrip(": "),
        "length": len,
        "levels_table": _marked(levels_table),
        "lines": _marked(lambda found: blocks(found, "\n")),
        "nested": _marked(nested),
        "quoted": _marked(lambda markdown: "\n".join(f"> {line}".rstrip() for line in markdown.strip("\n").split("\n"))),
        "plain_table": _marked(plain_table),
        "target": _marked(lambda address: gfm.inline(f"<{address}>")),
        "trim": lambda markdown: markdown.strip(),
    }
    made.tests["several_lines"] = lambda text: "\n" in text
    return made


def _finalize(value: object) -> Markup:
    """What a template prints: Markdown as it is, text letter by letter; nothing else can be meant."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return Markup(gfm.literal(value))  # noqa: S704 - this is the escape
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(str(value))  # noqa: S704 - digits
    raise TypeError(f"a sheet prints texts and numbers, not {value!r}")


def _marked(spell: Callable[..., str]) -> Callable[..., Markup]:
    """A filter whose result is Markdown, and is not escaped again: each of them spells its text so that it stays literal."""
    return lambda *values: Markup(spell(*values))  # noqa: S704


def nested(markdown: str) -> str:
    """Lines below a list item: two spaces in, as wide as its marker; blank lines stay empty."""
    return "\n".join(f"  {line}" if line else line for line in markdown.split("\n"))


def blocks(found: Iterable[Markup | str], between: str) -> str:
    """Pieces of Markdown below each other, those that are empty left out."""
    pieces = [piece.strip("\n") for piece in found]
    assert all(isinstance(piece, Markup) for piece in pieces if piece), "a block is Markdown, and a text is none"
    return between.join(filter(None, pieces))


def contents(book: Sheet) -> list[tuple[str, Markup]]:
    """The titles of a book's chapters with the way to each, as GitHub makes it: a heading that was there before gets a number."""
    found: list[tuple[str, Markup]] = []
    used = Counter([_slug(f"{book.title} · {book.system}"), _slug("Contents")])
    for chapter in book.chapters:
        slug = _slug(chapter.title)
        found.append((chapter.title, Markup("#" + quote(f"{slug}-{used[slug]}" if used[slug] else slug))))  # noqa: S704 - quoted
        inner = [
            *(["Contacts"] if chapter.contacts and chapter.title != "Contacts" else []),
            *(["Severities"] if chapter.severities else []),
        ]
        inner += [section.title for section in chapter.sections] + [kit.title for kit in chapter.kits]
        inner += [note.label for note in chapter.notes]
        used.update(map(_slug, (chapter.title, *inner)))
    return found


def _slug(title: str) -> str:
    kept = "".join(sign for sign in title.strip().lower() if sign.isalnum() or sign in " -_")
    return kept.replace(" ", "-")


def levels_table(levels: Iterable[SheetSeverity]) -> str:
    """The levels of incident as a table."""
    return _table(
        LEVEL_HEADS,
        [
            (
                gfm.cell_of_line(level.label),
                ": ".join(filter(None, (gfm.cell_of_line(level.title), gfm.cell(level.text)))),
                gfm.cell_of_line(level.within),
                gfm.cell_of_line(level.escalation),
            )
            for level in levels
        ],
    )


def plain_table(table: Table) -> str:
    """A table of plain lines."""
    return _table(table.heads, [tuple(map(gfm.cell_of_line, row)) for row in table.rows])


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table whose columns stand in line in plain text too."""
    widths = [max(_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join("| " + " | ".join(map(_padded, row, widths)) + " |" for row in (heads, rule, *rows))


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """How many columns a text takes in a fixed pitch: wide characters two, marks on others none."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
