"""Verifies published releases: compares every file with the digest recorded when it was published."""

from __future__ import annotations

from generator.project.content_digest import content_digest
from generator.releases.digest_list import list_differences, parse_list
from generator.releases.ledger import Ledger, Release
from generator.releases.release_store import LISTS, ReleaseStore


def verify(store: ReleaseStore, ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return, by the name of each release, a sentence for each difference from what was published; none for a deleted release."""
    return {name: () if release.deleted else _faults(store, ledger, release) for name, release in ledger.releases.items()}


def _faults(store: ReleaseStore, ledger: Ledger, release: Release) -> tuple[str, ...]:
    path = f"{LISTS}/{release.name}.sha256"
    if (data := store.read(path)) is None:
        return (f"{path} is missing, and with it the digests of its files",)
    found = [] if content_digest(data) == release.digest else [f"{path} is not the list that was recorded"]
    recorded = parse_list(data, release.name)
    for folder in (release.name, *ledger.aliases_of(release.name)):
        found += [f"{folder}: {line}" for line in list_differences(recorded, store.digests(folder).digests)]
    return tuple(found)
