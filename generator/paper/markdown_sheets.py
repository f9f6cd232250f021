"""Write sheets as GitHub-flavoured Markdown, which people can also read as plain text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from generator.diagnostics.work_counts import work
from generator.document.document_parts import Box, Fact, Row, Section, Way, capitalized, upper_first
from generator.document.figures_in_words import in_full
from generator.document.sheets import BOOK, Sheet
from generator.document.tables import person_of, table_of
from generator.text import gfm_escaping as gfm
from generator.text.catalogue import Catalogue, CatalogueText, catalogue, words_among

# Facts that precede the text of a box; all others are below the text.
BEFORE = ("flag", "condition")
RULED = 72
BLANK = "_" * 40


class MarkdownStrings(Catalogue):
    """The strings of the catalogue as Markdown. Values that are put into them are Markdown already."""

    def put(self, form: str, values: Mapping[str, object]) -> CatalogueText:
        return super().put(gfm.literal(form), values)


@work("sheets written")
def render_sheet(sheet: Sheet) -> str:
    """Return a sheet as Markdown. Except within commands, no line ends in a space, and there are no two blank lines in a row."""
    words = words_among(sheet.language)
    strings = MarkdownStrings(words.language, words.words, isolating=words.isolating)
    blocks = [
        f"# {gfm.literal(sheet.title)} · {gfm.heading(gfm.literal(sheet.system))}",
        *draft_lines(strings, sheet),
        gfm.markdown(sheet.summary),
        "\n".join(head_lines(strings, sheet)),
    ]
    if sheet.part == BOOK:
        blocks += [f"## {strings('sheet.contents')}", "\n".join(f"- [{title}]({anchor})" for title, anchor in contents(sheet))]
    for chapter in sheet.chapters:
        blocks += [heading(chapter.title, 2), gfm.markdown(chapter.summary), "\n".join(head_lines(strings, chapter))]
        blocks += sections(strings, chapter, 1)
    blocks += sections(strings, sheet, 0)
    blocks.append(f"**{gfm.literal(sheet.end)}**")
    return "\n\n".join(filter(None, blocks)) + "\n"


def draft_lines(strings: MarkdownStrings, sheet: Sheet) -> Iterator[str]:
    for number, reason in enumerate(sheet.draft):
        said = gfm.literal(upper_first(reason))
        yield f"**{said}**" if number else f"**{strings('sheet.draft')} {said}**"


def head_lines(strings: MarkdownStrings, sheet: Sheet) -> Iterator[str]:
    """Yield the facts in the head of a sheet. A missing value becomes a blank to write on."""
    for fact in sheet.head:
        blank = f"{BLANK} ({gfm.literal(fact.hint)})" if fact.hint else BLANK
        yield f"- {gfm.literal(fact.label)}: {gfm.literal(fact.value) or blank}"
    if sheet.address:
        yield f"- {strings('sheet.head.site')}: {gfm.inline(f'<{sheet.address}>')}"


def sections(strings: MarkdownStrings, sheet: Sheet, up: int) -> Iterator[str]:
    """Yield the sections of a sheet. In a chapter of a book, headings are `up` levels deeper."""
    for section in sheet.sections:
        if section.kind == "notes":
            for space in section.spaces:
                yield heading(space.label.rstrip(": "), section.level + up)
                yield from ["_" * RULED] * space.lines
            continue
        if section.title:
            yield heading(section.title, section.level + up)
        yield " · ".join(section_facts(strings, section, sheet.part))
        yield gfm.markdown(section.summary)
        if section.watched and sheet.calls is not None:
            yield "\n".join(f"> {line}".rstrip() for line in calls(sheet.calls, sheet.part).split("\n"))
        yield from content(strings, sheet, section)


def content(strings: MarkdownStrings, sheet: Sheet, section: Section) -> Iterator[str]:
    if section.kind == "calls":
        yield "\n".join(call_lines(section, sheet.part))
    elif section.kind == "sign-offs":
        yield "\n".join(signature(strings, box) for box in section.boxes)
    elif section.kind == "contacts":
        yield "\n".join(person(strings, row) for row in section.rows)
    elif section.kind == "commands":
        yield "\n".join(tool(strings, row, sheet.part) for row in section.rows)
    elif section.rows:
        yield table(section)
    elif section.boxes:
        for date in section.dates or ("",):
            yield f"**{gfm.literal(date)}**" if date else ""
            yield "\n".join(entry(strings, sheet, box) for box in section.boxes)
        yield done(strings, section)


def done(strings: MarkdownStrings, section: Section) -> str:
    """Return the last line of a list, on which people write when the list was done and who did it."""
    time, initials, other = strings("sheet.time"), strings("sheet.initials"), upper_first(strings("sheet.na"))
    return f"{gfm.literal(section.done)}. {time} {'_' * 10} {initials} {'_' * 8} {other} {'_' * 20}"


def section_facts(strings: MarkdownStrings, section: Section, part: str) -> Iterator[str]:
    """Yield the facts below a heading: the moment, the facts of the section, its condition, and its way out."""
    if said := in_full(strings, section.moment):
        yield f"**{gfm.literal(said)}**"
    yield from (labelled(fact) for fact in section.facts)
    if section.when:
        yield f"{strings('outcome.when')}: {gfm.markdown(section.when)}"
    if section.on_failure:
        yield f"{strings('outcome.fail')}: {gfm.literal(section.on_failure.on_sheet(part))}"


def labelled(fact: Fact) -> str:
    return " ".join(filter(None, (upper_first(gfm.literal(fact.label)), gfm.markdown(fact.text if fact.label else capitalized(fact.text)))))


def entry(strings: MarkdownStrings, sheet: Sheet, box: Box) -> str:
    """Return a box with its command, details and children."""
    lines = [f"- [ ] {headline(box)}".rstrip()]
    if box.run:
        lines.append(nested(gfm.fenced(box.run, "sh")))
    lines += [f"  - {detail}" for detail in details(strings, sheet, box)]
    lines += [nested(entry(strings, sheet, child)) for child in box.children]
    return "\n".join(lines)


def headline(box: Box) -> str:
    text = gfm.markdown(box.text)
    number = f"{box.number}. {gfm.literal(box.title)}".rstrip() if box.title else f"{box.number}."
    found = [f"**{number}**{':' if box.title and text else ''}"] if box.number else []
    for fact in box.facts:
        if fact.how == "flag":
            strength = "*" if fact.kind == "optional" else "**"
            found.append(f"{strength}{gfm.markdown(capitalized(fact.text))}.{strength}")
        elif fact.how == "condition":
            found.append(f"*{upper_first(gfm.literal(fact.label))} {gfm.markdown(fact.text)}{':' if text else ''}*")
    return " ".join(filter(None, (*found, text)))


def details(strings: MarkdownStrings, sheet: Sheet, box: Box) -> Iterator[str]:
    if box.expect:
        yield f"{strings('outcome.expect')}: {gfm.markdown(box.expect)}"
    if box.moment:
        yield f"{strings('outcome.when')}: {gfm.literal(in_full(strings, box.moment))}"
    for fact in box.facts:
        if fact.how not in BEFORE:
            label = f"{upper_first(gfm.literal(fact.label))}: " if fact.label else ""
            yield label + gfm.markdown(fact.text if label else capitalized(fact.text))
    if box.action:
        yield f"{strings('outcome.then')}: {gfm.markdown(box.action)}"
    if box.then:
        yield f"{strings('outcome.then')}: {gfm.literal(box.then.on_sheet(sheet.part))}"
    if box.on_failure:
        yield f"{strings('outcome.fail')}: {gfm.literal(box.on_failure.on_sheet(sheet.part))}"
    yield from (way(one, sheet.part) for one in box.ways)


def way(one: Way, part: str) -> str:
    """Return a choice and where to go on: `**Critical** (within 30 min): stop; go to 2, Restore`. `part` is the sheet that shows it."""
    soon = "".join(f" ({' '.join(filter(None, (gfm.literal(fact.label), gfm.markdown(fact.text))))})" for fact in one.facts)
    said = "; ".join(filter(None, (gfm.markdown(one.text), gfm.literal(one.then.on_sheet(part) if one.then else ""))))
    return f"**{gfm.literal(one.label)}**{soon}: {said}".rstrip()


def calls(section: Section, part: str) -> str:
    """Return the triggers as Markdown for a quote. Outside a quote, their lines and the boxes below would be one list."""
    title = f"**{gfm.literal(section.title)}.** {gfm.markdown(section.summary)}"
    return "\n\n".join(filter(None, (title, "\n".join(call_lines(section, part)))))


def call_lines(section: Section, part: str) -> Iterator[str]:
    """Yield each trigger in one line: the condition, when it fires, who decides, the action, and where to go on."""
    for box in section.boxes:
        parts = [gfm.markdown(box.text)]
        for fact in box.facts:
            if fact.kind == "fires":
                parts[0] += f": **{gfm.markdown(fact.text)}**"
            else:
                parts.append(gfm.markdown(fact.text))
        then = gfm.literal(box.then.on_sheet(part)) if box.then else ""
        yield f"- {' · '.join(filter(None, (*parts, gfm.markdown(box.action), then)))}"


def signature(strings: MarkdownStrings, box: Box) -> str:
    name = gfm.literal(box.name) if box.name else "_" * 22
    date, signed = strings("sign.date"), strings("sign.signature")
    return f"- [ ] **{gfm.markdown(box.text)}** {strings('sign.name')} {name} {date} {'_' * 12} {signed} {'_' * 22}"


def person(strings: MarkdownStrings, row: Row) -> str:
    """Return a contact with the ways to reach the contact, and with blanks for missing values."""
    found = person_of(strings, row)
    name = gfm.literal(found.name) or f"{strings('cell.name')} {'_' * 18}"
    reach = [gfm.markdown(way) for way in found.reach] or [f"{strings('sheet.reach')} {'_' * 18}"]
    return f"- **{gfm.literal(row.title)}**: {' · '.join(filter(None, (name, *reach, gfm.literal(found.more))))}"


def tool(strings: MarkdownStrings, row: Row, here: str) -> str:
    several = "\n" in row.run
    condition = "".join(f" *{gfm.literal(fact.label)} {gfm.markdown(fact.text)}*" for fact in row.facts)
    expect = f"{strings('outcome.expect')}: {gfm.markdown(row.expect)}" if row.expect else ""
    failure = f"{strings('outcome.fail')}: {gfm.literal(row.on_failure.on_sheet(here))}" if row.on_failure else ""
    said = " · ".join(filter(None, ("" if several else gfm.code_span(row.run), gfm.markdown(row.text), expect, failure)))
    line = f"- **{gfm.literal(row.title)}**{condition}: {said}".rstrip()
    return f"{line}\n{nested(gfm.fenced(row.run, 'sh'))}" if several else line


def table(section: Section) -> str:
    """Return a table whose columns are aligned in plain text too."""
    found = table_of(section)
    rows = [tuple(map(gfm.cell_of_line, found.heads)), *(tuple(map(gfm.cell, row)) for row in found.rows)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * columns for columns in widths))
    padded = ((cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in padded)


def contents(book: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the title and the anchor of each chapter of a book. As on GitHub, the anchors of repeated headings have a number."""
    used = Counter([slug(f"{book.title} · {book.system}"), slug(catalogue("page", book.language)("sheet.contents"))])
    for chapter in book.chapters:
        own = slug(chapter.title)
        yield gfm.literal(chapter.title), "#" + quote(f"{own}-{used[own]}" if used[own] else own)
        used[own] += 1
        for section in chapter.sections:
            used.update(slug(space.label.rstrip(": ")) for space in section.spaces)
            if section.title and not section.spaces:
                used[slug(section.title)] += 1


def slug(title: str) -> str:
    kept = "".join(character for character in title.strip().lower() if character.isalnum() or character in " -_")
    return kept.replace(" ", "-")


def heading(title: str, level: int) -> str:
    return f"{'#' * level} {gfm.heading(gfm.literal(title))}"


def nested(markdown: str) -> str:
    """Indent lines below a list item by two spaces, the width of the marker; blank lines stay empty."""
    return "\n".join(f"  {line}" if line else line for line in markdown.split("\n"))


def width(text: str) -> int:
    """Return the columns of a text in a monospaced font: two for wide characters, none for combining marks."""
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
