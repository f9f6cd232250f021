"""Suggestions about single lines: `optional` for what never applies, and a `caution` for a command that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model.entities import Announcement, Item, Step
from generator.model.past_runs import PastRun
from generator.records.suggestion import ENOUGH, LATEST, Evidence, RunHistory, Suggestion, day_of_run, days, share, words

MOST_FAILING = 5  # the latest runs in which two failures are a pattern
LONGEST_REASON = 80
LONGEST_CAUTION = 160
ANSWERED = frozenset(("done", "failed", "na", "differs", "mixed", "changed"))


def optional_lines(history: RunHistory) -> Iterator[Suggestion]:
    """Suggest `optional: true` for lines that did not apply in any of the latest runs.

    Never their removal: a lost line costs somebody a night. A drill leaves out what a deployment needs, so it is not evidence. A line with
    a condition says already when it applies, and a line that blocks its phase is not left open.
    """
    for address, entity in history.entities.items():
        if not isinstance(entity, Item | Step | Announcement) or entity.optional or entity.if_ or getattr(entity, "blocking", False):
            continue
        answers = [(run, run.answers[place]) for run, place in history.of_line(address) if not run.drill and place in run.answers]
        latest = [(run, answer) for run, answer in answers if answer.state in ANSWERED][-LATEST:]
        if len(latest) < ENOUGH or any(answer.state != "na" for _, answer in latest):
            continue
        reasons = [words(answer.text, LONGEST_REASON) for _, answer in latest]
        given = Counter(filter(None, reasons)).most_common(1)
        why = f": {given[0][0]}" if given else ""
        reason = f"Not applicable in each of the last {len(latest)} runs ({days(run for run, _ in latest)}){why}"
        evidence = tuple(
            Evidence(run, f"n/a: {text}" if text else "n/a", speaks=True) for (run, _), text in zip(latest, reasons, strict=True)
        )
        yield Suggestion("optional", address, "", "true", reason, evidence)


def cautions(history: RunHistory) -> Iterator[Suggestion]:
    """Suggest a `caution` for commands that failed in the last run, or in two of the latest ones.

    What to write beside a caution that a line has already is a decision of people.
    """
    for address, entity in history.entities.items():
        if not isinstance(entity, Item | Step) or not entity.run or entity.caution:
            continue
        found = ((run, place) for run, place in history.of_line(address) if place in run.failures or run.answers[place].state == "done")
        latest = [(run, _failure(run, place)) for run, place in found][-MOST_FAILING:]
        failed = [(run, text) for run, text in latest if text is not None]
        if not failed or (latest[-1][1] is None and len(failed) < 2):
            continue
        runs = [run for run, _ in failed]
        dates = " and ".join(f"{day_of_run(run)}{' in a drill' if run.drill else ''}" for run in runs[-2:])
        said = next((text for _, text in reversed(failed) if text), "")
        caution = words(f"Failed on {dates}{f': {said}' if said else ''}", LONGEST_CAUTION)
        when = "In the last run" if latest[-1][1] is not None and len(failed) == 1 else share(failed, latest)
        reason = f"{when} the command failed ({days(runs)})"
        evidence = tuple(Evidence(run, _figure(text), text is not None) for run, text in latest)
        yield Suggestion("caution", address, "", caution, reason, evidence)


def _figure(text: str | None) -> str:
    return "went well" if text is None else f"failed: {text}" if text else "failed"


def _failure(run: PastRun, place: str) -> str | None:
    """Return what people wrote about the failure of a line, empty if they wrote nothing; None if it did not fail."""
    found = run.failures.get(place, ())
    if not found:
        return None
    answer = run.answers.get(place)
    texts = (*(one.text for one in reversed(found)), answer.note if answer else "")
    return next((text for one in texts if (text := words(one, LONGEST_REASON))), "")
