"""What people see and write on a PDF: the order within a line, room to write, headers and footers, and lines that survive copies."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from generator.document.document_parts import (
    Box,
    Cell,
    Fact,
    FixedText,
    Link,
    Moment,
    Provenance,
    Section,
    Slot,
    Way,
    WritingSpace,
    as_text,
)
from generator.document.pages import SiteSettings
from generator.document.print_job import PAPERS
from generator.document.print_job import Paper as PaperSize
from generator.document.sheets import HeadFact, Sheet
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from tests.composed import sheet_from
from tests.paper.bad_copies import lost_lines
from tests.paper.paper_reader import MILLIMETRE, Paper, missing_texts, overlaps, typeset, without_spaces
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(commit="0123456789abcdef", release="2026.11")
LONG = "curl -fsS https://api.shop.tld/" + "very-long-path/" * 12 + " --retry 3"
MUST = Fact("blocking", as_text("Must"), how="flag")


def line(number: str, text: str, **more: object) -> Box:
    return Box(f"checklists.b.items.{number}", as_text(text), number, **more)  # type: ignore[arg-type]


LINES = (
    line(
        "B1",
        "Stop traffic",
        blocking=True,
        facts=(MUST, Fact("role", as_text("Operator"), "by")),
        run="./lb.sh drain --all --wait 30 --message maintenance",
        expect=as_text("no request for 30 s"),
        on_failure=Link("go to R1"),
    ),
    line("B2", "Note the version", spaces=(WritingSpace("x", "Version", unit="MB"), WritingSpace("y", "Engine", choices=("Red", "Blue")))),
    line("B3", "Go back", run="git checkout <previous-commit> -f", slots=(Slot("previous-commit", "The commit before"),)),
    line("B4", "Flows work", done="all of 2 done", children=(line("B4.1", "Sign in"), line("B4.2", "Pay", run="./pay.sh"))),
    line("B5", "Fetch", run=LONG),
)
MOMENT = Moment(at="T-0", lasts="30 min", hour="22:00", until="to 22:30", day="Tue 2026-12-01")
CUT_OVER = Section(
    "Cut-over", "checklists.b", letter="B", method="read-do", moment=MOMENT, boxes=LINES, watched=True, done="B: ____ of 7 done"
)


def day(*sections: Section) -> Sheet:
    return replace(sheet_from(sample_variant(), "deploy-day", SETTINGS), sections=sections)


def printed(sheet: Sheet, paper: PaperSize = "a4") -> Paper:
    return Paper(typeset([print_job(sheet, paper)])[0].pdf)


@pytest.fixture(scope="module")
def cut_over() -> Paper:
    return printed(day(CUT_OVER))


def in_order(text: str, *parts: str) -> bool:
    found = [text.index(part.replace(" ", "")) for part in parts]
    return found == sorted(found)


def test_a_line_is_act_command_expectation_and_way_out(cut_over: Paper) -> None:
    assert in_order(
        cut_over.text, "MUST", "Stop traffic", "· Operator", "./lb.sh drain", "→ no request for 30 s", "× If it fails: go to R1"
    )
    assert missing_texts(day(CUT_OVER), cut_over.text) == []


def test_the_box_of_a_parent_is_below_its_children(cut_over: Paper) -> None:
    assert in_order(cut_over.text, "Flows work", "Sign in", "Pay", "B4 · all of 2 done")
    names = [name for kind, name in cut_over.tags if kind == "/Figure" and name.startswith("Box ")]
    assert names == ["Box B1", "Box B2", "Box B3", "Box B4.1", "Box B4.2", "Box B4", "Box B5"]


def test_the_hour_is_the_largest_thing_in_the_head_of_a_list(cut_over: Paper) -> None:
    assert in_order(cut_over.text, "B · Cut-over", "22:00 to 22:30 · Tue 2026-12-01 · T-0", "STOP if any one is true")
    assert {18.0, 14.0} <= cut_over.type_sizes
    assert "T-0at·lasts30min" in printed(day(replace(CUT_OVER, moment=Moment(at="T-0", lasts="30 min")))).text


def test_a_long_command_can_be_typed_and_copied(cut_over: Paper) -> None:
    """Words are wrapped with a backslash. Only a word too long for a line goes on after dots, which are drawn and not copied."""
    assert "./lb.shdrain--all--wait30--messagemaintenance" in cut_over.text.replace("\\", "")
    assert LONG.replace(" ", "") in cut_over.text.replace("\\", "")
    assert cut_over.text.count("thewordgoesoninthenextline") == 1
    assert "↵" not in cut_over.text
    assert min(size for size in cut_over.type_sizes if size > 10) == 11.0


def test_the_three_dots_of_a_word_that_goes_on_are_drawn() -> None:
    """They are between the word and the frame, where the word is cut, and nowhere else."""
    paper = printed(day(replace(CUT_OVER, boxes=(line("B1", "Fetch", run=LONG),), watched=False)))
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper.pdf, capture_output=True, check=True).stdout.decode()
    shot = subprocess.run(["pdftoppm", "-gray", "-r", "144", "-singlefile"], input=paper.pdf, capture_output=True, check=True).stdout
    page = Image.open(BytesIO(shot))
    marks = {}
    for left, bottom, word in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">([^<]*(?:very-long|path/)[^<]*)<', found):
        low, right = float(bottom) * 2, page.width - 17 * 2 * MILLIMETRE
        rest = page.crop((int(float(left) * 2) + 1, int(low - 12), int(right), int(low)))
        dark = [min(rest.crop((x, 0, x + 1, rest.height)).tobytes()) < 128 for x in range(rest.width)]
        marks[word] = sum(now and not before for before, now in pairwise([False, *dark]))
    *cut, last = marks.values()
    assert len(cut) >= 2
    assert set(cut) == {3 + 1}, marks  # the dots and the frame
    assert last == 1 + 1  # the backslash and the frame


def test_each_line_of_a_frame_has_its_triggers_with_room_for_when_they_were_seen() -> None:
    later = replace(CUT_OVER, title="Later", letter="C", boxes=(line("C1", "Watch"),))
    text = printed(day(CUT_OVER, later)).text
    assert text.count("STOPifanyoneistrue") == 2
    assert text.count("seenat") == 6
    assert in_order(
        text, "Too many requests fail: over 5% for 5 min", "Technical lead (R. Rahman) decides", "→ go to R, Roll back a release"
    )


def test_the_triggers_on_a_card_have_room_for_when_they_were_seen() -> None:
    """All forms of the card ask for it."""
    card = sheet_from(sample_variant(), "emergency", SETTINGS)
    frames = [section for section in card.sections if section.kind == "calls"]
    assert [section.title for section in frames] == ["Rollback triggers", "Incident triggers"]
    assert printed(card).text.count("seenat") == sum(len(section.boxes) for section in frames) > 0


def test_header_and_footer_say_what_is_on_a_page() -> None:
    many = replace(CUT_OVER, boxes=tuple(line(f"B{number}", "Watch") for number in range(1, 60)), watched=False)
    sheet = day(many)
    paper = printed(sheet)
    heads, feet = zip(*edges(paper), strict=True)
    assert "continued" not in heads[0]
    assert all("B · Cut-over · 22:00, continued" in head for head in heads[1:])
    ranges = [re.search(r"Boxes on this page: B(\d+)–B(\d+)", foot) for foot in feet]
    found = [(int(one[1]), int(one[2])) for one in ranges if one]
    assert (found[0][0], found[-1][1]) == (1, 59)
    assert all(before[1] + 1 == after[0] for before, after in pairwise(found))
    assert all(sheet.version in head for head in heads)
    whole = (replace(many, letter=letter, boxes=many.boxes[:14]) for letter in "BC")
    assert not any("continued" in head for head, _ in edges(printed(day(*whole)))), "each list ends on its page"


def edges(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the text of the header and the footer of each page."""
    for page in range(1, paper.pages + 1):
        words = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), "-x", "0", "-W", "1000"]
        areas = [["-y", "0", "-H", "58"], ["-y", str(int(paper.size[1]) - 45), "-H", "45"]]
        head, foot = (subprocess.run([*words, *area, "-", "-"], input=paper.pdf, capture_output=True, check=True) for area in areas)
        yield " ".join(head.stdout.decode().split()), " ".join(foot.stdout.decode().split())


