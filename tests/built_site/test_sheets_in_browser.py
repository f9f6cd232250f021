"""Sheets in a browser: the page fills in the same times as the command line, requests nothing, and reports mistakes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.model.clock import parse_moment
from generator.model.variant import Variant
from generator.paper.print_html import render_print_page
from tests.built_site.page_kinds import STRICT, serve
from tests.built_site.shared_builds import run
from tests.composed import sheet_from

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
HTML = "{http://www.w3.org/1999/xhtml}"
# Times close to clock changes, zones with unusual offsets, and one zone without rules.
TIMES = [
    ("2026-12-01T22:00", "Asia/Dhaka"),
    ("2026-10-24T22:00", "Europe/Berlin"),
    ("2026-10-25T02:30+02:00", "Europe/Berlin"),
    ("2026-03-28T22:30", "Europe/Berlin"),
    ("2026-04-04T01:45", "Australia/Lord_Howe"),
    ("2026-01-31T23:59", "Asia/Kathmandu"),
    ("2028-02-29T00:00", "UTC"),
]
SHEETS = [
    ("school-messaging", "deploy-day"),
    ("school-messaging", "plan"),
    ("elearning-platform", "pack"),
    ("school-messaging", "book"),
    ("caregiver-marketplace", "prepare"),
    ("heypeter-academy", "deploy-day"),
]
FORWARD = "2026-03-29T03:30+02:00[Europe/Berlin]"
BACK = "2026-10-25T02:30+02:00[Europe/Berlin] 2026-10-25T02:30+01:00[Europe/Berlin]"
# The elements with times.
TIMED_ELEMENTS = ".when, dd[data-fill], .detail, .plan__time"


@functools.cache
def shipped() -> dict[str, Variant]:
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    return resolve(files).variants


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page and the requests that it sent, except for files of the site."""
    context = browser.new_context(service_workers="block", timezone_id="Europe/Berlin", locale="de-DE")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith("file:") else None)
    yield opened, faults
    context.close()


def texts_on(page: Page) -> list[str]:
    texts: list[str] = page.eval_on_selector_all(TIMED_ELEMENTS, "elements => elements.map(element => element.textContent)")
    return [" ".join(text.split()) for text in texts]


def texts_from_command_line(variant: str, part: str, moment: str) -> list[str]:
    """Return the same text as the command line writes it."""
    sheet = sheet_from(shipped()[variant], part, SiteSettings(), parse_moment(moment))
    found = html5lib.parse(render_print_page(sheet).text, treebuilder="etree")
    elements = [
        element
        for element in found.iter()
        if element.get("class") in ("when", "detail", "plan__time") or (element.tag == f"{HTML}dd" and element.get("data-fill"))
    ]
    return [" ".join("".join(element.itertext()).split()) for element in elements]


@pytest.mark.parametrize(("variant", "part"), SHEETS)
def test_the_browser_fills_in_the_times_of_the_command_line(variant: str, part: str, site: Path, page: tuple[Page, list[str]]) -> None:
    opened, faults = page
    for at, zone in TIMES:
        opened.goto(f"{(site / variant / 'sheets' / f'{part}.html').as_uri()}?{urlencode({'at': at, 'zone': zone})}")
        assert texts_on(opened) == texts_from_command_line(variant, part, f"{at}[{zone}]")
        assert opened.inner_text("[data-notice]") == ""
    assert faults == []


def test_without_a_zone_times_are_in_the_zone_of_the_browser(site: Path, page: tuple[Page, list[str]]) -> None:
    opened, _ = page
    opened.goto(f"{(site / 'school-messaging/sheets/deploy-day.html').as_uri()}?at=2026-12-01T22:00&zone=")
    assert texts_on(opened) == texts_from_command_line("school-messaging", "deploy-day", "2026-12-01T22:00[Europe/Berlin]")


