"""What becomes of a store, as far as it is the same for each kind; the kinds themselves are tried in files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import InputFault
from generator.releases.folder_store import FolderStore
from generator.releases.release_store import LEDGER, Moved, StoreChange, insist


def test_nothing_of_before_stays_where_something_comes_or_goes() -> None:
    change = StoreChange(built=("2",), copies={"latest": "2"}, files={LEDGER: b"two"}, removed=("404.html",), follows={"2": "1"})
    assert change.replaced == {"2", "latest", LEDGER, "404.html"}


def test_who_is_overtaken_tries_again_until_it_is_in_vain(tmp_path: Path) -> None:
    overtaken = iter([True, True, False])

    def change() -> str:
        if next(overtaken, True):
            raise Moved
        return "made"

    assert insist(FolderStore(tmp_path), change) == "made"
    with pytest.raises(InputFault, match="was changed by others 5 times: run it again"):
        insist(FolderStore(tmp_path), change)
