"""The option `--size` of `runbook sheet`: the size of the text in points, and what takes it."""

from __future__ import annotations

import re

from generator.document.print_job import LARGEST_TYPE, TYPE_SIZE
from generator.document.sheets import FIXED_SIZE
from generator.project.faults import UsageFault

SIZED = ("html", "pdf")


def type_size(given: str | None, style: str, kind: str) -> int:
    """Return the size of the text in points. Refuse what is not a size, and a size of what has none."""
    if given is None:
        return TYPE_SIZE
    if kind in FIXED_SIZE:
        raise UsageFault(
            f"`{kind}` must fit its paper and takes no size; all sheets but {' and '.join(FIXED_SIZE)} take --size: leave it out"
        )
    if style not in SIZED:
        raise UsageFault(f"--size: {style} has no size of letters; it needs --format pdf or --format html")
    if not re.fullmatch("[0-9]{1,3}", given) or not TYPE_SIZE <= int(given) <= LARGEST_TYPE:
        raise UsageFault(
            f"--size: `{given}` is not a size: give whole points from {TYPE_SIZE} (the usual size) to {LARGEST_TYPE}, such as --size 16"
        )
    return int(given)
