"""The page for 3 a.m.: when to roll back, how grave it is, whom to call, what to type."""

from __future__ import annotations

from generator.document.page_context import PageContext
from generator.document.page_paths import href
from generator.document.pages import Page
from generator.document.phase_pages import procedure_sections, trigger_sections
from generator.document.reference_rows import command_row, contact_row, severity_rows


def emergency_page(scope: PageContext) -> Page:
    origin = scope.page("emergency")
    return Page(
        path=origin,
        title=scope.words("emergency"),
        template="emergency",
        nav=(scope.title,),
        variant=scope.variant.id,
        view={
            "title": scope.words("emergency"),
            "head": scope.head(origin, "emergency"),
            "triggers": tuple(box for section in trigger_sections(scope, origin) for box in section.boxes),
            "severities": severity_rows(scope, "h3"),
            "contacts": tuple(contact_row(scope, key, entry, origin, "h3") for key, entry in scope.runbook.contacts.items()),
            "rollback": procedure_sections(scope, "rollback", origin),
            "incident": procedure_sections(scope, "incident", origin),
            "commands": tuple(command_row(scope, key, entry, origin, "h3") for key, entry in scope.runbook.commands.items()),
            "sheet": href(origin, scope.page("print"), "emergency"),
        },
    )
