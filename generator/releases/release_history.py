"""Reads published releases from a store: the ledger, `versions.json`, and the data of the release before a new one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.diff.diff_sources import FILE, parse_snapshot
from generator.model.differences import GoneAddress, PreviousRelease, Snapshot
from generator.project.faults import InputFault
from generator.releases.ledger import Ledger, LedgerError, parse_ledger
from generator.releases.release_store import LEDGER, LISTS, VERSIONS, ReleaseStore
from generator.site.address_history import read_former, read_gone
from generator.site.address_index import FILE as PLACES

Read = Callable[[str], bytes | None]


def read_ledger(store: ReleaseStore) -> tuple[bytes | None, Ledger]:
    """Return the ledger as bytes and parsed; None and an empty ledger if nothing is published yet.

    Raises InputFault for an invalid ledger, and for releases without a ledger.
    """
    text = store.read(LEDGER)
    if text is None:
        if any(store.read(f"{LISTS}/{entry['version']}.sha256") is not None for entry in read_versions(store)):
            raise InputFault(f"{store.name}: {LEDGER} is missing, but there are releases. Restore it from a copy or from the history.")
        return None, Ledger()
    try:
        return text, parse_ledger(text)
    except LedgerError as fault:
        raise InputFault(f"{store.name}: {LEDGER} cannot be read: {fault}. Restore it from a copy or from the history.") from None


def read_versions(store: ReleaseStore) -> tuple[dict[str, Any], ...]:
    """Return the entries of `versions.json`: those of our releases, and those that mike or another program added.

    Raises InputFault for a file in another format.
    """
    if (text := store.read(VERSIONS)) is None:
        return ()
    try:
        entries = tuple(json.loads(text))
        names = [name for entry in entries for name in _names(entry)]
        json.dumps(entries, ensure_ascii=False).encode()  # this fails for text that cannot be encoded as UTF-8
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputFault(f"{store.name}: {VERSIONS} is not in the format of mike ({error})") from None
    if odd := [name for name in names if type(name) is not str]:
        raise InputFault(f"{store.name}: {VERSIONS} is not in the format of mike ({odd[0]!r} is not a name)")
    return entries


def _names(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    aliases = entry.get("aliases", [])
    if type(aliases) is not list:
        raise TypeError("aliases are not a list")
    return (entry["version"], *aliases)


def read_staged(store: ReleaseStore, stage: Path, path: str) -> bytes | None:
    """Return a file as it will be after the update: from the folder `stage` that the update builds in, or else from the store."""
    return (stage / path).read_bytes() if (stage / path).is_file() else store.read(path)


def read_snapshot(read: Read, name: str) -> Snapshot | None:
    """Return the data of a release, or None if they cannot be read."""
    with suppress(InputFault):
        return parse_snapshot(read(f"{name}/{FILE}") or b"", name)
    return None


def read_previous(store: ReleaseStore, ledger: Ledger, name: str, read: Read) -> PreviousRelease | None:
    """Return the finished release before the release `name`, with its data and old addresses; None for the first release.

    `read` returns a file of a release by path. An unreadable address index is skipped.

    Raises InputFault if the data of the release cannot be read, since the differences would be missing.
    """
    release = ledger.predecessor(name)
    if release is None:
        return None
    path = f"{release.name}/{FILE}"
    try:
        snapshot = parse_snapshot(read(path) or b"", path)
    except InputFault as fault:
        help = f"Publish {release.name} again from its commit {release.commit[:12]}, with --replace if its content is different."
        raise InputFault(f"{store.name}: cannot compare with {release.name}, because {path} cannot be read. {help}") from fault
    gone: dict[str, dict[str, GoneAddress]] = {}
    former: dict[str, dict[str, str]] = {}
    for variant in snapshot:
        with suppress(ValueError, RecursionError):
            addresses = json.loads(read(f"{release.name}/{variant}/{PLACES}") or b"null")
            gone[variant], former[variant] = read_gone(addresses), read_former(addresses)
    return PreviousRelease(release.name, snapshot, gone, former)
