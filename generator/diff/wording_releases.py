"""Finds the wording of an entry in each release: by the place of its commit in the history, or else by its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diff.entry_history import EntryHistory, Wording, shown_fields
from generator.diff.past_states import PastState, VariantPast
from generator.diff.plain_nodes import outline
from generator.model.differences import Snapshot, Value


@dataclass(frozen=True, slots=True)
class ReleaseCommit:
    """A release: its name, the id of its commit if it is known, and its data if it is published."""

    name: str
    commit: str
    snapshot: Snapshot | None = None


def with_releases(history: EntryHistory, releases: Iterable[ReleaseCommit], past: VariantPast) -> tuple[EntryHistory, tuple[str, ...]]:
    """Return a history with the releases of each wording, and the names of the releases of which nothing is known here.

    A release from another branch has the wording from which the branch began, if the values are the same there, or else the newest wording
    with the same values. If there is none, its wording is `elsewhere`.
    """
    ranks = past.ranks()
    names: dict[int, dict[str, None]] = {}
    elsewhere: list[Wording] = []
    unknown: list[str] = []
    for release in releases:
        if (rank := ranks.get(release.commit)) is not None:
            place = wording_at(history, ranks, rank)
        else:
            state = _state(history, release, past)
            entry = None if state is None else _entry(history, state.data)
            if state is None:
                unknown.append(release.name)
            if state is None or entry is None:
                continue
            begin = ranks.get(past.branch_point(release.commit)) if release.commit else None
            first = None if begin is None else wording_at(history, ranks, begin)
            places = [*([] if first is None else [first]), *range(len(history.wordings))]
            place = next((at for at in places if history.wordings[at].fields == entry[1]), None)
            if place is None:
                elsewhere.append(Wording(state, "elsewhere", *entry, releases=(release.name,)))
        if place is not None:
            names.setdefault(place, {})[release.name] = None
    wordings = tuple(replace(one, releases=tuple(names.get(place, ()))) for place, one in enumerate(history.wordings))
    return replace(history, wordings=wordings, elsewhere=tuple(elsewhere)), tuple(dict.fromkeys(unknown))


def wording_at(history: EntryHistory, ranks: Mapping[str, int], rank: int) -> int | None:
    """Return the place of the wording that applied at a commit, by its rank among all commits, the newest first; None before the first."""
    places = (at for at, one in enumerate(history.wordings) if one.state.commit and ranks.get(one.state.commit, -1) >= rank)
    return next(places, None)


def _state(history: EntryHistory, release: ReleaseCommit, past: VariantPast) -> PastState | None:
    """Return the state of the variant in a release; None if neither git nor the release has it."""
    state = past.at(release.commit, history.variants) if release.commit else None
    if state is not None and not state.problems:
        return state
    if release.snapshot is None:
        return None
    id = next((id for id in history.variants if id in release.snapshot), "")
    return PastState(id or history.variant, release.snapshot.get(id, {}), commit=release.commit)


def _entry(history: EntryHistory, data: Mapping[str, Any]) -> tuple[str, Mapping[str, Value]] | None:
    """Return the address and the values of the entry in plain data; None if they do not have it."""
    nodes = outline(data).nodes
    return next(((address, shown_fields(nodes[address])) for address in history.addresses if address in nodes), None)
