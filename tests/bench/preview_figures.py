"""Measure the live preview: the time from saving a file until the browser's page shows the change."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import SITES, Figure, project, variants
from tests.free_ports import free_port

SAVES = 9
LONGEST = 600
ASK_EVERY = 0.2  # seconds, as an open page does


def preview_figures(folder: Path) -> Iterator[Figure]:
    """Save one variant repeatedly, and time each save until the open page shows the change, including server and file watching."""
    for size in SITES:
        times = _saves(project(folder, size))
        yield Figure(f"preview of a saved change, {variants(size)}", f"{median(times):.2f} s, {max(times):.2f} s at most", "below 1 s")


def _saves(root: Path) -> list[float]:
    place = min((root / "data" / "variants").glob("elearning-platform*/contacts.yaml"))
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    page = f"{address}/{place.parent.name}/contacts/index.html"
    before = place.read_text("utf-8")
    words = [sys.executable, "-m", "generator", "--project", str(root), "serve", "--port", str(port)]
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        _shown(page, LONGEST)
        found = []
        for number in range(SAVES):
            word = f"Lead number {number}"
            place.write_text(re.sub(r"(?m)^(    title: ).+$", rf"\g<1>{word}", before, count=1), "utf-8")
            start = time.perf_counter()
            while word not in _shown(page, LONGEST):
                assert time.perf_counter() - start < LONGEST, f"{page} never showed the change"
                time.sleep(ASK_EVERY)
            found.append(time.perf_counter() - start)
        return found
    finally:
        place.write_text(before, "utf-8")
        server.send_signal(signal.SIGINT)
        server.wait(60)


def _shown(page: str, patience: float) -> str:
    end = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(page, timeout=patience) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