@pytest.mark.parametrize("text", ["2026-10-24T22:00+06:00", "2026-10-24 22:00 Asia/Dhaka", "2026-10-24T22:00[Asia/Dhaka]"])
def test_a_time_with_its_zone_is_read_as_on_the_command_line(text: str, site: Path, page: tuple[Page, list[str]]) -> None:
    opened, _ = page
    opened.goto(f"{(site / 'school-messaging/sheets/deploy-day.html').as_uri()}?{urlencode({'at': text})}")
    assert texts_on(opened) == texts_from_command_line("school-messaging", "deploy-day", text)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"at": "soon"}, "“soon” is not a valid date and time. Write it like 2026-12-01T22:00."),
        ({"at": "2026-02-30T22:00"}, "“2026-02-30T22:00” is not a valid date and time. Write it like 2026-12-01T22:00."),
        ({"at": "2026-12-01T22:00", "zone": "Asia/Daka"}, "Unknown time zone “Asia/Daka”. Write a name such as Asia/Dhaka or UTC."),
        (
            {"at": "2026-03-29T02:30"},
            f"2026-03-29T02:30 does not exist in Europe/Berlin: clocks go forward. Use {FORWARD}",
        ),
        (
            {"at": "2026-10-25T02:30"},
            f"This time occurs twice in Europe/Berlin. Choose: {BACK}",
        ),
        (
            {"at": "2026-12-01T22:00+06:00", "zone": "Europe/Berlin"},
            "This time has another UTC offset in Europe/Berlin. Choose: 2026-12-01T22:00+01:00[Europe/Berlin]",
        ),
        ({"at": "2200-01-01T00:00"}, "“2200-01-01T00:00” is outside the years 1970 to 2199."),
    ],
)
def test_an_invalid_time_is_reported_and_nothing_is_filled_in(
    query: dict[str, str], message: str, site: Path, page: tuple[Page, list[str]]
) -> None:
    opened, _ = page
    address = (site / "school-messaging/sheets/deploy-day.html").as_uri()
    opened.goto(address)
    plain = texts_on(opened)
    opened.goto(f"{address}?{urlencode(query)}")
    assert opened.inner_text("[data-notice]") == message
    assert texts_on(opened) == plain
    link = opened.query_selector("[data-notice] a")
    if link is not None:
        link.click()
        assert opened.inner_text("[data-notice]") == ""
        assert texts_on(opened) != plain


def test_the_form_opens_a_sheet_with_its_times(site: Path, page: tuple[Page, list[str]]) -> None:
    opened, _ = page
    opened.goto((site / "school-messaging/print/index.html").as_uri())
    opened.fill("#rb-at", "2026-12-01T22:00")
    opened.fill("#rb-zone", "Asia/Dhaka")
    with opened.expect_popup() as popup:
        opened.get_by_role("button", name="Open the sheet").click()
    sheet = popup.value
    sheet.wait_for_load_state()
    assert sheet.inner_text('[data-fill="t0"]') == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"
    sheet.close()


def test_the_page_to_print_offers_every_form_with_its_size(site: Path, page: tuple[Page, list[str]]) -> None:
    opened, faults = page
    opened.goto((site / "elearning-platform/print/index.html").as_uri())
    offers = opened.query_selector_all(".rb-sheets__forms li")
    files = [path for path in (site / "elearning-platform/sheets").iterdir() if path.suffix != ".png" and ".role-" not in path.name]
    assert len(offers) == len(files) > 8 * 4  # some are pages alone
    assert opened.inner_text(".rb-sheets h3 >> nth=0") == "Deployment pack"
    for offer in offers:
        target = site / "elearning-platform/print" / str(offer.eval_on_selector("a", "link => link.getAttribute('href')"))
        size = target.stat().st_size
        # A page declares its build after its size was written, in less than 100 bytes.
        shown = {f"{one} B" if one < 1000 else f"{one / 1000:.0f} KB" for one in (size, size - 100)}
        assert any(one in offer.inner_text() for one in shown)
    for picture in opened.query_selector_all(".rb-sheets__picture img"):
        picture.scroll_into_view_if_needed()
        opened.wait_for_function("picture => picture.complete && picture.naturalWidth > 300", arg=picture)
    assert faults == []


BOXES = "boxes => boxes.map(box => box.dataset.box)"


def test_one_list_is_shown_alone_with_what_belongs_to_it(site: Path, page: tuple[Page, list[str]]) -> None:
    """The list, the heading of its group, the triggers beside it, the head of the sheet, and the last line with the right count."""
    opened, faults = page
    address = (site / "elearning-platform/sheets/deploy-day.html").as_uri()
    opened.goto(f"{address}?at=2026-12-01T22:00&zone=UTC")
    end = opened.inner_text('[data-fill="end"]')
    for name in ("H", "h", "deployment", "checklists.deployment"):
        opened.goto(f"{address}?list={name}&at=2026-12-01T22:00&zone=UTC")
        boxes = opened.eval_on_selector_all("[data-box]", BOXES)
        assert [box.rpartition(".")[0] for box in boxes] == ["checklists.deployment.items"] * 7
        assert opened.inner_text("h1") == "Deployment day: H · Deployment"
        assert opened.locator(".block").count() == opened.locator(".block .calls").count() == 1
        assert opened.inner_text(".end") == "7 boxes. End of sheet."
        assert opened.inner_text('[data-fill="end"]') == end  # of the whole day
    opened.goto(f"{address}?list=L")
    assert opened.inner_text("h1") == "Deployment day: L · Internal announcements, External announcements"
    assert opened.locator("[data-box]").count() == 8
    opened.goto((site / "caregiver-marketplace/sheets/prepare.html").as_uri() + "?list=E")
    assert opened.locator(".block--group").count() == 1
    assert faults == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("list=Z", "No list “Z” on this sheet. The whole sheet is shown. Choose a list: G · Pre-deployment checks H"),
        ("size=40", "“40” is not a size from 12 to 24. The usual size is shown."),
        ("size=big&list=H", "“big” is not a size from 12 to 24. The usual size is shown."),
        ("list=%3Cb%3E&size=1", "No list “<b>” on this sheet."),
    ],
)
def test_a_wrong_choice_is_said_and_nothing_is_left_out(query: str, message: str, site: Path, page: tuple[Page, list[str]]) -> None:
    opened, faults = page
    opened.goto(f"{(site / 'elearning-platform/sheets/deploy-day.html').as_uri()}?{query}")
    assert opened.inner_text("[data-notice]").startswith(message)
    assert opened.locator("[data-box]").count() == (7 if "list=H" in query else 41)
    if "list=Z" in query:
        opened.click("[data-notice] a >> nth=1")
        assert opened.inner_text("h1") == "Deployment day: H · Deployment"
    assert faults == []


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("book.html?list=H", "This sheet is always shown as a whole."),
        ("emergency.html#open=abc", "This sheet is always shown as a whole."),
        ("plan.html?size=16", "This sheet is made for its paper and has one size."),
    ],
)
def test_a_sheet_says_what_it_does_not_take(sheet: str, message: str, site: Path, page: tuple[Page, list[str]]) -> None:
    opened, faults = page
    opened.goto((site / "elearning-platform/sheets").as_uri() + f"/{sheet}")
    assert opened.inner_text("[data-notice]") == message
    assert opened.evaluate("document.documentElement.className") == ""
    assert faults == []


