"""A sheet as a job: texts are data, the file name contains the paper, and only a card has smaller sizes."""

from __future__ import annotations

import json

from generator.document.pages import SiteSettings
from generator.document.sheets import SHEETS
from generator.paper.print_data import print_data
from generator.paper.typst_job import print_job
from tests.composed import sheet_from
from tests.sheet_sample import sample_data, sample_variant

HOSTILE = '#panic() $ * _ ] \\ " \u2028 পাতা'


def test_the_file_name_contains_the_paper() -> None:
    sheet = sheet_from(sample_variant(), "rollback", SiteSettings())
    assert (print_job(sheet).path, print_job(sheet).paper) == ("shop/sheets/rollback.pdf", "a4")
    assert (print_job(sheet, "letter").path, print_job(sheet, "letter").paper) == ("shop/sheets/rollback.letter.pdf", "letter")


def test_texts_are_data_and_the_template_is_the_same_for_all() -> None:
    data = sample_data()
    data["variant"]["title"] = HOSTILE
    plain, hostile = (sheet_from(sample_variant(one), "deploy-day", SiteSettings()) for one in (None, data))
    job = print_job(hostile)
    assert job.template == print_job(plain).template
    assert json.loads(job.data) == print_data(hostile)
    assert json.loads(job.data)["system"] == HOSTILE


def test_only_the_emergency_card_has_a_limit_of_two_pages_and_smaller_sizes() -> None:
    jobs = {part: print_job(sheet_from(sample_variant(), part, SiteSettings())) for part in SHEETS}
    card = jobs.pop("emergency")
    assert (card.most_pages, card.sizes) == (2, (12.0, 11.0, 10.0))
    assert {(job.most_pages, job.sizes) for job in jobs.values()} == {(0, (12.0,))}
