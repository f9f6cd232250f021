"""What a store has already: its ledger, what somebody else put there, and the release that a new one follows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from generator.diff.diff_sources import FILE, parse_snapshot
from generator.model.differences import Snapshot
from generator.model.release import GoneAddress, PreviousRelease
from generator.project.faults import InputFault
from generator.releases.ledger import Ledger, LedgerFault, parse
from generator.releases.release_store import LEDGER, LISTS, VERSIONS, ReleaseStore
from generator.site.address_history import read_former, read_gone
from generator.site.address_index import FILE as PLACES


def read_ledger(store: ReleaseStore) -> tuple[bytes | None, Ledger]:
    """The ledger as it stands, and what it says; an empty one where nothing is published yet.

    Raises InputFault for a file that is no ledger.
    """
    text = store.read(LEDGER)
    if text is None:
        if any(store.read(f"{LISTS}/{entry['version']}.sha256") is not None for entry in read_versions(store)):
            raise InputFault(f"{store.name}: {LEDGER} is missing, though releases are. Bring it back from a copy or from the history.")
        return None, Ledger()
    try:
        return text, parse(text)
    except LedgerFault as fault:
        raise InputFault(f"{store.name}: {LEDGER} cannot be read: {fault}. Bring it back from a copy or from the history.") from None


def read_versions(store: ReleaseStore) -> tuple[dict[str, Any], ...]:
    """The entries of `versions.json` as it stands: those of releases, and of what mike or somebody else published beside them.

    Raises InputFault for a file of another form.
    """
    text = store.read(VERSIONS)
    if text is None:
        return ()
    try:
        entries = tuple(json.loads(text))
        odd = [name for entry in entries for name in _names(entry) if type(name) is not str]
        json.dumps(entries, ensure_ascii=False).encode()  # it will be written again
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputFault(f"{store.name}: {VERSIONS} is not in the format of mike ({error})") from None
    if odd:
        raise InputFault(f"{store.name}: {VERSIONS} is not in the format of mike ({odd[0]!r} is no name)")
    return entries


def _names(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    aliases = entry.get("aliases", [])
    if type(aliases) is not list:
        raise TypeError("aliases are a list")
    return (entry["version"], *aliases)


def read_before(store: ReleaseStore, ledger: Ledger, name: str) -> PreviousRelease | None:
    """The finished release that one of this name follows, with its data; None for the first.

    Raises InputFault where its data cannot be read: what changed would not be told.
    """
    before = ledger.before(name)
    if before is None:
        return None
    path = f"{before.name}/{FILE}"
    try:
        snapshot = parse_snapshot(store.read(path) or b"", path)
    except InputFault as fault:
        way_out = f"Publish {before.name} again from its commit {before.commit[:12]}, with --replace where it comes out otherwise."
        raise InputFault(f"{store.name}: what differs from {before.name} cannot be told, since {path} cannot be read. {way_out}") from fault
    return released(before.name, snapshot, lambda path: store.read(f"{before.name}/{path}"))


def released(name: str, snapshot: Snapshot, read: Callable[[str], bytes | None]) -> PreviousRelease:
    """A release as the one after it needs it; `read` gives its files by path, and what tells of addresses is read as far as it can be."""
    gone: dict[str, dict[str, GoneAddress]] = {}
    former: dict[str, dict[str, str]] = {}
    for variant in snapshot:
        with suppress(ValueError, RecursionError):
            places = json.loads(read(f"{variant}/{PLACES}") or b"null")
            gone[variant], former[variant] = read_gone(places), read_former(places)
    return PreviousRelease(name, snapshot, gone, former)
