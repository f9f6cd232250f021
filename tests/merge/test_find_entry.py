"""Find an entry, with the values of its layers, by its address in any form."""

from __future__ import annotations

import pytest

from generator.merge.find_entry import NoSuchAddress, find_entry
from generator.merge.merged_tree import Tree
from tests.layered import BASE, SHOP, merged

FILES = {
    BASE: """\
        phases: {prepare: {title: Prepare}, rollback: {title: Rollback}}
        contacts: {dba: {title: Administrator, hours: always, phone: null, aliases: [db-admin]}}
        checklists:
          code: {phase: prepare, title: Code, items: {tests: {text: Tests, items: {unit: Unit}}, lint: Lint}}
        procedures:
          roll-back: {phase: rollback, title: Roll back, steps: {assess: {title: Assess, items: {look: Look}}}}
        """,
    SHOP: """\
        variant: {title: Shop, extends: [base]}
        contacts: {dba: {because: nobody answers, phone: +880 1 22, unset: [hours]}}
        checklists: {code: {items: {lint: {remove: no linter}}}}
        """,
}


@pytest.fixture(scope="module")
def tree() -> Tree:
    return merged(FILES).tree


def test_each_field_has_the_values_of_its_layers_the_current_one_last(tree: Tree) -> None:
    _, entry = find_entry(tree, "contacts.dba")
    fields = {field: [(one.layer, one.value, one.is_null, one.because) for one in stack] for field, stack in entry.settings.items()}
    assert fields["phone"] == [("base", None, True, ""), ("shop", "+880 1 22", False, "nobody answers")]
    assert fields["hours"] == [("base", "always", False, ""), ("shop", None, False, "nobody answers")]
    assert fields["title"] == [("base", "Administrator", False, "")]


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("checklists.code.items.tests.items.unit", "checklists.code.items.tests.items.unit"),
        ("code/tests/unit", "checklists.code.items.tests.items.unit"),
        ("roll-back/assess/look", "procedures.roll-back.steps.assess.items.look"),
        ("contacts.db-admin", "contacts.dba"),
        ("checklists.code", "checklists.code"),
        # The end of one address alone.
        ("code", "checklists.code"),
        ("dba", "contacts.dba"),
        ("db-admin", "contacts.dba"),
        ("contacts/dba", "contacts.dba"),
        ("#contacts.dba", "contacts.dba"),
        ("tests/unit", "checklists.code.items.tests.items.unit"),
        ("steps.assess", "procedures.roll-back.steps.assess"),
        ("checklists.unit", "checklists.code.items.tests.items.unit"),
        ("prepare", "phases.prepare"),
        ("lint", "checklists.code.items.lint"),
        # The address of a field, as reports show it.
        ("contacts.dba.phone", "contacts.dba"),
        ("checklists.code.items.tests.text", "checklists.code.items.tests"),
    ],
)
def test_an_address_can_have_any_form(tree: Tree, address: str, full: str) -> None:
    assert find_entry(tree, address)[0] == full


def test_removed_entries_are_found(tree: Tree) -> None:
    removal = find_entry(tree, "code/lint")[1].removal
    assert removal is not None
    assert (removal.layer, removal.because, removal.key.span.file, removal.key.span.line) == ("shop", "no linter", SHOP, 3)


@pytest.mark.parametrize(
    ("address", "message", "help"),
    [
        ("contacts.bda", "no `bda` in `contacts`", "did you mean `dba`?"),
        ("contact.dba", "no `contact` in a runbook", "did you mean `contacts`?"),
        ("services.api", "`services` is not defined for this variant", "it has phases"),
        ("contacts", "`contacts` is not the address of an entity", "write an address"),
        ("contacts.dba.fone", "`contacts.dba.fone` is not the address of an entity", "write an address"),
        ("asses", "`asses` is not the address of an entity", "did you mean `procedures.roll-back.steps.assess`?"),
        ("rollback/assess", "no `rollback` in `checklists`", "known: code"),
        ("code/test", "no `test` in `checklists.code.items`", "did you mean `tests`?"),
        ("checklists.code.steps.x", "no `steps` in `checklists.code`", "did you mean `items`?"),
    ],
)
def test_a_wrong_address_raises_with_the_most_similar_name(tree: Tree, address: str, message: str, help: str) -> None:
    with pytest.raises(NoSuchAddress) as caught:
        find_entry(tree, address)
    assert message in str(caught.value)
    assert help in caught.value.help


def test_the_end_of_several_addresses_raises_with_all_of_them() -> None:
    both = "procedures: {code: {phase: prepare, title: Code, steps: {tests: Tests}}}"
    tree = merged({**FILES, "data/variants/shop/more.yaml": both}).tree
    with pytest.raises(NoSuchAddress, match="`code` may be one of 2 entities") as caught:
        find_entry(tree, "code")
    assert caught.value.help == "write one of checklists.code, procedures.code"
    assert find_entry(tree, "code/tests")[0] == "checklists.code.items.tests"
