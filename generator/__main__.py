"""The front door: `runbook`, and `python -m generator`."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found] # loading all of `signal` takes 15 ms, in which Ctrl+C would print a traceback
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # Until the modules are loaded there is nothing to clean up, and an exception in their middle would be a traceback.
    for number in (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP):
        if _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _end_at_once)
    if sys.getfilesystemencoding() != "utf-8":
        # Names of files are UTF-8 whatever the locale says, as git has them. The streams keep their encoding.
        os.environ.setdefault("PYTHONIOENCODING", sys.stderr.encoding if sys.stderr else "utf-8")
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this program again
    try:
        from generator.cli.process import run_as_process
    except OSError as error:  # such as too few open files
        sys.exit(f"runbook: {error.filename}: {error.strerror}")
    sys.exit(run_as_process(sys.argv[1:]))


def _end_at_once(number: int, _frame: object) -> None:
    if sys.stderr is not None:
        os.write(2, b"runbook: interrupted\n")
    os._exit(128 + number)


if __name__ == "__main__":
    main()
