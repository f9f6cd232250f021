"""Finds the files of a project that git ignores, so that no other clone would have them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.project.git_process import git


def ignored(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the paths below `root` that git ignores, with the rule, such as ``.gitignore:24 `wheels/` ``; none without a repository."""
    environ = {"GIT_LITERAL_PATHSPECS": "0"}  # this command of git refuses to run with the setting
    names = b"\0".join(map(os.fsencode, paths))
    done = git(root, "check-ignore", "--verbose", "-z", "--stdin", stdin=names, environ=environ)
    fields = os.fsdecode(done.stdout).split("\0")[:-1]
    found = zip(*(fields[at::4] for at in range(4)), strict=True)
    return {path: f"{source}:{line} `{rule}`" for source, line, rule, path in found if not rule.startswith("!")}
