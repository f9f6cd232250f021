"""`runbook fmt`: data files in their one style."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, UsageFault

if TYPE_CHECKING:
    from generator.diagnostics.diagnostic import Diagnostic
    from generator.source.splices import CannotEdit


@click.command(epilog=EXIT_CODES)
@click.argument("paths", metavar="[FILES]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where a file is not in style.")
@click.pass_obj
def fmt(folder: Path | None, paths: Iterable[Path], *, only_check: bool) -> int:
    """Format data files, by default all of them: indentation, blank lines, and comments beside what they speak of.

    What a file says stays, and so does every comment. A file for which that cannot be promised is left alone, with the reason.

    \b
    runbook fmt
    runbook fmt data/variants/elearning-platform
    runbook fmt --check                fail where a file is not in style
    """
    from generator.diagnostics.diagnostic import in_order
    from generator.edits import workflow as editing
    from generator.edits.write_edits import refusal
    from generator.project.atomic_files import write_all
    from generator.project.progress import Progress
    from generator.project.project_files import locate, read_data
    from generator.report.diagnostics_report import count_of, to_text, wants_colour
    from generator.source.splices import CannotEdit

    root = locate(folder)
    data = read_data(root)
    problems: list[Diagnostic] = list(data.diagnostics)
    refused: list[CannotEdit] = []
    changed: dict[str, bytes] = {}
    names = _chosen(root, paths, data.files) or list(data.files)
    with Progress() as progress:
        for number, name in enumerate(names, 1):
            progress.say(f"{number} of {count_of(len(names), 'file')}")
            try:
                changed[name] = editing.format_file(name, data.files[name])
            except editing.Unread as fault:
                problems += fault.diagnostics
            except CannotEdit as fault:
                refused.append(fault)
    changed = {name: text for name, text in changed.items() if text != data.files[name]}
    if not only_check:
        write_all(root, changed, data.files)
    for name in changed:
        sys.stdout.write(f"{name} {'is not in style' if only_check else 'is formatted'}\n")
    if problems:
        sys.stderr.write(to_text(in_order(problems), colour=wants_colour(sys.stderr, os.environ)) + "\n")
    sys.stderr.writelines(f"{refusal(each)}\n\n" for each in refused)
    left = len({problem.span.file for problem in problems}) + len(refused)
    sys.stdout.write(_summary(len(changed), len(names) - len(changed) - left, left, only_check=only_check))
    return INPUT_PROBLEM if left or (changed and only_check) else CLEAN


def _chosen(root: Path, paths: Iterable[Path], known: Iterable[str]) -> list[str]:
    """The data files that some paths name, a folder naming all below it."""
    from generator.project.project_files import DATA

    chosen: list[str] = []
    for path in paths:
        place = path.resolve() if path.is_dir() else path.parent.resolve() / path.name  # a link is named, not followed
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
        found = [file for file in known if file == name or file.startswith(f"{name}/")] if name else []
        if not found:
            raise UsageFault(f"{path} is no data file: they are the YAML files below {root / DATA}")
        chosen += found
    return list(dict.fromkeys(chosen))


def _summary(changed: int, fine: int, left: int, *, only_check: bool) -> str:
    from generator.report.diagnostics_report import count_of

    parts = [f"{count_of(changed, 'file')} {'to format, with `runbook fmt`' if only_check else 'formatted'}" if changed else ""]
    parts.append(f"{count_of(fine, 'file')} in style{' already' if changed and not only_check else ''}" if fine else "")
    parts.append(f"{count_of(left, 'file')} left alone, for the reasons above" if left else "")
    return f"{', '.join(filter(None, parts)) or 'no data files'}\n"
