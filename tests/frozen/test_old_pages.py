"""Pages of 0.1.0, with their own scripts, next to a release of the current program: banner, links, runs and offline use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.built_site.page_kinds import serve
from tests.frozen.past import NEWER, NEXT, OLDER, Run, next_release, runbook, write_project
from tests.frozen.past_pages import Operator
from tests.frozen.todays_pages import carry_over, missing_answers, new_context

pytestmark = pytest.mark.browser

# Each kind of page that 0.1.0 built, of one release or the other.
KINDS = {
    OLDER: ("index.html", "contacts/index.html", "changes/index.html", "shop/index.html", "shop/prepare/index.html", "writing.html"),
    NEWER: ("matrix/prepare/index.html", "quality/index.html", "shop/deploy-day/index.html", "shop/emergency/index.html", "404.html"),
}
DATABASE, CUT, DAILY = "checklists.database.items", "checklists.cut-over.items", "checklists.daily.items"
PREPARE, DEPLOY_DAY, OPERATE, FOLLOW_UP = (f"shop/{phase}/index.html" for phase in ("prepare", "deploy-day", "operate", "follow-up"))
BACKUP = "A backup restores into a scratch database"
PATIENCE = 15000
# Playwright's own wait treats a promise as a true value.
WAIT_UNTIL_EMPTY = """async () => {
  for (const end = performance.now() + %d; (await %s).length; await new Promise((then) => setTimeout(then, 20)))
    if (performance.now() > end) throw new Error("it is still there");
}"""


class Reader:
    """A page, and its errors in the browser: errors, warnings, and failed requests."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", self.note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda answer: self.complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)

    def note(self, message: ConsoleMessage) -> None:
        """Record an error, except for a missing favicon.ico, which browsers request by themselves."""
        if message.type in ("error", "warning") and not message.location["url"].endswith("/favicon.ico"):
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        """Open an old page and wait until its banner links to the current release."""
        self.page.goto("about:blank")  # a different fragment alone would not load the page again
        self.page.goto(f"{self.address}/{path}")
        self.page.locator(".rb-release__others:not([hidden])").wait_for()
        self.page.locator("[data-rb-current]").wait_for()
        return self.page


@pytest.fixture
def reader(browser: Browser, next_address: str) -> Iterator[Reader]:
    context = new_context(browser)
    yield Reader(context.new_page(), next_address)
    context.close()


def banner(page: Page) -> str:
    """Return the text of an old page next to the name of its release."""
    return " ".join(" ".join(page.locator(".rb-release__news, .rb-release__way").all_inner_texts()).split())


def target_of(page: Page) -> str:
    """Return the path that the banner of an old page links to, relative to the published folder."""
    return (page.locator("[data-rb-current]").get_attribute("href") or "").split("/", 3)[-1]


@pytest.mark.parametrize("release", KINDS)
def test_every_page_says_that_it_is_superseded_and_links_to_the_same_page(release: str, reader: Reader, next_folder: Path) -> None:
    for kind in KINDS[release]:
        page = reader.open(f"{release}/{kind}")
        assert banner(page) == f"Superseded by {NEXT} The same page in {NEXT}", kind
        assert target_of(page) == f"{NEXT}/{kind}" and (next_folder / target_of(page)).is_file()
    assert reader.complaints == []


def test_the_banner_links_to_the_same_item_although_it_was_renamed_or_moved(reader: Reader) -> None:
    for old, now in {
        f"{OLDER}/{DEPLOY_DAY}#{CUT}.migrate": f"{DEPLOY_DAY}#{CUT}.migrate",
        f"{OLDER}/{PREPARE}#{DATABASE}.pooling": f"{PREPARE}#{DATABASE}.connections",
        f"{NEWER}/{PREPARE}#{DATABASE}.pool": f"{PREPARE}#{DATABASE}.connections",
        f"{NEWER}/{OPERATE}#{DAILY}.disk": f"{FOLLOW_UP}#{DAILY}.disk",
        f"{OLDER}/shop/rollback/index.html#procedures.back.steps.restore": "shop/rollback/index.html#procedures.back.steps.restore",
        f"{NEWER}/shop/contacts/index.html#contacts.dba": "shop/contacts/index.html#contacts.dba",
    }.items():
        page = reader.open(old)
        assert (banner(page), target_of(page)) == (f"Superseded by {NEXT} The same item in {NEXT}", f"{NEXT}/{now}")
        page.locator("[data-rb-current]").click()
        page.wait_for_url(f"**/{NEXT}/{now}")
        expect(page.locator(":target")).to_be_visible()
    assert reader.complaints == []