@pytest.mark.parametrize("size", PAPERS)
def test_long_labels_and_deep_nesting_stay_within_the_margins(size: PaperSize) -> None:
    label = "Commit hash and database version of the running system and of everything else that runs"
    deep = line("B1.1.1.1.1.1.1.1.1.1.1.1", "Deep")
    for depth in range(11, 0, -1):
        deep = line("B1" + ".1" * (depth - 1), f"Level {depth}", done="all of 1 done", children=(deep,))
    columns = tuple(WritingSpace(f"c{n}", f"Column {n}") for n in range(4))
    crate = line("C1", "Crate", cells=tuple(Cell(one.address, one.label) for one in columns))
    lists = (replace(CUT_OVER, boxes=(deep,)), replace(CUT_OVER, letter="C", columns=columns, boxes=(crate,)))
    whole = day(*lists)
    sheet = replace(whole, head=(whole.head[0], HeadFact(label, kind="blank"), HeadFact("W" * 95, kind="blank", hint="date")))
    paper = printed(sheet, size)
    assert missing_texts(sheet, paper.text) == []
    width = paper.size[0]
    for left, right in words_across(paper):
        assert left >= 19.5 * MILLIMETRE
        assert right <= width - 15.5 * MILLIMETRE


def test_a_long_title_leaves_the_header_one_line_and_the_name_of_the_sheet() -> None:
    """A header that grows would run off the paper; what is cut is the name of the system, which the first page has in full."""
    sheet = replace(day(CUT_OVER), system="Sys " + "long words " * 10)
    for head, _ in edges(printed(sheet)):
        assert head.startswith("Sys long words")
        assert "… · Deployment day" in head
    assert all("Sys long words" in head for head, _ in edges(printed(replace(sheet, title="T " + "long words " * 20))))


