"""The sheet of recurring tasks in one week or month, with a box for each date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.figures_in_words import WEEKDAYS, day_in_words, period_in_words
from generator.document.phase_sections import with_end
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import headed
from generator.document.sheets import RECURRING, HeadFact, Sheet
from generator.model.moments import Period, Recurrence


def recurring_sheet(document: RunbookDocument, period: Period) -> Sheet:
    """Return the sheet of the checklists that recur in a period, the most frequent first.

    Checklists without a date in the period are left out.
    """
    context, words = document.context, document.context.words
    sections = tuple(dated for cadence, section in recurring_sections(document) for dated in with_dates(context, cadence, section, period))
    sheet = headed(document, RECURRING, sections, HeadFact(words("sheet.head.period"), period_in_words(words, period)))
    return replace(sheet, path=f"{context.variant.id}/sheets/{RECURRING}-{period.name}.md")


def recurring_sections(document: RunbookDocument) -> list[tuple[Recurrence, Section]]:
    """Return the checklists that recur, the most frequent first."""
    everything = [section for part in document.phases.values() for section in part.sections]
    found = [(section.moment.cadence, section) for section in everything if section.moment and section.moment.cadence]
    return sorted(found, key=lambda one: one[0].days)


def with_dates(context: RunbookContext, cadence: Recurrence, section: Section, period: Period) -> Iterator[Section]:
    """Yield a checklist with its dates in a period: one section, or a section for each week if there are more than seven dates."""
    words, dates = context.words, period.dates(cadence)
    moment = replace(section.moment, at="", words="", clock="", seconds=None) if section.moment else None
    days = tuple(day_in_words(words, day) for day in dates)
    parts = {section.title: days} if days else {}
    if cadence.unit == "ongoing" and len(days) == 1:
        parts = {section.title: (words("recurring.from", day=days[0]),)}
    elif len(dates) > WEEKDAYS:
        weeks = groupby(dates, key=lambda day: words("recurring.week", title=section.title, week=f"{day:%G-W%V}"))
        parts = {title: tuple(day_in_words(words, day) for day in found) for title, found in weeks}
    for title, shown in parts.items():
        yield with_end(words, replace(section, title=title, level=2, moment=moment, dates=shown))
