"""Public sites: no pages for authors, no remarks on missing values, and no broken links.

Also tests `home` and `print_page`.
"""

from __future__ import annotations

import posixpath
import re

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import Site, SiteSettings
from generator.model.entities import PUBLIC
from generator.site.forges import source_address
from generator.site.make_site import make_site
from tests.redaction_sample import BYTES

LINK = re.compile(r'href="([^"#:]*)(?:#([^"]*))?"')


@pytest.fixture(scope="module")
def site() -> Site:
    return make_site(resolve(BYTES), SiteSettings(visibility=PUBLIC, sources=source_address("https://forge.example/team/runbooks", "main")))


def page(site: Site, path: str) -> str:
    return next(page.markdown for page in site.pages if page.path == path)


def test_a_public_site_has_no_pages_for_authors(site: Site) -> None:
    paths = [page.path for page in site.pages]
    assert not [path for path in paths if path.startswith(("matrix/", "quality/"))]
    assert "shop/deploy-day/index.md" in paths


def test_every_link_has_a_target(site: Site) -> None:
    files = {page.path.replace(".md", ".html"): page.markdown for page in site.pages} | {file.path: file.text for file in site.files}
    for path, text in files.items():
        if not path.endswith("/index.html") and path != "index.html":
            continue
        for target, anchor in LINK.findall(text):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert there in files or there.endswith(".pdf"), f"{path} leads to {there}"
            if anchor:
                assert re.search(rf"""[\s]id=["']?{re.escape(anchor)}["'\s>]|#{re.escape(anchor)}\b""", files[there]), (
                    f"{path}: {there}#{anchor}"
                )


def test_no_page_links_to_the_repository(site: Site) -> None:
    assert not [page.path for page in site.pages if "forge.example" in page.markdown or "rb-edit" in page.markdown]


def test_contacts_are_not_shown_as_unassigned(site: Site) -> None:
    for path in ("index.md", "shop/index.md", "shop/contacts/index.md", "contacts/index.md", "shop/emergency/index.md"):
        assert "unassigned" not in page(site, path), path
        assert "rb-missing" not in page(site, path), path
    assert "are not public" in page(site, "shop/contacts/index.md")
    assert "Tech lead" in page(site, "shop/contacts/index.md")


def test_redacted_values_are_not_shown_as_undefined(site: Site) -> None:
    assert "Not defined" not in "".join(page.markdown for page in site.pages)
    assert "This is not in the public version" in page(site, "forum/contacts/index.md")


def test_unassigned_contacts_do_not_make_a_public_sheet_a_draft(site: Site) -> None:
    sheets = {file.path: file.text for file in site.files if file.path.startswith("shop/sheets/")}
    assert "unassigned" not in "".join(sheets.values())
    assert "Tech lead" in sheets["shop/sheets/deploy-day.md"]
