"""The way into git: one command in a folder, which asks nobody anything."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.project.faults import InputFault

PATIENCE = 600
# By these git tells its hooks which repository it is in; taken along, they would have a clone's files checked out over the user's own.
WHERE = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"))
Done = subprocess.CompletedProcess[bytes]


def git(root: Path, *words: str, asked: bytes = b"", environ: Mapping[str, str] | None = None) -> Done:
    """Run git in a folder, whatever repository the environment names; `asked` goes to its standard input.

    Whether it succeeded is the caller's to see. Raises InputFault where there is no git, or where it does not end.
    """
    here = {name: value for name, value in os.environ.items() if name not in WHERE}
    every = {**here, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(environ or {})}
    try:
        return subprocess.run(["git", "-C", str(root), *words], input=asked, capture_output=True, check=False, env=every, timeout=PATIENCE)
    except FileNotFoundError:
        raise InputFault("git is not installed, and only git knows revisions and branches") from None
    except subprocess.TimeoutExpired:
        raise InputFault(f"git has not answered for {PATIENCE} seconds: `git {words[0]}`") from None


def require(done: Done, what: str) -> bytes:
    """What git has printed.

    Raises InputFault where it failed; `what` says at what.
    """
    if done.returncode:
        raise InputFault(f"git cannot {what}: {complaint(done)}")
    return done.stdout


def complaint(done: Done) -> str:
    """What git has said of its failure, without its advice."""
    lines = [line for line in done.stderr.decode("utf-8", "replace").strip().splitlines() if line.strip() and not line.startswith("hint:")]
    return "; ".join(lines[-3:]) or f"it ended with {done.returncode}"
