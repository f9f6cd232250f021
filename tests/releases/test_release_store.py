"""What all kinds of stores share."""

from __future__ import annotations

import pytest

from generator.project.faults import InputFault
from generator.releases.release_store import LEDGER, ConcurrentUpdate, StoreChange, retried


def test_a_change_replaces_what_it_adds_and_removes() -> None:
    change = StoreChange(built=("2",), copies={"latest": "2"}, files={LEDGER: b"two"}, removed=("404.html",), follows={"2": "1"})
    assert change.replaced == {"2", "latest", LEDGER, "404.html"}


def test_an_update_is_repeated_up_to_five_times() -> None:
    overtaken = iter([True, True, False])

    @retried
    def change() -> str:
        if next(overtaken, True):
            raise ConcurrentUpdate
        return "made"

    assert change() == "made"
    with pytest.raises(InputFault, match="others updated the releases 5 times during this run: run it again"):
        change()
