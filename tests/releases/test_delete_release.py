"""Deleting a release: the notices in its place, and what is never deleted."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from generator.project.faults import InputFault, UsageFault
from generator.releases.delete_release import delete
from generator.releases.folder_store import FolderStore
from tests.releases.small_site import NOON, SETTINGS, ledger_of, put, texts


def test_a_deleted_release_leaves_notices_and_stays_in_the_ledger(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    put(root, store, "2", hours=1, aliases=("latest",))
    delete(store, "1", "a wrong number", NOON + timedelta(days=1), SETTINGS)
    assert sorted(path for path in texts(store) if path.startswith("1/")) == ["1/index.html", "1/sw.js"]
    assert "deleted on 2026-12-02: a wrong number" in texts(store)["1/index.html"]
    assert 'href="../index.html"' in texts(store)["1/index.html"]
    assert [entry["version"] for entry in json.loads(texts(store)["versions.json"])] == ["2"]
    assert "Release 1<" not in texts(store)["releases.atom"]
    deleted = ledger_of(store).releases["1"].deleted
    assert deleted is not None
    assert deleted.because == "a wrong number"
    with pytest.raises(InputFault, match="release 1 was deleted: a wrong number"):
        put(root, store, "1", hours=30)
    assert put(root, store, "1", hours=30, replace="the number is right now").release.deleted is None


def test_a_release_is_deleted_even_if_the_data_of_another_cannot_be_read(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    put(root, store, "2", hours=1, aliases=("latest",))
    reviews = texts(store)["reviews.json"]
    (store.root / "2/runbook.json").write_text("{")
    delete(store, "1", "why", NOON, SETTINGS)
    assert ledger_of(store).releases["1"].deleted is not None
    assert texts(store)["reviews.json"] == reviews


def test_an_unknown_release_or_one_with_an_alias_is_not_deleted(root: Path, store: FolderStore) -> None:
    put(root, store, "2026.12", aliases=("latest",))
    with pytest.raises(UsageFault, match=r"`latest` leads to release 2026\.12"):
        delete(store, "2026.12", "why", NOON, SETTINGS)
    with pytest.raises(UsageFault, match=r"no release `2026.11`. Did you mean `2026.12`\?"):
        delete(store, "2026.11", "why", NOON, SETTINGS)


def test_without_a_release_the_root_has_no_entrance(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    delete(store, "1", "why", NOON, SETTINGS)
    assert "index.html" not in texts(store)
    assert "No other release replaces it." in texts(store)["1/index.html"]
