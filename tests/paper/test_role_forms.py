"""The sheets for one role in every form: the same boxes, the same meetings, tags and language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.document_parts import with_children
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
