"""A variant's runbook as one document, composed once: its pages and sheets are selections of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics.work_counts import work
from generator.document.boxes import trigger_box
from generator.document.document_parts import Box, Inline, PhasePart, Row, Section
from generator.document.page_paths import slugs
from generator.document.pages import SiteSettings
from generator.document.phase_sections import by_heading, phase_part
from generator.document.reference_rows import command_row, contact_row, service_row, severity_rows, sign_off_row, target_row
from generator.document.runbook_context import RunbookContext, inline
from generator.model.clock import Clock
from generator.model.entities import PHASES, PhaseId
from generator.model.variant import Variant

NO_LAYERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class RunbookDocument:
    """All that readers are shown of one variant. `contacts` are its rows in the order in which they are written, the sections hold
    the same rows and others below the headings of their groups.
    """

    context: RunbookContext
    summary: Inline
    phases: Mapping[PhaseId, PhasePart]
    triggers: tuple[Box, ...]
    severities: tuple[Row, ...]
    contacts: tuple[Row, ...]
    contact_sections: tuple[Section, ...]
    target_sections: tuple[Section, ...]
    service_sections: tuple[Section, ...]
    command_sections: tuple[Section, ...]
    sign_off_sections: tuple[Section, ...]

    @property
    def roles(self) -> dict[str, str]:
        """The titles of its contacts by id."""
        return {row.anchor.partition(".")[2]: row.title for row in self.contacts}

    @property
    def looked_up(self) -> dict[str, tuple[Section, ...]]:
        """What is looked up and not ticked, by the page on which it stands."""
        return {
            "targets": self.target_sections,
            "services": self.service_sections,
            "contacts": self.contact_sections,
            "severities": (Section("", kind="severities", rows=self.severities),),
            "commands": self.command_sections,
        }


@work("documents composed")
def compose(variant: Variant, settings: SiteSettings, layers: Mapping[str, str] = NO_LAYERS, clock: Clock | None = None) -> RunbookDocument:
    """The document of a variant. `layers` are titles by id; with a clock, every moment has the time of the wall."""
    context = RunbookContext(variant, settings, layers, clock)
    runbook, words = context.runbook, context.words
    triggers = tuple(trigger_box(context, key, entry, number) for number, (key, entry) in enumerate(runbook.triggers.items(), 1))
    severities = severity_rows(context)
    contacts = {key: contact_row(context, key, entry) for key, entry in runbook.contacts.items()}
    return RunbookDocument(
        context=context,
        summary=inline(runbook.variant.summary),
        phases={phase: phase_part(context, phase, triggers, severities) for phase in PHASES},
        triggers=triggers,
        severities=severities,
        contacts=tuple(contacts.values()),
        contact_sections=grouped(context, "contacts", runbook.contacts, lambda key, _: contacts[key]),
        target_sections=tuple(
            Section(
                words(f"targets.{kind}"),
                f"group-{kind}-targets",
                kind="rows",
                heads=("", words("first.targets")),
                rows=tuple(target_row(context, key, entry) for key, entry in part.items()),
            )
            for kind, part in by_heading(runbook.slos, lambda entry: entry.kind).items()
        ),
        service_sections=bare_section(
            "rows",
            tuple(service_row(context, key, entry) for key, entry in runbook.services.items()),
            heads=(words("cell.criticality"), words("first.services")),
        ),
        command_sections=grouped(context, "commands", runbook.commands, lambda key, entry: command_row(context, key, entry)),
        sign_off_sections=grouped(context, "rows", runbook.sign_offs, lambda key, entry: sign_off_row(context, key, entry)),
    )


def grouped(context: RunbookContext, kind: str, entries: Mapping[str, Any], row: Callable[[str, Any], Row]) -> tuple[Section, ...]:
    """Rows below the headings of their groups; without any group they stand below no heading."""
    parts = by_heading(entries, lambda entry: str(entry.group or ""))
    if list(parts) == [""]:
        return bare_section(kind, tuple(row(key, entry) for key, entry in entries.items()))
    anchors = slugs(title or "others" for title in parts)
    return tuple(
        Section(
            title or context.words("group.others"),
            f"group-{anchor}",
            kind=kind,
            rows=tuple(row(key, entry) for key, entry in part.items()),
        )
        for (title, part), anchor in zip(parts.items(), anchors, strict=True)
    )


def bare_section(kind: str, rows: tuple[Row, ...], heads: tuple[str, str] = ("", "")) -> tuple[Section, ...]:
    return (Section("", kind=kind, rows=rows, heads=heads),) if rows else ()
