"""When a page has done what it does by itself, so that nothing more comes of its own accord: a test waits for that, never for time."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

PATIENCE = 30000


def wait_until_kept(page: Page) -> None:
    """Wait until the worker has kept the system in view or, on a page of none, what it keeps for everybody; that is the last it does."""
    system = page.locator(".rb-header").get_attribute("data-rb-variant")
    page.locator(f'[data-rb-kept="{"kept" if system else "kept.shared"}"]').wait_for(state="attached", timeout=PATIENCE)


def wait_until_told(page: Page) -> None:
    """Wait until the line about the release has said all that it will say; on a page without it, and from a folder, nothing is asked."""
    expect(page.locator("[data-rb-asking]")).to_have_count(0, timeout=PATIENCE)


def hold(page: Page, pattern: str) -> None:
    """Leave requests of a page for some addresses without an answer until `let_go`."""

    def wait(route: Route) -> None:
        page.locator("html[data-let-go]").wait_for(state="attached", timeout=PATIENCE)
        route.continue_()

    page.route(pattern, wait)


def let_go(page: Page) -> None:
    """Have the requests answered that are held, and those that are still to come."""
    page.evaluate("document.documentElement.dataset.letGo = ''")
