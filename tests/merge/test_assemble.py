"""Assemble a merged tree to the typed runbook: defaults, inheritance, parameters, and the trace of every entity."""

from __future__ import annotations

from datetime import date

import pytest

from generator.merge.assemble import assemble
from generator.model.variant import Trace, Variant
from tests.layered import BASE, SHOP, merged

INHERITED = """\
# The base.
phases:
  prepare:
    title: Prepare
    groups:
      week-before: {title: A week before, at: T-7d}

checklists:
  code:
    phase: prepare
    group: week-before
    title: Code
    role: dba
    items:
      tests:   # a comment beside
        text: >-
          All tests
          pass

        items:
          unit: The unit tests pass
      # a comment between
      lint: {text: The linter reports nothing, role: lead,
        run: npm run lint}

  # a comment at the end
contacts:
  dba: {title: Administrator, hours: always, phone: null}
  lead: {title: Lead}
services:
  api: {title: API, needs: [store]}
  store: {title: Store}
  cache: {title: Cache}
notes:
  issues: {label: Issues}
sign-offs:
  lead: {title: Lead}
announcements:
  done: {text: People know, audience: internal}
"""
OWN = """\
variant:
  title: Shop
  extends: [base]
  reviewed: 2026-11-01
  params: {api: https://shop.test}

checklists:
  code:
    items:
      lint:
        because: the shop is written in Elm
        text: elm-review reports nothing
        unset: [role]
      unit: {text: "{{ params.api }} answers", place: first}
contacts:
  dba: {phone: +880 1 22}
  lead: {remove: nobody leads}
services:
  api: {because: answers are cached, needs: [cache]}
notes:
  issues: {because: there are many, lines: 9}
  more: {label: More, phase: prepare}
"""


@pytest.fixture(scope="module")
def shop() -> Variant:
    result = merged({BASE: INHERITED, SHOP: OWN})
    assert not result.diagnostics
    return assemble(result.variant, result.layers, result.tree)


def test_a_field_without_a_value_has_its_default(shop: Variant) -> None:
    book = shop.runbook
    assert (book.notes["issues"].lines, book.notes["more"].lines) == (9, 3)
    assert (book.notes["issues"].phase, book.notes["more"].phase) == ("deploy-day", "prepare")
    assert (book.sign_offs["lead"].phase, book.announcements["done"].phase) == ("deploy-day", "deploy-day")


def test_moments_and_roles_are_inherited(shop: Variant) -> None:
    code = shop.runbook.checklists["code"]
    assert str(code.at) == "T-7d"
    assert code.items["tests"].role == "dba"
    assert code.items["tests"].items["unit"].role == "dba"
    assert code.items["lint"].role == "dba", "a role that is unset is inherited from the checklist"


@pytest.mark.parametrize(("own", "at"), [("at: T-2h", "T-2h"), ("at: T+1d", "T+1d"), ("", "T-7d")])
def test_a_time_of_a_checklist_wins_over_that_of_its_group(own: str, at: str) -> None:
    inherited = f"""\
phases: {{prepare: {{title: Prepare, groups: {{week-before: {{title: A week before, at: T-7d}}}}}}}}
checklists: {{code: {{phase: prepare, group: week-before, title: Code, items: {{tests: All tests pass}}{own and ", " + own}}}}}
"""
    result = merged({BASE: inherited, SHOP: "variant: {title: Shop, extends: [base]}\n"})
    assert not result.diagnostics
    found = assemble(result.variant, result.layers, result.tree).runbook
    assert str(found.checklists["code"].at) == at
    assert str(found.phases["prepare"].groups["week-before"].at) == "T-7d"


WAYS = """\
phases: {deploy-day: {title: Day, on-failure: procedures.back}, rollback: {title: Back, on-failure: done}}
checklists:
  plain: {phase: deploy-day, title: Plain, items: {one: {text: One, items: {part: Part}}}}
  own:
    {phase: deploy-day, title: Own, on-failure: checklists.plain, items: {one: One, two: {text: Two, on-failure: one, items: {part: Part}}}}
  ended: {phase: deploy-day, title: Ended, on-failure: none, items: {one: One, two: {text: Two, on-failure: procedures.back}}}
procedures: {back: {phase: rollback, title: Back, steps: {one: One, two: {text: Two, on-failure: none}}}}
"""


def test_the_way_out_is_that_of_the_line_of_its_list_or_of_the_phase() -> None:
    result = merged({SHOP: f"variant: {{title: Shop}}\n{WAYS}"})
    assert not result.diagnostics
    found = assemble(result.variant, result.layers, result.tree).runbook
    plain, own, ended = found.checklists.values()
    assert [plain.on_failure, plain.items["one"].on_failure, plain.items["one"].items["part"].on_failure] == ["procedures.back"] * 3
    assert [own.items[line].on_failure for line in ("one", "two")] == ["checklists.plain", "one"]
    assert own.items["two"].items["part"].on_failure == "one"
    assert [ended.items[line].on_failure for line in ("one", "two")] == ["none", "procedures.back"]
    assert [step.on_failure for step in found.procedures["back"].steps.values()] == ["done", "none"]


