"""What is known of a kind of problem: its name, how grave it is and when, its cause and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemSeverity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class DiagnosticCode:
    """One kind of problem: its name as reports show it, its severity, its cause and the way out, a sentence each.

    `waivable` says whether data may waive it, as a rule; `release` whether a reader would stumble on it, so that no release goes out
    with it.
    """

    name: str
    cause: str
    fix: str
    severity: ProblemSeverity = "error"
    waivable: bool = False
    release: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the way of the data, and the problems that are found there."""

    title: str
    codes: tuple[DiagnosticCode, ...]
