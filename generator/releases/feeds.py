"""What all feeds of a published folder share: its permanent id, its title and its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import UUID, uuid5

from generator.releases.ledger import timestamp
from generator.text.catalogue import ENGLISH

URN = "urn:uuid:"
# The namespace of all ids. Published ids are permanent, so this must never change.
NAMESPACE = UUID("5b1f0b0a-6c1d-5d3e-9d55-3f3c6a0a9b11")


@dataclass(frozen=True, slots=True)
class Channel:
    """A published folder as the source of feeds.

    Attributes:
        id: Made once, by `new_id`, and kept in the ledger: a feed must not change its ids, even if the site moves.
        since: The moment of the first publishing; with a time zone.
        address: The web address of the folder; empty if unknown.
    """

    id: str
    since: datetime
    title: str
    address: str = ""
    language: str = ENGLISH

    def id_of(self, *names: str) -> str:
        """Return the permanent id of an entry."""
        return URN + str(uuid5(UUID(self.id.removeprefix(URN)), "\n".join(names)))

    def link(self, path: str) -> str:
        """Return the address of a file of the folder; a relative one if the folder has no address."""
        return "/".join(filter(None, (self.address.rstrip("/"), quote(path, safe="/+"))))


def new_id(commit: str, moment: datetime) -> str:
    """Return the id of a folder, made from the commit and the moment of its first publishing."""
    return URN + str(uuid5(NAMESPACE, f"{commit}\n{timestamp(moment)}"))
