"""Render sheets: what is printed, as GitHub-flavoured Markdown; the templates escape every text unless a filter says otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.domain import gfm
from generator.domain.pages import OutputFile
from generator.domain.sheets import EMERGENCY, Level, Sheet

LEVEL_HEADS = ("Level", "What it means", "Respond within", "Escalation")


def render_sheets(sheets: Iterable[Sheet]) -> tuple[OutputFile, ...]:
    """Each sheet as a file below the site's root."""
    return tuple(OutputFile(sheet.path, render_sheet(sheet)) for sheet in sheets)


def render_sheet(sheet: Sheet) -> str:
    """One sheet as Markdown: no line ends in a space, no two blank lines follow each other, except within commands."""
    name = "emergency.md.jinja" if sheet.part == EMERGENCY else "phase.md.jinja"
    return _environment().get_template(name).render(sheet=sheet)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator", "templates/sheet"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {
        "blank": _marked(lambda width: "_" * width),
        "capitalize": lambda words: words[:1].upper() + words[1:],
        "code": _marked(gfm.code_span),
        "fence": _marked(gfm.fenced),
        "hashes": _marked(lambda level: "#" * level),
        "heading": _marked(lambda text: gfm.heading(gfm.literal(text))),
        "inline": _marked(gfm.inline),
        "label": lambda text: text.rstrip(": "),
        "length": len,
        "levels_table": _marked(levels_table),
        "nested": _marked(nested),
        "trim": lambda markdown: markdown.strip(),
    }
    environment.tests["several_lines"] = lambda text: "\n" in text
    return environment


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


def levels_table(levels: Iterable[Level]) -> str:
    """The levels of incident as a table whose columns stand in line in plain text too."""
    rows = [
        (
            gfm.cell_of_line(level.label),
            ": ".join(filter(None, (gfm.cell_of_line(level.title), gfm.cell(level.text)))),
            gfm.cell_of_line(level.within),
            gfm.cell_of_line(level.escalation),
        )
        for level in levels
    ]
    widths = [max(_width(cell) for cell in column) for column in zip(LEVEL_HEADS, *rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join("| " + " | ".join(map(_padded, row, widths)) + " |" for row in (LEVEL_HEADS, rule, *rows))


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """How many columns a text takes in a fixed pitch: wide characters two, marks on others none."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
