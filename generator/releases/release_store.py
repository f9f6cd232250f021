"""The interface of a release store: it is read by path, and one update changes all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from generator.project.faults import InputFault
from generator.releases.digest_list import DigestList

LEDGER, VERSIONS = "releases.json", "versions.json"
LISTS = "releases"
ATTEMPTS = 5
Options = ParamSpec("Options")
Result = TypeVar("Result")


class ConcurrentUpdate(Exception):
    """The store changed while an update was prepared. Prepare it again from the new state."""


@dataclass(frozen=True, slots=True)
class StoreChange:
    """An update of a store.

    Attributes:
        built: Folders of the stage, the new folder that was built in. Each replaces the folder of its name.
        copies: A folder's name to the name of the folder that it becomes a copy of.
        files: Single files by path.
        removed: Files to remove, and folders of the root.
        follows: For a built folder, the name of an older folder with many files in common.
        message: What the history of the store says, if it has one.
    """

    built: tuple[str, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    message: str = "Publish"

    @property
    def replaced(self) -> frozenset[str]:
        """The paths of which no old content stays."""
        return frozenset((*self.built, *self.copies, *self.files, *self.removed))


class ReleaseStore(Protocol):
    """Published releases, each in a folder of its name."""

    @property
    def name(self) -> str:
        """The store's name in messages: a path or a branch."""
        ...

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None if it does not exist."""
        ...

    def digests(self, folder: str) -> DigestList:
        """Return the files of a folder with their digests; an empty list if it does not exist."""
        ...

    def update(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Let `build` fill a new folder, and make the change that it returns, all of it or nothing.

        Raises ConcurrentUpdate, without any change, if the store's ledger is not `ledger` any more.
        """
        ...


def retried(change: Callable[Options, Result]) -> Callable[Options, Result]:
    """Repeat a function that updates a store until no other update comes first. Raises InputFault after five attempts."""

    @wraps(change)
    def attempt(*args: Options.args, **kwargs: Options.kwargs) -> Result:
        for _ in range(ATTEMPTS):
            with suppress(ConcurrentUpdate):
                return change(*args, **kwargs)
        raise InputFault(f"others updated the releases {ATTEMPTS} times during this run: run it again")

    return attempt
