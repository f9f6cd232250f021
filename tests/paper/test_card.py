"""The emergency card with the real typesetter: smaller type and fewer commands until it fits on one sheet, never below 10 point."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.document.pages import SiteSettings
from generator.document.print_job import PAPERS
from generator.document.print_job import Paper as PaperSize
from generator.document.sheets import Sheet
from generator.paper.print_sheet import print_sheet
from generator.project.open_project import open_project
from tests.composed import VERSIONS, sheet_from
from tests.paper.paper_reader import Paper, missing_texts

SETTINGS = SiteSettings(site_url="https://ops.tld/runbooks/", versions=VERSIONS, release="2026.11")


def contacts(number: int, more: str = "") -> str:
    return "contacts:\n" + "".join(
        f"  c{n}: {{title: Role {n}, name: Ann, phone: '+880 2 5566 {7000 + n}'{more}}}\n" for n in range(number)
    )


def severities(number: int) -> str:
    return "severities:\n" + "".join(f"  p{n}: {{title: Outage {n}, respond-within: 1 h, escalation: all}}\n" for n in range(number))


def triggers(number: int) -> str:
    return "triggers:\n" + "".join(f"  t{n}: {{text: Service {n} fails, action: roll back}}\n" for n in range(number))


def commands(number: int, run: str = "./status.sh", groups: int = 1, more: str = "") -> str:
    return "commands:\n" + "".join(f"  k{n}: {{title: Command {n}, group: Group {n % groups}, run: {run}{more}}}\n" for n in range(number))


TypesetCard = Callable[[str, PaperSize], tuple[Sheet, Paper, str]]


@pytest.fixture
def typeset_card(tiny: Path, capsys: pytest.CaptureFixture[str]) -> TypesetCard:
    """Return a function that typesets the card of some data and returns the sheet, the PDF and the printed messages."""

    def card(data: str, size: PaperSize) -> tuple[Sheet, Paper, str]:
        file = tiny / "data/variants/own/own.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"variant: {{title: Own}}\n{data}", encoding="utf-8")
        project = open_project(tiny)
        sheet = sheet_from(project.outcome.variants["own"], "emergency", SETTINGS)
        return sheet, Paper(print_sheet(project, sheet, size)), capsys.readouterr().err

    return card


def body(paper: Paper) -> float:
    """Return the size of the text: 12 if headings have 14 point, else the largest below that of headings, which is 12."""
    return 12.0 if 14.0 in paper.type_sizes else max(size for size in paper.type_sizes if size < 12)


def test_a_short_card_has_the_type_size_of_other_sheets(typeset_card: TypesetCard) -> None:
    _, paper, messages = typeset_card(contacts(3) + severities(2) + triggers(2) + commands(4), "a4")
    assert (paper.pages, body(paper), messages) == (1, 12.0, "")


@pytest.mark.parametrize(
    ("data", "size", "expected"),
    [
        (contacts(64) + severities(5) + triggers(5), "a4", 11.0),
        (contacts(64) + severities(5) + triggers(5), "letter", 10.0),
    ],
)
def test_a_long_card_has_smaller_type_and_is_complete_on_two_pages(
    typeset_card: TypesetCard, data: str, size: PaperSize, expected: float
) -> None:
    sheet, paper, messages = typeset_card(data, size)
    assert (paper.pages, body(paper), messages) == (2, expected, "")
    assert min(paper.type_sizes) == 10.0
    assert missing_texts(sheet, paper.text) == []


@pytest.mark.parametrize("size", PAPERS)
def test_a_card_drops_no_command_and_says_that_it_is_too_long(typeset_card: TypesetCard, size: PaperSize) -> None:
    """In an outage the site may be what is out, so what is left out of the card would be lost."""
    sheet, paper, messages = typeset_card(contacts(6) + severities(5) + triggers(5) + commands(90, groups=4), size)
    assert paper.pages > 2 and "should have at most 2" in messages
    assert missing_texts(sheet, paper.text) == []
    assert all(f"Command{number}" in paper.text for number in range(90))
    assert min(paper.type_sizes) == 10.0


def test_a_card_that_does_not_fit_at_ten_point_has_more_pages_and_a_note_is_printed(typeset_card: TypesetCard) -> None:
    sheet, paper, messages = typeset_card(contacts(150) + severities(5), "a4")
    assert paper.pages > 2
    assert messages == (
        f"runbook: note: own/sheets/emergency.pdf has {paper.pages} pages, and should have at most 2: "
        "print all of them and keep them together, or shorten the texts on it\n"
    )
    assert (body(paper), min(paper.type_sizes)) == (10.0, 10.0)
    assert missing_texts(sheet, paper.text) == []
    assert all(f"Role{n}" in paper.text for n in range(150))


def test_a_card_of_draft_data_has_the_draft_mark_on_its_two_pages(typeset_card: TypesetCard) -> None:
    unassigned = "contacts:\n" + "".join(f"  c{n}: {{title: The person of role number {n}}}\n" for n in range(8))
    sheet, paper, _ = typeset_card(unassigned + commands(30, "curl https://api.yourdomain.com/health"), "letter")
    reasons = ["it names nobody to call", "it shows no way back, because there is no rollback procedure", "still to fill in"]
    assert [words.partition(":")[0] for words in sheet.draft] == reasons
    assert paper.pages == 2
