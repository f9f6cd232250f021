"""Finds the git repository of a project, and distinguishes a project without one from a repository that git cannot read."""

from __future__ import annotations

import json
import os
import shlex
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.project.faults import InputFault
from generator.project.git_process import error_of, git, require
from generator.project.unix_time import moment_of

GIT = ".git"
MAIN = "main"
BARE = ("HEAD", "objects", "refs")  # what the folder of a bare repository has
UNBORN = "does not have any commits yet"  # git's answer before the first commit
NOT_SAFE = ("dubious ownership", "unsafe repository")  # git's words for a repository of another owner, from 2.35.3 and before
NOT_FOUND = "not a git repository (or any"  # git's words for a damaged folder `.git`, which it skips


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository of a project.

    Attributes:
        top: The folder of its work tree, without links.
        prefix: The project's path in it, such as `ops/`, or empty.
        head: The id of the commit that is checked out; empty before the first commit.
        committed: The moment of that commit in UTC.
    """

    top: Path
    prefix: str
    head: str = ""
    committed: datetime | None = None


def find_repository(root: Path) -> Repository | None:
    """Return the repository that the folder `root` is in, or None if it is in none, which needs no git.

    Raises InputFault for a repository that git cannot read, whatever the reason is, for one without a work tree, and for a commit whose
    date is out of range.
    """
    found = _nearest(root)
    if found is None:
        return None
    done = git(root, "rev-parse", "--is-inside-work-tree", "--show-cdup", "--show-prefix")
    if done.returncode:
        raise InputFault(_unreadable(found, error_of(done)))
    inside, up, prefix = (os.fsdecode(done.stdout) + "\n\n").split("\n", 2)  # only the prefix may contain line breaks
    if inside != "true":
        raise InputFault(
            f"git says that {root} is not in the work tree of the repository {found}, so files cannot be compared with a commit: the "
            "repository is bare, or `core.worktree` names another folder. Clone the repository, and work in the clone."
        )
    top = (root.resolve() / up).resolve()
    # Git skips a damaged folder `.git`, and takes a repository further up.
    if top != found and git(root, "rev-parse", "--resolve-git-dir", str(found / GIT)).returncode:
        raise InputFault(_unreadable(found, NOT_FOUND))
    require(git(root, "ls-files", "-z", "--", GIT), f"read the index of {top}")
    return Repository(top, prefix.removesuffix("\n\n").removesuffix("\n"), *_last_commit(root, top))


def default_branch(root: Path) -> str:
    """Return the branch that people edit: `main` if there is one, else the default branch of the remote, `master` or the current branch.

    The clone of a build server may have no branches: then the variables of GitLab or GitHub say which is the default branch. The result is
    `main` if nothing is known, and without a repository.
    """
    if _nearest(root) is None:
        return MAIN
    remote = git(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD").stdout.decode("utf-8", "replace").strip()
    known = git(root, "for-each-ref", "--format=%(refname:lstrip=-1)", "refs/heads/main", "refs/heads/master", "refs/remotes/origin/main")
    names = known.stdout.decode("utf-8", "replace").split()
    current = git(root, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.decode("utf-8", "replace").strip()
    found = (
        MAIN if MAIN in names else "",
        remote.removeprefix("origin/"),
        _branch_of_server(),
        "master" if "master" in names else "",
        current,
    )
    return next(filter(None, found), MAIN)


def _branch_of_server() -> str:
    """Return the default branch that GitLab or GitHub, and forges like it, name in a job; empty elsewhere."""
    if named := os.environ.get("CI_DEFAULT_BRANCH"):
        return named
    try:
        event = json.loads(Path(os.environ.get("GITHUB_EVENT_PATH", "")).read_bytes())
        return str(event["repository"]["default_branch"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _nearest(root: Path) -> Path | None:
    """Return the nearest folder, from `root` upwards, that is a repository or looks like one."""
    here = root.resolve()
    for folder in (here, *here.parents):
        if os.path.lexists(folder / GIT) or all(os.path.lexists(folder / name) for name in BARE):
            return folder
    return None


def _last_commit(root: Path, top: Path) -> tuple[str, datetime | None]:
    """Return the id and the moment of the commit that is checked out; empty before the first commit."""
    done = git(root, "log", "-1", "--no-show-signature", "--format=%H%n%ct", "HEAD", "--")
    if done.returncode:
        # Only without a revision git tells a branch without commits from a broken one.
        done = git(root, "log", "-1", "--no-show-signature", "--format=%H%n%ct")
        if UNBORN in error_of(done):
            return "", None
    commit, _, seconds = require(done, f"read the last commit of {top}").decode().partition("\n")
    fix = "`git commit --amend --no-edit` gives it a new date; push it, and move its tags to it"
    return commit, moment_of(seconds.strip(), f"the date of the commit {commit}", fix)


def _unreadable(found: Path, reason: str) -> str:
    """Return the message about a repository that git cannot read, with git's reason and what to do."""
    if any(words in reason for words in NOT_SAFE):
        trust = f"git config --global --add safe.directory {shlex.quote(str(found))}"
        return f"git does not read the repository {found}, because another user owns it. If you trust its owner, run `{trust}`."
    if NOT_FOUND in reason:
        reason = f"{found / GIT} is not a valid repository"
    help = f"Repair the repository until `git -C {shlex.quote(str(found))} status` works, or clone it again."
    if (found / GIT).is_file():
        help = "This is a worktree or a submodule, whose repository is in another folder: make that folder available, or use a clone."
    return f"git cannot read the repository {found}: {reason}. {help}"
