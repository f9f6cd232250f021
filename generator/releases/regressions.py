"""Finds what readers lose by a new release: systems that are missing, and aliases that go back to older content."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic, Span, some_of
from generator.model.differences import PreviousRelease
from generator.model.release_names import LATEST
from generator.project.faults import InputFault
from generator.project.git_tree import is_ancestor
from generator.project.project_files import DATA
from generator.releases.ledger import Ledger, Release, timestamp
from generator.releases.release_history import read_ledger, read_previous, read_snapshot
from generator.releases.release_store import ReleaseStore
from generator.source.folder_problems import VARIANTS

ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class NewContent:
    """The content of a release that is about to be published: its commit with its moment, if there is one, and its systems.

    The systems are present and earlier ids, because a renamed system is not lost.
    """

    systems: Collection[str]
    commit: str
    committed: datetime | None


def lost_systems(store: ReleaseStore, ledger: Ledger, name: str, previous: PreviousRelease | None, content: NewContent) -> Iterator[str]:
    """Yield a sentence if the release `name` has no systems, or not all that readers have now.

    These are the systems of the published release of this name, or else of the release before it.
    """
    known = ledger.releases.get(name)
    is_published = known is not None and known.deleted is None and not known.draft
    before = read_snapshot(store.read, name) if is_published else previous.snapshot if previous is not None else None
    if before is not None and (lost := sorted(before.keys() - set(content.systems))):
        of = name if is_published or previous is None else previous.name
        systems = some_of([f"`{system}`" for system in lost])
        yield f"release {of} has {'the system' if len(lost) == 1 else 'the systems'} {systems}, and this one has not"
    elif not content.systems and not is_published:
        yield "it has no systems at all"


def lost_commit(ledger: Ledger, name: str, content: NewContent) -> Iterator[str]:
    """Yield a sentence if the release has no commit, although the one before it has: its source could not be looked up."""
    before = ledger.predecessor(name)
    if not content.commit and before is not None and before.commit:
        yield f"release {before.name} names its commit, and this one has none, because the project is not in a git repository"


def systems_since(store: ReleaseStore, systems: Collection[str]) -> Problems:
    """Return an error if a project does not have all systems of the newest release; empty if the releases cannot be read."""
    with suppress(InputFault):
        _, ledger = read_ledger(store)
        previous = read_previous(store, ledger, "", store.read)
        if previous is not None:
            lost = lost_systems(store, ledger, "", previous, NewContent(systems, "", None))
            help = 'restore its folder; if this is intended, publish with `--because "why"`'
            return tuple(Diagnostic("lost-system", sentence, Span(f"{DATA}/{VARIANTS}", 1, 1), help) for sentence in lost)
    return ()


def aliases_going_back(root: Path, ledger: Ledger, name: str, aliases: Iterable[str], content: NewContent) -> Iterator[str]:
    """Yield a sentence for each alias that leads to a newer release, or to a release of a newer commit, than the release `name` is."""
    leads = {alias: ledger.aliases.get(alias, "") for alias in aliases}
    yield from _going_back(root, ledger, name, {f"`{alias}`": target for alias, target in leads.items()}, content)


def start_going_back(root: Path, ledger: Ledger, name: str, aliases: Iterable[str], content: NewContent) -> Iterator[str]:
    """Yield a sentence if the start page leads to the newest release, for lack of an alias, and if the new release `name` is older."""
    if LATEST not in {*aliases, *ledger.aliases} and name not in ledger.releases:
        yield from _going_back(root, ledger, name, {"the start page": ledger.current}, content)


def _going_back(root: Path, ledger: Ledger, name: str, leads: Mapping[str, str], content: NewContent) -> Iterator[str]:
    order = [release.name for release in ledger.newest_first]
    for what, target in leads.items():
        former = ledger.releases.get(target)
        if former is None or former.draft or former.name == name:
            continue
        if name in order and order.index(target) < order.index(name):
            yield f"{what} leads to release {target}, which is newer than {name}"
        elif _is_older(root, content, former):
            theirs, ours = former.commit[:ID_LENGTH], content.commit[:ID_LENGTH]
            yield f"{what} leads to release {target} of commit {theirs}, which is newer than {ours}"


def _is_older(root: Path, content: NewContent, former: Release) -> bool:
    """Return whether the commit of a new release is older than that of a former one: an ancestor, or else of an earlier date."""
    if not content.commit or not former.commit or content.committed is None:
        return False
    if is_ancestor(root, former.commit, content.commit):
        return False
    return is_ancestor(root, content.commit, former.commit) or timestamp(content.committed) < former.date


def refuse_regressions(name: str, found: Iterable[str], because: str) -> bool:
    """Return whether there are regressions. Raises InputFault if there are, and no reason is given."""
    sentences = tuple(found)
    if sentences and not because:
        raise InputFault(
            "\n".join(
                (
                    f"readers would lose content by release {name}:",
                    *(f"  {sentence}" for sentence in sentences),
                    'If this is intended, add --because "why"; the reason is recorded.',
                )
            )
        )
    return bool(sentences)
