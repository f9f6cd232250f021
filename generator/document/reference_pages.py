"""A variant's reference pages: what is looked up while a phase is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generator.document.drawings.service_graph import needs_in_words, service_graph
from generator.document.page_context import PageContext
from generator.document.page_model import Row, Section
from generator.document.page_paths import href, slugs
from generator.document.pages import Page
from generator.document.phase_pages import by_heading, procedure_sections
from generator.document.reference_rows import command_row, contact_row, service_row, severity_rows, sign_off_row, target_row

TABLES = ("targets", "severities", "sign-offs")


def reference_pages(scope: PageContext) -> Iterable[Page]:
    """The pages of what is looked up, each there for every variant, so that what is not defined is seen to be so."""
    response = procedure_sections(scope, "incident", scope.page("severities"))
    yield page(scope, "targets", "table", targets(scope, scope.page("targets")))
    yield services_page(scope)
    yield page(scope, "contacts", "cards", contacts(scope, scope.page("contacts")), unassigned=scope.unassigned())
    yield page(scope, "severities", "table", severities(scope), procedures=response)
    yield page(scope, "commands", "commands", commands(scope, scope.page("commands")))
    yield page(scope, "sign-offs", "table", sign_offs(scope, scope.page("sign-offs")))


def services_page(scope: PageContext) -> Page:
    """The services as a drawing, the same in words, and each in full."""
    origin = scope.page("services")
    return page(scope, "services", "cards", services(scope, origin), graph=service_graph(scope), needs=needs_in_words(scope, origin))


def page(scope: PageContext, part: str, look: str, sections: tuple[Section, ...], **more: Any) -> Page:
    """One reference page; `look` says how its rows are laid out: `table`, `cards` or `commands`."""
    origin = scope.page(part)
    title = scope.words(f"reference.{part}")
    return Page(
        path=origin,
        title=title,
        template="reference",
        nav=(scope.title, scope.words("reference")),
        variant=scope.variant.id,
        view={
            "title": title,
            "head": scope.head(origin, part),
            "part": part,
            "look": look,
            "first": scope.words(f"first.{part}") if part in TABLES else "",
            "sections": sections,
            "public": scope.settings.public,
            "incident": href(origin, scope.page("incident")),
            **more,
        },
    )


def targets(scope: PageContext, origin: str) -> tuple[Section, ...]:
    parts = by_heading(scope.runbook.slos, lambda entry: entry.kind)
    return tuple(
        section(
            scope.words(f"targets.{kind}"),
            tuple(target_row(scope, key, entry, origin, "h3") for key, entry in part.items()),
            f"{kind}-targets",
        )
        for kind, part in parts.items()
    )


def services(scope: PageContext, origin: str) -> tuple[Section, ...]:
    return bare_section(tuple(service_row(scope, key, entry, origin, "h2") for key, entry in scope.runbook.services.items()))


def contacts(scope: PageContext, origin: str) -> tuple[Section, ...]:
    return grouped(scope, scope.runbook.contacts, lambda key, entry, tag: contact_row(scope, key, entry, origin, tag))


def severities(scope: PageContext) -> tuple[Section, ...]:
    rows = severity_rows(scope, "h3")
    return (section(scope.words("severities.levels"), rows, "levels"),) if rows else ()


def commands(scope: PageContext, origin: str) -> tuple[Section, ...]:
    return grouped(scope, scope.runbook.commands, lambda key, entry, tag: command_row(scope, key, entry, origin, tag))


def sign_offs(scope: PageContext, origin: str) -> tuple[Section, ...]:
    return grouped(scope, scope.runbook.sign_offs, lambda key, entry, tag: sign_off_row(scope, key, entry, origin, tag))


def grouped(scope: PageContext, entries: Any, row: Callable[[str, Any, str], Row]) -> tuple[Section, ...]:
    """Rows below the headings of their groups; without any group they stand below the page's title alone."""
    parts = by_heading(entries, lambda entry: str(entry.group or ""))
    if list(parts) == [""]:
        return bare_section(tuple(row(key, entry, "h2") for key, entry in entries.items()))
    anchors = slugs(title or "others" for title in parts)
    return tuple(
        section(title or scope.words("group.others"), tuple(row(key, entry, "h3") for key, entry in part.items()), anchor)
        for (title, part), anchor in zip(parts.items(), anchors, strict=True)
    )


def section(title: str, rows: tuple[Row, ...], anchor: str) -> Section:
    return Section(title, f"group-{anchor}", kind="rows", rows=without_empty_columns(rows))


def bare_section(rows: tuple[Row, ...]) -> tuple[Section, ...]:
    return (Section("", "", kind="rows", rows=without_empty_columns(rows)),) if rows else ()


def without_empty_columns(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows of one table without the cells that none of them fills."""
    filled = {cell.name for row in rows for cell in row.cells if cell.text or cell.links or cell.kind == "blank"}
    return tuple(replace(row, cells=tuple(cell for cell in row.cells if cell.name in filled)) for row in rows)
