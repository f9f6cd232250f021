"""The lint rules about where people go on: cases with a finding and cases without."""

from __future__ import annotations

import pytest

from generator.checks.lint import lint_variant
from tests.layered import BASE, SHOP, merged

HEAD = "variant: {title: Shop, extends: [base]}\n"
BACK = "r: {phase: rollback, title: R, steps: {s: S}}"
RULES = {
    *("circular-way", "no-way-out", "dead-end-trigger", "unreachable-line", "falls-into-way"),
    *("missing-way", "one-way-decision", "split-command", "idle-syntax", "hold-after-start"),
}


def reported(text: str, below: str = "") -> list[str]:
    """Return the rules that report something, each with the address."""
    result = merged({BASE: f"layer: {{title: Base}}\n{below}", SHOP: HEAD + text})
    found = lint_variant(result.variant, (), result.tree)
    return [f"{problem.code} {problem.address}" for problem in found if problem.code in RULES]


def in_procedure(steps: str) -> list[str]:
    """Return the findings for the steps of a procedure, with addresses from the step on."""
    text = f"procedures: {{p: {{phase: prepare, title: P, steps: {{{steps}}}}}, q: {{phase: prepare, title: Q, steps: {{r: R}}}}}}\n"
    return [one.replace("procedures.p.steps.", "") for one in reported(text)]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ("s: {text: S, on-failure: s}", ["circular-way s.on-failure"]),
        ("s: {text: S, on-failure: procedures.p}", ["circular-way s.on-failure"]),
        ("s: {text: S, on-failure: procedures.p.steps.s}", ["circular-way s.on-failure"]),
        ("s: {text: S, then: s}", ["circular-way s.then"]),
        ("s: {text: S, on-failure: t}, t: T", []),
        ("s: {text: S, then: done}", []),
        ("s: {text: S, on-failure: none}", []),
        ("s: {text: S, choices: {a: {then: s}, b: {then: t}}}, t: T", []),
        ("s: {text: S, on-failure: procedures.q}", []),
    ],
)
def test_a_way_that_leads_back_to_itself(steps: str, found: list[str]) -> None:
    assert in_procedure(steps) == found


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ("s: {text: S, then: done}, t: T, u: U", ["unreachable-line t"]),
        ("s: {text: S, then: u}, t: T, u: U", ["unreachable-line t"]),
        ("s: {text: S, then: u}, t: {text: T, then: done}, u: U, v: V", ["unreachable-line t"]),
        ("s: {text: S, then: done}, t: {text: T, then: done}, u: U", ["unreachable-line t", "unreachable-line u"]),
        ("s: {text: S, choices: {a: {then: u}, b: {then: done}}}, t: T, u: U", ["unreachable-line t"]),
        ("s: {text: S, choices: {a: {then: u}, b: {text: Wait}}}, t: T, u: U", ["missing-way s.choices.b"]),
        ("s: {text: S, choices: {a: {text: A}, b: {text: B}}}, t: T", []),
        ("s: {text: S, then: done, if: it works}, t: T", []),
        ("s: {text: S, then: done, optional: true}, t: T", []),
        ("s: {text: S, then: none}, t: T", []),
        ("s: {text: S, then: done, on-failure: t}, t: T", []),
        ("s: {text: S, then: u, items: {x: {text: X, on-failure: t}}}, t: {text: T, then: done}, u: U", []),
        ("s: {text: S, then: v}, t: T", []),
    ],
)
def test_a_line_that_nobody_gets_to(steps: str, found: list[str]) -> None:
    """People skip lines whose condition does not hold, and optional lines. A misspelt way may be meant for any line."""
    assert in_procedure(steps) == found


