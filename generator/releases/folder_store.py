"""A plain folder as a store: replaced as a whole by one that shares the files of all releases that stay, as second names of one file."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from generator.project.atomic_folder import RELEASES, NotOurFolderError, replacing, take_after
from generator.project.faults import UsageFault
from generator.releases.digest_list import DigestList, list_files
from generator.releases.release_store import LEDGER, Moved, StoreChange
from generator.site.built_site import BuiltSite


class FolderStore:
    """Releases in a folder, which is made when it is missing."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.name = os.path.relpath(root)

    def read(self, path: str) -> bytes | None:
        place = self.root / path
        return place.read_bytes() if place.is_file() else None

    def listed(self, folder: str) -> DigestList:
        return list_files(BuiltSite(self.root / folder))

    def renew(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Raises UsageFault for a folder that holds something else, and Moved; the folder is then as it was."""
        made: list[StoreChange] = []

        def complete(fresh: Path) -> None:
            if self.read(LEDGER) != ledger:
                raise Moved
            self._complete(fresh, made[0])

        try:
            with replacing(self.root, RELEASES, complete) as fresh:
                made.append(build(fresh))
        except NotOurFolderError as fault:
            raise UsageFault(str(fault)) from None

    def _complete(self, fresh: Path, change: StoreChange) -> None:
        """Give the new folder all that stays as it is, and what follows from the change."""
        for one in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if one.name not in change.replaced and one.name != RELEASES.marker:
                _share(one, fresh / one.name)
        for name, known in change.follows.items():
            _share_same_files(fresh / name, fresh / known)
        for name, to in change.copies.items():
            _share(fresh / to, fresh / name)
        for path in change.removed:
            _remove(fresh / path)
        for path, data in change.files.items():
            place = fresh / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.parent.resolve().is_relative_to(fresh):
                raise UsageFault(f"{self.root / path} is behind a link that leads elsewhere; put a folder in its place")
            place.unlink(missing_ok=True)  # what stands there may be a second name of a file that is still in use
            place.write_bytes(data)


def _share_same_files(fresh: Path, known: Path) -> None:
    """Let files of a new folder that a known one holds with the same bytes become second names of those, so that they take no room."""
    for place in fresh.rglob("*"):
        twin = known / place.relative_to(fresh)
        if place.is_file() and twin.is_file() and not place.samefile(twin) and filecmp.cmp(place, twin, shallow=False):
            beside = place.with_name(f"{place.name}.twin")
            if _link(twin, beside):
                beside.replace(place)


def _share(old: Path, new: Path) -> None:
    """A second name for a file, or for all files of a folder; a copy where the file system has no such names. Links stay links."""
    if old.is_symlink():
        new.symlink_to(old.readlink())
    elif old.is_dir():
        new.mkdir(exist_ok=True)
        for one in old.iterdir():
            _share(one, new / one.name)
        take_after(new, old)
    elif not new.exists() and not _link(old, new):
        shutil.copy2(old, new)


def _link(old: Path, new: Path) -> bool:
    try:
        new.hardlink_to(old)
    except OSError:
        return False
    return True


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
