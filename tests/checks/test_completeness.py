"""How complete a runbook is."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks.completeness import Quality, gaps, is_overdue, quality_of, review_due, tasks_in, to_call
from generator.checks.resolve import resolve
from generator.model.entities import VariantHead
from generator.model.quantities import parse_duration
from generator.model.variant import boxes, entities
from tests.site_sample import outcome, pages

TODAY = date(2026, 11, 20)


def quality(variant: str) -> Quality:
    return quality_of(outcome().variants[variant], TODAY)


def test_counts_are_those_of_the_runbook() -> None:
    counts = quality("shop").counts
    assert counts["boxes"] == sum(1 for _ in boxes(outcome().variants["shop"].runbook))
    assert {key: counts[key] for key in ("blocking", "checklists", "procedures", "contacts", "blanks")} == {
        "blocking": 2,
        "checklists": 6,
        "procedures": 4,
        "contacts": 4,
        "blanks": 8,
    }


@pytest.mark.parametrize("variant", ["shop", "forum"])
def test_figures_agree_with_the_overview(variant: str) -> None:
    view, one = pages()[f"{variant}/index.md"].view, quality(variant)
    assert len([gap for gap in one.gaps if not gap.startswith("phase ")]) == len(view["gaps"])
    assert (one.counts["boxes"], one.counts["blocking"]) == (view["boxes"], view["blocking"])
    assert (len(one.unassigned), one.counts["contacts"]) == (view["unassigned"], view["contacts"])
    assert one.distance == view["states"]
    assert one.overdue == bool(view["overdue_since"])


def test_gaps_are_the_undefined_parts() -> None:
    assert quality("shop").gaps == ()
    assert list(gaps(outcome().variants["forum"])) == [
        "severities",
        "triggers",
        "services",
        "slos",
        "commands",
        "sign-offs",
        "announcements",
        "blanks",
        "notes",
        "phase deploy-day",
        "phase follow-up",
        "phase operate",
        "phase rollback",
        "phase incident",
        "owner",
        "reviewed",
    ]


def test_a_contact_that_nobody_can_reach_is_unassigned() -> None:
    assert quality("shop").unassigned == ("contacts.dba",)
    assert quality("forum").unassigned == ("contacts.lead",)


@pytest.mark.parametrize(
    ("more", "called"),
    [("", ["dba"]), ("name: null", ["owner", "dba"]), ("channel: '#a'", ["owner", "dba"]), ("phase: prepare", ["owner", "dba"])],
)
def test_nobody_calls_an_owner_who_is_only_named(more: str, called: list[str]) -> None:
    """A field for the way to reach the owner, even an empty one, or other work, makes the owner somebody to call."""
    field, work = ("", "sign-offs: {go: {title: Go, role: owner}}\n") if "phase" in more else (more and f", {more}", "")
    text = f"variant: {{title: V, owner: owner}}\ncontacts: {{owner: {{title: O{field}}}, dba: {{title: D}}}}\n{work}"
    assert list(to_call(resolve({"data/variants/v/v.yaml": text.encode()}).variants["v"].runbook)) == called


def test_tasks_are_items_and_steps_not_their_lists() -> None:
    runbook = outcome().variants["shop"].runbook
    addresses = [address for address, _ in tasks_in(entities(runbook))]
    assert "checklists.database.items.rls" not in addresses
    assert "checklists.database.items.rls.items.read.items.deep.items.deeper" in addresses
    assert "procedures.roll-back.steps.assess" in addresses
    assert "procedures.roll-back.steps.assess.choices.critical" not in addresses
    assert "triggers.error-rate" not in addresses


def test_a_task_without_a_role_also_inherits_none() -> None:
    one = quality("shop")
    assert "checklists.code.items.tests" not in one.without_role
    assert set(one.without_role) == {
        "checklists.database.items.pooling",
        "checklists.database.items.backup",
        "checklists.logs.items.errors",
        "checklists.cut-over.items.smoke",
        "checklists.daily.items.errors",
        "procedures.keys.steps.make",
        "procedures.drill.steps.roll-back",
    }
    assert "procedures.respond.steps.identify" not in one.without_role
    assert one.tasks == len(one.without_role) + 10


@pytest.mark.parametrize(
    ("reviewed", "every", "until"),
    [
        ("2026-01-01", "90d", date(2026, 4, 1)),
        ("2026-01-01", "next sprint", None),
        ("2026-01-01", None, None),
        (None, "90d", None),
        ("9999-12-01", "90d", None),
    ],
)
def test_a_review_is_valid_for_its_period(reviewed: str | None, every: str | None, until: date | None) -> None:
    head = VariantHead.model_validate(
        {
            "title": "Shop",
            "reviewed": date.fromisoformat(reviewed) if reviewed else None,
            "review-every": parse_duration(every) if every else None,
        }
    )
    assert review_due(head) == until
    assert is_overdue(head, date.max) == (until is not None)
    assert not is_overdue(head, until)
    assert not is_overdue(head, None)


def test_waivers_are_listed_in_display_order_including_expired_ones() -> None:
    text = b"""
variant: {title: Shop, waive: {no-alert: {because: nobody is called, until: 2026-11-19}}}
services: {mail: {title: Mail, waive: {no-status-page: {because: it has none, until: 2026-11-20}}}}
"""
    (variant,) = resolve({"data/variants/shop/variant.yaml": text}).variants.values()
    assert [(one.address, one.rule, one.ended) for one in quality_of(variant, TODAY).waived] == [
        ("variant", "no-alert", True),
        ("services.mail", "no-status-page", False),
    ]
    assert not any(one.ended for one in quality_of(variant, None).waived)
