"""A sheet as a page of HTML that stands alone: its own style, nothing fetched, printed from any browser, opened from any folder."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from generator.document.pages import OutputFile
from generator.document.sheets import Sheet
from generator.paper.print_model import Inline, View, view_of
from generator.text.templating import Templates, templates_in

# Fills in the times of the wall clock where the address of the page asks for them; the page is whole without it.
SCRIPT = "../../assets/runbook-sheet.js"
# The page's own style once more, for servers whose policy lets no page bring one along; away from them the page has it in itself.
STYLE = "assets/sheet.css"


def render_print_page(sheet: Sheet, *, in_site: bool = False) -> OutputFile:
    """The page of a sheet; in the site it may fill in clock times by a script of the site, alone it has no script at all."""
    linked = {"script": SCRIPT, "style": f"../../{STYLE}"} if in_site else {"script": "", "style": ""}
    html = _environment().get_template("sheet.html.jinja").render(sheet=view_of(sheet), **linked)
    return OutputFile(f"{sheet.stem}.html", html)


def print_style() -> OutputFile:
    """The style of printed pages as a file of the site."""
    return OutputFile(STYLE, _environment().get_template("sheet.css").render())


@lru_cache(maxsize=1)
def _environment() -> Templates:
    made = templates_in("print", field=_field, finalize=_finalize, keep_trailing_newline=True)
    made.filters.update(css=css_string, inline=inline)
    return made


def inline(parts: Inline) -> Markup:
    """The parts of a text as HTML."""
    return Markup("").join(map(_part, parts))


def _part(part: View) -> Markup:
    if "t" in part:
        return escape(part["t"])
    if "s" in part:
        return Markup("<strong>{}</strong>").format(part["s"])
    if "c" in part:
        return Markup("<code>{}</code>").format(part["c"])
    return Markup('<a href="{}">{}</a>').format(part["u"], inline(part["l"]))


def css_string(text: str) -> Markup:
    """A text as a string of CSS inside a page: all but letters, digits and spaces as numbers, each closed by a space."""
    signs = (sign if sign == " " or (sign.isascii() and sign.isalnum()) else f"\\{ord(sign):x} " for sign in text)
    return Markup(f'"{"".join(signs)}"')  # noqa: S704 - no sign of markup is left


def _field(noun: Any, name: str) -> Any:
    """A field of the view, made of mappings that leave out what is empty; of anything else, such as a loop, an attribute. No detours: it is
    asked for a hundred thousand times."""
    return noun.get(name, "") if type(noun) is dict else getattr(noun, name)


def _finalize(value: object) -> object:
    """What a template prints: markup as it is, text and numbers escaped; nothing else can be meant."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"a sheet prints texts and numbers, not {value!r}")
