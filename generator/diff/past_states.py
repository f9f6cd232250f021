"""Reads one variant as it is in the working tree, and as it was after each commit that changed it or its layers, newest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.checks.resolve import Resolver, gc_paused
from generator.diagnostics.diagnostic import Diagnostic
from generator.merge.assemble import assemble
from generator.merge.merged_tree import Tree
from generator.model.plain_data import to_data
from generator.model.renamed_systems import aliases_of
from generator.project.data_commits import LoggedCommit, changed_folders, commits_with, first_parents, folder_ids, read_commit
from generator.project.faults import InputFault, UsageFault
from generator.project.git_process import UNSHALLOW
from generator.project.git_tree import Commit, data_at, merge_base
from generator.project.project_files import DataFiles, read_data
from generator.project.repository import Repository, find_repository
from generator.project.revision import Revision, read_revision
from generator.project.unix_time import moment_of
from generator.project.unread_parts import is_whole, unread_parts
from generator.source.system_aliases import present_systems

# The collection of blanks in version 0.1.0, up to the next key at the start of a line.
RECORD = re.compile(rb"^record:.*\n(?:[ \t#].*(?:\n|\Z)|\r?\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PastState:
    """One variant, as a commit left it.

    Attributes:
        variant: The id of the variant at that time.
        data: The plain data of the variant; empty if there was no such variant.
        tree: The merged tree of the variant; empty if there was no such variant.
        layers: The ids of the layers whose files the state depends on, with the variant; None if errors hide them.
        problems: The errors because of which the variant cannot be merged; else empty.
        commit: The id of the commit; empty for the working tree.
        moment: The moment of the commit in UTC; None for the working tree, and for a date that is out of range.
        subject: The first line of the message of the commit.
        cut_off: Whether this clone is shallow and begins with the commit, so that the state may be older.
    """

    variant: str
    data: Mapping[str, Any] = field(default_factory=dict)
    tree: Tree = field(default_factory=dict)
    layers: frozenset[str] | None = None
    problems: tuple[Diagnostic, ...] = ()
    commit: str = ""
    moment: datetime | None = None
    subject: str = ""
    cut_off: bool = False

    @property
    def exists(self) -> bool:
        """Whether there was a variant, without errors."""
        return bool(self.data)


class VariantPast:
    """The past of the variant that has or had an id.

    Attributes:
        variant: Its present id, or its last one.
        names: The ids of all variants in the working tree.
        gaps: Sentences that say why a part of the past is not known.
    """

    def __init__(self, root: Path, variant: str, say: Callable[[str], None]) -> None:
        self._root, self._say = root, say
        self._present = read_data(root)
        self.names = Resolver(self._present.files).variants.keys()
        self.variant = variant if variant in self.names else present_systems(self._present.files).get(variant, variant)
        self.gaps: list[str] = []
        self._repository: Repository | None = None
        self._revision = Revision()
        self._commits: list[tuple[LoggedCommit, frozenset[str]]] = []
        self._blobs: dict[str, bytes] = {}
        self._read: Mapping[str, bytes] = {}  # the files of the state that was read last
        self._at = -1  # and the place of its commit
        try:
            self._open()
        except InputFault as fault:
            self.gaps.append(f"Only the working tree is shown: {fault}")

    @property
    def has_commits(self) -> bool:
        return bool(self._commits)

    def _open(self) -> None:
        self._repository = find_repository(self._root)
        if self._repository is None:
            self.gaps.append("Only the working tree is shown: the project is not in a git repository.")
            return
        self._revision = read_revision(self._root)
        if not self._revision.commit:
            self.gaps.append("Only the working tree is shown: nothing is committed yet.")
            return
        self._commits = list(changed_folders(self._root, self._revision, self._present.files))
        if any(commit.grafted for commit, _ in self._commits):
            self.gaps.append(f"This clone is shallow, so older wordings may be missing: {UNSHALLOW}.")

    def states(self) -> Iterator[PastState]:
        """Yield the state of the working tree if it is not committed, and then the state after each commit that changed it.

        A commit that cannot be read ends the states, with a gap.
        """
        self._at = -1
        self._read = self._present.files
        present = state_of(self._present, (self.variant,))
        uncommitted = {id for path in self._revision.changed for id in folder_ids(path, self._present.files)}
        if not self._commits or present.layers is None or not uncommitted.isdisjoint(present.layers):
            yield present
        ids = _ids_of(present, (self.variant,))
        state: PastState | None = None
        for at, (commit, folders) in enumerate(self._commits):
            self._at = at
            self._say(f"reading the history: commit {at + 1} of {len(self._commits)}")
            if state is None:
                try:
                    state = self._state_at(commit.id, ids)
                except InputFault as fault:
                    self.gaps.append(f"Older wordings are missing: {fault}")
                    return
            # A commit that changed neither the variant nor its layers left the state as it was before.
            if state.layers is None or not folders.isdisjoint(state.layers):
                yield _with_commit(state, commit)
                ids, state = _ids_of(state, ids), None

    def is_mentioned_before(self, word: str) -> bool:
        """Return whether the state that was read last, or an older one, may contain a word."""
        older = {commit.id for commit, _ in self._commits[self._at + 1 :]}
        if any(word.encode() in data for data in self._read.values()):
            return True
        return bool(older) and not older.isdisjoint(commits_with(self._root, self._revision, self._present.files, word))

    def at(self, commit: str, ids: tuple[str, ...]) -> PastState | None:
        """Return the state at any commit of the repository, of the variant with one of some ids; None if it cannot be read."""
        with suppress(InputFault):
            return _with_commit(self._state_at(commit, ids), read_commit(self._root, commit)) if self._repository is not None else None
        return None

    def branch_point(self, commit: str) -> str:
        """Return the last commit that a commit has in common with the branch that is checked out; empty if there is none here."""
        with suppress(UsageFault, InputFault):
            return merge_base(self._root, "HEAD", commit).id
        return ""

    def ranks(self) -> dict[str, int]:
        """Return the commits of the branch that is checked out, newest first, each with its place."""
        return {id: place for place, id in enumerate(first_parents(self._root, self._revision.commit))} if self._commits else {}

    def _state_at(self, commit: str, ids: tuple[str, ...]) -> PastState:
        assert self._repository is not None, "it has the commit"
        found = data_at(self._repository, Commit(commit, commit), self._blobs)
        self._read = found.files
        return state_of(found, ids)


def state_of(found: DataFiles, ids: tuple[str, ...]) -> PastState:
    """Return the state of the variant that has the first of some ids that is there, from all data files of the project.

    The blanks of version 0.1.0, which no version since can read, are left out: without them, the rest of its data can be read.
    """
    state = _state_of(found, ids)
    if state.problems and state.layers is None and any(RECORD.search(data) for data in found.files.values()):
        return _state_of(replace(found, files={path: RECORD.sub(_blank_lines, data) for path, data in found.files.items()}), ids)
    return state


def _blank_lines(match: re.Match[bytes]) -> bytes:
    return b"\n" * match[0].count(b"\n")


def _state_of(found: DataFiles, ids: tuple[str, ...]) -> PastState:
    with gc_paused():
        resolver, unread = Resolver(found.files), unread_parts(found.diagnostics)
        name = next((id for id in ids if id in resolver.variants or ("variants", id) in unread), "")
        if not name:
            return PastState(ids[0], layers=frozenset(ids))
        if name not in resolver.variants:
            return PastState(name, problems=_errors(found.diagnostics))
        merged, checked = resolver.check(name)
        if merged is None:
            return PastState(name, problems=_errors((*found.diagnostics, *checked.problems, *resolver.shared.problems)))
        layers = frozenset(merged.layers)
        problems = _errors((*checked.problems, *resolver.problems_in_layers(merged)))
        if not is_whole(name, merged.layers, unread):
            problems = (*_errors(found.diagnostics), *problems)
        if problems:
            return PastState(name, layers=layers, problems=problems)
        titles = {layer.id: layer.title for layer in resolver.shared_layers.layers.values()}
        data = to_data(assemble(merged.variant, merged.layers, merged.tree, resolver.attached(merged)), titles)
        return PastState(name, data, merged.tree, layers)


def _errors(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def _ids_of(state: PastState, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids that a variant may have before a state; `ids` are those that it may have had in that state."""
    return (state.variant, *aliases_of(state.data)) if state.exists else ids


def _with_commit(state: PastState, commit: LoggedCommit) -> PastState:
    try:
        moment = moment_of(commit.seconds, "", "")
    except InputFault:
        moment = None
    return replace(state, commit=commit.id, moment=moment, subject=commit.subject, cut_off=commit.grafted)
