"""`runbook.json` of format 1, with every field of every entity: the current program reads it and finds exactly the differences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.frozen.past import PAST, apply_edits, read_source, runbook, write_project

INTERNAL, PUBLIC = (PAST / f"runbook-{readers}.json" for readers in ("internal", "public"))
SHOP = "shop/work.yaml"
HEAD = "shop/head.yaml"
# One edit in each collection, and the difference: variant, entity, field, old value, new value.
EDITS = {
    (HEAD, 'title: "Shop & Co"', "title: Shop"): ("shop", "variant", "title", "Shop & Co", "Shop"),
    ("forum.yaml", "host: forum.example", "host: talk.example"): ("forum", "variant", "params.host", "forum.example", "talk.example"),
    (HEAD, "title: The day before", "title: The eve"): ("shop", "phases.prepare.groups.day-before", "title", "The day before", "The eve"),
    (HEAD, "hours: 9 to 5", "hours: 8 to 4"): ("shop", "contacts.lead", "hours", "9 to 5", "8 to 4"),
    (HEAD, "needs: [database, mail-relay]", "needs: [database]"): (
        "shop", "services.queue", "needs", ["database", "mail-relay"], ["database"],
    ),
    (HEAD, "respond-within: 4 h", "respond-within: 2 h"): ("shop", "severities.p1", "respond-within", "4 h", "2 h"),
    (HEAD, "percentile: 99.5", "percentile: 99"): ("shop", "slos.latency", "percentile", 99.5, 99),
    (SHOP, "text: Reading is denied, optional: true", "text: Reading is denied"): (
        "shop", "checklists.database.items.rls.items.read", "optional", True, None,
    ),
    (SHOP, "title: Daily, every: day", "title: Daily, every: week"): ("shop", "checklists.daily", "every", "day", "week"),
    (SHOP, "{text: fix it, within: 30 min}", "{text: fix it, within: 20 min}"): (
        "shop", "procedures.roll-back.steps.assess.choices.not-so-high", "within", "30 min", "20 min",
    ),
    (SHOP, "when: over 900 ms", "when: over 800 ms"): ("shop", "triggers.slow", "when", "over 900 ms", "over 800 ms"),
    (SHOP, "title: Product owner", "title: Owner"): ("shop", "sign-offs.owner", "title", "Product owner", "Owner"),
    (SHOP, "run: ./deploy.sh status", "run: ./state.sh"): ("shop", "commands.status", "run", "./deploy.sh status", "./state.sh"),
    (SHOP, "at: T-2h", "at: T-3h"): ("shop", "announcements.team", "at", "T-2h", "T-3h"),
    (SHOP, "label: Began at, kind: time", "label: Began at, kind: text"): (
        "shop", "phases.deploy-day.blanks.began", "kind", "time", "text",
    ),
    (SHOP, "lines: 2", "lines: 4"): ("shop", "notes.issues", "lines", 2, 4),
}  # fmt: skip
# The parameter that one of the edits changes is in a text of a shared layer.
CERTIFICATE = "The certificate of {} is valid for 30 days"
FILLED_IN = ("web", "checklists.certificates.items.valid", "text", CERTIFICATE.format("forum.example"), CERTIFICATE.format("talk.example"))


def compare(root: Path, old: Path, new: Path) -> dict[str, Any]:
    """Return what `runbook diff` prints as JSON."""
    comparison: dict[str, Any] = json.loads(runbook(root, "diff", str(old), str(new), "--format", "json"))
    return comparison


def fields(comparison: dict[str, Any]) -> set[tuple[str, str, str, str, str]]:
    """Return each field that differs: variant or layer, address, field, old and new value as JSON."""
    return {
        (part.get("id") or part["layer"], one["address"], field["field"], json.dumps(field["old"]), json.dumps(field["new"]))
        for part in (*comparison["variants"], *comparison["shared"])
        for one in part["differences"]
        for field in one["fields"]
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a project."""
    return tmp_path / "project"


def test_the_same_data_have_no_compare(root: Path) -> None:
    comparison = compare(root, INTERNAL, write_project(read_source("every-field"), root))
    assert comparison["compared"] == ["cellar", "forum", "shop"]
    assert (comparison["differs"], comparison["variants"], comparison["shared"]) == (False, [], [])


def test_one_edit_in_each_collection_is_found_and_nothing_else(root: Path) -> None:
    comparison = compare(root, INTERNAL, write_project(apply_edits(read_source("every-field"), *EDITS), root))
    assert fields(comparison) == {(*where, json.dumps(old), json.dumps(new)) for *where, old, new in (*EDITS.values(), FILLED_IN)}


def test_added_renamed_and_removed_entries_are_found(root: Path) -> None:
    files = apply_edits(
        read_source("every-field"),
        (SHOP, "review: Somebody else has read it", "second-look: {text: Somebody else has read it, aliases: [review]}"),
        (SHOP, "order: A test order arrives", "order: A test order arrives, till: The till works"),
        (SHOP, "mails: No mail is stuck", "logs: No log is full"),
        (SHOP, "title: Daily", "title: Every day"),
        (SHOP, "replicas: {remove: one instance by design}", "replicas: {remove: the host has none}"),
        ("forum.yaml", "triggers: {breach: {remove: there is nothing to steal}}\n", ""),
    )
    del files["data/variants/cellar/cellar.yaml"]
    comparison = compare(root, INTERNAL, write_project(files, root))
    found = {
        (variant["id"], one["address"], one["formerly"], tuple(one["what"]))
        for variant in comparison["variants"]
        for one in variant["differences"]
    }
    assert {(variant["id"], variant["state"]) for variant in comparison["variants"]} == {
        ("cellar", "removed"), ("forum", "changed"), ("shop", "changed"),
    }  # fmt: skip
    assert found == {
        ("shop", "checklists.code.items.second-look", "checklists.code.items.review", ("renamed",)),
        ("shop", "checklists.cut-over.items.till", None, ("added",)),
        ("shop", "checklists.daily.items.logs", None, ("added",)),
        ("shop", "checklists.daily.items.mails", None, ("removed",)),
        ("shop", "checklists.daily", None, ("changed",)),
        ("shop", "checklists.database.items.replicas", None, ("changed",)),
        ("forum", "triggers.breach", None, ("added",)),
    }
    assert ("shop", "checklists.database.items.replicas", "remove", '"one instance by design"', '"the host has none"') in fields(comparison)


def test_a_public_one_is_compared_with_todays_public_build(root: Path, tmp_path: Path) -> None:
    files = apply_edits(read_source("every-field"), (SHOP, "smoke: The shop opens", "smoke: The shop is open"))
    runbook(write_project(files, root), "build", "--visibility", "public", "--site-dir", str(tmp_path / "public"))
    comparison = compare(root, PUBLIC, tmp_path / "public")
    assert comparison["compared"] == ["forum", "shop"]
    assert fields(comparison) == {("shop", "checklists.cut-over.items.smoke", "text", '"The shop opens"', '"The shop is open"')}
