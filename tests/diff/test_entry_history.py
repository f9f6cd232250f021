"""The history of an entry, from the states of its variant. Each state is given by its YAML, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.diff.entry_history import EntryHistory, entry_history
from generator.diff.past_states import PastState, state_of
from generator.merge.find_entry import NoSuchAddress
from generator.model.differences import Value
from generator.project.project_files import DataFiles

HEAD = "variant: {title: Shop}\nphases: {prepare: {title: Prepare}}\n"


def state(items: str, number: int) -> PastState:
    """Return the state of a shop with these items in one list; without items, there is no shop."""
    text = f"{HEAD}checklists: {{data: {{phase: prepare, title: Data, items: {{stay: Stays{items}}}}}}}\n"
    files = {"data/variants/shop/variant.yaml": text.encode()} if items != "gone" else {}
    return replace(state_of(DataFiles(files), ("shop",)), commit=f"{number}")


def history_of(written: str, *newest_first: str, mentioned: bool = True) -> EntryHistory:
    states = [state(items, len(newest_first) - at) for at, items in enumerate(newest_first)]
    return entry_history(lambda: states, written, lambda _: mentioned)


def events(found: EntryHistory) -> list[tuple[str, str, str]]:
    return [(one.state.commit, one.event, one.former_address or one.address) for one in found.wordings]


A = "checklists.data.items.a"


def test_an_entry_of_the_past_is_found_with_the_commit_that_removed_it() -> None:
    """Its lines were deleted, or the whole variant; then no layer removed it."""
    assert events(history_of("data/a", "", ", a: One", "")) == [("3", "removed", A), ("2", "added", A)]
    found = history_of("data/a", "gone", ", a: One")
    assert events(found) == [("2", "removed", A), ("1", "added", A)]
    assert not found.wordings[0].state.exists
    assert found.title == "One"


def test_an_entry_that_came_back_has_its_earlier_wordings() -> None:
    back = history_of("data/a", ", a: Two", "", ", a: One")
    assert events(back) == [("3", "added", A), ("2", "removed", A), ("1", "added", A)]


def test_a_rename_is_followed_even_if_its_alias_was_deleted_later() -> None:
    """By the new id and by the old one."""
    states = (", b: Two", ", b: One", ", b: {text: One, aliases: [a]}", ", a: One")
    found = history_of("data/a", *states)
    assert events(found) == events(history_of("data/b", *states))
    assert events(found) == [("4", "changed", "checklists.data.items.b"), ("2", "changed", A), ("1", "added", A)]


LISTS = "checklists: {{data: {{phase: prepare, title: Data, items: {{stay: Stays, a: {}}}}}}}\n"
BASE = f"layer: {{title: Base}}\nphases: {{prepare: {{title: Prepare}}}}\n{LISTS.format('One')}"


def layered(own: str, variant: str = "shop", base: str = BASE, head: str = "") -> PastState:
    """Return the state of a variant on a layer."""
    text = f"variant: {{title: Shop, extends: [base]{head}}}\n{own}"
    files = {"data/layers/base/layer.yaml": base.encode(), f"data/variants/{variant}/variant.yaml": text.encode()}
    found = state_of(DataFiles(files), (variant,))
    assert not found.problems
    return found


def newest_changes(newer: PastState, older: PastState) -> list[tuple[str, Value | None, Value | None, str, str]]:
    """Return the changes of the item in the newer state: the field, both values, and the layers that set them."""
    (newest, _) = entry_history(lambda: (newer, older), "data/a", lambda _: True).wordings
    return [(one.field, one.old, one.new, one.old_layer, one.layer) for one in newest.changes]


def test_an_equal_value_from_another_layer_is_a_change() -> None:
    """An auditor asks who decided, and it is another file now."""
    alone = BASE.partition("checklists")[0]
    assert newest_changes(layered(""), layered(LISTS.format("One"), base=alone)) == [("text", "One", "One", "shop", "base")]


def test_another_reason_is_a_change_even_while_the_system_gets_another_id() -> None:
    """But another id of the system is not another layer."""
    older, newer = (f"checklists: {{data: {{items: {{a: {{because: {why}, text: Two}}}}}}}}\n" for why in ("rain", "snow"))
    found = newest_changes(layered(newer, head=", aliases: [store]"), layered(older, "store"))
    assert found == [("because", "rain", "snow", "", "shop")]


def test_an_entry_that_a_variant_never_had_was_removed_when_it_began() -> None:
    found = entry_history(lambda: (layered("checklists: {data: {items: {a: {remove: no need}}}}\n"),), "data/a", lambda _: True)
    assert [(one.event, one.layer, one.because) for one in found.wordings] == [("removed", "shop", "no need")]
    assert found.title == "One"


def test_a_field_that_was_removed_is_a_change() -> None:
    found = history_of("data/a", ", a: {text: One}", ", a: {text: One, if: it rains}")
    assert [(change.field, change.old, change.new) for change in found.wordings[0].changes] == [("if", "it rains", None)]


def test_reading_stops_before_the_entry_unless_older_states_mention_its_id() -> None:
    """An id that is nowhere earlier cannot be that of an earlier life of the entry."""
    read: list[int] = []

    def states() -> Iterator[PastState]:
        for number, items in ((4, ", a: Two"), (3, ", a: One"), (2, ""), (1, "")):
            read.append(number)
            yield state(items, number)

    assert events(entry_history(states, "data/a", lambda _: False)) == [("4", "changed", A), ("3", "added", A)]
    assert read == [4, 3, 2]


def test_an_unknown_address_is_refused_as_the_newest_state_refuses_it() -> None:
    for mentioned in (True, False):
        with pytest.raises(NoSuchAddress, match=r"no `c` in `checklists\.data\.items`"):
            history_of("data/c", ", a: One", "", mentioned=mentioned)


def test_the_end_of_several_addresses_is_refused_even_if_it_was_once_that_of_one() -> None:
    newest = ", a: {text: One, items: {x: X}}, b: {text: Two, items: {x: X}}"
    with pytest.raises(NoSuchAddress, match="`x` may be one of 2 entities"):
        history_of("x", newest, ", a: {text: One, items: {x: X}}")