def test_the_banner_says_since_when_and_why_an_item_is_gone(reader: Reader) -> None:
    for item, sentence in {
        f"{OLDER}/{PREPARE}#{DATABASE}.replicas": f"“A replica follows the primary” is gone since {NEWER}: one instance by design",
        f"{OLDER}/{PREPARE}#{DATABASE}.indexes": f"“Every slow query has an index” is gone since {NEWER}; no reason is recorded.",
        f"{NEWER}/{PREPARE}#{DATABASE}.backup": f"“{BACKUP}” is gone since {NEXT}: the host restores by itself",
        f"{NEWER}/{DEPLOY_DAY}#{CUT}.poster": f"“The poster hangs” is gone since {NEXT}; no reason is recorded.",
    }.items():
        page = reader.open(item)
        assert banner(page).startswith(f"Superseded by {NEXT} {sentence} Where it stood, in {NEXT}"), item
        holder = item.partition("#")[2].rpartition(".items.")[0]
        assert target_of(page) == f"{NEXT}/{item.partition('/')[2].partition('#')[0]}#{holder}"
    assert reader.complaints == []


def test_an_item_removed_without_a_reason_links_to_what_changed(reader: Reader) -> None:
    page = reader.open(f"{NEWER}/{DEPLOY_DAY}#{CUT}.poster")
    page.get_by_role("link", name=f"What changed in {NEXT}").click()
    page.wait_for_url(f"**/{NEXT}/changes/index.html")
    expect(page.locator("main")).to_contain_text("The poster hangs")
    assert reader.complaints == []


def test_a_removed_system_and_a_removed_page_link_to_the_current_home(reader: Reader) -> None:
    page = reader.open(f"{OLDER}/forum/prepare/index.html")
    assert banner(page) == f"Superseded by {NEXT} This system is not in {NEXT}. To {NEXT}"
    assert target_of(page) == f"{NEXT}/index.html"
    # A page must request a file to know that it is missing, and browsers log each 404.
    expected = [f"{NEXT}/forum/places.json", f"{NEXT}/forum/index.html", f"{NEXT}/old.html"]
    assert target_of(reader.open(f"{OLDER}/old.html")) == f"{NEXT}/index.html"
    assert [one for one in reader.complaints if one.startswith("404")] == [f"404 {reader.address}/{path}" for path in expected]
    assert all("404" in one for one in reader.complaints)


def test_the_list_of_releases_has_the_new_one_and_links_to_the_same_item(reader: Reader) -> None:
    page = reader.open(f"{NEWER}/{OPERATE}#{DAILY}.disk")
    page.locator(".rb-release summary").click()
    releases = [" ".join(text.split()) for text in page.locator(".rb-release__others li").all_inner_texts()]
    assert releases == [f"{NEXT} · latest · stable", NEWER, OLDER]
    page.get_by_role("link", name=f"{NEXT} · latest").click()
    page.wait_for_url(f"**/{NEXT}/{FOLLOW_UP}#{DAILY}.disk")
    assert reader.complaints == []


def test_a_run_from_old_pages_is_carried_over_to_the_new_release(reader: Reader) -> None:
    page = reader.page
    operator = Operator(page, reader.address)
    operator.open(f"{NEWER}/{PREPARE}")
    operator.begin_run("Tonight", "Night shift", "2026-12-01T22:00")
    operator.tick(f"{DATABASE}.pool", f"{DATABASE}.backup")
    operator.answer(f"{DATABASE}.vacuum", because="the tables are new", note="asked twice")
    operator.declare_phase_done()
    operator.open(f"{NEWER}/{DEPLOY_DAY}")
    operator.tick(f"{CUT}.migrate", f"{CUT}.poster", f"{CUT}.till", "sign-offs.owner")
    operator.answer(f"{CUT}.till", note="one till is shut")
    operator.open(f"{NEWER}/{OPERATE}")
    operator.tick(f"{DAILY}.disk")
    text, _ = operator.hand_over()
    before = stored_runs(page)
    page.locator("[data-rb-current]").click()
    page.wait_for_url(f"**/{NEXT}/**")
    assert carry_over(page, NEXT, NEWER) == {
        "1 item changed": ["Before: Migrations have run to the end Now: All migrations have run to the end Ticked: Night shift"],
        "2 items were removed": [
            f"{BACKUP}: the host restores by itself Ticked: Night shift",
            "The poster hangs Ticked: Night shift",
        ],
        "1 item is new": ["The queue is empty"],
    }
    facts = json.loads(text)
    answers = facts["answers"]
    for gone in (f"{DATABASE}.backup", f"{CUT}.poster"):
        del answers[gone]
    answers[f"{DATABASE}.connections"] = answers.pop(f"{DATABASE}.pool")
    run = Run({**facts, "release": NEXT})
    pages = [PREPARE, DEPLOY_DAY, FOLLOW_UP]
    assert missing_answers(page, f"{reader.address}/{NEXT}", run, {f"{CUT}.migrate"}, pages) == []
    assert {name: value for name, value in stored_runs(page).items() if name in before} == before
    operator.open(f"{NEWER}/{OPERATE}")
    expect(page.locator(".rb-run__other")).to_contain_text(f"carried over to release {NEXT}")
    expect(page.locator(f'[data-rb-box="{DAILY}.disk"]')).to_be_checked()
    assert reader.complaints == []


