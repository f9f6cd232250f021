"""`python -m tests.docs.site_pictures`: take pictures of the current site for README and docs in a real browser."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsers import CHROMIUM, QUIET
from tests.built_site.page_kinds import serve
from tests.built_site.shared_builds import runbook
from tests.docs.documents import ROOT

FOLDER = ROOT / "docs" / "images"
DAY = "elearning-platform/deploy-day/index.html"
CLOCK = "2026-12-01T14:10:00Z"  # 8:10 p.m. in Dhaka


def opened(browser: Browser, address: str, *, phone: bool = False) -> Page:
    """Open a page on a desktop or on a phone in dark mode, at a fixed time."""
    view = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 860}
    context = browser.new_context(
        viewport=view,  # type: ignore[arg-type]
        color_scheme="dark" if phone else "light",
        timezone_id="Asia/Dhaka",
        service_workers="block",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.install(time=CLOCK)
    page.goto(address)
    return page


def begin_run(page: Page) -> None:
    """Start a run, ten minutes into its deployment day: some ticked boxes, one not applicable."""
    page.evaluate("runbook.run.setPerson('On duty')")
    page.evaluate("runbook.run.start({name: 'Release 2026.12', person: 'On duty', t0: '2026-12-01T22:00', zone: 'Asia/Dhaka'})")
    boxes = page.locator("[data-rb-box]")
    for at in range(4):
        boxes.nth(at).check()
    page.evaluate(
        """() => { const box = runbook.ticks.pageBoxes[4];
        runbook.run.answer(box.address, {state: "na", print: box.print, because: "the release is behind a flag"}); }"""
    )
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.mouse.move(0, 0)
    page.clock.run_for(12000)


def main() -> int:
    """Write all pictures into the docs."""
    chromium = next((found for found in map(shutil.which, CHROMIUM) if found), None)
    assert chromium is not None, "no browser: run requirements/system.sh"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        runbook("build", "--site-dir", str(site))
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        with serve(site) as address:
            day = opened(browser, f"{address}/{DAY}")
            begin_run(day)
            pages = {
                "site": opened(browser, f"{address}/index.html"),
                "site-deploy-day": day,
                "site-emergency": opened(browser, f"{address}/school-messaging/emergency/index.html", phone=True),
                "site-matrix": opened(browser, f"{address}/matrix/prepare/index.html"),
            }
            for name, page in pages.items():
                page.screenshot(path=FOLDER / f"{name}.png")
                sys.stdout.write(f"docs/images/{name}.png\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
