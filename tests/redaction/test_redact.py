"""Redaction: internal data are removed, with all references to them; public data stay."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC, Runbook
from generator.model.plain_data import to_data, to_json
from generator.model.variant import Variant, entities
from generator.redaction.redact import redact, visible_outcome
from tests.redaction_sample import BYTES, MARK


@cache
def public() -> dict[str, Variant]:
    outcome = resolve(BYTES)
    assert outcome.ok, outcome.diagnostics
    return redact(outcome.variants)


def shop() -> Runbook:
    return public()["shop"].runbook


def checked(text: str) -> Runbook:
    outcome = resolve({"data/variants/shop/variant.yaml": text.encode()})
    assert outcome.ok, outcome.diagnostics
    return redact(outcome.variants)["shop"].runbook


def test_no_internal_text_remains() -> None:
    data = {name: to_data(variant) for name, variant in public().items()}
    assert not re.findall(rf".*{MARK}.*", repr(data), re.IGNORECASE)


def test_an_internal_system_is_removed() -> None:
    assert list(public()) == ["forum", "shop"]


@pytest.mark.parametrize(
    "address",
    [
        "checklists.database.items.backup.items.rows",
        "checklists.cut-over.items.smoke",
        "procedures.roll-back.steps.assess.choices.critical",
        "triggers.errors",
        "slos.errors",
        "contacts.lead",
        "services.queue",
        "severities.p0",
        "sign-offs.lead",
        "commands.shared",
        "announcements.team",
        "phases.deploy-day.blanks.version",
        "phases.deploy-day.blanks.state.choices.fine",
        "checklists.database.columns.owner",
        "checklists.database.items.pooling.cells.owner",
        "checklists.database.items.pooling.blanks.pools",
        "notes.issues",
        "phases.prepare.groups.week-before",
    ],
)
def test_public_entities_stay(address: str) -> None:
    assert address in dict(entities(shop()))


def test_empty_entities_are_removed() -> None:
    assert list(shop().checklists) == ["database", "cut-over"]
    assert list(shop().procedures) == ["roll-back"]


def test_references_to_removed_entities_are_removed() -> None:
    runbook = shop()
    database = runbook.checklists["database"]
    assert (database.role, database.items["backup"].role, database.items["backup"].on_failure) == (None, "lead", None)
    assert (database.items["pooling"].slo, runbook.triggers["errors"].slo) == (None, None)
    assert (runbook.services["database"].needs, runbook.services["database"].contact) == (("queue",), None)
    assert (runbook.contacts["lead"].escalates_to, runbook.sign_offs["lead"].role) == (None, None)
    assert list(runbook.procedures["roll-back"].steps["assess"].choices) == ["critical"]
    assert runbook.variant.owner == "lead"


def test_blanks_and_cells_are_removed_with_the_choices_and_columns_that_they_need() -> None:
    database = shop().checklists["database"]
    item = database.items["pooling"]
    assert (list(database.columns), list(item.cells), list(item.blanks)) == (["owner", "food"], ["owner"], ["pools"])
    assert list(database.columns["food"].choices) == ["hay"]
    assert shop().phases["deploy-day"].blanks["state"].unit is None


@pytest.mark.parametrize(
    ("hidden", "choice", "stays"),
    [
        ("secret", "{then: secret}", False),
        ("secret", "{text: Call the bridge, then: secret}", False),
        ("secret", "{text: Call the bridge, within: 5 min, then: watch}", True),
        ("secret", "{text: Call the bridge}", True),
        ("watch", "{text: Call the bridge, then: watch}", False),
    ],
)
def test_a_choice_that_leads_to_an_internal_step_is_removed(hidden: str, choice: str, stays: bool) -> None:
    """No public choice sends its readers to a step that they cannot see, whatever else it says."""
    marks = {name: ", visibility: internal" if name == hidden else "" for name in ("secret", "watch")}
    runbook = checked(f"""\
variant: {{title: Shop}}
phases: {{incident: {{title: Incident}}}}
procedures:
  out:
    phase: incident
    title: Out
    steps:
      assess: {{title: Assess, choices: {{bad: {choice}, good: {{text: Go home}}}}}}
      secret: {{title: Secret{marks["secret"]}}}
      watch: {{title: Watch{marks["watch"]}}}
""")
    assert list(runbook.procedures["out"].steps["assess"].choices) == (["bad", "good"] if stays else ["good"])


@pytest.mark.parametrize(
    ("question", "last", "steps"),
    [
        ("choices: {a: {then: secret}, b: {text: Go, then: secret}}", "text: End", ["last"]),
        ("choices: {a: {then: secret}}, then: last", "text: End", ["ask", "last"]),
        ("choices: {a: {then: secret}}", "choices: {a: {then: ask}, b: {text: Go home}}", ["last"]),
        ("choices: {a: {then: secret}}", "choices: {a: {then: ask}}", []),
        ("text: Wait", "text: End", ["ask", "last"]),
    ],
)
def test_a_question_without_its_choices_is_removed(question: str, last: str, steps: list[str]) -> None:
    """A question whose ways are all internal would send its readers to the next step; so would a choice that leads to this question."""
    runbook = checked(f"""\
