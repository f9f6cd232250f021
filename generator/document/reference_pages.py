"""A variant's reference pages: contacts, services, targets and other things that readers look up during a phase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Row, Section
from generator.document.drawings.service_graph import needs_in_words, service_graph
from generator.document.pages import Page
from generator.document.phase_pages import procedures_of


def reference_pages(document: RunbookDocument) -> Iterable[Page]:
    """Every variant has all of these pages, so that a reader sees what is not defined."""
    context, found = document.context, document.looked_up
    title, incident = context.words("severities.levels"), procedures_of(document, "incident")
    levels = tuple(replace(section, title=title, anchor="group-levels") for section in found["severities"])
    graph, needs = service_graph(context), needs_in_words(context)
    yield page(document, "targets", "table", found["targets"])
    yield page(document, "services", "cards", found["services"], graph=graph, needs=needs)
    yield page(document, "contacts", "cards", found["contacts"], unassigned=context.unassigned())
    yield page(document, "severities", "table", levels, procedures=incident)
    yield page(document, "commands", "commands", found["commands"])
    yield page(document, "sign-offs", "table", document.sign_off_sections)


def page(document: RunbookDocument, part: str, look: str, sections: tuple[Section, ...], **more: Any) -> Page:
    """One reference page. `look` is the layout of its rows: `table`, `cards` or `commands`."""
    context = document.context
    return context.compose_page(
        part,
        "reference",
        context.words(f"reference.{part}"),
        (context.words("reference"),),
        part=part,
        look=look,
        first=context.words(f"first.{part}") if look == "table" else "",
        sections=tuple(replace(section, rows=without_empty_columns(section.rows)) for section in sections),
        incident=context.page("incident"),
        **more,
    )


def without_empty_columns(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Remove the columns that no row fills."""
    filled = {cell.key for row in rows for cell in row.cells if cell.text or cell.links or cell.missing or cell.kind == "blank"}
    return tuple(replace(row, cells=tuple(cell for cell in row.cells if cell.key in filled)) for row in rows)
