"""A group knows its commands without importing them."""

from __future__ import annotations

import pytest

from generator.cli.main import run
from generator.cli.run_command import RUN_COMMANDS


def test_a_group_lists_its_commands_and_refuses_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "--help"]) == 0
    output = capsys.readouterr().out
    assert all(f"\n  {name} " in output for name in RUN_COMMANDS)
    assert run(["run", "unknown"]) == 2
    assert "No such command 'unknown'" in capsys.readouterr().err