def test_long_words_in_columns_do_not_overlap() -> None:
    """A long word of a line or of a cell is divided where the list has columns; code and short words are whole."""
    columns = (WritingSpace("c1", "Kriterium"), WritingSpace("c2", "Verifiziert"))
    words = as_text("Dokumentationen"), as_text("Requirements")
    row = line(
        "B1",
        "Alle Geschaeftsanforderungen Kurzes",
        run="geschaeftsanforderungen --dokumentation",
        cells=tuple(Cell(f"c{n}", str(n), text) for n, text in enumerate(words, 1)),
    )
    paper = printed(day(replace(CUT_OVER, columns=columns, boxes=(row,), watched=False)))
    assert overlaps(paper) == []
    assert "geschaeftsanforderungen--dokumentation" in without_spaces(paper.text) and "Kurzes" in paper.text


@pytest.mark.parametrize("size", PAPERS)
def test_texts_do_not_overlap_beside_a_long_target(size: PaperSize) -> None:
    """A decision with long targets leaves room for its choices, and a long label leaves a line to write on."""
    link = Link("go to R, Roll back a release, on the sheet of a phase whose title has ninety-five letters or more of them")
    ways = tuple(
        Way(f"w{n}", f"Way {n}", as_text("All is well with it, or it fails in some other way"), link, (), Provenance()) for n in range(2)
    )
    space = WritingSpace(
        "s", "A label that goes on with words until it has nearly the room of two lines here", unit="messages", hint="number"
    )
    paper = printed(
        day(replace(CUT_OVER, boxes=(line("B1", "Decide", ways=ways), line("B2", "Note", spaces=(space,))), watched=False)), size
    )
    assert overlaps(paper) == []


