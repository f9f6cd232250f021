"""Problems that only the merged variant shows: missing fields, contradictory figures, parameters."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from generator.checks.check_variant import check_variant
from generator.diagnostics.diagnostic import Diagnostic
from tests.layered import BASE, SHOP, merged

ROOT = Path(__file__).parents[2]
HEAD = "variant: {title: Shop, extends: [base], params: {api: https://shop.test, word: x}}\n"


def problems(text: str, below: str = "layer: {title: Base}\n") -> tuple[Diagnostic, ...]:
    result = merged({BASE: below, SHOP: HEAD + text})
    return check_variant(result.variant, result.tree)


def reported(text: str, below: str = "layer: {title: Base}\n") -> list[tuple[str, str]]:
    return [(problem.code, problem.address) for problem in problems(text, below)]


LISTS = "phases: {prepare: {title: Prepare}}\nchecklists: {a: {phase: prepare, title: A, items: {b: B}}}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LISTS, []),
        ("contacts: {a: {group: People}}\n", [("missing-field", "contacts.a.title")]),
        ("contacts: {a: {title: null}}\n", [("missing-field", "contacts.a.title")]),
        ("slos: {a: {title: A}}\n", [("missing-field", "slos.a.kind")]),
        (LISTS.replace("items: {b: B}", "items: {}"), [("missing-field", "checklists.a.items")]),
        (LISTS.replace(", items: {b: B}", ""), [("missing-field", "checklists.a.items")]),
        (LISTS.replace("b: B", "b: {run: go}"), [("missing-field", "checklists.a.items.b.text")]),
        ("slos: {a: {title: A, kind: technical, target: under 1 s, alert: over 5%}}\n", [("not-comparable", "slos.a.alert")]),
        ("slos: {a: {title: A, kind: technical, target: under 500 ms, alert: over 0.2 s}}\n", [("alert-stricter", "slos.a.alert")]),
        ("slos: {a: {title: A, kind: technical, target: under 500 ms, alert: over 0.5 s}}\n", []),
        ("slos: {a: {title: A, kind: technical, target: under 500 ms, warn: over 0.4 s, alert: over 0.5 s}}\n", []),
        ("slos: {a: {title: A, kind: technical, warn: at least 1 s, alert: over 1 s}}\n", []),
        ("slos: {a: {title: A, kind: technical, warn: over 1 s, alert: at least 1 s}}\n", [("late-warning", "slos.a.warn")]),
        ("slos: {a: {title: A, kind: technical, warn: over 1 s, alert: over 1 s}}\n", [("late-warning", "slos.a.warn")]),
        ("slos: {a: {title: A, kind: technical, warn: under 1 s, alert: over 2 s}}\n", [("late-warning", "slos.a.warn")]),
        (
            "slos: {a: {title: A, kind: technical, target: under 1 s, warn: over 5%, alert: over 2 s}}\n",
            [("not-comparable", "slos.a.warn")],
        ),
        ("slos: {a: {title: A, kind: technical, warn: over 5%, alert: over 2 s}}\n", [("not-comparable", "slos.a.warn")]),
        ("contacts: {a: {title: A, backup: b}, b: {title: B, escalates-to: a}}\n", []),
        ("contacts: {a: {title: A, backup: b}, b: {title: B, backup: a}}\n", [("circular-escalation", "contacts.a.backup")]),
        ("contacts: {a: {title: A, backup: gone}}\n", [("unknown-role", "contacts.a.backup")]),
        ("contacts: {a: {title: A, escalates-after: 1 h}}\n", [("missing-field", "contacts.a.escalates-after")]),
        ("contacts: {a: {title: A, escalates-after: 1 h, escalates-to: null}}\n", [("missing-field", "contacts.a.escalates-after")]),
        ("contacts: {a: {title: A, escalates-after: null}}\n", []),
        ("commands: {a: {title: A, run: 'curl {{ params.api }}'}}\n", []),
        ("commands: {a: {title: A, run: '{{ params.gone }} {{ params.gone }}'}}\n", [("unknown-parameter", "commands.a.run")]),
        ("services: {a: {title: A, status-page: '{{ params.api }}/status'}}\n", []),
        ("phases: {rollback: {remove: nothing is deployed}}\n", []),
        ("phases: {rollback: {remove: no}}\ntriggers: {a: {text: A}, b: {text: B}}\n", [("removed-reference", "triggers.a")]),
        ("phases: {incident: {remove: no}}\nseverities: {a: {title: A}}\n", [("removed-reference", "severities.a")]),
        ("phases: {deploy-day: {remove: no}}\nsign-offs: {a: {title: A}}\n", [("removed-reference", "sign-offs.a")]),
        ("phases: {deploy-day: {remove: no}}\nsign-offs: {a: {title: A, phase: prepare}}\n", [("unknown-phase", "sign-offs.a.phase")]),
        ("services: {a: {title: A, status-page: '{{ params.word }}'}}\n", [("wrong-value", "services.a.status-page")]),
    ],
)
def test_problems_of_a_merged_variant(text: str, found: list[tuple[str, str]]) -> None:
    assert reported(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "contacts: {a: Administrator}\n",
        "contacts: {a: {titel: A}}\n",
        LISTS.replace("items: {b: B}", "items: [b]"),
        LISTS.replace("b: B", "b: [B]"),
        LISTS.replace("phase: prepare", "phase: preprae"),
        "slos: {a: {title: A, kind: technical, target: fast, alert: over 5 s}}\n",
        "services: {a: {title: A, needs: b}}\n",
        "contacts: {a: {title: A, escalates-to: Tech Lead}}\n",
    ],
)
def test_consequences_of_a_wrong_shape_are_not_reported(text: str) -> None:
    assert reported(text) == []


def test_a_missing_field_is_reported_where_the_entry_is_introduced_for_each_variant() -> None:
    (problem,) = problems("contacts: {a: {because: why, hours: day}}\n", "contacts: {a: {group: People}}\n")
    assert (problem.span.file, problem.span.line, problem.variants) == (BASE, 1, ("shop",))


def test_an_open_field_is_reported_where_it_was_left_open() -> None:
    (problem,) = problems("", "contacts:\n  a:\n    title: null\n")
    assert (problem.span.file, problem.span.line) == (BASE, 3)
    assert "the variant must fill it in" in problem.message


def test_removed_entries_are_not_checked() -> None:
    assert reported("contacts: {a: {remove: nobody}}\n", "contacts: {a: {title: null, escalates-to: gone}}\n") == []


def test_a_variant_with_very_many_problems_is_cut_short() -> None:
    many = ", ".join(f"a{number}: {{group: People}}" for number in range(400))
    found = reported(f"contacts: {{{many}}}\n")
    assert len(found) == 201
    assert found[-1][0] == "too-many-problems"


def row_of_contacts(number: int, last: str) -> str:
    rows = [f"  c{at}: {{title: C, channel: c, escalates-to: c{at + 1}}}\n" for at in range(number)]
    return "contacts:\n" + "".join(rows) + f"  c{number}: {{title: C, channel: c{last}}}\n"


@pytest.mark.parametrize(
    ("contacts", "cycles"),
    [
        ("a: {title: A, escalates-to: a}", ["a > a"]),
        ("c: {title: C, escalates-to: b}, b: {title: B, escalates-to: a}, a: {title: A, escalates-to: b}", ["a > b > a"]),
        ("a: {title: A, escalates-to: b}, b: {title: B}, c: {title: C, escalates-to: b}", []),
    ],
)
def test_an_escalation_cycle_is_reported_once_at_its_first_contact(contacts: str, cycles: list[str]) -> None:
    found = [problem.message for problem in problems(f"contacts: {{{contacts}}}\n")]
    assert found == [f"the escalation is a cycle: {one}" for one in cycles]


def test_a_long_escalation_is_followed_once() -> None:
    """If each contact were followed separately, this would take minutes."""
    assert problems(row_of_contacts(4000, "")) == ()
    (problem,) = problems(row_of_contacts(4000, ", escalates-to: c0"))
    assert len(problem.message) < 120


def test_many_contacts_without_an_escalation_are_checked_quickly() -> None:
    contacts = "".join(f"  c{at}: {{title: C}}\n" for at in range(30_000))
    result = merged({BASE: "layer: {title: Base}\n", SHOP: f"{HEAD}contacts:\n{contacts}"})
    began = process_time()
    assert check_variant(result.variant, result.tree) == ()
    assert process_time() - began < 2
