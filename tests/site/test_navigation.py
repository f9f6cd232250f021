"""The navigation as data."""

from __future__ import annotations

from dataclasses import replace

from generator.document.pages import RenderedPage
from generator.site.navigation import nav_items


def page(path: str, title: str, *nav: str, variant: str = "") -> RenderedPage:
    return RenderedPage(path, title, "", nav, variant)


def test_sections_follow_the_pages_and_hand_written_pages_come_last() -> None:
    pages = [
        page("index.md", "Runbooks"),
        page("a/index.md", "Overview", "Shop", variant="a"),
        page("a/targets/index.md", "Targets", "Shop", "Reference", variant="a"),
        page("a/contacts/index.md", "Contacts", "Shop", "Reference", variant="a"),
        page("contacts/index.md", "Contacts", "All systems"),
    ]
    assert nav_items(pages, ["writing.md"]) == [
        {"Runbooks": "index.md"},
        {"Shop": [{"Overview": "a/index.md"}, {"Reference": [{"Targets": "a/targets/index.md"}, {"Contacts": "a/contacts/index.md"}]}]},
        {"All systems": [{"Contacts": "contacts/index.md"}]},
        {"For writers": ["writing.md"]},
    ]


def test_a_page_that_is_not_listed_is_in_no_navigation() -> None:
    """It is not among the hand-written pages either, if their navigation names it."""
    pages = [page("a/index.md", "Overview", "Shop", variant="a"), replace(page("a/rollback/index.md", "Rollback", "Shop"), listed=False)]
    assert nav_items(pages, ["a/rollback/index.md"]) == [{"Shop": [{"Overview": "a/index.md"}]}]


def test_generated_pages_are_not_listed_again_among_the_hand_written_ones() -> None:
    """Who wrote a navigation before adding the plugin has `index.md` in it; the page must not be in the navigation twice."""
    pages = [page("index.md", "Runbooks"), page("a/index.md", "Overview", "Shop", variant="a")]
    docs = [
        {"Home": "index.md"},
        "a/index.md",
        {"All": [{"Shop": "a/index.md"}]},
        {"Guide": [{"A": "a.md"}, "index.md"]},
        {"Web": "https://a.b/"},
    ]
    assert nav_items(pages, docs)[-1] == {"For writers": [{"Guide": [{"A": "a.md"}]}, {"Web": "https://a.b/"}]}
    assert nav_items(pages, docs[:3]) == nav_items(pages, [])


def test_two_variants_of_the_same_title_have_separate_sections() -> None:
    pages = [page("a/index.md", "Overview", "Shop", variant="a"), page("b/index.md", "Overview", "Shop", variant="b")]
    assert nav_items(pages, []) == [{"Shop": [{"Overview": "a/index.md"}]}, {"Shop": [{"Overview": "b/index.md"}]}]


def test_titles_are_escaped_for_builders_that_do_not_escape_them() -> None:
    pages = [page("a/index.md", "R&D <b>", "<script>", variant="a")]
    assert nav_items(pages, []) == [{"&lt;script&gt;": [{"R&amp;D &lt;b&gt;": "a/index.md"}]}]
