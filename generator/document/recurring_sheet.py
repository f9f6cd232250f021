"""The sheet of recurring tasks: what falls in one week or month, with a box for each of its dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from generator.document.clock_words import WEEKDAYS, brief_day, period_in_words
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.phase_sections import with_end
from generator.document.phase_sheet import undefined
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import headed
from generator.document.sheets import RECURRING, HeadFact, Sheet
from generator.model.moments import CADENCES, Cadence
from generator.model.periods import Period


def recurring_sheet(document: RunbookDocument, period: Period) -> Sheet:
    """The lists that recur, the most frequent first; those without a date in the period are left out."""
    context = document.context
    found = [
        (section.moment.cadence, section)
        for part in document.phases.values()
        for section in part.sections
        if section.moment and section.moment.cadence
    ]
    found.sort(key=lambda one: CADENCES.index(one[0]))
    sections = tuple(dated for cadence, section in found for dated in with_dates(context, cadence, section, period))
    missing = () if found else undefined(context, "recurring")
    words = context.words
    sheet = headed(document, RECURRING, (*missing, *sections), HeadFact(words("sheet.head.period"), period_in_words(words, period)))
    return replace(sheet, path=f"{context.variant.id}/sheets/{RECURRING}-{period.name}.md")


def with_dates(context: RunbookContext, cadence: Cadence, section: Section, period: Period) -> Iterator[Section]:
    """The list once, or once a week where it falls on more days than a week has."""
    words, dates = context.words, period.dates(cadence)
    moment = replace(section.moment, at="", words="", clock="", seconds=None) if section.moment else None
    whole = replace(section, level=2, moment=moment)
    if cadence == "ongoing":
        yield with_end(words, replace(whole, dates=(words("recurring.from", day=brief_day(words, dates[0])),)))
    elif len(dates) <= WEEKDAYS:
        if dates:
            yield with_end(words, replace(whole, dates=tuple(brief_day(words, day) for day in dates)))
    else:
        for (year, week), days in groupby(dates, key=lambda day: day.isocalendar()[:2]):
            title = words("recurring.week", title=whole.title, week=f"{year}-W{week:02}")
            yield with_end(words, replace(whole, title=title, dates=tuple(brief_day(words, day) for day in days)))
