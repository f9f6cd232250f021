"""The page order of a merged tree, and the entries that are placed beside one of another collection."""

from __future__ import annotations

import pytest

from generator.merge.page_places import PagePlaces
from tests.cases.merged_text import trees_of

BASE = """\
layer: {}
phases: {prepare: {title: Prepare, groups: {early: {title: Early}, late: {title: Late}}}}
checklists:
  a: {phase: prepare, title: A, items: {one: One}}
  b: {phase: prepare, group: late, title: B, items: {one: One}}
  c: {phase: prepare, title: C, items: {one: One}}
procedures:
  p: {phase: prepare, title: P, steps: {one: One}}
  q: {phase: prepare, group: early, title: Q, steps: {one: One}}
"""


def places(variant: str, middle: str = "") -> PagePlaces:
    files = {"base": BASE, "middle": f"layer: {{extends: [base]}}\n{middle}"}
    shop = {"data/variants/shop/v.yaml": f"variant: {{title: Shop, extends: [middle]}}\n{variant}".encode()}
    return PagePlaces(trees_of({**{f"data/layers/{name}/l.yaml": text.encode() for name, text in files.items()}, **shop})["shop"])


def page(*args: str) -> str:
    return " ".join(address.rpartition(".")[2] for address in places(*args).page_orders()["prepare"])


@pytest.mark.parametrize(
    ("variant", "middle", "found"),
    [
        ("", "", "a early q late b c p"),
        ("procedures: {p: {place: after checklists.a}}", "", "a p early q late b c"),
        ("procedures: {p: {place: before phases.prepare.groups.late}}", "", "a early q p late b c"),
        ("checklists: {c: {place: after a}, a: {place: after procedures.p}}", "", "early q late b p a c"),
        ("procedures: {p: {place: last}}", "procedures: {p: {place: after checklists.c}}", "a early q late b c p"),
        ("procedures: {p: {place: first}}", "procedures: {p: {place: after checklists.a}}", "a early q late b c p"),
        ("checklists: {a: {remove: none}}", "procedures: {p: {place: after checklists.a}}", "early q late b p c"),
        ("checklists: {c: {remove: none}}", "procedures: {p: {place: after checklists.c}}", "a p early q late b"),
        ("procedures: {p: {remove: none}}", "checklists: {a: {place: after procedures.p}}", "a early q late b c"),
        ("announcements: {x: {text: X, audience: internal, phase: prepare, place: after checklists.b}}", "", "a early q late b x c p"),
    ],
)
def test_the_last_place_of_an_entry_applies(variant: str, middle: str, found: str) -> None:
    """A neighbour that is removed leaves its position; who is placed beside a moved sibling goes with it."""
    assert page(variant, middle) == found


def test_only_entries_placed_across_collections_and_their_followers_are_across() -> None:
    found = places("checklists: {c: {place: after a}, a: {place: after procedures.p}}\nprocedures: {q: {place: first}}\n").across
    assert found == {"checklists.c": "after checklists.a", "checklists.a": "after procedures.p"}


def test_a_follower_in_another_group_or_phase_stays_on_its_own_page() -> None:
    """`after a` says the order of two lists, and not that one leaves its group to follow the other."""
    lists = "{a: {place: after procedures.p}, b: {place: after a}, d: {phase: rollback, title: D, place: after a}}"
    moved = f"procedures: {{p: {{place: first}}}}\nchecklists: {lists}\n"
    found = places(moved)
    assert found.across == {"checklists.a": "after procedures.p"}
    assert found.page_orders()["rollback"] == ["checklists.d"]
    assert page(moved) == "early q late b c p a"
