"""Replacing a whole folder at once."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.project.atomic_folder import SITE, ForeignFolderError, replacing, write_tree

ROOT = Path(__file__).resolve().parents[2]
UNPRIVILEGED = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 and shutil.which("setpriv") else ()


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file() and p.name != SITE.marker}


def test_a_folder_is_created_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    write_tree(target, {"index.html": b"1", "a/b/c.txt": b"2"})
    assert tree(target) == {"index.html": "1", "a/b/c.txt": "2"}
    write_tree(target, {"index.html": b"3"})
    assert tree(target) == {"index.html": "3"}
    assert [p.name for p in target.parent.iterdir()] == ["site"]


def test_a_failure_leaves_only_the_last_good_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_tree(target, {"index.html": b"good"})
    with pytest.raises(ZeroDivisionError), replacing(target) as fresh:
        (fresh / "index.html").write_text("half")
        raise ZeroDivisionError
    assert tree(target) == {"index.html": "good"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_new_folder_replaces_the_old_one(in_one_step: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not in_one_step:
        monkeypatch.setattr("generator.project.atomic_folder._exchange", lambda *folders: False)
    target = tmp_path / "site"
    write_tree(target, {"index.html": b"old", "gone.html": b"old"})
    write_tree(target, {"index.html": b"new"})
    assert tree(target) == {"index.html": "new"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_readers_always_find_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_tree(target, {"index.html": b"0"})
    missing = 0
    ended = threading.Event()

    def read() -> None:
        nonlocal missing
        while not ended.is_set():
            missing += not target.is_dir()

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(50):
        write_tree(target, {"index.html": str(number).encode()})
    ended.set()
    reader.join()
    assert missing == 0


def test_a_failed_swap_restores_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    write_tree(target, {"index.html": b"good"})
    rename = Path.rename

    def refuse(path: Path, to: Path) -> Path:
        if ".new-" in path.name:
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr("generator.project.atomic_folder._exchange", lambda *folders: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="No space"):
        write_tree(target, {"index.html": b"new"})
    assert tree(target) == {"index.html": "good"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_and_a_site_of_plain_mkdocs_are_replaced(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    write_tree(target, {"x": b"1"})
    (target / SITE.marker).unlink()
    for name in ("index.html", "404.html", "sitemap.xml"):
        (target / name).touch()
    write_tree(target, {"x": b"2"})
    assert tree(target) == {"x": "2"}


@pytest.mark.parametrize("name", ["index.html", "thesis.odt"])
def test_a_folder_of_somebody_else_is_not_changed(name: str, tmp_path: Path) -> None:
    target = tmp_path / "home"
    target.mkdir()
    (target / name).write_text("mine")
    with pytest.raises(ForeignFolderError, match="did not write"):
        write_tree(target, {"x": b"1"})
    assert tree(target) == {name: "mine"}


def test_files_that_appear_meanwhile_are_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with pytest.raises(ForeignFolderError), replacing(target):
        target.mkdir()
        (target / "thesis.odt").write_text("mine")
    assert tree(target) == {"thesis.odt": "mine"}


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ForeignFolderError, match="is a file"):
        write_tree(tmp_path / "site", {})
    for path in ("site/below", "site/far/below"):
        with pytest.raises(ForeignFolderError, match="is not a folder"):
            write_tree(tmp_path / path, {})


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    write_tree(tmp_path / "site", {"x": b"1"})
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "real") == {"x": "1"}


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", "a\\..\\x"])
def test_paths_that_leave_the_folder_are_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leaves the folder"):
        write_tree(tmp_path / "site", {path: b"1"})
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_an_interrupted_run_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".site.new-1").mkdir()
    (tmp_path / ".site.old-1").mkdir()
    write_tree(tmp_path / "site", {"x": b"1"})
    write_tree(tmp_path / "site", {"x": b"2"})
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_names_with_wildcard_characters_are_not_patterns(tmp_path: Path) -> None:
    (tmp_path / ".[a].new-1").mkdir()
    (tmp_path / ".site.old-1").mkdir()
    for name in ("[a]", "*"):
        write_tree(tmp_path / name, {"x": b"1"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["*", ".site.old-1", "[a]"]


def test_a_folder_that_another_run_removes_meanwhile_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: [*real(self, pattern), self / ".site.new-gone"])
    (tmp_path / "site").mkdir()
    write_tree(tmp_path / "site", {"x": b"1"})
    assert tree(tmp_path / "site") == {"x": "1"}


def test_the_new_folder_has_the_permissions_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_tree(target, {"x": b"1"})
    target.chmod(0o2750)
    write_tree(target, {"x": b"2"})
    assert target.stat().st_mode & 0o7777 == 0o2750


def test_read_only_folders_are_replaced(tmp_path: Path) -> None:
    """As another user than root, who may write everywhere."""
    target = tmp_path / "site"
    write_tree(target, {"a/b/x": b"1"})
    for place in (target / "a/b", target / "a", target):
        place.chmod(0o555)
    imports = "from pathlib import Path; from generator.project.atomic_folder import write_tree"
    script = f"{imports}; write_tree(Path({str(target)!r}), {{'y': b'2'}})"
    subprocess.run([*UNPRIVILEGED, sys.executable, "-c", script], check=True, cwd=ROOT)
    assert tree(target) == {"y": "2"}
    assert target.stat().st_mode & 0o777 == 0o755
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_mount_point_is_refused_before_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self.name == "site")
    with pytest.raises(ForeignFolderError, match="name a folder in it"), replacing(tmp_path / "site"):
        pytest.fail("nothing may be built")


def test_a_folder_that_was_moved_aside_is_restored(tmp_path: Path) -> None:
    write_tree(tmp_path / "site", {"x": b"good"})
    (tmp_path / "site").rename(tmp_path / ".site.old-1")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "site"):
        raise ZeroDivisionError
    assert tree(tmp_path / "site") == {"x": "good"}


def hold(target: Path, ready: multiprocessing.synchronize.Event) -> None:
    with replacing(target) as fresh:
        (fresh / "x").write_text("slow")
        ready.set()
        signal.pause()


def test_leftovers_are_removed_only_if_their_run_has_ended(tmp_path: Path) -> None:
    target = tmp_path / "site"
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    other = spawn.Process(target=hold, args=(target, ready))
    other.start()
    assert ready.wait(30)
    write_tree(target, {"x": b"quick"})
    assert sorted(p.name.partition("-")[0] for p in tmp_path.iterdir()) == [".site.new", "site"]
    assert other.pid is not None
    os.kill(other.pid, signal.SIGKILL)
    other.join(30)
    write_tree(target, {"x": b"again"})
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
    assert tree(target) == {"x": "again"}
