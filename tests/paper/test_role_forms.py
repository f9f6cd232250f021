"""The sheets for one role in every form: the same boxes, the same meetings, tags and language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.checks.resolve import resolve
from generator.document.compose import compose
from generator.document.document_parts import with_children
from generator.document.pages import SiteSettings
from generator.document.print_job import Paper as PaperSize
from generator.document.role_sheet import for_role
from generator.document.select_sheets import sheet_of
from generator.document.sheets import Sheet
from generator.paper.print_data import print_job
from tests.document.role_shop import ROLES, SHOP, document_of
from tests.paper.bad_copies import lost_lines
from tests.paper.paper_reader import Paper, overlaps, typeset, without_spaces
from tests.paper.test_forms import counts

LONG = "Take away the page that tells customers about the maintenance as soon as the first order of the new version went through"


@pytest.fixture(scope="module")
def printed() -> dict[str, tuple[Sheet, Paper]]:
    document = document_of(SHOP.replace("The code freeze is announced", LONG))
    whole = sheet_of(document, "deploy-day")
    sheets = [for_role(document.context, whole, role) for role in ROLES]
    papers: list[PaperSize] = ["a4", "a4", "letter", "a4"]
    jobs = [print_job(replace(sheet, language="de"), size) for sheet, size in zip(sheets, papers, strict=True)]
    return {role: (sheet, Paper(done.pdf)) for role, sheet, done in zip(ROLES, sheets, typeset(jobs), strict=True)}


@pytest.mark.parametrize("role", ROLES)
def test_all_forms_have_the_boxes_of_the_role_and_its_meetings(role: str, printed: dict[str, tuple[Sheet, Paper]]) -> None:
    sheet, paper = printed[role]
    assert counts(sheet, paper) == (sheet.boxes,) * 3
    assert paper.language == "de"
    assert overlaps(paper) == []
    text = without_spaces(paper.text)
    for section in sheet.sections:
        meetings = [*section.waits, *section.tells]
        for box in with_children(section.boxes):
            meetings += [*box.waits, *box.tells]
        assert [one.text for one in meetings if without_spaces(one.text) not in text] == []


def test_the_line_of_somebody_else_is_one_line(printed: dict[str, tuple[Sheet, Paper]]) -> None:
    """Its end is cut on paper. Its owner has it in full."""
    text = {role: without_spaces(paper.text) for role, (_, paper) in printed.items()}
    assert without_spaces(LONG) in text["lead"]
    assert all(without_spaces(LONG[:40]) in text[role] and without_spaces(LONG) not in text[role] for role in ROLES if role != "lead")
    assert all("…·Deploymentlead" in text[role] for role in ROLES if role != "lead")


def test_the_frames_of_meetings_survive_two_bad_copies(printed: dict[str, tuple[Sheet, Paper]]) -> None:
    _, paper = printed["head"]
    assert lost_lines(paper.pdf, page=2, least=6) == []


@pytest.mark.parametrize("size", [12, 18])
def test_what_people_wait_for_and_tell_is_on_the_page_of_its_line(size: int) -> None:
    """Also where a page ends: 60 lines pass from one to the other in pairs, so somewhere a page would end between."""
    cut_over = "".join(
        f"      l{number}: {{text: 'Own{number}x {'word ' * (number % 5)}', role: {'web' if number % 4 < 2 else 'dba'}}}\n"
        for number in range(60)
    )
    start, end = (
        SHOP.index("      stop: {text: Stop the web workers, role: web, run: systemctl stop web}\n      migrate"),
        SHOP.index("  after:"),
    )
    text = SHOP[:start] + cut_over + SHOP[end:]
    document = compose(resolve({"data/variants/shop/shop.yaml": text.encode()}).variants["shop"], SiteSettings())
    sheet = for_role(document.context, sheet_of(document, "deploy-day"), "dba")
    (done,) = typeset([print_job(sheet, "letter", size)])
    pages = Paper(done.pdf).text_of_pages
    assert len(pages) > 3
    waits = [(page, number) for page in pages for number in re.findall(r"WAITforC(\d+)\(Web", page)]
    ends = [(page, number) for page in pages for number in re.findall(r"TelltheleadthatC(\d+)isdone\.", page)]
    assert waits and ends
    for page, number in waits:
        assert f"Own{number}x" in page  # the line C10 is l9, so the next one is l10
    for page, number in ends:
        assert f"Own{int(number) - 1}x" in page


def test_of_a_long_title_and_a_long_line_both_beginnings_are_on_paper() -> None:
    title = "Database administrator of all records of patients and of the laboratory at night"
    document = document_of(SHOP.replace("title: Database administrator", f"title: {title}").replace("Take a full backup", LONG))
    sheet = for_role(document.context, sheet_of(document, "deploy-day"), "web")
    (done,) = typeset([print_job(sheet, "a4")])
    text = without_spaces(Paper(done.pdf).text)
    assert without_spaces(LONG[:25]) in text
    assert without_spaces(title[:25]) in text


def test_the_end_of_a_list_is_on_the_page_of_its_last_line() -> None:
    """Also if that is a part of a line of somebody else. How long the list is decides where a page ends."""
    last = "      last: {text: Ready, items: {a: {text: One, role: dba}, b: {text: Lastpart, role: web}}}\n"
    start, end = SHOP.index("      ready:\n"), SHOP.index("  cut-over:")
    jobs = []
    for length in range(22, 30):
        lines = "".join(f"      l{number}: {{text: Look, role: dba}}\n" for number in range(length))
        data = {"data/variants/shop/shop.yaml": (SHOP[:start] + lines + last + SHOP[end:]).encode()}
        document = compose(resolve(data).variants["shop"], SiteSettings())
        jobs.append(print_job(for_role(document.context, sheet_of(document, "deploy-day"), "dba"), "a4"))
    for done in typeset(jobs):
        for page in Paper(done.pdf).text_of_pages:
            assert ("TelltheleadwhenyourlinesofAaredone" in page) == ("Lastpart" in page)
