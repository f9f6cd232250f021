"""The lint rules about drills: procedures with `drill-every` that no run has exercised, or not for too long.

Past runs are read beside the data and change without them. So lint yields candidates for both rules, which can be cached, and
`judge_drills` compares these with past runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from generator.checks.completeness import review_end
from generator.checks.last_exercise import last_exercise
from generator.diagnostics.diagnostic import Diagnostic, DrillPromise, Findings
from generator.merge.merged_tree import Tree, live_in
from generator.model.addresses import alias_address
from generator.model.past_runs import PastRun
from generator.model.scalar_kinds import DURATION


def check_drills(tree: Tree, found: Findings) -> None:
    """Report candidates for `never-exercised` and `overdue-drill` for each procedure with a period that a clock can count."""
    for entry in live_in(tree, "procedures"):
        node, every = entry.node("drill-every"), DURATION.valid(entry.text("drill-every") or "")
        if node is None or every is None or every.seconds is None:
            continue
        here = f"procedures.{entry.id}"
        earlier = (alias_address(here, alias.value or "") for alias in entry.names("aliases"))
        promise = DrillPromise(str(every), (here, *earlier))
        message = f"`{entry.id}` must be exercised every {every}"
        for code in ("never-exercised", "overdue-drill"):
            found.report(code, node, message, f"{here}.drill-every", drill=promise)


def judge_drills(problems: Iterable[Diagnostic], runs_of: Callable[[str], Iterable[PastRun]]) -> Iterator[Diagnostic]:
    """Yield problems, each candidate as past runs decide: for each variant `never-exercised`, or `overdue-drill` with its first day.

    `runs_of` returns the past runs of a variant.
    """
    for problem in problems:
        if problem.drill is None:
            yield problem
            continue
        for variant in problem.variants:
            judged = _judged(problem, problem.drill, runs_of(variant))
            if judged is not None:
                yield replace(judged, variants=(variant,), drill=None)


def _judged(candidate: Diagnostic, promise: DrillPromise, runs: Iterable[PastRun]) -> Diagnostic | None:
    last = last_exercise(runs, promise.addresses)
    if candidate.code == "never-exercised":
        return replace(candidate, message=f"{candidate.message}, but no run has done so yet") if last is None else None
    end = review_end(last.day, DURATION.parse(promise.every)) if last is not None else None
    if last is None or end is None or end == date.max:
        return None
    done = f"the {'drill' if last.run.drill else 'run'} of {last.day} (`{last.run.record}`) was valid until {end}"
    return replace(candidate, message=f"{candidate.message}; {done}", since=end + timedelta(days=1))
