"""Every link of every page has a target: a page, an anchor on a page, or a sheet.

Also tests `page_paths`.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from datetime import date
from typing import get_args

import pytest

from generator.checks.resolve import resolve
from generator.document.document_parts import Link
from generator.document.page_paths import href, page_of, slug, slugs
from generator.document.pages import SiteSettings
from generator.document.runbook_context import RunbookContext, source_link
from generator.model.entities import PhaseId
from generator.model.variant import Origin, entities
from generator.site.forges import source_address
from tests.composed import pages_from
from tests.site_sample import outcome, pages, rendered

ANCHOR = re.compile(r'\bid="([^"]*)"|\{ #(\S+)[^}]* \}')
LINK = re.compile(r'\bhref="([^"]*)"')


def anchors(markdown: str) -> list[str]:
    return [html.unescape(first or second) for first, second in ANCHOR.findall(markdown)]


@pytest.mark.parametrize(
    ("origin", "target", "anchor", "expected"),
    [
        ("shop/prepare/index.md", "shop/contacts/index.md", "contacts.dba", "../contacts/index.html#contacts.dba"),
        ("shop/index.md", "shop/prepare/index.md", "", "prepare/index.html"),
        ("index.md", "shop/index.md", "", "shop/index.html"),
        ("matrix/prepare/index.md", "shop/index.md", "", "../../shop/index.html"),
        ("shop/prepare/index.md", "shop/prepare/index.md", "a.b", "#a.b"),
        ("shop/prepare/index.md", "shop/sheets/prepare.md", "", "../sheets/prepare.md"),
    ],
)
def test_links_are_relative_and_end_in_a_file(origin: str, target: str, anchor: str, expected: str) -> None:
    assert href(origin, target, anchor) == expected


def test_pages_have_the_paths_of_the_contract() -> None:
    own = ["", "emergency", *get_args(PhaseId), "print", "targets", "services", "contacts", "severities", "commands", "sign-offs"]
    across = ["index.md", "contacts/index.md", "services/index.md", "quality/index.md", "matrix/index.md"]
    matrix = [f"matrix/{phase}/index.md" for phase in get_args(PhaseId)]
    assert set(pages()) == {*across, *matrix, *(page_of(variant, part) for variant in ("forum", "shop") for part in own)}


def test_every_link_leads_to_an_existing_anchor() -> None:
    site = rendered()
    known = {path: set(anchors(page.markdown)) for path, page in site.items()}
    names = (*get_args(PhaseId), "emergency", "book")
    sheets = {f"{variant}/sheets/{name}.{form}" for variant in ("forum", "shop") for name in names for form in ("md", "html", "pdf")}
    links = [(path, link) for path, page in site.items() for link in map(html.unescape, LINK.findall(page.markdown))]
    assert len(links) > 100
    for path, link in links:
        if re.match(r"(https?|tel|mailto):", link):
            continue
        file, _, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        target = target if target in sheets else re.sub(r"\.html$", ".md", target)
        assert target in known or target in sheets, f"{path}: {link}"
        assert not anchor or anchor in known[target], f"{path}: {link}"


def test_no_page_uses_an_id_twice() -> None:
    for path, page in rendered().items():
        twice = [anchor for anchor, count in Counter(anchors(page.markdown)).items() if count > 1]
        assert not twice, f"{path}: {twice}"


def test_every_entity_has_its_address_as_an_anchor_on_one_page() -> None:
    """The emergency page repeats acts of the rollback and of the incident."""
    site = {path: page for path, page in rendered().items() if not path.endswith("/emergency/index.md")}
    for variant in outcome().variants.values():
        found = Counter(anchor for page in site.values() if page.variant == variant.id for anchor in anchors(page.markdown))
        for address, _ in entities(variant.runbook):
            if not address.startswith("phases."):
                assert found[address] == 1, f"{variant.id}: {address}"


def test_a_group_of_a_phase_is_an_anchor_if_it_has_a_list() -> None:
    assert "phases.prepare.groups.week-before" in anchors(rendered()["shop/prepare/index.md"].markdown)
    assert "phases.prepare.groups.week-before" not in anchors(rendered()["forum/prepare/index.md"].markdown)


def test_a_link_to_a_group_without_lists_leads_to_the_page_of_its_phase() -> None:
    data = """
