"""The names of releases, and the selection of the current release."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

LATEST = "latest"
RELEASE_LISTS = "releases"  # the folder with the list of files of each release
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9+])?")
NAME_FORM = "letters, digits, `.`, `_`, `+` and `-`, at most 64 characters, starting and ending with a letter or a digit"
RESERVED = frozenset(("assets", "index.html", "versions.json", "releases.json", "releases.atom", "reviews.json", "404.html", RELEASE_LISTS))
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names that Windows does not allow for folders


def is_release_name(name: str) -> bool:
    """Whether a release or an alias may have this name, which is used as a folder and in web addresses."""
    small = name.lower()
    return NAME.fullmatch(name) is not None and ".." not in name and small not in RESERVED and DEVICE.fullmatch(small) is None


def current_of(versions: Sequence[Mapping[str, Any]]) -> str:
    """The name of the current release among the entries of `versions.json`; empty if there is none.

    It is the release with the alias `latest`, or else the first release that is not a draft.
    """
    named = [entry["version"] for entry in versions if LATEST in entry.get("aliases", ())]
    finished = [entry["version"] for entry in versions if not (entry.get("properties") or {}).get("draft")]
    return str((named or finished or [""])[0])
