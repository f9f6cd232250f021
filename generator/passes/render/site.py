"""Site pages from templates. Everything that comes from data is escaped by jinja2; texts with markup go through `render_inline`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.domain.pages import Page, RenderedPage
from generator.passes.render.inline import render_inline

TEMPLATES = Path(__file__).parents[2] / "templates" / "site"
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
LINE_FEED = Markup("&#10;")
TAB = Markup("&#9;")
HEADING = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)


def render_site(pages: Iterable[Page]) -> tuple[RenderedPage, ...]:
    """Every page as Markdown: headings, and between them blocks of HTML without blank lines."""
    templates = _environment()
    return tuple(
        RenderedPage(
            path=page.path,
            title=page.title,
            markdown=to_markdown(templates.get_template(f"{page.template}.md.jinja").render(page.view)),
            nav=page.nav,
            variant=page.variant,
        )
        for page in pages
    )


def to_markdown(filled: str) -> str:
    """A filled template as Markdown: no indentation, no blank lines but those around headings.

    Python-Markdown passes a block of HTML through as it is when it starts at the margin behind a blank line. Line feeds and
    tabs of data never stand here as themselves: they are written as character references.
    """
    lines = [line for line in map(str.strip, filled.split("\n")) if line]
    return HEADING.sub(r"\n\1\n", "\n".join(lines)).lstrip("\n") + "\n"


def for_heading(text: str) -> Markup:
    """Text for a Markdown heading: punctuation as character references, so that none of it is Markdown, HTML or an attribute list."""
    return Markup(PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split())))  # noqa: S704 - every sign of HTML is encoded


def for_command(text: str) -> Markup:
    """A command for `<pre>`: one line of source, whatever it holds, so that no line of it can look like Markdown."""
    return escape(text).replace("\n", LINE_FEED).replace("\t", TAB)


def for_front_matter(words: Iterable[str]) -> Markup:
    """Words as one quoted scalar of a page's front matter; themes put it into their HTML as it is, so it is escaped here."""
    line = " · ".join(str(escape(" ".join(part.split()))) for part in words)
    return Markup(json.dumps(line, ensure_ascii=False))  # noqa: S704 - every sign of HTML is escaped above, and quotes by JSON


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(inline=render_inline, heading=for_heading, command=for_command, scalar=for_front_matter)
    return environment
