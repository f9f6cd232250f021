"""The entry point of the program."""

from __future__ import annotations

import sys

import pytest

from generator.__main__ import main


def test_main_ends_with_the_exit_code_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["runbook", "--no-such-option"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
