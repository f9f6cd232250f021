"""A shop with past runs: what its lists took, when they began, and what people answered."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from generator.document.fingerprints import fingerprints
from generator.model.variant import Variant, boxes, entities
from generator.project.open_project import open_project
from generator.runs.read_record import Record, read_record
from generator.runs.record_results import past_runs
from tests.project.test_record_files import put
from tests.runs.record_sample import record_bytes
from tests.runs.run_cases import base_36

BASE = """\
layer: {title: Every shop}
phases:
  prepare:
    title: Prepare
    groups:
      day-before: {title: The day before, at: T-4h}
  deploy-day: {title: Deployment day}
  rollback: {title: Roll back}
checklists:
  data:
    phase: prepare
    group: day-before
    title: Data
    items:
      backup: The backup is complete
      queue: The queue is empty
  cut-over:
    phase: deploy-day
    title: Cut-over
    at: T-0
    lasts: 30 min
    items:
      switch: {text: Switch the front end, run: ./switch.sh front}
      pay: Payments work
"""
SHOP = """\
# The shop in the old town.
variant:
  title: Shop
  extends: [base]

procedures:
  roll-back:
    phase: rollback
    title: Roll back
    lasts: 10 min  # as agreed
    steps:
      restore: {text: Restore the backup, run: ./restore.sh}
      open: The shop is open

checklists:
  after:
    phase: deploy-day
    title: After it
    at: T+1h
    items:
      till: Each till is on
      cash: Cash is counted  # by two
"""
SWITCH, PAY = "checklists.cut-over.items.switch", "checklists.cut-over.items.pay"
BACKUP, QUEUE = "checklists.data.items.backup", "checklists.data.items.queue"
TILL, CASH = "checklists.after.items.till", "checklists.after.items.cash"
RESTORE, OPEN = "procedures.roll-back.steps.restore", "procedures.roll-back.steps.open"
# An answer: the minute after T-0, what, where, and what people wrote.
Answer = tuple[int, str, str, str]


def shop(root: Path, base: str = BASE, own: str = SHOP) -> Variant:
    """Write the data of the shop, and return it."""
    put(root, "data/layers/base/base.yaml", base.encode())
    put(root, "data/variants/shop/variant.yaml", own.encode())
    return open_project(root).variant("shop")


def done(minute: int, address: str) -> Answer:
    return minute, "done", address, ""


def run_bytes(variant: Variant, day: str, *answers: Answer, source: str = "page", **facts: str) -> bytes:
    """Return the record of a run of the runbook of today, with T-0 at 20:00 UTC of a day. Facts are events, such as `drill="yes"`."""
    t0 = datetime.fromisoformat(f"{day}T20:00:00+00:00")
    first = t0 - timedelta(hours=10)
    named = {"begun": "", "name": f"Release {day[5:7]}", **facts}
    events = [_event(number, first, what, text=text) for number, (what, text) in enumerate(named.items())]
    events.append(_event(8, first, "t0", t0=f"{day}T20:00", zone="UTC"))
    last: dict[str, str] = {}
    for number, (minute, what, address, text) in enumerate(answers, 10):
        seen = [last[address]] if address in last else []
        events.append(_event(number, t0 + timedelta(minutes=minute), what, address=address, text=text, replaces=seen))
        last[address] = str(events[-1]["id"])
    events.append(_event(99, t0 + timedelta(hours=5), "ended"))
    found, prints = dict(entities(variant.runbook)), fingerprints(variant.runbook)
    checklists, procedures = variant.runbook.checklists.items(), variant.runbook.procedures.items()
    lists = [[one.phase, f"checklists.{id}", one.title, "", ""] for id, one in checklists]
    lists += [[one.phase, f"procedures.{id}", one.title, "", ""] for id, one in procedures]
    places = {row[1]: number for number, row in enumerate(lists)}
    lines = [
        [one, prints[one], "", getattr(found[one], "text", ""), 0, 0, "", places.get(".".join(one.split(".")[:2]), -1)]
        for one in boxes(variant.runbook)
    ]
    return record_bytes(*events, id=f"run-{day}", variant="shop", lists=lists, boxes=lines, source=source)


def put_run(root: Path, variant: Variant, day: str, *answers: Answer, **facts: str) -> None:
    put(root, f"runs/shop/{day}-run-{day}.json", run_bytes(variant, day, *answers, **facts))


def with_past_runs(variant: Variant, *records: bytes) -> Variant:
    """Return a variant with the runs of some records."""
    found = [read_record(data, f"runs/shop/{json.loads(data)['id'].removeprefix('run-')}-a.json") for data in records]
    return replace(variant, runs=past_runs(one for one in found if isinstance(one, Record)))


def _event(number: int, moment: datetime, what: str, **more: object) -> dict[str, object]:
    id = f"{base_36(int(moment.timestamp()))}.{number}.aaaaaa"
    return {"id": id, "at": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "what": what, "by": "Mona", **{k: v for k, v in more.items() if v}}
