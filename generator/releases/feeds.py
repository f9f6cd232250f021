"""Feeds of a published folder: what stays the same about it for as long as it stands, and what is told of each release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import UUID, uuid5

from generator.releases.ledger import stamp
from generator.text.catalogue import ENGLISH

URN = "urn:uuid:"
# The names from which ids are made; a published id holds for ever, so this must never change.
NAMES = UUID("5b1f0b0a-6c1d-5d3e-9d55-3f3c6a0a9b11")


@dataclass(frozen=True, slots=True)
class Channel:
    """A published folder, as its feeds name it.

    `id` was made once, by `new_id`, and is kept with the folder: no feed may ever change its ids, even if the site gets an address or
    moves to another. `since` is the moment of the first publishing, aware. `address` is the web address of the folder; empty where
    nobody said it.
    """

    id: str
    since: datetime
    title: str
    address: str = ""
    language: str = ENGLISH

    def id_of(self, *names: str) -> str:
        """The id of what is told in a feed: the same for the same names for ever."""
        return URN + str(uuid5(UUID(self.id.removeprefix(URN)), "\n".join(names)))

    def link(self, path: str) -> str:
        """The address of a file below the folder; relative to it where the folder has none."""
        return "/".join(filter(None, (self.address.rstrip("/"), quote(path, safe="/+"))))


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A release as a feed tells it. `published` and `updated` are aware; `page` is the path below the folder of what changed."""

    name: str
    published: datetime
    commit: str
    draft: bool
    summary: str
    page: str
    updated: datetime | None = None


def new_id(commit: str, moment: datetime) -> str:
    """The id of a folder, made from the commit and the aware moment of its first publishing."""
    return URN + str(uuid5(NAMES, f"{commit}\n{stamp(moment)}"))
