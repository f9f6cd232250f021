"""Commands are for a shell unless their language is another one."""

from __future__ import annotations

from generator.text.shells import is_shell


def test_a_command_without_a_language_is_for_a_shell() -> None:
    """Shells with other rules for quotes and line ends, such as fish, do not count."""
    assert all(map(is_shell, (None, "", "sh", "bash")))
    assert not any(map(is_shell, ("console", "sql", "powershell", "fish")))
