"""Reads the two sides of a comparison: the working tree, a git revision, or a release by its `runbook.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator.checks.resolve import resolve, snapshot_of
from generator.diagnostics.diagnostic import Diagnostic
from generator.diff.released_shape import are_variants
from generator.model.differences import Snapshot
from generator.model.plain_data import FORMAT
from generator.model.plain_format_1 import from_format_1
from generator.project.faults import InputFault, UsageFault
from generator.project.git_tree import RANGE, Commit, find_commit, has_commit, merge_base, read_tree
from generator.project.project_files import DATA, DataFiles, read_data
from generator.project.unread_parts import without_unread

FILE = "runbook.json"
COMMIT_LENGTH = 12
BUILD_AGAIN = "Run `runbook build` to write one."


class OlderFormat(InputFault):
    """A release that an older version of the program wrote, in a format that this version does not read."""


@dataclass(frozen=True, slots=True)
class DiffSide:
    """One side of a comparison.

    Attributes:
        name: The name that the user typed, or `working tree`.
        commit: The id of the commit; empty for other sides.
        broken: The variants with errors, which are not in the snapshot.
        problems: All problems, if any of them is an error; else empty.
        gap: A sentence that says why nothing of this side could be read; else empty.
    """

    name: str
    kind: Literal["working tree", "revision", "release"]
    snapshot: Snapshot
    commit: str = ""
    broken: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    gap: str = ""

    def path_of(self, path: str) -> str:
        """Return the path of a file as problems of this side name it."""
        return f"{self.name}:{path}" if self.kind == "revision" else path

    @property
    def label(self) -> str:
        """The name, followed by the commit unless the name is the commit."""
        commit = self.commit[:COMMIT_LENGTH]
        return f"{self.name} ({commit})" if commit and not commit.startswith(self.name) else self.name


def sides(root: Path, old: str | None, new: str | None) -> tuple[DiffSide, DiffSide]:
    """Return both sides; by default HEAD and the working tree. `A...B` compares B with the commit at which B branched off A.

    The old side may have no data, or be a release in an older format, because nobody can change it any more: then its snapshot is empty.

    Raises UsageFault for a name that leads nowhere, and InputFault for a side that cannot be read.
    """
    if old is not None and new is None and RANGE in old and not Path(old).exists():
        one, _, other = old.partition(RANGE)
        since = merge_base(root, one or "HEAD", other or "HEAD")
        before, after = _revision(root, replace(since, name=since.id[:12])), open_side(root, other or "HEAD")
    else:
        before = open_side(root, old or "HEAD")
        after = _tree(read_data(root), "working tree") if new is None else open_side(root, new)
    if after.gap:
        raise InputFault(after.gap)
    return _with_unknown(before, after), _with_unknown(after, before)


def _with_unknown(side: DiffSide, other: DiffSide) -> DiffSide:
    """Return a side of which the names of variants may be unknown. Then those that only the other side has count as broken, not as new."""
    unread = any(problem.span.file in (side.path_of(DATA), side.path_of(f"{DATA}/variants")) for problem in side.problems)
    if not unread and not (side.gap and side.kind == "release"):
        return side
    return replace(side, broken=tuple(sorted({*side.broken, *(other.snapshot.keys() - side.snapshot.keys())})))


def open_side(root: Path, name: str) -> DiffSide:
    """Return a side by its name: a `runbook.json`, a folder that contains one, a folder of a project, or else a git revision.

    Raises UsageFault for an unknown name, and for a name of both a path and a revision, and InputFault for a side that cannot be read.
    """
    path = Path(name)
    written_as_path = name.startswith((".", "/")) or name.endswith(".json")
    release = path / FILE if path.is_dir() else path
    is_release = release.is_file() and release.suffix == ".json"
    if not is_release and not (path / DATA).is_dir():
        if written_as_path:
            raise UsageFault(f"{name}: there is no {FILE}, and no folder that holds one or has `{DATA}`")
        return _revision(root, find_commit(root, name))
    if not written_as_path and has_commit(root, name):
        raise UsageFault(f"`{name}` is a path here and a revision too: write `./{name}` for the path, `{name}~0` for the revision")
    if is_release:
        try:
            return DiffSide(name, "release", parse_snapshot(release.read_bytes(), str(release)))
        except OlderFormat as fault:
            return DiffSide(name, "release", {}, gap=str(fault))
    return _tree(read_data(path.resolve()), name)


def _revision(root: Path, commit: Commit) -> DiffSide:
    data = read_tree(root, commit)
    if not data.files and not data.diagnostics:
        gap = (
            f"`{commit}` has no data files in `{DATA}/` of this project: it may be older than the project, or the project was in "
            "another folder then. Compare with a later revision, or with the runbook.json of a release."
        )
        return DiffSide(commit.name, "revision", {}, commit.id, gap=gap)
    found = _tree(data, commit.name)
    problems = tuple(replace(one, span=replace(one.span, file=f"{commit.name}:{one.span.file}")) for one in found.problems)
    return replace(found, kind="revision", commit=commit.id, problems=problems)


def _tree(data: DataFiles, name: str) -> DiffSide:
    outcome = without_unread(resolve(data.files), data.diagnostics)
    broken = tuple(one for one in outcome.names if one not in outcome.variants)
    return DiffSide(name, "working tree", snapshot_of(outcome), "", broken, () if outcome.ok else outcome.diagnostics)


def parse_snapshot(text: bytes, path: str) -> Snapshot:
    """Parse the text of a `runbook.json`, which messages call `path`.

    Raises OlderFormat for a file of an older version of the program, and InputFault for any other text.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputFault(f"{path} is not JSON: {error}. {BUILD_AGAIN}") from None
    form = found.get("format") if isinstance(found, dict) else None
    if form not in (1, FORMAT):
        if isinstance(form, int):
            wrong = OlderFormat if form < FORMAT else InputFault
            raise wrong(f"{path} has format {form}, but this version reads formats 1 to {FORMAT}; use the version that wrote it")
        raise InputFault(f"{path} is not a {FILE}: it has no `format`")
    variants = found.get("variants")
    if not are_variants(variants):
        raise InputFault(f"{path} is not a valid {FILE}. {BUILD_AGAIN}")
    return variants if form == FORMAT else from_format_1(variants)
