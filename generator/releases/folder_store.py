"""A plain folder as a release store: an update replaces the whole folder, and the new folder has hard links to the files that stay."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from generator.project.atomic_folder import RELEASES, copy_permissions, replacing, write_into
from generator.project.faults import UsageFault
from generator.releases.digest_list import DigestList, list_files
from generator.releases.release_store import LEDGER, ConcurrentUpdate, StoreChange
from generator.site.built_site import BuiltSite


class FolderStore:
    """Releases in a folder, which the first update creates."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.name = os.path.relpath(root)

    def read(self, path: str) -> bytes | None:
        place = self.root / path
        return place.read_bytes() if place.is_file() else None

    def digests(self, folder: str) -> DigestList:
        return list_files(BuiltSite(self.root / folder))

    def update(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Replace the folder by a new one that has the change.

        Raises ForeignFolderError for a folder with other content, and ConcurrentUpdate; the folder is then unchanged.
        """
        with replacing(self.root, RELEASES, lambda fresh: self._complete(fresh, change, ledger)) as fresh:
            change = build(fresh)

    def _complete(self, fresh: Path, change: StoreChange, ledger: bytes | None) -> None:
        """Add to the new folder all files that stay, and the rest of the change. Raises ConcurrentUpdate for another ledger."""
        if self.read(LEDGER) != ledger:
            raise ConcurrentUpdate
        for place in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if place.name not in change.replaced and place.name != RELEASES.marker:
                _link_tree(place, fresh / place.name)
        for name, known in change.follows.items():
            _link_same_files(fresh / name, fresh / known)
        for name, source in change.copies.items():
            _link_tree(fresh / source, fresh / name)
        for path in change.removed:
            (fresh / path).unlink(missing_ok=True)
        for path, data in change.files.items():
            place = fresh / path
            if not place.parent.resolve().is_relative_to(fresh):
                raise UsageFault(f"{self.root / path} is behind a link that leads elsewhere; put a folder in its place")
            place.unlink(missing_ok=True)  # the file may be a hard link to a published file
            write_into(fresh, path, data)


def _link_same_files(fresh: Path, known: Path) -> None:
    """Replace files of a new folder by hard links to equal files at the same path of the folder `known`, to save space."""
    for place in fresh.rglob("*"):
        twin = known / place.relative_to(fresh)
        if place.is_file() and twin.is_file() and not place.samefile(twin) and filecmp.cmp(place, twin, shallow=False):
            beside = place.with_name(f"{place.name}.twin")
            if _link(twin, beside):
                beside.replace(place)


def _link_tree(old: Path, new: Path) -> None:
    """Link a file, or all files of a folder; copy them if the file system has no hard links. Symbolic links stay symbolic links."""
    if old.is_symlink():
        new.symlink_to(old.readlink())
    elif old.is_dir():
        new.mkdir(exist_ok=True)
        for place in old.iterdir():
            _link_tree(place, new / place.name)
        copy_permissions(old, new)
    elif not new.exists() and not _link(old, new):
        shutil.copy2(old, new)


def _link(old: Path, new: Path) -> bool:
    try:
        new.hardlink_to(old)
    except OSError:
        return False
    return True
