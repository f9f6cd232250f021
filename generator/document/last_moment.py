"""What a plan says about going back: how long people watch for rollback triggers, and the last moment for a rollback."""

from __future__ import annotations

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section, plain
from generator.document.drawings.plan_drawing import PlannedWork
from generator.document.phase_sections import DAY
from generator.document.phase_sheet import calls_section, end_of_day
from generator.document.plan_times import PlanTimes
from generator.model.entities import PhaseId
from generator.model.moments import SECONDS
from generator.model.quantities import parse_duration

BACK: PhaseId = "rollback"
EVERYBODY = ""  # the row above those of the roles

Said = tuple[tuple[PlannedWork, ...], tuple[str, ...]]  # what has a place on the axis, and what the plan can only say


def going_back(document: RunbookDocument, times: PlanTimes) -> Said:
    """Return the watch for rollback triggers and the last moment for a rollback."""
    if BACK in (absent := document.context.variant.absent_phases):
        why = plain(document.context.inline(absent[BACK]))
        return (), (document.context.words("plan.last.absent", why=why),)
    (watches, watch_notes), (last, notes) = watch(document, times), last_moment(document, times)
    return (*watches, *last), (*watch_notes, *notes)


def watched_lists(document: RunbookDocument) -> tuple[Section, ...]:
    """Return the lists beside which the sheet has the rollback triggers."""
    return tuple(one for one in document.phases[DAY].sections if one.watched) if calls_section(document) else ()


def watch(document: RunbookDocument, times: PlanTimes) -> Said:
    """Return the watch from the first to the last of these lists. If the last one has no duration, the watch ends when it is done."""
    words, lists = document.context.words, watched_lists(document)
    if not lists:
        return (), ()
    (start, _), (last_start, end) = (times.planned(document.context.known[one.anchor]) for one in (lists[0], lists[-1]))
    first, last = name_of(lists[0]), name_of(lists[-1])
    if start is None or last_start is None:
        return (), (words("plan.watch.from", first=first, last=last),)
    text = words("plan.watch") if end is not None else words("plan.watch.until", last=last)
    until = max(last_start, end or last_start)
    shown = until if until > start else None
    lasts = f"{(until - start) // SECONDS['min']} min" if shown else ""
    return (PlannedWork("watch", start, shown, times.hours(start, shown), text, (EVERYBODY,), lasts=lasts),), ()


def last_moment(document: RunbookDocument, times: PlanTimes) -> Said:
    """Return the last moment for a rollback: early enough to be done at the planned end, else the end of the watch.

    If it cannot be known, return why.
    """
    words, procedures = document.context.words, document.procedures_in(BACK)
    if not procedures:
        return (), (words("plan.last.no-procedure"),)
    ended = end_of_day(document.context, times.clock)
    if ended is None:
        return (), (words("plan.last.no-end"),)
    end, starting = ended
    if starting:
        return (), (words("plan.last.open", list=starting),)
    lengths = {one: parse_duration(one.moment.lasts).seconds for one in procedures if one.moment and one.moment.lasts}
    known = {one: int(length) for one, length in lengths.items() if length}
    until = times.passed(end)
    if not known:
        return _bar(times, until, words("plan.last.watch"))
    longest = max(known, key=lambda one: known[one])
    lasts = longest.moment.lasts if longest.moment else ""
    starts = (times.planned(document.context.known[one.anchor])[0] for one in watched_lists(document))
    begins = min((start for start in starts if start is not None), default=0)
    if until - known[longest] < begins:
        return (), (words("plan.last.too-long", list=name_of(longest), time=lasts, end=times.hours(until)),)
    return _bar(times, until - known[longest], words("plan.last", list=longest.letter or longest.title, time=lasts))


def _bar(times: PlanTimes, at: int, text: str) -> Said:
    return (PlannedWork("last", at, None, times.hours(at), text, (EVERYBODY,)),), ()


def name_of(section: Section) -> str:
    """Return the letter and the title of a list."""
    return " · ".join(filter(None, (section.letter, section.title)))
