"""Visits of a published folder in a browser that records requests and errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from playwright.sync_api import Browser, BrowserContext, Page

from tests.built_site.settled_pages import wait_until_release_shown
from tests.built_site.test_policy import WATCH

LOGS = "checklists.logs.items.alerts"


@dataclass
class Visit:
    """A visitor with one tab, whose requests and browser errors are recorded."""

    context: BrowserContext
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @cached_property
    def tab(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url.removeprefix(self.address)))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def to(self, path: str) -> Page:
        """Open a page in the tab, and wait until it is loaded and shows its own release and newer ones."""
        place = f"{self.address}/{path}"
        if self.tab.url.partition("#")[0] == place.partition("#")[0]:
            self.tab.goto("about:blank")  # a different fragment alone would not load the page again
        self.tab.goto(place)
        wait_until_release_shown(self.tab)
        return self.tab


def visitor(browser: Browser, address: str, **more: object) -> Visit:
    options = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce", **more}
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {get: () => undefined})")
    context.add_init_script(WATCH)
    return Visit(context, address)


def news(page: Page) -> str:
    """Return the text about the release after its name."""
    return " ".join(page.locator(".rb-release__news, .rb-release__way").all_inner_texts()).strip()


def link_to_current(page: Page) -> str:
    return (page.locator("[data-rb-current]").get_attribute("href") or "").split("/", 3)[-1]
