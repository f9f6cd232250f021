"""Render a sheet as a single HTML file with its style, which any browser can open from any folder and print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from markupsafe import Markup, escape

from generator.diagnostics.work_counts import work
from generator.document.document_parts import Box, Prose, Row, Slot, capitalized, is_catalogue_text, plain, upper_first
from generator.document.figures_in_words import in_full, script_words
from generator.document.one_list import lists_around
from generator.document.pages import OutputFile
from generator.document.print_job import TYPE_SIZE, is_large
from generator.document.sheets import FOLDING_CARD, Sheet
from generator.document.tables import people_of, table_of
from generator.paper.plan_table import axis_cells, break_cells, legend_keys, line_cells
from generator.paper.qr_code import printed_code
from generator.paper.shell_lines import ROOM, SLOT, filled_in, places_to_break, typed_lines
from generator.text.catalogue import END, ENGLISH, FIRST_STRONG, ISOLATES, Catalogue, catalogue, direction, is_foreign, words_among
from generator.text.inline_html import html_of
from generator.text.parameters import PARAMETER, pieces
from generator.text.prose_html import HtmlProse
from generator.text.prose_tree import QUOTE_KINDS, CodeBlock
from generator.text.shells import is_shell
from generator.text.templating import Templates, templates_in

# The script shows clock times for the T-0 in the address of the page. The page is complete without the script.
SCRIPT = "../../assets/runbook-sheet.js"
# The style is a file too, for servers whose policy forbids inline styles.
STYLE = "assets/sheet.css"
PHONE = "@media screen and (max-width: 700px)"
# As specific as the class of large print. The plan of a day has a table of its own for phones, and a folding card is always like that.
ROWS = ":root:where(:not(:has(.plan, .folded))) "
# In letters of the type of commands: a line beside a number and a box, on A4. Each level above it takes the room of LEVEL letters.
LONGEST, LEVEL = 57, 3
# In large print a command has the whole width.
FULL = 66
LONGEST_OF_PROSE = 66
# Across a column of a card to fold, whose lines to write on are shorter, too.
FOLDED, FOLDED_SLOT = 24, 17
# The largest type of headers and footers in points: the margins stay as they are.
MARGIN_TYPE = 14
# The texts about what is open in a run, which the command line has too.
OPENED = (
    *("head", "hold", "nobody", "done", "seen", "signed", "na", "open", "failed", "refused", "changed", "differs", "with", "way", "note"),
    *("noted", "value", "values", "drill", "drill.yes"),
    *("parts.done", "parts.na", "list", "list.all"),
)
SLOTS = re.compile(f"{PARAMETER.pattern}{ROOM}*")


@work("sheets written")
def render_print_page(sheet: Sheet, size: int = TYPE_SIZE, *, in_site: bool = False) -> OutputFile:
    """Return the page of a sheet in a size of type. Only `in_site`, the page has the script that shows clock times and enlarges it."""
    linked = {"script": SCRIPT, "style": f"../../{STYLE}"} if in_site else {"script": "", "style": ""}
    enlarged, folded = size != TYPE_SIZE, sheet.part == FOLDING_CARD
    type_size = {
        "size": size,
        "enlarged": enlarged,
        "large": is_large(size) or folded,
        "folded": folded,
        "labelled": enlarged or folded or in_site,
        "margin_type": str(min(round(10 * size / TYPE_SIZE), MARGIN_TYPE)),
    }
    lists = lists_around(sheet) if in_site else {}
    view = {"sheet": sheet, "lists": lists, "page_number": page_number(sheet.language), **linked, **type_size}
    html = _environment(sheet.language, size, folded=folded).get_template("sheet.html.jinja").render(view)
    return OutputFile(f"{sheet.path.removesuffix('.md')}.html", html)


def print_style() -> OutputFile:
    """Return the style of printed pages as a file of the site."""
    sheet, large, plan, fold = (_environment(ENGLISH).get_template(f"{name}.css").render() for name in ("sheet", "large", "plan", "fold"))
    # On a phone, the columns of all sheets are below each other, as in large print: nobody scrolls to the side.
    phone = f"{PHONE} {{\n{large.replace('.large ', ROWS)}}}\n"
    return OutputFile(STYLE, f"{sheet}{large}{plan}{fold}{phone}")


@dataclass(frozen=True, slots=True)
class CommandPiece:
    """A part of a command: a text, or a line to write on with a label, for the `blank` with this id."""

    text: str
    label: str = ""
    blank: str = ""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A line of a command. If it `wraps`, its last word goes on in the next line.

    `breaks` are the spaces at which scripts may break it for large print: each as `start-end`, in letters; a slot counts as one.
    """

    pieces: tuple[CommandPiece, ...]
    wraps: bool
    breaks: str = ""


