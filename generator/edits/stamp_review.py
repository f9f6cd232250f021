"""Writes the date of a variant's last review into its head."""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from generator.model.field_facts import VARIANT_HEAD
from generator.source.layers import Layer
from generator.source.node_edits import replaced, with_field
from generator.source.nodes import ScalarNode
from generator.source.splices import CannotEdit, Splice

FIELD = "reviewed"
ABOVE = frozenset(takewhile(lambda key: key != FIELD, VARIANT_HEAD.fields))


def review(variant: Layer, day: date) -> dict[str, tuple[Splice, ...]]:
    """The edits, by path, that make `day` the date of a variant's review; none where it is that day already.

    Raises CannotEdit for a variant without a head, and for a date that is written in an odd way.
    """
    head = variant.head
    if head is None:
        raise CannotEdit(variant.place, f"variant `{variant.id}` has no `variant:` block to stamp")
    now = head.values.get(FIELD)
    if now is None:
        splice = with_field(head, FIELD, day.isoformat(), ABOVE)
    elif not isinstance(now, ScalarNode):
        raise CannotEdit(now.span, f"`{FIELD}` takes one date")
    elif now.value == day.isoformat():
        return {}
    else:
        splice = replaced(now, day.isoformat())
    return {head.source.path: (splice,)}
