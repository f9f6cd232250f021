"""`runbook fmt`: formats data files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from generator.cli.options import CHECK_ONLY, files_command
from generator.project.faults import CLEAN, INPUT_PROBLEM, UsageFault


@files_command
@CHECK_ONLY
def fmt(root: Path, paths: Iterable[Path] = (), *, only_check: bool = False) -> int:
    """Format data files: indentation, blank lines and the position of comments. Without FILES, format all data files.

    Values and comments never change. A file that cannot be formatted safely is left unchanged, and the reason is printed.

    \b
    runbook fmt
    runbook fmt data/variants/elearning-platform
    runbook fmt --check                fail if a file is not formatted
    """
    from generator.diagnostics.diagnostic import in_order
    from generator.edits.workflow import UnreadableFiles, format_file
    from generator.edits.write_edits import refusal
    from generator.project.atomic_files import write_all
    from generator.project.progress import Progress
    from generator.project.project_files import read_data
    from generator.report.diagnostics_report import count_of, to_text, wants_colour
    from generator.source.attached_files import without_attached
    from generator.source.splices import CannotEdit

    data = read_data(root)
    problems, refused = list(data.diagnostics), []
    changed: dict[str, bytes] = {}
    known = without_attached(data.files)
    names = _chosen(root, paths, known) or list(known)
    with Progress() as progress:
        for number, name in enumerate(names, 1):
            progress.say(f"{number} of {count_of(len(names), 'file')}")
            try:
                text = format_file(name, data.files[name])
                changed |= {name: text} if text != data.files[name] else {}
            except UnreadableFiles as fault:
                problems += fault.diagnostics
            except CannotEdit as fault:
                refused.append(fault)
    if not only_check:
        write_all(root, changed, data.files)
    sys.stdout.writelines(f"{name} {'is not formatted' if only_check else 'formatted'}\n" for name in changed)
    if problems:
        sys.stderr.write(to_text(in_order(problems), colour=wants_colour(sys.stderr)) + "\n")
    sys.stderr.writelines(f"{refusal(each)}\n\n" for each in refused)
    skipped = len({problem.span.file for problem in problems}) + len(refused)
    counts = (
        (len(changed), "to format with `runbook fmt`" if only_check else "formatted"),
        (len(names) - len(changed) - skipped, "already formatted"),
        (skipped, "skipped for the reasons above"),
    )
    listed = ", ".join(f"{count_of(number, 'file')} {what}" for number, what in counts if number)
    sys.stdout.write(f"{listed or 'no data files'}\n")
    return INPUT_PROBLEM if skipped or (changed and only_check) else CLEAN


def _chosen(root: Path, paths: Iterable[Path], known: Iterable[str]) -> list[str]:
    """Return the data files in `known` that `paths` name; a folder names all files in it. Raises UsageFault for any other path."""
    chosen: list[str] = []
    for path in paths:
        # A link counts by its own path, not by that of its target.
        place = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
        found = [file for file in known if file == name or file.startswith(f"{name}/")] if name else []
        if not found:
            raise UsageFault(f"{path} is not a data file; data files are the YAML files in {root / 'data'}")
        chosen += found
    return list(dict.fromkeys(chosen))
