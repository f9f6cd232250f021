"""A variant's reference pages: what is looked up while a phase is under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Row, Section
from generator.document.drawings.service_graph import needs_in_words, service_graph
from generator.document.pages import Page
from generator.document.phase_pages import procedures_of

TABLES = ("targets", "severities", "sign-offs")


def reference_pages(document: RunbookDocument) -> Iterable[Page]:
    """The pages of what is looked up, each there for every variant, so that what is not defined is seen to be so."""
    context = document.context
    yield page(document, "targets", "table", document.target_sections)
    yield services_page(document)
    yield page(document, "contacts", "cards", document.contact_sections, unassigned=context.unassigned())
    levels = (Section(context.words("severities.levels"), "group-levels", kind="severities", rows=document.severities),)
    yield page(document, "severities", "table", levels if document.severities else (), procedures=procedures_of(document, "incident"))
    yield page(document, "commands", "commands", document.command_sections)
    yield page(document, "sign-offs", "table", document.sign_off_sections)


def services_page(document: RunbookDocument) -> Page:
    """The services as a drawing, the same in words, and each in full."""
    context = document.context
    return page(document, "services", "cards", document.service_sections, graph=service_graph(context), needs=needs_in_words(context))


def page(document: RunbookDocument, part: str, look: str, sections: tuple[Section, ...], **more: Any) -> Page:
    """One reference page; `look` says how its rows are laid out: `table`, `cards` or `commands`."""
    context = document.context
    title = context.words(f"reference.{part}")
    return Page(
        path=context.page(part),
        title=title,
        template="reference",
        nav=(context.title, context.words("reference")),
        variant=context.variant.id,
        view={
            "title": title,
            "head": context.head(part),
            "part": part,
            "look": look,
            "first": context.words(f"first.{part}") if part in TABLES else "",
            "sections": tuple(replace(section, rows=without_empty_columns(section.rows)) for section in sections),
            "public": context.settings.public,
            "incident": context.page("incident"),
            **more,
        },
    )


def without_empty_columns(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows of one table without the cells that none of them fills."""
    filled = {cell.key for row in rows for cell in row.cells if cell.text or cell.links or cell.missing or cell.kind == "blank"}
    return tuple(replace(row, cells=tuple(cell for cell in row.cells if cell.key in filled)) for row in rows)
