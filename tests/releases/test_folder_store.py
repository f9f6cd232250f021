"""A folder of releases: changed as a whole or not at all, by one at a time, with the files of what stays shared."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from generator.project.atomic_folder import MARKER, RELEASES_MARKER, NotOurFolderError, replacing
from generator.project.faults import UsageFault
from generator.releases.folder_store import FolderStore
from generator.releases.release_store import LEDGER, Moved, StoreChange
from tests.releases.stores import building

FIRST = StoreChange(built=("1",), copies={"latest": "1"}, files={LEDGER: b"one", "releases/1.sha256": b"list"})
SECOND = StoreChange(built=("2",), copies={"latest": "2"}, files={LEDGER: b"two", "releases/2.sha256": b"list"}, follows={"2": "1"})


def contents(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    store = FolderStore(tmp_path / "published")
    store.renew(None, building({"1/index.html": "first", "1/assets/a.css": "style"}, FIRST))
    return store


def test_the_first_release_makes_the_folder(store: FolderStore) -> None:
    marker = contents(store.root).pop(RELEASES_MARKER)
    assert "published releases" in marker
    assert contents(store.root) == {
        RELEASES_MARKER: marker,
        "1/index.html": "first",
        "1/assets/a.css": "style",
        "latest/index.html": "first",
        "latest/assets/a.css": "style",
        LEDGER: "one",
        "releases/1.sha256": "list",
    }


def test_the_next_one_stands_beside_it_and_the_alias_moves_as_a_whole(store: FolderStore) -> None:
    (store.root / "CNAME").write_text("ops.example")
    store.renew(b"one", building({"2/home.html": "second", "2/assets/a.css": "style"}, SECOND))
    found = contents(store.root)
    assert {path: text for path, text in found.items() if path.startswith("1/")} == {"1/index.html": "first", "1/assets/a.css": "style"}
    assert sorted(path for path in found if path.startswith("latest/")) == ["latest/assets/a.css", "latest/home.html"]
    assert (found[LEDGER], found["CNAME"], found["releases/1.sha256"]) == ("two", "ops.example", "list")
    assert sorted(path.name for path in store.root.parent.iterdir()) == ["published"]


def test_files_with_the_same_bytes_take_their_room_once(store: FolderStore) -> None:
    store.renew(b"one", building({"2/index.html": "second", "2/assets/a.css": "style"}, SECOND))
    copies = [store.root / name / "assets/a.css" for name in ("1", "2", "latest")]
    assert all(copy.samefile(copies[0]) for copy in copies)
    assert not (store.root / "1/index.html").samefile(store.root / "2/index.html")


def test_an_alias_may_lead_to_a_release_that_stands_there_already(store: FolderStore) -> None:
    store.renew(b"one", building({}, StoreChange(copies={"stable": "1"}, files={LEDGER: b"two"})))
    assert contents(store.root / "stable") == contents(store.root / "1")


def test_what_is_removed_goes(store: FolderStore) -> None:
    store.renew(b"one", building({}, StoreChange(files={LEDGER: b"two"}, removed=("latest", "releases/1.sha256", "never.was"))))
    assert sorted(contents(store.root)) == [RELEASES_MARKER, "1/assets/a.css", "1/index.html", LEDGER]


def test_a_release_is_replaced_with_nothing_of_the_old_one_left(store: FolderStore) -> None:
    store.renew(b"one", building({"1/other.html": "new"}, StoreChange(built=("1",), copies={"latest": "1"}, files={LEDGER: b"two"})))
    assert contents(store.root / "1") == contents(store.root / "latest") == {"other.html": "new"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_all_as_it_was(error: type[BaseException], store: FolderStore) -> None:
    before = contents(store.root)

    def build(stage: Path) -> StoreChange:
        (stage / "2").mkdir()
        (stage / "2/half.html").write_text("half")
        raise error

    with pytest.raises(error):
        store.renew(b"one", build)
    assert contents(store.root) == before
    assert sorted(path.name for path in store.root.parent.iterdir()) == ["published"]


def test_a_failure_while_files_are_shared_leaves_all_as_it_was(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(store.root)
    monkeypatch.setattr("generator.releases.folder_store._share_same_files", lambda *folders: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        store.renew(b"one", building({"2/index.html": "second"}, SECOND))
    assert contents(store.root) == before


def test_who_comes_second_is_told_and_changes_nothing(store: FolderStore) -> None:
    def slow(stage: Path) -> StoreChange:
        store.renew(b"one", building({"2/index.html": "second"}, SECOND))
        return building({"3/index.html": "third"}, StoreChange(built=("3",), files={LEDGER: b"three"}))(stage)

    with pytest.raises(Moved):
        store.renew(b"one", slow)
    assert sorted(path.name for path in store.root.iterdir()) == [RELEASES_MARKER, "1", "2", "latest", "releases", LEDGER]
    assert store.read(LEDGER) == b"two"


def test_many_at_once_come_one_after_the_other(store: FolderStore) -> None:
    def publish(name: str) -> None:
        while True:
            seen = store.read(LEDGER)
            assert seen is not None
            try:
                return store.renew(seen, building({f"{name}/x": name}, StoreChange(built=(name,), files={LEDGER: seen + name.encode()})))
            except Moved:
                continue

    threads = [threading.Thread(target=publish, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledger = (store.read(LEDGER) or b"").decode()
    assert sorted(ledger.removeprefix("one")) == ["a", "b", "c", "d"]
    assert [(store.root / name / "x").read_text() for name in "abcd"] == ["a", "b", "c", "d"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.doc").write_text("mine")
    with pytest.raises(UsageFault, match="holds files that runbook did not write"):
        FolderStore(own).renew(None, building({"1/x": "x"}, FIRST))
    site = tmp_path / "site"
    with replacing(site) as fresh:
        (fresh / "index.html").write_text("site")
    with pytest.raises(UsageFault, match="holds a site, and no releases"):
        FolderStore(site).renew(None, building({"1/x": "x"}, FIRST))
    assert sorted(contents(site)) == [MARKER, "index.html"]


def test_a_folder_of_releases_is_never_replaced_by_a_site(store: FolderStore) -> None:
    for name in ("index.html", "404.html", "sitemap.xml"):
        (store.root / name).write_text("")
    with pytest.raises(NotOurFolderError, match="holds published releases"), replacing(store.root):
        pass
    assert (store.root / "1/index.html").is_file()


def test_a_folder_that_mike_wrote_is_added_to(tmp_path: Path) -> None:
    root = tmp_path / "docs"
    (root / "0.9").mkdir(parents=True)
    (root / "0.9/index.html").write_text("old")
    (root / "versions.json").write_text("[]")
    FolderStore(root).renew(None, building({"1/x": "x"}, FIRST))
    assert (root / "0.9/index.html").read_text() == "old"


def test_who_may_read_a_release_may_read_it_for_ever(store: FolderStore) -> None:
    for path, mode in (("", 0o755), ("1", 0o755), ("1/assets", 0o2755)):
        (store.root / path).chmod(mode)
    before = os.umask(0o077)
    try:
        store.renew(b"one", building({"2/index.html": "second"}, SECOND))
    finally:
        os.umask(before)
    assert [(store.root / path).stat().st_mode & 0o7777 for path in ("", "1", "1/assets", "2")] == [0o755, 0o755, 0o2755, 0o700]


def test_links_of_the_system_stay_links(store: FolderStore) -> None:
    (store.root / "stable").symlink_to("1")
    store.renew(b"one", building({"2/index.html": "second"}, SECOND))
    assert (store.root / "stable").readlink() == Path("1")


def test_nothing_is_written_where_a_link_leads(store: FolderStore, tmp_path: Path) -> None:
    (store.root / "releases").rename(tmp_path / "elsewhere")
    (store.root / "releases").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageFault, match=r"releases/2.sha256 is behind a link that leads elsewhere"):
        store.renew(b"one", building({"2/index.html": "second"}, SECOND))
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["1.sha256"]
    assert store.read(LEDGER) == b"one"


def test_where_files_cannot_share_their_bytes_they_are_copied(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "other device")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    store.renew(b"one", building({"2/index.html": "second", "2/assets/a.css": "style"}, SECOND))
    assert contents(store.root / "1") == {"index.html": "first", "assets/a.css": "style"}
    assert contents(store.root / "latest") == {"index.html": "second", "assets/a.css": "style"}


def test_digests_of_a_folder_that_is_not_there_are_none(store: FolderStore) -> None:
    assert sorted(store.listed("1").digests) == ["assets/a.css", "index.html"]
    assert store.listed("9").digests == {}
    assert (store.read("9"), store.read("1")) == (None, None)