variant: {{title: Shop}}
phases: {{incident: {{title: Incident}}}}
procedures:
  out:
    phase: incident
    title: Out
    steps:
      ask: {{title: Ask, {question}}}
      secret: {{title: Secret, visibility: internal}}
      last: {{title: Last, {last}}}
""")
    assert list(runbook.procedures["out"].steps if "out" in runbook.procedures else ()) == steps


def test_a_value_inherited_from_an_internal_field_is_internal() -> None:
    assert (shop().checklists["cut-over"].role, shop().checklists["cut-over"].items["smoke"].role) == (None, None)
    runbook = checked("""\
variant: {title: Shop}
phases: {prepare: {title: Prepare, groups: {night: {title: Night, at: T-7d, internal: [at]}}}}
checklists:
  one: {phase: prepare, group: night, title: One, items: {a: A}}
  two: {phase: prepare, group: night, at: T-1d, title: Two, items: {a: A}}
""")
    assert runbook.phases["prepare"].groups["night"].at is None
    assert [str(one.at) for one in runbook.checklists.values()] == ["None", "T-1d"]


def test_what_says_more_about_an_internal_field_is_internal() -> None:
    """A delay without the next contact and a language without its command would tell that there is something internal."""
    runbook = checked("""\
variant: {title: Shop}
phases: {prepare: {title: Prepare}}
contacts:
  desk: {title: Desk, channel: "#desk", escalates-to: lead, escalates-after: 15 min}
  guard: {title: Guard, channel: "#guard", escalates-to: desk, escalates-after: 5 min}
  lead: {title: Lead, channel: "#lead", visibility: internal}
checklists:
  a:
    phase: prepare
    title: A
    items: {b: {text: B, run: select 1, syntax: sql, internal: [run]}, c: {text: C, run: select 2, syntax: sql}}
""")
    assert (runbook.contacts["desk"].escalates_after, str(runbook.contacts["guard"].escalates_after)) == (None, "5 min")
    assert [item.syntax for item in runbook.checklists["a"].items.values()] == [None, "sql"]


def test_roles_lose_their_people() -> None:
    runbook = shop()
    lead = runbook.contacts["lead"]
    assert (lead.title, lead.name, lead.phone, lead.email, lead.channel) == ("Tech lead", None, None, None, None)
    assert lead.hours == "9 to 5, not when Tech lead is away"
    assert runbook.variant.summary == "Sells things, says Tech lead."
    assert runbook.severities["p0"].escalation == "Tech lead"
    assert runbook.announcements["team"].text == "The team is briefed, call Tech lead or Tech lead"
    assert runbook.contacts["dba"].channel == "#databases"
    assert "mailed" not in runbook.commands


def test_people_of_one_system_are_removed_from_the_texts_of_another() -> None:
    items = public()["forum"].runbook.checklists["forum"].items
    assert (items["informed"].text, items["vet"].text) == ("Tech lead was informed", "… agrees")


def test_internal_messages_and_people_in_messages_are_removed() -> None:
    runbook = checked(
        "variant: {title: Shop}\nphases: {deploy-day: {title: D}}\ncontacts: {lead: {title: Lead, name: Rahima Khatun}}\n"
        "announcements:\n  team: {text: The team knows, audience: internal, message: Kingfisher, internal: [message]}\n"
        "  all: {text: All know, audience: external, message: 'Ask Rahima Khatun.'}\n"
    )
    assert [one.message for one in runbook.announcements.values()] == [None, "Ask Lead."]


def test_layers_reasons_and_parameters_are_removed() -> None:
    head: Any = shop().variant
    assert (head.params, head.extends, head.reviewed) == ({}, (), None)
    assert (public()["shop"].traces, public()["shop"].layers) == ({}, ())
    assert all(entity.visibility is None and entity.internal == () for _, entity in entities(shop()))


def test_redacting_twice_gives_the_same_as_once() -> None:
    assert redact(public()) == public()


def test_without_marks_only_people_and_history_are_removed() -> None:
    text = "variant: {title: Shop}\nphases: {prepare: {title: P}}\n"
    text += "checklists: {a: {phase: prepare, title: A, items: {b: {text: B, run: ls}}}}\n"
    full = resolve({"data/variants/shop/variant.yaml": text.encode()}).variants["shop"]
    assert checked(text) == full.runbook


def test_the_public_does_not_see_internal_entities() -> None:
    whole = resolve(BYTES)
    assert visible_outcome(whole, SiteSettings()) is whole
    seen = visible_outcome(whole, SiteSettings(visibility=PUBLIC))
    assert (seen.names, list(seen.variants), seen.layers) == (("forum", "shop"), ["forum", "shop"], {})
    assert json.loads(to_json(seen.variants, seen.layers, PUBLIC))["visibility"] == PUBLIC


def test_a_redacted_outcome_is_not_redacted_again() -> None:
    settings = SiteSettings(visibility=PUBLIC)
    seen = visible_outcome(resolve(BYTES), settings)
    assert visible_outcome(seen, settings) is seen
    assert seen.whole is not None
    assert seen.whole.keys() > seen.variants.keys()
