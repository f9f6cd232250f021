"""A sheet as a page of HTML that stands alone: its own style, nothing fetched, printed from any browser, opened from any folder."""

from __future__ import annotations

import json
import re
from functools import cache

from markupsafe import Markup, escape

from generator.diagnostics.work_counts import work
from generator.document.clock_words import script_words
from generator.document.document_parts import Inline, are_ours, capitalized, plain, upper_first
from generator.document.moment_words import in_full
from generator.document.pages import OutputFile
from generator.document.sheets import Sheet
from generator.document.tables import person_of, table_of
from generator.paper.qr_code import printed_code
from generator.text.catalogue import ENGLISH, catalogue, direction, is_foreign, words_among
from generator.text.inline_markup import CodeSpan, InlineLink, Part, Strong
from generator.text.templating import Templates, templates_in

# Fills in the times of the wall clock where the address of the page asks for them; the page is whole without it.
SCRIPT = "../../assets/runbook-sheet.js"
# The page's own style once more, for servers whose policy lets no page bring one along; away from them the page has it in itself.
STYLE = "assets/sheet.css"


@work("sheets written")
def render_print_page(sheet: Sheet, *, in_site: bool = False) -> OutputFile:
    """The page of a sheet; in the site it may fill in clock times by a script of the site, alone it has no script at all."""
    linked = {"script": SCRIPT, "style": f"../../{STYLE}"} if in_site else {"script": "", "style": ""}
    code = printed_code(sheet.address) if sheet.address else None
    view = {"sheet": sheet, "code": code, "page_number": page_number(sheet.language), **linked}
    html = _environment(sheet.language).get_template("sheet.html.jinja").render(view)
    return OutputFile(f"{sheet.stem}.html", html)


def print_style() -> OutputFile:
    """The style of printed pages as a file of the site."""
    return OutputFile(STYLE, _environment(ENGLISH).get_template("sheet.css").render())


@cache
def _environment(language: str) -> Templates:
    made = templates_in("print", finalize=_finalize, keep_trailing_newline=True)
    words = words_among(language)
    ours = (
        Markup()
        if not is_foreign(language, words.language)
        else Markup(' lang="{}" dir="{}"').format(words.language, direction(words.language))
    )
    said = Markup("<span{}>{{}}</span>").format(ours) if ours else Markup("{}")
    made.globals.update(
        t=lambda key: said.format(words(key)),
        words=words,
        ours_attributes=ours,
        direction=direction(language),
        clock_words=json.dumps(script_words(words), ensure_ascii=False),
    )
    made.filters.update(
        bare=lambda label: label.rstrip(": "),
        capitalized=upper_first,
        capitals=capitalized,
        css=css_string,
        inline=lambda parts: said.format(inline(parts)) if parts and are_ours(parts) else inline(parts),
        joined=lambda those: " · ".join(filter(None, those)),
        moment=lambda moment: in_full(words, moment),
        ours=lambda text: said.format(text) if text else text,
        with_language=lambda title: said.format(title) if are_ours(title) else title,
        person=lambda row: person_of(words, row),
        table=table_of,
    )
    return made


def page_number(language: str) -> Markup:
    """The words for a page and the number of all, as contents of CSS."""
    pieces = re.split(r"(\{n\}|\{all\})", str(catalogue("page", language).words["sheet.page"]))
    counters = {"{n}": Markup("counter(page)"), "{all}": Markup("counter(pages)")}
    return Markup(" ").join(counters.get(piece) or css_string(piece) for piece in pieces if piece)


def inline(parts: Inline) -> Markup:
    """The parts of a text as HTML; on paper, the address of a link stands in words behind what it is called."""
    return Markup("").join(map(_part, parts))


def _part(part: Part) -> Markup:
    if isinstance(part, CodeSpan):
        return Markup("<code>{}</code>").format(part.text)
    if isinstance(part, Strong):
        return Markup("<strong>{}</strong>").format(inline(part.parts))
    if isinstance(part, InlineLink):
        link = Markup('<a href="{}">{}</a>').format(part.url, inline(part.label))
        return link if plain(part.label) == part.url else link + f" ({part.url})"
    return escape(part.text)


def css_string(text: str) -> Markup:
    """A text as a string of CSS inside a page: all but letters, digits and spaces as numbers, each closed by a space."""
    signs = (sign if sign == " " or (sign.isascii() and sign.isalnum()) else f"\\{ord(sign):x} " for sign in text)
    return Markup(f'"{"".join(signs)}"')  # noqa: S704 - no sign of markup is left


def _finalize(value: object) -> object:
    """What a template prints: markup as it is, text and numbers escaped; nothing else can be meant."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"a sheet prints texts and numbers, not {value!r}")
