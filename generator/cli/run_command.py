"""`runbook run`: the records of past runs. Each of its commands is in its own module, `run_NAME`."""

from __future__ import annotations

import click

from generator.cli.command_group import CommandsByName
from generator.project.faults import EXIT_CODES

RUN_COMMANDS = {
    "add": "Add a finished run to the records of its system.",
    "gate": "Exit with 0 if a checklist is answered, for pipelines.",
    "list": "List past runs.",
    "show": "Show a record.",
    "suggest": "Suggest what to change, with the runs that speak for it.",
    "verify": "Check that nobody rewrote a record.",
}


@click.group(cls=CommandsByName, summaries=RUN_COMMANDS, module="generator.cli.run_{}", epilog=EXIT_CODES)
def run() -> None:
    """Keep what happened in runs as records in `runs/`, and use them.

    A page exports a finished run with `Export as JSON`. Added and committed, it changes what the next deployment's page says.

    \b
    runbook run add night.json          keep a finished run
    runbook run list                    list past runs
    runbook run suggest                 learn from past runs
    runbook run verify                  check that nobody rewrote a record
    runbook run gate FILE --list NAME   let a pipeline wait for a checklist
    """
