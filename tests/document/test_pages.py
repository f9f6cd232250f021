"""The web addresses of a site's files, and the files that it writes."""

from __future__ import annotations

from generator.document.pages import OutputFile, RenderedPage, Site, SiteSettings
from generator.document.print_job import Printed


def test_an_address_has_the_release_that_a_sheet_was_printed_from() -> None:
    settings = SiteSettings(site_url="https://ops.tld/runbooks/", release="2026.11")
    assert settings.address("shop/rollback.html") == "https://ops.tld/runbooks/2026.11/shop/rollback.html"
    assert SiteSettings(site_url="https://ops.tld").address("shop/rollback.html") == "https://ops.tld/shop/rollback.html"


def test_a_site_without_a_url_has_no_addresses() -> None:
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