def test_a_command_of_a_deep_line_is_broken_between_words() -> None:
    """Deep lines and long numbers leave less room, so a word is not cut where a space is near."""
    run = "./deploy.sh --image registry:<tag> --wait --timeout 600s --namespace production --verbose --replicas 3 --strategy rolling"
    child = line("B1.1.1.1", "Act", run=run, slots=(Slot("tag", "The image"),))
    for number in ("B1.1.1", "B1.1", "B1"):
        child = line(number, "Part", done="all of 1 done", children=(child,))
    assert not any("thewordgoeson" in page for page in printed(day(replace(CUT_OVER, boxes=(child,)))).text_of_pages)


def test_fixed_texts_keep_their_lines_and_may_go_on_over_pages() -> None:
    """A line of the screen that is too long goes on after dots; a message is printed in the letters of a text."""
    screen = FixedText("output", "On the screen", "NAME   STATE\n\n  a    " + "x" * 90)
    message = FixedText("message", "Message", "\n".join(f"line {number}" for number in range(90)))
    paper = printed(
        day(replace(CUT_OVER, boxes=(line("B1", "Look", fixed=(screen,)), line("B2", "Tell", fixed=(message,))), watched=False))
    )
    assert in_order(paper.text, "Look", "Onthescreen:", "NAMESTATE", "xxx", "Tell", "Message:", "line 0line 1line 2", "line 89")
    assert len(paper.text_of_pages) > 2
    assert max(right for _, right in words_across(paper)) <= paper.size[0] - 15.5 * MILLIMETRE


def test_a_command_for_another_program_than_a_shell_has_no_breaks() -> None:
    run = "select " + ", ".join(f"column_{number}" for number in range(20))
    for syntax, broken in (("sql", False), ("bash", True), ("", True)):
        sheet = day(replace(CUT_OVER, boxes=(line("B1", "Ask", run=run, syntax=syntax),)))
        assert ("\\\n" in render_sheet(sheet)) == broken
        assert f"```{syntax or 'sh'}\n" in render_sheet(sheet)
        assert ("thewordgoeson" in printed(sheet).text) != broken


def test_a_long_value_stays_in_the_frame_of_its_command() -> None:
    """A value of `--set` is broken like every other word."""
    slots = (Slot("tag", "Tag", "v" * 99), Slot("mode", "Mode", "fast"))
    paper = printed(day(replace(CUT_OVER, boxes=(line("B1", "Go", run="deploy --tag=<tag> --mode <mode>", slots=slots),))))
    assert max(right for _, right in words_across(paper)) <= paper.size[0] - 15.5 * MILLIMETRE
    assert in_order(paper.text, "v" * 50, "--mode fast")


def test_recurring_work_has_its_commands_across_the_dates_and_room_for_answers_on_each_date() -> None:
    """Nothing of a line is lost on the sheet of a week, and what people answer on each day has a place for each day."""
    ways = (Way("w", "All well", as_text("Go on"), Link("go to B1"), (), Provenance()),)
    spaces = (
        WritingSpace("q", "Queue", unit="MB"),
        WritingSpace("z", "State", choices=("Red", "Blue")),
        WritingSpace("p", "Pin", secret=True),
    )
    boxes = (
        line("B1", "Watch", run="./deploy.sh status --all --verbose --output table", spaces=spaces),
        line("B2", "Decide", ways=ways, done="all of 1 done", children=(line("B2.1", "Part"),)),
    )
    rota = replace(CUT_OVER, boxes=boxes, dates=tuple(f"Mon {n} Dec" for n in range(1, 8)), watched=False)
    sheet = day(rota)
    paper = printed(sheet)
    command = "./deploy.sh status --all --verbose --output table"
    assert in_order(
        paper.text,
        "Watch",
        command,
        "Pin",
        "Queue MB",
        "State: Red",
        "State: Blue",
        "Decide",
        "All well: Go on → go to B1",
        "B2.1",
        "all of 1 done",
    )
    marks = [name for kind, name in paper.tags if kind == "/Figure" and name.startswith("Round mark ")]
    page = render_print_page(sheet).text
    assert len(marks) == page.count('class="round"') == 7 * 3
    assert paper.boxes == page.count('data-box="') == 7 * 3
    assert [name for kind, name in paper.tags if name.startswith("Box B2")] == ["Box B2.1"] * 7 + ["Box B2"] * 7, "a parent comes last"
    text = without_spaces(re.sub("<[^>]*>", "", page.split("<body>")[1]))
    assert in_order(text, "Watch", command, "Queue MB", "State: Red", "State: Blue", "Decide", "All well: Go on", "Part", "all of 1 done")


