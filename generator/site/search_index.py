"""The search indexes: an index for each variant with its pages and entries, and an index of the site with systems and other pages.

An index is a script that calls `runbook.search.load`, so that it can also be loaded from `file://`. When somebody searches, pages load
the index of their own variant first, and then the other indexes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Fact, Row, Section, plain
from generator.document.pages import Outline, OutputFile, RenderedPage
from generator.document.runbook_context import kind_of
from generator.text.catalogue import without_isolates
from generator.text.prose_tree import plain_prose

# Facts with the same text on many boxes. Nobody searches for them.
SILENT = ("flag", "choice")


def compose_search(
    documents: Sequence[RunbookDocument], pages: Iterable[RenderedPage], docs: Sequence[Outline] = ()
) -> tuple[OutputFile, ...]:
    """Return `search.js` of the site and of each variant. `pages` are the generated pages of the site, `docs` the hand-written pages."""
    by_variant: dict[str, list[RenderedPage]] = defaultdict(list)
    for page in (page for page in pages if page.listed):
        by_variant[page.variant].append(page)
    across = [page for page in by_variant[""] if page.path != "index.md"]
    own = (variant_index(document, by_variant[document.context.variant.id]) for document in documents)
    return (site_index(documents, across, docs), *own)


def site_index(documents: Sequence[RunbookDocument], across: Sequence[RenderedPage], docs: Sequence[Outline]) -> OutputFile:
    """Return the index of systems, pages about several systems, and hand-written pages with their headings."""
    pages = [(address_of(page.path), page.title) for page in across] + [(address_of(page.path), page.title) for page in docs]
    entries = [[len(across) + at, "heading", heading.anchor, heading.text] for at, page in enumerate(docs) for heading in page.headings]
    systems = {one.context.variant.id: [one.context.title, plain(one.summary)] for one in documents}
    return index("search.js", "", {"systems": systems, "pages": pages}, entries)


def variant_index(document: RunbookDocument, pages: Sequence[RenderedPage]) -> OutputFile:
    """Return the index of a variant: its pages, its roles, and every entry that has an anchor."""
    context = document.context
    order = {page.path: at for at, page in enumerate(pages)}
    entries = list(entries_of(document, order))
    roles = {key: title for key, title in document.roles.items() if any(row[5:6] == [key] for row in entries)}
    below = [[address_of(page.path).removeprefix(f"{context.variant.id}/"), page.title] for page in pages]
    return index(f"{context.variant.id}/search.js", context.variant.id, {"title": context.title, "roles": roles, "pages": below}, entries)


def entries_of(document: RunbookDocument, order: Mapping[str, int]) -> Iterator[list[Any]]:
    """Yield rows of page, kind, anchor, title, more text, role, and 1 for blocking entries; empty values at the end are left out."""
    for fact in document.facts:
        yield entry(order[document.context.page()], fact.anchor, fact.title, (plain(fact.text),))
    if document.about:
        yield [
            order[document.context.page()],
            "heading",
            "about",
            document.context.title,
            " ".join(plain_prose(document.about.blocks).split()),
        ]
    for link in (row for section in document.links for row in section.rows):
        yield link_entry(order[document.context.page()], link)
    for phase in document.context.phases:
        page, part = order[document.context.page(phase)], document.phases[phase]
        if part.about:
            yield entry(page, f"phases.{phase}", part.title, (plain(part.summary), plain_prose(part.about.blocks)))
        for section in part.sections:
            if section.anchor.split(".")[0] in ("checklists", "procedures", "passages", "phases"):
                yield entry(page, section.anchor, section.title, section_texts(section), section.role)
            for box in section.boxes:
                yield from box_entries(page, box)
            for space in (*section.columns, *section.spaces):
                yield entry(page, space.address, space.label, space.choices)
    for name, sections in document.looked_up.items():
        page = order[document.context.page(name)]
        for row in (row for section in sections for row in section.rows):
            title = f"{row.mark} {row.title}" if name == "severities" else row.title
            text = (
                plain(row.text),
                *(plain_prose(cell.prose.blocks) if cell.prose else plain(cell.text) for cell in row.cells),
                row.run,
                plain(row.expect),
                *(one.lines for one in row.fixed),
            )
            yield entry(page, row.anchor, title, text)
            yield from (link_entry(page, link) for cell in row.cells for link in cell.rows)


def link_entry(page: int, link: Row) -> list[Any]:
    return entry(page, link.anchor, link.title, (plain(link.text), *(plain(cell.text) for cell in link.cells)))


def box_entries(page: int, box: Box) -> Iterator[list[Any]]:
    cells = (plain(cell.text) for cell in box.cells)
    texts = (
        box.number,
        plain(box.text),
        plain(box.caution),
        box.moment.at if box.moment else "",
        *fact_texts(box.facts),
        box.run,
        plain(box.expect),
        plain(box.action),
        *(one.lines for one in box.fixed),
        plain_prose(box.details.blocks),
        *cells,
    )
    yield entry(page, box.address, box.title or plain(box.text), texts, box.role, blocking=box.blocking)
    for way in box.ways:
        if way.text:
            yield entry(page, way.address, plain(way.text), fact_texts(way.facts))
    for space in box.spaces:
        yield entry(page, space.address, space.label, space.choices)
    for child in box.children:
        yield from box_entries(page, child)


def section_texts(section: Section) -> Iterator[str]:
    yield from (plain(section.caution), plain(section.summary), plain(section.when), *fact_texts(section.facts))
    yield from (plain_prose(section.about.blocks), plain_prose(section.closing.blocks))
    if section.moment is not None:
        yield from (section.moment.at, section.moment.lasts, section.moment.every)


def fact_texts(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the text of facts. A fact that links to an entry is left out, because that entry is in the index itself."""
    return (plain(fact.text) for fact in facts if fact.link is None and fact.how not in SILENT)


def entry(page: int, address: str, title: str, texts: Iterable[str], role: str = "", *, blocking: bool = False) -> list[Any]:
    further = dict.fromkeys(" ".join(without_isolates(one).split()) for one in texts if one)
    further.pop(title, None)
    row: list[Any] = [page, kind_of(address), address, title, " · ".join(further), role, int(blocking)]
    while row[-1] in ("", 0):
        row.pop()
    return row


def address_of(path: str) -> str:
    """Return the address of a page, relative to the root of the site, from its Markdown path."""
    return path.removesuffix(".md") + ".html"


def index(path: str, variant: str, head: Mapping[str, Any], entries: Iterable[list[Any]]) -> OutputFile:
    """Return the script of an index, with one line for each entry."""
    lines = ",\n".join(json_of(row) for row in entries)
    opening = json_of(head)[:-1]
    return OutputFile(path, f'runbook.search.load({json_of(variant)},{opening},"entries":[\n{lines}\n]}});\n')


def json_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
