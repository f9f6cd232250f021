"""The documented recipes for hosts: a real nginx sends the documented headers, and pages comply with its policy."""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.reference.fences import fences
from tests.built_site.page_kinds import KINDS, MISSING, STRICT
from tests.built_site.published_folder import CURRENT, NAMES, OLD
from tests.built_site.settled_pages import wait_until_stored
from tests.built_site.test_policy import WATCH
from tests.built_site.web_server import nginx
from tests.docs.hosting_table import PAGE, rows

pytestmark = pytest.mark.browser

MINUTE = "public, max-age=60"
TYPES = {
    "": "text/html; charset=utf-8",
    "versions.json": "application/json; charset=utf-8",
    "releases.atom": "application/atom+xml; charset=utf-8",
    f"{CURRENT}/sw.js": "application/javascript; charset=utf-8",
    f"{CURRENT}/shop/sheets/deploy-day.md": "text/plain; charset=utf-8",
    f"{CURRENT}/shop/sheets/deploy-day.pdf": "application/pdf",
    f"{CURRENT}/assets/pages.css": "text/css; charset=utf-8",
}


@pytest.fixture(scope="module")
def host(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx(published, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture(scope="module")
def plain(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site without releases at the root of its host."""
    with nginx(site, tmp_path_factory.mktemp("nginx-plain")) as address:
        yield address


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow no redirects."""


def response_of(address: str, **headers: str) -> tuple[int, Message]:
    opener = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as fault:
        return fault.code, fault.headers


def test_every_response_has_the_strict_headers(host: str) -> None:
    for path in ("", "versions.json", f"{CURRENT}/index.html", f"{CURRENT}/sw.js", "latest/index.html", "no/such/page.html"):
        _, headers = response_of(f"{host}/{path}")
        assert {name: headers[name] for name in STRICT} == STRICT, path
        assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"
        assert headers["Server"] == "nginx"


def test_every_published_file_is_cached_as_documented(host: str, published: Path) -> None:
    table = rows()
    for path in sorted(one.relative_to(published).as_posix() for one in published.rglob("*") if one.is_file()):
        if path.startswith("."):
            assert response_of(f"{host}/{path}")[0] == 404
            continue
        if path.count("/") > 3 and not path.endswith("sw.js"):
            continue
        status, headers = response_of(f"{host}/{path}")
        (row,) = (row for row in table if row.covers(path))
        assert (status, headers["Cache-Control"]) == (200, row.kept), path


def test_aliases_and_deleted_releases_are_cached_for_a_minute(published: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(published / "releases", root / "releases")
    (root / "releases/deleted.sha256").touch()
    (root / "deleted").mkdir()
    (root / "deleted/index.html").touch()
    for name, folder in {CURRENT: CURRENT, "stable": "latest"}.items():
        (root / name).symlink_to(published / folder)
    with nginx(root, tmp_path) as address:
        kept = {name: response_of(f"{address}/{name}/index.html")[1]["Cache-Control"] for name in (CURRENT, "stable", "deleted")}
    assert kept == {CURRENT: "public, max-age=86400, s-maxage=31536000, immutable", "stable": MINUTE, "deleted": MINUTE}


@pytest.mark.parametrize("path", TYPES)
def test_files_have_their_media_types(host: str, path: str) -> None:
    assert response_of(f"{host}/{path}")[1]["Content-Type"] == TYPES[path]


def test_a_missing_page_shows_the_404_page(host: str) -> None:
    status, headers = response_of(f"{host}/{CURRENT}/no-such-page.html")
    assert (status, headers["Cache-Control"]) == (404, MINUTE)
    with pytest.raises(urllib.error.HTTPError) as fault:
        urllib.request.urlopen(f"{host}/{CURRENT}/no-such-page.html")
    assert "Page not found" in fault.value.read().decode()


def test_a_folder_redirects_to_its_page(host: str) -> None:
    status, headers = response_of(f"{host}/{CURRENT}/shop")
    assert (status, headers["Location"]) == (301, f"/{CURRENT}/shop/")


def test_text_files_are_sent_compressed(host: str) -> None:
    assert response_of(f"{host}/{CURRENT}/shop/index.html", **{"Accept-Encoding": "gzip"})[1]["Content-Encoding"] == "gzip"
    assert response_of(f"{host}/{CURRENT}/shop/sheets/deploy-day.pdf", **{"Accept-Encoding": "gzip"})[1]["Content-Encoding"] is None


def test_a_site_without_releases_is_cached_for_a_minute(plain: str) -> None:
    for path in ("index.html", "elearning-platform/index.html", "assets/pages.css", "runbook.json"):
        assert response_of(f"{plain}/{path}")[1]["Cache-Control"] == MINUTE, path
    assert response_of(f"{plain}/sw.js")[1]["Cache-Control"] == "no-store"


def violations(browser: Browser, *addresses: str) -> dict[str, list[str]]:
    """Return the violations and errors of each page after it has loaded and its worker has stored its files."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.add_init_script(WATCH)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    found: dict[str, list[str]] = {}
    for address in addresses:
        errors.clear()
        page.goto(address)
        wait_until_stored(page)
        found[address] = [*page.evaluate("window.violated"), *errors]
    context.close()
    return {address: faults for address, faults in found.items() if faults}


def test_pages_of_releases_comply_with_the_policy(host: str, browser: Browser) -> None:
    pages = ("", "shop/", "shop/deploy-day/", "shop/emergency/", "shop/print/", "changes/")
    addresses = [f"{host}/{release}/{page}index.html" for release in (CURRENT, OLD) for page in pages]
    assert violations(browser, *addresses, f"{host}/", f"{host}/latest/index.html") == {}


def test_pages_of_a_site_comply_with_the_policy(plain: str, browser: Browser) -> None:
    assert violations(browser, *(f"{plain}/{kind}" for kind in (*KINDS[:8], MISSING))) == {}


@pytest.fixture(scope="module")
def below(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the releases below a path, served as documented."""
    recipe = next(fence.content for fence in fences(PAGE.read_text("utf-8")) if fence.title == "below a path")
    with nginx(published, tmp_path_factory.mktemp("nginx-below"), recipe) as address:
        yield f"{address}/docs/runbooks"


def test_below_a_path_responses_are_those_of_the_root(below: str) -> None:
    """A path changes no header, no page for missing addresses and no redirect."""
    for path, status, kept in (
        (f"{CURRENT}/sw.js", 200, "no-store"),
        (f"{CURRENT}/index.html", 200, "public, max-age=86400, s-maxage=31536000, immutable"),
        ("no/such/page.html", 404, MINUTE),
    ):
        found, headers = response_of(f"{below}/{path}", **{"Accept-Encoding": "gzip"})
        assert (found, headers["Cache-Control"]) == (status, kept), path
        assert {name: headers[name] for name in STRICT} == STRICT, path
        assert headers["Content-Encoding"] == ("gzip" if status == 200 else headers["Content-Encoding"]), path
    with pytest.raises(urllib.error.HTTPError) as fault:
        urllib.request.urlopen(f"{below}/no/such/page.html")
    assert "Page not found" in fault.value.read().decode()
    assert response_of(f"{below}/{CURRENT}/shop")[1]["Location"] == f"/docs/runbooks/{CURRENT}/shop/"
    assert response_of(below)[1]["Location"] == "/docs/runbooks/"


def test_below_a_path_the_worker_and_the_app_are_limited_to_their_release(below: str, browser: Browser) -> None:
    """Releases and other sites of a host keep their own pages, and each is an app of its own that opens without a network."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{below}/{CURRENT}/shop/index.html")
    wait_until_stored(page)
    assert page.evaluate("navigator.serviceWorker.ready.then(({scope}) => scope)") == f"{below}/{CURRENT}/"
    app = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert (app["errors"], app["url"]) == ([], f"{below}/{CURRENT}/web-app.json")
    start, scope = (urllib.parse.urljoin(app["url"], json.loads(app["data"])[key]) for key in ("start_url", "scope"))
    assert (start, scope) == (f"{below}/{CURRENT}/index.html", f"{below}/{CURRENT}/")
    context.set_offline(True)
    answer = page.goto(start)
    assert answer is not None
    assert answer.status == 200
    context.close()


def test_browsers_call_the_site_installable(plain: str, browser: Browser) -> None:
    """The manifest has all that Chromium asks for, and its policy allows it; only the private window of the test speaks against it."""
    page = browser.new_page()
    page.goto(f"{plain}/index.html")
    session = page.context.new_cdp_session(page)
    app = session.send("Page.getAppManifest")
    assert app["errors"] == []
    manifest = json.loads(app["data"])
    for icon in manifest["icons"]:
        address = f"{plain}/{icon['src']}"
        size = page.evaluate("url => fetch(url).then(r => r.blob()).then(createImageBitmap).then(b => b.width)", address)
        assert icon["sizes"] == f"{size}x{size}"
    assert all(response_of(f"{plain}/{one['url']}")[0] == 200 for one in manifest["shortcuts"])
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {fault["errorId"] for fault in faults} <= {"in-incognito"}
    page.close()


def test_the_page_for_missing_addresses_leads_on(plain: str, browser: Browser) -> None:
    """Who follows an old link in an emergency finds the emergency page of that system first."""
    page = browser.new_page()
    answer = page.goto(f"{plain}/school-messaging/no/such-page.html")
    assert answer is not None
    assert answer.status == 404
    links = page.locator("main article").get_by_role("link").all_inner_texts()
    assert links[:2] == ["All systems", "School messaging: Emergency"]
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="School messaging: Emergency").click()
    page.wait_for_url(f"{plain}/school-messaging/emergency/index.html")
    page.close()


def test_the_sample_has_releases_and_an_alias(published: Path) -> None:
    assert {path.name for path in published.iterdir()} >= {*NAMES, "latest", "releases", "404.html"}
