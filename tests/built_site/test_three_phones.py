"""Three phones in one deployment for two hours, offline half of the time, with clocks ten minutes apart: they end with one truth."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.page_kinds import serve

pytestmark = pytest.mark.browser

ZONE = "Asia/Dhaka"
START = datetime(2026, 12, 1, 20, 0, tzinfo=ZoneInfo(ZONE))
DAY = "elearning-platform/deploy-day/index.html"
PEOPLE = {"Mona": timedelta(minutes=10), "Rahim": timedelta(0), "Wei": timedelta(minutes=-10)}
STEPS = 36
# Everything that a page shows of each item, without what opens on demand.
SHOWN = """() => [...document.querySelectorAll("[data-rb-box]")].map((box) => {
  const item = box.closest(".rb-item");
  const said = item.querySelector(":scope > .rb-said");
  const stamp = item.querySelector(":scope > .rb-answer");
  return [box.dataset.rbBox, box.checked, item.dataset.rbState, said.innerText, stamp.getAttribute("aria-label")];
})"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as found:
        yield found


class Phone:
    """A person with a phone whose clock is ahead or behind."""

    def __init__(self, browser: Browser, address: str, name: str) -> None:
        self.name = name
        self.written: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 390, "height": 844}, timezone_id=ZONE, service_workers="block", reduced_motion="reduce"
        )
        self.context.clock.set_fixed_time(START + PEOPLE[name])
        self.page: Page = self.context.new_page()
        self.address = address

    def set_time(self, minutes: float) -> None:
        self.context.clock.set_fixed_time(START + PEOPLE[self.name] + timedelta(minutes=minutes))

    def receive(self, link: str) -> None:
        """Open a link with a run; the page says what it changes before and afterwards."""
        self.context.set_offline(False)
        self.page.goto("about:blank")
        self.page.goto(link)
        offer = self.page.get_by_role("group", name="Received run")
        name = offer.get_by_label("Your name")
        if not name.input_value():
            name.fill(self.name)
        offer.get_by_role("button").first.click()
        expect(offer).to_have_count(0)
        self.go_offline()

    def go_offline(self) -> None:
        self.page.evaluate("Promise.all(['answer-dialog', 'run-dialog', 'hand-over'].map(runbook.need))")
        self.context.set_offline(True)

    def link(self) -> str:
        found: str = self.page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.link())")
        return found

    def act(self, chance: random.Random, step: int) -> None:
        """Do one of the things that people do to an item."""
        items = self.page.locator(".rb-item:not(:has(.rb-item))")
        item = items.nth(chance.randrange(8))
        words = f"{self.name} at step {step}"
        kind = chance.choice(("tick", "tick", "tick", "undo", "na", "note"))
        if kind in ("na", "note"):
            item.locator("> .rb-answer").click()
            self.page.locator("#rb-because" if kind == "na" else "#rb-note").fill(words)
            self.page.get_by_role("dialog").get_by_role("button", name="Save").click()
            self.written.append(words)
        elif item.get_attribute("data-rb-state") in ("na", "failed", "differs"):
            # A tick would lose what is written there, so the page asks first.
            item.locator("> .rb-item__head [data-rb-box]").evaluate("box => box.click()")
            self.page.get_by_role("dialog").get_by_label("Done", exact=True).check()
            self.page.get_by_role("dialog").get_by_role("button", name="Save").click()
        else:
            item.locator("> .rb-item__head [data-rb-box]").evaluate("box => box.click()")
            back = self.page.locator(".rb-status").get_by_role("button", name="Undo")
            if kind == "undo" and back.is_visible():
                back.click()

    def events(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.page.evaluate("runbook.run.exported().events")
        return found


def test_three_phones_end_with_one_truth(browser: Browser, address: str) -> None:
    chance = random.Random(16)
    phones = [Phone(browser, address, name) for name in PEOPLE]
    mona, rahim, wei = phones
    mona.page.goto(f"{address}/{DAY}")
    mona.page.get_by_role("button", name="Start a run").click()
    mona.page.get_by_label("Run name").fill("Release 42")
    mona.page.get_by_label("Your name (shown on your ticks)").fill("Mona")
    mona.page.get_by_label("T-0", exact=True).fill("2026-12-01T21:00")
    mona.page.get_by_role("button", name="Start run").click()
    mona.go_offline()
    for phone in (rahim, wei):
        phone.receive(mona.link())
    for step in range(STEPS):
        for phone in phones:
            phone.set_time(step * 120 / STEPS)
        phone = chance.choice(phones)
        phone.act(chance, step)
        if step % 9 == 8:
            # Two of them meet; the third stays offline.
            giver, taker = chance.sample(phones, 2)
            taker.receive(giver.link())
    rahim.page.get_by_role("button", name="Run settings").first.click()
    rahim.page.get_by_label("T-0", exact=True).fill("2026-12-01T21:30")
    rahim.page.get_by_role("dialog").get_by_role("button", name="Save").click()
    for giver, taker in ((wei, rahim), (rahim, mona), (mona, wei), (mona, rahim)):
        taker.receive(giver.link())
    logs = [sorted(json.dumps(event, sort_keys=True) for event in phone.events()) for phone in phones]
    assert logs[0] == logs[1] == logs[2]
    texts = {event.get("text") for event in mona.events()}
    assert {words for phone in phones for words in phone.written} <= texts
    for phone in phones:
        phone.context.set_offline(False)
        phone.page.goto(f"{address}/{DAY}")
        expect(phone.page.locator(".rb-run__clock")).to_contain_text("21:30")
    shown = [phone.page.evaluate(SHOWN) for phone in phones]
    assert shown[0] == shown[1] == shown[2]
    assert any(state == "done" for _, _, state, _, _ in shown[0])
    expect(mona.page.locator(".rb-run")).to_contain_text(re.compile(r"Clocks differ by up to (1[5-9]|20|21) min"))
    for phone in phones:
        phone.context.close()
