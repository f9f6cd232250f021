"""Each reference leads to one entity. For a wrong id, the report suggests the nearest id; for an old id, the new one."""

from __future__ import annotations

import pytest

from generator.checks.check_variant import check_variant
from generator.diagnostics.diagnostic import Diagnostic
from tests.layered import BASE, SHOP, merged

GROUND = """\
    phases:
      prepare: {title: Prepare, groups: {week-before: {title: A week before}}}
      rollback: {title: Rollback}
    contacts: {dba: {title: Administrator, aliases: [db-admin]}, lead: {title: Lead}, gone: {title: Gone}}
    services: {store: {title: Store}, api: {title: API, needs: [store]}}
    slos: {errors: {title: Errors, kind: technical}}
    procedures:
      roll-back:
        phase: rollback
        title: Roll back
        steps:
          assess: {title: Assess, choices: {bad: {then: restore}}}
          restore: {title: Restore, aliases: [procedures.old.steps.restore]}
    checklists: {code: {phase: prepare, title: Code, items: {tests: Tests}}}
    """


def reported(text: str) -> list[Diagnostic]:
    result = merged({BASE: GROUND, SHOP: f"variant: {{title: Shop, extends: [base]}}\n{text}\n"})
    return list(check_variant(result.variant, result.tree))


def item(fields: str) -> str:
    return f"checklists: {{mine: {{phase: prepare, title: Mine, items: {{x: {{text: X, {fields}}}}}}}}}"


@pytest.mark.parametrize(
    "text",
    [
        item("role: dba"),
        item("slo: errors"),
        item("on-failure: procedures.roll-back"),
        item("on-failure: procedures.roll-back.steps.assess"),
        item("on-failure: checklists.code.items.tests"),
        item("on-failure: x, then: done"),
        item("on-failure: none, choices: {a: {then: x}, b: {then: procedures.roll-back}}"),
        item("items: {part: {text: Part, then: x}}"),
        "phases: {prepare: {title: Prepare, on-failure: procedures.roll-back}}",
        "triggers: {slow: {text: Slow, then: procedures.roll-back, role: dba}}",
        "services: {web: {title: Web, needs: [api, store]}}",
        "checklists: {mine: {phase: prepare, group: week-before, title: Mine, items: {x: X}}}",
        "contacts: {more: {title: More, aliases: [other, services.old]}}",
    ],
)
def test_valid_references(text: str) -> None:
    assert not reported(text)


@pytest.mark.parametrize(
    ("text", "code", "help"),
    [
        (item("role: bda"), "unknown-role", "did you mean `dba`?"),
        (item("role: db-admin"), "unknown-role", "it is now `dba`."),
        (item("slo: error"), "unknown-slo", "did you mean `errors`?"),
        (item("role: store"), "unknown-role", "`store` is in `services`: move it to `contacts`, or name another one."),
        (item("on-failure: procedures.rollback"), "unknown-address", "did you mean `procedures.roll-back`?"),
        (item("on-failure: procedure.roll-back"), "unknown-address", "did you mean `procedures.roll-back`?"),
        (item("on-failure: procedures.roll-back.steps.asess"), "unknown-address", "did you mean `procedures.roll-back.steps.assess`?"),
        (item("on-failure: procedures.old.steps.restore"), "unknown-address", "it is now `procedures.roll-back.steps.restore`"),
        (item("on-failure: contacts.db-admin"), "unknown-address", "it is now `contacts.dba`"),
        (item("on-failure: contacts.dba.name"), "unknown-address", "write pairs of collection"),
        (item("on-failure: y"), "unknown-item", "Items are those of the same checklist: x."),
        (item("items: {part: {text: Part, then: part}}"), "unknown-item", "Items are those of the same checklist: x."),
        (item("choices: {a: {then: assess}}"), "unknown-item", "Items are those of the same checklist: x."),
        ("phases: {prepare: {title: Prepare, on-failure: roll-back}}", "unknown-address", "did you mean `procedures.roll-back`?"),
        ("triggers: {slow: {text: Slow, then: roll-back}}", "unknown-address", "did you mean `procedures.roll-back`?"),
        ("checklists: {mine: {phase: prepare, title: M, on-failure: x, items: {x: X}}}", "unknown-address", "write pairs of collection"),
        ("services: {web: {title: Web, needs: [api, stor]}}", "unknown-service", "did you mean `store`?"),
        ("checklists: {mine: {phase: operate, title: Mine, items: {x: X}}}", "unknown-phase", "Give the phase its title there."),
        ("checklists: {mine: {phase: prepare, group: week, title: Mine, items: {x: X}}}", "unknown-group", "week-before"),
        ("checklists: {mine: {phase: rollback, group: week-before, title: Mine, items: {x: X}}}", "unknown-group", "none"),
        ("contacts: {more: {title: More, aliases: [dba]}}", "alias-clash", "one entry only"),
        ("contacts: {more: {title: More, aliases: [more]}}", "alias-clash", "one entry only"),
        ("contacts: {more: {title: More, aliases: [db-admin]}}", "alias-clash", "one entry only"),
        ("contacts: {more: {title: More, aliases: [checklists.code.items.tests]}}", "alias-clash", "one entry only"),
        ("contacts: {more: {title: More, aliases: [checklists.code.items]}}", "alias-clash", "one entry only"),
    ],
)
def test_invalid_references(text: str, code: str, help: str) -> None:
    (problem,) = reported(text)
    assert problem.code == code
    assert help in problem.help
    assert problem.variants == ("shop",)


@pytest.mark.parametrize("field", ["role: gone", "on-failure: contacts.gone"])
def test_a_reference_to_a_removed_entry_gives_the_reason_of_the_removal(field: str) -> None:
    (problem,) = reported(f"contacts: {{gone: {{remove: nobody is left}}}}\n{item(field)}")
    assert problem.code == "removed-reference"
    assert "nobody is left" in problem.message
    assert [(note.label, note.span.file, note.span.line) for note in problem.notes] == [("removed", SHOP, 2)]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        (
            "contacts: {gone: {remove: nobody is left}}\nchecklists: {code: {items: {build: {because: no, role: gone}}}}",
            "with `unset: [role]`",
        ),
        ("phases: {prepare: {remove: nothing is deployed}}", "or remove this entry too"),
        ("checklists: {code: {columns: {owner: {remove: nobody owns it}}}}", "with `cells: {owner: {remove: why}}`"),
    ],
)
def test_the_help_about_a_removed_entry_is_something_that_is_allowed(text: str, help: str) -> None:
    """A required field and the value in a column cannot be unset."""
    cells = "checklists: {code: {columns: {owner: Owner}, items: {build: {text: Build, cells: {owner: A}}}}}"
    result = merged(
        {BASE: GROUND.replace("items: {tests: Tests}", cells[20:-2]), SHOP: f"variant: {{title: Shop, extends: [base]}}\n{text}\n"}
    )
    found = [problem for problem in check_variant(result.variant, result.tree) if problem.code == "removed-reference"]
    assert help in found[0].help


def test_steps_are_those_of_the_same_procedure() -> None:
    text = "procedures: {mine: {phase: rollback, title: Mine, steps: {one: {title: One, choices: {a: {then: assess}}}}}}"
    (problem,) = reported(text)
    assert (problem.code, problem.address) == ("unknown-step", "procedures.mine.steps.one.choices.a.then")


def test_old_names_of_removed_entries_are_free() -> None:
    assert not reported("contacts: {dba: {remove: nobody}, new: {title: New, aliases: [dba, db-admin]}}")
