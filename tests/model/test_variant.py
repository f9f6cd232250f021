"""A merged variant: its entities in order, its boxes and its addresses."""

from __future__ import annotations

import pytest

from generator.checks.resolve import resolve
from generator.model.variant import boxes, entities, short_form
from tests.layered import SHOP, encoded

TEXT = """\
    variant: {title: Shop}
    phases: {prepare: {title: Prepare, groups: {week: {title: A week}}}, rollback: {title: Rollback}}
    triggers: {errors: {text: Errors}}
    checklists:
      code: {phase: prepare, title: Code, items: {tests: {text: Tests, items: {unit: Unit}}, lint: Lint}}
    procedures:
      roll-back: {phase: rollback, title: Roll back, steps: {assess: {title: Assess, choices: {bad: {text: stop}}, items: {look: Look}}}}
    contacts: {dba: {title: Administrator}}
    announcements: {done: {text: People know, audience: internal}}
    sign-offs: {lead: {title: Lead}}
    """


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    return [address for address, _ in entities(resolve(encoded({SHOP: TEXT})).variants["shop"].runbook)]


def test_entities_come_depth_first_in_the_order_of_the_model(addresses: list[str]) -> None:
    assert addresses == [
        "phases.prepare",
        "phases.prepare.groups.week",
        "phases.rollback",
        "checklists.code",
        "checklists.code.items.tests",
        "checklists.code.items.tests.items.unit",
        "checklists.code.items.lint",
        "procedures.roll-back",
        "procedures.roll-back.steps.assess",
        "procedures.roll-back.steps.assess.choices.bad",
        "procedures.roll-back.steps.assess.items.look",
        "triggers.errors",
        "contacts.dba",
        "sign-offs.lead",
        "announcements.done",
    ]


def test_boxes_are_entities_that_are_ticked_or_signed(addresses: list[str]) -> None:
    runbook = resolve(encoded({SHOP: TEXT})).variants["shop"].runbook
    without = {"phases.prepare", "phases.prepare.groups.week", "phases.rollback", "checklists.code", "procedures.roll-back", "contacts.dba"}
    without.add("procedures.roll-back.steps.assess.choices.bad")
    assert list(boxes(runbook)) == [address for address in addresses if address not in without]


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("checklists.database.items.pooling", "database/pooling"),
        ("checklists.database.items.pooling.items.size", "database/pooling/size"),
        ("procedures.roll-back.steps.assess", "roll-back/assess"),
        ("checklists.database", "database"),
        ("contacts.dba", "contacts.dba"),
    ],
)
def test_addresses_have_a_short_form(address: str, short: str) -> None:
    assert short_form(address) == short
