"""The last handler of errors: it turns every exception into a short message and an exit code."""

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

# Errors that the system causes, not the program: a full disk, a port that is in use or not allowed.
REFUSALS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EMFILE, errno.EADDRINUSE))
OWN_FILES = Path(__file__).parents[1]
LONGEST_NAME = 200


class UsageFault(Exception):
    """The command got an invalid argument; the message says which ones are valid."""


class InputFault(Exception):
    """The input has a problem outside the data files, such as a missing `mkdocs.yml`."""


def exit_code_of(run: Callable[[], int]) -> int:
    """Run a command and return its exit code. An exception becomes a message on stderr and the matching code."""
    try:
        code = run()
        sys.stdout.flush()  # a closed pipe must raise here, not when the interpreter exits
        return code
    except UsageFault as fault:
        return _print_error(str(fault), USAGE)
    except InputFault as fault:
        return _print_error(str(fault), INPUT_PROBLEM)
    except KeyboardInterrupt:
        return _print_error("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has ended, as `head` does. Python's last flush must not raise a second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        # A file name in the error means that the system refused it, for example because it is too long. Files of the program do not count.
        is_ours = not isinstance(error.filename, str | bytes) or Path(os.fsdecode(error.filename)).is_relative_to(OWN_FILES)
        is_fault = is_ours and error.errno not in REFUSALS
        return _report_fault(error) if is_fault else _print_error(_refusal(error), INPUT_PROBLEM)
    except Exception as error:  # noqa: BLE001 - the last handler
        return _report_fault(error)


def _refusal(error: OSError) -> str:
    name = error.filename2 or error.filename
    where = f"{os.fsdecode(name)[:LONGEST_NAME]}: " if isinstance(name, str | bytes) else ""
    return f"{where}{error.strerror}"


def _print_error(message: str, code: int) -> int:
    sys.stderr.write(f"runbook: {message}\n")
    return code


def _report_fault(error: BaseException) -> int:
    version = f"runbook {installed_version()}, Python {platform.python_version()}, {platform.platform()}"
    report = f"{version}\narguments: {sys.argv[1:]}\n\n{''.join(traceback.format_exception(error))}"
    summary = f"this is a fault of the program, not of your data: {type(error).__name__}: {error}"[:500]
    try:
        handle, name = tempfile.mkstemp(prefix="runbook-fault-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(report)
    except OSError:
        sys.stderr.write(report)
        return _print_error(summary, PROGRAM_FAULT)
    return _print_error(f"{summary}\nPlease report it with the file {name}", PROGRAM_FAULT)


def installed_version() -> str:
    """Return the version of the installed package, or `unknown`. Imports a slow module, so only on a call."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"
