"""A page never runs with parts of another build: caches and servers that mix two builds, with the service worker and without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.site.file_builds import build_of
from tests.built_site.published_folder import FIRST, MKDOCS, apply_edits
from tests.built_site.replaced_site import OTHER, ReplacedSite, serve_replaced_site
from tests.built_site.settled_pages import wait_until_stored
from tests.built_site.shared_builds import build_once, runbook
from tests.built_site.web_server import nginx

pytestmark = pytest.mark.browser

PAGES = tuple(f"shop/{phase}/index.html" for phase in ("prepare", "deploy-day", "follow-up", "rollback", "incident"))
DAY = "shop/deploy-day/index.html"
SMOKE = "checklists.cut-over.items.smoke"
SCRIPTS = "assets/javascripts"
AT_ONCE = ("before-paint", "strings.en", "frame", "ticking", "offline")
STOCK = '[data-rb-box$="items.stock"]'
NOTICE = "[data-rb-refusal]"
# The index of a system, or of the site for an empty name; its script loads on demand.
INDEX = "runbook.need('search-dialog').then(() => runbook.search.index('{}'))"
BOXES = """runbook.boxes && runbook.boxes.ask()
  .then(({ phases }) => phases.flatMap(({ lists }) => lists.flatMap(({ boxes }) => boxes)), () => null)"""
BOXES_OF_PAGE = "[...document.querySelectorAll('input[data-rb-box]')].map((box) => [box.dataset.rbBox, box.dataset.rbPrint])"

V1 = {**FIRST, "mkdocs.yml": MKDOCS.replace("{papers: [a4]}", "{papers: []}")}
# One item is new, and one has another text.
V2 = apply_edits(
    V1,
    ("shop.yaml", "smoke: The shop opens", "smoke: The shop opens within 2 seconds\n      stock: The stock is right"),
)


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds of a small project, `v1` and `v2`."""

    def build(folder: Path) -> None:
        for name, files in {"v1": V1, "v2": V2}.items():
            for path, text in files.items():
                (folder / "source" / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / "source" / path).write_text(text, encoding="utf-8")
            runbook("build", "--site-dir", str(folder / name), cwd=folder / "source")

    return build_once(tmp_path_factory, "versions", build)


@pytest.fixture
def host(versions: Path) -> Iterator[ReplacedSite]:
    with serve_replaced_site(versions / "v1") as own:
        yield own


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    yield own
    own.close()


def open_page(context: BrowserContext, host: ReplacedSite, path: str = DAY) -> Page:
    page = context.new_page()
    page.goto(f"{host.address}/{path}")
    return page


def expect_refusal(page: Page, message: str = "This page was updated while it was open.") -> None:
    """The page did not run the file of another build, can be read, and shows one notice."""
    expect(page.locator(NOTICE)).to_have_count(1)
    expect(page.locator(NOTICE)).to_contain_text(message)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("The shop opens").first).to_be_visible()
    assert page.evaluate("window.otherBuild") is None


def reload(page: Page) -> None:
    with page.expect_navigation():
        page.locator(NOTICE).get_by_role("button", name="Reload").click()


@pytest.mark.parametrize("file", [*(f"{SCRIPTS}/{name}.js" for name in AT_ONCE), "assets/pages.css"])
def test_a_page_refuses_a_file_of_another_build_and_reloads_past_the_cache(file: str, context: BrowserContext, host: ReplacedSite) -> None:
    """The browser has stored the wrong file under the address of the right one. Nobody can tick a box that no script would store."""
    host.mixed = {file}
    page = open_page(context, host)
    expect_refusal(page)
    ticking = page.evaluate("Boolean(runbook.ticks)")
    assert ticking == (file == f"{SCRIPTS}/offline.js")
    assert page.locator("input[data-rb-box]").first.is_disabled() != ticking
    host.mixed = set()
    reload(page)
    expect(page.locator(NOTICE)).to_have_count(0)
    page.locator(f'[data-rb-box="{SMOKE}"]').check()
    page.reload()
    expect(page.locator(f'[data-rb-box="{SMOKE}"]')).to_be_checked()


def test_a_page_of_the_first_version_runs_no_script_of_this_one(context: BrowserContext, host: ReplacedSite, versions: Path) -> None:
    """Its links have no builds, so caches give it either file."""
    page = re.sub(rb'\?d=\w+| data-rb-(updated|missing|reload|boxes)="[^"]*"', b"", (versions / "v1" / DAY).read_bytes())
    host.pages = {DAY: page}
    tab = open_page(context, host)
    expect_refusal(tab)
    assert tab.evaluate("Boolean(runbook.ticks || runbook.site)") is False
    host.pages = {}
    reload(tab)
    expect(tab.locator(NOTICE)).to_have_count(0)


