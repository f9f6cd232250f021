"""Waits for states in which a page has finished its own work, so that tests never wait for a fixed time."""

from __future__ import annotations

from playwright.sync_api import Page, Request, Route, expect

PATIENCE = 30000
# A script for one tab that opens many pages, because each new tab takes longer than a page: each page finds the storage of a first visit.
FIRST_VISIT = "localStorage.clear(); sessionStorage.clear()"


def wait_until_stored(page: Page) -> None:
    """Wait until the worker has stored the system of the page or, on a shared page, the shared files; this is its last step."""
    system = page.locator("script[src*=before-paint]").get_attribute("data-rb-variant")
    page.locator(f'[data-rb-kept="{"kept" if system else "kept.shared"}"]').wait_for(state="attached", timeout=PATIENCE)


def wait_until_release_shown(page: Page) -> None:
    """Wait until the line about the release is complete. Pages without it, and pages opened from a folder, have nothing to wait for."""
    expect(page.locator("[data-rb-asking]")).to_have_count(0, timeout=PATIENCE)


def delay_requests(page: Page, pattern: str) -> None:
    """Delay the requests of a page to matching addresses until `release_requests`."""

    def wait(route: Route) -> None:
        page.locator("html[data-let-go]").wait_for(state="attached", timeout=PATIENCE)
        route.continue_()

    page.route(pattern, wait)


def release_requests(page: Page) -> None:
    """Let the delayed requests and all later ones continue."""
    page.evaluate("document.documentElement.dataset.letGo = ''")


def is_cancelled(request: Request) -> bool:
    """Return whether a browser cancelled a failed request, because its tab opened another page first. A missing file fails otherwise."""
    return request.failure == "net::ERR_ABORTED"
