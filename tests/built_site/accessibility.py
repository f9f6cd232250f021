"""axe-core on the pages of the site: the states that a page is judged in, and what is wrong with it there."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.built_site.page_kinds import KINDS

State = Literal["default", "focused", "ticked", "drawer", "search"]
Scheme = Literal["light", "dark"]

STATES: tuple[State, ...] = ("default", "focused", "ticked", "drawer", "search")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (390, 1280)
# A result of the search for the words that stand in its field, once all that was asked for has come.
FOUND = ".rb-search__results[aria-busy=false] .rb-search__result"
# Everything that axe can decide by itself, best practices included.
RUN = "within => axe.run(within.length ? {include: within.map(part => [part])} : document, {resultTypes: ['violations'], iframes: false})"
# What a state adds to a page; the rest of the page is as in the other states.
ADDED: dict[State, tuple[str, ...]] = {"drawer": (".rb-header", "#rb-sidebar"), "search": ("dialog[open]",)}


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
    """A selection of the matrix in which every two values stand together at least once: page and state, page and scheme, and so on."""
    for at, kind in enumerate(KINDS):
        for number, state in enumerate(STATES):
            turn = at + number
            width = 390 if state == "drawer" else WIDTHS[(turn // 2) % 2]
            yield Cell(kind, state, SCHEMES[turn % 2], width)


def bring(page: Page, state: State) -> bool:
    """Bring a page that has just been opened into a state; false when it knows no such state."""
    if state == "focused":
        for _ in range(4):
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


def in_turn(page: Page, cells: Iterable[Cell], *, whole: bool = True) -> Iterator[tuple[Cell, list[str]]]:
    """Bring the open page into each state and yield its faults.

    Args:
        whole: Look at the whole page in each state that it has. Else look only at what the state adds, and where nothing can be ticked,
            at the page as it is, so that each page is still seen as a whole in both schemes and at both widths.
    """
    for cell in cells:
        page.set_viewport_size({"width": cell.width, "height": 844})
        page.emulate_media(color_scheme=cell.scheme)
        has_state = bring(page, cell.state)
        if has_state or not whole:
            yield cell, violations(page, ADDED.get(cell.state, ()) if has_state and not whole else ())
        page.keyboard.press("Escape")


def violations(page: Page, within: Sequence[str] = ()) -> list[str]:
    """List the faults that axe finds on a page or within some of its elements: the rule, the number of places, the first of them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    found = page.evaluate(RUN, list(within))["violations"]
    return [f"{one['id']}, {len(one['nodes'])} times: {one['nodes'][0]['html'][:160]}" for one in found]


@cache
def axe() -> str:
    """The program of axe-core, as its package brings it."""
    package = importlib.util.find_spec("axe_playwright_python")
    assert package is not None and package.origin is not None, "run: make test, which installs axe-playwright-python"
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
