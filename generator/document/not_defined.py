"""What a system does not define: in one line, where an empty part would look official."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Inline, Section, as_text
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PHASE_OF, PHASES, PhaseId
from generator.text.catalogue import CatalogueText
from generator.text.inline_markup import Text

URGENT: tuple[PhaseId, ...] = ("rollback", "incident")
# The phase to which data on the emergency card belong. If the phase does not apply to a system, the data are not missing.
PHASE_OF_PART: dict[str, PhaseId] = {**PHASE_OF, "procedure": "rollback"}


def undefined(context: RunbookContext, key: str) -> tuple[Section, ...]:
    """Return a section that says which data the system lacks, or that they may be internal; no section if the key is empty."""
    if not key:
        return ()
    line = not_here(context) if context.settings.public else context.words(f"undefined.{key}")
    return (Section("", kind="undefined", summary=as_text(line)),)


def not_here(context: RunbookContext) -> CatalogueText:
    """Return the sentence about missing data. A public version cannot know whether the data are missing or internal."""
    return CatalogueText(f"{context.words('not-defined.here.public' if context.settings.public else 'not-defined.here')}.")


def not_defined(context: RunbookContext, names: Iterable[str], key: str = "not-defined.names") -> str:
    """Return one line with the names of all data that the system lacks, as the string `key` says it; empty without names."""
    listed = ", ".join(names)
    key = "not-defined.names.public" if context.settings.public else key
    return context.words(key, names=listed) if listed else ""


def undefined_phases(context: RunbookContext) -> tuple[str, ...]:
    """Return the titles of the phases without content, except those that do not apply."""
    absent = context.variant.absent_phases
    return tuple(context.phase_titles[phase] for phase in PHASES if phase not in context.phases and phase not in absent)


def absent_phases(context: RunbookContext, *phases: PhaseId) -> tuple[tuple[str, Inline], ...]:
    """Return the titles of those phases that do not apply to the system, each with the reason."""
    found = context.variant.absent_phases
    return tuple((context.phase_titles[phase], context.inline(found[phase])) for phase in phases if phase in found)


def missing_parts(document: RunbookDocument) -> tuple[str, ...]:
    """Return the names of the data that the emergency card and the emergency page lack."""
    context = document.context
    given: dict[str, Collection[object]] = {
        "contacts": document.contacts,
        "triggers": document.triggers or document.procedures_in("rollback"),  # a procedure says when to use it
        "procedure": document.procedures_in("rollback"),
        "severities": document.severities,
        "commands": document.looked_up["commands"] or phases_with_commands(document),
    }
    return tuple(
        context.words(f"gap.{part}")
        for part, found in given.items()
        if not found and PHASE_OF_PART.get(part) not in context.variant.absent_phases
    )


def phases_with_commands(document: RunbookDocument) -> tuple[PhaseId, ...]:
    """Return the phases whose boxes have commands."""
    return tuple(phase for phase, part in document.phases.items() if any(box.run for box in part.boxes))


def commands_elsewhere(document: RunbookDocument) -> str:
    """Return where the commands of a system are that lists none for reference: with the boxes of some phases. Empty for others."""
    words, titles = document.context.words, document.context.phase_titles
    phases = () if document.looked_up["commands"] else phases_with_commands(document)
    return words("commands.elsewhere", phases=", ".join(titles[phase] for phase in phases)) if phases else ""


def missing_section(document: RunbookDocument, line: str, *phases: PhaseId) -> tuple[Section, ...]:
    """Return sections of one line each: what a sheet lacks, where the commands are, and which of `phases` do not apply, and why."""
    words = document.context.words
    absent = absent_phases(document.context, *phases)
    lines = (
        as_text(line),
        as_text(commands_elsewhere(document)),
        *((Text(words("phase.absent.named", phase=title)), Text(": "), *because) for title, because in absent),
    )
    return tuple(Section("", kind="undefined", summary=line) for line in lines if line)
