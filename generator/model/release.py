"""Releases: their names, which one is current, and what the one that is built knows of the one before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.model.differences import Differences, Edition

LATEST = "latest"
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9+])?")
NAME_FORM = "letters, digits, `.`, `_`, `+` and `-`, at most 64 of them, beginning and ending with a letter or a digit"
RESERVED = frozenset(("assets", "index.html", "versions.json", "releases.json", "releases.atom", "reviews.json", "404.html", "releases"))
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # no folder can have such a name where Windows runs


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
    edition: Edition
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


def is_release_name(name: str) -> bool:
    """Whether a release or an alias may have this name: it becomes a folder and a part of every address."""
    small = name.lower()
    return NAME.fullmatch(name) is not None and ".." not in name and small not in RESERVED and DEVICE.fullmatch(small) is None


def current_of(versions: Sequence[Mapping[str, Any]]) -> str:
    """The release that people should read, out of the entries of a `versions.json`: the one with the alias `latest`, else the first
    that is no draft; empty where there is none.
    """
    named = [entry["version"] for entry in versions if LATEST in entry.get("aliases", ())]
    finished = [entry["version"] for entry in versions if not (entry.get("properties") or {}).get("draft")]
    return str((named or finished or [""])[0])
