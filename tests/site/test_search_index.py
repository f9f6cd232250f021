"""The search indexes: the entries of each variant, their text and their addresses."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from generator.document.compose import compose
from generator.document.pages import Heading, Outline
from generator.document.runbook_context import RunbookContext, kind_of
from generator.model.field_facts import COLLECTIONS
from generator.model.variant import entities
from generator.site.search_index import compose_search
from generator.text.catalogue import catalogue
from tests.site_sample import SETTINGS, outcome, rendered

SCRIPT = re.compile(r"runbook\.search\.load\((\"[^\"]*\"),(.*)\);\n", re.DOTALL)
DOCS = (Outline("guide/start.md", "Start", (Heading("First steps", "first-steps"),)),)


@cache
def indexes() -> dict[str, dict[str, Any]]:
    """The indexes of the sample by variant, parsed from their scripts; "" is the index of the whole site."""
    found = outcome()
    pages = rendered().values()
    documents = [compose(variant, SETTINGS, found.layers) for variant in found.variants.values()]
    read = {}
    for file in compose_search(documents, pages, DOCS):
        match = SCRIPT.fullmatch(file.text)
        assert match, file.path
        variant = json.loads(match[1])
        assert file.path == (f"{variant}/search.js" if variant else "search.js")
        read[variant] = json.loads(match[2])
    return read


def rows(variant: str) -> dict[str, list[Any]]:
    return {row[2]: row for row in indexes()[variant]["entries"]}


def test_every_entity_except_phases_has_an_entry_with_its_address() -> None:
    for name, variant in outcome().variants.items():
        known = [address for address, _ in entities(variant.runbook) if not re.fullmatch(r"phases\.[^.]+", address)]
        # A choice is found with its step or blank, and a value in a column with its item. A group without lists has no heading.
        missing = [address for address in known if address not in rows(name) and not re.search(r"\.(choices|cells)\.", address)]
        assert missing == [address for address in missing if RunbookContext(variant, SETTINGS, {}).is_empty_group(address)]
        assert {address for address in rows(name) if not address.startswith("phases.")} <= {"about", *known}


def test_every_kind_of_entry_has_a_name_for_readers() -> None:
    """Results of the search begin with the name of their kind, so each kind in an index, and each collection, has one."""
    kinds = {row[1] for index in indexes().values() for row in index["entries"]} | {kind_of(f"{name}.x") for name in COLLECTIONS}
    kinds.add(kind_of("contacts.x.links.y"))
    assert {"fact", "link", "passage", "phase"} <= kinds
    named = catalogue("script-later").words
    assert [kind for kind in sorted(kinds) if f"kind.{kind}" not in named] == []


def test_an_entry_has_page_kind_text_role_and_whether_it_blocks() -> None:
    shop = indexes()["shop"]
    page, kind, _, title, more, role, blocking = rows("shop")["checklists.database.items.rls"]
    assert shop["pages"][page] == ["prepare/index.html", "Prepare"]
    assert (kind, title, role, blocking) == ("item", "Policies are reviewed", "dba", 1)
    assert more.split(" · ") == [
        *("A3", "never on a Friday", "T-6d", "the tables hold tenants", "select 1; select 2; -- <none> & `all`", "two rows", "count 12"),
        "Table Policy orders own tills ______",
    ]
    assert shop["roles"] == {"dba": "Database admin", "lead": "Tech lead", "host": "Host"}


def test_entries_of_every_kind_have_their_text() -> None:
    found = rows("shop")
    assert indexes()["shop"]["pages"][found["facts.repository"][0]] == ["index.html", "Overview"]
    assert found["facts.repository"][1:] == ["fact", "facts.repository", "Source code", "git at the forge"]
    assert found["severities.p0"][1:5] == [
        "severity",
        "severities.p0",
        "P0 Complete outage",
        "nobody can buy · immediately · all hands · page the commander, then call the board",
    ]
    assert found["contacts.lead"][4] == "decides, see DECIDE.md · Ann · +880 2 5566-7788 ext. 4 · a@shop.example · #ops · 9 to 5"
    assert found["commands.quick"][1:5] == [
        "command",
        "commands.quick",
        "Quick deployment",
        "skips the backup · ./deploy.sh quick · done · 1/2 built 2/2 started",
    ]
    assert found["triggers.error-rate"][4] == "S2 · over 5% for 5 min · roll back at once"
    assert found["procedures.roll-back.steps.assess"][3:5] == ["Assess", "R1 · Somebody decides · T+20min · Two people decide, never one."]
    assert found["phases.prepare.groups.week-before"][1] == "group"


def test_the_index_of_the_site_has_systems_pages_and_headings_but_no_entities() -> None:
    whole = indexes()[""]
    assert whole["systems"] == {"forum": ["Forum", ""], "shop": ["Shop & Co", "Sells *things*, see the site."]}
    assert [address for address, _ in whole["pages"]][:2] == ["contacts/index.html", "services/index.html"]
    assert whole["entries"] == [[len(whole["pages"]) - 1, "heading", "first-steps", "First steps"]]
    assert whole["pages"][-1] == ["guide/start.html", "Start"]


def test_pages_of_a_variant_have_paths_below_its_folder() -> None:
    pages = indexes()["forum"]["pages"]
    assert pages[0] == ["index.html", "Overview"]
    assert ["emergency/index.html", "Emergency"] in pages
