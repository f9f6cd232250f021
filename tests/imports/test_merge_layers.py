"""A variant that takes values from a layer: what its document changes, and what people changed in either."""

from __future__ import annotations

import pytest

from generator.imports.merge_changes import ChangeConflict, Side, SourceChanges
from generator.imports.merge_layers import ChangedLayer, compare_with_layer
from generator.imports.written_fields import Value

LAYER = {"a.text": "Old", "a.run": "ls", "b.text": "Bee"}
TODO = "TODO: x.md line 3 says otherwise"


def compared(
    before: dict[str, Value],
    document: dict[str, Value],
    data: dict[str, Value],
    *,
    layer: dict[str, str] | None = None,
    new_layer: dict[str, str] | None = None,
    side: Side = "",
) -> SourceChanges:
    return compare_with_layer(before, document, data, ChangedLayer(LAYER, new_layer or LAYER, layer or LAYER, {}), side)


def test_what_people_changed_is_known_with_all_that_has_it() -> None:
    """An entry is edited if one of its fields is, and a field is edited also if it is new or gone."""
    layer = ChangedLayer({"a.b.text": "x", "a.c.text": "y"}, {}, {"a.b.text": "z", "a.c.text": "y", "a.d.run": "ls"}, {})
    assert layer.edited == {"a", "a.b", "a.b.text", "a.d", "a.d.run"}


def test_a_change_of_one_document_is_an_override() -> None:
    """It comes with its reason."""
    found = compared({}, {"a.text": "New", "a.because": TODO}, {})
    assert found.added == {"a.text": "New", "a.because": TODO} and not found.conflicts


@pytest.mark.parametrize(("side", "added"), [("theirs", {"a.text": "New", "a.because": TODO}), ("ours", {})])
def test_a_change_of_what_people_changed_in_the_layer_is_a_conflict(side: Side, added: dict[str, str]) -> None:
    """Both sides are shown; a side that is chosen decides, and no reason is left without its change."""
    document: dict[str, Value] = {"a.text": "New", "a.because": TODO}
    layer = {**LAYER, "a.text": "Ours"}
    assert compared({}, document, {}, layer=layer).conflicts == [ChangeConflict("a.text", "New", "Ours")]
    found = compared({}, document, {}, layer=layer, side=side)
    assert found.added == added and not found.conflicts


def test_a_change_of_all_documents_is_a_conflict_with_a_change_in_one_system() -> None:
    """The layer has the new text, and the system its own: people decide."""
    found = compared({}, {}, {"a.text": "Mine", "a.because": "it is so"}, new_layer={**LAYER, "a.text": "New"})
    assert found.conflicts == [ChangeConflict("a.text", "New", "Mine")]


@pytest.mark.parametrize("field", ["remove", "unset"])
def test_what_people_changed_is_not_removed(field: str) -> None:
    """An entry that is changed in the layer stays in a system whose document no longer has it, and this is reported."""
    found = compared({}, {f"a.{field}": "TODO"}, {}, layer={**LAYER, "a.text": "Ours"})
    assert not found.added and found.kept == ["a"]


def test_a_reason_is_for_people_to_write() -> None:
    """Another line number does not count; a reason goes with the last change that it explains, and stays with one that people made."""
    before: dict[str, Value] = {"a.text": "New", "a.because": TODO}
    own: dict[str, Value] = {"a.text": "New", "a.because": "it is cold"}
    later = TODO.replace("3", "4")
    assert compared(before, {"a.text": "Newer", "a.because": later}, own).changed == {"a.text": "Newer"}
    assert sorted(compared(before, {}, own).removed) == ["a.because", "a.text"]
    found = compared(before, {}, {**own, "a.text": "Mine"})
    assert (found.removed, found.kept) == ([], ["a.text"])


def test_an_entry_that_people_changed_in_a_system_is_not_removed() -> None:
    """A document without the entry leaves the words of people where they are, with their reason."""
    before: dict[str, Value] = {"a.text": "New", "a.because": TODO}
    found = compared(before, {"a.remove": "TODO"}, {"a.text": "Mine", "a.because": "it is cold"})
    assert (found.added, found.removed, found.kept) == ({}, [], ["a.text"])
