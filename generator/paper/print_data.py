"""Turn a sheet into a job for the typesetter, with the printed parts of the document as JSON, without empty fields.

Texts with markup are lists of `{"t": text}`, `{"c": code}`, `{"s": parts}` for bold text and `{"u": address, "l": parts}` for links, with
`"bare"` if the label is the address. `"ours"` marks a text, a title or a value of the head that comes from the catalogue in another
language than that of the sheet. A command is lines of pieces: texts, and slots with a label.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from generator.document.document_parts import (
    Box,
    FixedText,
    Inline,
    Link,
    Moment,
    Prose,
    Row,
    Section,
    WritingSpace,
    plain,
    with_children,
)
from generator.document.print_job import (
    CARD_PAGES,
    FOLDED_PAGES,
    PLAN_PAGES,
    SMALLEST_TYPE,
    TYPE_SIZE,
    WALL_PAPERS,
    Paper,
    PrintJob,
    WallPaper,
    is_large,
)
from generator.document.sheets import EMERGENCY, FOLDING_CARD, PACK, PLAN, Sheet
from generator.document.tables import people_of, table_of
from generator.document.texts_of_parts import fields_without
from generator.paper.print_prose import in_pieces, prose_data
from generator.paper.qr_code import printed_code
from generator.paper.shell_lines import ROOM, SLOT, filled_in, typed_lines
from generator.text.catalogue import Catalogue, CatalogueText, direction, is_foreign, words_among
from generator.text.inline_markup import (
    CodeSpan,
    Emphasis,
    InlineLink,
    InnerLink,
    LineBreak,
    Part,
    Room,
    Strong,
    Text,
    address_on_paper,
    is_link_target,
)
from generator.text.parameters import pieces
from generator.text.prose_tree import QUOTE_KINDS, plain_prose

# The fields that paper does not show: provenance, link targets and identifiers.
UNPRINTED = frozenset(
    (
        "provenance",
        "origins",
        "space",
        "scale",
        "target",
        "address",
        "anchor",
        "role",
        "print",
        "cadence",
        "path",
        "variant",
        "dated",
        "slot",
        "pictures",
        "blank",
        "named",
    )
)
EMPTY = ("", (), None, False, Prose())
LABELS = ("sheet.", "sign.", "outcome.", "method.")
# Alternative texts of pictures, which need no isolating characters.
HEARD = ("sheet.box", "sheet.mark", "sheet.code", "sheet.ticked", "sheet.chosen")
# The files of the template, in order: each uses the definitions of those before it.
TEMPLATE = ("page", "texts", "commands", "prose", "lists", "tables", "narrow", "sections", "sheet")
TEMPLATES = {PLAN: ("page", "texts", "plan"), FOLDING_CARD: (*TEMPLATE[:-1], "pieces", "fold")}
# A box of more than TALL lines of WIDTH letters may be divided between pages; all others stay whole.
TALL, WIDTH = 30, 42
# In letters of a command: beside the columns to write in, across a table of A4, and across the emergency card.
# A line has less room for each level above it, and for each letter of the numbers of its list beyond two.
NARROW, WIDE, WIDEST = 34, 62, 74
# Across a panel of a folding card, whose lines to write on are shorter, too.
FOLDED, FOLDED_SLOT = 24, 17
# In large print a command has the whole width, which holds FULL letters of the usual size.
FULL = 70
# Sizes in points. The emergency card uses a smaller size if it does not fit on both sides of one sheet of paper.
CARD_SIZES = (float(TYPE_SIZE), 11.0, SMALLEST_TYPE)
# A plan on a wall is read from two steps away.
WALL_SIZES = (24.0, 20.0, 16.0)


def print_job(sheet: Sheet, paper: Paper | WallPaper = "a4", size: int = TYPE_SIZE) -> PrintJob:
    """Return the job for the PDF of a sheet in a size of type. Texts are passed as data, so the typesetter reads no text as markup.

    An emergency card in large print may have more pages.
    """
    ending = "" if paper == "a4" else f".{paper}"
    path = f"{sheet.path.removesuffix('.md')}{ending}.pdf"
    if sheet.part == PACK:
        title = f"{sheet.title} · {sheet.system}"
        subject = " · ".join(filter(None, (title, sheet.version)))
        return PrintJob(path, "", json.dumps([title, subject]), paper, parts=tuple(print_job(one, paper, size) for one in sheet.chapters))
    most = {EMERGENCY: CARD_PAGES, PLAN: PLAN_PAGES, FOLDING_CARD: FOLDED_PAGES}.get(sheet.part, 0) if size == TYPE_SIZE else 0
    return PrintJob(
        path=path,
        template=_template(TEMPLATES.get(sheet.part, TEMPLATE)),
        data=json.dumps(print_data(sheet, size), ensure_ascii=False, separators=(",", ":")),
        paper=paper,
        sizes=WALL_SIZES if paper in WALL_PAPERS else CARD_SIZES if most else (float(size),),
        most_pages=most,
        language=sheet.language,
        timestamp=None if sheet.dated is None else int(sheet.dated.timestamp()),
        files=sheet.pictures,
    )


def print_data(sheet: Sheet, size: int = TYPE_SIZE) -> dict[str, Any]:
    """Return the data of a sheet. `words` is the language of the catalogue, if it differs from that of the sheet."""
    words = words_among(sheet.language)
    plain = {key: said for key, said in words.words.items() if isinstance(said, str) and key.startswith(LABELS)}
    labels = {key: said if key in HEARD else words.isolated(said) for key, said in plain.items()}
    code = printed_code(sheet.address) if sheet.address else None
    foreign = is_foreign(sheet.language, words.language)
    languages = {"direction": direction(sheet.language), **({"words": words.language} if foreign else {})}
    return {
        **_SheetData(words, sheet.part, size, foreign=foreign).of(sheet),
        **languages,
        "labels": labels | {"name": words("cell.name")},
        **({"code": asdict(code) | {"address": sheet.address}} if code else {}),
    }


class _SheetData:
    """Converts the parts of one sheet."""

    def __init__(self, words: Catalogue, part: str, size: int, *, foreign: bool) -> None:
        self.words = words
        self.part = part
        self.size = size
        self.zoom = size / TYPE_SIZE
        self.foreign = foreign
        self.kinds = {kind: words(f"quote.{kind}") for kind in QUOTE_KINDS}
        self.number_width = 0  # in letters, of the list at hand

    def of(self, value: Any) -> Any:
        if isinstance(value, str | int):
            return value
        if isinstance(value, tuple):
            return self._several(value)
        if isinstance(value, Moment):
            return _time(value)
        if isinstance(value, Prose):
            return prose_data(value, self.of, self.kinds)
        if isinstance(value, Link):
            return [self.inline(Text(value.on_sheet(self.part)))]
        if isinstance(value, Sheet) and value.part != self.part:
            return _SheetData(self.words, value.part, self.size, foreign=self.foreign).of(value)
        assert is_dataclass(value) and not isinstance(value, type), f"{value!r} is not a part of a document"
        if isinstance(value, Section):
            self.number_width = max((len(box.number) for box in with_children(value.boxes)), default=0)
        printed = ((name, getattr(value, name)) for name in fields_without(UNPRINTED, type(value)))
        found = {name: self.of(held) for name, held in printed if held not in EMPTY}
        if isinstance(value, WritingSpace) and value.slot and value.slot.value:
            found["value"] = value.slot.value
        if isinstance(value, Section) and value.rows:
            found |= self._rows(value)
        if self.foreign and any(isinstance(getattr(value, name, None), CatalogueText) for name in ("title", "value", "text")):
            found["ours"] = True
        if isinstance(value, FixedText):
            lines = value.lines.expandtabs(4).split("\n")
            is_message = value.key == "message"
            found["lines"] = [in_pieces(line, value.slots if is_message else (), "t" if is_message else "c") for line in lines]
        if isinstance(value, Box):
            found |= self._box(value)
        if isinstance(value, Row) and value.run:
            found |= self._command(value, WIDEST if self.part == EMERGENCY else WIDE)
        return found

    def _box(self, box: Box) -> dict[str, Any]:
        """Return how a box is printed, and the lines of its command."""
        found = {"wide": True} if box.fixed or box.details else {}
        if _lines(box, int(WIDTH / self.zoom)) > TALL / self.zoom:
            found["tall"] = True
        level = 2 * min(box.number.count("."), 4)
        return found | (self._command(box, WIDE - max(0, min(self.number_width, 6) - 2), level) if box.run else {})

    def _command(self, held: Box | Row, usual: int, level: int = 0) -> dict[str, Any]:
        """Return a command, of which a line of the usual size has so many letters, less those of its level."""
        if self.part == FOLDING_CARD:
            return _command(held, FOLDED - level, FOLDED_SLOT)
        return _command(held, int((FULL if is_large(self.size) else usual) / self.zoom) - level)

    def _several(self, value: tuple[Any, ...]) -> list[Any]:
        return [self.inline(one) if isinstance(one, Part) else self.of(one) for one in _openable(value)]

    def inline(self, part: Part) -> dict[str, Any]:
        if isinstance(part, InlineLink):
            label = [self.inline(one) for one in part.label]
            address = address_on_paper(part)
            shown = {"bare": True} if not address else {"shown": address} if address != part.url else {}
            return {"u": part.url, "l": label, **shown}
        if isinstance(part, Strong):
            return {"s": [self.inline(one) for one in _openable(part.parts)]}
        if isinstance(part, Emphasis):
            return {"e": [self.inline(one) for one in _openable(part.parts)]}
        if isinstance(part, LineBreak):
            return {"br": True}
        if isinstance(part, Room):
            return {"room": len(part.text)}
        assert not isinstance(part, InnerLink), "`document` says in words where links lead that lead inside"
        ours = {"ours": True} if self.foreign and isinstance(part.text, CatalogueText) else {}
        return {"c": part.text} if isinstance(part, CodeSpan) else {"t": part.text, **ours}

    def _rows(self, section: Section) -> dict[str, Any]:
        if section.kind == "contacts":
            return {"rows": [self.of(line) for line in people_of(self.words, section)]}
        return {} if section.kind == "commands" else {"rows": [], "table": self.of(table_of(section))}


def _openable(parts: Iterable[Any]) -> Iterator[Any]:
    """Yield some parts with only the labels of links to files of the site: nobody can open these from a PDF."""
    for part in parts:
        yield from part.label if isinstance(part, InlineLink) and not is_link_target(part.url) else (part,)


def _command(held: Box | Row, longest: int, room: int = SLOT) -> dict[str, Any]:
    """Return the lines of a command in pieces. A secret stays as `<id>`. A command that is `wide` has no room beside columns."""
    slots = {slot.id: slot for slot in held.slots if not slot.secret}

    command = filled_in(held.run, slots, room).expandtabs(4)
    unknown = any(not slot.value for slot in slots.values())
    wide = {"wide": True} if unknown or max(map(len, command.split("\n"))) > NARROW else {}
    lines = typed_lines(held, command, longest).replace(ROOM, "").split("\n")
    return {"run": [[{"slot": slots[id].label or id} if id else {"c": text} for text, id in pieces(line, slots)] for line in lines], **wide}


def _time(moment: Moment) -> dict[str, Any]:
    """Return the parts of a moment, without a start that the heading above shows too, unless the list has a duration of its own."""
    shown = ("every", "lasts") if moment.repeated and not moment.lasts else ("at", "hour", "until", "day", "every", "lasts")
    return {name: found for name in shown if (found := getattr(moment, name))}


def _lines(box: Box, width: int) -> int:
    """Return the estimated number of printed lines of a box, in lines of `width` letters."""
    texts: tuple[Inline, ...] = (
        box.caution,
        box.text,
        box.expect,
        box.action,
        *(fact.text for fact in box.facts),
        *(way.text for way in box.ways),
    )
    fixed = [line for one in box.fixed for line in one.lines.split("\n")] + plain_prose(box.details.blocks).splitlines()
    return sum(1 + len(line) // width for line in (*box.run.split("\n"), *fixed, *map(plain, texts)))


@cache
def _template(names: tuple[str, ...]) -> str:
    folder = files("generator").joinpath("templates", "print")
    return "".join(folder.joinpath(f"{name}.typ").read_text("utf-8") for name in names)
