"""The server of the live preview: what it answers where there is a page, a mistake, or no site yet, and when it builds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.mkdocs_preview import Preview
from generator.site.mkdocs_server import PreviewServer
from tests.cli.test_serve_command import PATIENCE, wait_for
from tests.free_ports import free_port

PAGE = "/shop/deploy-day/index.html"
RELOADS = "livereload("
ALERT = 'role="alert" aria-label="{}"'


class Visitor:
    """Asks a server of the project in `root`, without a connection."""

    def __init__(self, root: Path, site: Path) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.preview = Preview(root, site, self.address)
        self.server = PreviewServer(self.preview, port, site)
        self.watchers = {Path(watcher.watch.path): watcher for watcher in self.server.observer.emitters}

    def asks(self, path: str) -> tuple[str, str]:
        """The status and the body of the answer."""
        heard: list[str] = []
        body = b"".join(self.server.serve_request({"PATH_INFO": path}, lambda status, _: heard.append(status)))
        return heard[0], body.decode()

    def has_server_build(self) -> bool:
        """Whether the server would build after it has looked at the files once, as it does a few times a second while it runs."""
        self.server._want_rebuild = False
        for watcher in self.watchers.values():
            watcher.queue_events(0)
        events = self.server.observer.event_queue
        while not events.empty():
            self.server.observer.dispatch_events(events)
        self.server.service_actions()
        return self.server._want_rebuild


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


def test_a_change_is_built_once_and_nothing_is_built_while_nothing_changes(visitor: Visitor, variant: Path) -> None:
    for watcher in visitor.watchers.values():
        watcher.on_thread_start()
    assert not visitor.has_server_build()
    variant.write_text(variant.read_text("utf-8").replace("The shop opens", "The doors open"), "utf-8")
    assert visitor.has_server_build()
    visitor.preview.update()
    assert "The doors open" in visitor.asks(PAGE)[1]
    assert not visitor.has_server_build()


@pytest.fixture
def running(tiny: Path, tmp_path: Path) -> Iterator[Visitor]:
    """A server that answers and looks at the files."""
    found = Visitor(tiny, tmp_path / "preview")
    builds = threading.Thread(target=found.server.serve)
    builds.start()
    try:
        wait_for(f"{found.address}{PAGE}", "The shop opens")
        yield found
    finally:
        found.server.shutdown(wait=True)
        builds.join()


def test_follows_data_that_were_away_for_a_while(running: Visitor, tiny: Path) -> None:
    watcher = running.watchers[tiny / "data"]
    (tiny / "data").rename(tiny / "away")
    watcher.join(PATIENCE)
    assert not watcher.is_alive(), "the server still watches a folder that is not there"
    place = tiny / "away/variants/shop/variant.yaml"
    place.write_text(place.read_text("utf-8").replace("The shop opens", "The doors open"), "utf-8")
    (tiny / "away").rename(tiny / "data")
    wait_for(f"{running.address}{PAGE}", "The doors open")
