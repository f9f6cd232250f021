"""The command-line reference: every command with its help, arguments and options, as the commands themselves tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from generator.cli.main import COMMANDS, runbook
from generator.project import faults
from generator.reference.table_cells import table

OPENING = """\
# Command line

The program is `.venv/bin/runbook`: see [Install](../install.md), or run `make site` in a clone. `python -m generator` is the same.
`runbook COMMAND --help` prints what is on this page.
Colour is used on a terminal alone, and not where `NO_COLOR` is set.
"""
CODES = (
    (faults.CLEAN, "clean: done, without errors; warnings are printed and do not count"),
    (faults.INPUT_PROBLEM, "a problem in the input: the report names the place and the fix"),
    (faults.USAGE, "usage: the command was asked for something that does not exist; the message names what does"),
    (faults.PROGRAM_FAULT, "a fault of the program, not of your data; the message names a file with what a bug report needs"),
    (faults.INTERRUPTED, "interrupted from the keyboard"),
)


def command_page() -> str:
    """The whole page."""
    whole = runbook.make_context("runbook", [], resilient_parsing=True)
    names = [name for name in runbook.list_commands(whole) if not _command(whole, name).hidden]
    lines = [OPENING, "## Exit codes", ""]
    lines += table(("Code", "Meaning"), ((f"`{code}`", meaning) for code, meaning in CODES))
    lines += ["", "## Commands", ""]
    lines += table(("Command", "What it does"), ((f"[`{name}`](#runbook-{name})", COMMANDS[name]) for name in names))
    lines += ["", "## runbook", "", *_section(runbook, whole)]
    for name in names:
        command = _command(whole, name)
        context = command.make_context(name, [], parent=whole, resilient_parsing=True)
        lines += ["", f"## runbook {name}", "", *_section(command, context)]
    return "\n".join(lines) + "\n"


def _command(whole: Any, name: str) -> Any:
    command = runbook.get_command(whole, name)
    assert command is not None
    return command


def _section(command: Any, context: Any) -> Iterator[str]:
    """Usage, help, and what the command takes."""
    yield from ("```text", command.get_usage(context).removeprefix("Usage: "), "```", "")
    for paragraph in cleandoc(command.help or "").split("\n\n"):
        # click marks a paragraph whose lines are kept with a backspace: here these are always examples.
        kept = paragraph.removeprefix("\b\n")
        yield from (["```console", *map(_example, kept.split("\n")), "```", ""] if kept != paragraph else [paragraph, ""])
    options = [
        record for parameter in command.get_params(context) if parameter.name != "help" and (record := parameter.get_help_record(context))
    ]
    yield from table(("Option", "What it does"), ((f"`{_plain(name)}`", _told(text)) for name, text in options if text))


def _example(line: str) -> str:
    """A line of examples; the remark that stands some way behind a command becomes a comment of the shell."""
    return "$ " + re.sub(r" {3,}(?=\S)", "  # ", line)


def _told(text: str) -> str:
    return re.sub(r" +\[(.+)\]$", r" (\1)", text)


def _plain(name: str) -> str:
    return name.replace("INTEGER RANGE", "NUMBER").replace("DIRECTORY", "DIR")
