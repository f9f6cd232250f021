"""What is deleted from a branch stays in its history; the warning has the commands that remove it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.releases.small_site import edit
from tests.releases.stores import git

Committer = Callable[[Path], str]


def objects(repository: Path) -> str:
    return git(repository, "cat-file", "--batch-all-objects", "--batch-check")


def printed_commands(error: str) -> list[str]:
    assert "are still in the history of the branch" in error
    return re.findall(r"^  (git .*)$", error, re.MULTILINE)


@pytest.mark.parametrize(
    ("way", "branch", "pushed"), [("--delete", "pages", False), ("--delete", "feature/o'neill-&-co", True), ("--replace", "pages", True)]
)
def test_the_commands_remove_what_was_deleted_or_replaced(
    way: str, branch: str, pushed: bool, root: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run as printed, they leave no object of the former pages, here and after the clean-up of the remote; releases go on as before."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@localhost")
    remote = root.parent / "remote.git"
    git(root.parent, "init", "-q", "--bare", str(remote))
    git(root, "remote", "add", "origin", str(remote))
    monkeypatch.chdir(root)
    options = ["--branch", branch, *(["--push"] if pushed else [])]
    assert run(["publish", "1", *options]) == 0
    secret = git(root, "rev-parse", f"refs/heads/{branch}:1/index.html" if way == "--delete" else f"refs/heads/{branch}:1/runbook.json")
    edit(root, "A backup restores twice")
    commit(root)
    if way == "--delete":
        assert run(["publish", "2", *options]) == 0
    capsys.readouterr()
    assert run(["publish", "1", way, "it names a host", *options]) == 0
    error = capsys.readouterr().err
    assert secret in objects(root) and (secret in objects(remote)) == pushed
    for command in printed_commands(error):
        subprocess.run(["/bin/sh", "-c", command], check=True, cwd=root, capture_output=True)
    assert secret not in objects(root)
    git(remote, "gc", "-q", "--prune=now")
    assert secret not in objects(remote)
    assert git(root, "log", "--format=%s", f"refs/heads/{branch}") == "Remove the history"
    assert run(["releases", "--branch", branch]) == 0
    assert run(["publish", "3", *options]) == 0
    assert ("forks and the host" in error) == pushed


def test_nothing_is_said_about_a_folder_or_without_a_change(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    for options in (["--to", "published"], ["--branch", "pages"]):
        assert run(["publish", "1", *options]) == 0
        assert run(["publish", "1", "--replace", "why", *options]) == 0
    assert run(["publish", "1", "--delete", "why"]) == 0
    assert "history" not in capsys.readouterr().err
