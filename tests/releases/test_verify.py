"""Verifying: every file against the digest that was recorded."""

from __future__ import annotations

from pathlib import Path

from generator.releases.folder_store import FolderStore
from generator.releases.verify import verify
from tests.releases.small_site import ledger_of, put


def test_every_altered_missing_and_added_file_is_told(root: Path, shelf: FolderStore) -> None:
    put(root, shelf, "1", aliases=("latest",))
    for path in ("1/index.html", "latest/assets/a.css"):
        (shelf.root / path).unlink()  # a second name of the same bytes would be altered too
    (shelf.root / "1/index.html").write_text("altered")
    (shelf.root / "1/more.html").write_text("more")
    (one,) = verify(shelf, ledger_of(shelf))
    assert one.faults == ("1: 1 changed: index.html", "1: 1 new: more.html", "latest: 1 missing: assets/a.css")
    (shelf.root / "releases/1.sha256").write_text("")
    assert verify(shelf, ledger_of(shelf))[0].faults[0] == "releases/1.sha256 is not the list that was recorded"
    (shelf.root / "releases/1.sha256").unlink()
    assert verify(shelf, ledger_of(shelf))[0].faults == ("releases/1.sha256 is missing, and with it the digests of its files",)
