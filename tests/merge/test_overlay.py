"""One layer applied to what it inherits: what is shared, what is changed, what is reported. The rules are in tests/cases/merge."""

from __future__ import annotations

import pytest

from generator.merge.merge_variant import SharedLayers, merge_shared
from generator.merge.merged_tree import Tree
from tests.layered import BASE, SHOP, entry_at, layers_of, merged

INHERITED = """\
    phases: {prepare: {title: Prepare}}
    contacts: {dba: {title: Administrator, hours: always, phone: null}, lead: {title: Lead}}
    services: {api: {title: API, needs: [store, cache]}, store: {title: Store}, cache: {title: Cache}}
    checklists:
      code: {phase: prepare, title: Code, items: {tests: {text: Tests, items: {unit: Unit}}, lint: Lint}}
      data: {phase: prepare, title: Data, items: {backup: Backup}}
    """


def over(text: str) -> tuple[Tree, list[tuple[str, str]]]:
    """The merged tree of a variant with `text` that extends the base, and the codes and addresses of its problems."""
    result = merged({BASE: INHERITED, SHOP: f"variant: {{title: Shop, extends: [base]}}\n{text}\n"})
    return result.tree, [(problem.code, problem.address) for problem in result.diagnostics]


def base() -> SharedLayers:
    return merge_shared(layers_of({BASE: INHERITED}))


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ({"x": "after y", "y": "after x"}, ["x"]),
        ({"x": "before y", "y": "before x"}, ["x"]),
        ({"x": "after y", "y": "after z", "z": "after x"}, ["x"]),
        ({"x": "after y", "y": "before x"}, []),
        ({"x": "after y", "y": "after lint", "z": "after x"}, []),
        ({"x": "first", "y": "first", "z": "last"}, []),
        ({"lint": "after tests", "tests": "after lint"}, ["lint"]),
        ({"x": "after lint", "y": "after x", "lint": "after y"}, ["x"]),
    ],
)
def test_entries_that_are_placed_after_each_other(places: dict[str, str], found: list[str]) -> None:
    rows = "".join(f"{id}: {{place: {place}{'' if id in ('lint', 'tests') else ', text: T'}}}, " for id, place in places.items())
    _, problems = over(f"checklists: {{code: {{items: {{{rows}}}}}}}")
    assert problems == [("circular-place", f"checklists.code.items.{id}.place") for id in found]


def test_a_later_layer_may_turn_a_place_around() -> None:
    below = INHERITED + "  more: {phase: prepare, title: M, items: {a: {text: A, place: after b}, b: B}}\n"
    text = "variant: {title: Shop, extends: [base]}\nchecklists: {more: {items: {b: {place: after a}}}}\n"
    assert merged({BASE: below, SHOP: text}).diagnostics == ()


