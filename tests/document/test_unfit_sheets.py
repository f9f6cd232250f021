"""Emergency cards and rollback sheets that cannot serve their purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.checks.lint_release import lint_for_release
from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC
from generator.model.variant import Origin, Trace
from tests.composed import sheet_from
from tests.layered import SHOP, merged
from tests.sheet_sample import sample_variant

HEAD = "variant: {title: Shop}\n"
REACHED = "contacts: {lead: {title: Lead, phone: +1 555 0100}, dba: {title: Database}}\n"
BACK = "procedures: {back: {phase: rollback, title: Back, steps: {one: Do it}}}\n"
PLAN = "checklists: {plan: {phase: rollback, title: Plan, items: {known: It is known}}}\n"
ABSENT = "phases: {rollback: {remove: nothing is deployed}}\n"
NOBODY, NO_WAY, NO_ACT = (
    "it names nobody to call",
    "it shows no way back, because there is no rollback procedure",
    "it does not say how to roll back, because there is no rollback procedure",
)
SETTINGS = SiteSettings(today=date(2026, 11, 20))


def lead(**more: Any) -> dict[str, Any]:
    return {"lead": {"title": "Lead", **more}}


PARTS: dict[str, dict[str, Any]] = {
    REACHED: {"contacts": {**lead(phone="+1 555 0100"), "dba": {"title": "Database"}}},
    "contacts: {lead: {title: Lead}}\n": {"contacts": lead()},
    BACK: {"procedures": {"back": {"phase": "rollback", "title": "Back", "steps": {"one": {"text": "Do it"}}}}},
    PLAN: {"checklists": {"plan": {"phase": "rollback", "title": "Plan", "items": {"known": {"text": "It is known"}}}}},
}


@pytest.mark.parametrize(
    ("texts", "card"),
    [
        ((), [NOBODY, NO_WAY]),
        (("contacts: {lead: {title: Lead}}\n",), [NOBODY, NO_WAY]),
        ((REACHED,), [NO_WAY, "1 contact unassigned"]),
        ((BACK,), [NOBODY]),
        ((PLAN,), [NOBODY, NO_WAY]),
        ((ABSENT,), [NOBODY]),
        ((REACHED, BACK), ["1 contact unassigned"]),
    ],
)
def test_a_card_that_cannot_help_is_a_draft_and_is_no_release(texts: tuple[str, ...], card: list[str]) -> None:
    """A card has somebody to call, and a way back or the reason why there is none. The lint rules find the same as the sheet."""
    data: dict[str, Any] = {"variant": {"title": "Shop"}}
    for text in texts:
        data |= PARTS.get(text, {})
    variant = sample_variant(data)
    if ABSENT in texts:
        gone = Trace("phases.rollback", "removed", "shop", Origin("a.yaml", 1, 1), "rollback", "nothing is deployed")
        variant = replace(variant, traces={gone.address: gone})
    assert list(sheet_from(variant, "emergency").draft) == card
    if PLAN in texts:
        assert sheet_from(variant, "rollback").draft == (NO_ACT,)
    if BACK in texts:
        assert sheet_from(variant, "rollback").draft == ()
    result = merged({SHOP: HEAD + "".join(texts)})
    codes = {problem.code for problem in lint_for_release(result.variant, result.tree)}
    assert codes == {code for code, reason in (("nobody-to-call", NOBODY), ("no-way-back", NO_WAY)) if reason in card}


@pytest.mark.parametrize(("rules", "card"), [(["no-way-back"], (NOBODY,)), (["nobody-to-call"], (NO_WAY,))])
def test_what_is_waived_makes_no_draft(rules: list[str], card: tuple[str, ...]) -> None:
    waive = {rule: {"because": "the shop is a test", "until": date(2027, 1, 1)} for rule in rules}
    data = {"variant": {"title": "Shop", "waive": waive}, **PARTS[PLAN]}
    assert sheet_from(sample_variant(data), "emergency", SETTINGS).draft == card
    assert sheet_from(sample_variant(data), "rollback", SETTINGS).draft == (() if "no-way-back" in rules else (NO_ACT,))


def test_a_public_card_does_not_call_internal_data_missing() -> None:
    assert sheet_from(sample_variant({"variant": {"title": "Shop"}}), "emergency", replace(SETTINGS, visibility=PUBLIC)).draft == ()
