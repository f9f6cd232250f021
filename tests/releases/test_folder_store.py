"""A folder of releases: each update changes all or nothing, one after the other, and links the files that stay."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from generator.project.atomic_folder import RELEASES, SITE, ForeignFolderError, replacing
from generator.project.faults import UsageFault
from generator.releases.folder_store import FolderStore
from generator.releases.release_store import LEDGER, ConcurrentUpdate, StoreChange
from tests.releases.stores import building

FIRST = StoreChange(built=("1",), copies={"latest": "1"}, files={LEDGER: b"one", "releases/1.sha256": b"list"})
SECOND = StoreChange(built=("2",), copies={"latest": "2"}, files={LEDGER: b"two", "releases/2.sha256": b"list"}, follows={"2": "1"})


def contents(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    store = FolderStore(tmp_path / "published")
    store.update(None, building({"1/index.html": "first", "1/assets/a.css": "style"}, FIRST))
    return store


def test_the_first_release_creates_the_folder(store: FolderStore) -> None:
    marker = contents(store.root).pop(RELEASES.marker)
    assert "published releases" in marker
    assert contents(store.root) == {
        RELEASES.marker: marker,
        "1/index.html": "first",
        "1/assets/a.css": "style",
        "latest/index.html": "first",
        "latest/assets/a.css": "style",
        LEDGER: "one",
        "releases/1.sha256": "list",
    }


def test_the_next_release_is_added_and_the_alias_becomes_a_copy_of_it(store: FolderStore) -> None:
    (store.root / "CNAME").write_text("ops.example")
    store.update(b"one", building({"2/home.html": "second", "2/assets/a.css": "style"}, SECOND))
    found = contents(store.root)
    assert {path: text for path, text in found.items() if path.startswith("1/")} == {"1/index.html": "first", "1/assets/a.css": "style"}
    assert sorted(path for path in found if path.startswith("latest/")) == ["latest/assets/a.css", "latest/home.html"]
    assert (found[LEDGER], found["CNAME"], found["releases/1.sha256"]) == ("two", "ops.example", "list")
    assert sorted(path.name for path in store.root.parent.iterdir()) == ["published"]


def test_equal_files_are_hard_links(store: FolderStore) -> None:
    store.update(b"one", building({"2/index.html": "second", "2/assets/a.css": "style"}, SECOND))
    copies = [store.root / name / "assets/a.css" for name in ("1", "2", "latest")]
    assert all(copy.samefile(copies[0]) for copy in copies)
    assert not (store.root / "1/index.html").samefile(store.root / "2/index.html")


def test_an_alias_may_lead_to_an_existing_release(store: FolderStore) -> None:
    store.update(b"one", building({}, StoreChange(copies={"stable": "1"}, files={LEDGER: b"two"})))
    assert contents(store.root / "stable") == contents(store.root / "1")


def test_folders_and_files_are_removed(store: FolderStore) -> None:
    store.update(b"one", building({}, StoreChange(files={LEDGER: b"two"}, removed=("latest", "releases/1.sha256", "never.was"))))
    assert sorted(contents(store.root)) == [RELEASES.marker, "1/assets/a.css", "1/index.html", LEDGER]


def test_nothing_of_a_replaced_release_stays(store: FolderStore) -> None:
    store.update(b"one", building({"1/other.html": "new"}, StoreChange(built=("1",), copies={"latest": "1"}, files={LEDGER: b"two"})))
    assert contents(store.root / "1") == contents(store.root / "latest") == {"other.html": "new"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failed_build_changes_nothing(error: type[BaseException], store: FolderStore) -> None:
    before = contents(store.root)

    def build(stage: Path) -> StoreChange:
        (stage / "2").mkdir()
        (stage / "2/half.html").write_text("half")
        raise error

    with pytest.raises(error):
        store.update(b"one", build)
    assert contents(store.root) == before
    assert sorted(path.name for path in store.root.parent.iterdir()) == ["published"]


def test_a_failure_while_linking_files_changes_nothing(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(store.root)
    monkeypatch.setattr("generator.releases.folder_store._link_same_files", lambda *folders: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        store.update(b"one", building({"2/index.html": "second"}, SECOND))
    assert contents(store.root) == before


def test_a_concurrent_update_is_refused(store: FolderStore) -> None:
    def slow(stage: Path) -> StoreChange:
        store.update(b"one", building({"2/index.html": "second"}, SECOND))
        return building({"3/index.html": "third"}, StoreChange(built=("3",), files={LEDGER: b"three"}))(stage)

    with pytest.raises(ConcurrentUpdate):
        store.update(b"one", slow)
    assert sorted(path.name for path in store.root.iterdir()) == [RELEASES.marker, "1", "2", "latest", "releases", LEDGER]
    assert store.read(LEDGER) == b"two"


def test_parallel_updates_happen_one_after_the_other(store: FolderStore) -> None:
    def publish(name: str) -> None:
        while True:
            seen = store.read(LEDGER)
            assert seen is not None
            try:
                return store.update(seen, building({f"{name}/x": name}, StoreChange(built=(name,), files={LEDGER: seen + name.encode()})))
            except ConcurrentUpdate:
                continue

    threads = [threading.Thread(target=publish, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledger = (store.read(LEDGER) or b"").decode()
    assert sorted(ledger.removeprefix("one")) == ["a", "b", "c", "d"]
    assert [(store.root / name / "x").read_text() for name in "abcd"] == ["a", "b", "c", "d"]


def test_a_folder_with_other_content_is_not_changed(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.doc").write_text("mine")
    with pytest.raises(UsageFault, match="has files that runbook did not write"):
        FolderStore(own).update(None, building({"1/x": "x"}, FIRST))
    site = tmp_path / "site"
    with replacing(site) as fresh:
        (fresh / "index.html").write_text("site")
    with pytest.raises(UsageFault, match="has a site, and no releases"):
        FolderStore(site).update(None, building({"1/x": "x"}, FIRST))
    assert sorted(contents(site)) == [SITE.marker, "index.html"]


def test_a_site_never_replaces_a_folder_of_releases(store: FolderStore) -> None:
    for name in ("index.html", "404.html", "sitemap.xml"):
        (store.root / name).write_text("")
    with pytest.raises(ForeignFolderError, match="has published releases"), replacing(store.root):
        pass
    assert (store.root / "1/index.html").is_file()


def test_a_folder_written_by_mike_is_added_to(tmp_path: Path) -> None:
    root = tmp_path / "docs"
    (root / "0.9").mkdir(parents=True)
    (root / "0.9/index.html").write_text("old")
    (root / "versions.json").write_text("[]")
    FolderStore(root).update(None, building({"1/x": "x"}, FIRST))
    assert (root / "0.9/index.html").read_text() == "old"


def test_updates_keep_the_permissions_of_folders(store: FolderStore) -> None:
    for path, mode in (("", 0o755), ("1", 0o755), ("1/assets", 0o2755)):
        (store.root / path).chmod(mode)
    before = os.umask(0o077)
    try:
        store.update(b"one", building({"2/index.html": "second"}, SECOND))
    finally:
        os.umask(before)
    assert [(store.root / path).stat().st_mode & 0o7777 for path in ("", "1", "1/assets", "2")] == [0o755, 0o755, 0o2755, 0o700]


def test_symbolic_links_stay_symbolic_links(store: FolderStore) -> None:
    (store.root / "stable").symlink_to("1")
    store.update(b"one", building({"2/index.html": "second"}, SECOND))
    assert (store.root / "stable").readlink() == Path("1")


def test_nothing_is_written_through_a_symbolic_link(store: FolderStore, tmp_path: Path) -> None:
    (store.root / "releases").rename(tmp_path / "elsewhere")
    (store.root / "releases").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageFault, match=r"releases/2.sha256 is behind a link that leads elsewhere"):
        store.update(b"one", building({"2/index.html": "second"}, SECOND))
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["1.sha256"]
    assert store.read(LEDGER) == b"one"


def test_files_are_copied_if_hard_links_fail(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "other device")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    store.update(b"one", building({"2/index.html": "second", "2/assets/a.css": "style"}, SECOND))
    assert contents(store.root / "1") == {"index.html": "first", "assets/a.css": "style"}
    assert contents(store.root / "latest") == {"index.html": "second", "assets/a.css": "style"}


def test_a_missing_folder_has_no_digests(store: FolderStore) -> None:
    assert sorted(store.digests("1").digests) == ["assets/a.css", "index.html"]
    assert store.digests("9").digests == {}
    assert (store.read("9"), store.read("1")) == (None, None)