def test_unchanged_entries_are_shared_and_not_copied() -> None:
    layers = layers_of(
        {BASE: INHERITED, "data/layers/top/x.yaml": "layer: {extends: [base]}\nchecklists: {code: {items: {lint: {remove: why}}}}\n"}
    )
    trees = merge_shared(layers).trees
    below, above = trees["base"], trees["top"]
    assert above["contacts"] is below["contacts"]
    assert entry_at(above, "checklists.data") is entry_at(below, "checklists.data")
    assert entry_at(above, "checklists.code.items.tests") is entry_at(below, "checklists.code.items.tests")
    assert entry_at(above, "checklists.code") is not entry_at(below, "checklists.code")
    assert entry_at(below, "checklists.code.items.lint").live, "an inherited tree never changes"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("contacts: {new: {title: New}}", []),
        ("contacts: {dba: {because: why, hours: day}}", []),
        ("contacts: {dba: {phone: +880 1 22}}", []),
        ("contacts: {dba: {phone: +880 1 22, hours: day}}", [("needs-because", "contacts.dba")]),
        ("contacts: {dba: {because: why, hours: always}}", [("no-change", "contacts.dba.hours")]),
        ("contacts: {dba: {hours: always}}", [("no-change", "contacts.dba.hours")]),
        ("contacts: {dba: {because: why, hours: null}}", [("null-over-value", "contacts.dba.hours")]),
        ("contacts: {dba: {because: why}}", [("idle-because", "contacts.dba")]),
        ("contacts: {dba: {because: it comes last, place: last}}", []),
        ("contacts: {dba: {place: last}}", []),
        ("contacts: {dba: {place: after dba}}", [("unknown-neighbour", "contacts.dba.place")]),
        ("contacts: {dba: {place: after new}, new: {title: New}}", []),
        ("contacts: {dba: {place: before nwe}, nwe: {because: why, title: New}}", [("nothing-to-override", "contacts.nwe")]),
        ("contacts: {dba: {because: why, unset: [phone]}}", []),
        ("contacts: {dba: {because: why, unset: [email]}}", [("nothing-to-unset", "contacts.dba.unset")]),
        ("contacts: {new: {unset: [phone], title: x}}", [("nothing-to-override", "contacts.new")]),
        ("services: {api: {because: why, needs: [cache]}}", [("no-change", "services.api.needs")]),
        ("services: {api: {because: why, needs: [cache, api]}}", []),
        ("checklists: {code: {items: {tests: Others}}}", [("needs-because", "checklists.code.items.tests")]),
        ("checklists: {code: {items: {tests: Tests}}}", [("no-change", "checklists.code.items.tests.text")]),
        (
            "checklists: {code: {items: {new: {items: {unit: {because: why, text: x}}}}}}",
            [("nothing-to-override", "checklists.code.items.new.items.unit")],
        ),
        ("checklists: {code: {items: {tests: {items: {unit: {place: first}}}}}}", []),
    ],
)
def test_each_edit_is_checked(text: str, problems: list[tuple[str, str]]) -> None:
    assert over(text)[1] == problems


@pytest.mark.parametrize(
    "text",
    [
        "contacts: {dba: Administrator}",
        "contacts: {dba: null}",
        "checklists: {code: {items: {tests: null}}}",
        "checklists: {code: {items: [tests]}}",
        "contacts: {dba: {because: why, unset: [title]}}",
    ],
)
def test_problems_of_the_shape_check_are_not_reported_again(text: str) -> None:
    tree, problems = over(text)
    assert [code for code, _ in problems] in ([], ["idle-because"])
    assert entry_at(tree, "contacts.dba").text("title") == "Administrator"
    assert entry_at(tree, "checklists.code.items.tests").text("text") == "Tests"


def test_a_removed_entry_keeps_its_children() -> None:
    tree, _ = over("checklists: {code: {remove: no code}}")
    code = entry_at(tree, "checklists.code")
    assert not code.live
    assert list(code.children["items"].entries) == ["tests", "lint"]


def test_a_reason_is_one_line() -> None:
    tree, _ = over("contacts:\n  dba:\n    because: >-\n      a reason\n      over lines\n    hours: day")
    assert entry_at(tree, "contacts.dba").settings["hours"][-1].because == "a reason over lines"


def test_a_layer_with_too_many_problems_is_cut_short() -> None:
    many = ", ".join(f"x{number}: {{because: why, title: X}}" for number in range(400))
    _, problems = over(f"contacts: {{{many}}}")
    assert len(problems) == 201
    assert problems[-1][0] == "too-many-problems"


def test_shared_layers_are_checked_without_a_variant() -> None:
    files = {BASE: INHERITED, "data/layers/top/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {hours: day}}\n"}
    assert [problem.code for problem in merge_shared(layers_of(files)).diagnostics] == ["needs-because"]
    assert not base().diagnostics


@pytest.mark.parametrize("hours", ["day", "night", "noon"])
def test_a_decision_between_parents_is_never_reported_as_no_change(hours: str) -> None:
    files = {
        BASE: INHERITED,
        "data/layers/one/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: one, hours: day}}\n",
        "data/layers/two/x.yaml": "layer: {extends: [base]}\ncontacts: {dba: {because: two, hours: night}}\n",
        SHOP: f"variant: {{title: Shop, extends: [one, two]}}\ncontacts: {{dba: {{because: it is decided, hours: {hours}}}}}\n",
    }
    result = merged(files)
    assert not result.diagnostics
    assert entry_at(result.tree, "contacts.dba").conflicts == {}
