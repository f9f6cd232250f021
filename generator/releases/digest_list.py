"""The list of a release's files with their digests, in the format of `sha256sum --check`. Also compares two lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics.diagnostic import some_of
from generator.project.content_digest import content_digest


@dataclass(frozen=True, slots=True)
class DigestList:
    """The digests of a release's files by path, and their total size in bytes."""

    digests: Mapping[str, str]
    size: int

    def text(self, name: str) -> str:
        """Return the published list: one line for each file, with paths from the root of all releases."""
        return "".join(f"{digest}  {name}/{path}\n" for path, digest in sorted(self.digests.items()))

    def digest(self, name: str) -> str:
        """Return the SHA-256 of the list, which changes with every file."""
        return content_digest(self.text(name).encode())


def list_files(files: Mapping[str, bytes]) -> DigestList:
    """Return the list of files given by path. Each file is read once, and only one of them is in memory at a time."""
    found = {path: (content_digest(data), len(data)) for path, data in files.items()}
    return DigestList({path: digest for path, (digest, _) in found.items()}, sum(size for _, size in found.values()))


def parse_list(data: bytes, name: str) -> dict[str, str]:
    """Return the digests by path in the published list of a release. Invalid lines are skipped, so their files count as missing."""
    lines = (line.partition("  ") for line in data.decode("utf-8", "replace").splitlines())
    return {path.removeprefix(f"{name}/"): digest for digest, _, path in lines if path.startswith(f"{name}/")}


def list_differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Return up to three sentences: which files of a release changed, which are missing and which are new."""
    kinds = (
        ("changed", [path for path in sorted(old.keys() & new.keys()) if old[path] != new[path]]),
        ("missing", sorted(old.keys() - new.keys())),
        ("new", sorted(new.keys() - old.keys())),
    )
    return tuple(f"{len(paths)} {kind}: {some_of(paths, 6)}" for kind, paths in kinds if paths)
