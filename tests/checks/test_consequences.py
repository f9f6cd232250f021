"""A mistake is reported at its cause. Problems that only follow from it are held back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest

from generator.checks.consequences import without_consequences
from generator.checks.severity_policy import apply_policy
from tests.layered import all_problems, encoded

LAYER, LISTS = "data/layers/base/layer.yaml", "data/layers/base/checklists.yaml"
SHOP, DEPLOY, PEOPLE, BACK = (f"data/variants/shop/{name}.yaml" for name in ("variant", "deploy", "contacts", "rollback"))
APP = "data/variants/app/app.yaml"
FILES = {
    LAYER: """\
        layer: {title: Every system}
        phases:
          prepare: {title: Prepare}
          deploy-day: {title: Deployment day}
          rollback: {title: Rollback}
        """,
    LISTS: """\
        checklists:
          readiness:
            phase: prepare
            title: Readiness
            items: {tests: {text: All tests pass, role: dba}, restore: A backup restores}
          opening:
            phase: deploy-day
            title: Deployment
            items: {backup: {text: A backup exists, role: dba}, live: The release answers}
        """,
    SHOP: """\
        variant:
          title: Shop
          extends: [base]
          owner: dba
          params: {host: db.internal}
        """,
    DEPLOY: """\
        checklists:
          opening:
            items:
              live: {because: it is a shop, text: The shop answers}
              migrate:
                {text: Migrate, role: dba, on-failure: procedures.roll-back, place: after backup, run: "psql {{ params.host }}"}
        """,
    PEOPLE: """\
        contacts:
          dba: {title: Database, name: Ann, phone: "+1 555 0100", escalates-to: lead}
          lead: {title: Lead, name: Bo, phone: "+1 555 0101"}
        """,
    BACK: """\
        procedures:
          roll-back:
            phase: rollback
            title: Roll back
            when: a trigger fires
            role: dba
            steps: {tell: {text: Tell everybody, role: lead}, restore: Restore the release}
        """,
    APP: """\
        variant: {title: App, extends: [base], owner: dba}
        contacts: {dba: {title: Database, name: Cleo, phone: "+1 555 0102"}}
        checklists: {opening: {items: {live: {because: it is an app, text: The app answers}}}}
        """,
}
Change = Callable[[dict[str, str]], dict[str, str]]


def replaced(path: str, old: str, new: str) -> Change:
    """Replace a text in a file."""

    def change(files: dict[str, str]) -> dict[str, str]:
        assert old in files[path]
        return files | {path: files[path].replace(old, new)}

    return change


def moved(old: str, new: str) -> Change:
    """Move all files whose paths begin with `old`; an empty `new` deletes them."""
    return lambda files: {
        path.replace(old, new, 1) if path.startswith(old) else path: text for path, text in files.items() if new or not path.startswith(old)
    }


def both(one: Change, other: Change) -> Change:
    return lambda files: other(one(files))


def inside(head: str, without: str = "") -> Change:
    """Write the contacts below another head, and leave out the file `without`."""

    def change(files: dict[str, str]) -> dict[str, str]:
        people = "".join(f"    {line}\n" for line in dedent(files[PEOPLE]).splitlines()[1:])
        return {path: text for path, text in files.items() if path != without} | {PEOPLE: f"{head}\n{people}"}

    return change


def reported(change: Change) -> list[str]:
    problems = apply_policy(all_problems(encoded(change(FILES))), date(2026, 11, 21), "check")
    return [f"{problem.code} {problem.span.file}" for problem in without_consequences(problems)]


def test_the_project_has_no_problem() -> None:
    assert [found for found in reported(lambda files: files) if not found.startswith("lonely-layer")] == []


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        pytest.param(change, code, path, id=name)
        for name, change, code, path in (
            # A misspelt or missing head.
            ("variants:", replaced(SHOP, "variant:", "variants:"), "unknown-field", SHOP),
            ("Variant:", replaced(SHOP, "variant:", "Variant:"), "unknown-field", SHOP),
            ("varaint:", replaced(SHOP, "variant:", "varaint:"), "unknown-field", SHOP),
            ("layers:", replaced(LAYER, "layer:", "layers:"), "unknown-field", LAYER),
            ("no-head", moved(SHOP, ""), "missing-head", PEOPLE),
            ("head-at-the-top", lambda files: files | {SHOP: "title: Shop\nextends: [base]\nowner: dba\n"}, "unknown-field", SHOP),
            ("head-is-a-text", lambda files: files | {SHOP: "variant: Shop\n"}, "wrong-shape", SHOP),
            ("two-heads", replaced(PEOPLE, "contacts:", "variant: {title: Shop}\n        contacts:"), "duplicate-id", SHOP),
            # A misspelt key of a head.
            ("extend:", replaced(SHOP, "extends:", "extend:"), "unknown-field", SHOP),
            ("parents:", replaced(SHOP, "extends:", "parents:"), "unknown-field", SHOP),
            ("parameters:", replaced(SHOP, "params:", "parameters:"), "unknown-field", SHOP),
            # A misspelt collection.
            ("contact:", replaced(PEOPLE, "contacts:", "contact:"), "unknown-field", PEOPLE),
            ("people:", replaced(PEOPLE, "contacts:", "people:"), "unknown-field", PEOPLE),
            ("phase:", replaced(LAYER, "phases:", "phase:"), "unknown-field", LAYER),
            ("checklist:", replaced(LISTS, "checklists:", "checklist:"), "unknown-field", LISTS),
            ("list-of-contacts", lambda files: files | {PEOPLE: "contacts:\n  - dba: {title: Database}\n"}, "wrong-shape", PEOPLE),
            # A layer that is not found.
            ("extends-bse", replaced(SHOP, "[base]", "[bse]"), "unknown-layer", SHOP),
            ("extends-Base", replaced(SHOP, "[base]", "[Base]"), "wrong-value", SHOP),
            ("in-variants", moved("data/layers/base/", "data/variants/base/"), "misplaced-head", "data/variants/base/layer.yaml"),
            ("head-of-a-variant", replaced(LAYER, "layer:", "variant:"), "misplaced-head", LAYER),
            ("head-of-a-layer", replaced(SHOP, "variant:", "layer:"), "misplaced-head", SHOP),
            ("Base", moved("data/layers/base/", "data/layers/Base/"), "bad-id", "data/layers/Base/checklists.yaml"),
            ("data-layer", moved("data/layers/", "data/layer/"), "stray-file", "data/layer/base/checklists.yaml"),
            ("Layers", moved("data/layers/", "data/Layers/"), "stray-file", "data/Layers/base/checklists.yaml"),
            ("data-base", moved("data/layers/base/", "data/base/"), "stray-file", "data/base/checklists.yaml"),
            ("layer-beside", moved(LAYER, "data/layers/base.yaml"), "stray-file", "data/layers/base.yaml"),
            ("variant-beside", moved(SHOP, "data/variants/shop.yaml"), "stray-file", "data/variants/shop.yaml"),
            # A missing file.
            ("no-contacts", moved(PEOPLE, ""), "unknown-role", SHOP),
            ("no-phases", moved(LAYER, ""), "unknown-phase", LISTS),
            # An entry in the wrong collection, or with an id that is not valid.
            ("contact-in-services", replaced(PEOPLE, "contacts:", "services:"), "unknown-field", PEOPLE),
            ("procedure-in-checklists", replaced(BACK, "procedures:", "checklists:"), "unknown-field", BACK),
            ("item:", replaced(LISTS, "items:", "item:"), "unknown-field", LISTS),
            (
                "contacts-in-head",
                inside("variant:\n  title: Shop\n  extends: [base]\n  owner: dba\n  contacts:", SHOP),
                "unknown-field",
                PEOPLE,
            ),
            ("contacts-in-a-list", inside("checklists:\n  contacts:"), "unknown-field", PEOPLE),
            ("DBA", replaced(PEOPLE, "dba:", "DBA:"), "bad-id", PEOPLE),
            ("Lead", both(replaced(PEOPLE, "lead", "Lead"), replaced(BACK, "lead", "Lead")), "bad-id", PEOPLE),
            ("Roll_Back-way", both(replaced(BACK, "roll-back:", "Roll_Back:"), replaced(DEPLOY, "roll-back", "Roll_Back")), "bad-id", BACK),
            ("Roll_Back", replaced(BACK, "roll-back:", "Roll_Back:"), "bad-id", BACK),
            ("Opening", replaced(LISTS, "opening:", "Opening:"), "bad-id", LISTS),
            ("deploy", replaced(LAYER, "deploy-day:", "deploy:"), "bad-id", LAYER),
            ("HOST", both(replaced(SHOP, "{host", "{HOST"), replaced(DEPLOY, "params.host", "params.HOST")), "bad-id", SHOP),
        )
    ],
)
def test_the_cause_is_reported_and_nothing_else(change: Change, code: str, path: str) -> None:
    assert {*reported(change)} == {f"{code} {path}"}


def test_a_missing_entry_is_reported_at_its_first_change_alone() -> None:
    """Without the list of the layer, each variant has a list without a title, a phase and items, but that is not the mistake."""
    assert reported(moved(LISTS, "")) == [f"nothing-to-override {APP}", f"nothing-to-override {DEPLOY}"]


def test_the_cause_in_one_variant_hides_nothing_in_another() -> None:
    change = both(replaced(PEOPLE, "dba:", "DBA:"), replaced(APP, "{dba:", "{lead:"))
    assert {f"bad-id {PEOPLE}", f"unknown-role {APP}", f"unknown-role {LISTS}"} == {*reported(change)}


def test_other_mistakes_are_still_reported() -> None:
    change = both(replaced(PEOPLE, "dba:", "DBA:"), replaced(DEPLOY, "procedures.roll-back", "procedures.rollback"))
    assert reported(change) == [f"bad-id {PEOPLE}", f"unknown-address {DEPLOY}"]
