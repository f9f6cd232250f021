"""Parts that several commands share: options, and the decorator that makes a function a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.project.faults import CLEAN, EXIT_CODES

DIRECTORY = click.Path(file_okay=False, path_type=Path)
VISIBILITY = click.option(
    "--visibility",
    type=click.Choice(["internal", "public"]),
    help="Choose the readers: `public` leaves out internal entries and people. Default: `visibility` in mkdocs.yml, else internal.",
)
TODAY = click.option("--today", metavar="DATE", help="Check reviews, drills and waivers as of DATE. Default: the date of the last commit.")
RELEASES_FOLDER = click.option("--to", metavar="DIR", type=DIRECTORY, help="Use DIR as the folder of releases. Default: published/.")
BRANCH = click.option("--branch", metavar="NAME", help="Use a git branch, such as gh-pages, instead of a folder.")
CHECK_ONLY = click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with code 1 if a file would change.")


def project_command(body: Callable[..., int | None]) -> click.Command:
    """Make a command from a function that takes the folder of the project first. The function returns an exit code, or None for 0."""

    @click.pass_obj
    @wraps(body)
    def in_project(folder: Path | None, /, **options: Any) -> int | None:
        from generator.project.project_files import locate

        return body(locate(folder), **options)

    return click.command(epilog=EXIT_CODES)(in_project)


def files_command(body: Callable[..., int | None]) -> click.Command:
    """Make a command from a function that takes the folder of a project first, and `paths`, the FILES in it. Without --project, the command
    runs once for each project that the files are in; the highest exit code counts.
    """

    @click.argument("paths", metavar="[FILES]...", nargs=-1, type=click.Path(path_type=Path))
    @click.pass_obj
    @wraps(body)
    def in_projects(folder: Path | None, /, paths: tuple[Path, ...], **options: Any) -> int:
        from generator.project.project_files import projects_of

        found = projects_of(folder, paths)
        code = CLEAN
        for root, own in found.items():
            if len(found) > 1:
                sys.stderr.write(f"runbook: project {os.path.relpath(root)}\n")
            code = max(code, body(root, paths=own, **options) or CLEAN)
            sys.stdout.flush()
        return code

    return click.command(epilog=EXIT_CODES)(in_projects)


def format_option(*formats: str) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Return the option `--format` with these formats; the first is the default."""
    return click.option(
        "--format", "style", type=click.Choice(formats), default=formats[0], show_default=True, help="Set the output format."
    )
