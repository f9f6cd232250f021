"""A run beside the runbook of today: where its answers belong, which lines are new since, and which lines it alone has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box
from generator.model.entities import PHASES, PhaseId, Runbook
from generator.runs.box_states import BoxState, state_of_leaf, state_of_parent
from generator.runs.read_run import Run
from generator.runs.run_lines import LineOfRun
from generator.runs.run_state import BoxAnswer, RunState, state_of

PHASE = "phases."
# A deployment plans these phases; the others count once somebody has recorded something in them.
PLANNED: tuple[PhaseId, ...] = ("prepare", "deploy-day", "follow-up")


@dataclass(frozen=True, slots=True)
class FittedRun:
    """A run with its state, and with the address that each line of today has in it.

    `fresh` are the addresses of lines that are new since, if the file of the run says which lines there were. `gone` are lines that the
    run alone has, and that somebody answered.
    """

    run: Run
    state: RunState
    places: Mapping[str, str]
    fresh: frozenset[str]
    gone: tuple[LineOfRun, ...]
    prints: Mapping[str, str]

    def place(self, address: str) -> str:
        """Return the address that a line or list of today has in the run."""
        return self.places.get(address, address)

    def answer_of(self, box: Box) -> BoxAnswer | None:
        """Return the answer on a box. One without a fingerprint was given for the text of the run's release."""
        place = self.place(box.address)
        answer = self.state.answer_of(place)
        return replace(answer, print=self.prints.get(place, "")) if answer and not answer.print else answer

    def state_of(self, box: Box) -> BoxState:
        """Return the state of a box, which follows from the boxes below it, if it has any."""
        below = [self.state_of(child) for child in box.children]
        return state_of_parent(below) if below else state_of_leaf(self.answer_of(box), box.print)


def fitted(document: RunbookDocument, run: Run) -> FittedRun:
    """Return a run beside the runbook of today."""
    state = state_of(run.events)
    boxes = [box for part in document.phases.values() for box in part.boxes]
    here = {box.address for box in boxes}
    lines = {line.address: line for line in run.lines}
    known = {*state.addresses, *lines}
    places = {box.address: _place(state, box, known, here) for box in boxes}
    fresh = {box.address for box in boxes if not box.children and places[box.address] not in known} if lines else set[str]()
    lists = {section.anchor for part in document.phases.values() for section in part.sections}
    taken = {*places.values(), *map(state.current, lists)}
    return FittedRun(run, state, places, frozenset(fresh), tuple(_gone(state, lines, taken)), {one: lines[one].print for one in lines})


def _place(state: RunState, box: Box, known: Iterable[str], here: Iterable[str]) -> str:
    """Return the address of a box in a run: its own, else a former one that no other box has now."""
    own = state.current(box.address)
    formers = (state.current(former) for former in box.provenance.anchors if former not in here)
    return own if own in known else next((former for former in formers if former in known), own)


def _gone(state: RunState, lines: Mapping[str, LineOfRun], taken: Iterable[str]) -> Iterator[LineOfRun]:
    """Yield the lines of the run that were answered and that no line of today is, in the order of the run's release."""
    answered = [one for one in state.addresses if one not in taken and not one.startswith(PHASE) and state.answer_of(one)]
    order = {address: number for number, address in enumerate(lines)}
    for address in sorted(answered, key=lambda one: (order.get(one, len(order)), one)):
        yield lines.get(address) or LineOfRun(address, "", "", address)


def phases_of(document: RunbookDocument, run: FittedRun) -> tuple[PhaseId, ...]:
    """Return the phases that a run plans: those of a deployment, and those with an answer; only the latter if none is of a deployment."""
    touched = [phase for phase in PHASES if any(run.answer_of(box) for box in document.phases[phase].boxes)]
    deployment = run.state.facts.t0 or not touched or any(phase in touched for phase in PLANNED)
    return tuple(phase for phase in document.context.phases if phase in touched or (deployment and phase in PLANNED))


def noted_values(runbook: Runbook, state: RunState) -> dict[str, str]:
    """Return the values that a run has for the blanks of commands, if they have the form of the blank. Secrets are never among them."""
    from generator.document.blank_values import parameters_of, why_refused

    found = {id: (blank, state.blank_of(id)) for id, (_, blank) in parameters_of(runbook).items()}
    return {id: events[0].text for id, (blank, events) in found.items() if len(events) == 1 and not why_refused(id, blank, events[0].text)}
