"""Records made for tests: runs of a shop with three lists, as pages export them and as `runbook run add` writes them."""

from __future__ import annotations

from typing import Any

from generator.runs.canonical_record import canonical
from tests.runs.run_cases import base_36

# The lines of the release: [address, print, number, text, depth, must, role, list].
LISTS = [
    ["prepare", "checklists.before", "Before", "T-1d", "30 min"],
    ["deploy-day", "checklists.cut-over", "Cut-over", "T-0", "20 min"],
    ["rollback", "procedures.roll-back", "Roll back", "", "15 min"],
    ["rollback", "triggers", "Triggers", "", ""],
]
LINES = [
    ["checklists.before.items.backup", "p1", "A1", "The backup is complete", 0, 1, "dba", 0],
    ["checklists.before.items.cash", "p2", "A2", "Cash is counted", 0, 0, "", 0],
    ["checklists.cut-over.items.switch", "p3", "B1", "Switch", 0, 1, "lead", 1],
    ["checklists.cut-over.items.switch.items.front", "p4", "B1.1", "Switch the front end", 1, 1, "lead", 1],
    ["checklists.cut-over.items.switch.items.back", "p5", "B1.2", "Switch the back end", 1, 1, "lead", 1],
    ["checklists.cut-over.items.pay", "p6", "B2", "Payments work", 0, 0, "", 1],
    ["procedures.roll-back.steps.stop", "p7", "R1", "Stop the traffic", 0, 0, "lead", 2],
    ["procedures.roll-back.steps.restore", "p8", "R2", "Restore the backup", 0, 0, "dba", 2],
    ["triggers.errors", "p9", "T1", "Errors rise", 0, 0, "", 3],
]
NIGHT = 1_764_612_000  # 2025-12-01T18:00:00Z


def event(minute: int, what: str, address: str = "", by: str = "Mona", **more: Any) -> dict[str, Any]:
    """Return an event at a minute after six o'clock in the evening, UTC."""
    at = f"2025-12-{1 + (18 + minute // 60) // 24:02}T{(18 + minute // 60) % 24:02}:{minute % 60:02}:00Z"
    id = f"{base_36(NIGHT + minute * 60)}.{more.pop('count', 0)}.aaaaaa"
    return {"id": id, "at": at, "what": what, "by": by, **({"address": address} if address else {}), **more}


def run_file(*events: dict[str, Any], id: str = "night-7", **more: Any) -> dict[str, Any]:
    """Return the data of the file of a run."""
    head = {"format": "runbook-run", "version": 2, "id": id, "site": "", "variant": "shop", "release": "2025.12"}
    return {**head, "lists": LISTS, "boxes": LINES, "events": list(events), **more}


def record_bytes(*events: dict[str, Any], previous: tuple[tuple[str, str], ...] = (), **more: Any) -> bytes:
    """Return the bytes of a record in the canonical form."""
    named = [{"record": name, "digest": digest} for name, digest in previous]
    return canonical({"source": "page", "findings": [], "previous": named, **run_file(*events, **more)})
