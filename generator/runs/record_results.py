"""What a record says about a run: its plan against what happened, and the answer on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from generator.model.clock import Clock
from generator.model.moments import parse_offset
from generator.model.past_runs import PastAnswer, PastList, PastRun, RunTotals, minutes_between
from generator.runs.box_states import BoxState, state_of_leaf, states_of
from generator.runs.read_record import SHEET, Record
from generator.runs.read_run import Run
from generator.runs.run_clock import moment_of_t0
from generator.runs.run_events import ANSWERS, trimmed
from generator.runs.run_lines import LineOfRun, ListOfRun
from generator.runs.run_state import RunState, state_of

# A deployment plans these phases; the others count once somebody has recorded something in them.
PLANNED = ("prepare", "deploy-day", "follow-up")
TRIGGERS = "triggers."


@dataclass(frozen=True, slots=True)
class _LineTree:
    """A line with the lines below it, as `states_of` takes it."""

    address: str
    print: str
    children: tuple[_LineTree, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResults:
    """The state of a run, the state of each line by its address, T-0, its lists as they went, and its totals."""

    run: Run
    state: RunState
    states: Mapping[str, BoxState]
    t0: datetime | None
    lists: tuple[PastList, ...]
    totals: RunTotals

    @property
    def began(self) -> datetime:
        return _moment(self.state.facts.began)

    @property
    def ended(self) -> datetime:
        """Its end, or its last entry; never before its begin, whatever the clocks of the devices said."""
        return max(self.began, _moment(self.state.facts.ended or self.state.facts.last))

    @property
    def minutes(self) -> int:
        """The minutes from its begin to its end."""
        return minutes_between(self.began, self.ended)


def results_of(run: Run) -> RunResults:
    """Return the results of a run. Lists without any work, and those of phases that the run did not plan, have no totals."""
    state = state_of(run.events)
    states = states_of(state, _trees(run.lines))
    t0 = _t0(state)
    by_list: dict[int, list[LineOfRun]] = {}
    for line in run.lines:
        by_list.setdefault(line.list, []).append(line)
    known = [(one, by_list.get(at, [])) for at, one in enumerate(run.lists) if one.address]
    works = [(one, work) for one, lines in known if (work := _work(lines))]
    planned = _planned(known, state)
    times = _answer_times(state)
    lists = tuple(_past_list(one, lines, state, states, times, t0) for one, lines in works if one.phase in planned)
    totals = RunTotals.of(state for one in lists for state in one.lines.values())
    return RunResults(run, state, states, t0, lists, totals)


def past_run(record: Record) -> PastRun:
    """Return what later readers need to know of a record."""
    run = record.run
    found = results_of(run)
    facts = found.state.facts
    lines = {line.address: line for line in run.lines}
    answers = dict(_answers(found, lines))
    people: dict[str, dict[str, None]] = {}
    for answer in sorted(answers.values(), key=lambda one: one.at):
        if answer.by and answer.state != "open":
            people.setdefault(answer.role, {})[answer.by] = None
    return PastRun(
        id=run.id,
        record=record.name,
        digest=record.digest,
        began=found.began,
        ended=found.ended,
        name=trimmed(facts.name),
        release=facts.release or run.release,
        commit=run.commit,
        drill=facts.drill,
        typed=record.source == SHEET,
        finished=bool(facts.ended),
        t0=found.t0,
        lead=trimmed(facts.lead),
        hold_minutes=hold_minutes(found.state),
        totals=found.totals,
        lists=found.lists,
        answers=answers,
        texts={line.address: line.text for line in run.lines},
        prints={line.address: line.print for line in run.lines},
        failures=_failures(found.state),
        numbers={line.address: line.number for line in run.lines if line.number},
        people={role: tuple(names) for role, names in people.items()},
        findings=tuple(dict.fromkeys(one.kind for one in record.findings)),
    )


def past_runs(records: Iterable[Record]) -> tuple[PastRun, ...]:
    """Return the runs of records, the oldest first. Of a run with several records, the one with the most events counts, then the last."""
    last: dict[str, Record] = {}
    for record in sorted(records, key=lambda one: (len(one.run.events), one.name)):
        last[record.run.id] = record
    return tuple(sorted(map(past_run, last.values()), key=lambda run: (run.began, run.record)))


def hold_minutes(state: RunState) -> int:
    """Return for how many minutes a run was on hold."""
    holds = [event for event in state.events if event.what == "hold" and event.id not in state.undone]
    end = state.facts.ended or state.facts.last
    marks = [(_moment(one.at), bool(one.text)) for one in holds] + [(_moment(end), False)]
    return sum(minutes_between(now, then) for (now, on), (then, _) in pairwise(marks) if on)


def _trees(lines: Sequence[LineOfRun]) -> list[_LineTree]:
    """Return lines as trees: the address of a line begins with that of the line above it."""
    known = {line.address for line in lines}
    below: dict[str, list[LineOfRun]] = {}
    for line in lines:
        above = line.address.rpartition(".items.")[0]
        below.setdefault(above if above in known else "", []).append(line)

    def tree(line: LineOfRun) -> _LineTree:
        return _LineTree(line.address, line.print, tuple(map(tree, below.get(line.address, ()))))

    return [tree(line) for line in below.get("", ())]


def _work(lines: Iterable[LineOfRun]) -> list[LineOfRun]:
    """Return the lines that are work. Triggers are seen or not."""
    return [line for line in lines if not line.address.startswith(TRIGGERS)]


def _planned(lists: Sequence[tuple[ListOfRun, list[LineOfRun]]], state: RunState) -> set[str]:
    """Return the phases that a run planned, by the same rule as pages (`planned-work.js`). A trigger that was seen counts too."""
    touched = {one.phase for one, lines in lists if any(state.answer_of(line.address) for line in lines)}
    is_deployment = bool(state.facts.t0) or not touched or not touched.isdisjoint(PLANNED)
    return touched | (set(PLANNED) if is_deployment else set[str]())


def _answer_times(state: RunState) -> dict[str, list[datetime]]:
    """Return when each line was answered, also those answers that later ones replaced."""
    found: dict[str, list[datetime]] = {}
    for event in state.events:
        if event.what in ANSWERS and event.what != "open" and event.id not in state.undone:
            found.setdefault(state.current(event.address), []).append(_moment(event.at))
    return found


def _past_list(
    one: ListOfRun,
    lines: list[LineOfRun],
    state: RunState,
    states: Mapping[str, BoxState],
    times: Mapping[str, list[datetime]],
    t0: datetime | None,
) -> PastList:
    own = {line.address: states[line.address] for line in lines}
    totals = RunTotals.of(own.values())
    answered = [moment for address in own for moment in times.get(address, ())]
    has_way = any(answer.way for address in own if (answer := state.answer_of(address)))
    return PastList(
        one.address,
        one.phase,
        one.title,
        one.at,
        one.lasts,
        _planned_moment(one.at, t0),
        min(answered, default=None),
        max(answered, default=None),
        complete=totals.done > 0 and not totals.failed and (not totals.open or has_way),
        totals=totals,
        lines=own,
    )


def _answers(found: RunResults, lines: Mapping[str, LineOfRun]) -> Iterator[tuple[str, PastAnswer]]:
    """Yield the answer on each line by its address, those of lines that the release does not have at the end."""
    for address in (*lines, *(one for one in found.state.addresses if one not in lines)):
        answer = found.state.answer_of(address)
        if answer is None or not (answer.state or answer.note):
            continue
        state = found.states.get(address) or state_of_leaf(answer)
        role = lines[address].role if address in lines else ""
        yield address, PastAnswer(state, _moment(answer.at), trimmed(answer.by), trimmed(answer.text), answer.note, answer.way, role)


def _failures(state: RunState) -> dict[str, tuple[PastAnswer, ...]]:
    """Return the answers that a line failed by its address, in order, without those that were undone."""
    found: dict[str, tuple[PastAnswer, ...]] = {}
    for event in state.events:
        if event.what == "failed" and event.id not in state.undone:
            answer = PastAnswer("failed", _moment(event.at), trimmed(state.by(event)), trimmed(event.text))
            place = state.current(event.address)
            found[place] = (*found.get(place, ()), answer)
    return found


def _t0(state: RunState) -> datetime | None:
    try:
        return moment_of_t0(state.facts)
    except ValueError:
        return None


def _planned_moment(at: str, t0: datetime | None) -> datetime | None:
    try:
        return Clock(t0).at(parse_offset(at)) if at and t0 is not None else None
    except ValueError:
        return None


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at) if at else datetime.fromtimestamp(0, UTC)
