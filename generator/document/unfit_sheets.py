"""The reasons why an emergency card or a rollback sheet cannot serve its purpose."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.sheets import CARDS
from generator.document.waived import is_waived
from generator.model.entities import PhaseId
from generator.model.page_order import READ_DO

BACK: PhaseId = "rollback"


def unfit_reasons(document: RunbookDocument, part: str) -> tuple[str, ...]:
    """Return why a sheet cannot serve its purpose."""
    return tuple(document.context.words(key) for key in unfit_keys(document, part))


def unfit_keys(document: RunbookDocument, part: str) -> Iterator[str]:
    """Yield the keys of the reasons: the same that `lint_release` reports. A public version cannot know what is internal."""
    context = document.context
    if context.settings.public:
        return
    if part in CARDS and names_nobody(document) and not is_waived(context, "nobody-to-call", "variant"):
        yield "draft.nobody"
    lacks = part in (*CARDS, BACK) and not acts_in(document, BACK) and BACK not in context.variant.absent_phases
    if lacks and not is_waived(context, "no-way-back", "variant"):
        yield "draft.no-way-back" if part in CARDS else "draft.no-act"


def names_nobody(document: RunbookDocument) -> bool:
    """Return whether no contact can be reached."""
    return all(row.alarm for row in document.contacts)


def acts_in(document: RunbookDocument, phase: PhaseId) -> tuple[Section, ...]:
    """Return the acts of a phase in an emergency: its procedures and the lists that people read and do, each after what it waits for."""
    found: list[Section] = []
    holds: list[Section] = []
    for section in document.phases[phase].sections:
        if section.kind == "hold":
            holds.append(section)
            continue
        if section.anchor.startswith("procedures.") or section.method == READ_DO:
            found += (*holds, section)
        holds = []
    return tuple(found)
