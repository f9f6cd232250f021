"""The content of a store: read, passed on to new releases, and left alone if it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.model.differences import GoneAddress
from generator.project.faults import InputFault, UsageFault
from generator.releases.folder_store import FolderStore
from generator.releases.release_history import read_versions
from generator.releases.release_store import LEDGER
from tests.releases.small_site import build_small, put, texts


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (LEDGER, "{"),
        ("versions.json", '{"a": 1}'),
        ("versions.json", "[1]"),
        ("versions.json", '[{"version": 1}]'),
        ("versions.json", '[{"version": "\\ud800"}]'),
        ("versions.json", '[{"version": "1", "aliases": "abc"}]'),
        ("versions.json", '[{"version": "1", "aliases": [{}]}]'),
    ],
)
def test_invalid_root_files_are_reported_and_not_changed(path: str, text: str, root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    (store.root / path).write_text(text)
    before = texts(store)
    with pytest.raises(InputFault, match=path):
        put(root, store, "2", hours=1)
    assert texts(store) == before


@pytest.mark.parametrize("text", [None, "{", '{"format": 99}'])
def test_unreadable_data_of_the_previous_release_are_reported_with_a_fix(text: str | None, root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest",))
    whole = texts(store)
    place = store.root / "1/runbook.json"
    place.unlink()
    if text is not None:
        place.write_text(text)
    before = texts(store)
    with pytest.raises(InputFault, match=r"1/runbook\.json cannot be read\. Publish 1 again from its commit [0-9a-f]{12}"):
        put(root, store, "2", hours=1)
    assert texts(store) == before
    put(root, store, "1")
    assert texts(store) == whole


def test_versions_of_other_programs_stay_listed(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    versions = store.root / "versions.json"
    versions.write_text(
        json.dumps([*json.loads(versions.read_text()), {"version": "docs", "title": "Docs", "aliases": ["latest", "stable"]}])
    )
    (store.root / "stable").mkdir()
    (store.root / "stable/index.html").write_text("docs")
    with pytest.raises(UsageFault, match="`stable` exists already"):
        put(root, store, "stable", hours=1)
    put(root, store, "2", hours=1, aliases=("latest", "stable"))
    listed = [(entry["version"], entry["aliases"]) for entry in json.loads(versions.read_text())]
    assert listed == [("2", ["latest", "stable"]), ("1", []), ("docs", [])]
    assert [entry["version"] for entry in read_versions(store)] == ["2", "1", "docs"]


def test_removed_addresses_are_passed_on_to_the_next_release(root: Path, store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def keeping(*given: Any, **options: Any) -> Any:
        seen.append(options["before"])
        built, folder = build_small(*given, **options), given[1]
        (folder / "shop").mkdir()
        gone = {"checklists.old": {"release": "1", "title": "Old", "because": "not needed"}, "checklists.odd": 1}
        (folder / "shop/places.json").write_text(json.dumps({"gone": gone}))
        (folder / "forum").mkdir()
        (folder / "forum/places.json").write_text("{")
        return built

    monkeypatch.setattr("generator.releases.publish.build_site", keeping)
    put(root, store, "1")
    put(root, store, "2", hours=1)
    assert (seen[0], seen[1].name) == (None, "1")
    assert seen[1].gone == {"shop": {"checklists.old": GoneAddress("1", "Old", "not needed")}}
