"""Renamed systems in the data of two states."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.differences import GoneAddress, PreviousRelease
from generator.model.renamed_systems import present_ids, previous_with_present_ids, with_present_ids


def state(**aliases: list[str]) -> dict[str, Any]:
    return {id: {"variant": {"title": id, **({"aliases": names} if names else {})}} for id, names in aliases.items()}


@pytest.mark.parametrize(
    ("old", "new", "ids"),
    [
        (state(a=[]), state(b=["a"]), {"a": "b"}),
        (state(b=["a"]), state(a=[]), {"b": "a"}),
        (state(a=[]), state(c=["b", "a"]), {"a": "c"}),
        (state(a=[], b=[]), state(b=["a"]), {}),
        (state(a=[]), state(a=[], b=["a"]), {}),
        (state(a=[], b=[]), state(c=["a", "b"]), {"a": "c"}),
        (state(a=[]), state(b=["a"], c=["a"]), {"a": "b"}),
        (state(a=["c"]), state(b=["a"], c=[]), {"a": "b"}),
        (state(a=[], b=["c"]), state(c=["a"]), {"a": "c"}),
    ],
)
def test_a_variant_that_is_gone_is_one_that_came_with_its_id_as_an_alias(old: Any, new: Any, ids: dict[str, str]) -> None:
    """Each variant has at most one partner, and one that both states have keeps its id."""
    assert present_ids(old, new) == ids


def test_layers_of_origins_have_the_present_id_and_texts_stay() -> None:
    change = {"field": "title", "old": "a", "new": "b", "layer": "a", "because": "a"}
    origin = {"layer": "a", "state": "added", "changes": [change], "filled": {"hours": "a", "name": "base"}}
    head = {"title": "a", "origin": {"layers": {"base": "Base", "a": "A"}, "removed": {"slos.x": {"layer": "a", "title": "a"}}}}
    data = {"a": {"variant": head, "contacts": {"a": {"title": "a", "layer": "a", "origin": origin}}}}
    (changed,) = with_present_ids(data, {"a": "b"}).items()
    assert changed[0] == "b"
    assert changed[1]["variant"]["origin"] == {
        "layers": {"base": "Base", "b": "A"},
        "removed": {"slos.x": {"layer": "b", "title": "a"}},
    }
    assert changed[1]["contacts"]["a"] == {
        "title": "a",
        "layer": "a",
        "origin": {"layer": "b", "state": "added", "changes": [{**change, "layer": "b"}], "filled": {"hours": "b", "name": "base"}},
    }


def test_a_previous_release_keeps_the_ids_that_its_pages_have() -> None:
    gone = {"a": {"slos.x": GoneAddress("1", "X")}}
    before = PreviousRelease("1", state(a=[], z=[]), gone, {"a": {"slos.old": "slos.y"}})
    found = previous_with_present_ids(before, {"b": ("a",), "z": ()})
    assert (set(found.snapshot), found.gone, found.former, found.ids) == (
        {"b", "z"},
        {"b": gone["a"]},
        {"b": {"slos.old": "slos.y"}},
        {"b": "a"},
    )
