"""The emergency card, one sheet of paper: people to call, when and how to roll back, severities, status pages, and commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section, as_text, plain
from generator.document.not_defined import URGENT, missing_parts, missing_section, not_defined
from generator.document.phase_sections import severities_section
from generator.document.phase_sheet import alarms_section, calls_section, contacts_section
from generator.document.sheet_head import headed
from generator.document.sheets import EMERGENCY, Sheet
from generator.document.unfit_sheets import BACK, acts_in
from generator.document.web_links import links_at_hand, runbooks_at_hand


def emergency_card(document: RunbookDocument, part: str = EMERGENCY) -> Sheet:
    """Return the card, or the same card to fold.

    Its rollback is the same as on the rollback sheet, so it loses no step, choice, role or way out.
    """
    context = document.context
    return headed(
        document,
        part,
        (
            *contacts_section(document),
            *((calls_section(document),) if document.triggers else ()),
            *map(_on_card, acts_in(document, BACK)),
            *alarms_section(document),
            *((severities_section(context, document.severities),) if document.severities else ()),
            *status_pages(document),
            *runbooks_at_hand(context, "incident"),
            *links_at_hand(document),
            *commands_at_hand(document),
            *missing_section(document, not_defined(context, missing_parts(document)), *URGENT),
        ),
    )


def _on_card(section: Section) -> Section:
    """Return a section of the rollback as the card has it: no headings of groups, and of exercises only the last one, in one line."""
    changed = section.level != 2 or len(section.exercised) > 1
    return replace(section, level=2, exercised=section.exercised[:1]) if changed else section


def status_pages(document: RunbookDocument) -> Iterator[Section]:
    """Yield a section with the status pages of the services in one line, if there are any."""
    services = (row for section in document.looked_up["services"] for row in section.rows)
    pages = [f"{row.title}: {plain(cell.text)}" for row in services for cell in row.cells if cell.key == "status" and cell.text]
    if pages:
        yield Section(document.context.words("sheet.status-pages"), kind="rows", summary=as_text(" · ".join(pages)))


def commands_at_hand(document: RunbookDocument) -> tuple[Section, ...]:
    """Return the commands by group. Commands without a group get a heading, because other parts precede them."""
    words = document.context.words
    return tuple(
        replace(section, title=words("reference.commands")) if section.title in ("", words("group.others")) else section
        for section in document.looked_up["commands"]
    )
