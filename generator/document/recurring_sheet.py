"""The sheet of recurring tasks: what falls in one week or month, with a box for each of its dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from generator.document.draft_reasons import drafted
from generator.document.sheet_boxes import items
from generator.document.sheet_context import SheetContext
from generator.document.sheets import RECURRING, Sheet, SheetSection
from generator.model.entities import Checklist
from generator.model.moments import CADENCES
from generator.model.periods import Period

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def recurring_sheet(scope: SheetContext, period: Period) -> Sheet:
    """The lists that recur, the most frequent first; those without a date in the period are left out."""
    found = [(key, entry) for key, entry in scope.runbook.checklists.items() if entry.every is not None]
    in_order = sorted(found, key=lambda one: CADENCES.index(one[1].every or "ongoing"))
    roles = {role: None for _, entry in in_order for role in scope.roles.get(entry.phase, ())}
    sheet = replace(
        scope.sheet(RECURRING),
        path=f"{scope.variant.id}/sheets/{RECURRING}-{period.name}.md",
        period=str(period),
        sections=tuple(section for key, entry in in_order for section in _sections(scope, key, entry, period)),
        missing=() if found else ("recurring tasks",),
    )
    return drafted(scope, sheet, roles)


def _sections(scope: SheetContext, key: str, checklist: Checklist, period: Period) -> Iterator[SheetSection]:
    """The list once, or once a week where it falls on more days than a week has."""
    assert checklist.every is not None
    dates = period.dates(checklist.every)
    whole = SheetSection(
        checklist.title,
        moment=scope.moment(None, checklist.lasts, checklist.every),
        condition=checklist.if_ or "",
        role=scope.who(checklist.role),
        summary=checklist.summary or "",
        boxes=items(scope, checklist, f"checklists.{key}", checklist.phase),
    )
    if checklist.every == "ongoing":
        yield replace(whole, dates=(f"from {_short(dates[0])}",))
    elif len(dates) <= len(DAYS):
        if dates:
            yield replace(whole, dates=tuple(map(_short, dates)))
    else:
        for (year, week), days in groupby(dates, key=lambda day: day.isocalendar()[:2]):
            yield replace(whole, title=f"{whole.title}, week {year}-W{week:02}", dates=tuple(map(_short, days)))


def _short(day: date) -> str:
    """`Tue 1 Dec`: the year stands in the head of the sheet."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
