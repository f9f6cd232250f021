"""The merged tree: entries of one layer that are spelled out when asked, walks, stacks, lists that unite, old addresses."""

from __future__ import annotations

from generator.merge.merged_tree import Assignment, Collection, Entry, old_addresses, united, walk, written_tree
from generator.model.field_facts import COLLECTIONS
from generator.source.nodes import ScalarNode, SourceFile
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


def fresh(text: str, collection: str) -> Collection:
    record = COLLECTIONS[collection].record
    node = tree_of(text).values[collection]
    assert record is not None
    return Collection.fresh(record, "base", node)  # type: ignore[arg-type]


def test_a_fresh_entry_knows_its_fields_children_and_edit() -> None:
    code = fresh(CHECKLISTS, "checklists").entries["code"]
    assert (code.text("title"), code.text("summary")) == ("Code", None)
    assert {name: stack[-1].value for name, stack in code.settings.items()} == {"phase": "prepare", "title": "Code"}
    assert list(code.children["items"].entries) == ["tests", "lint"]
    assert [(edit.layer, edit.sets, edit.key.span.line) for edit in code.edits] == [("base", True, 3)]


def test_a_fresh_entry_gives_the_same_stack_each_time() -> None:
    tests = fresh(CHECKLISTS, "checklists").entries["code"].children["items"].entries["tests"]
    assert tests.settings["text"][0] is tests.settings["text"][0]
    assert tests.edits is tests.edits
    assert tests.text("text") == "All tests pass"


def test_fields_of_a_bare_text() -> None:
    tests = fresh(CHECKLISTS, "checklists").entries["code"].children["items"].entries["tests"]
    assert [(spec.key, node.value) for spec, node in tests.fields() if isinstance(node, ScalarNode)] == [("text", "All tests pass")]
    assert tests.names("aliases") == ()


def word(layer: str, *names: str, below: tuple[Assignment, ...] | None = None, unset: bool = False) -> Assignment:
    node = None if unset else tree_of(f"a: [{', '.join(names)}]\n").values["a"]
    return Assignment(layer, ScalarNode(SourceFile("f", ""), 0, 0, "needs"), node, below=below)


def test_lists_unite_without_twins() -> None:
    stack = (word("base", "a", "b"), word("web", "b", "c"))
    assert [name.value for name in united(stack)] == ["a", "b", "c"]


def test_an_unset_drops_what_stood_below_it_and_not_what_stands_beside() -> None:
    ground = word("base", "a")
    beside = word("web", "b", below=(ground,))
    unset = word("shop", below=(ground,), unset=True)
    for stack in ((ground, beside, unset), (ground, unset, beside)):
        assert [name.value for name in united(stack)] == ["b"]


def test_removed_entries_keep_their_place_and_their_reason() -> None:
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


def test_a_walk_meets_live_entries_with_their_addresses_each_before_what_it_holds() -> None:
    own = "checklists: {code: {items: {lint: {remove: nobody reads it}}}, own: {phase: prepare, title: Own, items: {a: {text: A}}}}\n"
    tree = merged({BASE: CHECKLISTS, SHOP: f"variant: {{title: Shop, extends: [base]}}\n{own}"}).tree
    code = ["checklists.code", "checklists.code.items.tests"]
    rest = ["checklists.own", "checklists.own.items.a"]
    assert [address for address, _ in walk(tree)] == ["phases.prepare", *code, *rest]
    # What a removed entry held is gone with it.
    assert [address for address, _ in walk(tree, removed=True)] == ["phases.prepare", *code, "checklists.code.items.lint", *rest]


def test_what_a_layer_writes_is_a_tree_too() -> None:
    own = "checklists: {code: {items: {lint: {remove: nobody reads it}, tests: {because: they do, text: Most pass}}}}\n"
    layer = layers_of({BASE: CHECKLISTS, SHOP: f"variant: {{title: Shop, extends: [base]}}\n{own}"})["shop"]
    found = dict(walk(written_tree(layer)))
    assert list(found) == ["checklists.code", "checklists.code.items.lint", "checklists.code.items.tests"]
    assert found["checklists.code.items.tests"].text("text") == "Most pass"


def test_old_addresses_of_live_entries_alone() -> None:
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


def test_parents_that_agree_do_not_contest() -> None:
    files = {
        BASE: "contacts: {dba: {title: Administrator, hours: always}}\n",
        "data/layers/day/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: one, hours: daytime}}\n",
        "data/layers/too/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: two, hours: daytime}}\n",
        SHOP: "variant: {title: Shop, extends: [day, too]}\n",
    }
    dba = entry_at(merged(files).tree, "contacts.dba")
    assert dba.rivals is not None
    assert [each.layer for each in dba.rivals["hours"]] == ["day", "too"]
    assert dba.contested == {}
    assert isinstance(dba, Entry)
