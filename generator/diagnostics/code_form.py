"""What is known about each kind of problem: its severity, its cause and its fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemSeverity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class DiagnosticCode:
    """One kind of problem: its severity, a sentence about the cause, and a sentence about the fix.

    `waivable` is True if a writer can waive the problem; `release` is True if the problem is an error when a release is published.
    """

    cause: str
    fix: str
    severity: ProblemSeverity = "error"
    waivable: bool = False
    release: bool = False


def error(cause: str, fix: str, *, waivable: bool = False) -> DiagnosticCode:
    """Make the code of an error. A variant with an error is not built."""
    return DiagnosticCode(cause, fix, waivable=waivable)


def warning(cause: str, fix: str, *, waivable: bool = True, release: bool = False) -> DiagnosticCode:
    """Make the code of a warning, which a writer can usually waive."""
    return DiagnosticCode(cause, fix, "warning", waivable, release)
