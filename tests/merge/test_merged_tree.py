"""The merged tree: entries of a single layer, walks, stacks, lists that unite, old addresses."""

from __future__ import annotations

from generator.merge.merged_tree import Assignment, Collection, old_addresses, united, walk, written_collection, written_tree
from generator.model.field_facts import COLLECTIONS
from generator.source.nodes import MappingNode, ScalarNode, SourceFile
from tests.layered import BASE, SHOP, entry_at, layers_of, merged, tree_of

CHECKLISTS = """\
phases: {prepare: {title: Prepare}}
checklists:
  code:
    phase: prepare
    title: Code
    items:
      tests: All tests pass
      lint: {text: The linter reports nothing, items: {warnings: Warnings are errors}}
"""


def written(text: str, collection: str) -> Collection:
    record = COLLECTIONS[collection].record
    node = tree_of(text).values[collection]
    assert record is not None
    assert isinstance(node, MappingNode)
    return written_collection(record, "base", node)


def test_an_entry_of_a_single_layer_has_fields_children_and_one_edit() -> None:
    code = written(CHECKLISTS, "checklists").entries["code"]
    assert (code.text("title"), code.text("summary")) == ("Code", None)
    assert {name: stack[-1].value for name, stack in code.settings.items()} == {"phase": "prepare", "title": "Code"}
    assert list(code.children["items"].entries) == ["tests", "lint"]
    assert [(edit.layer, edit.changes, edit.key.span.line) for edit in code.edits] == [("base", True, 3)]


def test_an_entry_of_a_single_layer_returns_the_same_stack_each_time() -> None:
    tests = written(CHECKLISTS, "checklists").entries["code"].children["items"].entries["tests"]
    assert tests.settings["text"][0] is tests.settings["text"][0]
    assert tests.edits is tests.edits
    assert tests.text("text") == "All tests pass"


def test_a_bare_text_is_an_entry_with_the_field_text() -> None:
    tests = written(CHECKLISTS, "checklists").entries["code"].children["items"].entries["tests"]
    assert [(spec.key, node.value) for spec, node in tests.fields() if isinstance(node, ScalarNode)] == [("text", "All tests pass")]
    assert tests.names("aliases") == ()


def assign(layer: str, *names: str, inherited: tuple[Assignment, ...] | None = None, unset: bool = False) -> Assignment:
    node = None if unset else tree_of(f"a: [{', '.join(names)}]\n").values["a"]
    return Assignment(layer, ScalarNode(SourceFile("f", ""), 0, 0, "needs"), node, inherited=inherited)


def test_united_lists_contain_each_name_once() -> None:
    stack = (assign("base", "a", "b"), assign("web", "b", "c"))
    assert [name.value for name in united(stack)] == ["a", "b", "c"]


def test_an_unset_drops_inherited_names_but_not_those_of_another_parent() -> None:
    base = assign("base", "a")
    other = assign("web", "b", inherited=(base,))
    unset = assign("shop", inherited=(base,), unset=True)
    for stack in ((base, other, unset), (base, unset, other)):
        assert [name.value for name in united(stack)] == ["b"]


def test_a_removed_entry_keeps_its_place_and_its_reason() -> None:
    files = {
        BASE: CHECKLISTS,
        SHOP: "variant: {title: Shop, extends: [base]}\nchecklists: {code: {items: {tests: {remove: none are left}}}}\n",
    }
    code = entry_at(merged(files).tree, "checklists.code")
    tests = code.children["items"].entries["tests"]
    assert not tests.live
    assert tests.removal is not None
    assert (tests.removal.layer, tests.removal.because) == ("shop", "none are left")
    assert [entry.id for entry in code.children["items"].in_order()] == ["tests", "lint"]
    assert tests.text("text") == "All tests pass"


def test_a_walk_yields_live_entries_with_their_addresses_parents_first() -> None:
    own = "checklists: {code: {items: {lint: {remove: nobody reads it}}}, own: {phase: prepare, title: Own, items: {a: {text: A}}}}\n"
    tree = merged({BASE: CHECKLISTS, SHOP: f"variant: {{title: Shop, extends: [base]}}\n{own}"}).tree
    code = ["checklists.code", "checklists.code.items.tests"]
    rest = ["checklists.own", "checklists.own.items.a"]
    assert [address for address, _ in walk(tree)] == ["phases.prepare", *code, *rest]
    # The children of a removed entry are removed with it.
    assert [address for address, _ in walk(tree, removed=True)] == ["phases.prepare", *code, "checklists.code.items.lint", *rest]


def test_the_entries_of_one_layer_are_a_tree() -> None:
    own = "checklists: {code: {items: {lint: {remove: nobody reads it}, tests: {because: they do, text: Most pass}}}}\n"
    layer = layers_of({BASE: CHECKLISTS, SHOP: f"variant: {{title: Shop, extends: [base]}}\n{own}"})["shop"]
    found = dict(walk(written_tree(layer)))
    assert list(found) == ["checklists.code", "checklists.code.items.lint", "checklists.code.items.tests"]
    assert found["checklists.code.items.tests"].text("text") == "Most pass"


def test_only_live_entries_have_old_addresses() -> None:
    text = """\
        contacts:
          dba: {title: Database administrator, aliases: [db-admin]}
          gone: {title: Nobody, aliases: [was]}
        checklists:
          data: {title: Data, items: {run: {text: All run, aliases: [migrate, checklists.code.items.migrations]}}}
        """
    shop = "variant: {title: Shop, extends: [base]}\ncontacts: {gone: {remove: nobody is left}}\n"
    assert dict(old_addresses(merged({BASE: text, SHOP: shop}).tree)) == {
        "contacts.db-admin": "contacts.dba",
        "checklists.data.items.migrate": "checklists.data.items.run",
        "checklists.code.items.migrations": "checklists.data.items.run",
    }


def test_parents_that_set_the_same_value_do_not_conflict() -> None:
    files = {
        BASE: "contacts: {dba: {title: Administrator, hours: always}}\n",
        "data/layers/day/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: one, hours: daytime}}\n",
        "data/layers/too/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: two, hours: daytime}}\n",
        SHOP: "variant: {title: Shop, extends: [day, too]}\n",
    }
    dba = entry_at(merged(files).tree, "contacts.dba")
    assert [each.layer for each in dba.candidates["hours"]] == ["day", "too"]
    assert dba.conflicts == {}
