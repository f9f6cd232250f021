"""Every page, style sheet and picture of the built site is valid, except for faults of the theme and deliberate exceptions."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from tests.built_site.html_checker import Finding, check_files
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
    (
        "Unknown pseudo-element or pseudo-class “::details-content”",
        "rb-details::details-content",
        "prints folded details without a script; the checker does not know this part of CSS yet, and older browsers ignore the rule",
    ),
    (
        "Table columns? .* established by element “col” ha(s|ve) no cells? beginning in (it|them)",
        r"<col span",
        "the plan of the day: its columns are minutes, and nothing begins at most of them",
    ),
)


def allowed_entry(finding: Finding) -> int | None:
    """Return the entry of ALLOWED that accepts a finding."""
    for at, (message, extract, _) in enumerate(ALLOWED):
        if re.search(message, finding.message) and re.search(extract, finding.extract):
            return at
    return None


def test_every_page_and_our_style_sheets_and_pictures_are_valid(site: Path) -> None:
    pages, styles, pictures = sorted(site.rglob("*.html")), sorted((site / "assets").glob("*.css")), sorted((site / "assets").glob("*.svg"))
    assert pages and styles and pictures
    findings = check_files(site, *pages, *styles, *pictures)
    uses = [allowed_entry(finding) for finding in findings]
    faults = [str(finding) for finding, use in zip(findings, uses, strict=True) if use is None]
    assert not faults, "\n".join(faults[:20])
    assert set(uses) == set(range(len(ALLOWED))), "delete the unused entries of ALLOWED"


def test_headings_skip_no_level(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        levels = read_page(path).headings
        # Each sheet of a pack is a sheet of its own.
        assert levels[:1] == [1] and (levels.count(1) == 1 or path.name == "pack.html"), path
        skipped = [(before, after) for before, after in itertools.pairwise(levels) if after > before + 1]
        assert not skipped, path


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/page.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><p id="a">x<p id="a">y<ul><p>z</ul><a href="x"><button>n</button></a>'
        '<label for="none">l</label><details><p>no summary</p></details>'
    )
    (tmp_path / "sub/style.css").write_text("a { colr: red }")
    (tmp_path / "sub/picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><foo/></svg>')
    found = [(finding.page, finding.message) for finding in check_files(tmp_path, *sorted((tmp_path / "sub").iterdir()))]
    for page, part in (
        ("sub/page.html", "Duplicate ID “a”"),
        ("sub/page.html", "“p” not allowed as child of element “ul”"),
        ("sub/page.html", "“button” must not appear as a descendant"),
        ("sub/page.html", "“for” attribute"),
        ("sub/style.css", "“colr”"),
        ("sub/picture.svg", "“foo” not allowed"),
    ):
        assert any(path == page and part in message for path, message in found), (part, found)
