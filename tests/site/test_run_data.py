"""The boxes of a variant for scripts: each box once, in the order of the pages, with its fingerprint and text."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from generator.document.compose import compose
from generator.document.fingerprints import fingerprints
from generator.document.pages import SiteSettings
from generator.model.plain_data import to_json
from generator.model.variant import boxes
from generator.model.variant_version import VariantVersion
from generator.site.run_data import boxes_file
from tests.sheet_sample import sample_variant
from tests.site_sample import SETTINGS, outcome

FILES = tuple(boxes_file(compose(variant, SETTINGS)) for variant in outcome().variants.values())


def data(variant: str) -> dict[str, Any]:
    (text,) = (file.text for file in FILES if file.path == f"{variant}/boxes.js")
    before, _, after = text.partition(", ")
    assert before == f'runbook.boxes.load("{variant}"'
    found: dict[str, Any] = json.loads(after.removesuffix(");\n"))
    return found


def rows(variant: str) -> list[list[Any]]:
    return [row for phase in data(variant)["phases"] for one in phase["lists"] for row in one["boxes"]]


def test_each_variant_has_one_file() -> None:
    assert sorted(file.path for file in FILES) == ["forum/boxes.js", "shop/boxes.js"]


def test_the_file_has_every_box_once_with_its_fingerprint() -> None:
    for name, variant in outcome().variants.items():
        assert sorted(row[1] for row in rows(name)) == sorted(boxes(variant.runbook))
        assert {row[1]: row[2] for row in rows(name)} == fingerprints(variant.runbook)


def test_texts_are_markdown_and_children_follow_their_parents() -> None:
    shown = {row[1]: row for row in rows("shop")}
    assert shown["checklists.database.items.rls"][0] == 0
    assert shown["checklists.database.items.rls.items.read.items.deep"][0] == 2
    assert shown["checklists.database.items.rls"][3] == 1
    assert shown["procedures.roll-back.steps.assess"][4] == "**Assess** Somebody decides"
    lists = {one["id"]: one for phase in data("shop")["phases"] for one in phase["lists"]}
    assert lists["checklists.code"]["title"] == "Code #1" and lists["checklists.code"]["at"] == "T-1d"
    assert data("shop")["title"] == "Shop & Co"


def test_a_list_lasts_as_long_as_it_says_or_as_its_group_if_both_begin_together() -> None:
    found = {one["id"]: one.get("lasts") for phase in data("shop")["phases"] for one in phase["lists"]}
    assert found["checklists.cut-over"] == "30 min"
    assert (found["checklists.database"], found["checklists.code"]) == ("2 days", "3 h")
    assert found["triggers"] is None


def test_a_box_has_its_former_addresses() -> None:
    shown = {row[1]: row[5] for row in rows("shop")}
    assert shown["checklists.code.items.tests"] == [
        "checklists.source.items.tests",
        "checklists.code.items.test-run",
        "checklists.source.items.test-run",
    ]
    assert shown["checklists.cut-over.items.smoke"] == ["checklists.go-live.items.smoke"]
    assert shown["checklists.daily.items.errors"] == []


def test_the_number_of_a_box_is_not_part_of_its_text() -> None:
    """A box with another number has not changed, so an answer is kept and no text differs."""
    shown = {row[1]: (row[4], row[6]) for row in rows("shop")}
    assert shown["procedures.roll-back.steps.assess"] == ("**Assess** Somebody decides", "R1")
    assert all(row[6] and not row[4].startswith(f"{row[6]} ") for row in rows("shop") if row[1].startswith("checklists."))


def test_a_box_has_the_role_that_does_it() -> None:
    document = compose(outcome().variants["shop"], SETTINGS)
    roles = {box.address: box.role for part in document.phases.values() for box in part.boxes}
    assert {row[1]: row[7] for row in rows("shop")} == roles
    assert len(set(roles.values())) > 2


def test_the_file_says_which_data_it_is_of_as_anybody_can_compute_it_from_runbook_json() -> None:
    """By `jq -cS '.variants["shop"]' runbook.json | sha256sum`."""
    found = outcome()
    document = compose(found.variants["shop"], SETTINGS, found.layers)
    own = json.loads(to_json(found.variants, found.layers))["variants"]["shop"]
    written = json.dumps(own, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert f'"data":"sha256:{sha256(written.encode()).hexdigest()}"' in boxes_file(document).text


@pytest.mark.parametrize(
    ("version", "commit"),
    [
        (VariantVersion("4f1c" * 10), "4f1c" * 10),
        (VariantVersion("4f1c" * 10, modified=True), None),
        (VariantVersion(unknown=True), None),
        (None, None),
    ],
)
def test_the_commit_is_there_only_if_it_has_the_data(version: VariantVersion | None, commit: str | None) -> None:
    settings = SiteSettings(versions={"shop": version} if version else {})
    text = boxes_file(compose(sample_variant({"variant": {"title": "Shop"}}), settings)).text
    assert json.loads(text.partition(", ")[2].removesuffix(");\n")).get("commit") == commit


def test_blanks_and_ways_have_labels() -> None:
    labels = data("shop")["labels"]
    assert "secrets" not in labels
    assert labels["blanks"].items() >= {"version": "Deployed version", "answer": "Answered after", "owner": "Owner"}.items()
    assert labels["blanks"]["rollback.decided"] == "Roll back: Decided at"
    assert labels["ways"]["checklists.cut-over.items.migrate.choices.stuck"] == "Stuck"


def test_secrets_are_named_apart() -> None:
    """Their values are written into no record, file or link, also if they were recorded before the blank became a secret."""
    blanks = {"commit": {"label": "The *commit*: "}, "token": {"label": "Token", "kind": "secret"}}
    lists = {"cut": {"title": "Cut", "phase": "deploy-day", "items": {"stop": {"text": "Stop", "blanks": blanks}}}}
    file = boxes_file(compose(sample_variant({"variant": {"title": "Shop"}, "checklists": lists}), SETTINGS))
    assert '"labels":{"blanks":{"commit":"The \\\\*commit\\\\*"},"ways":{},"secrets":{"token":"Token"}}' in file.text
