"""Releases: what the one that is built knows of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.differences import Differences, Snapshot


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of an address that a release does not have any more: the first release without it, and the reason that was given."""

    release: str
    title: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """The release before the one that is built: its name, its data, and by variant and address what was gone already.

    `former` are the addresses that led to others in it, by variant, whether or not an alias still named them.
    """

    name: str
    snapshot: Snapshot
    gone: Mapping[str, Mapping[str, Gone]] = field(default_factory=dict)
    former: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Since:
    """The release before, and all that differs from it in the one that is built.

    Without `is_known` its data cannot be read well enough for the public to be told of them, and nothing is found.
    """

    before: Released
    found: Differences
    is_known: bool = True
