"""The plain pages around releases: where they lead, and that texts stay texts."""

from __future__ import annotations

import re

from generator.releases.redirect_pages import entrance, missing, tombstones


def links(page: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', page)


def test_the_entrance_leads_on_by_itself_and_without_a_script() -> None:
    page = entrance("latest/index.html", "2026.12")
    assert '<meta http-equiv="refresh" content="0; url=latest/index.html">' in page
    assert links(page) == ["latest/index.html"]
    assert "<script" not in page
    assert "release 2026.12" in page


def test_no_page_has_browsers_ask_for_an_icon_that_is_not_there() -> None:
    pages = (
        entrance("latest/index.html", "1"),
        missing("https://ops.example/"),
        tombstones(["index.html"], "1", "", "x", {})["index.html"],
    )
    assert [page.count('<link rel="icon" href="data:,">') for page in pages] == [1, 1, 1]


def test_a_missing_page_leads_home_by_a_whole_address() -> None:
    assert links(missing("https://ops.example/runbooks/")) == ["https://ops.example/runbooks/"]


def test_a_deleted_release_says_why_on_each_page_and_leads_to_the_same_one() -> None:
    found = tombstones(
        ["index.html", "shop/prepare/index.html", "shop/gone/index.html"], "1", "2026-11-21", "a < b", {"2": {"shop/prepare/index.html"}}
    )
    assert sorted(found) == ["index.html", "shop/gone/index.html", "shop/prepare/index.html", "sw.js"]
    assert links(found["shop/prepare/index.html"]) == ["../../../2/shop/prepare/index.html", "../../../index.html"]
    assert "Same page in release 2<" in found["shop/prepare/index.html"]
    assert links(found["shop/gone/index.html"]) == ["../../../index.html"]
    assert links(found["index.html"]) == ["../index.html"]
    assert "deleted on 2026-11-21: a &lt; b</p>" in found["index.html"]


def test_where_an_alias_moves_the_page_that_stays_names_no_release_to_read_on() -> None:
    page = tombstones(["shop/index.html"], "1", "2026-11-21", "x", {"latest": {"shop/index.html"}})["shop/index.html"]
    assert links(page) == ["../../latest/shop/index.html", "../../index.html"]
    assert "Same page in the current release<" in page


def test_where_no_release_is_left_that_is_said() -> None:
    page = tombstones(["index.html"], "1", "2026-11-21", "x", {})["index.html"]
    assert links(page) == []
    assert "No other release replaces it." in page


def test_the_worker_of_a_deleted_release_goes_with_what_it_kept() -> None:
    worker = tombstones([], "1", "2026-11-21", "x", {})["sw.js"]
    assert "caches.delete" in worker
    assert "unregister()" in worker
    assert '"fetch"' not in worker
