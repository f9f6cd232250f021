"""The plain pages around releases: their links, and that texts are escaped."""

from __future__ import annotations

import re

from generator.releases.redirect_pages import deletion_notices, entrance_page, missing_page


def links(page: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', page)


def test_the_entrance_forwards_without_a_script() -> None:
    page = entrance_page("latest/index.html", "2026.12")
    assert '<meta http-equiv="refresh" content="0; url=latest/index.html">' in page
    assert links(page) == ["latest/index.html"]
    assert "<script" not in page
    assert "release 2026.12" in page


def test_browsers_do_not_request_a_missing_icon() -> None:
    pages = (
        entrance_page("latest/index.html", "1"),
        missing_page("https://ops.example/"),
        deletion_notices(["index.html"], "1", "", "x", {})["index.html"],
    )
    assert [page.count('<link rel="icon" href="data:,">') for page in pages] == [1, 1, 1]


def test_the_page_for_missing_addresses_links_home_with_an_absolute_address() -> None:
    assert links(missing_page("https://ops.example/runbooks/")) == ["https://ops.example/runbooks/"]


def test_each_page_of_a_deleted_release_gives_the_reason_and_links_to_the_same_page() -> None:
    found = deletion_notices(
        ["index.html", "shop/prepare/index.html", "shop/gone/index.html"], "1", "2026-11-21", "a < b", {"2": {"shop/prepare/index.html"}}
    )
    assert sorted(found) == ["index.html", "shop/gone/index.html", "shop/prepare/index.html", "sw.js"]
    assert links(found["shop/prepare/index.html"]) == ["../../../2/shop/prepare/index.html", "../../../index.html"]
    assert "Same page in release 2<" in found["shop/prepare/index.html"]
    assert links(found["shop/gone/index.html"]) == ["../../../index.html"]
    assert links(found["index.html"]) == ["../index.html"]
    assert "deleted on 2026-11-21: a &lt; b</p>" in found["index.html"]


def test_notices_link_to_an_alias_if_there_is_one() -> None:
    page = deletion_notices(["shop/index.html"], "1", "2026-11-21", "x", {"latest": {"shop/index.html"}})["shop/index.html"]
    assert links(page) == ["../../latest/shop/index.html", "../../index.html"]
    assert "Same page in the current release<" in page


def test_notices_say_that_no_release_is_left() -> None:
    page = deletion_notices(["index.html"], "1", "2026-11-21", "x", {})["index.html"]
    assert links(page) == []
    assert "No other release replaces it." in page


def test_the_worker_of_a_deleted_release_removes_its_files_and_itself() -> None:
    worker = deletion_notices([], "1", "2026-11-21", "x", {})["sw.js"]
    assert "caches.delete" in worker
    assert "unregister()" in worker
    assert '"fetch"' not in worker
