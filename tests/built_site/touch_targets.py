"""The size of everything that a finger can tap on a page."""

from __future__ import annotations

from playwright.sync_api import Page

# Apple and the level AAA of WCAG 2.5.5: one side of the smallest target.
SMALLEST = 44
# iOS enlarges the page when somebody taps into a smaller text.
SMALLEST_TEXT = 16

# Each control that is too small, as `element.class: size, text`. A link in running text has the height of its line (WCAG 2.5.8); text is
# running if its block has other words than those of links. A box or radio button and its labels are one target.
SMALL = """([scope, smallest, smallestText]) => {
  const outer = [...document.querySelectorAll(scope)].at(-1);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".rb-hidden, .md-skip, [inert]");
  const blockOf = (element) => {
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block;
  };
  const wordsOf = (text) => text.replace(/[\\s,·→]+/g, "");
  const isInText = (link) => {
    if (link.tagName !== "A" || getComputedStyle(link).display !== "inline") return false;
    const block = blockOf(link);
    const linked = [...block.querySelectorAll("a")].map((one) => one.textContent).join("");
    return wordsOf(block.textContent) !== wordsOf(linked);
  };
  const boxOf = (element) => {
    const tick = element.matches("[type=checkbox], [type=radio]");
    const parts = [element, ...(tick ? element.labels : [])].map((one) => {
      const overlay = getComputedStyle(one, "::before");
      const covered = tick && one !== element && overlay.position === "absolute" ? one.offsetParent : one;
      return covered.getBoundingClientRect();
    });
    const left = Math.min(...parts.map((one) => one.left)), right = Math.max(...parts.map((one) => one.right));
    const top = Math.min(...parts.map((one) => one.top)), bottom = Math.max(...parts.map((one) => one.bottom));
    return { width: right - left, height: bottom - top, right };
  };
  const found = [];
  for (const element of outer.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (!isShown(element) || isInText(element)) continue;
    const { width, height, right } = boxOf(element);
    if (right <= 0 || height <= 1) continue;
    const size = `${Math.round(width)}x${Math.round(height)}`;
    const about = `${element.tagName.toLowerCase()}.${element.className}: ${size}, ${element.textContent.trim().slice(0, 30)}`;
    const text = parseFloat(getComputedStyle(element).fontSize);
    const isTyped = element.matches("select, textarea, input:not([type=checkbox], [type=radio])");
    if (Math.min(width, height) < smallest - 0.5) found.push(about);
    else if (isTyped && text < smallestText) found.push(`${about}, text ${text}`);
  }
  return [...new Set(found)];
}"""


def small_targets(page: Page, scope: str = "body") -> list[str]:
    """Return each control in the last element that matches `scope` which is too small for a finger, or whose text is too small."""
    found: list[str] = page.evaluate(SMALL, [scope, SMALLEST, SMALLEST_TEXT])
    return found
