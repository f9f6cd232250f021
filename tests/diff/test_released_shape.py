"""The shape that a `runbook.json` from an unknown source must have."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diff.released_shape import are_variants, is_variant
from tests.snapshots import snapshot

HEAD: dict[str, Any] = {"variant": {"title": "Shop"}}


def nested(levels: int) -> dict[str, Any]:
    item: dict[str, Any] = {"text": "x"}
    for _ in range(levels):
        item = {"text": "x", "items": {"a": item}}
    return item


def test_exported_data_have_the_shape() -> None:
    assert all(is_variant(data) for data in snapshot().values())


@pytest.mark.parametrize(
    "origin",
    [
        {"file": "data/a.yaml", "line": 1, "layer": "shop", "state": "added"},
        {"layers": {"base": "Base"}, "removed": {"slos.a": {"title": "A", "layer": "base", "because": "why"}}},
        {"changes": [{"field": "text", "old": None, "new": "x", "layer": "shop", "because": "why", "file": "a", "line": 2}]},
        {"a field of a later version": [1, {}]},
    ],
)
def test_an_origin_has_only_valid_fields(origin: dict[str, Any]) -> None:
    assert is_variant({**HEAD, "slos": {"a": {"title": "A", "origin": origin}}})


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"variant": []},
        {**HEAD, "slos": []},
        {**HEAD, "slos": {"a": "text"}},
        {**HEAD, "slos": {"a": {"title": [1]}}},
        {**HEAD, "slos": {"a": {"title": [{}]}}},
        {**HEAD, "slos": {"a": {"items": {"b": {"text": "x"}, "c": "x"}}}},
        {**HEAD, "slos": {"a": {"origin": []}}},
        {**HEAD, "slos": {"a": {"origin": {"filled": {"at": 1}}}}},
        {**HEAD, "slos": {"a": {"origin": {"layers": []}}}},
        {**HEAD, "slos": {"a": {"origin": {"changes": {}}}}},
        {**HEAD, "slos": {"a": {"origin": {"changes": [{"field": "text"}]}}}},
        {**HEAD, "slos": {"a": {"origin": {"removed": {"x": {"title": "x"}}}}}},
        {**HEAD, "slos": {"a": {"origin": {"file": 1, "line": 1}}}},
        {**HEAD, "slos": {"a": {"origin": {"file": "a.yaml"}}}},
        {**HEAD, "checklists": {"a": nested(100)}},
    ],
)
def test_any_other_shape_is_refused(data: object) -> None:
    assert not is_variant(data)


def test_children_may_be_deeply_nested() -> None:
    assert is_variant({**HEAD, "checklists": {"a": nested(20)}})


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", "Shop", "<b>", "a\nb", "."])
def test_an_id_that_would_lead_to_another_folder_is_refused(name: str) -> None:
    data = next(iter(snapshot().values()))
    assert are_variants({"shop": data})
    assert not are_variants({"shop": data, name: data})
