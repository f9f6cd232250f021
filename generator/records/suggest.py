"""What past runs suggest to change in the runbook of a system."""

from __future__ import annotations

from generator.model.variant import Variant
from generator.records.line_suggestions import cautions, optional_lines
from generator.records.list_suggestions import later_starts, longer_lengths
from generator.records.suggestion import RunHistory, Suggestion


def suggestions(variant: Variant) -> tuple[Suggestion, ...]:
    """Return what the past runs of a variant suggest: plans first, then lines; each kind in the order of the runbook."""
    history = RunHistory(variant)
    return (*longer_lengths(history), *later_starts(history), *optional_lines(history), *cautions(history))
