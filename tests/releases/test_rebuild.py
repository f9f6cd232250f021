"""Building all releases again from their tags: the same bytes, in one update, and releases without a tag stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.project.faults import InputFault
from generator.releases.delete_release import delete
from generator.releases.folder_store import FolderStore
from generator.releases.rebuild import publish_all_tags
from generator.releases.verify import verify
from generator.site.mkdocs_build import BuildFailed
from tests.releases.small_site import NOON, SETTINGS, build_small, ledger_of, put, texts
from tests.releases.stores import git


def test_all_tags_are_built_again_to_the_same_bytes(tagged: Path) -> None:
    one, other = FolderStore(tagged / "published"), FolderStore(tagged / "other")
    lines: list[str] = []
    assert publish_all_tags(tagged, one, ("latest",), NOON, report=lines.append) == ("1.0", "1.1")
    assert lines == ["note: these tags cannot name a release and are left out: deploys/1", "building 1.0", "building 1.1"]
    assert publish_all_tags(tagged, other, ("latest",), NOON) == ("1.0", "1.1")
    assert texts(one) == texts(other)
    assert texts(one)["1.1/index.html"] == "1.1 False after 1.0"
    ledger = ledger_of(one)
    assert (ledger.current, ledger.aliases, ledger.releases["1.1"].changes) == ("1.1", {"latest": "1.1"}, "2 entries changed in 2 systems.")
    assert list(verify(one, ledger).values()) == [(), ()]
    before = texts(one)
    publish_all_tags(tagged, one, (), NOON)
    assert texts(one) == before


def test_releases_without_a_tag_stay_and_deleted_ones_stay_deleted(tagged: Path) -> None:
    store = FolderStore(tagged / "published")
    put(tagged, store, "hand-made", hours=-99999)
    publish_all_tags(tagged, store, (), NOON)
    delete(store, "1.0", "why", NOON, SETTINGS)
    assert publish_all_tags(tagged, store, (), NOON) == ("1.1",)
    assert ledger_of(store).releases["1.0"].deleted is not None
    assert texts(store)["hand-made/index.html"] == "hand-made False after none"


def test_a_release_that_differs_from_its_tag_is_replaced_with_a_reason(tagged: Path) -> None:
    store = FolderStore(tagged / "published")
    put(tagged, store, "1.0")
    publish_all_tags(tagged, store, (), NOON)
    assert [(one.at, one.because) for one in ledger_of(store).releases["1.0"].replaced] == [
        ("2026-12-01T12:00:00Z", "built again from its tag")
    ]


def test_a_tag_that_cannot_be_built_changes_nothing(tagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tagged / "published")
    put(tagged, store, "0")
    before = texts(store)

    def failing(root: Path, folder: Path, visibility: Any, release: str, **options: Any) -> Any:
        if release == "1.1":
            raise InputFault("mkdocs.yml is missing")
        return build_small(root, folder, visibility, release, **options)

    monkeypatch.setattr("generator.releases.rebuild.build_site", failing)
    with pytest.raises(BuildFailed, match=r"mkdocs\.yml is missing\nrunbook: this version cannot build the tag 1\.1"):
        publish_all_tags(tagged, store, (), NOON)
    assert texts(store) == before


def test_a_tag_whose_site_has_more_than_its_commit_changes_nothing(tagged: Path, tmp_path: Path, commit: Callable[[Path], str]) -> None:
    """Settings outside the repository may be others than when the tag was made."""
    (tagged / "mkdocs.yml").write_text(f"INHERIT: {tmp_path}/outside.yml\nsite_name: Tiny\n")
    (tmp_path / "outside.yml").write_text("use_directory_urls: false\nplugins: [runbook]\ntheme: {name: material, font: false}\n")
    commit(tagged)
    git(tagged, "tag", "2.0")
    store = FolderStore(tagged / "published")
    with pytest.raises(BuildFailed, match=r"outside\.yml \(not in the repository\)(.|\n)*this version cannot build the tag 2\.0"):
        publish_all_tags(tagged, store, (), NOON)
    assert not store.root.exists()


def test_a_tag_with_a_submodule_that_the_clone_lacks_changes_nothing(tagged: Path, tmp_path: Path, commit: Callable[[Path], str]) -> None:
    (tmp_path / "layer").mkdir()
    (tmp_path / "layer/more.yaml").write_text("layer: {title: More}\n")
    commit(tmp_path / "layer")
    git(tagged, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "layer"), "data/layers/more")
    commit(tagged)
    git(tagged, "tag", "2.0")
    git(tmp_path, "clone", "-q", str(tagged), "clone")
    with pytest.raises(BuildFailed, match=r"data/layers/more \(the submodule lacks the recorded commit(.|\n)*cannot build the tag 2\.0"):
        publish_all_tags(tmp_path / "clone", FolderStore(tmp_path / "published"), (), NOON)
    assert publish_all_tags(tagged, FolderStore(tmp_path / "published"), (), NOON) == ("1.0", "1.1", "2.0")
