"""Pages on a phone: no page is wider than the screen, boxes are large enough for a finger, no request leaves the host, in both schemes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OWN = (
    "index",
    "emergency/index",
    "prepare/index",
    "deploy-day/index",
    "follow-up/index",
    "operate/index",
    "rollback/index",
    "incident/index",
    "targets/index",
    "services/index",
    "contacts/index",
    "severities/index",
    "commands/index",
    "sign-offs/index",
)
ACROSS = ("index", "contacts/index", "services/index", "matrix/index", "matrix/prepare/index", "matrix/deploy-day/index")
PATHS = [
    *ACROSS,
    *(f"elearning-platform/{name}" for name in OWN),
    "whatsapp-automation/prepare/index",
    "whatsapp-automation/deploy-day/index",
    "school-messaging/rollback/index",
]
SMALLEST = 24
# Elements that are tapped, except for links in a sentence or a cell.
CONTROLS = ".rb-box, .rb-stepper a, .rb-jump a, .rb-quick a, .rb-tiles a, .rb-edit, .rb-sheet, .rb-reach, details.rb-differs > summary"
SMALL = """([controls, smallest]) => [...document.querySelectorAll(controls)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width && (width < smallest || height < smallest);
}).map((element) => `${element.className || element.tagName}: ${element.textContent}`)"""


@pytest.fixture(params=SCHEMES, scope="module")
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with the size of a phone in one colour scheme, and its errors."""
    context = browser.new_context(
        service_workers="block", viewport={"width": 390, "height": 844}, color_scheme=request.param, has_touch=True
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(("file:", "data:", "blob:")) else None)
    yield page, faults
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_a_phone(path: str, phone: tuple[Page, list[str]], site: Path) -> None:
    page, faults = phone
    faults.clear()
    page.goto((site / f"{path}.html").as_uri(), wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(SMALL, [CONTROLS, SMALLEST]) == []
    assert [fault for fault in faults if "search_index" not in fault and "worker" not in fault.lower()] == []


def test_the_whole_text_of_an_item_ticks_it(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    page.goto((site / "elearning-platform/deploy-day/index.html").as_uri())
    label = page.locator(".rb-item__head label").first
    box = page.locator(".rb-box").first
    label.click()
    assert box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    assert not box.is_checked()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_an_address_in_the_link_marks_its_item(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    address = "checklists.deployment.items.migrate"
    page.goto((site / "elearning-platform/deploy-day/index.html").as_uri() + f"#{address}")
    item = page.locator(f'.rb-item:has(> [id="{address}"])')
    assert item.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"
    top = item.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top < 844


def test_contacts_are_one_tap_away_on_the_emergency_page(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    page.goto((site / "school-messaging/emergency/index.html").as_uri())
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Call").tap()
    top = page.locator("#call").evaluate("heading => heading.getBoundingClientRect().top")
    assert 40 <= top < 200
