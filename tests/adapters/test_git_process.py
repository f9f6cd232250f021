"""Git as a process: its answers, and its absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.adapters.faults import InputFault
from generator.adapters.git_process import complaint, git, require


def test_what_git_prints_comes_back_and_input_goes_in(tmp_path: Path) -> None:
    done = git(tmp_path, "hash-object", "--stdin", asked=b"hello\n")
    assert require(done, "hash").decode().strip() == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_a_hook_of_another_repository_does_not_lead_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    require(git(tmp_path, "init", "-q", "own"), "begin")
    assert git(tmp_path / "own", "rev-parse", "--show-toplevel").stdout.decode().strip() == str(tmp_path / "own")
    assert not (tmp_path / "other").exists()


def test_a_failure_is_told_with_what_git_said_and_without_its_hints(tmp_path: Path) -> None:
    done = git(tmp_path, "rev-parse", "--verify", "nothing")
    with pytest.raises(InputFault, match=r"git cannot find it: fatal: .*"):
        require(done, "find it")
    done.stderr = b"hint: try\nerror: it is so\nhint: or not\n"
    assert complaint(done) == "error: it is so"
    done.stderr = b""
    assert complaint(done) == "it ended with 128"


def test_a_machine_without_git_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputFault, match="git is not installed"):
        git(tmp_path, "status")
