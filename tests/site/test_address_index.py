"""The index of the addresses of a release, one file for each variant."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from generator.checks.resolve import Outcome, resolve, snapshot_of
from generator.document.compose import compose
from generator.document.compose_site import compose_site
from generator.document.pages import SiteSettings
from generator.model.differences import GoneAddress, PreviousRelease
from generator.model.variant import entities
from generator.site.address_index import compose_places
from generator.site.make_site import make_site
from tests.document.test_runbook_context import anchors
from tests.site_sample import BASE, FILES, FORUM, SHOP, outcome, rendered

SETTINGS = SiteSettings(release="2")


def places(found: Outcome, before: PreviousRelease | None = None) -> dict[str, dict[str, Any]]:
    documents = [compose(variant, SETTINGS, found.layers) for variant in found.variants.values()]
    files = compose_places(documents, compose_site(documents, SETTINGS), before)
    assert [file.path for file in files] == [f"{name}/places.json" for name in found.variants]
    return {file.path.partition("/")[0]: json.loads(file.text) for file in files}


def changed(**texts: str) -> Outcome:
    """Return the sample with other files."""
    given = {path: texts.get(path.rpartition("/")[2].removesuffix(".yaml"), text) for path, text in FILES.items()}
    found = resolve({path: text.encode() for path, text in given.items()})
    assert found.ok, found.diagnostics
    return found


def released(found: Outcome, name: str = "1", gone: dict[str, dict[str, GoneAddress]] | None = None) -> PreviousRelease:
    return PreviousRelease(name, snapshot_of(found), gone or {})


def test_every_present_and_former_address_leads_to_an_existing_anchor() -> None:
    site = {path: set(anchors(page.markdown)) for path, page in rendered().items()}
    for name, data in places(outcome()).items():
        assert set(data["places"]) >= {address for address, _ in entities(outcome().variants[name].runbook)}
        for address, place in data["places"].items():
            path, _, anchor = place.partition("#")
            page = f"{name}/{path.removesuffix('.html')}.md"
            assert page in site and (not anchor or anchor in site[page]), f"{address}: {place}"
        assert [f"{name}/{path.removesuffix('.html')}.md" for path in data["pages"]] == [
            path for path in site if path.startswith(f"{name}/")
        ]


def test_former_addresses_lead_to_the_present_entity() -> None:
    found = places(outcome())["shop"]["places"]
    assert found["checklists.code.items.test-run"] == "prepare/index.html#checklists.code.items.tests"
    assert found["checklists.pools.items.size"] == "prepare/index.html#checklists.database.items.pooling"


def test_the_first_release_has_no_removed_addresses() -> None:
    assert all((data["gone"], data["release"], data["format"]) == ({}, "2", 1) for data in places(outcome()).values())


def test_a_list_that_moved_to_another_phase_leads_to_the_new_page() -> None:
    moved = changed(base=BASE.replace("logs: {phase: follow-up", "logs: {phase: operate"))
    found = places(moved, released(outcome()))["shop"]
    assert found["places"]["checklists.logs.items.errors"] == "operate/index.html#checklists.logs.items.errors"
    assert found["gone"] == {}


def test_an_entity_removed_by_a_layer_has_the_reason() -> None:
    now = changed(forum=FORUM.replace("{items: {rls: Policies are reviewed}}", "{items: {backup: {remove: it has a `snapshot`}}}"))
    assert places(now, released(outcome()))["forum"]["gone"] == {
        "checklists.database.items.backup": {
            "release": "2", "title": "A backup restores into a scratch database", "because": "it has a snapshot",
        },
        "checklists.database.items.rls": {"release": "2", "title": "Policies are reviewed", "because": ""},
    }  # fmt: skip


def test_old_addresses_work_after_a_rename_and_after_their_alias_is_deleted() -> None:
    opens = SHOP.replace("      smoke:\n", "      opens:\n        aliases: [smoke]\n").replace("then: smoke", "then: opens")
    renamed = changed(shop=opens)
    data = places(renamed, released(outcome()))["shop"]
    assert data["places"]["checklists.cut-over.items.smoke"] == "deploy-day/index.html#checklists.cut-over.items.opens"
    assert data["gone"] == {}
    dropped = changed(shop=SHOP.replace(", aliases: [test-run]", ""))
    data = places(dropped, released(outcome()))["shop"]
    assert data["places"]["checklists.code.items.test-run"] == "prepare/index.html#checklists.code.items.tests"
    former = {f"checklists.{name}.items.test-run": "checklists.code.items.tests" for name in ("code", "source")}
    later = replace(released(dropped), former={"shop": former})
    assert places(dropped, later)["shop"]["places"] == data["places"]


def test_addresses_removed_earlier_keep_their_first_release() -> None:
    gone = {"checklists.old": GoneAddress("0", "Old", "nobody needs it"), "checklists.code": GoneAddress("0", "Code")}
    assert places(outcome(), released(outcome(), gone={"shop": gone}))["shop"]["gone"] == {
        "checklists.old": {"release": "0", "title": "Old", "because": "nobody needs it"}
    }


def test_a_site_that_is_not_a_release_has_no_index_of_addresses() -> None:
    paths = {file.path for file in make_site(outcome(), SiteSettings()).files}
    assert not any(path.endswith("places.json") for path in paths)
    settings = replace(SETTINGS, papers=())
    assert {"shop/places.json", "forum/places.json"} <= {
        file.path for file in make_site(outcome(), settings, before=released(outcome())).files
    }
