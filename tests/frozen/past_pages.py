"""Actions on pages that version 0.1.0 built: these pages never change, whatever the current pages look like."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

ZONE = "Asia/Dhaka"
START = datetime(2026, 12, 1, 20, 0, tzinfo=ZoneInfo(ZONE))
LETTERS = {"packed": "z", "plain": "j"}  # the letter that states the format of the run in a link


class Operator:
    """A person with a page on the evening of a deployment; each action is a minute after the previous one."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.moment = START

    def next_minute(self) -> Page:
        """Let a minute pass, and return the page."""
        self.moment += timedelta(minutes=1)
        self.page.clock.set_fixed_time(self.moment)
        return self.page

    def open(self, path: str) -> None:
        self.next_minute().goto(f"{self.address}/{path}")

    def tick(self, *items: str) -> None:
        for item in items:
            self.next_minute().locator(f'[data-rb-box="{item}"]').check()

    def untick(self, item: str) -> None:
        self.next_minute().locator(f'[data-rb-box="{item}"]').uncheck()

    def answer(self, item: str, because: str = "", note: str = "") -> None:
        """State why an item is not applicable, write a note on it, or both."""
        page = self.next_minute()
        page.locator(".rb-item", has=page.locator(f'> .rb-item__head [data-rb-box="{item}"]')).last.locator("> .rb-answer").click()
        if because:
            page.locator("#rb-because").fill(because)
        if note:
            page.locator("#rb-note").fill(note)
        page.get_by_role("button", name="Save").click()

    def declare_phase_done(self) -> None:
        self.next_minute().locator("[data-rb-finish]").get_by_role("button", name="Declare").click()

    def reopen_phase(self) -> None:
        self.next_minute().locator("[data-rb-finish]").get_by_role("button", name="Take it back").click()

    def begin_run(self, name: str, person: str = "", t0: str = "", zone: str = ZONE) -> None:
        """Begin a run; `t0` is a local time of the zone."""
        page = self.next_minute()
        first = page.get_by_role("button", name="Set up a run")
        if first.count():
            first.click()
        else:
            page.get_by_role("button", name="Run and T-0").click()
            page.get_by_role("button", name="New run").click()
        page.get_by_label("Name of the run").fill(name)
        page.get_by_label("Your name, on each of your ticks").fill(person)
        if t0:
            page.get_by_label("T-0", exact=True).fill(t0)
            page.get_by_label("Zone").select_option(zone)
        page.get_by_role("button", name="Start the run").click()

    def carry_over(self, release: str) -> None:
        page = self.next_minute()
        page.get_by_role("button", name=f"Carry it over to {release}").click()
        page.get_by_role("dialog").get_by_role("button", name=f"Carry it over to {release}").click()

    def clear_answers(self) -> None:
        page = self.next_minute()
        page.get_by_role("button", name="Run and T-0").click()
        page.get_by_role("button", name="Clear all answers").click()
        page.get_by_role("button", name="Clear all answers", exact=True).click()

    def hand_over(self) -> tuple[str, dict[str, str]]:
        """Save the visible run. Returns the text of the file, and the links: packed, and as written by a browser that cannot pack."""
        page = self.next_minute()
        page.get_by_role("button", name="Run and T-0").click()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Export as JSON").click()
        links = {}
        field = page.get_by_label("Link that carries the run")
        for kind, letter in LETTERS.items():
            page.get_by_role("button", name="Copy a link").click()
            expect(field).to_have_value(re.compile(f"#run={letter}"))  # not by a text of JavaScript, which the policy of the page forbids
            links[kind] = field.input_value().removeprefix(self.address)
            page.evaluate("window.CompressionStream = undefined")
        page.reload()
        return Path(saved.value.path()).read_text(encoding="utf-8"), links
