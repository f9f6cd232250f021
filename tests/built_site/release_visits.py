"""Visits of a published folder, in a browser that notes what is asked for and what it complains of."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.built_site.settled_pages import wait_until_told
from tests.built_site.test_policy import WATCH

LOGS = "checklists.logs.items.alerts"


@dataclass
class Visit:
    """A visitor who notes what was asked for and what browsers complain of."""

    context: BrowserContext
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def to(self, path: str) -> Page:
        """A page, once it has loaded and says what it knows of its release and of others."""
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url.removeprefix(self.address)))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.address}/{path}")
        wait_until_told(page)
        return page


def visitor(browser: Browser, address: str, **more: object) -> Visit:
    options = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce", **more}
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {get: () => undefined})")
    context.add_init_script(WATCH)
    return Visit(context, address)


def news(page: Page) -> str:
    """What the line about the release tells beside its name."""
    return " ".join(page.locator(".rb-release__news, .rb-release__way").all_inner_texts()).strip()


def way(page: Page) -> str:
    return (page.locator("[data-rb-current]").get_attribute("href") or "").split("/", 3)[-1]
