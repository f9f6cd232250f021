"""A folder, such as a built site, as a mapping of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class BuiltSite(Mapping[str, bytes]):
    """The content of each file in a folder by its path, in the order of the paths. Each access reads the file again."""

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
        return iter(sorted(self.paths))

    def __len__(self) -> int:
        return len(self.paths)
