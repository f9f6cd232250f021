"""Writes edits of data to disk unless they introduce an error, and reports why an edit is refused."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from generator.diagnostics.diagnostic import Diagnostic
from generator.edits.workflow import UnreadableFiles, introduced
from generator.project.atomic_files import write_all
from generator.project.faults import InputFault
from generator.project.project_files import DataFiles, read_data
from generator.report.diagnostics_report import count_of, to_text, wants_colour
from generator.report.source_excerpt import excerpt, visible
from generator.source.splices import CannotEdit

TO_FILL_IN = ("missing-field", "wrong-value")


def read_for_editing(root: Path) -> DataFiles:
    """Return the data files of a project.

    Prints the problems and raises InputFault if a file cannot be read.
    """
    data = read_data(root)
    if data.diagnostics:
        _refuse(data.diagnostics, "nothing was written: some files cannot be read")
    return data


def apply(root: Path, data: DataFiles, changed: Mapping[str, bytes], to_fill_in: str = "") -> None:
    """Write the changed data files, all of them or none.

    Prints the errors and raises InputFault if the edit would introduce an error, except where a placeholder or null of the variant
    `to_fill_in` is not a valid value.
    Also raises the errors of `write_all`.
    """
    refuse_errors(data, changed, to_fill_in)
    write_all(root, changed, data.files)


def refuse_errors(data: DataFiles, changed: Mapping[str, bytes], to_fill_in: str = "", gone: Collection[str] = ()) -> None:
    """Print the errors that changed and removed files would introduce, and then raise InputFault."""
    found = introduced(data.files, changed, gone)
    if errors := [error for error in found if not (error.code in TO_FILL_IN and error.variants == (to_fill_in,))]:
        _refuse(errors, f"nothing was written: the edit would introduce {count_of(len(errors), 'error')}")


@contextmanager
def refusing(consequence: str) -> Iterator[None]:
    """Turn a refused edit into InputFault; `consequence` says what was not done. Errors in files are printed first."""
    try:
        yield
    except UnreadableFiles as fault:
        _refuse(fault.diagnostics, f"{consequence}: {fault}")
    except CannotEdit as fault:
        raise InputFault(f"{consequence}\n{refusal(fault)}") from None


def _refuse(problems: Iterable[Diagnostic], why: str) -> NoReturn:
    sys.stderr.write(to_text(problems, colour=wants_colour(sys.stderr)) + "\n")
    raise InputFault(why)


def refusal(fault: CannotEdit) -> str:
    """Return the reason why a place cannot be edited, with the line, as `check` prints problems."""
    place = fault.span
    lines = [f"{place.file}:{place.line}:{place.column}: {fault}"]
    if (shown := excerpt(place)) is not None:
        line, carets = shown
        lines += [f"{place.line:>5} | {line}", f"      | {carets}"]
    return "\n".join(visible(line) for line in lines)