def test_old_pages_read_a_file_of_the_new_release(reader: Reader, browser: Browser, tmp_path: Path) -> None:
    colleague = new_context(browser)
    page = colleague.new_page()
    page.goto(f"{reader.address}/{NEXT}/{DEPLOY_DAY}")
    page.locator(f'[data-rb-box="{CUT}.queue"]').check()
    page.locator("#rb-who").fill("Night shift")
    page.locator(".rb-bar__who").get_by_role("button", name="Save").click()
    for item in (f"{CUT}.till", f"{CUT}.migrate", "sign-offs.lead"):
        page.locator(f'[data-rb-box="{item}"]').check()
    page.goto(f"{reader.address}/{NEXT}/{PREPARE}")
    page.locator(f'[data-rb-box="{DATABASE}.connections"]').check()
    page.get_by_role("button", name="Run settings").click()
    with page.expect_download() as export:
        page.get_by_role("button", name="Export as JSON").click()
    export.value.save_as(tmp_path / "run.json")
    colleague.close()
    old = reader.page
    old.goto(f"{reader.address}/{NEWER}/{DEPLOY_DAY}")
    old.get_by_role("button", name="Set up a run").click()
    old.locator("#rb-file").set_input_files(tmp_path / "run.json")
    offer = old.get_by_role("group", name="A run from elsewhere")
    expect(offer).to_contain_text(f"The run was begun on release {NEXT}.")
    offer.get_by_role("button", name=f"Open it and carry it over to {NEWER}").click()
    dialog = old.get_by_role("dialog")
    expect(dialog).to_contain_text("4 answers are taken along.")
    expect(dialog).to_contain_text("Formerly: All migrations have run to the end")
    expect(dialog.locator("section", has_text="1 item is gone")).to_contain_text("The queue is empty")
    expect(dialog.locator("section", has_text="items are new")).to_contain_text("The poster hangs")
    dialog.get_by_role("button", name=f"Carry it over to {NEWER}").click()
    for item, checked in {f"{CUT}.till.items.card": True, f"{CUT}.till": True, "sign-offs.lead": True, f"{CUT}.migrate": False}.items():
        expect(old.locator(f'[data-rb-box="{item}"]')).to_be_checked(checked=checked)
    old.goto(f"{reader.address}/{NEWER}/{PREPARE}")
    expect(old.locator(f'[data-rb-box="{DATABASE}.pool"]')).to_be_checked()
    assert reader.complaints == []


def test_an_alias_kept_offline_is_updated_to_the_new_release(
    browser: Browser, past_folder: Path, next_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(past_folder, tmp_path / "published")
    with serve(folder) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        reader = Reader(page, address)
        page.goto(f"{address}/latest/{DEPLOY_DAY}")
        page.locator("[data-rb-kept=kept]").wait_for(state="attached", timeout=PATIENCE)
        replace(folder, next_folder)
        page.evaluate("runbook.offline.check()")
        page.get_by_role("button", name="Reload").click(timeout=PATIENCE)
        expect(page.locator("main")).to_contain_text("All migrations have run to the end")
        page.locator("[data-rb-kept=kept]").wait_for(state="attached", timeout=PATIENCE)
        context.set_offline(True)
        page.goto(f"{address}/latest/{FOLLOW_UP}")
        expect(page.locator("main")).to_contain_text("The disks have room")
        assert len(page.evaluate("caches.keys()")) == 1
        assert [one for one in reader.complaints if "ERR_INTERNET_DISCONNECTED" not in one] == []
        context.close()


def test_a_release_kept_offline_is_forgotten_when_it_is_deleted(browser: Browser, past_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(past_folder, tmp_path / "published")
    with serve(folder) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        reader = Reader(page, address)
        page.goto(f"{address}/{OLDER}/{DEPLOY_DAY}")
        page.locator("[data-rb-kept=kept]").wait_for(state="attached", timeout=PATIENCE)
        root = write_project(next_release(), tmp_path / "project")
        runbook(root, "publish", OLDER, "--delete", "it names a host that is gone", "--to", str(folder))
        page.evaluate("runbook.offline.check()")
        for entries in ("navigator.serviceWorker.getRegistrations()", "caches.keys()"):
            page.evaluate(WAIT_UNTIL_EMPTY % (PATIENCE, entries))
        page.reload()
        expect(page.locator("main")).to_contain_text("it names a host that is gone")
        page.get_by_role("link").first.click()
        page.wait_for_url(f"**/latest/{DEPLOY_DAY}")
        assert reader.complaints == []
        context.close()


def replace(folder: Path, other: Path) -> None:
    """Replace the files in a folder with those in another."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(other, folder, dirs_exist_ok=True)


def stored_runs(page: Page) -> dict[str, str]:
    """Return what the browser stores, except which run is visible."""
    found: dict[str, str] = page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([key]) => !key.endsWith('|current')))")
    return found
