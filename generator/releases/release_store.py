"""The interface of a release store: files are read by path, and an update changes all files or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from generator.model.release_names import RELEASE_LISTS
from generator.project.faults import InputFault
from generator.releases.digest_list import DigestList

LEDGER, VERSIONS = "releases.json", "versions.json"
LISTS = RELEASE_LISTS
ATTEMPTS = 5
Options = ParamSpec("Options")
Result = TypeVar("Result")


class ConcurrentUpdate(Exception):
    """Another run changed the store while this update was prepared, so the update must be prepared again."""


@dataclass(frozen=True, slots=True)
class StoreChange:
    """An update of a store. Its new files are in a temporary folder, the stage.

    Attributes:
        built: Folders of the stage. Each replaces the folder of its name.
        copies: New folders by name, with the name of the folder that each copies.
        files: Single files by path.
        removed: Files to remove, and folders of the root.
        follows: For each built folder, an older folder with many equal files.
        message: The message of the commit, if the store has a history.
    """

    built: tuple[str, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    message: str = "Publish"

    @property
    def replaced(self) -> frozenset[str]:
        """The paths at which no old content stays."""
        return frozenset((*self.built, *self.copies, *self.files, *self.removed))


class ReleaseStore(Protocol):
    """Published releases, each in a folder of its name."""

    @property
    def name(self) -> str:
        """The store's name in messages: a path or a branch."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None if it does not exist."""

    def digests(self, folder: str) -> DigestList:
        """Return the files of a folder with their digests; an empty list if the folder does not exist."""

    def update(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Let `build` fill a new folder, and make the change that it returns, completely or not at all.

        Raises ConcurrentUpdate, without any change, if the store's ledger is not `ledger` any more.
        """


def retried(change: Callable[Options, Result]) -> Callable[Options, Result]:
    """Call a function that updates a store, and call it again if another update came first. Raises InputFault after five attempts."""

    @wraps(change)
    def attempt(*args: Options.args, **kwargs: Options.kwargs) -> Result:
        for _ in range(ATTEMPTS):
            with suppress(ConcurrentUpdate):
                return change(*args, **kwargs)
        raise InputFault(f"others updated the releases {ATTEMPTS} times during this run: run it again")

    return attempt
