"""The rules that look at the head of a variant: when it was reviewed, and what it stands on."""

from __future__ import annotations

from datetime import date, timedelta

from generator.checks.completeness import holds_until
from generator.checks.finding import Finding, ReportFinding
from generator.model.moments import parse_date
from generator.model.quantities import parse_duration
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode


def examine_head(variant: Layer, layers: tuple[Layer, ...], add: ReportFinding) -> None:
    """Told of every layer: that it is lonely holds only if no other variant tells the same."""
    _review(variant, add)
    for layer in layers:
        message = f"one variant alone stands on layer `{layer.id}`"
        help = "move what it holds into the variant, or let another variant extend it"
        add("lonely-layer", layer.place, Finding(message, help), f"layers.{layer.id}")


def _review(variant: Layer, add: ReportFinding) -> None:
    head = variant.head.values if variant.head is not None else {}
    reviewed, interval = head.get("reviewed"), head.get("review-every")
    try:
        every = parse_duration(_text(interval))
        day = parse_date(_text(reviewed)) if reviewed is not None else None
    except ValueError:
        return
    help = f"read the runbook against the system, then run `runbook review {variant.id}`"
    if day is None:
        assert interval is not None
        if every.seconds is not None:
            add("overdue-review", interval, Finding(f"a review holds for {every}, and none was ever made", help), "variant.review-every")
        return
    until = holds_until(day, every)
    if until is None or until == date.max:
        return
    assert reviewed is not None
    message = f"the review of {day} held for {every}, until {until}"
    add("overdue-review", reviewed, Finding(message, help, until + timedelta(days=1)), "variant.reviewed")


def _text(node: Node | None) -> str:
    return node.value or "" if isinstance(node, ScalarNode) else ""
