"""Commands in a repository that git cannot read: each ends with the reason and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.releases.small_site import use_small

COMMANDS = [
    ["check"],
    ["check", "--release"],
    ["check", "--format", "github"],
    ["build"],
    ["sheet", "shop"],
    ["report"],
    ["render", "plain"],
    ["diff"],
    ["publish", "1"],
    ["publish", "1", "--draft"],
    ["publish", "1", "--branch", "pages"],
    ["publish", "--all-tags"],
    ["publish", "1", "--delete", "why"],
    ["releases", "--branch", "pages"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_that_asks_git_ends_with_its_reason(
    command: list[str], tiny: Path, commit: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No command takes a failure of git for "no commit"."""
    use_small(monkeypatch)
    commit(tiny)
    monkeypatch.chdir(tiny)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    before = {path for path in tiny.rglob("*") if ".cache" not in path.parts}
    assert run(command) == 1
    captured = capsys.readouterr()
    assert "another user owns it. If you trust its owner, run `git config --global --add safe.directory" in captured.err
    assert captured.out == ""
    assert {path for path in tiny.rglob("*") if ".cache" not in path.parts} == before
