"""A shop with two past runs for tests: a drill in October, and a deployment in November that did not go as planned.

`shop()` is the shop with its runs, `record_file` makes a record of any variant from what people did, as a page exports it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from generator.checks.resolve import Outcome, resolve
from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.model.variant import Variant
from generator.runs.canonical_record import canonical
from generator.runs.read_record import Record, read_record
from generator.runs.record_results import past_runs
from generator.site.run_data import lists_data
from generator.text.inline_markup import plain_text
from tests.runs.run_cases import base_36

SHOP = """\
variant: {title: Shop, summary: It sells things, visibility: public}
contacts:
  dba: {title: Database administrator}
  lead: {title: Deployment lead}
phases:
  deploy-day: {title: Deployment day}
  rollback: {title: Rollback}
checklists:
  before:
    title: Before the window
    phase: deploy-day
    at: T-1h
    lasts: 30 min
    items:
      backup: {text: Take a backup, role: dba, run: ./backup.sh orders}
      keys: {text: Fetch the keys from the vault, visibility: internal}
  cut-over:
    title: Cut-over
    phase: deploy-day
    at: T-0
    lasts: 30 min
    items:
      stop: {text: Stop the service, aliases: [halt], role: lead, run: systemctl stop shop, expect: inactive}
      switch: {text: Switch the traffic, role: lead}
      tills: {text: The tills answer, optional: true}
  staff:
    title: Staff only
    phase: deploy-day
    visibility: internal
    items: {door: {text: Lock the back door}}
procedures:
  back:
    title: Roll back
    phase: rollback
    steps:
      restore: {text: Restore the backup, role: dba}
"""
BEFORE, CUT, STAFF, BACK = "checklists.before.items", "checklists.cut-over.items", "checklists.staff.items", "procedures.back.steps"
# What people typed in the two runs: a public build shows none of it.
TYPED = ("Mona", "Wei", "Autumn rehearsal", "Big release", "the service hung for minutes", "killed it by hand", "no tills tonight")
Event = dict[str, Any]


def did(at: str, what: str, address: str = "", by: str = "Mona", **more: Any) -> Event:
    """Return an event at a moment such as `2026-11-02T21:00`, in UTC."""
    moment = datetime.fromisoformat(f"{at}:00+00:00")
    id = f"{base_36(int(moment.timestamp()))}.{more.pop('count', 0)}.aaaaaa"
    return {"id": id, "at": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "what": what, "by": by, **({"address": address} if address else {}), **more}


def record_file(variant: Variant, id: str, *events: Event, **more: Any) -> bytes:
    """Return the bytes of a record of a run in which the variant is as it is now."""
    document = compose(variant, SiteSettings())
    lists: list[list[Any]] = []
    boxes: list[list[Any]] = []
    for part in document.phases.values():
        roles = {box.address: box.role for box in part.boxes}
        for one in lists_data(part):
            for depth, address, print, must, text, _, number, *_ in one["boxes"]:
                boxes.append([address, print, number, plain_text(text), depth, must, roles[address], len(lists)])
            lists.append([part.id, one["id"], one["title"], one["at"], one.get("lasts", "")])
    head = {"format": "runbook-run", "version": 2, "id": id, "site": "", "variant": variant.id, "release": "2026.10"}
    run = {**head, "lists": lists, "boxes": boxes, "events": list(events), "source": "page", "findings": [], "previous": []}
    return canonical(run | more)


def drill() -> tuple[Event, ...]:
    """Return what happened in the drill: everything in time, and the service did not stop at first."""
    day = "2026-10-05T"
    return (
        did(f"{day}09:00", "begun"),
        did(f"{day}09:00", "name", text="Autumn rehearsal", count=1),
        did(f"{day}09:00", "drill", text="yes", count=2),
        did(f"{day}09:00", "t0", t0="2026-10-05T15:00", zone="Asia/Dhaka", count=3),
        did(f"{day}09:02", "done", f"{CUT}.stop"),
        did(f"{day}09:10", "done", f"{CUT}.switch", by="Wei"),
        did(f"{day}09:12", "na", f"{CUT}.tills", text="no tills tonight"),
        did(f"{day}09:20", "done", f"{BACK}.restore", by="Wei"),
        did(f"{day}09:30", "ended"),
    )


def deployment() -> tuple[Event, ...]:
    """Return what happened in the deployment: it began late, the service did not stop at first, and nobody switched the traffic."""
    day = "2026-11-02T"
    hung = did(f"{day}16:05", "failed", f"{CUT}.stop", text="the service hung for minutes")
    return (
        did(f"{day}15:00", "begun"),
        did(f"{day}15:00", "name", text="Big release", count=1),
        did(f"{day}15:00", "lead", text="Wei", count=2),
        did(f"{day}15:00", "t0", t0="2026-11-02T22:00", zone="Asia/Dhaka", count=3),
        did(f"{day}15:00", "done", f"{BEFORE}.backup", by="Wei", count=4),
        did(f"{day}15:20", "done", f"{BEFORE}.keys", text="", by="Wei"),
        did(f"{day}15:30", "done", f"{STAFF}.door"),
        hung,
        did(f"{day}16:40", "done", f"{CUT}.stop", text="killed it by hand", replaces=[hung["id"]]),
        did(f"{day}16:45", "na", f"{CUT}.tills", text="no tills tonight"),
        did(f"{day}16:50", "ended"),
    )


@cache
def bare_shop() -> Variant:
    """Return the shop without its runs."""
    outcome = resolve({"data/variants/shop/shop.yaml": SHOP.encode()})
    assert outcome.ok, outcome.diagnostics
    return outcome.variants["shop"]


@cache
def record_files() -> dict[str, bytes]:
    """Return the records of the shop by the paths of their files."""
    return {
        "runs/shop/2026-10-05-dddddd.json": record_file(bare_shop(), "dddddd", *drill()),
        "runs/shop/2026-11-02-nnnnnn.json": record_file(bare_shop(), "nnnnnn", *deployment()),
    }


@cache
def records() -> tuple[Record, ...]:
    """Return the records of the shop."""
    found = [read_record(data, path) for path, data in record_files().items()]
    return tuple(one for one in found if isinstance(one, Record))


@cache
def shop() -> Variant:
    """Return the shop with its two runs."""
    return replace(bare_shop(), runs=past_runs(records()))


def shop_outcome() -> Outcome:
    """Return the shop with its runs as an outcome."""
    return replace(resolve({"data/variants/shop/shop.yaml": SHOP.encode()}), variants={"shop": shop()})
