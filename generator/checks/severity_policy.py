"""The severity policy: which problems of a project apply on a day, and how severe each is for a purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from generator.diagnostics.code_form import ProblemSeverity
from generator.diagnostics.codes import RELEASING
from generator.diagnostics.diagnostic import Diagnostic, has_errors
from generator.model.code_table import CODES

Purpose = Literal["build", "check", "release"]


def apply_policy(problems: Iterable[Diagnostic], today: date, purpose: Purpose) -> tuple[Diagnostic, ...]:
    """Return the problems of a whole project that apply today, in the same order, each with its severity for the purpose.

    Waived problems are left out. Some warnings are errors for a release. A build never fails because of a date, so a problem that
    depends on the date is a warning there.
    """
    found = tuple(problems)
    current = [problem for problem in found if problem.waived is None and _applies(problem, today)]
    if purpose != "release":
        current = [problem for problem in current if problem.code not in RELEASING]
    return tuple(replace(problem, severity=_severity(problem, purpose), since=None, until=None) for problem in _confirmed(current, found))


def endings(problems: Iterable[Diagnostic], last: date) -> tuple[tuple[date, Diagnostic], ...]:
    """Return the reviews, drills and waivers that end on or before a day, each as its last day and the problem that begins then."""
    dated = ((problem.since - timedelta(days=1), problem) for problem in problems if problem.since is not None and problem.waived is None)
    return tuple(sorted((one for one in dated if one[0] <= last), key=lambda one: one[0]))


def _confirmed(current: list[Diagnostic], found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Drop each candidate for `idle-waiver`, `lonely-layer` and `unused-parameter` that the other problems refute.

    A waiver is idle if it covers no problem of any variant. A layer is lonely if only one of several variants extends it. A default is
    unused if each variant that extends its layer says so. While there are errors, all these candidates are dropped, because none can be
    known.
    """
    complete = not has_errors(current)
    used = {problem.waived.key for problem in found if problem.waived is not None}
    several = len({variant for problem in found if problem.code == "lonely-layer" for variant in problem.variants}) > 1
    extending: dict[str, set[str]] = {}
    for problem in found:
        if problem.code == "lonely-layer":
            extending.setdefault(problem.address, set()).update(problem.variants)
    for problem in current:
        if problem.code == "unused-parameter" and not (complete and extending.get(problem.address, set()) <= {*problem.variants}):
            continue
        if problem.code == "idle-waiver" and (not complete or problem.span.key in used):
            continue
        if problem.code == "lonely-layer" and not (complete and several and len(problem.variants) == 1):
            continue
        yield problem


def _applies(problem: Diagnostic, today: date) -> bool:
    if problem.drill is not None:  # a candidate that was not compared with past runs
        return False
    return (problem.since is None or problem.since <= today) and (problem.until is None or today <= problem.until)


def _severity(problem: Diagnostic, purpose: Purpose) -> ProblemSeverity:
    code = CODES[problem.code]
    if purpose == "release" and code.release:
        return "error"
    if problem.is_dated:
        return "warning" if purpose == "build" else code.severity
    return problem.severity
