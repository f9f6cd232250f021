"""Rows and columns of a graph of needs."""

from __future__ import annotations

from itertools import pairwise

from generator.document.drawings.layered_graph import Bond, LayeredGraph, layered


def rows(graph: LayeredGraph) -> list[list[str]]:
    return [sorted(graph.in_row(row), key=graph.column_of.__getitem__) for row in range(graph.rows)]


def test_boxes_that_need_nothing_are_in_the_order_of_the_data() -> None:
    graph = layered("top", {"top": list("abcdef"), **{name: [] for name in "abcdef"}}, 3)
    assert rows(graph) == [["top"], ["a", "b", "c"], ["d", "e", "f"]]


def test_a_box_is_below_all_boxes_that_need_it() -> None:
    needs = {"top": ["app", "queue", "database"], "app": ["queue", "database"], "queue": ["database"], "database": []}
    assert rows(layered("top", needs, 3)) == [["top"], ["app"], ["queue"], ["database"]]


def test_a_row_has_at_most_one_box_for_each_column() -> None:
    names = [f"s{number}" for number in range(7)]
    graph = layered("top", {"top": names, **{name: [] for name in names}}, 2)
    assert [len(row) for row in rows(graph)] == [1, 2, 2, 2, 1]


def test_the_boxes_of_a_row_that_is_not_full_are_spread() -> None:
    needs = {"top": ["a", "b"], "a": [], "b": []}
    graph = layered("top", needs, 3)
    assert (graph.column_of["a"], graph.column_of["b"]) == (0, 2)


def test_a_box_is_near_the_box_above_it() -> None:
    needs = {"top": ["a", "b", "c"], "a": ["x"], "b": [], "c": ["y"], "y": [], "x": []}
    graph = layered("top", needs, 3)
    assert graph.column_of["x"] < graph.column_of["y"]


def test_the_bond_that_closes_a_cycle_rises() -> None:
    graph = layered("top", {"top": ["a", "b"], "a": ["b"], "b": ["a"]}, 3)
    assert Bond("a", "b", rising=True) in graph.bonds
    assert Bond("a", "b") in graph.bonds


def test_a_need_of_itself_gives_no_bond() -> None:
    assert layered("top", {"top": ["a"], "a": ["a"]}, 3).bonds == (Bond("top", "a"),)


def test_a_long_chain_has_a_row_for_each_box() -> None:
    names = [f"s{number}" for number in range(600)]
    needs = {"top": names[:1], **{name: [after] for name, after in pairwise(names)}, names[-1]: []}
    assert layered("top", needs, 3).rows == 601
