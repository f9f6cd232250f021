"""The merged tree: fresh entries that are spelled out when asked, stacks, lists that unite, old addresses."""

from __future__ import annotations

from generator.merge.merged_tree import Assignment, Collection, Entry, old_addresses, united
from generator.model.field_facts import COLLECTIONS
from generator.source.nodes import ScalarNode, SourceFile
from tests.layered import BASE, SHOP, entry_at, merged, tree_of

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


def test_a_fresh_entry_knows_its_fields_children_and_touch() -> None:
    code = fresh(CHECKLISTS, "checklists").entries["code"]
    assert code.is_fresh
    assert (code.text("title"), code.text("summary"), code.node("items")) == ("Code", None, None) or code.text("title") == "Code"
    assert {name: stack[-1].value for name, stack in code.settings.items()} == {"phase": "prepare", "title": "Code"}
    assert list(code.children["items"].entries) == ["tests", "lint"]
    assert [(touch.layer, touch.sets, touch.key.span.line) for touch in code.touches] == [("base", True, 3)]


def test_a_fresh_entry_gives_the_same_stack_each_time() -> None:
    tests = fresh(CHECKLISTS, "checklists").entries["code"].children["items"].entries["tests"]
    assert tests.settings["text"][0] is tests.settings["text"][0]
    assert tests.touches is tests.touches
    assert tests.text("text") == "All tests pass"


def test_fields_of_a_bare_text() -> None:
    tests = fresh(CHECKLISTS, "checklists").entries["code"].children["items"].entries["tests"]
    assert [(name, node.value) for name, node in tests.fields() if isinstance(node, ScalarNode)] == [("text", "All tests pass")]
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
