"""Git as a process: its answers, and its absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.adapters.faults import InputFault
from generator.adapters.git_process import complaint, git, require


def test_what_git_prints_comes_back_and_input_goes_in(tmp_path: Path) -> None:
    done = git(tmp_path, "hash-object", "--stdin", asked=b"hello\n")
    assert require(done, "hash").decode().strip() == "ce013625030ba8dba906f756967f9e9ca394464a"


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
