"""A sheet as a single HTML file: it loads nothing, escapes every text, and shows clock times only in the site."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import html5lib
import pytest

from generator.document.document_parts import Box, Fact, Link, Moment, Provenance, Section, Slot, Way, as_text
from generator.document.pages import SiteSettings
from generator.document.print_job import SMALLEST_TYPE
from generator.document.sheets import Sheet
from generator.paper.print_html import SCRIPT, _finalize, command_lines, css_string, print_style, render_print_page
from tests.composed import addresses, sheet_from
from tests.sheet_sample import sample_data, sample_variant

HTML = "{http://www.w3.org/1999/xhtml}"


def sheet(part: str = "deploy-day", data: dict[str, Any] | None = None) -> Sheet:
    return sheet_from(sample_variant(data), part, SiteSettings())


def parsed(text: str) -> Any:
    return html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree")).parse(text)


def test_the_file_is_beside_the_markdown_sheet() -> None:
    assert render_print_page(sheet()).path == "shop/sheets/deploy-day.html"


def test_a_single_page_loads_nothing_and_has_no_script() -> None:
    page = parsed(render_print_page(sheet()).text)
    assert not [one for name in ("script", "link", "img", "iframe") for one in page.iter(HTML + name)]
    assert next(page.iter(f"{HTML}style")).text.strip().startswith(print_style().text.partition("/* Large print")[0].strip())
    large = parsed(render_print_page(sheet(), 16).text)
    assert next(large.iter(f"{HTML}style")).text.strip().startswith(print_style().text.partition("/* The plan of a day")[0].strip())


def test_in_the_site_a_page_uses_the_script_and_the_style_of_the_site() -> None:
    page = parsed(render_print_page(sheet(), in_site=True).text)
    assert [one.get("src") for one in page.iter(f"{HTML}script")] == [SCRIPT]
    assert [one.get("href") for one in page.iter(f"{HTML}link")] == [f"../../{print_style().path}"]
    assert [one.get("role") for one in page.iter() if "data-notice" in one.attrib] == ["alert"]


def test_the_page_has_the_elements_that_the_script_fills_in() -> None:
    page = parsed(render_print_page(sheet(), in_site=True).text)
    assert [one.get("data-fill") for one in page.iter() if one.get("data-fill")] == ["t0", "end"]
    moments = [(one.get("data-at"), one.get("data-lasts")) for one in page.iter() if "data-at" in one.attrib]
    assert ("T-0", "30 min") in moments


def test_a_pack_is_one_page_of_whole_sheets_that_begin_on_new_leaves() -> None:
    """Each has the head, the code, the draft marks, the end and the margins that it has alone."""
    settings = SiteSettings(site_url="https://ops.tld/")
    pack = sheet_from(sample_variant(), "pack", settings)
    page = parsed(render_print_page(pack).text)
    shown = list(page.iter(f"{HTML}article"))
    assert [one.get("class") for one in shown] == [f"bound bound--{number}" for number in range(1, 5)]
    style = next(page.iter(f"{HTML}style")).text
    assert ".bound { break-before: right; break-before: recto; }" in style
    for number, (sheet, article) in enumerate(zip(pack.chapters, shown, strict=True), 1):
        (main,) = parsed(render_print_page(sheet).text).iter(f"{HTML}main")
        assert "".join(article.itertext()).split() == "".join(main.itertext()).split()
        assert [one.attrib for one in article.iter()][1:] == [one.attrib for one in main.iter()][1:]
        margins = style.partition(f"@page bound-{number} {{")[2].partition("\n}")[0]
        assert css_string(f"{sheet.system} · {sheet.title}") in margins
        assert f".bound--{number} {{ page: bound-{number}; }}" in style


def test_facts_of_the_system_are_in_the_head_with_their_markup() -> None:
    page = render_print_page(sheet()).text
    assert "<dt>Time zone</dt>\n<dd>UTC+6</dd>" in page
    assert '<dt>Source code</dt>\n<dd><code>git</code> at <a href="https://forge.tld">the forge</a> (https://forge.tld)</dd>' in page


def test_every_box_of_the_sheet_is_drawn_and_labelled() -> None:
    page = parsed(render_print_page(sheet()).text)
    drawn = [one for one in page.iter(f"{HTML}span") if one.get("data-box")]
    assert [one.get("data-box") for one in drawn] == list(addresses(sheet()))
    assert {one.get("role") for one in drawn} == {"img"}
    assert {"Box E1", "Box Product owner"} < {one.get("aria-label") for one in drawn}


def test_a_word_that_is_longer_than_the_line_is_cut_within_letters() -> None:
    """A part that goes on is marked. It neither begins nor ends with a space, and a slot stays whole."""
    address = "https://shop.tld/" + "x" * 40
    box = Box("a", (), run=f"curl {address}/<previous-version>/{'y' * 30}", slots=(Slot("previous-version", "Version before"),))
    lines = command_lines(box)
    assert [line.wraps for line in lines] == [True, True, False][-len(lines) :]
    assert "".join(piece.text for line in lines for piece in line.pieces) == box.run
    assert [piece.label for line in lines for piece in line.pieces if piece.label] == ["Version before"]


def test_a_line_of_a_command_has_room_for_its_slots_and_its_level() -> None:
    """A browser would wrap a longer line without a mark, and nobody would know whether to type Enter."""
    run = "./deploy.sh --first <a> --second <b> --third value --fourth value --fifth value --sixth value"
    slots = (Slot("a", "First"), Slot("b", "Second"))
    for number, most in (("B1", 57), ("B1.1.1", 51)):
        for found in command_lines(Box("a", (), number, run=run, slots=slots)):
            assert sum(22 if piece.label else len(piece.text) for piece in found.pieces) <= most


def test_a_hold_says_who_decides_and_when_and_has_room_for_a_name_and_a_signature() -> None:
    """PDF and Markdown say the same."""
    role = Fact("role", as_text("Operator"), "by")
    signs = Box("sign-offs.a", as_text("Go"), facts=(role,), moment=Moment(at="T-10min"), signed=True)
    sent = Box("announcements.b", as_text("Users know"), "C1")
    bar = Section("Go or no-go", kind="hold", boxes=(signs, replace(signs, name="Ann Lee"), sent))
    rows = [
        " ".join("".join(row.itertext()).split())
        for row in parsed(render_print_page(replace(sheet(), sections=(bar,))).text).iter(f"{HTML}tr")
    ]
    assert rows == [
        "Go · OperatorWhen: T-10minName Go No-goTimeSignature",
        "Go · OperatorWhen: T-10minName Ann Lee Go No-goTimeSignature",
        "Users know Go No-goTimeInitials",
    ]


def test_recurring_work_has_lines_for_what_was_not_done() -> None:
    rota = Section("Daily", dates=("Tue 2026-12-01", "Wed 2026-12-02"), boxes=(Box("a", as_text("Look"), "B1"),), done="B: ____ of 1 done")
    page = parsed(render_print_page(replace(sheet(), sections=(rota,))).text)
    assert sum(one.get("class") == "rule" for one in page.iter(f"{HTML}div")) == 2


def test_known_values_are_in_the_command_and_unknown_ones_are_lines_to_write_on() -> None:
    box = Box("a", (), run="git checkout <commit> <branch>", slots=(Slot("commit", "Commit"), Slot("branch", "Branch", "main")))
    assert [(piece.text, piece.label) for line in command_lines(box) for piece in line.pieces] == [
        ("git checkout ", ""),
        ("<commit>", "Commit"),
        (" main", ""),
    ]


def test_a_parent_has_its_box_after_its_parts() -> None:
    """The number of the parent is beside its text and beside its box."""
    parts = (Box("a.1", as_text("one"), "B2.1"), Box("a.2", as_text("two"), "B2.2"))
    section = Section("Cut-over", boxes=(Box("a", as_text("both"), "B2", children=parts, done="all of 2 done"),))
    page = parsed(render_print_page(Sheet("a.md", "shop", "rollback", "Rollback", "Shop", "en", sections=(section,))).text)
    rows = ["".join(row.itertext()).split() for row in page.iter(f"{HTML}tr")]
    assert rows[1:5] == [["B2both"], ["B2.1one"], ["B2.2two"], ["B2all", "of", "2", "done"]]
    assert [one.get("data-box") for one in page.iter(f"{HTML}span") if one.get("data-box")] == ["a.1", "a.2", "a"]


def test_ways_and_go_have_round_marks_which_are_no_boxes() -> None:
    ways = tuple(Way(name, name, (), Link("go to R2"), (), Provenance()) for name in ("Lost", "Slow"))
    hold = Section("Go or no-go before B Cut-over", kind="hold", holds=Link("Cut-over"), boxes=(Box("s", as_text("Head"), signed=True),))
    section = Section("Roll back", boxes=(Box("a", as_text("Look"), "R1", ways=ways),))
    page = parsed(render_print_page(Sheet("a.md", "shop", "rollback", "Rollback", "Shop", "en", sections=(hold, section))).text)
    found = [(one.get("class"), one.get("aria-label")) for one in page.iter(f"{HTML}span") if one.get("role") == "img"]
    assert found == [
        ("box", "Box Head"),
        ("round", "Round mark Go"),
        ("round", "Round mark No-go"),
        ("box", "Box R1"),
        ("round", "Round mark Lost"),
        ("round", "Round mark Slow"),
    ]
    assert "Go or no-go before B Cut-over" in "".join(page.itertext())


def test_texts_are_escaped() -> None:
    data = sample_data()
    data["variant"]["title"] = "<script>alert('x')</script> & {{ 7 * 7 }}"
    page = parsed(render_print_page(sheet(data=data)).text)
    assert next(page.iter(f"{HTML}title")).text == "Deployment day · <script>alert('x')</script> & {{ 7 * 7 }}"
    assert not list(page.iter(f"{HTML}script"))


def test_bold_text_is_bold_and_escaped() -> None:
    data = sample_data()
    data["phases"]["deploy-day"]["summary"] = "Do **not `<b>`** stop"
    assert "<p>Do <strong>not <code>&lt;b&gt;</code></strong> stop</p>" in render_print_page(sheet(data=data)).text


def test_every_printed_page_has_the_title_of_the_sheet_and_the_draft_mark() -> None:
    style = next(parsed(render_print_page(sheet()).text).iter(f"{HTML}style")).text
    assert r'content: "Shop \b7  Deployment day"' in style
    assert 'content: "Draft' in style
    assert f'content: "{sheet().boxes} boxes"' in style


def test_no_text_can_end_a_css_string() -> None:
    assert css_string("a b1") == '"a b1"'
    assert css_string('</style>"\\\nপ') == r'"\3c \2f style\3e \22 \5c \a \9aa "'


def test_a_template_can_only_print_texts_and_numbers() -> None:
    assert (_finalize("x"), _finalize(3)) == ("x", 3)
    for value in (None, True, ["x"]):
        with pytest.raises(TypeError, match="prints texts and numbers"):
            _finalize(value)


def test_no_text_is_smaller_than_ten_point() -> None:
    """Letters are in rem, so that large print enlarges all of them: 1 rem is 10 pt, or more in large print."""
    style = print_style().text + render_print_page(sheet()).text
    sizes = re.findall(r"font(?:-size)?: (?:max\()?([\d.]+)(pt|rem)", style)
    assert "font-size: calc(10pt * var(--size, 12) / 12)" in style
    assert len(sizes) > 10
    assert min(float(size) * (10 if unit == "rem" else 1) for size, unit in sizes) >= SMALLEST_TYPE
    assert re.findall(r"font(?:-size)?: 0?\.\d+em", style) == []
