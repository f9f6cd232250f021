"""Runs git in a folder without asking for input, and parses its lists of files and their content."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from generator.project.faults import InputFault

TIMEOUT = 600  # seconds
# The folder of a project decides which repository git reads, and nothing else. Git sets some of these variables for its hooks: with them,
# the checkout of a clone would write into the user's own work tree. Others hide a repository, or change the meaning of paths.
IGNORED_VARIABLES = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_CEILING_DIRECTORIES", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE"),
        *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_ATTR_SOURCE"),
    )
)
# Optional locks would make commands fail that only read. A replaced object has another content than the commit says.
SET_VARIABLES = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1",
    "LC_ALL": "C",
}
NO_ERROR = re.compile(r"hint:|\d\d:\d\d:\d\d\.\d+ ")
START = re.compile(r"[a-z]+: ")  # of a message, such as `error: `; other lines continue one
END = "fatal: "
UNSHALLOW = "`git fetch --unshallow` brings the rest of the history (`fetch-depth: 0` on GitHub)"
LINK, MODULE = "120000", "160000"  # the modes of links and submodules in a tree
Done = subprocess.CompletedProcess[bytes]


class TreeEntry(NamedTuple):
    """One line of `git ls-tree`."""

    mode: str
    type: str
    id: str


def git(root: Path, *arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None) -> Done:
    """Run git in a folder, whatever repository the environment variables name. The caller checks the exit code.

    Raises InputFault if git is not installed, cannot be started, or runs too long.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in IGNORED_VARIABLES}
    env = {**inherited, **SET_VARIABLES, **(environ or {})}
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=stdin, capture_output=True, check=False, env=env, timeout=TIMEOUT)
    except FileNotFoundError:
        raise InputFault("git is not installed, and only git can read the repository: install it") from None
    except OSError as error:
        raise InputFault(f"git cannot be started: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise InputFault(f"git did not answer for {TIMEOUT} seconds: `git {arguments[0]}`") from None


def require(done: Done, action: str) -> bytes:
    """Return the output of git. Raises InputFault if git failed to do `action`."""
    if done.returncode:
        raise InputFault(f"git cannot {action}: {error_of(done)}")
    return done.stdout


def error_of(done: Done) -> str:
    """Return git's error message without its hints, and without the traces that GIT_TRACE asks for.

    The message has its last three lines, or more from the line on in which git says why it ended.
    """
    found = [line for line in map(str.strip, done.stderr.decode("utf-8", "replace").splitlines()) if line and not NO_ERROR.match(line)]
    ends = (place for place, line in enumerate(found) if line.startswith(END))
    lines = found[max(0, min(next(ends, len(found)), len(found) - 3)) :]
    message = "".join(f"; {line}" if START.match(line) else f" {line}" for line in lines).lstrip("; ")
    return message.removesuffix(".") or f"it ended with {done.returncode}"


def tree_entries(listing: bytes) -> dict[str, TreeEntry]:
    """Parse the output of `git ls-tree -z`, and return the entries by path."""
    records = (record.partition("\t") for record in listing.decode("utf-8", "surrogateescape").split("\0")[:-1])
    return {path: TreeEntry(*head.split(" ")) for head, _, path in records}


def blob_contents(done: Done, paths: Iterable[str], source: str) -> dict[str, bytes]:
    """Parse the output of `git cat-file --batch`, and return the content of blobs by path. `paths` are in the order of the request.

    Raises InputFault for a blob of `source` that the repository does not have.
    """
    found: dict[str, bytes] = {}
    stream = BytesIO(done.stdout)
    for path in paths:
        head = stream.readline().split()
        if done.returncode or len(head) != 3:
            raise InputFault(
                f"git does not give `{path}` of `{source}`: {error_of(done)}. If the clone has only a part of the history, "
                "fetch the rest: `git fetch --refetch`."
            )
        found[path] = stream.read(int(head[2]))
        stream.readline()
    return found