def command_lines(held: Box | Row, size: int = TYPE_SIZE, *, folded: bool = False) -> list[CommandLine]:
    """Return a command in the lines that people type, with the known values of its slots. A secret stays as `<id>`."""
    slots = slots_on_paper(held.slots)
    room = FOLDED if folded else FULL if is_large(size) else LONGEST
    longest = room * TYPE_SIZE // size - (LEVEL * min(held.number.count("."), 3) if isinstance(held, Box) else 0)
    typed = typed_lines(held, filled_in(held.run, slots, FOLDED_SLOT if folded else SLOT), longest)
    lines = places_to_break(typed) if is_shell(held.syntax) else ((line, []) for line in typed.split("\n"))
    return [
        CommandLine(
            tuple(
                CommandPiece(piece.text, piece.id and (slots[piece.id].label or piece.id), piece.id)
                for piece in pieces(part.replace(ROOM, ""), slots)
            ),
            wraps,
            breaks_of(line, spaces, slots) if part == line else "",
        )
        for line, spaces in lines
        for part, wraps in parts_of(line, longest)
    ]


def breaks_of(line: str, spaces: Iterable[tuple[int, int]], slots: Mapping[str, Slot]) -> str:
    """Return the spaces of a line as scripts count them: slots, with the room that they have, are one letter."""

    def place(at: int) -> int:
        return sum(1 if piece.id else len(piece.text.replace(ROOM, "")) for piece in pieces(line[:at], slots))

    return " ".join(f"{place(start)}-{place(end)}" for start, end in spaces)


def printed_prose(kinds: Mapping[str, Markup], letters: int, prose: Prose) -> Markup:
    """Return prose with a line to write on for each blank."""
    slots = slots_on_paper(prose.slots)
    return HtmlProse(kinds, partial(code_of, slots=slots, letters=letters), on_paper=True, text=partial(with_lines, slots=slots)).blocks(
        prose.blocks
    )


def with_lines(text: str, slots: Mapping[str, Slot]) -> Markup:
    """Return a text with a line to write on for each slot."""
    return Markup().join(slot_of(slots[piece.id]) if piece.id else escape(piece.text) for piece in pieces(text, slots))


def slot_of(slot: Slot) -> Markup:
    """Return the known value of a slot, or a line to write on with its label below."""
    if slot.value:
        return escape(slot.value)
    line = Markup('<span class="slot"><span class="slot__room"></span><span class="slot__label">{}</span></span>')
    return line.format(slot.label or slot.id)


def slots_on_paper(slots: Iterable[Slot]) -> dict[str, Slot]:
    """Return slots by id, without those that nobody writes down."""
    return {slot.id: slot for slot in slots if not slot.secret}


def code_of(block: CodeBlock, slots: Mapping[str, Slot], letters: int = LONGEST_OF_PROSE) -> Markup:
    """Return code of prose in lines that fit on paper."""
    language = Markup('<span class="syntax">{}</span>').format(block.language) if block.language else ""
    return Markup('<pre class="command">{}<code>{}</code></pre>').format(language, screen_lines(block.text, slots, letters))


def screen_lines(text: str, slots: Mapping[str, Slot] = {}, letters: int = LONGEST_OF_PROSE) -> Markup:
    """Return code, or what the screen shows, in lines that fit on paper."""
    parts = (part for line in filled_in(text.expandtabs(4), slots).split("\n") for part in parts_of(line, letters))
    form = Markup('<span class="line{}">{}</span>')
    return Markup().join(form.format(" line--wraps" if wraps else "", with_lines(part.replace(ROOM, ""), slots)) for part, wraps in parts)


