"""Verifies published releases: compares every file with the digest recorded when it was published."""

from __future__ import annotations

from dataclasses import dataclass

from generator.project.content_digest import content_digest
from generator.releases.digest_list import list_differences, parse_list
from generator.releases.ledger import Ledger, Release
from generator.releases.release_store import LISTS, ReleaseStore


@dataclass(frozen=True, slots=True)
class Verified:
    """A release, and a sentence for each difference from what was published."""

    release: Release
    faults: tuple[str, ...]


def verify(store: ReleaseStore, ledger: Ledger) -> tuple[Verified, ...]:
    """Verify all releases of a ledger, newest first. Deleted releases have no files to verify."""
    return tuple(Verified(release, () if release.deleted else _faults(store, ledger, release)) for release in ledger.newest_first)


def _faults(store: ReleaseStore, ledger: Ledger, release: Release) -> tuple[str, ...]:
    path = f"{LISTS}/{release.name}.sha256"
    data = store.read(path)
    if data is None:
        return (f"{path} is missing, and with it the digests of its files",)
    found = [] if content_digest(data) == release.digest else [f"{path} is not the list that was recorded"]
    recorded = parse_list(data, release.name)
    for folder in (release.name, *ledger.aliases_of(release.name)):
        found += [f"{folder}: {line}" for line in list_differences(recorded, store.digests(folder).digests)]
    return tuple(found)
