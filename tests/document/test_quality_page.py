"""The data quality page: the figures of the quality report, with a link to each thing that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.checks.completeness import quality_of
from generator.checks.resolve import resolve
from generator.document.quality_page import SystemQuality
from generator.model.site_names import QUALITY
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.site_sample import SETTINGS, outcome, pages, rendered


def quality(variant: str) -> SystemQuality:
    systems: tuple[SystemQuality, ...] = pages()[QUALITY].view["systems"]
    return next(one for one in systems if one.figures.id == variant)


@pytest.mark.parametrize("variant", ["forum", "shop"])
def test_the_figures_are_the_same_as_in_the_report(variant: str) -> None:
    one, figures = quality(variant), quality_of(outcome().variants[variant], SETTINGS.today)
    assert {**figures.counts, **one.figures.counts} == figures.counts
    assert replace(one.figures, counts=figures.counts) == figures
    assert (len(one.gaps), len(one.unassigned)) == (len(figures.gaps), len(figures.unassigned))
    assert sum(number for _, number in one.without_role) == len(figures.without_role)


def test_gaps_have_the_same_names_as_on_the_overview() -> None:
    """The overview names undefined phases in its list of phases, and all other gaps below."""
    for variant in outcome().variants:
        gaps = tuple(gap.text for gap in quality(variant).gaps if not gap.text.startswith("phase "))
        assert gaps == pages()[f"{variant}/index.md"].view["gaps"]


def test_a_gap_links_to_the_page_on_which_the_missing_thing_would_be() -> None:
    links = {gap.text: gap.target for gap in quality("forum").gaps}
    assert links["targets"] == "forum/targets/index.md"
    assert links["rollback triggers"] == "forum/rollback/index.md"
    assert links["phase “Operate”"] == "forum/operate/index.md"
    assert links["document owner"] == "forum/index.md"
    (lead,) = quality("forum").unassigned
    assert (lead.text, lead.target) == ("Lead", "forum/contacts/index.md#contacts.lead")
    assert [(link.text, number) for link, number in quality("forum").without_role] == [("Database", 4)]


def test_a_review_is_overdue_relative_to_the_date_of_the_site() -> None:
    assert "overdue since 2026-04-01" in rendered()[QUALITY].markdown
    early = rendered(replace(SETTINGS, today=date(2026, 2, 1)))[QUALITY].markdown
    assert "overdue" not in early.partition("<table")[2]
    assert ", due 2026-04-01" in early
    assert "judged as of" not in rendered(replace(SETTINGS, today=None))[QUALITY].markdown


def test_a_complete_system_shows_that_nothing_is_missing() -> None:
    assert "Nothing is missing." in rendered()[QUALITY].markdown


def test_the_home_page_and_the_navigation_link_to_the_quality_page() -> None:
    assert pages()["index.md"].view["quality"] == "quality/index.md"
    assert 'href="quality/index.html"' in rendered()["index.md"].markdown
    assert pages()[QUALITY].nav == ("All systems",)


def test_waivers_link_to_the_entities_that_they_cover() -> None:
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
    assert (first[0].text, first[0].target, first[1].rule, first[1].ended) == ("Overview", "shop/index.md", "no-alert", True)
    assert (second[0].text, second[0].target, second[1].ended) == ("Mail", "shop/services/index.md#services.mail", False)
    (made,) = render_site([page])
    assert "<code>no-alert</code>, <span" in made.markdown
    assert "nobody is <code>called</code>" in made.markdown
    assert "expired on 2026-01-31" in made.markdown
    assert "until 9999-12-31" in made.markdown
