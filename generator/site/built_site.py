"""A built site as the files in its folder, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class BuiltSite(Mapping[str, bytes]):
    """The bytes of a site's files by their path below its root; no more than one is held at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    def __getitem__(self, path: str) -> bytes:
        if path not in self.paths:
            raise KeyError(path)
        return (self.folder / path).read_bytes()

    def __contains__(self, path: object) -> bool:
        return path in self.paths

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
