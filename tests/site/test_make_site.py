"""A whole site in memory."""

from __future__ import annotations

from generator.document.pages import Outline, SiteSettings
from generator.site.make_site import make_site, with_search
from tests.site_sample import outcome

SETTINGS = SiteSettings()


def test_a_site_has_pages_sheets_scripts_and_the_data() -> None:
    site = make_site(outcome(), SETTINGS)
    files = {file.path for file in site.files}
    assert {"shop/sheets/deploy-day.md", "shop/sheets/deploy-day.html", "shop/sheets/book.html", "shop/boxes.js", "runbook.json"} <= files
    # The plan of a day is a page that prints; only a day with a time has one.
    assert "shop/sheets/plan.html" in files and "forum/sheets/plan.html" not in files
    assert {"index.md", "shop/index.md", "forum/emergency/index.md"} <= {page.path for page in site.pages}
    assert (site.printed, site.changes) == ((), None)


def test_the_search_covers_generated_and_hand_written_pages() -> None:
    site = make_site(outcome(), SETTINGS)
    found = {file.path: file.text for file in with_search(site, [Outline("writing.md", "Write a runbook", ())]).files}
    assert "Deployment date" in found["shop/search.js"]
    assert "Write a runbook" in found["search.js"]
    assert found.keys() - {file.path for file in site.files} == {"search.js", "shop/search.js", "forum/search.js", "builds.js"}
