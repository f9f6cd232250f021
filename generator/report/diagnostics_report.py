"""Print diagnostics as text for people and as JSON for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO

from generator.diagnostics.diagnostic import Diagnostic, Span, some_of
from generator.model.code_table import CODES
from generator.report.source_excerpt import excerpt, visible

JSON_FORMAT = 1
MOST_VARIANTS = 4
MOST_IN_FULL = 5
MOST_IN_A_FILE = 3

RED, YELLOW, CYAN, BOLD, PLAIN = "\033[1;31m", "\033[1;33m", "\033[36m", "\033[1m", "\033[0m"
Paint = Callable[[str, str], str]


def wants_colour(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether to print in colour: only on a terminal, and only if NO_COLOR is not set."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def to_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Return every problem with its source line, as a compiler prints it, separated by blank lines; an empty text without problems."""
    paint = _paint(colour=colour)
    return "\n".join(_in_full(problem, paint) for problem in diagnostics)


def to_listing(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Return all problems as text, with errors last and in full.

    Many warnings come first, grouped by rule, each in one line; of many in one file, the first. A few warnings are printed in full.
    """
    warnings = [problem for problem in diagnostics if problem.severity == "warning"]
    if len(warnings) <= MOST_IN_FULL:
        return to_text(diagnostics, colour=colour)
    paint = _paint(colour=colour)
    listed = [_in_a_line_each(rule, found, paint) for rule, found in by_rule(warnings).items()]
    return "\n".join([*listed, *(_in_full(problem, paint) for problem in diagnostics if problem.severity == "error")])


def to_build_report(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Return the problems of a build as text: errors in full, and warnings summarised in one line."""
    report = to_text((problem for problem in diagnostics if problem.severity == "error"), colour=colour)
    warnings = to_summary([problem for problem in diagnostics if problem.severity == "warning"])
    return "\n".join(filter(None, (report, f"{warnings}; `runbook check` shows them\n" if warnings else "")))


def to_summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the number of problems of each rule, or an empty text: `43 warnings: unassigned-contact 23, no-alert 17, placeholder 3`."""
    listed = ", ".join(f"{rule} {len(found)}" for rule, found in by_rule(diagnostics).items())
    return f"{_counted(diagnostics)}: {listed}" if listed else ""


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the last line of a report: `2 errors, 1 warning in 3 files`, or `no problems`."""
    return f"{_counted(diagnostics)} in {count_of(_counts(diagnostics)['files'], 'file')}" if diagnostics else "no problems"


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun: `1 file`, `3 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def by_rule(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Return problems by their code, the most frequent code first."""
    found: dict[str, list[Diagnostic]] = {}
    for problem in diagnostics:
        found.setdefault(problem.code, []).append(problem)
    return dict(sorted(found.items(), key=lambda rule: -len(rule[1])))


def place_of(span: Span) -> str:
    """Return file, line and column in a form that editors open."""
    return f"{span.file}:{span.line}:{span.column}"


def concerns(problem: Diagnostic) -> str:
    """Return the address and the variants that a problem concerns, as text."""
    label = "variant" if len(problem.variants) == 1 else "variants"
    variants = f"{label} {some_of(problem.variants, MOST_VARIANTS)}" if problem.variants else ""
    return f"{problem.address} ({variants})" if problem.address and variants else problem.address or variants


def _in_a_line_each(rule: str, found: Sequence[Diagnostic], paint: Paint) -> str:
    head = f"{count_of(len(found), 'warning')}[{rule}]:"
    lines = [f"{paint(YELLOW, head)} {CODES[rule].cause}"]
    in_files: dict[str, list[Diagnostic]] = {}
    for problem in found:
        in_files.setdefault(problem.span.file, []).append(problem)
    for file, problems in in_files.items():
        shown = problems if len(problems) <= MOST_IN_A_FILE + 1 else problems[:MOST_IN_A_FILE]  # `and 1 more` takes a line too
        lines += [f"  {paint(BOLD, f'{visible(place_of(problem.span))}:')} {_one_line(problem.message)}" for problem in shown]
        if rest := problems[len(shown) :]:
            where = [problem.span.line for problem in rest]
            within = f"lines {min(where)}–{max(where)}" if max(where) > min(where) else f"line {where[0]}"
            lines.append(f"  {paint(BOLD, f'{visible(file)}:')} and {len(rest)} more, {within}")
    lines += [f"  {paint(CYAN, 'help')}  {_one_line(CODES[rule].fix)}"]
    return "\n".join(lines) + "\n"


def _in_full(problem: Diagnostic, paint: Paint) -> str:
    place = problem.span
    tone = RED if problem.severity == "error" else YELLOW
    where = paint(BOLD, f"{visible(place_of(place))}:")
    lines = [f"{where} {paint(tone, f'{problem.severity}[{problem.code}]:')} {_one_line(problem.message)}"]
    shown = excerpt(place)
    if shown is not None:
        gutter, (line, carets) = max(5, len(str(place.line))), shown
        lines.append(f"{paint(CYAN, f'{place.line:>{gutter}} |')} {line}")
        lines.append(f"{paint(CYAN, ' ' * gutter + ' |')} {paint(tone, carets)}")
    remarks = [("at", concerns(problem))]
    remarks += [("note", f"{note.label} {note.span.file}:{note.span.line}") for note in problem.notes]
    remarks += [("help", line) for line in problem.help.splitlines()]
    lines += [f"  {paint(CYAN, f'{label:<4}')}  {_one_line(text)}" for label, text in remarks if text]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return visible(text.replace("\n", " "))


def _paint(*, colour: bool) -> Paint:
    """Return a function that wraps a text in a colour, or that returns it unchanged."""
    return (lambda tone, text: f"{tone}{text}{PLAIN}") if colour else (lambda _tone, text: text)


def _counts(diagnostics: Sequence[Diagnostic]) -> dict[str, int]:
    errors = sum(problem.severity == "error" for problem in diagnostics)
    return {"errors": errors, "warnings": len(diagnostics) - errors, "files": len({problem.span.file for problem in diagnostics})}


def _counted(diagnostics: Sequence[Diagnostic]) -> str:
    counts = _counts(diagnostics)
    return ", ".join(count_of(counts[f"{noun}s"], noun) for noun in ("error", "warning") if counts[f"{noun}s"])


def to_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `{"format": 1, "problems": [...], "summary": {"errors": n, "warnings": n, "files": n}}`, with a final newline."""
    problems = [
        {
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            **_place(problem.span),
            "width": problem.span.width,
            "address": problem.address,
            "variants": list(problem.variants),
            "notes": [{"label": note.label, **_place(note.span)} for note in problem.notes],
            "help": problem.help,
        }
        for problem in diagnostics
    ]
    return json.dumps({"format": JSON_FORMAT, "problems": problems, "summary": _counts(diagnostics)}, indent=2) + "\n"


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}
