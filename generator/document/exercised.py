"""When a procedure was last exercised, how long that took against its promise, and when the next drill is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.checks.completeness import review_end
from generator.checks.last_exercise import Exercise, last_exercise
from generator.document.document_parts import Fact, Link, as_text
from generator.document.line_history import places_before, target_of
from generator.document.past_times import length_in_words
from generator.document.runbook_context import RunbookContext
from generator.model.entities import Procedure
from generator.model.quantities import Duration

SECONDS = 60  # of a minute


def exercise_facts(context: RunbookContext, address: str, procedure: Procedure) -> Iterator[Fact]:
    """Yield the last exercise of a procedure, with a link to its run. With `drill-every`, also when the next one is due, or that none was.

    What is missing is for those who work on it: public builds do not say it.
    """
    words, every = context.words, procedure.drill_every
    last = last_exercise(context.variant.runs, places_before(context, address))
    if last is not None:
        time, is_over = _time(context, last, procedure.lasts)
        day = words(f"exercised.{'drill' if last.run.drill else 'run'}", day=last.day)
        text = words("exercised.with-time", exercise=day, time=time) if time else day
        link = Link(text, target_of(context, last.run))
        yield Fact("over-time" if is_over else "exercised", as_text(text), words("exercised"), link)
    if every is None or every.seconds is None or context.settings.public:
        return
    if last is None:
        yield Fact("never-exercised", as_text(words("exercised.never", time=every)))
    elif until := review_end(last.day, every):
        today = context.settings.today
        if today is not None and today > until:
            yield Fact("overdue-drill", as_text(words("exercised.overdue", day=until + timedelta(days=1))))
        else:
            yield Fact("next-drill", as_text(words.figure(str(until))), words("exercised.next"))


def _time(context: RunbookContext, last: Exercise, promised: Duration | None) -> tuple[str, bool]:
    """Return how long an exercise took in words, and whether that is longer than promised; an empty text if its length is not known."""
    words, minutes = context.words, last.run.length_of(last.procedure)
    if minutes is None:
        return "", False
    time = length_in_words(words, minutes)
    if promised is None or not promised.seconds:
        return words("exercised.took", time=time), False
    is_over = minutes * SECONDS > promised.seconds
    return words("exercised.over" if is_over else "exercised.within", time=time, planned=promised), is_over
