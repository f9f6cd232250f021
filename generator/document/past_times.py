"""Days, times and lengths of past runs in words. Times are in the zone of T-0 if the run had one, else in UTC."""

from __future__ import annotations

from datetime import datetime

from generator.document.figures_in_words import date_and_time
from generator.model.past_runs import PastRun
from generator.model.quantities import parse_duration
from generator.text.catalogue import Catalogue

HOUR, DAY = 60, 1440  # in minutes
MOST_IN_MINUTES = 2 * HOUR - 1


def day_in_run(run: PastRun, moment: datetime) -> str:
    """Return the day of a moment of a run."""
    return run.day_of(moment).isoformat()


def time_in_run(words: Catalogue, run: PastRun, moment: datetime) -> str:
    """Return the time of a moment of a run, with the day if it is not that of T-0, or of the beginning without a T-0."""
    zone = run.zone
    local, first = moment.astimezone(zone), (run.t0 or run.began).astimezone(zone)
    return words.isolated(f"{local:%H:%M}" if local.date() == first.date() else date_and_time(words, local.replace(second=0)))


def length_in_words(words: Catalogue, minutes: int) -> str:
    """Return a length: `42 min`, `3 h 5 min`, `2 d 4 h`."""
    if minutes <= MOST_IN_MINUTES:
        return words("past.min", n=minutes)
    if minutes < 2 * DAY:
        key, parts = "past.h", divmod(minutes, HOUR)
    else:
        key, parts = "past.d", divmod(round(minutes / HOUR), DAY // HOUR)
    return words(f"{key}.more" if parts[1] else key, n=parts[0], more=parts[1])


def planned_minutes(lasts: str) -> int | None:
    """Return the minutes of a planned length as in the data; None if there is none that can be counted."""
    try:
        seconds = parse_duration(lasts).seconds if lasts else None
    except ValueError:
        return None
    return round(seconds / 60) if seconds else None


def length_of_plan(words: Catalogue, minutes: int, lasts: str) -> str:
    """Return how long something took of its planned length: `42 of 30 min`; only how long it took without a plan."""
    planned = planned_minutes(lasts)
    if planned is None:
        return length_in_words(words, minutes)
    if max(minutes, planned) <= MOST_IN_MINUTES:
        return words("past.min.of", n=minutes, all=planned)
    return words("past.of", time=length_in_words(words, minutes), all=length_in_words(words, planned))
