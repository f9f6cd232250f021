"""A shop, and runs of its deployment as files that a page exports, for tests of sheets that go on with a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from generator.checks.resolve import resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.open_items import open_items
from generator.document.pages import SiteSettings
from generator.document.run_fit import fitted, noted_values
from generator.document.run_words import RunWords
from generator.document.select_sheets import sheet_of
from generator.document.sheets import Sheet
from generator.model.clock import Clock
from generator.runs.read_run import Run, read_run
from generator.runs.run_clock import moment_of_t0
from generator.runs.run_state import state_of
from tests.runs.run_cases import base_36

SHOP = """\
variant: {title: Shop, aliases: [store]}
contacts:
  dba: {title: Database administrator, name: Imran Chowdhury}
  head: {title: Head of operations}
phases:
  deploy-day:
    title: Deployment day
    blanks:
      ticket: {label: Ticket}
      key: {label: Root key, kind: secret}
  rollback: {title: Rollback}
triggers:
  errors: {text: Error rate above 5 %, then: procedures.back}
  latency: {text: Answers take longer than 2 s, then: procedures.back}
checklists:
  before:
    title: Before the window
    phase: deploy-day
    at: T-1h
    lasts: 30 min
    items:
      backup: {text: Take a full backup, role: dba, run: ./backup.sh orders, expect: complete, blocking: true}
      freeze: {text: The code freeze is announced}
      visa: {text: The Visa terminal answers}
  cut-over:
    title: Cut-over
    phase: deploy-day
    at: T-0
    lasts: 1h
    method: read-do
    on-failure: procedures.back
    columns:
      size: {label: Size, kind: number, unit: MB}
    items:
      note:
        text: Note the commit that runs now
        run: git rev-parse HEAD
        blanks: {previous-commit: {label: Previous commit, pattern: '[0-9a-f]{7,40}'}}
      tables:
        text: All tables are there
        items:
          orders: {text: Orders}
          tills: {text: Tills}
          stock: {text: Stock}
      decide:
        text: Decide whether to go on
        choices: {go: {text: everything is green, then: start}, wait: {text: something is odd, then: note}}
      start: {text: Start the web workers, run: systemctl start web, blocking: true}
  after:
    title: After the cut-over
    phase: deploy-day
    at: T+1h
    items:
      order: An order goes through
      mail: The mail of the order arrives
sign-offs:
  go: {title: Ready, role: head, before: checklists.cut-over, phase: deploy-day}
  closed: {title: Closed, role: head, phase: deploy-day}
procedures:
  back:
    title: Roll back
    phase: rollback
    steps:
      restore: {text: Restore the release before, run: git checkout <previous-commit>}
"""
BEFORE, CUT_OVER, AFTER = "checklists.before.items.", "checklists.cut-over.items.", "checklists.after.items."
ORDERS, TILLS, STOCK = (f"{CUT_OVER}tables.items.{name}" for name in ("orders", "tills", "stock"))
BEGUN = datetime(2026, 12, 1, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def shop(text: str = SHOP, t0: datetime | None = None, values: Mapping[str, str] | None = None) -> RunbookDocument:
    """Return the document of the shop, from its YAML."""
    result = resolve({"data/variants/shop/shop.yaml": text.encode()})
    assert not result.diagnostics, result.diagnostics
    return compose(result.variants["shop"], SiteSettings(), clock=Clock(t0) if t0 else None, values=values or {})


class Night:
    """A run that two devices write, one entry each minute, and its file."""

    def __init__(self, text: str = SHOP, release: str = "2026.11", t0: str = "2026-12-01T22:00", zone: str = "Asia/Dhaka") -> None:
        self.document = shop(text)
        self.boxes = {box.address: box for part in self.document.phases.values() for box in part.boxes}
        self.events: list[dict[str, Any]] = []
        self.head = {"format": "runbook-run", "version": 2, "id": "night-7", "variant": "shop", "release": release}
        self.note("begun", by="Mona", release=release)
        self.note("name", by="Mona", text="Night | 7")
        if t0:
            self.note("t0", by="Mona", t0=t0, zone=zone)

    def note(self, what: str, address: str = "", by: str = "Mona", **more: Any) -> str:
        """Add an entry with the fingerprint of its box; return its id. Wei writes on another device."""
        moment = BEGUN + len(self.events) * MINUTE
        id = f"{base_36(int(moment.timestamp()))}.0.{'wwwwww' if by == 'Wei' else 'mmmmmm'}"
        known = {"address": address, "print": self.boxes[address].print if address in self.boxes and what != "note" else ""}
        event = {"id": id, "at": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "by": by, "what": what, **known, **more}
        self.events.append({name: value for name, value in event.items() if value != "" or name == "t0"})
        return id

    def done(self, *addresses: str, by: str = "Mona") -> None:
        """Tick some boxes."""
        for address in addresses:
            kind = "signed" if address.startswith("sign-offs.") else "seen" if address.startswith("triggers.") else "done"
            self.note(kind, address, by)

    def file(self, *, boxes: bool = True) -> bytes:
        """Return the bytes of the file, with the boxes of the release or, as older pages wrote it, without."""
        rows = [[box.address, box.print, box.number, "".join(part.text for part in box.text)] for box in self.boxes.values()]  # type: ignore[union-attr]
        return json.dumps({**self.head, **({"boxes": rows} if boxes else {}), "events": self.events}).encode()

    def run(self, *, boxes: bool = True) -> Run:
        """Return the run in the file."""
        run = read_run(self.file(boxes=boxes), "night.json")
        assert isinstance(run, Run), run
        return run


def opened(night: Night, phase: str = "deploy-day", text: str = SHOP, *, boxes: bool = True) -> Sheet:
    """Return the sheet of a phase of the shop that goes on with a run, as the command makes it."""
    run = night.run(boxes=boxes)
    state = state_of(run.events)
    t0 = moment_of_t0(state.facts)
    document = shop(text, t0, noted_values(shop(text).context.runbook, state))
    said = RunWords(document.context.words, state, t0.tzinfo if t0 and t0.tzinfo else UTC)
    return open_items(document, sheet_of(document, phase), fitted(document, run), said, "night.json")


def full_night(release: str = "2026.11") -> Night:
    """Return a run in the middle of the night, with everything that a run can have."""
    night = Night(release=release)
    night.done(BEFORE + "backup", by="Imran Chowdhury")
    night.done(BEFORE + "freeze")
    night.note("na", BEFORE + "visa", "Wei", text="no Visa in this country")
    night.note("note", BEFORE + "freeze", text="by mail and in the channel")
    night.done("sign-offs.go", by="Ann")
    night.note("blank", by="Wei", blank="previous-commit", text="4f2a91c")
    night.note("blank", by="Mona", blank="ticket", text="OPS-7")
    night.note("blank", CUT_OVER + "note", "Wei", blank="size", text="12")
    night.done(CUT_OVER + "note", by="Wei")
    night.done(ORDERS, TILLS)
    night.note("failed", STOCK, "Wei", text="two rows are missing")
    night.note("done", CUT_OVER + "decide", way="go")
    night.done("triggers.errors", by="Wei")
    return night