def test_values_are_typed_and_parameters_filled_in(shop: Variant) -> None:
    book = shop.runbook
    assert book.variant.reviewed == date(2026, 11, 1)
    assert book.checklists["code"].items["unit"].text == "https://shop.test answers"
    assert book.checklists["code"].items["tests"].text == "All tests pass"
    assert book.services["api"].needs == ("store", "cache")
    assert shop.layers == ("base", "shop")


def test_entries_are_in_display_order(shop: Variant) -> None:
    assert list(shop.runbook.checklists["code"].items) == ["unit", "tests", "lint"]
    assert [address for address in shop.traces if address.startswith("contacts.")] == ["contacts.dba", "contacts.lead"]
    assert list(shop.runbook.contacts) == ["dba"]


@pytest.mark.parametrize(
    ("address", "state", "layer", "file", "lines"),
    [
        ("variant", "added", "shop", SHOP, (1, 5)),
        ("phases.prepare", "inherited", "base", BASE, (3, 6)),
        ("phases.prepare.groups.week-before", "inherited", "base", BASE, (6, 6)),
        ("checklists.code", "inherited", "base", BASE, (9, 24)),
        ("checklists.code.items.tests", "inherited", "base", BASE, (15, 21)),
        ("checklists.code.items.tests.items.unit", "inherited", "base", BASE, (21, 21)),
        ("checklists.code.items.lint", "overridden", "base", SHOP, (10, 13)),
        ("checklists.code.items.unit", "added", "shop", SHOP, (14, 14)),
        ("contacts.dba", "inherited", "base", SHOP, (16, 16)),
        ("contacts.lead", "removed", "base", SHOP, (17, 17)),
        ("services.api", "overridden", "base", SHOP, (19, 19)),
        ("services.store", "inherited", "base", BASE, (32, 32)),
    ],
)
def test_a_trace_has_the_exact_lines(shop: Variant, address: str, state: str, layer: str, file: str, lines: tuple[int, int]) -> None:
    trace = shop.traces[address]
    assert (trace.state, trace.layer) == (state, layer)
    assert (trace.origin.file, trace.origin.line, trace.origin.last_line) == (file, *lines)


def changes(trace: Trace) -> list[tuple[str, str | None, str | None, str]]:
    return [(change.field, change.old, change.new, change.because) for change in trace.changes]


def test_a_change_has_the_old_value_the_new_value_and_the_reason(shop: Variant) -> None:
    why = "the shop is written in Elm"
    assert changes(shop.traces["checklists.code.items.lint"]) == [
        ("text", "The linter reports nothing", "elm-review reports nothing", why),
        ("role", "lead", None, why),
    ]
    assert changes(shop.traces["services.api"]) == [("needs", "store", "store, cache", "answers are cached")]
    assert changes(shop.traces["notes.issues"]) == [("lines", None, "9", "there are many")]
    assert shop.traces["checklists.code.items.lint"].because == why


def test_filling_a_null_is_not_a_change(shop: Variant) -> None:
    trace = shop.traces["contacts.dba"]
    assert (changes(trace), trace.filled, trace.because) == ([], (("phone", "shop"),), "")


def test_a_removed_entity_keeps_its_title_and_the_reason(shop: Variant) -> None:
    trace = shop.traces["contacts.lead"]
    assert (trace.title, trace.because) == ("Lead", "nobody leads")
    assert "contacts.lead" not in shop.runbook.contacts


def test_keeping_an_entry_that_a_layer_removes_is_an_override_with_a_reason() -> None:
    files = {
        BASE: "contacts: {dba: {title: Administrator, hours: always}}\n",
        "data/layers/gone/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {remove: managed}}\n",
        "data/layers/day/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: people sleep, hours: daytime}}\n",
        SHOP: "variant: {title: Shop, extends: [gone, day]}\ncontacts: {dba: {because: we run our own}}\n",
    }
    result = merged(files)
    trace = assemble(result.variant, result.layers, result.tree).traces["contacts.dba"]
    assert (trace.state, trace.because, trace.origin.file) == ("overridden", "we run our own", SHOP)


def test_a_change_has_the_old_value_that_its_own_layer_inherits() -> None:
    files = {
        BASE: "contacts: {dba: {title: Administrator, hours: always}}\n",
        "data/layers/day/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: one, hours: day}}\n",
        "data/layers/night/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: two, hours: night}}\n",
        SHOP: "variant: {title: Shop, extends: [day, night]}\ncontacts: {dba: {because: three, hours: noon}}\n",
    }
    result = merged(files)
    trace = assemble(result.variant, result.layers, result.tree).traces["contacts.dba"]
    assert [(change.layer, change.old, change.new) for change in trace.changes] == [
        ("day", "always", "day"),
        ("night", "always", "night"),
        ("shop", "night", "noon"),
    ]
