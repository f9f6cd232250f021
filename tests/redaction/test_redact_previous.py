"""Redacting the previous release by its own marks and by those of today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.checks.resolve import Outcome, resolve, snapshot_of
from generator.document.pages import SiteSettings
from generator.model.differences import GoneAddress, PreviousRelease
from generator.model.entities import PUBLIC
from generator.model.plain_data import to_data
from generator.model.variant import Variant
from generator.redaction.redact import redact
from generator.redaction.redact_previous import hidden_addresses, marked_as_now, redact_previous
from generator.site.make_site import make_site

BEFORE = """\
variant: {title: Shop, summary: Ann Zorn sells things}
phases: {prepare: {title: Prepare}}
checklists:
  database:
    phase: prepare
    title: Database
    items:
      pooling: {text: Pools are sized, run: ./zorn.sh}
      zorn: The zorn is fed
      old: The zorn of old
      gone: The backup restores
contacts: {lead: {title: Lead}}
"""
NOW = """\
variant: {title: Shop, summary: Somebody sells things}
phases: {prepare: {title: Prepare}}
checklists:
  database:
    phase: prepare
    title: Database
    items:
      pooling: {text: Pools are sized well, run: ./zorn.sh, internal: [run]}
      zorn: {text: The zorn is fed, visibility: internal}
      new: {text: The zorn of new, visibility: internal, aliases: [old]}
contacts: {lead: {title: Lead, name: Ann Zorn}}
"""


def outcome(text: str) -> Outcome:
    made = resolve({"data/variants/shop/variant.yaml": text.encode()})
    assert made.ok, made.diagnostics
    return made


def released(**gone: GoneAddress) -> PreviousRelease:
    return PreviousRelease("1", {name: to_data(variant) for name, variant in redact(outcome(BEFORE).variants).items()}, {"shop": gone})


def former_of(before: PreviousRelease, now: Mapping[str, Variant]) -> PreviousRelease | None:
    return redact_previous(before, now, redact(now))


def redacted(before: PreviousRelease) -> PreviousRelease:
    found = former_of(before, outcome(NOW).variants)
    assert found is not None
    return found


def items_of(before: PreviousRelease) -> dict[str, Any]:
    found: dict[str, Any] = redacted(before).snapshot["shop"]["checklists"]["database"]["items"]
    return found


def test_entities_that_are_internal_now_are_removed() -> None:
    assert items_of(released()) == {"pooling": {"text": "Pools are sized"}, "gone": {"text": "The backup restores"}}
    assert redacted(released()).snapshot["shop"]["variant"]["summary"] == "Lead sells things"


def test_entities_that_were_internal_then_are_removed() -> None:
    text = BEFORE.replace("zorn: The zorn is fed", "zorn: {text: The zorn is fed, visibility: internal}").replace(
        "./zorn.sh}", "./zorn.sh, internal: [run]}"
    )
    before = PreviousRelease("1", snapshot_of(outcome(text)), {"shop": {"checklists.old": GoneAddress("0", "Zorn", "why")}})
    plain = former_of(before, outcome(BEFORE).variants)
    assert plain is not None
    assert "zorn.sh" not in json.dumps(plain.snapshot)
    assert "is fed" not in json.dumps(plain.snapshot)
    assert plain.gone == {}


def test_removed_addresses_are_kept_without_their_reasons() -> None:
    gone = {"checklists.list": GoneAddress("0", "A list", "why"), "checklists.database.items.zorn": GoneAddress("0", "The zorn", "")}
    assert redacted(released(**gone)).gone == {"shop": {"checklists.list": GoneAddress("0", "A list")}}


def test_entities_that_are_now_in_an_internal_one_are_removed() -> None:
    moved = NOW.replace(
        "contacts:", "  zorns: {phase: prepare, title: Zorns, visibility: internal, items: {old: {text: O, aliases: [ADDRESS]}}}\ncontacts:"
    )
    moved = moved.replace(", aliases: [old]", "").replace("ADDRESS", "checklists.database.items.old")
    found = former_of(released(), outcome(moved).variants)
    assert found is not None
    assert "The zorn of old" not in json.dumps(found.snapshot)


def test_people_of_today_are_removed_from_older_texts() -> None:
    gone = {"checklists.list": GoneAddress("0", "Ask Ann Zorn", "")}
    assert redacted(released(**gone)).gone == {"shop": {"checklists.list": GoneAddress("0", "Ask Lead")}}


def test_a_system_that_is_internal_now_is_removed() -> None:
    now = outcome(NOW.replace("variant: {", "variant: {visibility: internal, ")).variants
    found = former_of(released(), now)
    assert found is not None
    assert found.snapshot == {}
    assert marked_as_now({"other": now["shop"]}, {}, {}) == {"other": now["shop"]}


def test_former_addresses_of_internal_entities_are_hidden() -> None:
    now = outcome(NOW).variants["shop"]
    hidden = hidden_addresses(now, redact({"shop": now})["shop"])
    assert {address.rpartition(".")[2] for address in hidden} == {"zorn", "new", "old"}
    assert "checklists.database" in hidden_addresses(now, None)


def test_data_of_another_form_are_not_used() -> None:
    assert former_of(PreviousRelease("1", {"shop": {"variant": {"colour": "red"}}}), {}) is None


def test_no_page_of_a_public_release_shows_them() -> None:
    site = make_site(outcome(NOW), SiteSettings(visibility=PUBLIC, release="2"), before=released())
    texts = {page.path: page.markdown for page in site.pages} | {file.path: file.text for file in site.files}
    assert "changes/index.md" in texts
    assert "The backup restores" in texts["changes/index.md"]
    assert [path for path, text in texts.items() if "zorn" in text.lower()] == []
