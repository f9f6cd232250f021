"""The emergency card, one sheet of paper: contacts to call, severities, triggers of a rollback, and commands to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.card_room import MOST_COMMANDS, fits
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Fact, Row, Section, as_text, plain
from generator.document.not_defined import URGENT, missing_parts, missing_section, not_defined
from generator.document.phase_sections import severities_section
from generator.document.phase_sheet import calls_section, contacts_section
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import finished, headed
from generator.document.sheets import EMERGENCY, Sheet
from generator.text.catalogue import Catalogue


def emergency_card(document: RunbookDocument) -> Sheet:
    """Return the card with as many commands as fit. The last line says how many commands are left out."""
    context = document.context
    severities = (severities_section(context, document.severities),) if document.severities else ()
    calls = calls_section(document) if document.triggers else None
    triggers = (calls,) if calls else ()
    missing = missing_section(document, not_defined(context, missing_parts(document)), *URGENT)
    fixed = (*contacts_section(document), *severities, *triggers, *missing)
    kits = (*rollback_commands(document), *commands_at_hand(document))
    full = headed(document, EMERGENCY, (*fixed, *kits))
    count = sum(len(kit.rows) for kit in kits)
    for kept in range(min(count, MOST_COMMANDS), -1, -1):
        card = replace(full, sections=(*fixed, *first(kits, kept), *left_out(context, count - kept)))
        if fits(card):
            break
    return finished(document, card)


def rollback_commands(document: RunbookDocument) -> Iterator[Section]:
    """Yield a section with the commands of each rollback, in the order of its steps."""
    for procedure in document.procedures_in("rollback"):
        rows = tuple(step_commands(document.context.words, procedure.boxes))
        if rows:
            yield Section(procedure.title, kind="commands", rows=rows)


def commands_at_hand(document: RunbookDocument) -> tuple[Section, ...]:
    """Return the commands by group. Commands without a group get a heading, because commands of procedures precede them."""
    words = document.context.words
    return tuple(
        replace(section, title=words("reference.commands")) if section.title in ("", words("group.others")) else section
        for section in document.looked_up["commands"]
    )


def step_commands(words: Catalogue, boxes: Iterable[Box], above: tuple[Fact, ...] = ()) -> Iterator[Row]:
    """Yield the commands of steps and their children, titled with the numbers of the steps. `above` is the condition of the parent step."""
    for box in boxes:
        condition = tuple(fact for fact in box.facts if fact.how == "condition") or above
        if box.run:
            title = words("sheet.step", number=box.number, title=box.title or plain(box.text))
            yield Row(box.address, title, facts=condition, run=box.run, slots=box.slots, expect=box.expect)
        yield from step_commands(words, box.children, condition)


def first(kits: Iterable[Section], count: int) -> Iterator[Section]:
    """Yield sections with the first `count` commands in total."""
    for kit in kits:
        if count > 0:
            yield replace(kit, rows=kit.rows[:count])
        count -= len(kit.rows)


def left_out(context: RunbookContext, count: int) -> tuple[Section, ...]:
    return (Section("", kind="undefined", summary=as_text(context.words.count("sheet.more-commands", count))),) if count else ()