@pytest.mark.parametrize("name", AT_ONCE[1:])
def test_a_page_says_that_a_script_is_missing(name: str, context: BrowserContext, host: ReplacedSite) -> None:
    """Nobody can tick a box that no script would store."""
    file = f"{SCRIPTS}/{name}.js"
    host.down = {file}
    page = open_page(context, host)
    expect_refusal(page, "A part of this page did not load.")
    assert page.locator("input[data-rb-box]").first.is_disabled() == (name in ("frame", "ticking"))
    host.down = set()
    reload(page)
    page.locator(f'[data-rb-box="{SMOKE}"]').check()
    expect(page.locator(NOTICE)).to_have_count(0)


def test_a_script_without_a_build_is_no_script_of_this_page(context: BrowserContext, host: ReplacedSite) -> None:
    """The worker of version 0.1 may answer with its own scripts, which declare no build."""
    host.pages = {f"{SCRIPTS}/offline.js": b"window.first = true;"}
    page = open_page(context, host)
    expect(page.locator(NOTICE)).to_have_count(1)


def test_the_notice_can_be_used_while_a_dialog_is_open(context: BrowserContext, host: ReplacedSite) -> None:
    page = open_page(context, host)
    page.keyboard.press("/")
    host.mixed = {"forum/search.js"}
    page.evaluate(f"{INDEX.format('forum')}.catch(() => {{}})")
    expect(page.locator(f"dialog {NOTICE}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"body > {NOTICE}")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    reload(page)


@pytest.mark.parametrize(
    ("file", "load"),
    [
        ("shop/boxes.js", "runbook.boxes.ask()"),
        ("forum/search.js", INDEX.format("forum")),
        *((f"{SCRIPTS}/{name}.js", f"runbook.need('{name}')") for name in ("answer-dialog", "search-dialog")),
    ],
)
def test_a_page_refuses_a_later_file_of_another_build_and_goes_on(
    file: str, load: str, context: BrowserContext, host: ReplacedSite
) -> None:
    """Also of one that pages fetch ahead, before anybody needs it."""
    host.mixed = {file}
    page = open_page(context, host)
    assert page.evaluate(f"{load}.then(() => true, () => false)") is False
    expect_refusal(page)
    page.locator(f'[data-rb-box="{SMOKE}"]').check()
    host.mixed = set()
    reload(page)
    assert page.evaluate(f"{load}.then(() => true)") is True
    assert page.locator(f'[data-rb-box="{SMOKE}"]').is_checked()
    expect(page.locator(NOTICE)).to_have_count(0)


def test_styles_and_scripts_of_the_project_declare_nothing(context: BrowserContext, host: ReplacedSite, versions: Path) -> None:
    """A style may have the name of one of ours, and a script may be in the same folder as ours."""
    links = (
        b'<link rel="stylesheet" href="../../own/pages.css?d=00000000aa">'
        b'<script src="../../assets/javascripts/own.js?d=00000000ab" defer></script></head>'
    )
    host.pages = {DAY: (versions / "v1" / DAY).read_bytes().replace(b"</head>", links)}
    page = open_page(context, host)
    page.locator(f'[data-rb-box="{SMOKE}"]').check()
    expect(page.locator(NOTICE)).to_have_count(0)


def test_a_sheet_refuses_a_script_or_style_of_another_build(context: BrowserContext, host: ReplacedSite) -> None:
    for file in ("assets/runbook-sheet.js", "assets/sheet.css"):
        host.mixed = {file}
        page = open_page(context, host, "shop/sheets/deploy-day.html")
        expect_refusal(page)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(NOTICE)).to_be_hidden()


def record_of(page: Page) -> str:
    """Return the record of the run that the page exports."""
    with page.expect_download() as saved:
        page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.saveMarkdown())")
    return Path(saved.value.path()).read_text("utf-8")


def agrees(page: Page) -> bool:
    """Whether the record that the page exports has the boxes of the page as they are there, or the page offers to reload instead."""
    boxes: list[list[Any]] | None = page.evaluate(BOXES)
    shown: list[list[str]] = page.evaluate(BOXES_OF_PAGE)
    if boxes is None or not shown:
        return page.locator(NOTICE).count() == 1 or not shown
    known = {row[1]: row[2] for row in boxes}
    record = record_of(page)
    if "deploy-day" in page.url:
        assert ("The stock is right" in record) == (page.locator(STOCK).count() == 1)
        (smoke,) = re.findall(r"- \[(.)\][^\n]*The shop opens", record)
        assert (smoke == "x") == page.locator(f'[data-rb-box="{SMOKE}"]').is_checked()
    return all(known.get(address) == print_ for address, print_ in shown)


