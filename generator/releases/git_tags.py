"""The repository's tags as releases: lists them, and checks the project out at each of them in a temporary clone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.model.release_names import LATEST, is_release_name
from generator.project.faults import UsageFault
from generator.project.git_process import git, require
from generator.project.project_files import DATA

STATUS_LENGTH = 3  # before each path: two letters and a space


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its date, or that of its commit if the tag has none."""

    name: str
    moment: datetime


def release_tags(root: Path) -> tuple[tuple[Tag, ...], tuple[str, ...]]:
    """Return the tags with data of the project, oldest first, and the names of tags that are not valid for a release.

    Moments of tags are moved where needed, so that no two are in the same second.

    Raises UsageFault if there are none.
    """
    require(git(root, "rev-parse", "--git-dir"), f"find a repository at {root}")
    order = ("--sort=version:refname", "--sort=creatordate")
    listed = git(root, "for-each-ref", *order, "--format=%(creatordate:unix) %(refname:strip=2)", "refs/tags").stdout
    found: list[Tag] = []
    others: list[str] = []
    for line in listed.decode("utf-8", "replace").splitlines():
        seconds, _, name = line.partition(" ")
        if not seconds or git(root, "cat-file", "-e", f"refs/tags/{name}:./{DATA}").returncode:
            continue
        if name == LATEST or not is_release_name(name):
            others.append(name)
            continue
        moment = datetime.fromtimestamp(int(seconds), UTC)
        found.append(Tag(name, max(moment, found[-1].moment + timedelta(seconds=1)) if found else moment))
    if not found:
        shallow = git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        fetch = "git fetch --tags --unshallow" if shallow else "git fetch --tags"
        raise UsageFault(f"no tag of this clone has data of the project: `{fetch}` brings those of the remote; `git tag 2026.12` sets one")
    return tuple(found), tuple(others)


@contextmanager
def checkouts(root: Path) -> Iterator[Callable[[Tag], Path]]:
    """Yield a function that checks out a tag and returns the project's folder.

    It uses a temporary clone that shares the repository's objects; the work tree and the index of the repository stay as they are.
    """
    prefix = git(root, "rev-parse", "--show-prefix").stdout.decode().strip()
    top = git(root, "rev-parse", "--show-toplevel").stdout.decode().strip()
    with TemporaryDirectory(prefix="runbook-") as folder:
        clone = Path(folder) / "at-a-tag"
        require(git(root, "clone", "--quiet", "--shared", "--no-checkout", top, str(clone)), "make a temporary clone of the repository")

        def check_out(tag: Tag) -> Path:
            require(git(clone, "checkout", "--quiet", "--force", "--detach", f"refs/tags/{tag.name}"), f"check out {tag.name}")
            require(git(clone, "clean", "-ffdxq"), "clean the temporary clone")
            return clone / prefix

        yield check_out


def uncommitted(root: Path, sources: Iterable[Path] = ()) -> tuple[str, ...]:
    """Return the files of a project that differ from its commit, and new files in the data and in the source folders.

    There are none if there is no repository.
    """
    status = ("status", "--porcelain", "--no-renames", "-z")
    within = (str(folder) for folder in sources if folder.is_relative_to(root.resolve()))
    changed = git(root, *status, "--untracked-files=no", "--", ".")
    fresh = git(root, *status, "--untracked-files=all", "--", DATA, *within)
    records = (changed.stdout + fresh.stdout).decode("utf-8", "replace").split("\0")
    return tuple(dict.fromkeys(record[STATUS_LENGTH:] for record in records if record))
