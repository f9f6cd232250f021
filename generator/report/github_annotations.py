"""Show problems on a pull request: annotations on its lines, as many as GitHub shows for one step, and a summary of the job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics.diagnostic import Diagnostic
from generator.report.diagnostics_report import by_rule, concerns, count_of, place_of, summary, to_summary
from generator.report.source_excerpt import visible
from generator.text import gfm_escaping as gfm

MOST_ANNOTATIONS = 10
MOST_LISTED = 200


def to_github(diagnostics: Sequence[Diagnostic], prefix: str = "") -> str:
    """Return workflow commands that annotate a pull request, errors first.

    GitHub shows ten annotations for each step, so the tenth summarises the rest if there are more. `prefix` is the path of the project in
    its repository, such as `ops/`.
    """
    ordered = _errors_first(diagnostics)
    shown = ordered if len(ordered) <= MOST_ANNOTATIONS else ordered[: MOST_ANNOTATIONS - 1]
    lines = [_annotation(problem, prefix) for problem in shown]
    rest = ordered[len(shown) :]
    if rest:
        message = f"{count_of(len(rest), 'more problem')}: {to_summary(rest)}; run `runbook check` to see all of them"
        lines.append(workflow_command("notice", {"title": "runbook"}, message))
    return "".join(f"{line}\n" for line in lines)


def to_step_summary(diagnostics: Sequence[Diagnostic], read: str) -> str:
    """Return the problems as Markdown for the summary of a job, grouped by rule. `read` says how many variants and files were read."""
    lines = ("## runbook check", "", f"{_literal(summary(diagnostics))}; read {_literal(read)}.", "", *_listed(diagnostics))
    return "\n".join(lines) + "\n"


def _listed(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    room = MOST_LISTED
    rules = by_rule(diagnostics)
    for rule in sorted(rules, key=lambda rule: all(problem.severity != "error" for problem in rules[rule])):
        found = _errors_first(rules[rule])
        yield from (f"<details><summary>{found[0].severity} {rule}: {len(found)}</summary>", "")
        yield from (f"- `{visible(place_of(problem.span))}` {_literal(problem.message)}" for problem in found[:room])
        yield from (f"- and {len(found) - room} more",) if len(found) > room else ()
        yield from ("", "</details>", "")
        room = max(0, room - len(found))


def _errors_first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda problem: problem.severity != "error")


def _literal(text: str) -> str:
    return gfm.literal(visible(text))


def _annotation(problem: Diagnostic, prefix: str) -> str:
    place = problem.span
    properties = {
        "file": prefix + place.file,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.width),
        "title": f"{problem.severity}[{problem.code}]",
    }
    notes = [f"{note.label} {note.span.file}:{note.span.line}" for note in problem.notes]
    message = "\n".join(part for part in (problem.message, concerns(problem), *notes, problem.help) if part)
    return workflow_command(problem.severity, properties, message)


def workflow_command(severity: str, properties: Mapping[str, str], message: str) -> str:
    """Return the command that shows a message as an annotation."""
    listed = ",".join(f"{name}={_escape(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items())
    return f"::{severity} {listed}::{_escape(message)}"


def _escape(text: str) -> str:
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
