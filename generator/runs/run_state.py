"""The state of a run, which follows from its events alone, in whatever order they arrive.

The scripts of the pages have the same rules, in `run-state.js`. Both must pass the cases in `tests/cases/runs.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.runs.run_events import RunEvent, order_of, register_of, trimmed, value_of


@dataclass(frozen=True, slots=True)
class Held:
    """What one register holds: the event that counts, and the `heads`, which people wrote without knowing of each other."""

    event: RunEvent
    heads: tuple[RunEvent, ...]

    @property
    def contradicts(self) -> bool:
        """Return whether people gave different answers without knowing of each other."""
        return len(set(map(value_of, self.heads))) > 1


@dataclass(frozen=True, slots=True)
class BoxAnswer:
    """The answer on a box, or on a whole phase under `phases.ID`, with the note on it.

    `state` is `done`, `failed`, `na`, `open`, `seen` or `signed`; empty if there is only a note. `text` is the reason, `way` the id of the
    chosen way, `print` the fingerprint of the box when it was answered, and `through` the parent whose tick gave the answer.
    `contradicts` are the answers that people gave without knowing of each other, if they differ.
    """

    at: str
    by: str = ""
    state: str = ""
    text: str = ""
    way: str = ""
    print: str = ""
    through: str = ""
    note: str = ""
    contradicts: tuple[RunEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The facts of a run. `began` and `last` are its first and its last moment; `ended` is empty while it goes on."""

    name: str = ""
    lead: str = ""
    t0: str = ""
    zone: str = ""
    hold: str = ""
    release: str = ""
    carried_from: str = ""
    began: str = ""
    last: str = ""
    ended: str = ""
    ended_by: str = ""
    drill: bool = False


