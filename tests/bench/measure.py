"""Measure in pairs: run the two sides of a ratio in turn and take the median of the ratios."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# The kernel's own peak value, because `ru_maxrss` of a child starts from its parent's.
PEAK = """
import sys
from pathlib import Path
def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024
def settle():
    global before
    before = peak()
"""
PRINTED = "\nprint(peak() - before)\n"


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of a ratio over several rounds, its minimum and maximum, and the median seconds of both sides."""

    median: float
    least: float
    most: float
    seconds: float
    base_seconds: float


def ratio(work: Callable[[], object], base: Callable[[], object], rounds: int = 7) -> Ratio:
    """Return how many times as long `work` takes as `base`. Both run once before measuring."""
    work(), base()
    pairs = [(_seconds(work), _seconds(base)) for _ in range(rounds)]
    ratios = [one / other for one, other in pairs]
    return Ratio(
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
    )


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    result = work()
    spent = time.perf_counter() - start
    del result
    return spent


def run(command: Sequence[str], folder: Path) -> float:
    """Return the seconds that a command takes, including the start of the interpreter.

    Raises CalledProcessError if it fails.

    """
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def processor_seconds() -> float:
    """Return the processor time of all ended programs that this one started, which other work on the machine does not change."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def peak_of(code: str, *arguments: str) -> int:
    """Return the bytes by which running `code` raises the peak of a new interpreter that has imported the generator.

    `code` must call `settle()` after all imports, before the work begins. Linux only.

    """
    done = subprocess.run([sys.executable, "-c", PEAK + code + PRINTED, *arguments], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])
