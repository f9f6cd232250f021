"""Problems in print: for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from generator.diagnostics.diagnostic import Diagnostic, some_of
from generator.model.code_table import CODES
from generator.report.source_excerpt import excerpt, visible
from generator.text.span import Span

JSON_FORMAT = 1
MOST_VARIANTS = 4
MOST_IN_FULL = 5

RED, YELLOW, CYAN, BOLD, PLAIN = "\033[1;31m", "\033[1;33m", "\033[36m", "\033[1m", "\033[0m"


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to write colours: on a terminal alone, and not where NO_COLOR is set."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def to_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Every problem as a compiler would print it, a blank line between two; empty when there is none."""
    paint = _Paint(on=colour)
    return "\n".join(_one(problem, paint) for problem in diagnostics)


def to_listing(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Every problem, such that the errors do not drown: many warnings come first, a line each below their rule, then errors in full.

    A few warnings are printed in full among the errors.
    """
    warnings = [problem for problem in diagnostics if problem.severity == "warning"]
    if len(warnings) <= MOST_IN_FULL:
        return to_text(diagnostics, colour=colour)
    paint = _Paint(on=colour)
    listed = [_listed(rule, found, paint) for rule, found in by_rule(warnings).items()]
    return "\n".join([*listed, *(_one(problem, paint) for problem in diagnostics if problem.severity == "error")])


def by_rule(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Problems by their code, the most frequent first."""
    found: dict[str, list[Diagnostic]] = {}
    for problem in diagnostics:
        found.setdefault(problem.code, []).append(problem)
    return dict(sorted(found.items(), key=lambda rule: -len(rule[1])))


def _listed(rule: str, found: Sequence[Diagnostic], paint: _Paint) -> str:
    head = f"{count_of(len(found), 'warning')}[{rule}]:"
    lines = [f"{paint(YELLOW, head)} {CODES[rule].cause}"]
    lines += [f"  {paint(BOLD, f'{visible(place_of(problem.span))}:')} {_words(problem.message)}" for problem in found]
    lines += [f"  {paint(CYAN, 'help')}  {_words(CODES[rule].fix)}"]
    return "\n".join(lines) + "\n"


def place_of(span: Span) -> str:
    """File, line and column, as editors open them."""
    return f"{span.file}:{span.line}:{span.column}"


def to_build_report(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """What a build says: errors in full; what does not stop it in a line, with the way to see more."""
    errors = [problem for problem in diagnostics if problem.severity == "error"]
    told = to_summary([problem for problem in diagnostics if problem.severity == "warning"])
    parts = [to_text(errors, colour=colour)] if errors else []
    return "\n".join([*parts, *([f"{told}; `runbook check` shows them\n"] if told else [])])


def to_summary(diagnostics: Iterable[Diagnostic]) -> str:
    """What some problems are, in a line: `43 warnings: unassigned-contact 23, no-alert 17, placeholder 3`; empty when there is none."""
    rules = by_rule(diagnostics)
    counts = _counts([problem for found in rules.values() for problem in found])
    told = [count_of(counts["errors"], "error"), count_of(counts["warnings"], "warning")]
    listed = ", ".join(f"{rule} {len(found)}" for rule, found in rules.items())
    return f"{', '.join(part for part in told if not part.startswith('0 '))}: {listed}" if rules else ""


def _one(problem: Diagnostic, paint: _Paint) -> str:
    place = problem.span
    tone = RED if problem.severity == "error" else YELLOW
    where = paint(BOLD, f"{visible(place_of(place))}:")
    lines = [f"{where} {paint(tone, f'{problem.severity}[{problem.code}]:')} {_words(problem.message)}"]
    shown = excerpt(place)
    if shown is not None:
        gutter = max(5, len(str(place.line)))
        lines.append(f"{paint(CYAN, f'{place.line:>{gutter}} |')} {shown.line}")
        lines.append(f"{paint(CYAN, ' ' * gutter + ' |')} {paint(tone, shown.carets)}")
    lines += [
        f"  {paint(CYAN, f'{label:<4}')}  {_words(text)}"
        for label, text in (
            ("at", concerns(problem)),
            *(("note", f"{note.label} {_at(note.span)}") for note in problem.notes),
            *(("help", line) for line in problem.help.splitlines()),
        )
        if text
    ]
    return "\n".join(lines) + "\n"


def concerns(problem: Diagnostic) -> str:
    """The address and the variants that a problem concerns."""
    listed = some_of(problem.variants, MOST_VARIANTS) if problem.variants else ""
    label = "variant" if len(problem.variants) == 1 else "variants"
    variants = f"{label} {listed}" if listed else ""
    if problem.address and variants:
        return f"{problem.address} ({variants})"
    return problem.address or variants


def _at(span: Span) -> str:
    return f"{span.file}:{span.line}"


def _words(text: str) -> str:
    return visible(text.replace("\n", " "))


class _Paint:
    """Wraps a text in a colour, or leaves it alone."""

    def __init__(self, *, on: bool) -> None:
        self.on = on

    def __call__(self, tone: str, text: str) -> str:
        return f"{tone}{text}{PLAIN}" if self.on else text


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """The closing words, such as `2 errors, 1 warning in 3 files`, or `no problems`."""
    if not diagnostics:
        return "no problems"
    counts = _counts(diagnostics)
    parts = [count_of(counts["errors"], "error"), count_of(counts["warnings"], "warning")]
    return f"{', '.join(part for part in parts if not part.startswith('0 '))} in {count_of(counts['files'], 'file')}"


def count_of(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `3 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _counts(diagnostics: Sequence[Diagnostic]) -> dict[str, int]:
    errors = sum(problem.severity == "error" for problem in diagnostics)
    return {"errors": errors, "warnings": len(diagnostics) - errors, "files": len({problem.span.file for problem in diagnostics})}


def to_json(diagnostics: Sequence[Diagnostic]) -> str:
    """`{"format": 1, "problems": [...], "summary": {"errors": n, "warnings": n, "files": n}}`, with a final newline."""
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
