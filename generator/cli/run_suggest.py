"""`runbook run suggest`: what past runs suggest to change in a runbook."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import format_option, project_command
from generator.project.faults import CLEAN, UsageFault

if TYPE_CHECKING:
    from generator.model.variant import Variant
    from generator.project.open_project import Project
    from generator.records.suggestion import Evidence, Suggestion

FORMAT = 1


@project_command
@click.argument("variant", required=False)
@click.option("--write", "wanted", metavar="ID", help="Write the suggestion ID into the files of VARIANT, with its reason.")
@format_option("text", "json")
def suggest(root: Path, variant: str | None = None, *, wanted: str | None = None, style: str = "text") -> int:
    """Suggest what to change in the runbook of VARIANT, or of all systems, with the past runs that speak for it: longer lists,
    lists that begin late, items that never apply, commands that failed.

    \b
    runbook run suggest
    runbook run suggest elearning-platform
    runbook run suggest elearning-platform --write lasts:checklists.cut-over
    """
    from generator.project.open_project import open_project
    from generator.records.suggest import suggestions

    if wanted is not None and variant is None:
        raise UsageFault("name the variant too: `runbook run suggest VARIANT --write ID`")
    project = open_project(root)
    if wanted is not None and variant is not None:
        _write(root, project.variant(variant), wanted)
        return CLEAN
    variants = [project.variant(variant)] if variant else [*project.outcome.variants.values()]
    found = [(one, suggestions(one)) for one in variants]
    if style == "json":
        data = {"format": FORMAT, "variants": {one.id: _data(project, one, those) for one, those in found}}
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    else:
        from generator.report.source_excerpt import visible

        sys.stdout.writelines(f"{visible(line)}\n" for one, those in found for line in _lines(project, one, those))
    if broken := [name for name in project.outcome.names if name not in project.outcome.variants and variant is None]:
        sys.stderr.write(f"runbook: left out because of errors: {', '.join(broken)}; `runbook check` lists them\n")
    return CLEAN


def _write(root: Path, variant: Variant, wanted: str) -> None:
    from generator.diagnostics.diagnostic import nearest, sentences
    from generator.edits.write_edits import apply, read_for_editing, refusing
    from generator.records.suggest import suggestions
    from generator.records.suggested_edits import VariantEdits
    from generator.report.source_excerpt import visible

    known = {one.id: one for one in suggestions(variant)}
    if wanted not in known:
        ask = f"`runbook run suggest {variant.id}` lists them"
        raise UsageFault(sentences(f"no suggestion `{wanted}` for `{variant.id}`", nearest(wanted, known) or ask))
    one = known[wanted]
    data = read_for_editing(root)
    with refusing("nothing was written"):
        changed = VariantEdits(data.files, variant.id).written(one)
    apply(root, data, changed)
    lines = [f"{one.address}: {_change(one)}", *(f"  {path}" for path in changed), f"reason, for the commit: {one.reason}"]
    sys.stdout.writelines(f"{visible(line)}\n" for line in lines)


def _change(one: Suggestion) -> str:
    return f"{one.field} {f'{one.old} is now {one.new}' if one.old else f'is now: {one.new}'}"


class _Edits:
    """The edits that suggestions would make in a variant."""

    def __init__(self, project: Project, variant: Variant) -> None:
        from generator.edits.workflow import UnreadableFiles
        from generator.records.suggested_edits import VariantEdits

        self.files = project.files
        try:
            self.edits: VariantEdits | None = VariantEdits(project.files, variant.id)
        except UnreadableFiles:
            self.edits = None

    def of(self, one: Suggestion) -> tuple[list[tuple[str, int, list[str], list[str]]], str]:
        """Return each changed part of files (the path, the first line, the lines before and after), or why there is no edit."""
        from generator.edits.write_edits import refusal
        from generator.source.splices import CannotEdit

        if self.edits is None:
            return [], "some files cannot be read; `runbook check` lists the errors"
        try:
            return list(_changed_lines(self.files, self.edits.written(one))), ""
        except CannotEdit as fault:
            return [], refusal(fault)


def _changed_lines(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> Iterator[tuple[str, int, list[str], list[str]]]:
    """Yield each changed part of files, with secrets masked."""
    from difflib import SequenceMatcher

    from generator.checks.secrets import masked_line

    for path, content in changed.items():
        old, new = (list(map(masked_line, data.decode("utf-8-sig").splitlines())) for data in (files[path], content))
        for what, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what != "equal":
                yield path, start + 1, old[start:end], new[begin:stop]


def _place(variant: Variant, one: Suggestion) -> str:
    trace = variant.traces.get(one.address)
    return f"{trace.origin.file}:{trace.origin.line}" if trace else ""


def _too_few(variant: Variant) -> str:
    """Say how many runs are missing until anything but a failed command can be suggested; nothing if there are enough."""
    from generator.records.suggestion import ENOUGH

    return f"not enough runs yet ({len(variant.runs)} of {ENOUGH})" if len(variant.runs) < ENOUGH else ""


def _lines(project: Project, variant: Variant, found: tuple[Suggestion, ...]) -> Iterator[str]:
    few = _too_few(variant)
    if few or not found:
        yield f"{variant.id}: {few or f'nothing to suggest from {len(variant.runs)} runs'}"
    edits = _Edits(project, variant)
    for number, one in enumerate(found, 1):
        changed, refused = edits.of(one)
        yield from ("", f"{number}. {one.id}", f"   {_place(variant, one)}", f"   {one.reason}")
        yield from (f"   note: {remark}" for remark in one.remarks)
        width = max(len(_run_name(evidence)) for evidence in one.evidence)
        for evidence in one.evidence:
            mark = "*" if evidence.speaks else " "
            yield f"   {mark} {_day(evidence)}  {_run_name(evidence):{width}}  {evidence.figure}".rstrip()
        for path, line, old, new in changed:
            yield f"   edit {path}:{line}"
            yield from (*(f"   - {text}" for text in old), *(f"   + {text}" for text in new))
        if refused:
            yield from (f"   cannot be written: {refused.splitlines()[0]}", *(f"   {text}" for text in refused.splitlines()[1:]))
        else:
            yield f"   write it: {shlex.join(('runbook', 'run', 'suggest', variant.id, '--write', one.id))}"


def _day(evidence: Evidence) -> str:
    from generator.records.suggestion import day_of_run

    return day_of_run(evidence.run)


def _run_name(evidence: Evidence) -> str:
    from generator.records.suggestion import words

    return f"{words(evidence.run.name, 40)}{' (drill)' if evidence.run.drill else ''}".strip()


def _data(project: Project, variant: Variant, found: tuple[Suggestion, ...]) -> dict[str, Any]:
    edits = _Edits(project, variant)
    suggested = [_suggestion(variant, one, *edits.of(one)) for one in found]
    return {"runs": len(variant.runs), "enough": not _too_few(variant), "suggestions": suggested}


def _suggestion(variant: Variant, one: Suggestion, changed: list[tuple[str, int, list[str], list[str]]], refused: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "address": one.address,
        "field": one.field,
        "old": one.old or None,
        "new": one.new,
        "place": _place(variant, one),
        "reason": one.reason,
        "remarks": one.remarks,
        "evidence": [
            {
                "record": it.run.record,
                "date": _day(it),
                "run": _run_name(it),
                "drill": it.run.drill,
                "figure": it.figure,
                "speaks": it.speaks,
            }
            for it in one.evidence
        ],
        "edits": [{"file": path, "line": line, "old": old, "new": new} for path, line, old, new in changed],
        "refused": refused or None,
    }
