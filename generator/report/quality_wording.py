"""What every print of the quality report says of one variant: gaps, contacts and reviews in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.checks.completeness import OWNER, PHASE, REVIEWED, Quality
from generator.model.variant import Variant
from generator.text.inline_markup import plain_text

WORDS = {
    "triggers": "rollback triggers",
    "slos": "targets",
    "record": "blanks to fill in",
    OWNER: "document owner",
    REVIEWED: "date of the last review",
}


@dataclass(frozen=True, slots=True)
class Surveyed:
    """All variants that are whole, with their figures; `broken` are those with errors, of which nothing is known."""

    found: tuple[tuple[Variant, Quality], ...]
    broken: tuple[str, ...]
    today: date
    commit: str


def gap(key: str, variant: Variant) -> str:
    """A gap in words: `rollback triggers`, `phase Operate`."""
    word, _, phase = key.partition(" ")
    if word == PHASE:
        return f"phase {next((entry.title for name, entry in variant.runbook.phases.items() if name == phase), phase)}"
    return WORDS.get(key, key)


def review(quality: Quality) -> str:
    """When the runbook was reviewed, and until when that holds: `2026-11-20, due 2027-02-18`."""
    if quality.reviewed is None:
        return "never"
    if quality.overdue:
        return f"{quality.reviewed}, overdue since {quality.review_due}"
    return f"{quality.reviewed}, due {quality.review_due}" if quality.review_due else str(quality.reviewed)


def contact(address: str, variant: Variant) -> str:
    """The title of a contact by its address."""
    return plain_text(variant.runbook.contacts[address.partition(".")[2]].title)
