"""The generated parts of the command-line reference: every command with its help, arguments and options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from generator.cli.command_group import CommandsByName
from generator.cli.main import COMMANDS, runbook
from generator.reference.table_cells import table

# Words of the help in a terminal, with shorter ones for this page.
SHORTER = {"INTEGER RANGE": "NUMBER", "DIRECTORY": "DIR"}


def command_list() -> str:
    """Return a table of all commands, each with a link to its section."""
    return table(("Command", "What it does"), ((f"[`{name}`](#runbook-{name})", summary) for name, summary in COMMANDS.items()))


def command_sections() -> str:
    """Return a section for `runbook` and for each command."""
    whole = runbook.make_context("runbook", [], resilient_parsing=True)
    return "\n\n".join("\n".join(_section(context)) for context in (whole, *_contexts(runbook, whole)))


def _contexts(group: CommandsByName, above: Any) -> Iterator[Any]:
    """Yield the context of each command of a group; of a group, also those of its commands."""
    for name in group.summaries:
        command = group.get_command(above, name)
        assert command is not None
        context = command.make_context(name, [], parent=above, resilient_parsing=True)
        yield context
        if isinstance(command, CommandsByName):
            yield from _contexts(command, context)


def _section(context: Any) -> Iterator[str]:
    command = context.command
    yield from (f"## {context.command_path}", "", "```text", command.get_usage(context).removeprefix("Usage: "), "```", "")
    for paragraph in cleandoc(command.help or "").split("\n\n"):
        # click marks a paragraph with fixed lines with a backspace. In our help, these paragraphs are examples.
        kept = paragraph.removeprefix("\b\n")
        yield from (["```console", *map(_example, kept.split("\n")), "```", ""] if kept != paragraph else [paragraph, ""])
    records = (parameter.get_help_record(context) for parameter in command.get_params(context) if parameter.name != "help")
    yield table(("Option", "What it does"), (_option(*record) for record in records if record and record[1]))


def _example(line: str) -> str:
    """Return a line of examples; a remark after a command becomes a shell comment."""
    return "$ " + re.sub(r" {3,}(?=\S)", "  # ", line)


def _option(name: str, text: str) -> tuple[str, str]:
    for long, short in SHORTER.items():
        name = name.replace(long, short)
    return f"`{name}`", re.sub(r" +\[(.+)\]$", r" (\1)", text)
