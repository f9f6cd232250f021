"""The repository's tags as releases: lists them, and checks the project out at each of them in a temporary clone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.model.release_names import LATEST, is_release_name
from generator.project.commit_tree import CommitTree
from generator.project.faults import UsageFault
from generator.project.git_process import git, require
from generator.project.project_files import DATA
from generator.project.repository import GIT, Repository, default_branch, find_repository
from generator.project.unix_time import moment_of


def release_tags(root: Path) -> tuple[dict[str, datetime], tuple[str, ...]]:
    """Return the moments of the tags with data of the project by name, oldest first, and the tags that cannot name a release.

    The moment of a tag is its date, or that of its commit if the tag has none. Moments are moved where needed, so that no two are in the
    same second.

    Raises UsageFault if there are none, and InputFault for a date that is out of range.
    """
    if find_repository(root) is None:
        raise UsageFault(f"{root} is not in a git repository, so there are no tags to build releases from")
    order = ("--sort=version:refname", "--sort=creatordate")
    format = "--format=%(creatordate:unix) %(refname:strip=2)"
    listed = require(git(root, "for-each-ref", *order, format, "refs/tags"), "list the tags")
    found: dict[str, datetime] = {}
    others: list[str] = []
    for line in listed.decode("utf-8", "replace").splitlines():
        seconds, _, name = line.partition(" ")
        if not _has_data(root, f"refs/tags/{name}"):
            continue
        if name == LATEST or not is_release_name(name) or not seconds:
            others.append(name)
            continue
        later = (moment + timedelta(seconds=1) for moment in found.values())
        found[name] = max([moment_of(seconds, f"the date of the tag {name}", "delete the tag, or create it again"), *later])
    if not found:
        shallow = require(git(root, "rev-parse", "--is-shallow-repository"), "read the repository").strip() == b"true"
        fetch = "git fetch --tags --unshallow" if shallow else "git fetch --tags"
        help = f"`{fetch}` fetches the tags of the remote; `git tag 2026.12` creates one"
        raise UsageFault(f"no tag of this clone has data of the project: {help}")
    return found, tuple(others)


def tag_commits(root: Path) -> dict[str, str]:
    """Return the id of the commit of each tag that can name a release, the oldest tag first. Raises InputFault if git cannot list them."""
    order = ("--sort=version:refname", "--sort=creatordate")
    format = "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname:strip=2)"
    listed = require(git(root, "for-each-ref", *order, format, "refs/tags"), "list the tags").decode("utf-8", "replace")
    found: dict[str, str] = {}
    for kind, id, target_kind, target, name in (line.split(" ", 4) for line in listed.splitlines()):
        if is_release_name(name) and name != LATEST and "commit" in (kind, target_kind):
            found[name] = target or id
    return found


def _has_data(root: Path, tag: str) -> bool:
    """Return whether a tag leads to a commit that has data of the project. A tag may also lead to a single file."""
    done = git(root, "ls-tree", "-z", tag, "--", DATA)
    if done.returncode and require(git(root, "cat-file", "-t", f"{tag}^{{}}"), f"read {tag}").strip() == b"blob":
        return False
    return bool(require(done, f"read {tag}"))


@contextmanager
def checkouts(root: Path) -> Iterator[Callable[[str], Path]]:
    """Yield a function that checks out a tag by its name and returns the project's folder.

    The checkout is in a temporary clone that shares the repository's objects; the work tree and the index of the repository are unchanged.
    """
    repository = find_repository(root)
    assert repository is not None, "it has tags"
    with TemporaryDirectory(prefix="runbook-") as folder:
        clone = Path(folder) / "at-a-tag"
        require(
            git(root, "clone", "--quiet", "--shared", "--no-checkout", str(repository.top), str(clone)),
            "make a temporary clone of the repository",
        )
        # Edit links lead to the same branch as in a build of the repository itself, whatever is checked out there.
        branch = default_branch(root)
        require(git(clone, "symbolic-ref", "refs/remotes/origin/HEAD", f"refs/remotes/origin/{branch}"), "set the branch of a clone")

        def check_out(tag: str) -> Path:
            require(git(clone, "checkout", "--quiet", "--force", "--detach", f"refs/tags/{tag}"), f"check out {tag}")
            require(git(clone, "clean", "-ffdxq"), "clean the temporary clone")
            _check_out_submodules(repository, tag, clone)
            return clone / repository.prefix

        yield check_out


def _check_out_submodules(repository: Repository, tag: str, clone: Path) -> None:
    """Check out the submodules of a tag from those of the repository. Nothing is fetched: what is missing here, is missing there."""
    commit = require(git(clone, "rev-parse", "HEAD"), f"read {tag}").decode().strip()
    tree = CommitTree(repository, commit, tag)
    for _ in tree.walk(""):
        pass  # this finds the submodules
    for path, (source, module_commit) in tree.modules.items():
        place = clone / path
        if not (place / GIT).exists():
            require(git(clone, "clone", "--quiet", "--shared", "--no-checkout", str(source), str(place)), f"make a clone of {path}")
        require(git(place, "checkout", "--quiet", "--force", "--detach", module_commit), f"check out {path}")
        require(git(place, "clean", "-ffdxq"), f"clean {path}")
