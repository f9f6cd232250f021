"""A small page that has only the store of events, for what needs a browser to be shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPTS = Path("overrides/assets/javascripts")
PARTS = ("event-journal", "event-database", "event-store")
PAGE = """<!doctype html>
<html class="no-js"><meta charset="utf-8"><title>{path}</title>
<body><script src="assets/javascripts/before-paint.js"></script><script src="assets/javascripts/store.js"></script></body></html>
"""
SITE = 'runbook.site = {{ base: new URL("../../", document.currentScript.src), release: "{release}" }};\n'
# Keeps events as `runbook.store` does; with `until`, waits until the database has all of them.
ADD = """async ([run, events, until]) => {
  const store = runbook.store;
  await store.ready;
  store.add("shop", run, events);
  const journaled = () => Object.keys(localStorage).some((key) => key.startsWith("runbook:"));
  while (until && journaled()) await new Promise((resolve) => setTimeout(resolve, 5));
}"""


def write_site(folder: Path, release: str = "") -> None:
    """Write two pages that have a store as pages of this release have it."""
    (folder / "assets/javascripts").mkdir(parents=True)
    texts = {name: f"(() => {{\n{(SCRIPTS / name).with_suffix('.js').read_text('utf-8')}}})();\n" for name in ("before-paint", *PARTS)}
    (folder / "assets/javascripts/before-paint.js").write_text(f"window.runbook = {{}};\n{texts['before-paint']}", "utf-8")
    store = SITE.format(release=release) + "".join(texts[part] for part in PARTS)
    (folder / "assets/javascripts/store.js").write_text(store, "utf-8")
    for path in ("one.html", "two.html"):
        (folder / path).write_text(PAGE.format(path=path), "utf-8")


def event(number: int, address: str | None = "checklists.till.items.visa", **more: str) -> dict[str, Any]:
    """Return an event that no other number has; without an address, it is about the run."""
    place = {} if address is None else {"address": address}
    return {"id": f"tq0000.{number}.abcdef", "at": "2026-12-01T16:00:00Z", "what": "done", **place, **more}


def add(page: Page, *events: dict[str, Any], run: str = "night", until: bool = True) -> None:
    """Add events to a run, and wait until the database has them, unless the test is about the time before."""
    page.evaluate(ADD, [run, events, until])


def events_of(page: Page, run: str = "night") -> list[dict[str, Any]]:
    """Return the events that a page finds, in the order of their ids."""
    found: list[dict[str, Any]] = page.evaluate("(run) => runbook.store.eventsOf('shop', run)", run)
    return sorted(found, key=lambda one: str(one["id"]))
