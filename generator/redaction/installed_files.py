"""The files of themes and other installed packages. Nobody wrote them about this project, so their words are not internal."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

WITH_WORDS = (".html", ".js", ".css", ".jinja", ".json", ".typ", ".xml")


class InstalledFiles:
    """The files in some folders. Hidden folders, such as the icons of Material, are left out."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._paths = [(folder, path) for folder in dict.fromkeys(folders) for path in _files_in(folder)]
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        for _, path in self._paths:
            self._by_name[path.name].append(path)

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path of each file, and the content of those whose words may appear in other files of a site."""
        for folder, path in self._paths:
            yield path.relative_to(folder).as_posix(), path.read_bytes() if path.suffix in WITH_WORDS else b""

    def have(self, path: str, data: bytes) -> bool:
        """Return whether a file of a site is an unchanged copy of an installed file."""
        return any(known.stat().st_size == len(data) and known.read_bytes() == data for known in self._by_name[Path(path).name])


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        yield from (Path(parent, name) for name in sorted(names) if not name.endswith((".py", ".pyc")))
