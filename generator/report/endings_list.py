"""Lists the reviews, drills and waivers that end soon, by their last day, for people who can still act in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.diagnostics.diagnostic import Diagnostic
from generator.report.diagnostics_report import concerns
from generator.report.source_excerpt import visible

ADVICE = """
Compare the runbook with its system, then run `runbook review ID`. For a drill, do the procedure in a run, then `runbook run add FILE`.
For a waiver, solve the problem and delete it, or set a later `until` and a reason for it.
"""


def to_list(ending: Sequence[tuple[date, Diagnostic]], today: date, last: date) -> str:
    """Return a line for each review, drill and waiver, given with its last day, and what to do.

    `today` and `last` are the first and the last day of the search.
    """
    if not ending:
        return f"no review, drill or waiver ends until {last}\n"
    lines = [f"Reviews, drills and waivers that end until {last}:", ""]
    for day, problem in ending:
        ended = ", ended" if day < today else ""
        lines.append(f"{day}{ended}: {visible(concerns(problem))}, {visible(problem.span.file)}:{problem.span.line}")
    return "\n".join(lines) + "\n" + ADVICE
