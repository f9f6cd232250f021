"""The page of past runs of a system: all runs in a table, and of the newest ones their plan against what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Link
from generator.document.figures_in_words import date_and_time, in_words, span_in_words
from generator.document.line_history import PAST_RUNS, anchor_of, entry_of
from generator.document.line_roles import title_of_role
from generator.document.page_paths import at_anchor
from generator.document.pages import Page
from generator.document.past_entries import PastEntry
from generator.document.past_times import day_in_run, length_in_words, length_of_plan, planned_minutes, time_in_run
from generator.document.runbook_context import RunbookContext
from generator.model.clock import distance_from_utc
from generator.model.past_runs import AnswerState, PastList, PastRun, RunTotals
from generator.model.variant import present_addresses
from generator.text.catalogue import Catalogue, CatalogueText

MOST_IN_FULL = 10
FINDING = "past.finding."


@dataclass(frozen=True, slots=True)
class ListInRun:
    """How a list went: its title with the link to it today, and its plan and what happened in words; `off` says how it left its plan."""

    link: Link
    plan: str
    went: str
    off: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class LineInRun:
    """A line that failed or did not apply: its text then with the link to the line today, and what the run says about it.

    A link without a target means that the runbook no longer has the line.
    """

    number: str
    link: Link
    entry: PastEntry


@dataclass(frozen=True, slots=True)
class RunInFull:
    """A run with its lists, the lines that failed and did not apply, the names by role, and what did not fit in its record."""

    run: PastRun
    day: str
    when: str
    t0: str
    length: str
    hold: str
    result: str
    lists: tuple[ListInRun, ...]
    failed: tuple[LineInRun, ...]
    left: tuple[LineInRun, ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunInTable:
    """One row of the table of all runs. `below` says that the page also shows the run in full."""

    run: PastRun
    anchor: str
    day: str
    t0: str
    length: str
    result: str
    below: bool


def past_runs_page(document: RunbookDocument) -> Iterator[Page]:
    """Yield the page of past runs, if there are any."""
    context = document.context
    runs = context.variant.runs[::-1]
    if runs:
        places = _Places(document)
        full = tuple(_in_full(context, places, run) for run in runs[:MOST_IN_FULL])
        rows = tuple(_in_table(context, run, below=at < MOST_IN_FULL) for at, run in enumerate(runs))
        title = context.words("past")
        yield context.compose_page(PAST_RUNS, "past_runs", title, runs=rows, full=full, releases=any(run.release for run in runs))


class _Places:
    """Where the lines and lists of past runs are today."""

    def __init__(self, document: RunbookDocument) -> None:
        self.context = context = document.context
        self.sections = {one.anchor: (phase, one.title) for phase, part in document.phases.items() for one in part.sections}
        self.today = present_addresses(context.runbook)

    def line(self, run: PastRun, address: str) -> tuple[str, Link]:
        """Return the number that a line has today, and the text that it had in a run, with the link to the line today."""
        today = self.today.get(address, "")
        text = run.texts.get(address) or (self.context.name(today) if today else address)
        return self.context.numbers.get(today, ""), Link(text, self.context.link(today).target if today else "")

    def list(self, one: PastList) -> Link:
        """Return the title that a list had in a run, with the link to the list today. Announcements and sign-offs have no address."""
        today = self.today.get(one.address, one.address)
        phase, title = self.sections.get(today, ("", ""))
        return Link(one.title or title or self.context.words("past.list"), at_anchor(self.context.page(phase), today) if phase else "")


def _in_table(context: RunbookContext, run: PastRun, *, below: bool) -> RunInTable:
    words, zone = context.words, run.zone
    t0 = words.isolated(f"{date_and_time(words, run.t0.astimezone(zone))} {distance_from_utc(run.t0.astimezone(zone))}") if run.t0 else ""
    length, result = length_in_words(words, run.minutes), result_in_words(words, run.totals)
    return RunInTable(run, anchor_of(run), day_in_run(run, run.began), t0, length, result, below)


def _in_full(context: RunbookContext, places: _Places, run: PastRun) -> RunInFull:
    words, zone = context.words, run.zone
    named = sorted(((role, names) for role, names in run.people.items() if names), key=lambda one: not one[0])
    people = ((title_of_role(context, role) if role else words("past.others"), names) for role, names in named)
    failed = [address for address in _in_order(run) if address in run.failures or _state(run, address) == "failed"]
    left = [address for address in _in_order(run) if address not in failed and _state(run, address) == "na"]
    return RunInFull(
        run,
        day_in_run(run, run.began),
        span_in_words(words, run.began.astimezone(zone), run.ended.astimezone(zone)),
        _t0(context, run),
        length_in_words(words, run.minutes),
        length_in_words(words, run.hold_minutes) if run.hold_minutes else "",
        result_in_words(words, run.totals),
        tuple(_list(context, places, run, one) for one in run.lists),
        tuple(_line(context, places, run, address) for address in failed),
        tuple(_line(context, places, run, address) for address in left),
        tuple(people),
        tuple(_findings(words, run)),
    )


def _findings(words: Catalogue, run: PastRun) -> Iterator[str]:
    kinds = (*(("typed",) if run.typed else ()), *run.findings)
    yield from (words(f"{FINDING}{kind}") for kind in kinds if f"{FINDING}{kind}" in words.words)


def _t0(context: RunbookContext, run: PastRun) -> str:
    return in_words(context.words, run.t0.astimezone(run.zone)) if run.t0 else ""


def result_in_words(words: Catalogue, totals: RunTotals) -> str:
    """Return how many lines had which state, such as `9 done, 1 failed`; a dash without lines."""
    counted = (words(f"past.n.{state}", n=n) for state in ("done", "failed", "na", "open") if (n := getattr(totals, state)))
    return words.isolated(", ".join(counted) or "–")


def _in_order(run: PastRun) -> Iterator[str]:
    """Yield the addresses of answered lines in the order of the release of the run, then those that it did not have."""
    answered = {**run.answers, **run.failures}
    yield from (address for address in run.texts if address in answered)
    yield from (address for address in answered if address not in run.texts)


def _state(run: PastRun, address: str) -> AnswerState:
    answer = run.answers.get(address)
    return answer.state if answer else "failed"


def _line(context: RunbookContext, places: _Places, run: PastRun, address: str) -> LineInRun:
    entry = entry_of(context, run, address)
    number, link = places.line(run, address)
    return LineInRun(number, link, entry)


def _list(context: RunbookContext, places: _Places, run: PastRun, one: PastList) -> ListInRun:
    """Return a list with what happened in words. A list that nobody began has only its plan."""
    words = context.words
    start = time_in_run(words, run, one.planned) if one.planned else one.at
    plan = words.isolated(", ".join(filter(None, (start, one.lasts))))
    if one.began is None or one.ended is None or one.minutes is None:
        return ListInRun(places.list(one), plan, "", (), result_in_words(words, one.totals))
    times = [time_in_run(words, run, moment) for moment in (one.began, one.ended)]
    span = words("clock.span", start=times[0], end=times[1]) if times[0] != times[1] else CatalogueText(times[0])
    return ListInRun(places.list(one), plan, span, tuple(_off_plan(words, one, one.minutes)), result_in_words(words, one.totals))


def _off_plan(words: Catalogue, one: PastList, minutes: int) -> Iterator[str]:
    """Yield how late a list began, how long it took, and by how much that is over its plan."""
    if one.late:
        yield words("past.late" if one.late > 0 else "past.early", time=length_in_words(words, abs(one.late)))
    if minutes:  # the moment of a single answer says nothing about its length
        yield words("past.took", time=length_of_plan(words, minutes, one.lasts))
    if over := max(0, minutes - (planned_minutes(one.lasts) or minutes)):
        yield words("past.over", time=length_in_words(words, over))
