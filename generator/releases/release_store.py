"""The store: what holds published releases, whatever it is; it is read by path and changed as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from generator.project.faults import InputFault
from generator.releases.digest_list import DigestList

LEDGER, VERSIONS = "releases.json", "versions.json"
LISTS = "releases"
ATTEMPTS = 5
Made = TypeVar("Made")


class Moved(Exception):
    """Somebody else has published while a change was made ready; it must be made again, upon what stands there now."""


@dataclass(frozen=True, slots=True)
class StoreChange:
    """What becomes of a store.

    `built` are the folders, of the new folder that was built in, that take the place of those of their name; `copies` lead from the
    name of a folder to that of which it becomes a whole copy; `files` are single files by path; `removed` are folders and files.
    `follows` names, for a built folder, one that stands there already and has many files in common with it. `told` says what it is in a
    history, where there is one.
    """

    built: tuple[str, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    told: str = "Publish"

    @property
    def replaced(self) -> frozenset[str]:
        """The paths at which nothing of before stays."""
        return frozenset((*self.built, *self.copies, *self.files, *self.removed))


class ReleaseStore(Protocol):
    """Holds published releases, each in a folder of its name."""

    @property
    def name(self) -> str:
        """What people call it: a path, a branch."""
        ...

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        ...

    def listed(self, folder: str) -> DigestList:
        """The files of a folder with their digests; none where there is no such folder."""
        ...

    def renew(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Let `build` fill a new folder, and change the store as it says, as a whole.

        Raises Moved, with the store as it was, where the ledger is not `ledger` any more.
        """
        ...


def insist(store: ReleaseStore, change: Callable[[], Made]) -> Made:
    """Make a change, anew upon what stands there by then whenever somebody else was faster. Raises InputFault where they always are."""
    for _ in range(ATTEMPTS):
        try:
            return change()
        except Moved:
            continue
    raise InputFault(f"{store.name} was changed by others {ATTEMPTS} times: run it again")
