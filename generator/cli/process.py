"""Runs the command line as a process of its own: with its standard streams and its signals."""

from __future__ import annotations

import signal
from collections.abc import Sequence

from generator.cli.main import run
from generator.cli.outlet import standard_streams
from generator.project.ending_signals import ENDING


def run_as_process(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code. After that, the process only ends, and no signal changes the code."""
    with standard_streams():
        code = run(arguments)
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
    return code
