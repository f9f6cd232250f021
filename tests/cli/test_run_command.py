"""The group `runbook run` and its commands."""

from __future__ import annotations

import pytest

from generator.cli.main import run
from generator.cli.run_command import RUN_COMMANDS


@pytest.mark.parametrize("name", RUN_COMMANDS)
def test_each_command_of_the_group_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", name, "--help"]) == 0
    assert f"Usage: runbook run {name}" in capsys.readouterr().out
