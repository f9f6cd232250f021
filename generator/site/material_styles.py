"""The styles of Material without those of the parts that our templates replace: a third of the bytes, which each first visit would load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# Material's menu, search, dialogs, tooltips, version list, and pages of a blog: our pages have none of these.
REPLACED: Final = (
    *("annotation", "author", "banner", "clipboard", "code", "consent", "copyright", "dialog", "feedback", "nav", "overlay", "pagination"),
    *("path", "post", "profile", "progress", "search", "select", "social", "source", "status", "tabs", "tag", "tooltip", "tooltip2"),
    *("top", "version", "header__button", "header__option", "header__source", "header__title", "header__topic"),
    *("footer-copyright", "footer-meta", "footer-social", "footer__direction", "footer__link", "footer__title"),
)
OF_REPLACED: Final = re.compile(rf"\.md-(?:{'|'.join(REPLACED)})(?!-file|[a-z0-9])")
MATERIALS_STYLE: Final = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
# Braces and semicolons outside quoted texts, which may contain pictures.
MARKS: Final = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]""")
COMMA: Final = re.compile(r",(?![^(\[]*[)\]])")
NESTED: Final = ("@media", "@supports")


def without_replaced(style: str) -> str:
    """Return a style without the rules that only parts use that our pages do not have."""
    return "".join(_kept(COMMENT.sub("", style)))


def _kept(style: str) -> Iterator[str]:
    for head, body in _rules(style):
        if body is None:
            yield head
        elif head.startswith(NESTED):
            inner = without_replaced(body)
            yield f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := [one for one in COMMA.split(head) if not OF_REPLACED.search(one)]:
            yield f"{','.join(selectors)}{{{body}}}"


def _rules(style: str) -> Iterator[tuple[str, str | None]]:
    """Yield the rules at the top of a style: what is before the braces, and what is in them; None for a statement without braces."""
    depth = start = opened = 0
    for mark in MARKS.finditer(style):
        if mark[0] == "{":
            opened = opened if depth else mark.start()
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield style[start:opened], style[opened + 1 : mark.start()]
                start = mark.end()
        elif mark[0] == ";" and not depth:
            yield style[start : mark.end()], None
            start = mark.end()
