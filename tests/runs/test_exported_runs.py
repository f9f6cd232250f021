"""What a page exports is what Python reads: the release with its lists and lines, and the totals that follow from the entries."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from generator.runs.read_run import Run, read_run
from generator.runs.record_results import results_of
from generator.runs.run_lines import LineOfRun, ListOfRun
from tests.node_programs import ROOT, answer_in_node
from tests.runs.test_run_state import ADDRESSES, random_log

COMMIT, DATA = "4f1c" * 10, f"sha256:{'5a' * 32}"
TRIGGER, STEP, DAILY = "triggers.errors", "procedures.back.steps.stop", "checklists.daily.items.logs"
LINES = [
    [0, ADDRESSES[0], "1", 1, "**Stop** the till", [], "B1", "dba"],
    [1, ADDRESSES[4], "1", 0, "One", [], "B1.1", ""],
    [1, ADDRESSES[5], "2", 0, "Two", [], "B1.2", ""],
    *([0, address, "1", 0, "Line", [], "", ""] for address in ADDRESSES[1:4]),
]
BOXES: dict[str, Any] = {
    "title": "Shop",
    "commit": COMMIT,
    "data": DATA,
    "phases": [
        {"id": "deploy-day", "title": "Day", "lists": [{"id": "list", "title": "**Till**", "at": "T-0", "lasts": "5 min", "boxes": LINES}]},
        {
            "id": "operate",
            "title": "Operate",
            "lists": [{"id": "daily", "title": "Daily", "at": "", "boxes": [[0, DAILY, "1", 0, "Logs"]]}],
        },
        {
            "id": "rollback",
            "title": "Rollback",
            "lists": [
                {"id": "triggers", "title": "Triggers", "at": "", "boxes": [[0, TRIGGER, "1", 0, "Errors"]]},
                {"id": "procedures.back", "title": "Roll back", "at": "", "boxes": [[0, STEP, "1", 1, "Stop"]]},
            ],
        },
    ],
}


def log_of(*entries: dict[str, Any]) -> str:
    """Return the file of a run with entries of one person, a second after each other."""
    events = [{"id": f"tp6wk{at}.0.aaaaaa", "at": f"2026-12-01T22:00:0{at}Z", **one} for at, one in enumerate(entries)]
    return json.dumps({"format": "runbook-run", "id": "x", "variant": "shop", "events": events})


LOGS = [
    log_of({"what": "begun"}),
    log_of({"what": "begun", "at": "2026-12-01T22:00:50Z"}, {"what": "ended", "at": "2026-12-01T22:31:10Z"}),
    log_of({"what": "begun", "at": "2026-12-01T22:00:10Z"}, {"what": "ended", "at": "2026-12-01T21:59:50Z"}),
    log_of({"what": "seen", "address": TRIGGER, "print": "1"}),
    log_of({"what": "done", "address": DAILY, "print": "1"}, {"what": "drill", "text": "yes"}),
    log_of({"what": "failed", "address": STEP, "text": "hangs"}, {"what": "t0", "t0": "2026-12-01T22:00", "zone": "UTC"}),
    log_of({"what": "done", "address": ADDRESSES[1]}, {"what": "note", "address": DAILY, "text": "later"}),
    *(random_log(seed) for seed in range(60)),
]


def test_python_reads_what_pages_export_and_finds_the_same_totals() -> None:
    asked = [{"text": text, "boxes": BOXES} for text in LOGS]
    for text in answer_in_node(ROOT / "tests/scripts/exported_runs.js", [], asked, zone="Asia/Dhaka"):
        run, file = read_run(text.encode("utf-8", "surrogatepass"), "run.json"), json.loads(text)
        assert isinstance(run, Run)
        assert (run.commit, run.data) == (COMMIT, DATA)
        assert run.lists[0] == ListOfRun("deploy-day", "list", "Till", "T-0", "5 min")
        assert run.lines[0] == LineOfRun(ADDRESSES[0], "1", "B1", "Stop the till", must=True, role="dba", list=0)
        assert [run.lists[line.list].address for line in run.lines][-3:] == ["daily", "triggers", "procedures.back"]
        found = results_of(run)
        totals = asdict(found.totals)
        assert {"all": sum(totals.values()), **totals} == file["totals"], text
        assert (found.state.facts.drill, found.state.facts.ended, found.minutes) == (file["drill"], file["ended"], file["minutes"])
