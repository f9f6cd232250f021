"""What commands have in common: how a function becomes a command, and the options that several of them take."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.project.faults import EXIT_CODES

DIRECTORY = click.Path(file_okay=False, path_type=Path)
VISIBILITY = click.option(
    "--visibility",
    type=click.Choice(["internal", "public"]),
    help="Choose the readers: `public` leaves out internal entries and people. Default: `visibility` in mkdocs.yml, else internal.",
)
TODAY = click.option("--today", metavar="DATE", help="Check reviews and waivers as of DATE. Default: the date of the last commit.")
RELEASES_FOLDER = click.option("--to", metavar="DIR", type=DIRECTORY, help="Use DIR as the folder of releases. Default: published/.")
BRANCH = click.option("--branch", metavar="NAME", help="Use a git branch, such as gh-pages, instead of a folder.")
CHECK_ONLY = click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with code 1 if a file would change.")


def project_command(body: Callable[..., int]) -> click.Command:
    """Make a command from a function that takes the folder of the project first and returns an exit code."""

    @click.pass_obj
    @wraps(body)
    def in_project(folder: Path | None, /, **options: Any) -> int:
        from generator.project.project_files import locate

        return body(locate(folder), **options)

    return click.command(epilog=EXIT_CODES)(in_project)


def format_option(*formats: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The option `--format`, with its formats; the first is the default."""
    return click.option(
        "--format", "style", type=click.Choice(formats), default=formats[0], show_default=True, help="Set the output format."
    )


def print_bytes(data: bytes) -> None:
    """Write UTF-8 text or a file to standard output as it is, whatever the encoding of the terminal."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # only text can be written, as where the examples of the documentation are run
        sys.stdout.write(data.decode())
    else:
        sys.stdout.flush()
        buffer.write(data)
