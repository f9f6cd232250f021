"""The lint rules about the head of a variant: its last review, and the layers that it extends."""

from __future__ import annotations

from datetime import date, timedelta

from generator.checks.completeness import review_end
from generator.diagnostics.diagnostic import Findings
from generator.model.scalar_kinds import DATE, DURATION
from generator.source.layers import Layer
from generator.source.nodes import one_line


def check_head(variant: Layer, layers: tuple[Layer, ...], found: Findings) -> None:
    """Report an overdue review, and every layer as lonely: the severity policy keeps the layers of a single variant."""
    _check_review(variant, found)
    for layer in layers:
        found.report("lonely-layer", layer.place, f"only one variant extends layer `{layer.id}`", f"layers.{layer.id}")


def _check_review(variant: Layer, found: Findings) -> None:
    reviewed, interval = variant.head_fields.get("reviewed"), variant.head_fields.get("review-every")
    every, day = DURATION.valid(one_line(interval)), DATE.valid(one_line(reviewed))
    if interval is None or every is None:
        return
    help = f"compare the runbook with the system, then run `runbook review {variant.id}`"
    if reviewed is None:
        if every.seconds is not None:
            message = f"a review is valid for {every}, but there was none yet"
            found.report("overdue-review", interval, message, "variant.review-every", help=help)
        return
    end = review_end(day, every) if day is not None else None
    if end is not None and end != date.max:
        message = f"the review of {day} was valid for {every}, until {end}"
        found.report("overdue-review", reviewed, message, "variant.reviewed", help=help, since=end + timedelta(days=1))
