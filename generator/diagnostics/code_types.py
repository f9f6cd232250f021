"""What is known about a kind of problem: its severity, its cause and the fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemSeverity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class DiagnosticCode:
    """One kind of problem: its severity, and a sentence each for the cause and the fix.

    `waivable` says whether a writer can waive it; `release` whether it is an error when a release is published.
    """

    cause: str
    fix: str
    severity: ProblemSeverity = "error"
    waivable: bool = False
    release: bool = False


def error(cause: str, fix: str, *, waivable: bool = False) -> DiagnosticCode:
    """The code of an error, which keeps a variant from being built."""
    return DiagnosticCode(cause, fix, waivable=waivable)


def warning(cause: str, fix: str, *, waivable: bool = True, release: bool = False) -> DiagnosticCode:
    """The code of a warning, which a writer can waive."""
    return DiagnosticCode(cause, fix, "warning", waivable, release)
