"""Writing several files: all of them or none."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.project.atomic_files import finish_writing, write_all
from generator.project.faults import InputFault

BEFORE = {"a.yaml": b"a", "b/b.yaml": b"b"}
AFTER = {"a.yaml": b"A", "b/b.yaml": b"B", "c/d/new.yaml": b"C"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, data in BEFORE.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder, hidden files and empty folders included."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/" for path in folder.rglob("*")}


def test_files_are_replaced_and_created_with_their_folders(folder: Path) -> None:
    write_all(folder, AFTER, BEFORE)
    assert content(folder) == {**AFTER, "b": b"/", "c": b"/", "c/d": b"/"}


def test_a_file_keeps_its_permissions(folder: Path) -> None:
    (folder / "a.yaml").chmod(0o640)
    write_all(folder, AFTER, BEFORE)
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("last", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_error_at_any_step_changes_nothing(last: int, error: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, replace = content(folder), Path.replace
    done: list[Path] = []

    def failing(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            if len(done) == last:
                raise error
            done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(type(error)):
        write_all(folder, AFTER, BEFORE)
    assert content(folder) == before


def test_an_interruption_right_after_a_replacement_undoes_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, replace = content(folder), Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        result = replace(self, target)
        if target.name == "b.yaml" and self.suffix == ".new":
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(folder, AFTER, BEFORE)
    assert content(folder) == before


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(folder)
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        write_all(folder, AFTER, BEFORE)
    assert content(folder) == before


def test_files_are_copied_if_hard_links_fail(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(OSError(1, "Operation not permitted")))
    write_all(folder, AFTER, BEFORE)
    assert content(folder).items() >= AFTER.items()


def test_files_changed_by_somebody_else_are_not_overwritten(folder: Path) -> None:
    (folder / "b/b.yaml").write_bytes(b"theirs")
    with pytest.raises(InputFault, match=r"b/b\.yaml was changed by somebody else"):
        write_all(folder, AFTER, BEFORE)
    assert (folder / "a.yaml").read_bytes() == b"a"


def test_a_new_file_must_not_exist_already(folder: Path) -> None:
    with pytest.raises(InputFault, match=r"a\.yaml exists already"):
        write_all(folder, {"a.yaml": b"A"}, {})


def test_a_link_is_not_edited(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("a.yaml")
    with pytest.raises(InputFault, match=r"link\.yaml is a link"):
        write_all(folder, {"link.yaml": b"A"}, {"link.yaml": b"a"})
    assert (folder / "link.yaml").is_symlink()


STEPS = ((Path, "replace"), (Path, "rename"), (Path, "unlink"), (Path, "rmdir"), (Path, "mkdir"), (Path, "hardlink_to"), (os, "fsync"))


def killed_at(step: int, write: Callable[[], object]) -> bool:
    """Write in a process that is killed at a step on disk; return whether it was."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    done = 0

    def counting(action: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*words: Any, **named: Any) -> Any:
            nonlocal done
            if done == step:
                os._exit(9)
            done += 1
            return action(*words, **named)

        return counted

    for home, name in (*STEPS, (shutil, "rmtree")):
        setattr(home, name, counting(getattr(home, name)))
    try:
        write()
    finally:
        os._exit(0)


def test_a_kill_at_any_step_leaves_all_or_nothing(folder: Path) -> None:
    """Whenever the program is killed, the next command finds the old files or the new ones, and nothing else."""
    (folder / "d").mkdir()
    (folder / "d/gone.yaml").write_bytes(b"d")
    known = {**BEFORE, "d/gone.yaml": b"d"}
    before, after = content(folder), {"a.yaml": b"A", "c": b"/", "c/d": b"/", "c/d/new.yaml": b"C", "e": b"/", "e/b.yaml": b"B"}
    outcomes = []
    for step in range(200):
        shutil.copytree(folder, folder.with_name("copy"))
        if not killed_at(step, lambda: write_all(folder.with_name("copy"), AFTER, known, ["d/gone.yaml"], {"b": "e"})):
            break
        finish_writing(folder.with_name("copy"))
        found = content(folder.with_name("copy"))
        outcomes.append(found)
        assert found in (before, after), step
        shutil.rmtree(folder.with_name("copy"))
    assert content(folder.with_name("copy")) == after
    assert before in outcomes and after in outcomes and outcomes == sorted(outcomes, key=[before, after].index)


def test_a_kill_while_an_error_is_undone_leaves_the_old_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle brings the old files back, also if that is interrupted: the next command goes on with it."""
    before, replace = content(folder), Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.yaml" and self.suffix in (".new", ".old"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space left"):
        write_all(folder, AFTER, BEFORE)
    monkeypatch.undo()
    assert finish_writing(folder) == 3 and content(folder) == before


def test_a_plan_that_cannot_be_finished_is_reported(folder: Path) -> None:
    """A damaged plan stops every command, with a message that says what to do."""
    (folder / ".runbook-unfinished").mkdir()
    (folder / ".runbook-unfinished/plan.json").write_text("{")
    with pytest.raises(InputFault, match="get the data back from git, and delete"):
        finish_writing(folder)


def test_work_that_cannot_be_undone_is_reported(folder: Path) -> None:
    """What is missing is not taken for work that another program has just finished."""
    (folder / ".runbook-undone").mkdir()
    plan = {"files": {}, "gone": {}, "known": [], "folders": [], "moves": {"old": "new"}}
    (folder / ".runbook-undone/plan.json").write_text(json.dumps(plan))
    with pytest.raises(InputFault, match="get the data back from git, and delete"):
        finish_writing(folder)


@pytest.mark.parametrize("path", ["../ours", ".git/hooks/pre-commit", "out/ours"])
def test_nothing_outside_the_project_is_written_or_removed(path: str, folder: Path) -> None:
    """Paths may come from files that a stranger wrote, such as the map of an import."""
    project = folder / "b"
    (project / "out").symlink_to(folder, target_is_directory=True)
    (folder / "ours").write_bytes(b"ours")
    before = content(folder)
    for contents, gone in (({path: b"theirs"}, ()), ({}, (path,))):
        with pytest.raises(InputFault, match="is not a file of the project"):
            write_all(project, contents, {path: b"ours"}, gone)
    assert content(folder) == before


@pytest.mark.parametrize("path", ["../stolen", "/tmp/stolen", ".git/hooks/pre-commit", "data/.GIT/config", "out/stolen", ""])
@pytest.mark.parametrize("part", ["files", "gone", "folders", "moves"])
def test_a_plan_that_a_stranger_committed_leads_nowhere(path: str, part: str, folder: Path) -> None:
    """A folder that looks like unfinished work writes, removes and moves nothing outside the data, and no hook of git."""
    stage = folder / ".runbook-unfinished"
    stage.mkdir()
    (stage / "0.new").write_text("stolen")
    (folder / "out").symlink_to(folder.parent, target_is_directory=True)
    plan: dict[str, object] = {"files": {}, "gone": {}, "known": [], "folders": [], "moves": {}}
    plan[part] = [path] if part == "folders" else {path: "0"} if part != "moves" else {"data": path}
    (stage / "plan.json").write_text(json.dumps(plan))
    before = content(folder)
    with pytest.raises(InputFault, match="its plan names"):
        finish_writing(folder)
    assert content(folder) == before and not (folder.parent / "stolen").exists()