def parts_of(line: str, longest: int) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line that is longer than the paper is wide, and whether a word goes on in the next part.

    Beside a space, nobody would know whether to type it. A slot stays whole.
    """
    while len(line) > longest:
        slots = [match.span() for match in SLOTS.finditer(line)]
        places = (at for at in range(longest, 0, -1) if not line[at - 1 : at + 1].count(" "))
        at = next((at for at in places if not any(start < at < end for start, end in slots)), longest)
        yield line[:at], True
        line = line[at:]
    yield line, False


@cache
def _environment(language: str, size: int = TYPE_SIZE, *, folded: bool = False) -> Templates:
    letters = FOLDED if folded else LONGEST_OF_PROSE * TYPE_SIZE // size
    made = templates_in("print", finalize=_finalize, keep_trailing_newline=True)
    words = words_among(language)
    ours = Markup()
    if is_foreign(language, words.language):
        ours = Markup(' lang="{}" dir="{}"').format(words.language, direction(words.language))
    said = Markup("<span{}>{{}}</span>").format(ours) if ours else Markup("{}")
    kinds = {kind: said.format(words(f"quote.{kind}")) for kind in QUOTE_KINDS}
    made.globals.update(
        t=lambda key: said.format(words(key)),
        words=words,
        ours_attributes=ours,
        direction=direction(language),
        sheet_words=json.dumps(sheet_words(words), ensure_ascii=False),
    )
    made.filters.update(
        axis_cells=axis_cells,
        bare=lambda label: label.rstrip(": "),
        break_cells=break_cells,
        capitalized=upper_first,
        capitals=capitalized,
        code=lambda sheet: printed_code(sheet.address) if sheet.address else None,
        command_lines=partial(command_lines, size=size, folded=folded),
        css=css_string,
        date=lambda day: said.format(Markup("-<wbr>").join(day.split("-", 1))),
        inline=lambda parts: (said if parts and is_catalogue_text(parts) else Markup("{}")).format(html_of(parts, on_paper=True)),
        screen=partial(screen_lines, letters=letters),
        prose=partial(printed_prose, kinds, letters),
        legend=legend_keys,
        line_cells=line_cells,
        message=lambda text: with_lines(text.lines, slots_on_paper(text.slots)),
        joined=lambda those: " · ".join(filter(None, those)),
        moment=lambda moment: in_full(words, moment),
        ours=lambda text: said.format(text) if text else text,
        with_language=lambda title: said.format(title) if is_catalogue_text(title) else title,
        people=lambda section: people_of(words, section),
        spelled=plain,
        table=table_of,
    )
    return made


def sheet_words(words: Catalogue) -> dict[str, Any]:
    """Return the texts and figures that the scripts of a page need: about its times, about a choice, and about what is open in a run."""
    all_texts = words.words
    opened = {key: all_texts[f"open.{key}"] for key in OPENED}
    choice = {
        key: all_texts[f"sheet.{key}"]
        for key in ("one-list", "no-list", "no-size", "run-here", "other", "unreadable", "whole-only", "fixed-size")
    }
    ends = {"boxes": all_texts["count.boxes"], "end": all_texts["sheet.end.of"]}
    opened["ticked"] = all_texts["sheet.ticked"]
    letters = {"command": LONGEST, "full": FULL, "level": LEVEL, "prose": LONGEST_OF_PROSE, "slot": SLOT}
    choice["goes-on"] = all_texts["sheet.word-goes-on"]
    isolates = {"isolates": [ISOLATES[direction(words.language)], FIRST_STRONG, END]} if words.isolating else {}
    return {**script_words(words), **ends, **isolates, "language": words.language, "choice": choice, "open": opened, "letters": letters}


def page_number(language: str) -> Markup:
    """Return "page N of M" in a language, as a value of the CSS property `content`."""
    pieces = re.split(r"(\{n\}|\{all\})", str(catalogue("page", language).words["sheet.page"]))
    counters = {"{n}": Markup("counter(page)"), "{all}": Markup("counter(pages)")}
    return Markup(" ").join(counters.get(piece) or css_string(piece) for piece in pieces if piece)


def css_string(text: str) -> Markup:
    """Return a text as a CSS string inside a page. All characters except ASCII letters, digits and spaces are escaped."""
    escaped = re.sub("[^A-Za-z0-9 ]", lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704 - no character of markup is left


def _finalize(value: object) -> object:
    """Refuse values that a template should not print, such as None and lists."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"a sheet prints texts and numbers, not {value!r}")