def words_across(paper: Paper) -> Iterator[tuple[float, float]]:
    """Yield the left and right edge of each word."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper.pdf, capture_output=True, check=True)
    for found in re.finditer(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', done.stdout.decode()):
        yield float(found[1]), float(found[2])


def test_lines_survive_two_bad_copies(cut_over: Paper) -> None:
    """Columns, frames of commands, the STOP frame and boxes are there after two copies that lose everything thin or grey."""
    assert lost_lines(cut_over.pdf) == []


def test_the_printed_code_leads_to_the_only_list_of_a_sheet() -> None:
    data = sample_data()
    del data["triggers"]["outage"]
    addresses = {
        part: sheet_from(sample_variant(data), part, replace(SETTINGS, site_url="https://ops.tld")).address
        for part in ("emergency", "incident", "rollback")
    }
    assert addresses["emergency"] == "https://ops.tld/2026.11/shop/emergency/index.html"
    assert addresses["incident"] == "https://ops.tld/2026.11/shop/incident/index.html#procedures.respond"
    assert addresses["rollback"] == "https://ops.tld/2026.11/shop/rollback/index.html"


def test_go_and_no_go_are_marks_of_their_own_before_the_list_that_they_hold() -> None:
    sheet = sheet_from(sample_variant(), "deploy-day", SETTINGS)
    paper = printed(sheet)
    assert in_order(paper.text, "Go or no-go before E Cut-over", "Go No-go", "E · Cut-over")
    marks = [name for kind, name in paper.tags if kind == "/Figure" and name.startswith("Round mark ")]
    assert len(marks) == 2 * sum(len(section.boxes) for section in sheet.sections if section.kind == "hold") > 0
    assert paper.boxes == sheet.boxes


def test_a_way_of_a_decision_has_a_mark_and_its_target() -> None:
    paper = printed(sheet_from(sample_variant(), "rollback", SETTINGS))
    assert in_order(paper.text, "Assess the severity", "Mark one:", "Critical", "→ go to R2")
    marks = [name for kind, name in paper.tags if kind == "/Figure" and name.startswith("Round mark ")]
    assert [name for name in marks if "R1" in name] == ["Round mark R1 · Critical", "Round mark R1 · Not so high"]


def test_the_first_list_begins_below_the_head() -> None:
    """A list that fits on a page, but not below the head, goes on; otherwise the first page of a rollback would be empty."""
    pages = printed(day(acts("Cut-over", 24))).text_of_pages
    assert [("Act1." in page, "Act24." in page) for page in pages] == [(True, False), (False, True)]


def test_a_list_is_whole_unless_that_leaves_more_than_a_third_of_a_page_empty() -> None:
    """Below a short list, a list of most of a page goes on; below one that leaves little room, it begins on the next page."""
    pages = printed(day(acts("Cut-over", 1), acts("Second", 18))).text_of_pages
    assert [("Second" in page, "Act18." in page) for page in pages] == [(True, False), (False, True)]
    pages = printed(day(acts("Cut-over", 12), acts("Second", 18))).text_of_pages
    assert [("Second" in page, "Act18." in page) for page in pages] == [(False, False), (True, True)]


def acts(title: str, number: int) -> Section:
    boxes = tuple(line(f"B{at}", f"Act {at}.") for at in range(1, number + 1))
    return replace(CUT_OVER, title=title, boxes=boxes, watched=False)
