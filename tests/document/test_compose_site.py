"""Public pages: no page for the makers, no remark on what is missing, every link leads somewhere, and they read well.

Also tests `home` and `print_page`.
"""

from __future__ import annotations

import posixpath
import re

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import Site, SiteSettings
from generator.model.visibility import PUBLIC
from generator.site.make_site import make_site
from tests.redaction_sample import BYTES

LINK = re.compile(r'href="([^"#:]*)(?:#([^"]*))?"')


@pytest.fixture(scope="module")
def site() -> Site:
    return make_site(resolve(BYTES), SiteSettings(visibility=PUBLIC, repo_url="https://forge.example/team/runbooks"))


def page(site: Site, path: str) -> str:
    return next(page.markdown for page in site.pages if page.path == path)


def test_the_makers_own_pages_are_not_there(site: Site) -> None:
    paths = [page.path for page in site.pages]
    assert not [path for path in paths if path.startswith(("matrix/", "quality/"))]
    assert "shop/deploy-day/index.md" in paths


def test_every_link_leads_somewhere(site: Site) -> None:
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


def test_nothing_leads_to_the_repository(site: Site) -> None:
    assert not [page.path for page in site.pages if "forge.example" in page.markdown or "rb-edit" in page.markdown]


def test_who_holds_a_role_is_not_missed(site: Site) -> None:
    for path in ("index.md", "shop/index.md", "shop/contacts/index.md", "contacts/index.md", "shop/emergency/index.md"):
        assert "unassigned" not in page(site, path), path
        assert "rb-missing" not in page(site, path), path
    assert "are not public" in page(site, "shop/contacts/index.md")
    assert "Tech lead" in page(site, "shop/contacts/index.md")


def test_what_is_not_there_is_not_called_undefined(site: Site) -> None:
    assert "Not defined" not in "".join(page.markdown for page in site.pages)
    assert "This is not in the public version" in page(site, "forum/contacts/index.md")


def test_a_public_sheet_is_no_draft_for_want_of_people(site: Site) -> None:
    sheets = {file.path: file.text for file in site.files if file.path.startswith("shop/sheets/")}
    assert "unassigned" not in "".join(sheets.values())
    assert "Tech lead" in sheets["shop/sheets/deploy-day.md"]
