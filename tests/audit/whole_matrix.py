"""Run axe-core on the whole matrix: every kind of page in every state, scheme and width, with one browser for each processor."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browsers import QUIET
from tests.built_site.accessibility import Cell, check_states, matrix
from tests.built_site.page_kinds import KINDS, serve


@dataclass
class Outcome:
    """The number of checked cells, by state, scheme and width, and the violations."""

    judged: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def judge(site: Path, chromium: str) -> Outcome:
    """Check every cell. States that a page does not have, such as ticks without boxes, are skipped."""
    whole = Outcome()
    with serve(site) as address, ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        jobs = [pool.submit(_judge, kind, [cell for cell in matrix() if cell.kind == kind], address, chromium) for kind in KINDS]
        for job in jobs:
            one = job.result()
            whole.judged += one.judged
            whole.faults += one.faults
    return whole


def _judge(kind: str, cells: Sequence[Cell], address: str, chromium: str) -> Outcome:
    outcome = Outcome()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        for (scheme, width), group in groupby(cells, key=attrgetter("scheme", "width")):
            context = browser.new_context(
                viewport={"width": width, "height": 844},
                color_scheme=scheme,
                reduced_motion="reduce",
                service_workers="block",  # each would load a whole system without changing the result
            )
            page = context.new_page()
            page.goto(f"{address}/{kind}", wait_until="load")
            for cell, found in check_states(page, group):
                outcome.judged[cell.state, cell.scheme, cell.width] += 1
                outcome.faults += [f"{cell}: {fault}" for fault in found]
            context.close()
        browser.close()
    return outcome
