"""Where the site's files stand on the web, and what is written of a site."""

from __future__ import annotations

from generator.document.pages import OutputFile, RenderedPage, Site, SiteSettings
from generator.document.print_job import Printed


def test_an_address_holds_the_release_so_that_paper_opens_what_it_was_printed_from() -> None:
    settings = SiteSettings(site_url="https://ops.tld/runbooks/", release="2026.11")
    assert settings.address("shop/rollback.html") == "https://ops.tld/runbooks/2026.11/shop/rollback.html"
    assert SiteSettings(site_url="https://ops.tld").address("shop/rollback.html") == "https://ops.tld/shop/rollback.html"


def test_where_nobody_said_where_the_site_stands_there_is_no_address() -> None:
    assert SiteSettings(release="2026.11").address("shop/rollback.html") == ""


def test_a_site_writes_texts_pdfs_and_pictures_beside_its_pages() -> None:
    page = RenderedPage("index.md", "Home", "# Home")
    printed = (Printed("shop/x.pdf", b"PDF", 1, b"PNG"), Printed("shop/x.letter.pdf", b"PDF", 1))
    site = Site((page,), (OutputFile("shop/x.md", "পাতা"),), printed)
    assert list(site.written()) == [
        ("shop/x.md", "পাতা".encode()),
        ("shop/x.pdf", b"PDF"),
        ("shop/x.png", b"PNG"),
        ("shop/x.letter.pdf", b"PDF"),
    ]