@dataclass(frozen=True, slots=True)
class RunState:
    """The state of a run. `events` are in order, `undone` are the ids of those that no longer count.

    `held` has what each register holds, by its name. `moves` has the addresses that boxes have now, by their earlier ones.
    """

    events: tuple[RunEvent, ...]
    undone: frozenset[str]
    held: Mapping[str, Held]
    moves: Mapping[str, str]
    facts: RunFacts

    def current(self, address: str) -> str:
        """Return the address that a box has in the release of the run."""
        return self.moves.get(address, address)

    def by(self, event: RunEvent) -> str:
        """Return who did something; empty if nobody knows."""
        return _by(self.held, event)

    def counted(self, register: str) -> tuple[RunEvent, ...]:
        """Return the events of a register that count: several if people wrote different things."""
        held = self.held.get(register)
        return () if held is None else held.heads if held.contradicts else (held.event,)

    def answer_of(self, address: str) -> BoxAnswer | None:
        """Return the answer on a box, with the note on it; None if there is neither."""
        place = self.current(address)
        answer, note = self.held.get(f"answer {place}"), self.held.get(f"note {place}")
        last = answer or note
        if last is None:
            return None
        event, notes = last.event, (trimmed(one.text) for one in (note.heads if note else ()))
        noted = BoxAnswer(event.at, self.by(event), note="\n".join(filter(None, dict.fromkeys(notes))))
        if answer is None:
            return noted
        return replace(
            noted,
            state=event.what,
            text=event.text,
            way=event.way,
            print=event.print,
            through=event.through,
            contradicts=answer.heads if answer.contradicts else (),
        )

    def blank_of(self, blank: str, address: str = "") -> tuple[RunEvent, ...]:
        """Return the values of a blank, by its id, and for a cell by the address of its row: several if people noted different ones."""
        return self.counted(f"blank {blank} {self.current(address)}" if address else f"blank {blank}")

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return all addresses that something was recorded at, each once."""
        counted = (event for event in self.events if event.id not in self.undone and event.address)
        return tuple(dict.fromkeys(self.current(event.address) for event in counted))


def state_of(given: Iterable[RunEvent]) -> RunState:
    """Return the state that follows from the events of a run."""
    events = tuple(sorted({event.id: event for event in given}.values(), key=lambda event: event.order))
    undone = _undone_in(events)
    counted = [event for event in events if event.id not in undone]
    moves = _moves_of(counted)
    registers: dict[str, list[RunEvent]] = {}
    for event in counted:
        if register := register_of(event, lambda address: moves.get(address, address)):
            registers.setdefault(register, []).append(event)
    held = {register: _held_by(those) for register, those in registers.items()}
    return RunState(events, undone, held, moves, _facts_of(events, held))


def _by(held: Mapping[str, Held], event: RunEvent) -> str:
    named = held.get(f"named {event.visit}")
    return event.by or (named.event.text if named else "")


def _facts_of(events: Sequence[RunEvent], held: Mapping[str, Held]) -> RunFacts:
    def last(register: str) -> RunEvent:
        return held[register].event if register in held else RunEvent("", "", "")

    began = next((event.at for event in events if event.what == "begun"), "")
    times = sorted(event.at for event in events) or [""]
    end = last("ended") if last("ended").what == "ended" else RunEvent("", "", "")
    return RunFacts(
        name=last("name").text,
        lead=last("lead").text,
        t0=last("t0").t0,
        zone=last("t0").zone,
        hold=last("hold").text,
        release=last("release").release,
        carried_from=last("release").from_,
        began=began or times[0],
        last=times[-1],
        ended=end.at,
        ended_by=_by(held, end) if end.at else "",
        drill=bool(last("drill").text),
    )


def _undone_in(events: Sequence[RunEvent]) -> frozenset[str]:
    """Return the ids of the events that are undone. An undo that is undone itself has no effect."""
    undone: set[str] = set()
    for event in reversed(events):
        if event.what == "undo" and event.id not in undone:
            undone.update(id for id in event.undoes if order_of(id) < event.order)
    return frozenset(undone)


def _last_of_earlier(events: Sequence[RunEvent]) -> RunEvent:
    """Return the last answer of version 0.1; the tick of a parent yields to "not applicable" if it did not know of that."""

    def yields(mine: RunEvent, theirs: RunEvent) -> bool:
        return bool(mine.through) and theirs.what == "na" and theirs.order > order_of(next(iter(mine.replaces), ""))

    last = events[0]
    for other in events[1:]:
        if not yields(other, last) or yields(last, other):
            last = other
    return last


def _held_by(events: Sequence[RunEvent]) -> Held:
    """Return what a register holds. An answer on a box itself counts more than one through a parent that did not know of it."""
    replaced = {id for event in events for id in event.replaces if order_of(id) < event.order}
    heads = [event for event in events if event.id not in replaced]
    if earlier := [event for event in heads if event.is_earlier]:
        # Version 0.1 kept the time of an answer when its note changed; then nothing tells which note is the last.
        last = _last_of_earlier(earlier).order[:2]
        heads = [event for event in heads if not event.is_earlier or event.order[:2] == last]
    own = [event for event in heads if not event.through]
    # To give back contradicts nobody who takes over.
    taken = [event for event in heads if event.what == "claim" and trimmed(event.text)]
    counted = tuple(taken or own or heads)
    return Held(counted[-1], counted)


def _moves_of(events: Sequence[RunEvent]) -> dict[str, str]:
    """Return the address that each moved box has now. After a run was carried back, two addresses lead to each other: both are one."""
    moved: dict[str, str] = {}
    for event in events:
        if event.what == "carried":
            moved.update(event.moved)
    ends: dict[str, str] = {}
    for start in moved:
        way: dict[str, int] = {}
        at = start
        while at in moved and at not in ends and at not in way:
            way[at] = len(way)
            at = moved[at]
        end = ends.get(at) or (min(list(way)[way[at] :]) if at in way else at)
        ends.update(dict.fromkeys(way, end))
    return ends
