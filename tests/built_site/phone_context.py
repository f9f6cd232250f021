"""The browser of a phone that visits a site without its service worker."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Browser, BrowserContext

ZONE: Final = "Asia/Dhaka"


def new_context(browser: Browser) -> BrowserContext:
    """Return a new profile of a phone in Dhaka."""
    return browser.new_context(
        viewport={"width": 390, "height": 844}, timezone_id=ZONE, service_workers="block", accept_downloads=True, reduced_motion="reduce"
    )
