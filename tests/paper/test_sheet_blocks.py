"""The blocks of sheets in formats that are text."""

from __future__ import annotations

from generator.paper.sheet_blocks import Typed


def test_only_commands_for_a_shell_break() -> None:
    command = "docker compose run --rm api npx prisma migrate deploy"
    assert Typed(command, "").within(40) == "docker compose run --rm api npx prisma \\\n  migrate deploy"
    assert Typed(command, "sql").within(40) == command
