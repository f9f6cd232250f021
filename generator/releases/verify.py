"""Verifying what is published: every file is held against the digest that was recorded when its release was published."""

from __future__ import annotations

from dataclasses import dataclass

from generator.project.content_digest import content_digest
from generator.releases.digest_list import differing, parse_listing
from generator.releases.ledger import Ledger, Release
from generator.releases.release_store import LISTS, ReleaseStore


@dataclass(frozen=True, slots=True)
class Verified:
    """A release, and what is not as it was recorded, a sentence each."""

    release: Release
    faults: tuple[str, ...]


def verify(store: ReleaseStore, ledger: Ledger) -> tuple[Verified, ...]:
    """All releases of a ledger, newest first; of a deleted one nothing is left to hold."""
    return tuple(Verified(one, () if one.deleted else _faults(store, ledger, one)) for one in ledger.newest_first)


def _faults(store: ReleaseStore, ledger: Ledger, release: Release) -> tuple[str, ...]:
    path = f"{LISTS}/{release.name}.sha256"
    text = store.read(path)
    if text is None:
        return (f"{path} is missing, and with it the digests of its files",)
    found = [] if content_digest(text) == release.digest else [f"{path} is not the list that was recorded"]
    recorded = parse_listing(text.decode("utf-8", "replace"), release.name)
    for folder in (release.name, *ledger.aliases_of(release.name)):
        found += [f"{folder}: {line}" for line in differing(recorded, store.listed(folder).digests)]
    return tuple(found)
