"""The server of the live preview: what it answers for a page, an error or an empty site, and when it updates."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from generator.site.mkdocs_preview import Preview
from generator.site.preview_server import NEW_WARNINGS, NOT_BUILT, NOT_UPDATED, STATE, PreviewServer
from tests.cli.test_serve_command import PATIENCE, wait_for
from tests.conftest import write_tiny
from tests.free_ports import free_port
from tests.site.conftest import restore

PAGE = "/shop/deploy-day/index.html"
RELOADS = "location.reload()"
PANEL = 'role="alert" aria-label="{}"'


class Visitor:
    """Requests pages from a server of the project in `root`, without a connection."""

    def __init__(self, root: Path, site: Path) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.server = PreviewServer(port)
        self.preview = self.server.preview = Preview(root, site, self.address)

    def get(self, path: str) -> tuple[HTTPStatus, str]:
        """Return the status and the body of the answer."""
        answer = self.server.answer(path)
        return answer.status, answer.body.decode()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("served"))


@pytest.fixture
def variant(root: Path) -> Path:
    return root / "data/variants/shop/variant.yaml"


@pytest.fixture(scope="module")
def one_visitor(root: Path) -> Iterator[Visitor]:
    found = Visitor(root, root.with_name("preview"))
    yield found
    found.server.server_close()


@pytest.fixture
def visitor(one_visitor: Visitor, root: Path) -> Iterator[Visitor]:
    """The visitor of `root`. Building the preview takes a second, so the project is restored after each test, and the preview follows."""
    yield one_visitor
    restore(root)
    one_visitor.preview.update()
    assert (one_visitor.preview.report, one_visitor.preview.doubts) == ("", "")


def test_a_page_reloads_after_a_change_and_shows_no_panel_for_good_data(visitor: Visitor) -> None:
    status, body = visitor.get(PAGE)
    assert (status, RELOADS in body, 'role="alert"' in body) == (HTTPStatus.OK, True, False)
    assert visitor.get("/shop/deploy-day/") == (status, body)
    assert f'state === "{visitor.get(STATE)[1]}"' in body


def test_other_files_are_sent_unchanged_with_their_media_type(visitor: Visitor, root: Path) -> None:
    answer = visitor.server.answer("/assets/pages.css")
    assert answer == (HTTPStatus.OK, ("Content-Type", "text/css"), root.with_name("preview").joinpath("assets/pages.css").read_bytes())


def test_a_folder_leads_to_its_page(visitor: Visitor) -> None:
    assert visitor.server.answer("/shop") == (HTTPStatus.FOUND, ("Location", "/shop/"), b"")


def test_files_outside_the_site_are_not_sent(visitor: Visitor, root: Path) -> None:
    root.with_name("secret.css").write_text("secret")
    status, body = visitor.get("/../secret.css")
    assert (status, "secret" in body) == (HTTPStatus.NOT_FOUND, False)


@pytest.mark.usefixtures("second_preview")
def test_the_site_is_below_the_path_of_its_address(tiny: Path, tmp_path: Path) -> None:
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("\nsite_url: https://shop.test/run%20books/\n")
    visitor = Visitor(tiny, tmp_path / "preview")
    for path in ("/", "/run books"):
        assert visitor.server.answer(path) == (HTTPStatus.FOUND, ("Location", "/run%20books/"), b"")
    assert visitor.get(f"/run books{PAGE}")[0] == HTTPStatus.OK
    assert visitor.get(PAGE)[0] == HTTPStatus.NOT_FOUND
    visitor.server.server_close()


def test_errors_are_shown_as_text_on_every_page(visitor: Visitor, variant: Path) -> None:
    variant.write_text(variant.read_text("utf-8").replace("summary:", "<b>sumary</b>:"), "utf-8")
    visitor.preview.update()
    for path in (PAGE, "/index.html", "/no-such-page.html"):
        _, body = visitor.get(path)
        assert PANEL.format(NOT_UPDATED) in body
        assert "&lt;b&gt;sumary&lt;/b&gt;" in body


def test_new_warnings_are_shown_on_every_page(visitor: Visitor, variant: Path) -> None:
    variant.write_text(variant.read_text("utf-8").replace("The shop opens", "The shop opens at TBD"), "utf-8")
    visitor.preview.update()
    assert PANEL.format(NEW_WARNINGS) in visitor.get(PAGE)[1]


def test_an_error_in_a_theme_is_shown_and_the_preview_goes_on(visitor: Visitor, root: Path) -> None:
    config = root / "mkdocs.yml"
    good = config.read_text("utf-8")
    (root / "mine").mkdir()
    (root / "mine/main.html").write_text("{% no such tag %}")
    config.write_text(good.replace("font: false}", "font: false, custom_dir: mine}"))
    visitor.preview.update()
    assert "unknown tag" in visitor.get("/index.html")[1]
    config.write_text(good)
    visitor.preview.update()
    assert "unknown tag" not in visitor.get("/index.html")[1]


def test_a_missing_page_is_answered_by_the_page_of_the_site_for_that(visitor: Visitor) -> None:
    status, body = visitor.get("/no-such-page.html")
    assert status == HTTPStatus.NOT_FOUND
    assert RELOADS in body
    assert "Tiny" in body


@pytest.mark.usefixtures("second_preview")
def test_before_there_is_a_site_every_address_shows_the_errors(tiny: Path, tmp_path: Path) -> None:
    variant = tiny / "data/variants/shop/variant.yaml"
    good = variant.read_text("utf-8")
    variant.write_text(good.replace("summary:", "sumary:"), "utf-8")
    visitor = Visitor(tiny, tmp_path / "preview")
    status, body = visitor.get(PAGE)
    assert status == HTTPStatus.NOT_FOUND
    assert "<h1>No page yet</h1>" in body
    assert PANEL.format(NOT_BUILT) in body
    assert "error[unknown-field]" in body
    assert RELOADS in body
    variant.write_text(good, "utf-8")
    visitor.preview.update()
    assert visitor.get(PAGE)[0] == HTTPStatus.OK
    visitor.server.server_close()


@pytest.fixture
def running(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Visitor, list[str]]]:
    """A server that answers and follows the files, and the states that it had when it had updated the preview."""
    updates: list[str] = []
    update, stop = visitor.preview.update, threading.Event()

    def counted() -> None:
        update()
        updates.append(visitor.server.state)

    def pause(seconds: float) -> None:
        if stop.wait(seconds):
            raise KeyboardInterrupt

    def follow() -> None:
        with contextlib.suppress(KeyboardInterrupt):
            visitor.server.follow(visitor.preview)

    monkeypatch.setattr(visitor.preview, "update", counted)
    monkeypatch.setattr("generator.site.preview_server.time.sleep", pause)
    thread = threading.Thread(target=follow)
    thread.start()
    wait_for(f"{visitor.address}{PAGE}", "The shop opens")
    yield visitor, updates
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_change_updates_the_preview_once_and_gives_it_another_state(
    running: tuple[Visitor, list[str]], variant: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, updates = running
    before = visitor.server.state
    assert updates == []
    variant.write_text(variant.read_text("utf-8").replace("The shop opens", "The doors open"), "utf-8")
    wait_for(f"{visitor.address}{PAGE}", "The doors open")
    looks: list[int] = []
    snapshot = visitor.preview.snapshot

    def counted() -> dict[str, tuple[int, int]]:
        looks.append(1)
        return snapshot()

    monkeypatch.setattr(visitor.preview, "snapshot", counted)
    pause = threading.Event()
    while len(looks) < 3:
        pause.wait(0.01)
    assert updates == [before]
    assert visitor.server.state != before


def test_follows_data_that_were_moved_away_for_a_while(running: tuple[Visitor, list[str]], root: Path) -> None:
    visitor, updates = running
    (root / "data").rename(root / "away")
    pause = threading.Event()
    while not updates:
        pause.wait(0.01)
    place = root / "away/variants/shop/variant.yaml"
    place.write_text(place.read_text("utf-8").replace("The shop opens", "The doors open"), "utf-8")
    (root / "away").rename(root / "data")
    wait_for(f"{visitor.address}{PAGE}", "The doors open")


def test_a_fault_of_the_program_in_an_answer_ends_the_preview(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported as in every command, and not as a traceback; a connection that was closed is ignored."""
    for error in (ConnectionResetError(), KeyError("title")):
        try:
            raise error
        except (KeyError, OSError):
            visitor.server.handle_error(None, None)
    monkeypatch.setattr(visitor.server, "serve_forever", lambda: None)
    monkeypatch.setattr(visitor.server, "shutdown", lambda: None)
    with pytest.raises(KeyError, match="title"):
        visitor.server.follow(visitor.preview)
    visitor.server.fault = None
