"""The last handler of errors: it turns every exception into a short message and an exit code."""

from __future__ import annotations

import errno
import os
import platform
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from generator.project.ending_signals import OF_SIGNAL, Ended, ending_by_signals

CLEAN = 0
INPUT_PROBLEM = 1
USAGE = 2
PROGRAM_FAULT = 3
READER_GONE = 141  # as a shell reports the signal SIGPIPE
PACKAGE = "runbook-generator"
EXIT_CODES = (
    "Exit codes: 0 clean, 1 a problem in the input, 2 usage, 3 a fault of the program, "
    "130 interrupted, 141 nobody read the whole output, 128 + N ended by signal N."
)

# Errors that the system causes, not the program: a full disk, a limit, a port that is in use or not allowed.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EADDRINUSE)
TOO_FEW = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)
REFUSALS = frozenset((*FULL, *FORBIDDEN, *TOO_FEW))
NO_TEMPORARY_FOLDER = "No usable temporary directory"  # how `tempfile` begins its message
# How Python begins its message about a link that leads to itself, and about a limit for processes.
REFUSED_BY_PYTHON = ("Symlink loop from", "can't start new thread")
NOT_MAPPED = "failed to map segment"  # how the system refuses to load a library
TOO_LITTLE_MEMORY = "this machine gives the program too little memory"
OWN_FILES = Path(__file__).parents[1]
LONGEST_NAME = 200


class UsageFault(Exception):
    """The command got an invalid argument; the message says which ones are valid."""


class InputFault(Exception):
    """The input has a problem outside the data files, such as a missing `mkdocs.yml`."""


def exit_code_of(run: Callable[[], int]) -> int:
    """Run a command and return its exit code. An exception becomes a message on stderr and the matching code."""
    try:
        with ending_by_signals():
            return run()
    except UsageFault as fault:
        return _print_error(str(fault), USAGE)
    except InputFault as fault:
        return _print_error(str(fault), INPUT_PROBLEM)
    except Ended as end:
        return _print_error("interrupted", end.code)
    except KeyboardInterrupt:
        return _print_error("interrupted", OF_SIGNAL + signal.SIGINT)
    except BrokenPipeError:
        return READER_GONE  # silently, as other programs in a pipe
    except MemoryError:
        return _print_error(TOO_LITTLE_MEMORY, INPUT_PROBLEM)
    except OSError as error:
        return _print_error(_refusal(error), INPUT_PROBLEM) if _is_refusal(error) else _report_fault(error)
    except Exception as error:  # noqa: BLE001 - the last handler
        if isinstance(error, ImportError) and NOT_MAPPED in str(error):
            return _print_error(TOO_LITTLE_MEMORY, INPUT_PROBLEM)
        refused = isinstance(error, RuntimeError) and str(error).startswith(REFUSED_BY_PYTHON)
        return _print_error(str(error), INPUT_PROBLEM) if refused else _report_fault(error)


def _is_refusal(error: OSError) -> bool:
    """Return whether the system refused something, for example because a name is too long. Files of the program do not count."""
    if error.errno in REFUSALS or str(error.strerror).startswith(NO_TEMPORARY_FOLDER):
        return True
    return isinstance(error.filename, str | bytes) and not Path(os.fsdecode(error.filename)).is_relative_to(OWN_FILES)


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
