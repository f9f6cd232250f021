"""The emergency card in panels to fold: what is where on the paper, in which order people read it, and that nothing is lost."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace

import html5lib
import pikepdf
import pytest

from generator.document.document_parts import Section, Slot, as_text
from generator.document.pages import SiteSettings
from generator.document.print_job import PAPERS, Printed
from generator.document.print_job import Paper as PaperSize
from generator.document.sheets import EMERGENCY, FOLDING_CARD, Sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from tests.composed import sheet_from
from tests.paper.bad_copies import lost_lines
from tests.paper.paper_reader import MILLIMETRE, Paper, missing_texts, overlaps, typeset
from tests.paper.test_print_layout import line
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(site_url="https://ops.tld/", commit="0123456789abcdef", release="2026.11")
PANELS = 8
LONG = " ".join(f"word{number}" for number in range(300))
ONE_LINE = f"echo '{'x' * 1500}'"
# The mark of a row alone says what it is.
UNNAMED = ["Level"]


def card(**more: object) -> Sheet:
    return replace(sheet_from(sample_variant(), FOLDING_CARD, SETTINGS), **more)  # type: ignore[arg-type]


def printed(sheet: Sheet, paper: PaperSize = "a4") -> Printed:
    return typeset([print_job(sheet, paper)])[0]


def panels_of(pdf: bytes) -> list[str]:
    """Return the text of each panel in the order in which people read them after folding, without white space."""
    document = pikepdf.open(io.BytesIO(pdf))
    width, height = (float(side) / 4 for side in document.pages[0].mediabox.as_list()[2:])
    height *= 2
    turned = io.BytesIO()
    for one in document.pages:
        one.Rotate = 180
    document.save(turned)
    found = []
    for page in range(len(document.pages)):
        for data in (pdf, turned.getvalue()):
            # The lower row is upright on the turned page, and there it begins at the left.
            for column in range(4):
                place = ("-x", column * width, "-y", 0, "-W", width, "-H", height)
                words = ["pdftotext", "-f", page + 1, "-l", page + 1, *place, "-", "-"]
                done = subprocess.run(
                    [str(round(one) if isinstance(one, float) else one) for one in words], input=data, capture_output=True, check=True
                )
                found.append("".join(done.stdout.decode().split()))
    return found


@pytest.fixture(scope="module", params=PAPERS)
def folded(request: pytest.FixtureRequest) -> tuple[Sheet, Printed, list[str]]:
    sheet = card()
    made = printed(sheet, request.param)
    return sheet, made, panels_of(made.pdf)


def test_pages_are_numbered_in_the_order_in_which_they_are_read_after_folding(folded: tuple[Sheet, Printed, list[str]]) -> None:
    """The upper row is 1 to 4; the lower row is upside down, and 5 is below 4."""
    _, made, panels = folded
    assert len(panels) == made.pages * PANELS
    for number, text in enumerate(panels, 1):
        assert f"Page{number}of{len(panels)}" in text
        assert "2026.11" in text


def test_the_outside_says_what_it_is_and_who_is_called_then_come_the_decision_and_the_steps(
    folded: tuple[Sheet, Printed, list[str]],
) -> None:
    sheet, _, panels = folded
    text = "".join(panels)
    assert panels[0].startswith("ShopEmergencycardtofold")
    order = [
        "Technicallead·R.Rahman",
        "STOPifanyoneistrue",
        "Rollbackarelease",
        "Markone:",
        "Critical",
        "restore-backup.ps1",
        "Statuspages",
    ]
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    # The footers come between texts that go on in the next panel.
    without_feet = "".join(re.sub(rf"(?:Draft·)?Shop(?:2026\.11.*?)?Page\d+of{len(panels)}(?:2026\.11.*)?$", "", one) for one in panels)
    assert [one for one in missing_texts(sheet, without_feet) if one not in UNNAMED] == []


def test_boxes_are_those_of_the_emergency_card_in_the_same_order(folded: tuple[Sheet, Printed, list[str]]) -> None:
    """Also for people who hear the card: tags come in the order of the pages, although a row is upside down."""
    sheet, made, _ = folded
    flat = typeset([print_job(sheet_from(sample_variant(), EMERGENCY, SETTINGS))])[0]
    flat_boxes, heard = (
        [name for kind, name in Paper(one.pdf).tags if kind == "/Figure" and name.startswith("Box ")] for one in (flat, made)
    )
    assert heard == flat_boxes
    assert sheet.boxes == len(heard)
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render_print_page(sheet).text)
    assert len([one for one in page.iter("span") if one.get("data-box")]) == len(heard)


def test_no_letter_is_too_small_and_no_text_is_over_a_fold(folded: tuple[Sheet, Printed, list[str]]) -> None:
    _, made, _ = folded
    paper = Paper(made.pdf)
    assert min(paper.type_sizes) >= 10
    assert overlaps(paper) == []
    outside(paper)


def outside(paper: Paper) -> None:
    """Check that each word is in a panel, apart from its folds."""
    width, height = paper.size[0] / 4, paper.size[1] / 2
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper.pdf, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', done)
    assert words
    for left, top, right, bottom in words:
        assert float(left) // width == float(right) // width, (left, right)
        assert (float(top) + 2) // height == (float(bottom) - 2) // height, (top, bottom)
        assert 3.5 * MILLIMETRE <= float(left) % width <= width - 3 * MILLIMETRE


def test_the_card_survives_two_bad_copies() -> None:
    """Fold marks are lines too. The printed code has no lines."""
    assert lost_lines(printed(card(address="")).pdf) == []


def test_what_does_not_fit_goes_on_on_another_sheet_and_nothing_is_lost() -> None:
    """Only a line that is taller than a panel is divided: between its text, its command and what follows, then within them."""
    boxes = (
        line(
            "R1", LONG, run="\n".join(f"./step.sh --number {number}" for number in range(60)), expect=as_text(LONG.replace("word", "look"))
        ),
        line("R2", "One line", run=ONE_LINE),
        line("R3", "With a blank", run="git checkout <tag>", slots=(Slot("tag", "The tag"),)),
    )
    sheet = card(
        sections=(Section("All", letter="R", summary=as_text(LONG.replace("word", "sum")), boxes=boxes, done="R: ____ of 3 done"),)
    )
    job = print_job(sheet)
    assert (job.sizes, job.most_pages) == ((12.0, 11.0, 10.0), 1)
    made = typeset([replace(job, sizes=(10.0,))])[0]
    assert made.pages > 1
    paper = Paper(made.pdf)
    assert min(paper.type_sizes) >= 10
    assert overlaps(paper) == []
    outside(paper)
    text = "".join(panels_of(made.pdf))
    assert all(f"word{number}" in text and f"look{number}" in text and f"sum{number}" in text for number in range(300))
    assert all(f"--number{number}" in text for number in range(60))
    assert text.count("x") >= 1500
    assert paper.boxes == 3


def test_a_line_is_not_divided_if_it_fits_in_a_panel() -> None:
    sheet = card(
        sections=(
            Section("All", letter="R", boxes=tuple(line(f"R{n}", f"Begin{n} {'word ' * 40} end{n}") for n in range(1, 13)), done="R"),
        )
    )
    panels = panels_of(printed(sheet).pdf)
    for number in range(1, 13):
        (place,) = [at for at, text in enumerate(panels) if f"Begin{number}word" in text]
        assert f"end{number}Time" in panels[place]


def test_the_same_card_has_the_same_bytes() -> None:
    short = card(sections=card().sections[:2])
    assert printed(short).pdf == printed(short).pdf


def test_a_card_in_a_language_from_right_to_left_begins_at_the_right() -> None:
    data = sample_data()
    data["variant"]["language"] = "ar"
    made = printed(sheet_from(sample_variant(data), FOLDING_CARD, SETTINGS))
    panels = panels_of(made.pdf)
    assert "Page1of" in panels[3]
    assert "Page4of" in panels[0]
    assert "Page5of" in panels[7]


def test_the_page_prints_in_four_columns_on_paper_on_its_side() -> None:
    page = render_print_page(card()).text
    assert '<main class="folded">' in page
    assert ".folded { page: folded; columns: 4;" in page
    assert "Fold along the lines like an accordion, then fold the strip in the middle." in page


def test_a_frame_that_is_taller_than_a_panel_has_a_frame_for_each_line_with_room_to_write() -> None:
    """Triggers have room for when they were seen, and each signer has room to sign."""
    frame, hold = (next(one for one in card().sections if one.kind == kind) for kind in ("calls", "hold"))
    many = tuple(replace(frame.boxes[0], number=f"S{number}") for number in range(1, 12))
    signers = tuple(replace(hold.boxes[0], text=as_text(f"Signer {number}")) for number in range(1, 8))
    made = printed(card(sections=(replace(frame, boxes=many), replace(hold, boxes=signers))))
    text = "".join(panels_of(made.pdf))
    assert text.count("seenat") == 11
    assert text.count("Signature") == Paper(made.pdf).boxes == 7


def test_each_panel_has_the_whole_version() -> None:
    """Without its last letters it names no commit."""
    for version in ("runbook of 2026-11-30, 19a4a2c045d4", "2026.11 · runbook of 2026-11-30, 19a4a2c045d4"):
        short = card(version=version, sections=card().sections[:1])
        for paper in PAPERS:
            assert all(version.replace(" ", "") in text for text in panels_of(printed(short, paper).pdf))


def test_long_words_stay_in_their_panel() -> None:
    """Words of up to 30 letters, in titles, lines and tables, do not run over a fold."""
    words = [("Wartungsarbeitsverantwortlicher"[:length]).capitalize() for length in range(14, 31, 2)]
    boxes = tuple(line(f"R{at}.10.{at}", word, expect=as_text(word)) for at, word in enumerate(words, 1))
    sections = tuple(Section(word, letter="R", boxes=boxes[at : at + 1], done="R") for at, word in enumerate(words))
    short = card(sections=sections, system=words[-1], title=words[-3])
    for paper in PAPERS:
        outside(Paper(printed(short, paper).pdf))
