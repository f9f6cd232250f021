"""When a procedure was last exercised is on its page, on the emergency card and on the sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.document.compose import RunbookDocument, compose
from generator.document.compose_site import compose_site
from generator.document.document_parts import Section, plain
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of
from generator.model.past_runs import PastRun
from generator.model.quantities import parse_duration
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from generator.site.render_pages import render_site
from tests.checks.test_last_exercise import past_run
from tests.paper.paper_reader import Paper, typeset
from tests.sheet_sample import sample_data, sample_variant

BACK = "procedures.roll-back"
DRILL = past_run("2026-11-02", (BACK, True), drill=True)
TODAY = date(2026, 11, 29)


def composed(*runs: PastRun, today: date | None = TODAY, public: bool = False, every: str = "", **fields: Any) -> RunbookDocument:
    """Return the sample with past runs and other fields of its rollback, which is to be exercised `every` so often."""
    data = sample_data()
    data["procedures"]["roll-back"] |= {"drill-every": parse_duration(every) if every else None, **fields}
    return compose(replace(sample_variant(data), runs=runs), SiteSettings(today=today, visibility="public" if public else "internal"))


def section_of(document: RunbookDocument) -> Section:
    return next(one for one in document.phases["rollback"].sections if one.anchor == BACK)


def shown(document: RunbookDocument) -> list[str]:
    return [f"{fact.label} {plain(fact.text)}".strip() for fact in section_of(document).exercised]


def test_a_procedure_says_how_long_its_last_exercise_took_against_its_promise() -> None:
    assert shown(composed(DRILL)) == ["last exercised 2026-11-02 (drill): 12 min of 20 min"]
    assert shown(composed(replace(DRILL, drill=False))) == ["last exercised 2026-11-02: 12 min of 20 min"]
    assert shown(composed(DRILL, lasts=None)) == ["last exercised 2026-11-02 (drill): took 12 min"]
    instant = replace(DRILL, lists=tuple(replace(one, began=one.ended) for one in DRILL.lists))
    for of_unknown_length in (instant, replace(DRILL, hold_minutes=5), replace(DRILL, typed=True)):
        assert shown(composed(of_unknown_length)) == ["last exercised 2026-11-02 (drill)"]


def test_an_exercise_that_took_longer_than_promised_is_marked_in_words() -> None:
    document = composed(DRILL, lasts=parse_duration("10 min"))
    assert shown(document) == ["last exercised 2026-11-02 (drill): took 12 min, planned 10 min"]
    assert [fact.kind for fact in section_of(document).exercised] == ["over-time"]


def test_without_a_complete_exercise_only_a_procedure_with_a_period_says_that_there_was_none() -> None:
    partly = past_run("2026-11-02", (BACK, False), ("procedures.respond", True), drill=True)
    assert shown(composed(partly)) == []
    assert shown(composed(partly, every="90d")) == ["never exercised, drill every 90 days"]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 1, 31), "next drill by 2027-01-31"),
        (date(2027, 2, 1), "drill due since 2027-02-01"),
        (None, "next drill by 2027-01-31"),
    ],
)
def test_a_page_says_when_the_next_drill_is_due(today: date | None, due: str) -> None:
    assert shown(composed(DRILL, today=today, every="90d"))[1:] == [due]


def test_a_public_page_has_the_last_exercise_and_nothing_that_is_lacking() -> None:
    assert shown(composed(DRILL, today=date.max, public=True, every="90d")) == ["last exercised 2026-11-02 (drill): 12 min of 20 min"]
    assert shown(composed(public=True, every="90d")) == []


def test_an_exercise_before_a_procedure_was_renamed_counts() -> None:
    earlier = past_run("2026-11-02", ("procedures.revert", True))
    assert shown(composed(earlier)) == []
    assert shown(composed(earlier, aliases=("revert",))) == ["last exercised 2026-11-02: 12 min of 20 min"]


def test_every_form_shows_the_last_exercise_and_cards_only_that() -> None:
    document = composed(DRILL, every="90d")
    last, due = "Last exercised 2026-11-02 (drill): 12 min of 20 min", "Next drill by 2027-01-31"
    for part in ("rollback", "emergency", "folding-card"):
        sheet = sheet_of(document, part)
        (printed,) = typeset([print_job(sheet)])
        for text in (render_sheet(sheet), render_print_page(sheet).text, Paper(printed.pdf).text):
            found = "".join(text.split())
            assert [found.count("".join(one.split())) for one in (last, due)] == [1, int(part == "rollback")], part
    pages = {page.path: page.markdown for page in render_site(compose_site([document], SiteSettings(today=TODAY)))}
    for path in ("shop/rollback/index.md", "shop/emergency/index.md"):
        run = '<a href="../runs/index.html#run-"><bdi>2026-11-02 (drill): 12 min of 20 min</bdi></a>'
        assert pages[path].count(f'<span class="rb-fact__label">last exercised</span> {run}</span>') == 1
