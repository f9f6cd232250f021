"""Standard output and error, as they are when nobody reads them, when the disk is full, or when they are closed from the start."""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

INPUT, OUTPUT, ERROR = 0, 1, 2
NAMES = {OUTPUT: "standard output", ERROR: "standard error"}
# Somebody chose not to read the output: a reader such as `head` has ended, or the stream was closed, as by `>&-`.
UNREAD = frozenset((errno.EPIPE, errno.EBADF))


class Outlet(io.RawIOBase):
    """A stream to write to. After the first failed write it drops everything, so that the work of the command goes on.

    Attributes:
        fault: The error of that write; None if everything was written.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def isatty(self) -> bool:
        return os.isatty(self.descriptor)

    def write(self, data: Any, /) -> int:
        while self.fault is None:
            try:
                return os.write(self.descriptor, data)
            except BlockingIOError:
                select.select([], [self.descriptor], [])  # the program that gave us the stream does not wait on it, but we must
            except OSError as error:
                error.filename = NAMES[self.descriptor]
                error.strerror = "it is closed" if error.errno == errno.EBADF else error.strerror
                self.fault = error
        return len(data)


@contextmanager
def standard_streams() -> Iterator[None]:
    """Let the standard streams be Outlets in a `with` block. A character that a terminal cannot show is shown by its code point.

    A closed stream gets the null device for reading, since the next file that is opened would get its number, and all output with it.
    """
    _fill_closed()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _text(OUTPUT, before[0]), _text(ERROR, before[1])
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def require_delivered(code: int, *, is_result: bool) -> None:
    """Raise the error of standard output if it makes the exit code `code` untrue.

    If the output is the result of the command, all of it must arrive. Else only a fault of the machine counts, such as a full disk: a
    reader that has gone did not want to know more, and the command has done its work.
    """
    sys.stdout.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    fault = raw.fault if isinstance(raw, Outlet) else None
    if fault is not None and (fault.errno not in UNREAD or (is_result and not code)):
        raise fault


def _fill_closed() -> None:
    for number in (INPUT, OUTPUT, ERROR):
        try:
            os.fstat(number)
        except OSError:
            # The new file gets the lowest free number, which is this one. Programs that this one starts get it too.
            os.set_inheritable(os.open(os.devnull, os.O_RDONLY), True)  # noqa: FBT003 - it has no name


def _text(number: int, known: TextIO | None) -> TextIO:
    encoding = "utf-8" if known is None else known.encoding
    is_direct = number == ERROR or os.isatty(number)
    return io.TextIOWrapper(io.BufferedWriter(Outlet(number)), encoding=encoding, errors="backslashreplace", line_buffering=is_direct)
