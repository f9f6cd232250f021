"""The page that shows the changes since the release before."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.checks.resolve import resolve, snapshot_of
from generator.diff.compare import compare_with_pages
from generator.document.changes_page import ChangeEntry, LayerChange, SystemChange
from generator.document.document_parts import plain
from generator.document.pages import Page, SiteSettings
from generator.model.differences import Differences, PreviousRelease, ReleaseChanges, Snapshot
from generator.model.site_names import CHANGES
from generator.site.forges import source_address
from generator.site.make_site import make_site
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.expectations import Expectation
from tests.snapshots import FILES, Edit, edited_files, snapshot

EDITS: tuple[Edit, ...] = (
    ("base", "Connection pooling is", "Pooling is"),
    ("base", "A backup restores", "Each backup restores"),
    ("shop", "smoke: The shop opens, ", ""),
    ("shop", "under 200 ms", "under 300 ms"),
    ("shop", "      rls: {text: Policies are reviewed,", "      policies: {place: first, aliases: [rls], text: Policies are reviewed,"),
    ("shop", "slos:", '  more: {phase: deploy-day, title: More, steps: {one: {text: First, run: "./a\\n./b"}}}\nslos:'),
    (
        "wiki",
        "extends: [web]}",
        "extends: [web]}\nchecklists: {web: {items: {tls: {remove: the `proxy` has it}, hsts: The header is sent}}}",
    ),
)
SETTINGS = SiteSettings(release="v2", sources=source_address("https://git.example/runbooks", "main"))
LINK = re.compile(r'href="(\.\./\.\./[^"]*)"')
GOLDEN = Path(__file__).parent / "pages" / "changes.md"


def site(files: Mapping[str, str], before: Snapshot | None, settings: SiteSettings = SETTINGS) -> dict[str, Page]:
    """Return the composed pages of a release by path."""
    outcome = resolve({path: text.encode() for path, text in files.items()})
    assert outcome.ok, outcome.diagnostics
    since = None if before is None else ReleaseChanges(PreviousRelease("v1", before), compare_with_pages(before, snapshot_of(outcome)))
    return {page.path: page for page in pages_from(outcome.variants, settings, outcome.layers, since)}


def page(*edits: Edit) -> Page:
    return site(edited_files(*edits), snapshot())[CHANGES]


def text(found: Page) -> str:
    (rendered,) = render_site([found])
    return rendered.markdown


def system(found: Page, name: str) -> SystemChange:
    (one,) = (one for one in found.view["systems"] if one.difference.id == name)
    assert isinstance(one, SystemChange)
    return one


def layers(found: Page) -> list[LayerChange]:
    known: list[LayerChange] = found.view["layers"]
    return known


def entry(found: Page, name: str, address: str) -> ChangeEntry:
    (one,) = (one for one in system(found, name).changes.entries if one.name == address)
    return one


def test_the_whole_page_is_as_expected(expectation: Expectation) -> None:
    expectation.holds(GOLDEN, text(page(*EDITS)))


def test_a_change_of_a_layer_is_shown_once_with_the_systems_that_it_reaches() -> None:
    first, second = layers(page(*EDITS))
    assert [(one.title, len(one.shared.built_on), [link.target for link in one.reached]) for one in (first, second)] == [
        ("Every system (1)", 3, ["#forum", "#wiki"]),
        ("Every system (2)", 3, ["#forum", "#shop", "#wiki"]),
    ]
    assert [link.text for link in first.overriding] == ["Shop"]
    assert [link.target for link in system(page(*EDITS), "shop").layers] == [f"#{second.anchor}"]


def test_an_entity_is_linked_in_this_release_and_a_removed_one_in_the_release_before() -> None:
    found = page(*EDITS)
    assert entry(found, "shop", "database/policies").link.target == "shop/prepare/index.md#checklists.database.items.policies"
    assert entry(found, "shop", "database/policies").former_name == "database/rls"
    smoke = entry(found, "shop", "cut-over/smoke")
    assert (smoke.gone, smoke.link.target) == (True, "../../v1/shop/deploy-day/index.html#checklists.cut-over.items.smoke")
    tls = entry(found, "wiki", "web/tls")
    assert (plain(tls.because), tls.link.target) == ("the proxy has it", "../../v1/wiki/prepare/index.html#checklists.web.items.tls")


def test_every_link_into_the_release_before_has_its_anchor_there() -> None:
    edits: tuple[Edit, ...] = (
        *EDITS,
        ("shop", "slos: {latency: {title: Latency, kind: technical, target: under 200 ms}}\n", ""),
        ("shop", "  dba: {title: Database admin, name: Ann, escalates-to: lead}\n", ""),
        ("shop", "    role: dba\n", ""),
        ("shop", "Cut-over, role: dba,", "Cut-over,"),
        ("shop", "procedures:", "x-procedures:"),
    )
    files = edited_files(*(one for one in edits if one[2] != "x-procedures:" and "300 ms" not in one[2] and "More" not in one[2]))
    files["data/variants/shop/shop.yaml"] = re.sub(r"(?s)procedures:.*", "", files["data/variants/shop/shop.yaml"])
    files = {path: content for path, content in files.items() if "forum" not in path}
    old = {one.path: one.markdown for one in render_site(site(FILES, None).values())}
    links = LINK.findall(text(site(files, snapshot())[CHANGES]))
    assert len(links) > 8
    for link in links:
        path, _, anchor = html.unescape(link).removeprefix("../../v1/").partition("#")
        markdown = old[path.replace(".html", ".md")]
        assert not anchor or f'id="{anchor}"' in markdown or f"{{ #{anchor}" in markdown, link


def test_a_system_that_is_added_or_removed_is_shown_as_a_whole() -> None:
    files = {path: content for path, content in FILES.items() if "forum" not in path}
    added, removed = site(FILES, snapshot(files))[CHANGES], site(files, snapshot())[CHANGES]
    assert (system(added, "forum").difference.state, system(added, "forum").link.target) == ("added", "forum/index.md")
    assert (system(removed, "forum").difference.state, system(removed, "forum").link.target) == ("removed", "../../v1/forum/index.html")
    assert system(added, "forum").difference.entities == system(removed, "forum").difference.entities > 0
    assert "New system with" in text(added)
    assert "Removed system with" in text(removed)


def test_the_page_of_the_first_release_says_that_it_is_the_first() -> None:
    found = text(site(FILES, None)[CHANGES])
    assert "This is the first release" in found
    assert "../../" not in found
    assert [f'<li id="{name}">' in found for name in ("forum", "shop", "wiki")] == [True] * 3


def test_a_release_with_the_same_data_says_that_nothing_differs() -> None:
    found = page()
    assert "No system changed." in text(found)
    assert [one[0] for one in found.view["same"]] == ["forum", "shop", "wiki"]


def test_pages_and_sheets_that_change_are_linked_by_their_titles() -> None:
    one = system(page(*EDITS), "shop")
    assert [(link.text, link.target, state) for link, state in one.pages][:3] == [
        ("Overview", "shop/index.md", "changed"),
        ("Emergency", "shop/emergency/index.md", "changed"),
        ("Prepare", "shop/prepare/index.md", "changed"),
    ]
    assert ("The whole runbook", "shop/print/index.md#book") in [(link.text, link.target) for link, _ in one.sheets]
    assert "Matrix: Prepare" in [link.text for link, _ in page(*EDITS).view["across"]]


def test_links_into_a_release_of_another_version_lead_to_the_overview_of_the_system() -> None:
    other = copy.deepcopy(dict(snapshot()))
    other["shop"]["checklists"]["cut-over"]["shape"] = {"of": {"another": "version"}}
    found = site(edited_files(*EDITS), other)[CHANGES]
    assert "another program version built" in text(found)
    assert entry(found, "shop", "cut-over/smoke").link.target == "../../v1/shop/index.html"
    assert not system(found, "shop").pages


@pytest.mark.parametrize(("number", "is_open"), [(20, True), (21, False)])
def test_a_long_list_of_changes_is_folded(number: int, is_open: bool) -> None:
    items = "".join(f", i{at}: Item {at}" for at in range(number))
    found = page(("shop", "smoke: The shop opens,", f"smoke: The shop opens{items},"))
    assert found.view["open"] is is_open
    assert ('<details class="rb-since" open>' in text(found)) is is_open
    assert f"{number} added" in text(found)


def test_a_command_is_compared_line_by_line() -> None:
    run = entry(page(*EDITS), "shop", "more/one").fields[0]
    assert run.lines == (("+", "./a"), ("+", "./b"))
    longer = page(("shop", 'run: "psql -h {{ params.host }}"', 'run: "one\\n\\npsql -h {{ params.host }}\\ntwo"'))
    (field,) = entry(longer, "shop", "database/rls").fields
    assert field.lines == (("+", "one"), ("+", ""), (" ", "psql -h shop.example"), ("+", "two"))


def test_entities_that_only_come_from_another_layer_are_counted_in_one_line() -> None:
    files = dict(FILES)
    files["data/layers/base/base.yaml"] = FILES["data/layers/base/base.yaml"].replace("      replicas: A replica follows the primary\n", "")
    files["data/layers/web/web.yaml"] = FILES["data/layers/web/web.yaml"].replace(
        "checklists: {web:", "checklists: {database: {items: {replicas: A replica follows the primary}}, web:"
    )
    files["data/variants/forum/forum.yaml"] = "variant: {title: Forum, extends: [web]}\n"
    old = {**FILES, "data/variants/forum/forum.yaml": "variant: {title: Forum, extends: [web]}\n"}
    found = text(site(files, snapshot(old))[CHANGES])
    assert "1 unchanged entry now comes from shared part web, no longer from base." in found


def test_home_and_overview_link_to_the_page_only_in_a_release() -> None:
    release, plain = (site(FILES, None, settings) for settings in (SETTINGS, SiteSettings()))
    assert '<a href="changes/index.html">What changed</a>' in text(release["index.md"])
    assert '<a href="../changes/index.html#shop">What changed</a>' in text(release["shop/index.md"])
    assert CHANGES not in plain
    assert not any("What changed" in text(one) for one in plain.values())


def test_the_changes_of_a_site_are_those_between_its_data_and_the_release_before() -> None:
    before = PreviousRelease("v1", snapshot())
    outcome = resolve({path: content.encode() for path, content in edited_files(*EDITS).items()})
    made = make_site(outcome, SETTINGS, before=before)
    assert made.changes == compare_with_pages(before.snapshot, snapshot_of(outcome))
    assert make_site(outcome, SiteSettings(), before=before).changes is None
    assert make_site(outcome, SETTINGS).changes is None


def test_hostile_text_stays_text() -> None:
    hostile = "</li></details>`<b>`\n\n# x { #y } &amp; \u2028"
    data: dict[str, Any] = copy.deepcopy(dict(snapshot()))
    data["shop"]["checklists"]["cut-over"]["items"]["smoke"]["text"] = hostile
    data["shop"]["slos"]["latency"]["title"] = hostile.replace("\n", " ")
    files = edited_files(("shop", "under 200 ms", "under 300 ms"), ("shop", "smoke: The shop opens, ", ""))
    found = site(files, data)[CHANGES]
    markdown = text(found)
    body = markdown.split("---\n", 2)[2]
    assert markdown.count("<details") == markdown.count("</details>")
    assert all(line.startswith(("<", "#")) or not line for line in body.split("\n"))
    assert [line for line in body.split("\n") if line.startswith("#") and " x " in line] == []


def test_a_site_is_compared_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Differences] = []
    real = compare_with_pages

    def counted_compare(old: Snapshot, new: Snapshot) -> Differences:
        asked.append(real(old, new))
        return asked[-1]

    monkeypatch.setattr("generator.site.make_site.compare_with_pages", counted_compare)
    outcome = resolve({path: content.encode() for path, content in FILES.items()})
    make_site(outcome, replace(SETTINGS, release="v3"), before=PreviousRelease("v1", snapshot()))
    assert len(asked) == 1


def test_a_public_page_does_not_report_unassigned_contacts() -> None:
    outcome = resolve({path: content.encode() for path, content in edited_files(*EDITS).items()})
    made = make_site(outcome, replace(SETTINGS, visibility="public"), before=PreviousRelease("v1", snapshot()))
    (markdown,) = (one.markdown for one in made.pages if one.path == CHANGES)
    assert "Tech lead" in markdown
    assert "unassigned" not in markdown
    assert "nobody is named" not in markdown


def test_a_public_page_after_a_release_of_another_version_says_that_it_cannot_compare() -> None:
    other = copy.deepcopy(dict(snapshot()))
    other["shop"]["checklists"]["cut-over"]["shape"] = {"of": {"another": "version"}}
    outcome = resolve({path: content.encode() for path, content in FILES.items()})
    made = make_site(outcome, replace(SETTINGS, visibility="public"), before=PreviousRelease("v1", other))
    (markdown,) = (one.markdown for one in made.pages if one.path == CHANGES)
    assert made.changes is None
    assert "Changes are unknown: another program version built the previous release." in markdown
    assert '<a href="../../v1/index.html">v1</a>' in markdown
    assert "the first release" not in markdown
    assert "Unchanged" not in markdown
