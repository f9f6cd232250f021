"""The entry point of the command line. Each command is in its own module in this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.command_group import CommandsByName
from generator.cli.options import DIRECTORY
from generator.cli.outlet import require_delivered
from generator.project.faults import CLEAN, EXIT_CODES, UsageFault, exit_code_of, installed_version

# Each command has its own module, `NAME_command`. The function of the command imports what it needs itself.
COMMANDS = {
    "build": "Build the site and all sheets.",
    "check": "Check the data and list every problem.",
    "diff": "Show what changed between two versions of the data.",
    "explain": "Show which layer sets each field of an entity, and why.",
    "fmt": "Format data files.",
    "history": "Show every wording of an entity, with releases and runs.",
    "import": "Import Markdown documents as variants.",
    "new": "Create a variant, a layer or a project.",
    "publish": "Publish a release.",
    "releases": "List and verify published releases.",
    "rename": "Change the id of an entity in all files.",
    "render": "Write plain Markdown pages for other site builders.",
    "report": "Report how complete each runbook is.",
    "review": "Record that a runbook was reviewed.",
    "run": "Keep records of runs, and learn from them.",
    "schema": "Write the JSON Schema for editors.",
    "serve": "Preview the site, and rebuild it on changes.",
    "sheet": "Print a sheet as Markdown, text, HTML or PDF.",
}

# What these commands print is their result. The others do their work, and report it.
PRINTING = frozenset(("diff", "explain", "history", "report", "run", "sheet"))


def run(arguments: Sequence[str]) -> int:
    """Parse the arguments, run the command and return the exit code. Raises nothing."""
    return exit_code_of(lambda: _dispatch(list(arguments)))


def _dispatch(arguments: list[str]) -> int:
    # This does not call `runbook.main`, which turns a closed pipe into exit code 1.
    is_result = True
    try:
        with runbook.make_context("runbook", arguments) as context:
            found = runbook.invoke(context)
            code, is_result = found or CLEAN, context.invoked_subcommand in PRINTING
    except click.exceptions.Exit as end:  # after the help or the version
        code = end.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    require_delivered(code, is_result=is_result)
    return code


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it
    if wanted and not context.resilient_parsing:
        click.echo(f"runbook {installed_version()}")
        context.exit()


@click.group(
    cls=CommandsByName,
    summaries=COMMANDS,
    module="generator.cli.{}_command",
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--project", type=DIRECTORY, help="Use the project in this folder. Default: the nearest folder upwards that contains data/.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version and exit.")
@click.pass_context
def runbook(context: click.Context, project: Path | None) -> None:
    """Build runbook sites and printable sheets from layered YAML.

    \b
    runbook check                      list every problem in the data
    runbook serve                      preview the site while you write
    runbook build                      build the site
    """
    try:
        Path.cwd()
    except OSError:
        raise UsageFault("the current folder does not exist any more; change to another folder, and run this again") from None
    context.obj = project
