"""The states of boxes in a run: what an answer means for a box as it is now, and which state a parent has.

The scripts of the pages have the same rules, in `answers.js`. Both must pass the cases in `tests/cases/runs.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol

from generator.runs.run_state import BoxAnswer, RunState

BoxState = Literal["open", "done", "failed", "na", "changed", "differs", "mixed"]
STATES: dict[str, BoxState] = {"done": "done", "seen": "done", "signed": "done", "failed": "failed", "na": "na", "open": "open"}
SETTLED: tuple[BoxState, ...] = ("done", "na")


class Tickable(Protocol):
    """A box with the boxes below it, and its fingerprint."""

    @property
    def address(self) -> str: ...
    @property
    def print(self) -> str: ...
    @property
    def children(self) -> Sequence[Tickable]: ...


def state_of_leaf(answer: BoxAnswer | None, print: str = "") -> BoxState:
    """Return the state of a box without boxes below it.

    It `differs` if people gave different answers without knowing of each other, and has `changed` if its fingerprint is another one than
    when it was answered.
    """
    if answer is None or not answer.state:
        return "open"
    if answer.contradicts:
        return "differs"
    state = STATES[answer.state]
    return "changed" if state != "open" and print and answer.print and answer.print != print else state


def state_of_parent(below: Sequence[BoxState]) -> BoxState:
    """Return the state of a parent: the state that all boxes below have, `done` if all are settled, or `mixed`."""
    first = below[0]
    if len(set(below)) == 1 and first in (*SETTLED, "open"):
        return first
    return "done" if all(state in SETTLED for state in below) else "mixed"


def states_of(run: RunState, boxes: Iterable[Tickable]) -> dict[str, BoxState]:
    """Return the states of boxes and of all boxes below them, by address."""
    return dict(_states(run, boxes))


def _states(run: RunState, boxes: Iterable[Tickable]) -> Iterator[tuple[str, BoxState]]:
    for box in boxes:
        below = states_of(run, box.children)
        yield from below.items()
        own = [below[child.address] for child in box.children]
        yield box.address, state_of_parent(own) if own else state_of_leaf(run.answer_of(box.address), box.print)
