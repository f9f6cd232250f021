"""Where errors end: one handler that turns whatever was raised into a short message and an exit code."""

from __future__ import annotations

import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

CLEAN = 0
INPUT_PROBLEM = 1
USAGE = 2
PROGRAM_FAULT = 3
INTERRUPTED = 130
PACKAGE = "runbook-generator"
EXIT_CODES = "Exit codes: 0 clean, 1 a problem in the input, 2 usage, 3 a fault of the program."

# What the machine refuses is not the program's fault: a full disk, a port that is taken or may not be used.
REFUSALS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EMFILE, errno.EADDRINUSE))
OWN_FILES = Path(__file__).parents[1]
LONGEST_NAME = 200


class UsageFault(Exception):
    """The command was asked for something that does not exist; the message says what does."""


class InputFault(Exception):
    """The input has a problem that no place in a data file stands for, such as a missing `mkdocs.yml`."""


def exit_code_of(run: Callable[[], int]) -> int:
    """Run a command to its exit code; whatever it raises becomes a message on stderr and the code that fits."""
    try:
        code = run()
        sys.stdout.flush()  # a reader that has gone is met here, not while the interpreter ends
        return code
    except UsageFault as fault:
        return _say(str(fault), USAGE)
    except InputFault as fault:
        return _say(str(fault), INPUT_PROBLEM)
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; what Python flushes at its end must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        return _say(_refusal(error), INPUT_PROBLEM) if _is_refusal(error) else _report_fault(error)
    except Exception as error:  # noqa: BLE001 - the last handler of all
        return _report_fault(error)


def _is_refusal(error: OSError) -> bool:
    """Whether the machine refuses something, be it any file that is not one of the program's own: none to write, too long a name."""
    if error.errno in REFUSALS:
        return True
    return isinstance(error.filename, str | bytes) and not Path(os.fsdecode(error.filename)).is_relative_to(OWN_FILES)


def _refusal(error: OSError) -> str:
    name = error.filename2 or error.filename
    where = f"{os.fsdecode(name)[:LONGEST_NAME]}: " if isinstance(name, str | bytes) else ""
    return f"{where}{error.strerror}"


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"runbook: {message}\n")
    return code


def _report_fault(error: BaseException) -> int:
    lines = [
        f"runbook {installed_version()}, Python {platform.python_version()}, {platform.platform()}\n",
        f"arguments: {sys.argv[1:]}\n\n",
        *traceback.format_exception(error),
    ]
    summary = f"this is a fault of the program, not of your data: {type(error).__name__}: {error}"[:500]
    try:
        handle, name = tempfile.mkstemp(prefix="runbook-fault-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.writelines(lines)
    except OSError:
        sys.stderr.writelines(lines)
        return _say(summary, PROGRAM_FAULT)
    return _say(f"{summary}\nPlease report it with the file {Path(name)}", PROGRAM_FAULT)


def installed_version() -> str:
    """The version of the installed package, or `unknown`. Loaded late: what asks for it takes longer than all else at the start."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"
