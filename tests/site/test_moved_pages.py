"""Pages at the earlier addresses of renamed systems."""

from __future__ import annotations

import re
from functools import cache

from generator.checks.resolve import resolve
from generator.document.pages import Site, SiteSettings
from generator.document.print_job import Printed
from generator.site.make_site import make_site

FILES = {
    "data/variants/shop/v.yaml": b"""
variant: {title: "Shop & Co", aliases: [till, kiosk]}
phases: {prepare: {title: Prepare}}
checklists: {code: {phase: prepare, title: Code, items: {one: "See [the other](variant:board/prepare).", two: "[It](files/form.txt)"}}}
""",
    "data/variants/shop/files/form.txt": b"form",
    "data/variants/forum/v.yaml": b"""
variant: {title: Forum, aliases: [board]}
phases: {prepare: {title: Prepare}}
checklists: {code: {phase: prepare, title: Code, items: {one: One}}}
""",
}


@cache
def site() -> Site:
    outcome = resolve(FILES)
    assert outcome.ok, outcome.diagnostics
    return make_site(outcome, SiteSettings(release="2"))


def test_each_page_and_sheet_has_a_page_at_each_earlier_address() -> None:
    """The pages have the same paths below the folder of the system; files that pages of other releases read are copied."""
    found = {file.path: file.text for file in site().files}
    pages = {page.path for page in site().pages}
    own = {path.replace(".md", ".html") for path in pages if path.startswith("shop/")} | {
        path for path in found if path.startswith("shop/") and path.endswith(".html")
    }
    for alias in ("till", "kiosk"):
        there = {path for path in found if path.startswith(f"{alias}/")}
        assert {path.replace(f"{alias}/", "shop/") for path in there if path.endswith(".html")} == own
        assert {path for path in there if not path.endswith(".html")} == {
            f"{alias}/{name}" for name in ("moved.js", "boxes.js", "places.json")
        }
        assert found[f"{alias}/places.json"] == found["shop/places.json"]


def test_sheets_and_files_that_cannot_lead_on_are_copied() -> None:
    """A PDF, a Markdown sheet and an attached file have the same bytes at each earlier address."""
    outcome = resolve(FILES)
    typeset = lambda jobs: [Printed(job.path, b"%PDF " + job.path.encode(), 1) for job in jobs]  # noqa: E731
    made = make_site(outcome, SiteSettings(release="2", papers=("a4",)), typeset)
    written = dict(made.written())
    for alias, own in {"till": "shop", "kiosk": "shop", "board": "forum"}.items():
        kept = {path for path in written if path.startswith(f"{own}/") and path.endswith((".md", ".pdf", ".txt"))}
        assert {path.replace(f"{own}/", f"{alias}/", 1) for path in kept} == {
            path for path, _ in made.copies if path.startswith(f"{alias}/")
        }
        assert all(written[path.replace(own, alias, 1)] == written[path] for path in kept)
    assert {"till/files/form.txt", "till/sheets/prepare.md", "board/sheets/prepare.pdf"} <= written.keys()


def test_a_page_leads_on_with_and_without_scripts() -> None:
    """The script keeps what is behind the address of the page: the item, the run and the values. Titles are escaped."""
    page = {file.path: file.text for file in site().files}["till/prepare/index.html"]
    assert '<script src="../moved.js" defer></script>' in page
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../shop/prepare/index.html"></noscript>' in page
    assert re.search(r'<main>.*<a href="../../shop/prepare/index.html"', page, re.DOTALL)
    assert "<title>Shop &amp; Co</title>" in page


def test_links_to_the_earlier_id_lead_to_the_present_page() -> None:
    page = next(page.markdown for page in site().pages if page.path == "shop/prepare/index.md")
    assert 'href="../../forum/prepare/index.html"' in page


def test_pages_tell_scripts_the_earlier_ids() -> None:
    pages = {page.path: page.markdown for page in site().pages}
    assert 'rb_former: "till kiosk"' in pages["shop/prepare/index.md"]
    assert "rb_former" not in pages["index.md"]
