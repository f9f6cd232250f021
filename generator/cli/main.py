"""The command line: where it begins and ends. Each command is a module beside this one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from generator.project.faults import EXIT_CODES, exit_code_of, installed_version

FOLDER = click.Path(file_okay=False, path_type=Path)
# Help must come at once. So each command is a module of its own, `NAME_command`, which is loaded once it is asked for, and what only
# its body needs is imported in the function that uses it.
COMMANDS = {
    "build": "Write the site, or leave the last good one.",
    "check": "Find every mistake in the data.",
    "diff": "Show what a change means.",
    "explain": "Show where each field of an entity comes from.",
    "fmt": "Bring data files into their one style.",
    "new": "Begin a variant, a layer or a project.",
    "publish": "Publish a release, which then never changes.",
    "releases": "List and verify published releases.",
    "rename": "Give an entity another id, everywhere.",
    "render": "Write plain pages for any builder.",
    "report": "Show how complete each runbook is.",
    "review": "Stamp a variant as reviewed.",
    "schema": "Write the schema that editors use.",
    "serve": "Preview the site while you write.",
    "sheet": "Print a sheet as Markdown, HTML or PDF.",
}


def run(arguments: Sequence[str]) -> int:
    """Parse the arguments, run their command and return the exit code; nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its number, and the report goes on.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return exit_code_of(lambda: _dispatch(list(arguments)))


def _dispatch(arguments: list[str]) -> int:
    # Not `runbook.main`: it would turn a reader that goes away into the exit code of a problem in the input.
    try:
        with runbook.make_context("runbook", arguments) as context:
            code = runbook.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it
    if wanted and not context.resilient_parsing:
        click.echo(f"runbook {installed_version()}")
        context.exit()


class CommandsByName(click.Group):
    """Finds each command in its module, and lists all of them without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"generator.cli.{cmd_name}_command"), cmd_name)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=CommandsByName, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--project", type=FOLDER, help="The folder that holds data/; by default the nearest one from here upwards.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit.")
@click.pass_context
def runbook(context: click.Context, project: Path | None) -> None:
    """Turn layered YAML into a runbook site and printable sheets.

    \b
    runbook check                      find every mistake in the data
    runbook serve                      preview while you write
    runbook build                      write the site
    """
    context.obj = project
