"""A fingerprint changes only if the meaning of a box changes."""

from __future__ import annotations

import re
from typing import Annotated, Any

import pytest

from generator.document.fingerprints import fingerprint, fingerprints
from generator.model.entities import Item, Runbook, SignOff, Trigger
from generator.model.field_marks import Reference
from generator.model.quantities import parse_comparison, parse_duration
from generator.model.scalar_kinds import ID_KIND, Text
from generator.model.variant import boxes
from tests.site_sample import outcome

ITEM: dict[str, Any] = {"text": "All tests pass", "run": "npm test", "expect": "no failures", "if": "there is code"}


def test_every_box_has_a_fingerprint() -> None:
    for variant in outcome().variants.values():
        found = fingerprints(variant.runbook)
        assert list(found) == list(boxes(variant.runbook))
        assert all(re.fullmatch("[0-9a-f]{8}", one) for one in found.values())


@pytest.mark.parametrize("field", ITEM)
def test_a_fingerprint_changes_with_text_command_expectation_and_condition(field: str) -> None:
    assert fingerprint(Item(**{**ITEM, field: "other"})) != fingerprint(Item(**ITEM))


@pytest.mark.parametrize("more", [{"role": "dba"}, {"blocking": True}, {"optional": True}, {"slo": "latency"}, {"aliases": ("old",)}])
def test_a_fingerprint_does_not_change_with_other_fields(more: dict[str, Any]) -> None:
    assert fingerprint(Item(**ITEM, **more)) == fingerprint(Item(**ITEM))


def test_a_text_in_another_field_gives_another_fingerprint() -> None:
    assert fingerprint(Item(text="a", expect="b")) != fingerprint(Item(text="a", if_="b"))


def test_the_fingerprints_of_triggers_and_sign_offs_change_with_their_fields() -> None:
    trigger = Trigger(text="Too many requests fail", when=parse_comparison("over 5%"), for_=parse_duration("5 min"))
    assert fingerprint(trigger) != fingerprint(trigger.model_copy(update={"when": parse_comparison("over 10%")}))
    assert fingerprint(SignOff(title="Lead")) != fingerprint(SignOff(title="Owner"))


def test_the_fingerprint_of_a_child_changes_with_its_parent() -> None:
    def child(text: str) -> str:
        lists = {
            "smoke": {"phase": "prepare", "title": "Smoke", "items": {"works": {"text": text, "items": {"sign-in": {"text": "Sign in"}}}}}
        }
        runbook = Runbook.model_validate({"variant": {"title": "Shop"}, "checklists": lists})
        return fingerprints(runbook)["checklists.smoke.items.works.items.sign-in"]

    assert child("The journeys work for an account") != child("The journeys work for a guest")


class Newer(Item):
    """An item with a field that the code of fingerprints does not name."""

    caution: Text | None = None
    severity: Annotated[str, ID_KIND, Reference("severities")] | None = None


def test_a_new_field_changes_the_fingerprint_if_it_is_a_text() -> None:
    assert fingerprint(Newer(**ITEM)) == fingerprint(Item(**ITEM))
    assert fingerprint(Newer(**ITEM, caution="hot")) != fingerprint(Newer(**ITEM))
    assert fingerprint(Newer(**ITEM, severity="high")) == fingerprint(Newer(**ITEM))


def test_fingerprints_that_browsers_store_stay_valid() -> None:
    assert fingerprint(Item(**ITEM)) == "c2fd80ad"
