"""What current pages show of a run, compared with the run that a page of 0.1.0 saved, and actions on these pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.frozen.past import Run
from tests.frozen.past_pages import START, ZONE

SETTLED = ("done", "na")
# Each box, with its own item's text for eyes and for screen readers.
READ = """() => [...document.querySelectorAll("[data-rb-box]")].map((box) => {
  const item = box.closest(".rb-item");
  const below = [...item.querySelectorAll(".rb-item")];
  for (const child of below) child.hidden = true;
  const labels = [...item.querySelectorAll("[aria-label]")].filter((element) => !element.closest("[hidden]"));
  const shown = [item.innerText, ...labels.map((element) => element.getAttribute("aria-label"))].join(" ");
  for (const child of below) child.hidden = false;
  return [box.dataset.rbBox, box.checked, shown];
})"""


def new_context(browser: Browser) -> BrowserContext:
    """Return a phone on the next morning, in the time zone of the people of 0.1.0, without a service worker."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, timezone_id=ZONE)
    context.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {get: () => undefined})")
    context.clock.set_fixed_time(START + timedelta(hours=12))
    return context


def choose_run(page: Page, run: Run) -> None:
    """Choose a run of this browser, unless it is already visible."""
    page.locator("[data-rb-live]").wait_for()
    if run.name in page.locator(".rb-run__name").inner_text():
        return
    page.locator(".rb-run__head > button").first.click()
    words = " · ".join(filter(None, (run.name, run.facts["person"], run.facts["release"])))
    page.get_by_role("button", name=re.compile(f"^{re.escape(words)}")).click()
    expect(page.locator(".rb-run")).to_contain_text(run.name)


def missing_answers(page: Page, address: str, run: Run, changed: Collection[str] = (), pages: Sequence[str] = ()) -> list[str]:
    """Compare the visible run with a saved run, and return what the pages at an address do not show.

    Args:
        changed: Items whose text has changed, so that they must be shown as open.
        pages: The pages to look at; by default those on which the run was answered.

    """
    expect(page.locator(".rb-run__name")).to_contain_text(run.name)
    faults: list[str] = []
    seen: set[str] = set()
    for path in pages or run.pages:
        page.goto(f"{address}/{path}")
        page.locator("[data-rb-live]" if page.locator(".rb-run").count() else "main").wait_for()
        boxes = {item: (checked, " ".join(text.split())) for item, checked, text in page.evaluate(READ)}
        for item, (checked, text) in boxes.items():
            below = [other for other in boxes if other.startswith(f"{item}.items.")]
            faults += _faults_of_item(run, item, below, checked, text, item in changed)
        phase = f"phases.{path.split('/')[-2]}"
        faults += _faults_of_phase(run, phase, " ".join(page.locator("[data-rb-finish]").all_inner_texts()))
        seen |= {*boxes, phase}
    return faults + [f"{item} is on no page" for item in run.answers.keys() - seen]


def _faults_of_item(run: Run, item: str, below: list[str], checked: bool, text: str, changed: bool) -> Iterator[str]:
    answer = run.answers.get(item, {})
    states = [run.answers.get(leaf, {}).get("state") for leaf in below or [item]]
    done = all(state in SETTLED for state in states) if below else states == ["done"] and not changed
    if checked != done:
        yield f"{item} is {'' if checked else 'not '}ticked"
    words = [answer[key] for key in ("because", "note") if key in answer]
    if not below and states[0] in SETTLED:
        words += [answer.get("by", ""), _local_time(run, answer)]
    yield from (f"{item} lacks {word!r}: {text}" for word in words if " ".join(word.split()) not in text)
    if not answer and run.facts["person"] and run.facts["person"] in text:
        yield f"{item} was not answered: {text}"


def _faults_of_phase(run: Run, phase: str, text: str) -> Iterator[str]:
    answer = run.answers.get(phase)
    if answer is not None:
        shown = answer["by"] in text and _local_time(run, answer) in text
        if shown != (answer["state"] == "done"):
            yield f"{phase}: {text}"


def _local_time(run: Run, answer: dict[str, str]) -> str:
    """Return when an answer was given, in the run's time zone."""
    return datetime.fromisoformat(answer["at"]).astimezone(ZoneInfo(run.facts["zone"] or ZONE)).strftime("%Y-%m-%d %H:%M")


def carry_over(page: Page, release: str, former: str) -> dict[str, list[str]]:
    """Carry the visible run over to the release of the page; return the page's preview of it, by heading, without dates."""
    expect(page.locator(".rb-run__note")).to_contain_text(f"is on release {former}")
    page.get_by_role("button", name=f"Carry over to {release}").click()
    dialog = page.get_by_role("dialog")
    confirm = dialog.get_by_role("button", name=f"Carry over to {release}")
    confirm.wait_for()
    parts = {}
    for section in dialog.locator("section").all():
        heading = section.get_by_role("heading").inner_text().partition(":")[0]
        parts[heading] = [" ".join(text.split()).partition(", ")[0] for text in section.locator("li").all_inner_texts()]
    confirm.click()
    expect(page.locator(".rb-run__note")).to_contain_text(f"carried over from release {former}")
    return parts
