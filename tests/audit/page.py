"""The page `docs/audit.md`: measured tables between hand-written text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.audit.lighthouse import RUNS, Measured
from tests.audit.whole_matrix import Outcome
from tests.built_site.accessibility import SCHEMES, STATES, WIDTHS

PART = "<!-- measured: {name} -->\n\n{body}\n\n<!-- end -->"


def axe_table(outcome: Outcome) -> str:
    """Return how many pages were checked in each state, and how many violations were found."""
    columns = [(scheme, width) for width in WIDTHS for scheme in SCHEMES]
    rows = ["| State | " + " | ".join(f"{width} px, {scheme}" for scheme, width in columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for state in STATES:
        counts = [outcome.judged[state, scheme, width] for scheme, width in columns]
        rows.append(f"| {state} | " + " | ".join(str(count) if count else "no drawer" for count in counts) + " |")
    total = sum(outcome.judged.values())
    return "\n".join([*rows, "", f"{total} combinations of page, state, colour scheme and width: {len(outcome.faults)} violations."])


def lighthouse_table(measured: Sequence[Measured]) -> str:
    """Return scores and figures of each page."""
    head = "| Page | Performance | Accessibility | Best practices | SEO | First paint | Largest paint | Blocked | Shift | Over the wire |"
    rows = [head, "| --- |" + " ---: |" * 9]
    for one in measured:
        scores = " | ".join(str(score) for score in one.scores.values())
        rows.append(
            f"| `{one.page}` | {scores} | {one.middle('first_paint'):.1f} s | {one.middle('largest_paint'):.1f} s "
            f"| {one.middle('blocked') * 1000:.0f} ms | {one.middle('shift'):.3f} | {one.middle('size') / 1024:.0f} KiB |"
        )
    return "\n".join([*rows, "", f"The median of {RUNS} runs each."])


def with_part(text: str, name: str, body: str) -> str:
    """Return the page with one of its measured parts replaced."""
    pattern = re.compile(rf"<!-- measured: {re.escape(name)} -->.*?<!-- end -->", re.DOTALL)
    assert pattern.search(text), f"the page has no part for {name}"
    return pattern.sub(lambda _: PART.format(name=name, body=body), text)
