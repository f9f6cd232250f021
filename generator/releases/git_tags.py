"""Tags of the repository as releases: which there are, and the project as it was at one, checked out elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.diagnostics.diagnostic import some_of
from generator.model.release_names import LATEST, is_release_name
from generator.project.faults import UsageFault
from generator.project.git_process import git, require
from generator.project.project_files import DATA

MODIFIED = 3  # two letters of state and a space stand before each path


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, and the moment at which it was set, or its commit made where nobody noted that."""

    name: str
    moment: datetime


def release_tags(root: Path) -> tuple[Tag, ...]:
    """The tags at which the project has data, oldest first, each a second after the one before it at least.

    Tells of those that no release can be named after. Raises UsageFault where there are none, with what may be missing.
    """
    require(git(root, "rev-parse", "--git-dir"), f"find a repository at {root}")
    order = ("--sort=version:refname", "--sort=creatordate")
    listed = git(root, "for-each-ref", *order, "--format=%(creatordate:unix) %(refname:strip=2)", "refs/tags").stdout
    found: list[Tag] = []
    others: list[str] = []
    for line in listed.decode("utf-8", "replace").splitlines():
        seconds, _, name = line.partition(" ")
        if not seconds or not _has_data(root, name):
            continue
        if name == LATEST or not is_release_name(name):
            others.append(name)
            continue
        moment = datetime.fromtimestamp(int(seconds), UTC)
        found.append(Tag(name, max(moment, found[-1].moment + timedelta(seconds=1)) if found else moment))
    if others:
        sys.stderr.write(f"runbook: note: no release can be named after these tags, and they are left out: {some_of(others, 5)}\n")
    if not found:
        shallow = git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        fetch = "git fetch --tags --unshallow" if shallow else "git fetch --tags"
        raise UsageFault(f"no tag of this clone has data of the project: `{fetch}` brings those of the remote; `git tag 2026.12` sets one")
    return tuple(found)


@contextmanager
def projects_at(root: Path) -> Iterator[Checkout]:
    """A clone beside the repository, which shares its objects; neither its work tree nor its index is touched."""
    prefix = git(root, "rev-parse", "--show-prefix").stdout.decode().strip()
    top = git(root, "rev-parse", "--show-toplevel").stdout.decode().strip()
    with TemporaryDirectory(prefix="runbook-") as folder:
        clone = Path(folder) / "at-a-tag"
        require(git(root, "clone", "--quiet", "--shared", "--no-checkout", top, str(clone)), "clone the repository beside itself")
        yield Checkout(clone, prefix)


@dataclass(frozen=True, slots=True)
class Checkout:
    """A clone, and the path of the project in it."""

    clone: Path
    prefix: str

    def at(self, tag: Tag) -> Path:
        """The folder of the project as it was at a tag."""
        require(git(self.clone, "checkout", "--quiet", "--force", "--detach", f"refs/tags/{tag.name}"), f"check out {tag.name}")
        require(git(self.clone, "clean", "-ffdxq"), "clear the clone")
        return self.clone / self.prefix


def uncommitted(root: Path, sources: Iterable[Path] = ()) -> tuple[str, ...]:
    """The files of a project that differ from its commit, new ones only among the data and in the source folders.

    There are none where there is no repository.
    """
    status = ("status", "--porcelain", "--no-renames", "-z")
    within = (str(folder) for folder in sources if folder.is_relative_to(root.resolve()))
    changed = git(root, *status, "--untracked-files=no", "--", ".")
    fresh = git(root, *status, "--untracked-files=all", "--", DATA, *within)
    records = (changed.stdout + fresh.stdout).decode("utf-8", "replace").split("\0")
    return tuple(dict.fromkeys(record[MODIFIED:] for record in records if record))


def _has_data(root: Path, name: str) -> bool:
    return git(root, "cat-file", "-e", f"refs/tags/{name}:./{DATA}").returncode == 0
