"""Writes edits of data to disk, once the check has found that they bring no error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from generator.diagnostics.diagnostic import Diagnostic
from generator.edits import workflow as editing
from generator.project.atomic_files import write_all
from generator.project.faults import InputFault
from generator.project.project_files import DataFiles, read_data
from generator.report.diagnostics_report import count_of, to_text, wants_colour
from generator.report.source_excerpt import excerpt, visible
from generator.source.splices import CannotEdit


def read_for_editing(root: Path) -> DataFiles:
    """The data files of a project.

    Raises InputFault, with the reasons printed, where one of them cannot be read at all.
    """
    data = read_data(root)
    if data.diagnostics:
        refuse(data.diagnostics, "nothing was written: not every file could be read")
    return data


def apply(root: Path, data: DataFiles, changed: Mapping[str, bytes]) -> None:
    """Write the changed data files, all of them or none.

    Raises InputFault, with the report printed, for an edit that would bring an error into the data, and what `write_all` raises.
    """
    brought = editing.introduced(data.files, changed)
    if brought:
        refuse(brought, f"nothing was written: the edit would bring {count_of(len(brought), 'error')}")
    write_all(root, changed, data.files)


def refuse(problems: Iterable[Diagnostic], why: str) -> NoReturn:
    """Print problems to stderr, and raise InputFault with the reason that nothing is done."""
    sys.stderr.write(to_text(problems, colour=wants_colour(sys.stderr, os.environ)) + "\n")
    raise InputFault(why)


def refusal(fault: CannotEdit) -> str:
    """A place that cannot be edited, with its line, as the check would print it."""
    place = fault.span
    lines = [f"{place.file}:{place.line}:{place.column}: {fault}"]
    shown = excerpt(place)
    if shown is not None:
        lines += [f"{place.line:>5} | {shown.line}", f"      | {shown.carets}"]
    return "\n".join(visible(line) for line in lines)
