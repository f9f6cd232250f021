"""Styles of Material that no page of ours needs are left out; all others stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from generator.site.material_styles import REPLACED, without_replaced

STYLE = next(Path(get_theme_dir("material")).glob("assets/stylesheets/main.*.min.css")).read_text("utf-8")
# The classes of Material that our templates write, and those of its extensions of Markdown, in hand-written pages.
NEEDED = (
    "md-typeset",
    "md-grid",
    "md-header__inner",
    "md-main__inner",
    "md-content__inner",
    "md-sidebar",
    "md-skip",
    "md-source-file",
    "admonition",
)


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".md-nav{a:b}.md-grid{c:d}", ".md-grid{c:d}"),
        (".md-nav a,.md-grid,.x .md-nav__link{a:b}", ".md-grid{a:b}"),
        (".md-x:not(.md-grid,.md-main){a:b}", ".md-x:not(.md-grid,.md-main){a:b}"),
        ("@media print{.md-nav{a:b}.md-grid{c:d}}", "@media print{.md-grid{c:d}}"),
        ("@media print{.md-search{a:b}}p{c:d}", "p{c:d}"),
        ("@keyframes md-nav{0%{a:b}to{a:c}}", "@keyframes md-nav{0%{a:b}to{a:c}}"),
        ('@charset "UTF-8";/* a{} */:root{--a:url("data:;{.md-nav}")}', '@charset "UTF-8";:root{--a:url("data:;{.md-nav}")}'),
        (".md-source-file{a:b}.md-source__icon{c:d}.md-navigator{e:f}", ".md-source-file{a:b}.md-navigator{e:f}"),
    ],
)
def test_rules_of_replaced_parts_are_left_out(style: str, left: str) -> None:
    assert without_replaced(style) == left


def test_the_style_of_material_becomes_a_third_shorter_and_keeps_what_pages_need() -> None:
    """A version of Material with other names of its parts fails here."""
    left = without_replaced(STYLE)
    assert len(left) < len(STYLE) * 0.67
    assert left.count("{") == left.count("}")
    for name in NEEDED:
        assert re.search(rf"\.{name}(?![\w-])", left), name


def test_no_page_of_ours_has_a_part_that_loses_its_styles() -> None:
    overrides = Path(__file__).parents[2] / "overrides"
    written = "".join(path.read_text("utf-8") for kind in ("html", "js") for path in overrides.rglob(f"*.{kind}"))
    found = {name for name in REPLACED if re.search(rf"\bmd-{name}(?![a-z0-9-])", written)}
    assert found == set()
