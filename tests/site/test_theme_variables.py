"""The values for the theme: its strings by language, and the release."""

from __future__ import annotations

from generator.document.pages import RenderedPage, Site, SiteSettings
from generator.site.theme_variables import theme_variables


def test_each_language_of_the_pages_has_all_strings() -> None:
    words = theme_variables(Site((RenderedPage("a.md", "A", "", language="bn-BD"),), ()), SiteSettings())["words"]
    assert sorted(words) == ["bn-BD", "en"]
    assert words["bn-BD"] == words["en"], "there is no catalogue in Bengali"
    assert words["bn-BD"]["language"] == "en"
    assert words["en"]["emergency"] == "Emergency"
    assert words["en"]["switch"]


def test_the_release_state_has_the_name_and_whether_it_is_a_draft() -> None:
    def release(settings: SiteSettings) -> object:
        return theme_variables(Site((), ()), settings)["release"]

    assert release(SiteSettings()) == {}
    assert release(SiteSettings(release="2026.11")) == {"name": "2026.11", "draft": False}
    assert release(SiteSettings(release="2026.11", draft=True)) == {"name": "2026.11", "draft": True}
    assert release(SiteSettings(draft=True)) == {"name": "", "draft": True}


def test_systems_are_those_with_an_emergency_page() -> None:
    """The page for missing addresses links to each of them."""
    pages = (RenderedPage("shop/emergency/index.md", "Emergency", "", ("Shop",), "shop"), RenderedPage("a/index.md", "A", "", ("A",), "a"))
    assert theme_variables(Site(pages, ()), SiteSettings())["systems"] == [{"id": "shop", "title": "Shop"}]
