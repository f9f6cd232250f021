"""Which commands are for a shell."""

from __future__ import annotations

# Shells in which a backslash at the end of a line continues the command.
SHELLS = frozenset(("ash", "bash", "dash", "ksh", "sh", "shell", "zsh"))


def is_shell(syntax: str | None) -> bool:
    """Whether a command is for a shell, whose rules for quotes and line ends are known. Commands without `syntax` are."""
    return not syntax or syntax in SHELLS
