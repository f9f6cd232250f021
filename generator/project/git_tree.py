"""Reads git's history: commits by name, and the data files of a commit, without changing the work tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics.diagnostic import Diagnostic, Span, nearest
from generator.project.faults import InputFault, UsageFault
from generator.project.file_names import name_problem
from generator.project.git_process import LINK, MODULE, Done, blob_contents, git, require, tree_entries
from generator.project.project_files import DATA, MOST_BYTES, DataFiles, is_data_file
from generator.project.repository import find_repository

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
    listed = require(_git(root, "ls-tree", "-r", "-z", commit.id, "--", f"{DATA}/"), f"list the files of `{commit}`")
    entries = {path: entry for path, entry in tree_entries(listed).items() if is_data_file(path)}
    misnamed = {path: problem for path in entries if (problem := name_problem(path)) is not None}
    entries = {path: entry for path, entry in entries.items() if path not in misnamed}
    blobs = {path: entry.id for path, entry in sorted(entries.items()) if entry.mode not in (LINK, MODULE)}
    done = _git(root, "cat-file", "--batch", stdin="".join(f"{id}\n" for id in blobs.values()).encode())
    files = {path: data[:MOST_BYTES] for path, data in blob_contents(done, blobs, str(commit)).items()}
    message, help = "links are not followed in a revision", "put a copy of the file in its place"
    links = (Diagnostic("unreadable-file", message, Span(path, 1, 1), help) for path in sorted(entries.keys() - blobs.keys()))
    return DataFiles(files, (*links, *misnamed.values()))


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
    return "This clone is shallow: `git fetch --unshallow` brings the rest of the history (`fetch-depth: 0` on GitHub)." if shallow else ""