variant: {title: Own}
phases:
  prepare:
    title: Prepare
    groups:
      early: {title: Early}
      late: {title: Late, waive: {empty-group: {because: nothing is late, until: 2027-01-31}}}
checklists:
  code: {phase: prepare, group: early, title: Code, items: {one: {text: One, on-failure: phases.prepare.groups.late}}}
  more: {phase: prepare, title: More, items: {one: {text: One, on-failure: phases.prepare.groups.early}}}
"""
    found = resolve({"data/variants/own/own.yaml": data.encode()})
    site = {page.path: page.view for page in pages_from(found.variants, SiteSettings(today=date(2026, 11, 20)))}
    grouped, loose = (section.boxes[0].on_failure for section in site["own/prepare/index.md"]["part"].sections if section.boxes)
    assert (grouped.text, grouped.target) == ("Late", "own/prepare/index.md")
    assert (loose.text, loose.target) == ("Early", "own/prepare/index.md#phases.prepare.groups.early")
    assert [link.target for link, *_ in site["quality/index.md"]["systems"][0].waived] == ["own/prepare/index.md"]


def test_former_addresses_are_anchors_too() -> None:
    prepare = rendered()["shop/prepare/index.md"].markdown
    for old in ("checklists.code.items.test-run", "checklists.pools.items.size"):
        assert f'<span class="rb-anchor" id="{old}"></span>' in prepare
    assert '<span class="rb-anchor" id="phases.deploy-day.blanks.date"></span>' in rendered()["shop/deploy-day/index.md"].markdown


@pytest.mark.parametrize(("first", "last", "lines"), [(7, 9, "L7-L9"), (7, 8, "L7-L8"), (7, 7, "L7")])
def test_a_link_to_one_line_has_its_number_once(first: int, last: int, lines: str) -> None:
    settings = SiteSettings(sources=source_address("https://git.example/runbooks", "next"))
    link = source_link(Origin("data/a b.yaml", first, last), settings)
    assert link == Link("data/a b.yaml:7", f"https://git.example/runbooks/blob/next/data/a%20b.yaml#{lines}")


def test_an_edit_link_has_the_lines_of_the_entity() -> None:
    prepare = rendered()["shop/prepare/index.md"].markdown
    assert (
        'href="https://git.example/team/runbooks/blob/main/data/variants/shop/shop.yaml#L73-L96" title="data/variants/shop/shop.yaml:73"'
        in prepare
    )
    assert not re.search(r"#L(\d+)-L\1\b", "".join(page.markdown for page in rendered().values()))
    without = rendered(SiteSettings())["shop/prepare/index.md"].markdown
    assert '<span class="rb-source" data-search-exclude>data/variants/shop/shop.yaml:73</span>' in without
    assert "blob" not in without


def test_a_slug_keeps_letters_of_any_script() -> None:
    assert slug("People & Partners (24/7)") == "people-partners-24-7"
    assert slug("যোগাযোগ") != "section"
    assert slug("!!!") == "section"


def test_headings_with_equal_letters_get_different_anchors() -> None:
    assert slugs(["A/B", "A B", "***", "###", "a-b"]) == ("a-b", "a-b-2", "section", "section-2", "a-b-3")


@pytest.mark.parametrize(
    ("lists", "last"),
    [
        ("a: {phase: prepare, title: A, items: {x: X}}", 0),
        ("a: {phase: prepare, title: A, at: T-2h, items: {x: X}}", 0),
        ("a: {phase: prepare, title: A, at: T+1h, lasts: 30 min, items: {x: X}}", 5400),
        ("a: {phase: follow-up, group: week, title: A, items: {x: X}}", 7 * 86400 + 3600),
        ("a: {phase: follow-up, group: week, title: A, at: T+1d, items: {x: X}}", 86400 + 3600),
    ],
)
def test_the_last_planned_task_may_have_its_time_from_its_group(lists: str, last: int) -> None:
    """A run is offered a day after this moment, so a list that starts with its group counts like any other."""
    data = f"""
variant: {{title: Own}}
phases: {{prepare: {{title: Prepare}}, follow-up: {{title: Follow-up, groups: {{week: {{title: Week, at: T+1w, lasts: 1 h}}}}}}}}
checklists:
  {lists}
"""
    found = resolve({"data/variants/own/variant.yaml": data.encode()}).variants["own"]
    assert RunbookContext(found, SiteSettings(), {}).last_planned == last
