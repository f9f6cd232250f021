"""Web addresses to have at hand: of the system, and of its targets, services and contacts; and the runbooks of other systems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document.document_parts import Cell, Inline, Link, Row, Section, as_text
from generator.document.inner_links import link_to_system
from generator.document.page_paths import slugs
from generator.document.phase_sections import by_heading
from generator.model.entities import LinkOfEntry, PhaseId, Service
from generator.text.inline_markup import InlineLink, Part, Text

if TYPE_CHECKING:
    from generator.document.compose import RunbookDocument
    from generator.document.runbook_context import RunbookContext

# The phases in which people follow the runbooks of the services.
FOLLOWED: tuple[PhaseId, ...] = ("rollback", "incident")
BETWEEN = " · "


def link_row(context: RunbookContext, address: str, entry: LinkOfEntry) -> Row:
    """Return the row of a link: its title, and its address in a cell."""
    cells = (Cell("address", context.words("cell.address"), as_text(entry.url), "web", entry.url),)
    return Row(address, context.name(address), context.inline(entry.text), cells=cells, provenance=context.provenance(address))


def link_sections(context: RunbookContext) -> tuple[Section, ...]:
    """Return the links of the system by group."""
    parts = by_heading(context.runbook.links, lambda entry: str(entry.group or ""))
    anchors = slugs(f"links {title}" for title in parts)
    return tuple(
        Section(title, anchor, kind="rows", rows=tuple(link_row(context, f"links.{key}", entry) for key, entry in part.items()))
        for (title, part), anchor in zip(parts.items(), anchors, strict=True)
    )


def links_cell_of(context: RunbookContext, address: str, links: Mapping[str, LinkOfEntry]) -> Cell:
    """Return the cell with the links of an entity, each with its address as pages need it, and all as one text for paper."""
    rows = tuple(link_row(context, f"{address}.links.{key}", entry) for key, entry in links.items())
    return Cell("links", context.words("cell.links"), _joined(map(written, rows)), "rows", rows=rows)


def written(row: Row) -> Inline:
    """Return a link as a part of a line, with what it is for."""
    link = InlineLink(row.cells[0].target, as_text(row.title))
    return (link, Text(": "), *row.text) if row.text else (link,)


def _joined(texts: Iterator[Inline]) -> Inline:
    found: list[Part] = []
    for text in texts:
        found += (Text(BETWEEN), *text) if found else text
    return tuple(found)


def links_at_hand(document: RunbookDocument) -> Iterator[Section]:
    """Yield a section with the links of the system in one line, if there are any."""
    rows = (row for section in document.links for row in section.rows)
    if line := _joined(map(written, rows)):
        yield Section(document.context.words("links"), "links", kind="rows", summary=line)


def runbook_of(context: RunbookContext, entry: Service, phase: PhaseId | None = None) -> Link | None:
    """Return the link to the runbook of a service: the phase that the service names, or else the same `phase` of that runbook."""
    if not entry.runbook:
        return None
    same = link_to_system(context, f"{entry.runbook}/{phase}") if phase and "/" not in entry.runbook else None
    return same or link_to_system(context, entry.runbook) or Link(entry.runbook)


def runbooks_of_services(context: RunbookContext, phase: PhaseId) -> tuple[tuple[str, Link], ...]:
    """Return the services with runbooks of their own, each with the link to follow in a phase; none in phases of planned work.

    A layer names the runbook for all systems, and also for the one whose runbook it is, which needs no link to itself.
    """
    services = context.runbook.services.values() if phase in FOLLOWED else ()
    own = {context.variant.id, f"{context.variant.id}/{phase}"}
    others = (entry for entry in services if entry.runbook not in own)
    return tuple((entry.title, link) for entry in others if (link := runbook_of(context, entry, phase)))


def runbooks_at_hand(context: RunbookContext, phase: PhaseId) -> Iterator[Section]:
    """Yield a section with the runbooks of the services in one line, if there are any; with their addresses if the site has one."""
    found = runbooks_of_services(context, phase)
    if line := _joined(iter(_named(context, title, link) for title, link in found)):
        yield Section(context.words("services.runbooks"), "runbooks", kind="rows", summary=line)


def _named(context: RunbookContext, title: str, link: Link) -> Inline:
    address = context.settings.address(link.target.removesuffix("index.md")) if link.target else ""
    return (Text(f"{title}: "), InlineLink(address, as_text(link.text)) if address else Text(link.text))


def link_chapter_sections(document: RunbookDocument) -> tuple[Section, ...]:
    """Return the links for the book, as tables."""
    heads = ("", document.context.words("first.links"))
    return tuple(replace(section, anchor="", heads=heads) for section in document.links)
