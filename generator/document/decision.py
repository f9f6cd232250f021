"""What people note first in a rollback or an incident: who decided, when and why. Sheets have it in their head, pages as blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document.blank_values import PATTERNS
from generator.document.document_parts import Row, Slot, WritingSpace
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PhaseId

# Keys of the head by phase.
DECIDED: dict[PhaseId, tuple[str, ...]] = {
    "rollback": ("decided", "by", "trigger"),
    "incident": ("start", "severity", "commander", "next-update"),
}
TIMES = ("decided", "start", "next-update")
ANYTHING = ".*"


def decision_spaces(context: RunbookContext, phase: PhaseId, severities: Sequence[Row]) -> tuple[WritingSpace, ...]:
    """Return the blanks of a decision. Their ids have a dot, so no blank of the data has one of them."""
    return tuple(decision_space(context, phase, key, severities) for key in DECIDED.get(phase, ()))


def decision_space(context: RunbookContext, phase: PhaseId, key: str, severities: Sequence[Row]) -> WritingSpace:
    label, is_time = context.words(f"sheet.head.{key}"), key in TIMES
    choices = tuple((row.anchor.rpartition(".")[2], row.mark) for row in severities) if key == "severity" else ()
    pattern = PATTERNS["time"] if is_time else ANYTHING
    field = Slot(f"{phase}.{key}", label, pattern=pattern, choices=choices, kind="time" if is_time else "text")
    return WritingSpace("", label, choices=tuple(mark for _, mark in choices), field=field)


def decision_labels(context: RunbookContext, phase: PhaseId) -> Iterator[tuple[str, str]]:
    """Yield the id and the label of each of these blanks, with its phase."""
    for key in DECIDED.get(phase, ()):
        yield f"{phase}.{key}", f"{context.phase_titles[phase]}: {context.words(f'sheet.head.{key}')}"