def test_a_line_that_another_list_leads_to_is_reached() -> None:
    lines = "p: {phase: prepare, title: P, steps: {s: {text: S, then: done}, t: {text: T, aliases: [u]}}}"
    away = "q: {phase: prepare, title: Q, on-failure: procedures.p.steps.%s, steps: {r: R}}"
    for name, found in (("t", []), ("u", []), ("s", ["unreachable-line procedures.p.steps.t"])):
        assert reported(f"procedures: {{{lines}, {away % name}}}\n") == found


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ("s: {text: S, choices: {a: {then: t}, b: {then: u}}}, t: T, u: U", ["falls-into-way t"]),
        ("s: {text: S, choices: {a: {then: t}, b: {then: v}}}, t: T, u: U, v: V", ["falls-into-way u"]),
        ("s: {text: S, choices: {a: {then: t}, b: {then: u}}}, t: {text: T, then: done}, u: U", []),
        ("s: {text: S, choices: {a: {then: t}, b: {then: u}}}, t: {text: T, then: u}, u: U", []),
        ("s: {text: S, choices: {a: {then: t}, b: {then: done}}}, t: T, u: U", []),
        ("s: S, t: T, u: {text: U, choices: {a: {then: s}, b: {then: t}, c: {then: done}}}", []),
        (
            "s: {text: S, choices: {a: {then: t}, b: {then: u}, c: {then: t}}}, t: {choices: {a: {then: done}, b: {then: u}}}, u: U",
            [],
        ),
    ],
)
def test_a_way_that_goes_on_into_another_way(steps: str, found: list[str]) -> None:
    """Where both ways are wanted one after the other, `then` says so. Ways back to earlier lines repeat them."""
    assert in_procedure(steps) == found


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ("a: {text: A}", ["one-way-decision s"]),
        ("a: {then: t}", ["one-way-decision s"]),
        ("a: {text: A}, b: {text: B}", []),
        ("a: {then: done}, b: {text: B}", ["missing-way s.choices.b"]),
        ("a: {then: done}, b: {text: B, then: none}", []),
    ],
)
def test_a_decision_has_several_choices_and_each_or_none_says_where_to_go_on(choices: str, found: list[str]) -> None:
    assert in_procedure(f"s: {{text: S, choices: {{{choices}}}}}, t: {{text: T}}") == found


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ("cut-over: {at: T-0, items: {i: I}}", ["cut-over"]),
        ("a: {at: T-1h, items: {i: I}}, cut-over: {items: {i: I}}, z: {items: {i: I}}", ["cut-over", "z"]),
        ("a: {at: T-1h, items: {i: I}}, b: {items: {i: I}}", []),
        ("a: {at: T+1h, items: {i: I}}, b: {at: T-1h, items: {i: I}}", ["a"]),
        ("cut-over: {at: T-0, on-failure: none, items: {i: I}}", []),
        ("cut-over: {at: T-0, items: {i: {text: I, on-failure: none}, j: J}}", ["cut-over"]),
        ("cut-over: {at: T-0, items: {i: {text: I, on-failure: none}}}", []),
        ("cut-over: {at: T-0, items: {i: {text: I, items: {x: {text: X, on-failure: none}, y: Y}}}}", ["cut-over"]),
        ("cut-over: {at: T-0, items: {i: {text: I, items: {x: {text: X, on-failure: none}}}}}", []),
        ("cut-over: {at: T-0, items: {i: {text: I, choices: {a: {text: A}, b: {text: B}}}}}", []),
        ("cut-over: {group: late, items: {i: I}}", ["cut-over"]),
    ],
)
def test_lists_from_the_cut_over_on_need_a_way_out(lists: str, found: list[str]) -> None:
    lists = lists.replace("{at:", "{phase: deploy-day, title: L, at:").replace(": {items:", ": {phase: deploy-day, title: L, items:")
    lists = lists.replace("text: I, phase: deploy-day, title: L, ", "text: I, ").replace("{group:", "{phase: deploy-day, title: L, group:")
    phases = "phases: {deploy-day: {title: D%s, groups: {late: {title: Late, at: T+1h}}}}\n"
    text = f"checklists: {{{lists}}}\nprocedures: {{{BACK}}}\n"
    assert reported(text, phases % "") == [f"no-way-out checklists.{id}" for id in found]
    assert reported(text, phases % ", on-failure: procedures.r") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("triggers: {t: {text: T}, u: {text: U, then: procedures.r}}\nprocedures: {BACK}", ["dead-end-trigger triggers.t"]),
        (
            "triggers: {t: {text: T, then: done}, u: {text: U, then: none}}\nprocedures: {BACK}",
            [
                "dead-end-trigger triggers.t",
                "dead-end-trigger triggers.u",
            ],
        ),
        ("triggers: {t: {text: T}}\nprocedures: {r: {phase: incident, title: R, steps: {s: S}}}", []),
        ("triggers: {t: {text: T}}", []),
    ],
)
def test_a_trigger_names_the_procedure_to_follow_if_there_is_one(text: str, found: list[str]) -> None:
    assert reported(text.replace("BACK", BACK) + "\n", "phases: {rollback: {title: R}}\n") == found


