"""What is known about a kind of problem: its name, its severity, its cause and the fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemSeverity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class DiagnosticCode:
    """One kind of problem: the name that reports show, its severity, and a sentence each for the cause and the fix.

    `waivable` says whether a writer can waive it; `release` whether it is an error when a release is published.
    """

    name: str
    cause: str
    fix: str
    severity: ProblemSeverity = "error"
    waivable: bool = False
    release: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of processing, and the problems that it finds."""

    title: str
    codes: tuple[DiagnosticCode, ...]


def stage(title: str, *codes: DiagnosticCode) -> Stage:
    """A step with its codes in the order of the reference page."""
    return Stage(title, codes)


def error(name: str, cause: str, fix: str, *, waivable: bool = False) -> DiagnosticCode:
    """The code of an error, which keeps a variant from being built."""
    return DiagnosticCode(name, cause, fix, waivable=waivable)


def warning(name: str, cause: str, fix: str, *, waivable: bool = True, release: bool = False) -> DiagnosticCode:
    """The code of a warning, which a writer can waive."""
    return DiagnosticCode(name, cause, fix, "warning", waivable, release)
