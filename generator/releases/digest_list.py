"""The list of a release's files with their digests, in the form that `sha256sum --check` reads, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics.diagnostic import some_of
from generator.project.content_digest import content_digest


@dataclass(frozen=True, slots=True)
class DigestList:
    """The files of a release: the digest of each by path, and their size together in bytes."""

    digests: Mapping[str, str]
    size: int

    def text(self, name: str) -> str:
        """The list as it is published: one line a file, paths from the root of all releases."""
        return "".join(f"{digest}  {name}/{path}\n" for path, digest in sorted(self.digests.items()))

    def digest(self, name: str) -> str:
        """The SHA-256 of the list, which stands for all files."""
        return content_digest(self.text(name).encode())


def list_files(files: Mapping[str, bytes]) -> DigestList:
    """The list of some files, read one at a time."""
    digests: dict[str, str] = {}
    size = 0
    for path in files:
        data = files[path]
        digests[path] = content_digest(data)
        size += len(data)
    return DigestList(digests, size)


def parse_listing(text: str, name: str) -> dict[str, str]:
    """The digests by path in a published list; lines of another form are left out, and so count as files that are missing."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        digest, _, path = line.partition("  ")
        if path.startswith(f"{name}/"):
            found[path.removeprefix(f"{name}/")] = digest
    return found


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """What differs between two lists, a sentence for each kind."""
    kinds = (
        ("changed", [path for path in sorted(old.keys() & new.keys()) if old[path] != new[path]]),
        ("missing", sorted(old.keys() - new.keys())),
        ("new", sorted(new.keys() - old.keys())),
    )
    return tuple(f"{len(paths)} {word}: {some_of(paths, 6)}" for word, paths in kinds if paths)
