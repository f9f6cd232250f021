"""Fix what is certain in data files: apply safe fixes, and keep only those that solve their problem and introduce none."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.checks.consequences import without_consequences
from generator.checks.resolve import SHARED, all_findings, find_problems
from generator.checks.secrets import masked_line
from generator.diagnostics.codes import MERGING
from generator.diagnostics.diagnostic import Diagnostic, Fix, in_order
from generator.edits.certain_fixes import CertainFixes, fixes_of
from generator.edits.workflow import INCOMPLETE
from generator.source.layers import split_by_variant
from generator.source.read import read
from generator.source.splices import Splice, spliced_bytes

# A fix can show other problems, which have fixes too.
ROUNDS = 10


@dataclass
class FixedFiles:
    """The changed files by path, and the fixes in them with the messages of their problems."""

    changed: dict[str, bytes] = field(default_factory=dict)
    fixes: list[tuple[Diagnostic, Fix]] = field(default_factory=list)


def fix_files(files: Mapping[str, bytes]) -> FixedFiles:
    """Apply all safe fixes to data files, given as bytes by path.

    A fix that does not solve its problem, or introduces one, is left out. The lines of a file never change their numbers.
    """
    done = FixedFiles()
    for _ in range(ROUNDS):
        present = {**files, **done.changed}
        problems = problems_with_lint(present)
        fixes = {problem: fix for problem, fix in fixes_of(problems, present).items() if fix.safe}
        fixes = _without_overlaps(fixes)
        while fixes:
            changed = _applied(present, fixes.values())
            wrong = _wrong(present, problems, find_problems({**present, **changed}), fixes)
            if not wrong:
                done.changed |= changed
                done.fixes += fixes.items()
                break
            fixes = {problem: fix for problem, fix in fixes.items() if problem not in wrong}
        if not fixes:
            break
    return done


def problems_with_lint(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Return all problems of data files, also those that lint rules find."""
    names = (SHARED, *split_by_variant(files)[1])
    found = (problem for problems in all_findings(files, names).values() for problem in problems)
    return in_order(without_consequences(found))


def to_diff(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> str:
    """Return the changes of files as a unified diff, with secrets masked."""
    parts: list[str] = []
    for path, data in sorted(changed.items()):
        before, after = (list(map(masked_line, content.decode("utf-8-sig").splitlines(keepends=True))) for content in (files[path], data))
        lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
        parts += (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(parts)


def _without_overlaps(fixes: Mapping[Diagnostic, Fix]) -> dict[Diagnostic, Fix]:
    """Return the fixes without those that change a part of what another one changes. Equal fixes of several problems stay."""
    kept: dict[Diagnostic, Fix] = {}
    for problem, fix in fixes.items():
        if not any(_overlap(fix, other) for other in kept.values()):
            kept[problem] = fix
    return kept


def _overlap(one: Fix, other: Fix) -> bool:
    (file, line, start, width), (its_file, its_line, its_start, its_width) = one.place, other.place
    same_line = (file, line) == (its_file, its_line)
    return one != other and same_line and start < its_start + its_width and its_start < start + width


def _applied(files: Mapping[str, bytes], fixes: Iterable[Fix]) -> dict[str, bytes]:
    places = CertainFixes(files)
    splices: dict[str, list[Splice]] = {}
    for fix in fixes:
        start = places.index_of(fix.span)
        splices.setdefault(fix.span.file, []).append(Splice(start, start + fix.span.width, fix.text))
    return {path: spliced_bytes(files[path], found) for path, found in splices.items()}


def _wrong(
    files: Mapping[str, bytes], before: Iterable[Diagnostic], after: Iterable[Diagnostic], fixes: Mapping[Diagnostic, Fix]
) -> list[Diagnostic]:
    """Return the problems that are still there, or whose fix introduces another one.

    A fix introduces an error about its new text, an override by an entry with its new id, and an error because of which its file is read
    less completely. Other new errors are not counted: the fixed mistakes have hidden them.
    """
    errors = [one for one in after if one.severity == "error"]
    were, are = (Counter((one.span.file, one.code) for one in some if one.code in INCOMPLETE) for some in (before, errors))
    unread = {file for file, _ in are - were}
    same = {(one.span.file, one.span.line, one.code, one.message) for one in errors}
    marked = {(one.span.file, one.span.line, _marked(one)) for one in errors}
    merging = {(one.span.file, part) for one in errors if one.code in MERGING for part in one.address.split(".")}
    wrong = [
        problem
        for problem, fix in fixes.items()
        if (fix.span.file, fix.span.line, problem.code, problem.message) in same
        or (fix.span.file, fix.span.line, fix.text) in marked
        or (problem.code == "bad-id" and (fix.span.file, fix.text) in merging)
        or (fix.span.file in unread and _hides(files, fix))
    ]
    return wrong or [problem for problem, fix in fixes.items() if fix.span.file in unread]


def _hides(files: Mapping[str, bytes], fix: Fix) -> bool:
    """Return whether a file with this fix alone is read less completely than without."""
    path = fix.span.file
    before, after = (read(path, data).diagnostics for data in (files[path], _applied(files, [fix])[path]))
    return len(after) > len(before)


def _marked(problem: Diagnostic) -> str:
    place = problem.span
    return place.text[place.column - 1 : place.column - 1 + place.width]
