"""The quality report, and the texts for gaps, contacts and reviews that all its formats share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.checks.completeness import OWNER, PHASE, REVIEWED, Quality
from generator.model.variant import Variant
from generator.text.inline_markup import plain_text

LABELS = {
    "triggers": "triggers",
    "slos": "targets",
    "blanks": "blanks to fill in",
    OWNER: "document owner",
    REVIEWED: "date of the last review",
}


@dataclass(frozen=True, slots=True)
class QualityReport:
    """The quality of all variants without errors. `broken` are the ids of the variants with errors, which are left out."""

    qualities: tuple[tuple[Variant, Quality], ...]
    broken: tuple[str, ...]
    today: date
    commit: str


def gap(key: str, variant: Variant) -> str:
    """Return the label of a gap, such as `rollback triggers` or `phase Operate`."""
    phases = {f"{PHASE} {name}": f"phase {entry.title}" for name, entry in variant.runbook.phases.items()}
    return LABELS.get(key) or phases.get(key, key)


def review(quality: Quality) -> str:
    """Return the date of the last review and of the next one: `2026-11-20, due 2027-02-18`."""
    if quality.reviewed is None:
        return "never"
    due = f", {'overdue since' if quality.overdue else 'due'} {quality.review_due}" if quality.review_due else ""
    return f"{quality.reviewed}{due}"


def contact(address: str, variant: Variant) -> str:
    """Return the title of the contact at an address."""
    return plain_text(variant.runbook.contacts[address.partition(".")[2]].title)
