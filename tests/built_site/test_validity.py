"""Every page, style sheet and picture of the built site is valid, except for faults of the theme and deliberate exceptions."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from tests.built_site.html_checker import Finding, check_pages, check_pictures, check_styles
from tests.built_site.page_reader import read_page

# Accepted faults: the message, the source around it, and the reason. Other faults fail the test, and so do unused entries.
ALLOWED = (
    (
        r"Attribute “autocomplete” is only allowed when the input type is",
        r'class="md-toggle"',
        "Material's switches of drawer and search: browsers ignore the attribute there",
    ),
    (
        r"The “(table|row|rowgroup|columnheader|cell)” role is unnecessary|The “role” attribute must not be used on a “(tr|td|th)” element",
        r'role="(table|row|rowgroup|columnheader|cell)"',
        "our tables: a phone shows rows as blocks, which takes a table's meaning away in some browsers; the roles give it back",
    ),
)


def allowed_entry(finding: Finding) -> int | None:
    """Return the entry of ALLOWED that accepts a finding."""
    for at, (message, extract, _) in enumerate(ALLOWED):
        if re.search(message, finding.message) and re.search(extract, finding.extract):
            return at
    return None


def test_every_page_is_valid(site: Path) -> None:
    findings = check_pages(site)
    uses = [allowed_entry(finding) for finding in findings]
    faults = [str(finding) for finding, use in zip(findings, uses, strict=True) if use is None]
    assert not faults, "\n".join(faults[:20])
    assert set(uses) == set(range(len(ALLOWED))), "delete the unused entries of ALLOWED"


def test_headings_skip_no_level(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        levels = read_page(path).headings
        assert levels[:1] == [1] and levels.count(1) == 1, path
        skipped = [(before, after) for before, after in itertools.pairwise(levels) if after > before + 1]
        assert not skipped, path


def test_our_style_sheets_and_pictures_are_valid(site: Path) -> None:
    assert list(map(str, check_styles(site, *sorted((site / "assets").glob("*.css"))))) == []
    assert list(map(str, check_pictures(site, *sorted((site / "assets").glob("*.svg"))))) == []


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/page.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><p id="a">x<p id="a">y<ul><p>z</ul><a href="x"><button>n</button></a>'
        '<label for="none">l</label><details><p>no summary</p></details>'
    )
    found = [(finding.page, finding.message) for finding in check_pages(tmp_path)]
    assert {page for page, _ in found} == {"sub/page.html"}
    for part in (
        "Duplicate ID “a”",
        "“p” not allowed as child of element “ul”",
        "“button” must not appear as a descendant",
        "“for” attribute",
    ):
        assert any(part in message for _, message in found), (part, found)