def test_a_command_of_the_variant_needs_its_own_expected_result() -> None:
    below = "checklists: {a: {phase: prepare, title: A, items: {b: {text: B, run: x, expect: y}}}}\n"
    own = "checklists: {a: {items: {b: {because: c, %s}}}}\n"
    assert reported(own % "run: z", below) == ["split-command checklists.a.items.b.expect"]
    for fields in ("run: z, expect: y", "run: z, unset: [expect]", "expect: w", "text: C"):
        assert reported(own % fields, below) == []
    assert reported("checklists: {a: {phase: prepare, title: A, items: {b: {text: B, run: x, expect: y}}}}\n") == []

    assert reported(own % "run: z", below.replace("expect", "output")) == ["split-command checklists.a.items.b.output"]
    assert reported(own % "run: z", below.replace("expect: y", "syntax: sql")) == ["split-command checklists.a.items.b.syntax"]


@pytest.mark.parametrize(
    ("field", "confirmed"),
    [
        ("on-failure: done", "on-failure: done"),
        ("caution: Careful", "caution: Careful"),
        ("details: With care", "details: With care"),
        ("choices: {ok: {then: done}, no: {then: done}}", "choices: {ok: {because: so, within: 1 min}, no: {because: so, within: 1 min}}"),
    ],
)
def test_what_a_layer_adds_later_to_its_own_command_is_found_beside_another_one(field: str, confirmed: str) -> None:
    """Without a command in the layer, the field is true of the line itself; a variant confirms it by writing it beside its command."""
    below = f"checklists: {{a: {{phase: prepare, title: A, items: {{b: {{text: B, run: x, {field}}}}}}}}}\n"
    own = "checklists: {a: {items: {b: {because: c, run: z%s}}}}\n"
    key = field.partition(":")[0]
    assert reported(own % "", below) == [f"split-command checklists.a.items.b.{key}"]
    assert reported(own % f", {confirmed}", below) == []
    assert reported(own % "", below.replace("run: x, ", "")) == []
    assert reported(own % "", below.replace("run: x", "run: null")) == []


def test_a_language_belongs_to_a_command() -> None:
    text = "checklists: {a: {phase: prepare, title: A, items: {b: {text: B, syntax: sql%s}}}}\n"
    assert reported(text % "") == ["idle-syntax checklists.a.items.b.syntax"]
    assert reported(text % ", run: select 1") == []


@pytest.mark.parametrize(
    ("sign_off", "found"),
    [
        ("before: checklists.c, at: T+2h", ["hold-after-start sign-offs.go.at"]),
        ("before: checklists.c, at: T+1h", []),
        ("before: checklists.c", []),
        ("at: T+2h", []),
        ("before: phases.deploy-day.groups.late, at: T+2h", ["hold-after-start sign-offs.go.at"]),
    ],
)
def test_an_approval_is_not_later_than_what_it_holds(sign_off: str, found: list[str]) -> None:
    text = (
        f"checklists: {{c: {{phase: deploy-day, group: late, title: C, items: {{i: I}}}}}}\nsign-offs: {{go: {{title: Go, {sign_off}}}}}\n"
    )
    phases = "phases: {deploy-day: {title: D, on-failure: none, groups: {late: {title: Late, at: T+1h}}}, rollback: {title: R}}\n"
    assert reported(f"{text}procedures: {{{BACK}}}\n", phases) == found
