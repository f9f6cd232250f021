"""A group of commands, each in its own module, which is imported only when the command runs: help must appear at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

SHADOWING = ("list",)  # a function with this name would hide one of Python


class CommandsByName(click.Group):
    """Imports the module of a command when it runs, and lists all commands without importing any.

    Args:
        summaries: What each command does, by name.
        module: The module of a command, with `{}` for its name.
    """

    def __init__(self, *args: Any, summaries: Mapping[str, str], module: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.summaries = summaries
        self.module = module

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.summaries:
            return None
        function = f"{cmd_name}_" if iskeyword(cmd_name) or cmd_name in SHADOWING else cmd_name
        command: click.Command = getattr(import_module(self.module.format(cmd_name)), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
