"""Gives the focus to every control of a page, forwards and backwards, and finds those that something covers or that have no outline."""

from __future__ import annotations

from playwright.sync_api import Page

# The last use of the keyboard makes the focus visible, also if a script moves it, as for a reader who presses Tab.
SWEEP = """backwards => {
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0 && !one.closest("dialog"));
  const isOver = (one, x, y) => {
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
    const hit = document.elementFromPoint(x, y);
    for (let cover = one.contains(hit) ? null : hit; cover && !cover.contains(one); cover = cover.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(cover).position)) return true;
    }
    return false;
  };
  const found = [];
  for (const one of backwards ? controls.reverse() : controls) {
    one.focus();
    const parts = [[0.1, 0.1], [0.5, 0.1], [0.9, 0.1], [0.1, 0.5], [0.5, 0.5], [0.9, 0.5], [0.1, 0.9], [0.5, 0.9], [0.9, 0.9]];
    const points = [...one.getClientRects()].filter(({ width, height }) => width && height)
      .flatMap(({ left, top, width, height }) => parts.map(([x, y]) => [left + width * x, top + height * y]));
    const covered = points.filter(([x, y]) => isOver(one, x, y)).length;
    const isLarge = one.offsetHeight > innerHeight / 2;
    if (getComputedStyle(one).outlineStyle === "none") found.push([`no outline: ${one.outerHTML.slice(0, 80)}`, true]);
    if (!covered || document.activeElement !== one || (isLarge && covered < points.length)) continue;
    const about = `${one.className || one.tagName}: ${one.getAttribute("aria-label") || one.textContent.trim().slice(0, 60)}`;
    found.push([about, covered === points.length]);
  }
  return [controls.length, found];
}"""


def covered_controls(page: Page) -> tuple[int, list[str], list[str]]:
    """Return the number of controls, those that nobody sees while they have the focus, and those that are covered in part."""
    page.keyboard.press("Tab")
    whole: list[str] = []
    partly: list[str] = []
    count = 0
    for backwards in (False, True):
        count, found = page.evaluate(SWEEP, backwards)
        for about, is_whole in found:
            (whole if is_whole else partly).append(about)
    return count, whole, partly