@pytest.fixture
def updated(request: pytest.FixtureRequest, versions: Path, tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of the first build, and a function that replaces it by the second."""
    if request.param == "nginx":
        root = tmp_path / "root"
        root.symlink_to(versions / "v1")

        def replace() -> None:
            root.unlink()
            root.symlink_to(versions / "v2")

        with nginx(root, tmp_path) as address:
            yield address, replace
    else:
        with serve_replaced_site(versions / "v1") as site:
            yield site.address, lambda: setattr(site, "folder", versions / "v2")


# Without a service worker, each kind of server. With one, pages come from the worker, so one kind of server is enough.
@pytest.mark.parametrize(("workers", "updated"), [("block", "ten minutes"), ("block", "nginx"), ("allow", "nginx")], indirect=["updated"])
def test_after_an_update_every_page_agrees_with_its_record(browser: Browser, workers: str, updated: tuple[str, Callable[[], None]]) -> None:
    """Some pages come from the cache of the browser, the others from the server; nobody waits until the cache is too old."""
    address, update = updated
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers=workers)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{DAY}")
    page.locator(f'[data-rb-box="{SMOKE}"]').check()
    page.goto(f"{address}/{PAGES[0]}")
    if workers == "allow":
        wait_until_stored(page)
    update()
    for path in (DAY, *PAGES):
        page.goto(f"{address}/{path}")
        assert agrees(page), path
    page.goto(f"{address}/{DAY}")
    page.reload()
    assert agrees(page)
    assert page.evaluate(BOXES) is not None
    expect(page.locator(STOCK)).to_have_count(1)
    expect(page.locator(NOTICE)).to_have_count(0)
    context.close()


def test_an_open_page_refuses_the_boxes_of_the_next_build(context: BrowserContext, host: ReplacedSite, versions: Path) -> None:
    """A record would lack the new item, and show the changed item as done."""
    page = open_page(context, host)
    host.folder = versions / "v2"
    assert page.evaluate(BOXES) is None
    expect_refusal(page)
    reload(page)
    expect(page.locator(STOCK)).to_have_count(1)
    assert page.evaluate(BOXES) is not None


def test_an_open_page_finds_what_the_next_build_has(context: BrowserContext, host: ReplacedSite, versions: Path) -> None:
    """The list of builds is asked for each time. Its address is new each time, so that no cache answers."""
    page = open_page(context, host, "forum/prepare/index.html")
    page.evaluate(INDEX.format("shop"))
    page.reload()
    host.folder = versions / "v2"
    found = page.evaluate(INDEX.format("shop") + ".then(({ found }) => found.some(({ title }) => title === 'The stock is right'))")
    assert found is True
    expect(page.locator(NOTICE)).to_have_count(0)
    lists = [path for path in host.asked if path.startswith("builds.js")]
    assert len(set(lists)) == len(lists) == 2
    # An index that the page has is not loaded twice: each result would be there twice.
    page.evaluate("const { now } = Date; Date.now = () => now() + 60000; host = runbook.search.index('shop')")
    host.folder = versions / "v1"
    assert page.evaluate("host.then((one) => runbook.search.index('shop').then((other) => one === other))") is True


def test_pages_from_a_folder_load_everything(browser: Browser, versions: Path) -> None:
    page = browser.new_page()
    page.goto((versions / "v1" / DAY).as_uri())
    for load in ("runbook.boxes.ask()", INDEX.format(""), INDEX.format("forum"), "runbook.need('run-dialog')"):
        assert page.evaluate(f"{load}.then(() => true)") is True, load
    expect(page.locator(NOTICE)).to_have_count(0)
    page.close()


def test_a_page_from_the_network_refuses_kept_scripts_and_the_kept_page_then_runs(
    browser: Browser, host: ReplacedSite, versions: Path
) -> None:
    """The network fails after the page of the next build has arrived: the worker has only scripts of the build before it."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = open_page(context, host)
    wait_until_stored(page)
    page.close()
    text = (versions / "v2" / DAY).read_bytes()
    for name in AT_ONCE:
        text = text.replace(build_of((versions / f"v2/{SCRIPTS}/{name}.js").read_bytes()).encode(), OTHER.encode())
    host.pages = {DAY: text}
    host.down = {f"{SCRIPTS}/{name}.js" for name in AT_ONCE}
    page = open_page(context, host)
    expect_refusal(page)
    expect(page.locator(STOCK)).to_be_disabled()
    host.down = {""}
    reload(page)
    expect(page.locator(".rb-notice")).to_contain_text("This copy was checked")
    expect(page.locator(NOTICE)).to_have_count(0)
    page.locator(f'[data-rb-box="{SMOKE}"]').check()
    assert agrees(page) and page.evaluate(BOXES) is not None
    assert page.evaluate(f"{INDEX.format('shop')}.then(() => true)") is True
    context.close()
