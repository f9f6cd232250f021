"""The pack: what people hold on the deployment day, as one file for two-sided printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.phase_sections import DAY
from generator.document.runbook_context import RunbookContext
from generator.document.sheets import EMERGENCY, PACK, PACKED, HeadFact, Sheet
from generator.text.catalogue import CatalogueText


def parts_of_pack(context: RunbookContext) -> tuple[str, ...]:
    """Return the sheets that the pack of a variant has, in order; none if it would have only the emergency card."""
    parts = tuple(part for part in PACKED if part == EMERGENCY or part in context.phases)
    return parts if len(parts) > 1 else ()


def pack(document: RunbookDocument, sheets: Sequence[Sheet]) -> Sheet:
    """Return some sheets of a variant as its pack.

    They stay as they are, but people write T-0 on one of them only, and the first one names all, so that people see whether one is lost.
    """
    context, timed = document.context, [sheet for sheet in sheets if sheet.counts_down]
    holder = next((sheet for sheet in timed if sheet.part == DAY), timed[0] if timed else sheets[0])
    parts = [sheet if sheet is holder else with_t0_elsewhere(sheet, context.words("sheet.on", sheet=holder.title)) for sheet in sheets]
    contents = HeadFact(context.words("sheet.head.pack"), context.words.isolated(", ".join(sheet.title for sheet in sheets)))
    first = parts[0] = replace(parts[0], head=(*parts[0].head, contents))
    return Sheet(
        path=f"{context.variant.id}/sheets/{PACK}.md",
        variant=context.variant.id,
        part=PACK,
        title=context.sheet_title(PACK),
        system=context.title,
        language=first.language,
        version=first.version,
        dated=first.dated,
        draft=tuple(dict.fromkeys(reason for sheet in sheets for reason in sheet.draft)),
        chapters=tuple(parts),
    )


def with_t0_elsewhere(sheet: Sheet, where: CatalogueText) -> Sheet:
    """Return a sheet whose head says where T-0 is, if it would have a line to write it on."""
    facts = tuple(replace(fact, value=where, hint="") if fact.fill == "t0" and not fact.value else fact for fact in sheet.head)
    return sheet if facts == sheet.head else replace(sheet, head=facts)
