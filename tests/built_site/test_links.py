"""Every address in the built site has a target: pages, anchors, sheets, styles, pictures and the search index, also from a folder."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.built_site.link_check import MISSING_PAGE, link_fault
from tests.built_site.page_reader import LINKS, read_page, style_links

INDEX = re.compile(r'runbook\.search\.load\(("[^"]*"),(.*)\);\n\}\)\(\);\n', re.DOTALL)
# The phases that no document of these systems has: their pages say so, and only old links lead there.
NOT_DEFINED = {
    "elearning-platform/follow-up",
    *(f"heypeter-academy/{phase}" for phase in ("follow-up", "operate", "rollback", "incident")),
    "school-messaging/incident",
    *(f"whatsapp-automation/{phase}" for phase in ("operate", "incident")),
}
MARKDOWN_LINK = re.compile(r"\]\(<?([^)>\s]+)>?\)|<((?:https?|mailto|tel):[^>\s]+)>")


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path


def test_every_link_of_every_page_has_a_target(site: Path) -> None:
    faults, checked = [], 0
    for origin, path in pages(site):
        for link in read_page(path).links:
            checked += 1
            fault = link_fault(site, origin, link.target)
            if fault:
                faults.append(f"{origin}:{link.line}: <{link.element}> {link.target}: {fault}")
    assert faults == []
    assert checked > 5000


def test_every_file_that_a_page_loads_is_in_the_site(site: Path) -> None:
    found = [
        f"{origin}:{link.line}: <{link.element}> {link.target}"
        for origin, path in pages(site)
        for link in read_page(path).links
        if link.loads and urlsplit(link.target).scheme
    ]
    assert found == []


def test_every_address_in_a_style_sheet_leads_to_a_file(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    faults = [
        f"{path.relative_to(site)}: {target[:80]}: {fault}"
        for path in sheets
        for target in style_links(path.read_text(encoding="utf-8"))
        if not target.startswith("data:image/")
        for fault in [link_fault(site, path.relative_to(site).as_posix(), target) or (urlsplit(target).scheme and "leaves the host")]
        if fault
    ]
    assert faults == []


def found_by_search(site: Path) -> Iterator[str]:
    """Return the addresses of all entries in the search indexes."""
    for path in sorted(site.rglob("search.js")):
        match = INDEX.search(path.read_text(encoding="utf-8"))
        if match is None:
            continue
        folder, index = json.loads(match[1]), json.loads(match[2])
        base = f"{folder}/" if folder else ""
        yield from (f"{system}/index.html" for system in index.get("systems", ()))
        yield from (f"{base}{page}" for page, _ in index["pages"])
        yield from (f"{base}{index['pages'][row[0]][0]}#{row[2]}" for row in index["entries"])


def test_every_entry_of_the_search_leads_to_its_anchor(site: Path) -> None:
    entries = list(found_by_search(site))
    assert [f"{entry}: {fault}" for entry in entries for fault in [link_fault(site, "index.html", entry)] if fault] == []
    assert len(entries) > 500


def test_the_search_finds_every_box_and_every_page_with_content(site: Path) -> None:
    """The search does not lead to the pages of phases that a system does not define. The emergency page repeats boxes of other pages."""
    found = set(found_by_search(site))
    own = [(origin, path) for origin, path in pages(site) if not origin.endswith("/emergency/index.html")]
    boxes = [f"{origin}#{box}" for origin, path in own for box in read_page(path).boxes]
    assert [box for box in boxes if box not in found] == []
    assert {origin for origin, _ in pages(site) if "/sheets/" not in origin} - found == {
        MISSING_PAGE, "index.html", *(f"{phase}/index.html" for phase in NOT_DEFINED),
    }  # fmt: skip


def test_every_link_on_a_sheet_has_a_target(site: Path) -> None:
    sheets = sorted(site.glob("*/sheets/*.md"))
    assert len(sheets) == 5 * 9 - len(NOT_DEFINED)
    for path in sheets:
        for target, bare in MARKDOWN_LINK.findall(path.read_text(encoding="utf-8")):
            assert link_fault(site, path.relative_to(site).as_posix(), target or bare) == "", f"{path.relative_to(site)}: {target or bare}"


def test_every_sheet_is_linked_from_the_pages_of_its_system(site: Path) -> None:
    sheets = list(site.glob("*/sheets/*"))
    assert len(sheets) > 100
    for path in sheets:
        printing = path.parent.parent / "print" / "index.html"
        assert f"../sheets/{path.name}" in [link.target for link in read_page(printing).links], path


def test_every_page_can_be_reached_from_the_home_page(site: Path) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        origin = waiting.pop()
        for link in read_page(site / origin).links:
            parts = urlsplit(link.target)
            if link.element == "a" and not parts.scheme and parts.path.endswith(".html"):
                place = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path)))
                if place not in reached:
                    reached.add(place)
                    waiting.append(place)
    assert {origin for origin, _ in pages(site)} - reached == {MISSING_PAGE}


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("page.html#here", ""),
        ("#there", "no such anchor"),
        ("gone.html", "no such file"),
        ("sub/", "a folder is not listed from file://"),
        ("/page.html", "an absolute path breaks below a folder and from file://"),
        ("../page.html", "leaves the site"),
        ("//elsewhere.example/x", "an address without a scheme leaves the host"),
        ("javascript:alert(1)", "the scheme `javascript`"),
        ("https://elsewhere.example/", ""),
        ("sub/a%20b.md", ""),
    ],
)
def test_the_check_finds_links_without_a_target(target: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a b.md").write_text("- [ ] x\n")
    (tmp_path / "page.html").write_text('<p id="here">x</p>')
    assert link_fault(tmp_path, "page.html", target) == fault


def test_the_check_reads_every_kind_of_address(tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    place.write_text(
        '<link rel="stylesheet" href="a.css"><img src="b.png" srcset="c.png 1x, d.png 2x"><style>p { background: url("e.png") }</style>'
        '<p style="background: url(f.png)"><a href="g.html">x</a></p><svg><use href="h.svg#i"></use></svg>'
    )
    assert [link.target for link in read_page(place).links] == [
        "a.css", "b.png", "c.png", "d.png", "e.png", "f.png", "g.html", "h.svg#i",
    ]  # fmt: skip
    assert {"a", "img", "link", "script"} <= set(LINKS)
