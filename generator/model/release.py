"""The release before the one that is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.differences import Differences, Snapshot


@dataclass(frozen=True, slots=True)
class GoneAddress:
    """An address that a release does not have any more: the first release without it, its title, and the reason."""

    release: str
    title: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class PreviousRelease:
    """The previous release: its name, its data, and the addresses that were gone in it, by variant.

    `former` are the addresses that led to other addresses in it, by variant, even if no alias named them any more.
    """

    name: str
    snapshot: Snapshot
    gone: Mapping[str, Mapping[str, GoneAddress]] = field(default_factory=dict)
    former: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """The previous release, and the differences between it and the one that is built.

    `is_known` is false if its data cannot be redacted reliably for a public build; there are no differences then.
    """

    before: PreviousRelease
    found: Differences
    is_known: bool = True
