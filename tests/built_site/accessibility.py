"""Accessibility checks of pages with axe-core, in different states, colour schemes and widths."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.built_site.page_kinds import KINDS

State = Literal["default", "ticked", "focused", "drawer", "search"]
Scheme = Literal["light", "dark"]

STATES: tuple[State, ...] = ("default", "ticked", "focused", "drawer", "search")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (390, 1280)
# A search result, after all requested indexes have arrived.
FOUND = ".rb-search__results[aria-busy=false] .rb-search__result"
# Run all automatic rules of axe, with best practices. The whole result, with every element that passed, would take as long to send.
RUN = """within => axe.run(within.length ? {include: within.map(part => [part])} : document, {resultTypes: ['violations'], iframes: false})
  .then(({violations}) => violations.map(({id, nodes}) => `${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 160)}`))"""
# The elements that a state adds or changes; the rest of the page is unchanged.
ADDED: dict[State, tuple[str, ...]] = {"focused": (":focus",), "drawer": (".rb-header", "#rb-sidebar"), "search": ("dialog[open]",)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One page in one state, scheme and width."""

    kind: str
    state: State
    scheme: Scheme
    width: int


def matrix() -> Iterator[Cell]:
    """Every kind of page, in both schemes, at both widths, in every state. On a wide screen there is no drawer."""
    for kind in KINDS:
        for scheme in SCHEMES:
            for width in WIDTHS:
                yield from (Cell(kind, state, scheme, width) for state in STATES if state != "drawer" or width < 1000)


def pairs() -> Iterator[Cell]:
    """A selection of the matrix with every pair of two values at least once: page and state, page and scheme, and so on."""
    for at, kind in enumerate(KINDS):
        for number, state in enumerate(STATES):
            turn = at + number
            width = 390 if state == "drawer" else WIDTHS[(turn + at // 2) % 2]
            yield Cell(kind, state, SCHEMES[turn % 2], width)


def set_state(page: Page, state: State) -> bool:
    """Bring a freshly opened page into a state; return False when the page does not have this state."""
    if state == "focused":
        page.locator("a").first.focus()
        for _ in range(3):
            page.keyboard.press("Tab")
    elif state == "ticked":
        boxes = page.locator(".rb-item__head label")
        if not boxes.count():
            return False
        for number in range(min(3, boxes.count())):
            boxes.nth(number).click()
    elif state == "drawer":
        page.locator("[data-rb-drawer]").click()
        page.locator(".rb-nav a").first.wait_for(state="visible")
    elif state == "search":
        page.keyboard.press("/")
        page.keyboard.type("backup")
        page.locator(FOUND).first.wait_for()
    return True


def check_states(page: Page, cells: Iterable[Cell], *, whole: bool = True) -> Iterator[tuple[Cell, list[str]]]:
    """Bring the open page into each state and yield its violations.

    Args:
        whole: Check the whole page in each state that it has. Otherwise check only the elements that the state adds. A page without boxes
            is then checked unchanged, so that each page is still checked as a whole in both schemes and at both widths; `pairs` sees to
            that.
    """
    for cell in cells:
        page.set_viewport_size({"width": cell.width, "height": 844})
        page.emulate_media(color_scheme=cell.scheme)
        has_state = set_state(page, cell.state)
        if has_state or not whole:
            yield cell, violations(page, ADDED.get(cell.state, ()) if has_state and not whole else ())
        page.keyboard.press("Escape")


def violations(page: Page, within: Sequence[str] = ()) -> list[str]:
    """List the violations that axe finds on a page or in some of its elements: the rule, the number of places and the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    found: list[str] = page.evaluate(RUN, list(within))
    return found


@cache
def axe_script() -> str:
    """Return the script of axe-core from its installed package."""
    package = importlib.util.find_spec("axe_playwright_python")
    assert package is not None and package.origin is not None, "run: make test, which installs axe-playwright-python"
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
