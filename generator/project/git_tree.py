"""Reads git's history: commits by name, and the data files of a commit, without changing the work tree."""

from __future__ import annotations

import posixpath
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics.diagnostic import Diagnostic, nearest
from generator.project.commit_tree import CommitTree, FoundFile, MissingCommit
from generator.project.faults import InputFault, UsageFault
from generator.project.file_names import name_problem
from generator.project.git_process import LINK, UNSHALLOW, Done, git, require
from generator.project.project_files import DATA, MOST_BYTES, NOT_FOLLOWED, DataFiles, is_data_file, is_hidden, outside, unreadable
from generator.project.repository import Repository, find_repository
from generator.source.folder_problems import attached_name

RANGE = "..."
FULL_ID = re.compile("[0-9a-f]{40}([0-9a-f]{24})?")  # git takes each for an object, whether the repository has it or not


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and the name that the user typed for it."""

    name: str
    id: str

    def __str__(self) -> str:
        return self.name if self.id.startswith(self.name) else f"{self.name} ({self.id[:12]})"


def find_commit(root: Path, name: str) -> Commit:
    """Return the commit that a name leads to: a branch, a tag, `HEAD~1`, an id.

    Raises UsageFault for an unknown name, with suggestions, and InputFault if there is no repository.
    """
    if find_repository(root) is None:
        raise InputFault(f"{root} is not in a git repository; compare releases by their runbook.json")
    done = _rev_parse(root, f"{name}^{{commit}}")
    if done.returncode == 0:
        return Commit(name, done.stdout.decode().strip())
    named = _rev_parse(root, name)
    if named.returncode == 0 and not FULL_ID.fullmatch(name):
        kind = require(_git(root, "cat-file", "-t", named.stdout.decode().strip()), f"read the revision `{name}`").decode().strip()
        raise UsageFault(f"`{name}` is not a commit, but a {kind}. `git log` and `git tag` list revisions.")
    raise UsageFault(f"no revision `{name}` in this repository. {_suggestion(root, name)}")


def has_commit(root: Path, name: str) -> bool:
    """Return whether a name leads to a commit."""
    return _rev_parse(root, f"{name}^{{commit}}").returncode == 0


def merge_base(root: Path, one: str, other: str) -> Commit:
    """Return the last common commit of two revisions: compared with this commit, a branch shows only its own changes.

    Raises UsageFault if they have no common commit, or this clone does not have it.
    """
    done = _git(root, "merge-base", *(find_commit(root, name).id for name in (one, other)))
    if done.returncode > 1:  # a failure of git; 1 says that there is none
        require(done, f"find the last common commit of `{one}` and `{other}`")
    if done.returncode:
        raise UsageFault(f"`{one}` and `{other}` have no commit in common here. {_unshallow(root) or 'Name two revisions instead.'}")
    return Commit(f"{one}{RANGE}{other}", done.stdout.decode().strip())


def is_ancestor(root: Path, older: str, newer: str) -> bool:
    """Return whether the history of a commit contains another one. A commit that the repository does not have is in no known history."""
    if find_repository(root) is None or not (has_commit(root, older) and has_commit(root, newer)):
        return False
    done = _git(root, "merge-base", "--is-ancestor", older, newer)
    if done.returncode > 1:
        require(done, f"compare {older} with {newer}")
    return done.returncode == 0


def read_tree(root: Path, commit: Commit) -> DataFiles:
    """Return the data files of the project at a commit, by the same rules as on disk; none if the project had no data at that commit.

    Raises InputFault if git cannot read the files.
    """
    repository = find_repository(root)
    assert repository is not None, "it has the commit"
    return data_at(repository, commit)


def data_at(repository: Repository, commit: Commit, blobs: dict[str, bytes] | None = None) -> DataFiles:
    """Return the data files of the project at a commit of its repository. `blobs` keep what is read for the next commit.

    Raises InputFault if git cannot read the files.
    """
    tree = CommitTree(repository, commit.id, str(commit), blobs)
    project = repository.prefix.rstrip("/")
    try:
        data = tree.follow(posixpath.join(project, DATA))
    except MissingCommit as missing:
        return DataFiles({}, (_not_here(DATA, missing),))
    if data is None or data.entry.type != "tree":
        return DataFiles({})
    found: dict[str, FoundFile] = {}
    problems: list[Diagnostic] = []
    for file in tree.walk(data.path):
        place = posixpath.join(DATA, posixpath.relpath(file.path, data.path or "."))
        if is_hidden(place):
            continue
        read = _followed(tree, file, place, project)
        if isinstance(read, Diagnostic):
            problems.append(read)
        elif is_data_file(place):
            found[place] = read
    misnamed = {path: problem for path in found if (problem := name_problem(path)) is not None}
    contents = tree.contents(dict.fromkeys(found.values()))
    files = {path: contents[found[path].path][:MOST_BYTES] for path in sorted(found) if path not in misnamed}
    return DataFiles(files, (*problems, *misnamed.values()))


def _followed(tree: CommitTree, file: FoundFile | MissingCommit, place: str, project: str) -> FoundFile | Diagnostic:
    """Return a file, or what a link leads to, or the problem with it; all as on disk."""
    try:
        if isinstance(file, MissingCommit):
            raise file
        if attached_name(place) and file.entry.mode == LINK:
            return unreadable(place, *NOT_FOLLOWED)
        target = tree.follow(file.path) if file.entry.mode == LINK else file
    except MissingCommit as missing:
        return _not_here(place, missing)
    if target is not None and target.entry.type == "tree":
        return unreadable(place, "links to folders are not followed", "move the folder here, or share its content as a layer")
    if not is_data_file(place):
        return file
    if target is None:
        return unreadable(place, "this link leads to no file of the revision", "put a copy of the file in its place")
    is_outside = file.entry.mode == LINK and bool(project) and not target.path.startswith(f"{project}/")
    return outside(place) if is_outside else target


def _not_here(place: str, missing: MissingCommit) -> Diagnostic:
    message = f"the commit {missing.commit[:12]} of this submodule is not in this clone"
    return unreadable(place, message, f"`git submodule update --init {shlex.quote(missing.path)}`, or `git fetch` in it, brings it")


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> Done:
    """Run git without locks, and without fetching missing objects."""
    return git(root, "--no-optional-locks", *arguments, stdin=stdin, environ={"GIT_NO_LAZY_FETCH": "1"})


def _rev_parse(root: Path, name: str) -> Done:
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)


def _suggestion(root: Path, name: str) -> str:
    """Return a sentence about what to do after an unknown name."""
    if not has_commit(root, "HEAD"):
        return "It has no commit yet: there is nothing to compare with."
    if has_commit(root, f"origin/{name}"):
        return f"There is `origin/{name}`."
    names = require(_git(root, "for-each-ref", "--format=%(refname:short)"), "list branches and tags").decode("utf-8", "replace").split()
    similar = nearest(name, names)
    return similar[:1].upper() + similar[1:] or _unshallow(root) or "`git log` and `git tag` list revisions; `git fetch` brings new ones."


def _unshallow(root: Path) -> str:
    """Return a sentence about what to fetch if the clone is shallow, as many on build servers are; else an empty text."""
    shallow = require(_git(root, "rev-parse", "--is-shallow-repository"), "read the repository").strip() == b"true"
    return f"This clone is shallow: {UNSHALLOW}." if shallow else ""
