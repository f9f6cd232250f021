"""Verifying: every file is compared with the recorded digest."""

from __future__ import annotations

from pathlib import Path

from generator.releases.folder_store import FolderStore
from generator.releases.verify import verify
from tests.releases.small_site import ledger_of, put


def test_changed_missing_and_added_files_are_reported(root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest",))
    for path in ("1/index.html", "latest/assets/a.css"):
        (store.root / path).unlink()  # it is a hard link: writing to it would change the others too
    (store.root / "1/index.html").write_text("altered")
    (store.root / "1/more.html").write_text("more")
    assert verify(store, ledger_of(store))["1"] == ("1: 1 changed: index.html", "1: 1 new: more.html", "latest: 1 missing: assets/a.css")
    (store.root / "releases/1.sha256").write_text("")
    assert verify(store, ledger_of(store))["1"][0] == "releases/1.sha256 is not the list that was recorded"
    (store.root / "releases/1.sha256").unlink()
    assert verify(store, ledger_of(store))["1"] == ("releases/1.sha256 is missing, and with it the digests of its files",)
