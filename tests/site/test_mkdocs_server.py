"""The server of the live preview: what it answers where there is a page, where there is none, and where there is no site yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.mkdocs_preview import Preview
from generator.site.mkdocs_server import PreviewServer

PAGE = "/shop/deploy-day/index.html"
RELOADS = "livereload("
ALERT = 'role="alert" aria-label="{}"'


class Visitor:
    """Asks a server of the project in `root`, without a connection."""

    def __init__(self, root: Path, site: Path) -> None:
        self.preview = Preview(root, site, "http://127.0.0.1:1")
        self.server = PreviewServer(self.preview, 0, site)

    def asks(self, path: str) -> tuple[str, str]:
        """The status and the body of the answer."""
        heard: list[str] = []
        body = b"".join(self.server.serve_request({"PATH_INFO": path}, lambda status, _: heard.append(status)))
        return heard[0], body.decode()


@pytest.fixture
def variant(tiny: Path) -> Path:
    return tiny / "data/variants/shop/variant.yaml"


@pytest.fixture
def visitor(tiny: Path, tmp_path: Path) -> Iterator[Visitor]:
    found = Visitor(tiny, tmp_path / "preview")
    yield found
    found.server.server_close()


def test_a_page_waits_for_a_change_and_says_nothing_of_good_data(visitor: Visitor) -> None:
    status, body = visitor.asks(PAGE)
    assert (status, RELOADS in body, 'role="alert"' in body) == ("200 OK", True, False)


def test_what_is_wrong_stands_on_every_page_as_text(visitor: Visitor, variant: Path) -> None:
    variant.write_text(variant.read_text("utf-8").replace("summary:", "<b>sumary</b>:"), "utf-8")
    visitor.preview.update()
    for path in (PAGE, "/index.html", "/no-such-page.html"):
        _, body = visitor.asks(path)
        assert ALERT.format("The last good page; this is wrong with what was saved since") in body
        assert "&lt;b&gt;sumary&lt;/b&gt;" in body


def test_where_there_is_no_page_the_sites_own_says_so_and_follows_what_is_saved(visitor: Visitor) -> None:
    status, body = visitor.asks("/no-such-page.html")
    assert status == "404 Not Found"
    assert RELOADS in body
    assert "Tiny" in body


def test_before_there_is_a_site_every_address_tells_what_is_wrong(tiny: Path, tmp_path: Path, variant: Path) -> None:
    good = variant.read_text("utf-8")
    variant.write_text(good.replace("summary:", "sumary:"), "utf-8")
    visitor = Visitor(tiny, tmp_path / "preview")
    status, body = visitor.asks(PAGE)
    assert status == "404 Not Found"
    assert "<h1>No page yet</h1>" in body
    assert ALERT.format("The site cannot be made: this is wrong with what is saved") in body
    assert "error[unknown-field]" in body
    assert RELOADS in body
    variant.write_text(good, "utf-8")
    visitor.preview.update()
    assert visitor.asks(PAGE)[0] == "200 OK"
    visitor.server.server_close()
