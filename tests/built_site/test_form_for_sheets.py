"""The form of the page Print: it opens the chosen sheet, for one role, with one list, large, or with only what a run left open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.document.document_parts import upper_first, with_children
from generator.document.role_sheet import for_role
from generator.document.select_sheets import sheet_of
from tests.built_site.accessibility import violations
from tests.built_site.page_kinds import STRICT, serve
from tests.built_site.shared_builds import build_once, run, runbook
from tests.built_site.shop_project import MKDOCS
from tests.document.night_run import SHOP as NIGHT_SHOP
from tests.document.night_run import full_night
from tests.document.night_run import opened as night_sheet
from tests.document.role_shop import ROLES, SHOP, boxes, role_sheet

pytestmark = pytest.mark.browser

BOXES = "boxes => boxes.map(box => box.dataset.box)"
# Nobody scrolls to the side on a phone.
WIDER = "blocks => blocks.filter(block => block.scrollWidth > block.clientWidth).map(block => block.innerText)"
DAY = "shop/deploy-day/index.html"
PRINT = "shop/print/index.html"
# People note a value on one line and use it on another.
WITH_BLANK = SHOP.replace("announced}", "announced, blanks: {orders: Orders before}}").replace("./count.sh", "./count.sh <orders>")


def site_of(text: str, tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """Return the site of a shop with this YAML, which is built once."""

    def make(folder: Path) -> None:
        project = tmp_path_factory.mktemp(name)
        for part in ("docs", "data/variants/shop"):
            (project / part).mkdir(parents=True)
        (project / "mkdocs.yml").write_text(MKDOCS.replace("use_directory_urls: false\n", ""), encoding="utf-8")
        (project / "data/variants/shop/shop.yaml").write_text(text, encoding="utf-8")
        runbook("build", "--site-dir", str(folder), cwd=project)

    return build_once(tmp_path_factory, name, make)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a shop whose deployment needs four people."""
    return site_of(WITH_BLANK, tmp_path_factory, "roles")


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone in Berlin, whose pages may ask only for files of the site."""
    found = browser.new_context(
        viewport={"width": 390, "height": 844}, service_workers="block", timezone_id="Europe/Berlin", reduced_motion="reduce"
    )
    found.on("request", lambda asked: pytest.fail(asked.url) if not asked.url.startswith(("file:", "http://127.0.0.1:", "data:")) else None)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    yield found
    found.close()
    assert faults == []


def opened(page: Page, open_sheet: str = "#rb-print-open") -> Page:
    """Press the button of the form and return the sheet that it opens."""
    with page.context.expect_page() as popup:
        page.click(open_sheet)
    sheet = popup.value
    sheet.wait_for_load_state()
    return sheet


def asked_of(sheet: Page) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(sheet.url)
    return parts.path.rpartition("/")[2], parse_qs(parts.query)


def test_each_role_has_a_page_with_the_lines_of_the_command_line(folder: Path, page: Page) -> None:
    """The page comes from the same code as `--role`, so no script chooses lines."""
    for role in ROLES:
        page.goto((folder / f"shop/sheets/deploy-day.role-{role}.html").as_uri())
        expected = [box.address for box in boxes(role_sheet(role)) if not box.quiet]
        assert sorted(page.eval_on_selector_all("[data-box]", BOXES)) == sorted(expected)
        assert page.eval_on_selector_all(".block", WIDER) == []
        assert page.locator("[data-parent] > .write:visible").count() == 0  # only what has a box asks for time and initials
    page.goto((folder / "shop/sheets/folding-card.html").as_uri())
    assert page.evaluate("document.querySelector('h1').clientWidth > 300")  # one column
    kept = json.loads((folder / "shop/offline.json").read_text("utf-8"))["files"]
    assert {f"shop/sheets/deploy-day.role-{role}.html" for role in ROLES} <= kept.keys()  # staff use them offline
    assert not list(folder.glob("shop/sheets/emergency.role-*"))
    assert not list(folder.glob("shop/sheets/*.role-*.pdf"))


def test_the_form_opens_a_sheet_for_one_role_with_one_list_in_large_letters(folder: Path, page: Page) -> None:
    """The keyboard is enough, the choices are those of the sheet, and what nobody filled in is not in the address."""
    page.goto((folder / PRINT).as_uri())
    page.wait_for_selector("#rb-print-open:enabled")
    assert page.input_value("#rb-sheet") == "deploy-day"
    page.select_option("#rb-sheet", "rollback")
    assert not page.is_visible("#rb-list")  # it has one list
    assert page.locator("#rb-role option").all_inner_texts() == ["Everybody", "Web engineer", "Database administrator", "Deployment lead"]
    page.select_option("#rb-sheet", "emergency")
    assert [page.is_visible(f"#rb-{name}") for name in ("role", "at", "zone", "list", "size")] == [False, False, False, False, True]
    page.select_option("#rb-sheet", "deploy-day")
    page.select_option("#rb-role", "dba")
    page.select_option("#rb-list", "C")
    page.select_option("#rb-size", "16")
    page.focus("#rb-size")
    with page.context.expect_page() as popup:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    sheet = popup.value
    sheet.wait_for_load_state()
    assert asked_of(sheet) == ("deploy-day.role-dba.html", {"list": ["C"], "size": ["16"]})
    assert sheet.eval_on_selector_all("[data-box]", BOXES) == ["checklists.cut-over.items.migrate"]
    assert sheet.locator(".block--hold").count() == 1  # the go is for everybody
    assert sheet.inner_text(".end") == "1 box. End of sheet."
    assert sheet.evaluate("document.documentElement.className") == "large"
    sheet.close()


def test_a_wrong_zone_is_said_beside_its_field(folder: Path, page: Page) -> None:
    """Also before T-0 is written. What people wrote is there when they come back: T-0 without its zone would be another time."""
    page.goto((folder / PRINT).as_uri())
    page.wait_for_function("window.runbook.clock && !document.getElementById('rb-print-open').disabled")
    page.fill("#rb-zone", "Asia/Daka")
    page.click("#rb-print-open")
    assert page.inner_text("[role=alert].rb-print__problem") == "Unknown time zone “Asia/Daka”. Write a name such as Asia/Dhaka or UTC."
    assert page.evaluate("document.activeElement.id") == "rb-zone"
    assert page.get_attribute("#rb-zone", "aria-invalid") == "true"
    assert page.evaluate("document.activeElement.nextElementSibling.id") == "rb-print-problem"
    assert violations(page) == []
    page.fill("#rb-at", "2026-12-01T22:00")
    page.click("#rb-print-open")
    assert page.evaluate("document.activeElement.id") == "rb-zone"
    page.fill("#rb-zone", "Asia/Dhaka")
    sheet = opened(page)
    assert page.get_attribute("#rb-zone", "aria-invalid") == "false"
    assert sheet.inner_text('[data-fill="t0"]') == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"
    sheet.close()
    page.goto("about:blank")
    page.go_back()
    assert (page.input_value("#rb-at"), page.input_value("#rb-zone")) == ("2026-12-01T22:00", "Asia/Dhaka")


def test_without_scripts_each_sheet_has_a_button(folder: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / PRINT).as_uri())
    assert [page.is_visible(f"#rb-{name}") for name in ("sheet", "role", "open", "print-open", "list")] == [False] * 4 + [True]
    page.select_option("#rb-list", "C")
    sheet = opened(page, "button:text-is('Deployment day: Database administrator')")
    assert asked_of(sheet)[0] == "deploy-day.role-dba.html"
    assert asked_of(sheet)[1]["list"] == ["C"]
    context.close()


@pytest.fixture
def in_run(folder: Path, page: Page) -> Page:
    """The page Print in the middle of a drill: a line is done, one failed, one does not apply."""
    page.goto((folder / DAY).as_uri())
    answers = {"backup": ("done", ""), "freeze": ("na", "No freeze this week"), "assets": ("failed", "Disk full")}
    page.wait_for_function("window.runbook?.run?.isLoaded()")
    page.evaluate(
        """(answers) => {
            runbook.run.begin({name: "Release 4.2", t0: "2026-12-01T22:00", zone: "Asia/Dhaka", drill: true});
            runbook.run.setPerson("Ada");
            const said = Object.entries(answers).map(([item, [what, text]]) => {
                const box = document.querySelector(`[data-rb-box="checklists.before.items.${item}"]`);
                return {what, address: box.dataset.rbBox, print: box.dataset.rbPrint, text: text || undefined};
            });
            runbook.run.say(...said, {what: "blank", blank: "orders", text: "1742"});
        }""",
        answers,
    )
    page.goto((folder / PRINT).as_uri())
    page.wait_for_selector("#rb-open:visible")
    return page


def test_only_what_is_open_in_a_run_stays_in_full(in_run: Page) -> None:
    """What is settled is one line with time and name; what failed stays in full; the head says which run, and how far it is."""
    assert in_run.inner_text("#rb-open-about") == "Drill: Release 4.2: 2 of 15 done"
    assert (in_run.input_value("#rb-at"), in_run.input_value("#rb-zone")) == ("2026-12-01T22:00", "Asia/Dhaka")
    for scheme in ("light", "dark"):
        in_run.emulate_media(color_scheme=scheme)
        assert violations(in_run) == []
    in_run.check("#rb-open")
    sheet = opened(in_run)
    assert "Release 4.2" not in sheet.url  # a server never sees what is after the hash
    assert sheet.inner_text("[data-notice]") == ""
    assert sheet.inner_text(".facts dt >> nth=0") == "Drill"
    assert "run “Release 4.2” of " in sheet.inner_text(".facts")
    assert ": 2 of 15 done at " in sheet.inner_text(".facts")
    lines = [" ".join(text.split()) for text in sheet.locator(".row--quiet").all_inner_texts()]
    assert lines[0].startswith("A1 Take a full backup · done ")
    assert lines[0].endswith(", Ada")
    assert lines[1].startswith("A2 – The code freeze is announced · not applicable: No freeze this week (")
    assert len(lines) == 2
    assert sheet.locator(".answered").all_inner_texts()[0].startswith("Failed: Disk full (")
    assert sheet.locator('[data-blank="orders"] .slot__room').all_inner_texts() == ["1742"]
    assert "systemctl" in sheet.inner_text("main")
    assert "./backup.sh" not in sheet.inner_text("main")
    assert sheet.locator("[data-box]").count() == 13
    assert sheet.inner_text(".end") == "13 boxes. End of sheet."
    assert "A: 2 of 6 done before. ____ of 4 done, ____ not" in sheet.inner_text("main")
    sheet.close()
    in_run.evaluate("runbook.run.begin({name: 'The next one', t0: '2026-12-08T21:00', zone: 'Europe/Berlin'})")
    assert in_run.inner_text("#rb-open-about") == "The next one: 0 of 15 done"
    assert (in_run.input_value("#rb-at"), in_run.input_value("#rb-zone")) == ("2026-12-08T21:00", "Europe/Berlin")  # not of another run


def test_a_state_of_another_system_or_version_is_refused(in_run: Page) -> None:
    in_run.check("#rb-open")
    sheet = opened(in_run)
    whole = sheet.url.partition("#")[0]
    other = sheet.evaluate(
        """async () => {
            const text = location.hash.slice(6).replaceAll("-", "+").replaceAll("_", "/");
            const data = JSON.parse(atob(text));
            return `#open=${btoa(JSON.stringify({...data, version: "another"})).replaceAll("+", "-").replaceAll("/", "_")}`;
        }"""
    )
    for fragment, message in ((other.rstrip("="), "These answers are of another"), ("#open=abc", "The address has no answers")):
        sheet.goto("about:blank")
        sheet.goto(whole + fragment)
        assert sheet.inner_text("[data-notice]").startswith(message)
        assert sheet.locator("[data-box]").count() == 15
    sheet.close()


def test_a_chosen_sheet_prints_under_a_strict_policy(folder: Path, in_run: Page, tmp_path: Path) -> None:
    """A sheet for one role, with one list, what is open, in large letters: on paper its head, its boxes and its end are right."""
    in_run.check("#rb-open")
    in_run.select_option("#rb-role", "web")
    in_run.select_option("#rb-list", "A")
    in_run.select_option("#rb-size", "20")
    sheet = opened(in_run)
    address = sheet.url.partition("/shop/")[2]
    printed = tmp_path / "printed.pdf"
    with serve(folder, STRICT) as place:
        sheet.goto(f"{place}/shop/{address}")
        sheet.pdf(path=printed, prefer_css_page_size=True)
        sheet.goto(f"{place}/shop/sheets/incident-log.html")
        sheet.pdf(path=tmp_path / "log.pdf")
    sheet.close()
    assert run("pdftotext", str(tmp_path / "log.pdf"), "-").count("Page ") == 2  # a page and its back
    text = run("pdftotext", "-layout", str(printed), "-")
    assert "Shop · Deployment day: Web engineer: A ·" in text
    assert text.count("2 boxes") == text.count("Page ") + 1  # at the foot of each page and at the end
    assert "Your name" in text
    assert "Failed: Disk full" in text


def test_the_page_says_of_each_line_what_the_command_line_says(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    """The same run gives the same lines: `--open` reads its file, the page gets it from the browser."""
    night = full_night("")
    expected = {}
    for section in night_sheet(night).sections:
        for box in with_children(section.boxes):
            if box.answer:
                text = box.answer.text if box.quiet else upper_first(box.answer.text)
                expected[box.address] = (box.quiet, " ".join(text.split()))
    page.clock.set_fixed_time("2026-12-01T16:00:00Z")
    page.goto((site_of(NIGHT_SHOP, tmp_path_factory, "night") / PRINT).as_uri())
    page.wait_for_function("window.runbook?.run?.isLoaded()")
    page.evaluate("events => runbook.run.join('night-7', events)", night.events)
    page.wait_for_selector("#rb-open:visible")
    page.check("#rb-open")
    sheet = opened(page)
    fragment = sheet.url.partition("#")[2]
    found = sheet.evaluate(
        """() => {
            const addressOf = (row) => row.dataset.parent || row.querySelector("[data-box]").dataset.box;
            const quiet = [...document.querySelectorAll("[data-answered]")];
            return Object.fromEntries([
                ...quiet.map((row) => [row.dataset.answered, [true, row.querySelector(".quiet > span + span").textContent.slice(2)]]),
                ...[...document.querySelectorAll(".answered")].map((text) => [addressOf(text.closest("tr")), [false, text.textContent]]),
            ]);
        }"""
    )
    assert {address: (quiet, " ".join(text.split())) for address, (quiet, text) in found.items()} == expected
    assert len(expected) == 9
    assert sheet.locator("[data-box]").count() == night_sheet(night).boxes
    triggers = sheet.locator(".calls .seen").all_inner_texts()
    assert [text for text in triggers if text.startswith("seen 2")] == ["seen 21:16, Wei"] * triggers.count("seen 21:16, Wei")
    for role in ("dba", "lead"):
        own = for_role(night.document.context, night_sheet(night), role)
        sheet.goto("about:blank")
        sheet.goto(page.evaluate("fragment => new URL(`../sheets/deploy-day.role-${fragment}`, location).href", f"{role}.html#{fragment}"))
        assert sheet.locator("[data-box]").count() == own.boxes
        lines = [box for section in own.sections for box in with_children(section.boxes)]
        whole = for_role(night.document.context, sheet_of(night.document, "deploy-day"), role)
        said = [one.text for section in whole.sections for one in (*section.waits, *section.tells)]
        said += [one.text for box in boxes(whole) for one in (*box.waits, *box.tells)]
        assert sorted(sheet.locator(".meet > strong").all_inner_texts()) == sorted(said)  # the page keeps all meetings
        answers = sorted(box.who for box in lines if box.answer and box.quiet)
        texts = sorted(text.removeprefix("· ") for text in sheet.locator(".quiet--answered > span + span").all_inner_texts())
        # The command line also repeats the values that somebody else noted.
        assert [answer.startswith(text) for answer, text in zip(answers, texts, strict=True)] == [True] * len(answers)
    values = dict(zip(sheet.locator(".facts dt").all_inner_texts(), sheet.locator(".facts dd").all_inner_texts(), strict=True))
    assert values["Ticket"].startswith("OPS-7 (")
    sheet.close()
