"""Finds the version of each variant in git: the last commit that changed its data. One walk of the history answers for all variants."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic, Span, some_of
from generator.model.variant_version import VariantVersion
from generator.project.data_commits import LoggedCommit, changed_folders, folder_ids
from generator.project.faults import InputFault
from generator.project.git_process import UNSHALLOW
from generator.project.project_files import DATA
from generator.project.revision import Revision
from generator.project.unix_time import moment_of
from generator.source.folder_problems import VARIANTS


def variant_versions(
    root: Path, revision: Revision, files: Collection[str], layers: Mapping[str, Collection[str]]
) -> dict[str, VariantVersion]:
    """Return the version of each variant. Without a commit, all versions are empty.

    Args:
        root: The folder of the project.
        revision: The revision of the project.
        files: The paths of the data files.
        layers: The ids of the layers of each variant, with its own id. No layer has the id of a variant.

    Raises InputFault if git cannot read the history.
    """
    if not revision.commit:
        return dict.fromkeys(layers, VariantVersion())
    changed = {name for path in revision.changed for name in folder_ids(path, files)}
    found: dict[str, VariantVersion] = {}
    for commit, folders in changed_folders(root, revision, files):
        for name in layers.keys() - found.keys():
            if not folders.isdisjoint(layers[name]):
                found[name] = _version(commit, modified=not changed.isdisjoint(layers[name]))
        if len(found) == len(layers):
            break
    return {name: found.get(name, VariantVersion(modified=True)) for name in layers}


def version_problems(versions: Mapping[str, VariantVersion]) -> Problems:
    """Return an error for a release if versions are unknown."""
    if unknown := [f"`{name}`" for name, version in versions.items() if version.unknown]:
        message = f"this clone is shallow, and may lack the commit that last changed {some_of(unknown)}; a release must state it"
        return (Diagnostic("unknown-version", message, Span(f"{DATA}/{VARIANTS}", 1, 1), UNSHALLOW),)
    return ()


def _version(commit: LoggedCommit, *, modified: bool) -> VariantVersion:
    if commit.grafted:
        return VariantVersion(modified=modified, unknown=True)
    try:
        committed = moment_of(commit.seconds, "", "")
    except InputFault:
        committed = None  # the next commit will state a date; until then, the id must do
    return VariantVersion(commit.id, committed, modified)
