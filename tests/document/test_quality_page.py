"""The data quality page: the figures of the report, with the way to each thing that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.checks.completeness import quality_of
from generator.checks.resolve import resolve
from generator.document.quality_page import QUALITY, Standing
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.site_sample import SETTINGS, outcome, pages, rendered


def standing(variant: str) -> Standing:
    systems: tuple[Standing, ...] = pages()[QUALITY].view["systems"]
    return next(one for one in systems if one.variant == variant)


@pytest.mark.parametrize("variant", ["forum", "shop"])
def test_figures_are_those_of_the_report(variant: str) -> None:
    one, figures = standing(variant), quality_of(outcome().variants[variant], SETTINGS.today)
    assert (one.boxes, one.blocking, one.contacts) == tuple(figures.counts[key] for key in ("boxes", "blocking", "contacts"))
    assert (len(one.gaps), len(one.unassigned)) == (len(figures.gaps), len(figures.unassigned))
    assert (one.tasks, one.without_role, sum(each.number for each in one.lacking)) == (
        figures.tasks,
        len(figures.without_role),
        len(figures.without_role),
    )
    assert dict(one.states) == figures.distance
    assert (one.reviewed, one.overdue) == (figures.reviewed.isoformat() if figures.reviewed else "", figures.overdue)


def test_gaps_are_said_in_the_words_of_the_overview() -> None:
    for variant in outcome().variants:
        assert tuple(gap.text for gap in standing(variant).gaps) == pages()[f"{variant}/index.md"].view["gaps"]


def test_what_is_missing_leads_to_where_it_would_stand() -> None:
    links = {gap.text: gap.target for gap in standing("forum").gaps}
    assert links["targets"] == "forum/targets/index.md"
    assert links["rollback triggers"] == "forum/rollback/index.md"
    assert links["phase “Operate”"] == "forum/operate/index.md"
    assert links["document owner"] == "forum/index.md"
    (lead,) = standing("forum").unassigned
    assert (lead.text, lead.target) == ("Lead", "forum/contacts/index.md#contacts.lead")
    assert [(one.link.text, one.number) for one in standing("forum").lacking] == [("Database", 4)]


def test_a_review_is_judged_against_the_day_of_the_site() -> None:
    assert "overdue since 2026-04-01" in rendered()[QUALITY].markdown
    early = rendered(replace(SETTINGS, today=date(2026, 2, 1)))[QUALITY].markdown
    assert "overdue" not in early.partition("<table")[2]
    assert ", due 2026-04-01" in early
    assert "judged as of" not in rendered(replace(SETTINGS, today=None))[QUALITY].markdown


def test_what_is_complete_says_so() -> None:
    assert "Nothing is missing." in rendered()[QUALITY].markdown


def test_the_home_page_and_the_navigation_lead_there() -> None:
    assert pages()["index.md"].view["quality"] == "quality/index.md"
    assert 'href="quality/index.html"' in rendered()["index.md"].markdown
    assert pages()[QUALITY].nav == ("All systems",)


def test_waivers_lead_to_what_they_cover() -> None:
    files = {
        "data/variants/shop/variant.yaml": b"""
variant: {title: Shop, waive: {no-alert: {because: "nobody is `called`", until: 2026-01-31}}}
slos: {uptime: {title: Uptime, kind: technical, target: at least 99%}}
services: {mail: {title: Mail, waive: {no-status-page: {because: it has none, until: 9999-12-31}}}}
"""
    }
    settings = replace(SETTINGS, today=date(2026, 2, 1))
    page = next(page for page in pages_from(resolve(files).variants, settings) if page.path == QUALITY)
    (shop,) = page.view["systems"]
    first, second = shop.waived
    assert (first.link.text, first.link.target, first.rule, first.until, first.ended) == (
        "Overview",
        "shop/index.md",
        "no-alert",
        "2026-01-31",
        True,
    )
    assert (second.link.text, second.link.target, second.ended) == ("Mail", "shop/services/index.md#services.mail", False)
    (made,) = render_site([page])
    assert "<code>no-alert</code>, <span" in made.markdown
    assert "nobody is <code>called</code>" in made.markdown
    assert "ended on 2026-01-31" in made.markdown
    assert "until 9999-12-31" in made.markdown
