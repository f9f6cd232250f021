"""Says why a file cannot be read, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

NO_FILE = "this is not a regular file"
REMOVE = "remove it"
CORRECT = "correct the link, or remove it"
TO_ITSELF = "this link leads back to itself"


def reading_problem(path: Path, error: OSError) -> tuple[str, str]:
    """Return what is wrong with a file that cannot be read, and what to do."""
    if error.errno == errno.ENOENT and path.is_symlink():
        return "this link leads nowhere", CORRECT
    if error.errno == errno.ELOOP:
        return TO_ITSELF, CORRECT
    if error.errno == errno.ENXIO:
        return NO_FILE, REMOVE  # a socket
    is_forbidden = error.errno in (errno.EACCES, errno.EPERM)
    help = "correct its permissions, or remove it" if is_forbidden else "put a copy that can be read in its place, or remove it"
    return f"cannot be read: {error.strerror or type(error).__name__}", help


def leads_up(path: Path) -> bool:
    """Return whether a link leads to a folder that it is in, also through other links, so that following it has no end."""
    real = path.resolve()
    return path.is_symlink() and any(parent.resolve().is_relative_to(real) for parent in path.parents)