def test_large_print_keeps_all_boxes_and_breaks_lines_where_they_say_so(site: Path, page: tuple[Page, list[str]]) -> None:
    """All letters grow, no line of a command is wrapped by the browser, and nothing is wider than the paper."""
    opened, faults = page
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": 657, "height": 900})  # A4 without its margins
    for variant, part, size in (
        ("elearning-platform", "deploy-day", 16),
        ("elearning-platform", "rollback", 24),
        ("school-messaging", "prepare", 20),
    ):
        opened.goto((site / variant / "sheets" / f"{part}.html").as_uri())
        boxes = opened.eval_on_selector_all("[data-box]", BOXES)
        opened.goto(f"{opened.url}?size={size}")
        assert opened.eval_on_selector_all("[data-box]", BOXES) == boxes
        found = opened.evaluate(
            """() => ({
                wide: document.documentElement.scrollWidth,
                wrapped: [...document.querySelectorAll(".line:not(:has(.slot))")].filter((line) =>
                    line.getBoundingClientRect().height > 1.5 * parseFloat(getComputedStyle(line).lineHeight)
                ).map((line) => line.textContent),
                least: Math.min(...[...document.querySelectorAll("main *")].map((one) => parseFloat(getComputedStyle(one).fontSize))),
            })"""
        )
        assert found["wrapped"] == []
        assert found["wide"] <= 657
        assert found["least"] >= size / 12 * 10 * 96 / 72 - 0.1
    opened.emulate_media(media="screen")
    assert faults == []


def test_on_paper_no_line_of_a_command_is_wrapped_by_the_browser(site: Path, page: tuple[Page, list[str]]) -> None:
    """A line that the browser wraps would look like two commands. All lines are broken before, where the shell reads the same."""
    opened, _ = page
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": 657, "height": 900})  # A4 without its margins
    for part in ("deploy-day", "rollback", "emergency", "prepare"):
        opened.goto((site / f"elearning-platform/sheets/{part}.html").as_uri())
        lines = opened.evaluate(
            """() => [...document.querySelectorAll(".line:not(:has(.slot))")].map((line) =>
                [line.textContent, line.getBoundingClientRect().height / parseFloat(getComputedStyle(line).lineHeight)])"""
        )
        assert [text for text, height in lines if height > 1.5] == []
    opened.emulate_media(media="screen")


@pytest.mark.parametrize("headers", [{}, STRICT], ids=["plain", "strict"])
def test_every_printed_page_has_its_title_and_number_under_any_policy(
    headers: dict[str, str], site: Path, browser: Browser, tmp_path: Path
) -> None:
    printed = tmp_path / "printed.pdf"
    with serve(site, headers) as address:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        found: dict[str, list[str]] = {}
        for part in ("deploy-day", "pack"):
            page.goto(f"{address}/elearning-platform/sheets/{part}.html")
            page.pdf(path=printed, prefer_css_page_size=True)
            found[part] = run("pdftotext", "-layout", str(printed), "-").split("\f")[:-1]
        context.close()
    titles: list[str] = []
    for part, pages in found.items():
        assert len(pages) > 2
        for number, text in enumerate(pages, 1):
            head = re.search(r"^ *E-learning platform · ([A-Z][a-z ]+[a-z]) +(Draft · )?runbook of [0-9-]{10}, [0-9a-f]{12}", text)
            assert head is not None
            titles += [head[1]] if part == "pack" else []
            tally = "" if head[1] == "Emergency card" else r"\d+ boxes"
            assert re.search(rf"{tally} +Page {number} of {len(pages)}\n*$", text)
    assert list(dict.fromkeys(titles)) == ["Emergency card", "Deployment day", "Rollback", "Incident"]
    assert titles.count("Deployment day") == len(found["deploy-day"])
