"""The verdict on a project: which of its problems hold on a day, and how grave each is on an occasion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from generator.diagnostics.code_types import ProblemSeverity
from generator.diagnostics.diagnostic import Diagnostic, has_errors
from generator.model.code_table import CODES

Occasion = Literal["build", "check", "release"]


def verdict(problems: Iterable[Diagnostic], today: date, occasion: Occasion) -> tuple[Diagnostic, ...]:
    """The problems of a whole project that hold today, in the same order, each with its severity on the occasion.

    What a waiver covers is left out. For a release, what a reader would stumble on is an error. A date never fails a build, so what
    depends on one is a warning there.
    """
    found = tuple(problems)
    held = [problem for problem in found if problem.waived is None and (problem.since is None or problem.since <= today)]
    told = _of_all(held, found)
    return tuple(replace(problem, severity=_severity(problem, occasion), since=None) for problem in told)


def _of_all(held: list[Diagnostic], found: tuple[Diagnostic, ...]) -> Iterable[Diagnostic]:
    """What holds, without what only all that was found in all variants can tell, where that tells otherwise.

    A waiver is idle when no problem of any variant carries its place; a layer is lonely when one variant of several stands on it. While
    there are errors neither is known.
    """
    whole = not has_errors(held)
    used = {problem.waived.key for problem in found if problem.waived is not None}
    several = len({variant for problem in found if problem.code == "lonely-layer" for variant in problem.variants}) > 1
    for problem in held:
        if problem.code == "idle-waiver" and (not whole or problem.span.key in used):
            continue
        if problem.code == "lonely-layer" and not (whole and several and len(problem.variants) == 1):
            continue
        yield problem


def _severity(problem: Diagnostic, occasion: Occasion) -> ProblemSeverity:
    code = CODES[problem.code]
    if occasion == "release" and code.release:
        return "error"
    if problem.since is not None:
        return "warning" if occasion == "build" else code.severity
    return problem.severity
