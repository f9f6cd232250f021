"""Compose the runbook of a variant once as one document. Its pages and sheets are made from parts of this document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.diagnostics.work_counts import work
from generator.document.boxes import trigger_boxes
from generator.document.document_parts import Box, Inline, Prose, Row, Section
from generator.document.page_paths import slugs
from generator.document.pages import SiteSettings
from generator.document.phase_part import PhasePart
from generator.document.phase_sections import by_heading, phase_part
from generator.document.reference_rows import command_row, contact_row, fact_row, service_row, severity_row, sign_off_row, target_row
from generator.document.runbook_context import RunbookContext
from generator.document.severity_responses import responses_below
from generator.document.web_links import link_sections
from generator.model.clock import Clock
from generator.model.entities import PHASES, Command, Contact, Entity, PhaseId, SignOff
from generator.model.variant import Variant

T = TypeVar("T", bound=Entity)
Grouped = TypeVar("Grouped", Command, Contact, SignOff)


@dataclass(frozen=True, slots=True)
class RunbookDocument:
    """Everything that readers see of one variant.

    `triggers` call for a rollback, `alarms` for the response to an incident. `contacts` are the contacts that people may call, in the order
    of the data. `looked_up` are sections of reference data by the id of their page; there, contacts and commands are under the headings of
    their groups.
    """

    context: RunbookContext
    summary: Inline
    about: Prose
    facts: tuple[Row, ...]
    links: tuple[Section, ...]
    phases: Mapping[PhaseId, PhasePart]
    triggers: tuple[Box, ...]
    alarms: tuple[Box, ...]
    severities: tuple[Row, ...]
    contacts: tuple[Row, ...]
    looked_up: Mapping[str, tuple[Section, ...]]
    sign_off_sections: tuple[Section, ...]

    @property
    def roles(self) -> dict[str, str]:
        """Return the titles of these contacts by id."""
        return {row.anchor.partition(".")[2]: row.title for row in self.contacts}

    @property
    def roles_of_boxes(self) -> tuple[str, ...]:
        """Return the roles of all boxes, in the order of the pages: a filter stays from phase to phase."""
        return tuple(dict.fromkeys(box.role for part in self.phases.values() for box in part.boxes if box.role))

    def procedures_in(self, phase: PhaseId) -> tuple[Section, ...]:
        """Return the procedures of a phase."""
        return tuple(section for section in self.phases[phase].sections if section.anchor.startswith("procedures."))


@work("documents composed")
def compose(
    variant: Variant,
    settings: SiteSettings,
    layers: Mapping[str, str] = {},
    clock: Clock | None = None,
    values: Mapping[str, str] = {},
    others: Mapping[str, Variant] = {},
) -> RunbookDocument:
    """Compose the document of a variant.

    `layers` are titles by id. With a clock, moments have clock times. `values` are the values of blanks by id.
    `others` are the variants that texts may link to.
    """
    context = RunbookContext(variant, settings, layers, clock, values, others)
    runbook, words = context.runbook, context.words
    fired = {phase: tuple(trigger_boxes(context, phase)) for phase in PHASES}
    severities = rows(context, runbook.severities, severity_row)
    targets = tuple(
        Section(words(f"targets.{kind}"), f"group-{kind}-targets", kind="rows", heads=("", words("first.targets")), rows=found)
        for kind, part in by_heading(runbook.slos, lambda entry: entry.kind).items()
        for found in [rows(context, part, target_row)]
    )
    heads = (words("cell.criticality"), words("first.services"))
    return RunbookDocument(
        context=context,
        summary=context.inline(runbook.variant.summary),
        about=context.prose(runbook.variant.about),
        facts=rows(context, runbook.facts, fact_row),
        links=link_sections(context),
        phases={phase: phase_part(context, phase, fired[phase], severities) for phase in PHASES},
        triggers=fired["rollback"],
        alarms=fired["incident"],
        severities=severities,
        contacts=rows(context, context.to_call, contact_row),
        looked_up={
            "targets": targets,
            "services": untitled_section("rows", rows(context, runbook.services, service_row), heads),
            "contacts": grouped(context, "contacts", runbook.contacts, contact_row),
            "severities": untitled_section("severities", severities),
            "commands": grouped(context, "commands", runbook.commands, command_row),
        },
        sign_off_sections=grouped(context, "rows", runbook.sign_offs, sign_off_row),
    )


def rows(context: RunbookContext, entries: Mapping[str, T], row: Callable[[RunbookContext, str, T], Row]) -> tuple[Row, ...]:
    return tuple(row(context, key, entry) for key, entry in entries.items())


def grouped(
    context: RunbookContext, kind: str, entries: Mapping[str, Grouped], row: Callable[[RunbookContext, str, Grouped], Row]
) -> tuple[Section, ...]:
    """Return rows under the headings of their groups, or without a heading if there are no groups."""
    parts = by_heading(entries, lambda entry: str(entry.group or ""))
    if list(parts) == [""]:
        return untitled_section(kind, rows(context, entries, row))
    anchors = slugs(title or "others" for title in parts)
    others = context.words("group.others")
    return tuple(
        Section(title or others, f"group-{anchor}", kind=kind, rows=rows(context, part, row))
        for (title, part), anchor in zip(parts.items(), anchors, strict=True)
    )


def untitled_section(kind: str, found: tuple[Row, ...], heads: tuple[str, str] = ("", "")) -> tuple[Section, ...]:
    return (Section("", kind=kind, rows=found, heads=heads, closing=responses_below(found)),) if found else ()
