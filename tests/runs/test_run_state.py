"""The state of a run: Python and the scripts of the pages say the same of every file.

Also tests `run_events`, `box_states`, `read_events` and `earlier_runs`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics.diagnostic import Diagnostic
from generator.runs.box_states import states_of
from generator.runs.read_run import read_run
from generator.runs.run_events import RunEvent
from generator.runs.run_state import RunState, state_of
from tests.node_programs import ROOT, answer_in_node
from tests.runs.run_cases import CASES, EVENING, base_36, id_of, rows, text_of

FROZEN = sorted((ROOT / "tests/frozen/0.1.0/exports").glob("*.json"))
LOGS, ENTRIES = 300, 24
ADDRESSES = [f"list.items.{name}" for name in ("a", "b", "c", "d", "a.items.e", "a.items.f")]
RANDOM_BOXES = [[0, ADDRESSES[0], "1"], [1, ADDRESSES[4], "1"], [1, ADDRESSES[5], "2"], *([0, address, "1"] for address in ADDRESSES[1:4])]


@dataclass(frozen=True)
class Line:
    """A box of a case."""

    address: str
    print: str
    children: Sequence[Line]


def tree_of(rows: list[list[Any]], depth: int = 0) -> tuple[Line, ...]:
    """Return rows of boxes with their depths as boxes with the boxes below them."""
    starts = [at for at, (level, *_) in enumerate(rows) if level == depth]
    parts = [rows[start:end] for start, end in pairwise([*starts, len(rows)])]
    return tuple(Line(part[0][1], part[0][2], tree_of(part[1:], depth + 1)) for part in parts)


def plain(event: RunEvent) -> dict[str, Any]:
    """Return an event as a file has it, without empty fields."""
    found = {field.name.rstrip("_"): getattr(event, field.name) for field in fields(event)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items() if value}


def without_empty(data: Any) -> Any:
    """Return data without empty values, which files may have or not."""
    if isinstance(data, dict):
        return {name: without_empty(value) for name, value in data.items() if value}
    return [without_empty(one) for one in data] if isinstance(data, list) else data


def said(state: RunState, refused: int, boxes: list[list[Any]]) -> dict[str, Any]:
    """Return a state as the scripts say it."""
    facts, answers = state.facts, {address: state.answer_of(address) for address in state.addresses}
    ended = {"at": facts.ended, "by": facts.ended_by} if facts.ended else {}
    shown = {"from": facts.carried_from, "ended": ended} | {
        name: getattr(facts, name) for name in ("name", "lead", "t0", "zone", "hold", "release", "began", "last", "drill")
    }
    found: dict[str, Any] = without_empty(
        {
            "events": [plain(event) for event in state.events],
            "undone": sorted(state.undone),
            "facts": shown,
            "held": {name: [held.event.id, *(one.id for one in held.heads)] for name, held in state.held.items()},
            "answers": {
                address: {field.name: getattr(answer, field.name) for field in fields(answer) if field.name != "contradicts"}
                | {"contradicts": [one.id for one in answer.contradicts]}
                for address, answer in answers.items()
                if answer
            },
            "by": [state.by(event) for event in state.events],
            "states": states_of(state, tree_of(boxes)),
            "refused": refused,
        }
    )
    return found


def in_python(text: str, boxes: list[list[Any]]) -> dict[str, Any] | None:
    run = read_run(text.encode("utf-8", "surrogatepass"), "run.json")
    if isinstance(run, Diagnostic):
        return None
    return said(state_of(run.events), run.refused, boxes) | {"id": run.id, "variant": run.variant}


def random_log(seed: int) -> str:
    """Return the file of a run in which anything may happen: visits of all devices, and entries of the wrong form."""
    chosen = random.Random(seed)
    visits = [chosen.choice("0abc") + chosen.choice("xyz") * 5 for _ in range(4)]
    ids = [f"{base_36(EVENING + chosen.randrange(9))}.{chosen.choice('01z')}.{chosen.choice(visits)}" for _ in range(ENTRIES)]
    whats = [
        "done",
        "done",
        "failed",
        "na",
        "open",
        "note",
        "claim",
        "blank",
        "undo",
        "t0",
        "hold",
        "named",
        "carried",
        "begun",
        "ended",
        "drill",
        "later",
    ]

    def entry(id: str) -> dict[str, Any]:
        what = chosen.choice(whats)
        found: dict[str, Any] = {"id": id, "at": f"2026-12-01T22:00:{chosen.randrange(70):02}Z", "what": what}
        if what in ("done", "failed", "na", "open", "note", "claim") or (what == "blank" and chosen.random() < 0.5):
            found["address"] = chosen.choice(ADDRESSES)
        extra = {
            "text": chosen.choice(["", " x ", "y", "\ufeffx", "\ud83d", "\x85"]),
            "by": chosen.choice(["", "Mona", "Wei"]),
            "print": chosen.choice(["1", "2", ""]),
            "way": chosen.choice(["go", "wait"]),
            "through": ADDRESSES[0],
            "replaces": chosen.sample(ids, 3),
            "zone": "UTC",
        }
        needed: dict[str, dict[str, Any]] = {
            "undo": {"undoes": chosen.sample(ids, 2)},
            "blank": {"blank": chosen.choice(["one", "two"])},
            "t0": {"t0": chosen.choice(["", "2026-12-01T22:00", "2026-12-41T22:00"])},
            "drill": {"text": chosen.choice(["", "yes"])},
            "carried": {"moved": dict(zip(chosen.sample(ADDRESSES, 3), chosen.sample(ADDRESSES, 3), strict=True)), "release": "2"},
        }
        return found | needed.get(what, {}) | {name: value for name, value in extra.items() if chosen.random() < 0.3}

    return json.dumps({"format": "runbook-run", "id": "x", "variant": "shop", "events": [entry(id) for id in ids]})


QUESTIONS: list[tuple[str, list[list[Any]]]] = [
    *((text_of(case), rows(case)) for case in CASES),
    *((path.read_text("utf-8"), []) for path in FROZEN),
    *((random_log(seed), RANDOM_BOXES) for seed in range(LOGS)),
]


@pytest.fixture(scope="module")
def in_scripts() -> list[dict[str, Any] | None]:
    asked = [{"text": text, "boxes": boxes} for text, boxes in QUESTIONS]
    found: list[dict[str, Any] | None] = answer_in_node(ROOT / "tests/scripts/run_states.js", [], asked, zone="Asia/Dhaka")
    return found


def test_scripts_and_python_read_the_same_state_from_every_file(in_scripts: list[dict[str, Any] | None]) -> None:
    """The shared cases, what version 0.1 exported, and logs in which anything may happen."""
    assert len(FROZEN) == 5
    read = 0
    for (text, boxes), theirs in zip(QUESTIONS, in_scripts, strict=True):
        ours = in_python(text, boxes)
        if theirs is None or not theirs["events"]:  # pages refuse a run without entries when they show it
            assert ours is None, text
            continue
        shown = without_empty({name: value for name, value in theirs.items() if name not in ("site", "release")})
        assert ours == shown, text
        read += 1
    assert read > LOGS


@pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in CASES])
def test_each_case_has_the_expected_result(case: dict[str, Any]) -> None:
    found = in_python(text_of(case), rows(case))
    assert (found is None) == case.get("unreadable", False)
    if found is None:
        return
    assert case.get("states", {}).items() <= found.get("states", {}).items()
    assert found.get("refused", 0) == case.get("refused", 0)
    for address, expected in case.get("answers", {}).items():
        wanted = expected | {name: [id_of(one) for one in expected[name]] for name in ("contradicts",) if name in expected}
        assert {name: found["answers"][address].get(name, type(value)()) for name, value in wanted.items()} == wanted
    for name, value in case.get("facts", {}).items():
        shown = found["facts"].get(name, type(value)())
        assert {part: shown[part] for part in value} == value if isinstance(value, dict) else shown == value
    for register, ids in case.get("held", {}).items():
        assert found["held"][register] == [id_of(one) for one in ids]
    if "undone" in case:
        assert found["undone"] == [id_of(one) for one in case["undone"]]


def test_the_order_in_which_events_arrive_means_nothing() -> None:
    for case in CASES:
        run = read_run(text_of(case).encode(), "run.json")
        if not isinstance(run, Diagnostic):
            assert state_of(reversed(run.events)) == state_of([*run.events, *run.events])


def test_a_file_of_a_long_evening_is_read_in_no_time(tmp_path: Path) -> None:
    """Clearing all answers undoes every event in one, and a box may be answered a thousand times."""
    ids = [f"{base_36(EVENING + at)}.0.aaaaaa" for at in range(4000)]
    again = [{"replaces": [ids[at - 1]]} if at else {} for at in range(len(ids))]
    entries = [
        {"id": id, "at": "2026-12-01T22:00:00Z", "what": "done", "address": ADDRESSES[0], **more}
        for id, more in zip(ids, again, strict=True)
    ]
    undo = {"id": f"{base_36(EVENING + 9000)}.0.aaaaaa", "at": "2026-12-01T22:00:00Z", "what": "undo", "undoes": ids}
    run = read_run(json.dumps({"format": "runbook-run", "id": "x", "events": [*entries, undo]}).encode(), "run.json")
    assert not isinstance(run, Diagnostic)
    state = state_of(run.events)
    assert (len(state.undone), state.answer_of(ADDRESSES[0])) == (4000, None)
