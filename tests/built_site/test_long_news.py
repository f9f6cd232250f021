"""The banner of a release stays small and inside the window, even with long texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.built_site.published_folder import CURRENT, OLD, OLDEST, versions
from tests.built_site.release_visits import Visit, news

pytestmark = pytest.mark.browser

INDEXES = "checklists.database.items.indexes"


def test_a_long_reason_is_shortened_and_links_to_the_whole_text(visit: Visit, published: Path) -> None:
    places = json.loads((published / CURRENT / "shop/places.json").read_text(encoding="utf-8"))
    places["gone"][INDEXES] |= {"title": "Every index " * 300, "because": "nobody needs it, " * 200}
    visit.context.route("**/shop/places.json", lambda route: route.fulfill(json=places))
    for name in (OLDEST, CURRENT):
        page = visit.to(f"{name}/shop/prepare/index.html#{INDEXES}")
        expect(page.get_by_role("link", name=f"What changed in {OLD}")).to_be_visible()
        assert news(page).count("Every index") < 10 and news(page).count("nobody needs it") < 12
        banner = page.locator(".rb-release__inner").bounding_box()
        assert banner and banner["height"] < 844 / 4


def test_a_release_with_a_long_name_fits_on_a_phone(visit: Visit) -> None:
    name = f"v1.0+build.7-{'x' * 51}"
    visit.context.route("**/versions.json", lambda route: route.fulfill(body=versions(name, OLD, current=name)))
    page = visit.to(f"{OLD}/shop/index.html")
    page.locator(".rb-release summary bdi").evaluate("(element, name) => element.replaceChildren(name)", name)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
