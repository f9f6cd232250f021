"""The feeds of a published folder: its releases as Atom (RFC 4287), overdue and upcoming reviews as a JSON Feed (version 1.1)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from generator.checks.completeness import is_overdue, review_due
from generator.model.variant import Variant
from generator.releases.ledger import Release, parse_moment, timestamp
from generator.text.catalogue import ENGLISH, Catalogue, catalogue

# The namespace of all ids. Published ids are permanent, so this must never change.
NAMESPACE = UUID("5b1f0b0a-6c1d-5d3e-9d55-3f3c6a0a9b11")
RELEASES_FEED = "releases.atom"
COMMIT_LENGTH = 12
# The characters that XML 1.0 does not allow, not even as a reference.
INVALID_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REVIEWS_FEED = "reviews.json"
JSON_FEED = "https://jsonfeed.org/version/1.1"
# A review is in the feed from this long before its due day.
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Channel:
    """A published folder that feeds are made from.

    Attributes:
        id: The permanent id of the folder. `new_id` makes it once, and the ledger keeps it, so that feeds keep their ids if the site moves.
        since: The moment of the first publishing; with a time zone.
        address: The web address of the folder; empty if unknown.
    """

    id: str
    since: datetime
    title: str
    address: str = ""
    language: str = ENGLISH

    def id_of(self, *names: str) -> str:
        """Return the permanent id of the feed entry with these names."""
        return uuid5(UUID(self.id), "\n".join(names)).urn

    def link(self, path: str) -> str:
        """Return the address of a file in the folder; a relative address if the address of the folder is unknown."""
        return "/".join(filter(None, (self.address.rstrip("/"), quote(path, safe="/+"))))


def new_id(commit: str, moment: datetime) -> str:
    """Return the id of a folder, made from the commit and the moment of its first publishing."""
    return uuid5(NAMESPACE, f"{commit}\n{timestamp(moment)}").urn


def releases_feed(releases: Sequence[Release], channel: Channel) -> str:
    """Return the text of `releases.atom` for releases given newest first; drafts are left out."""
    words = catalogue("feed", channel.language)
    finished = [release for release in releases if not release.draft]
    updated = max((parse_moment(_updated(release)) for release in finished), default=channel.since)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escaped(channel.language)}">',
        f"<id>{escaped(channel.id)}</id>",
        f"<title>{escaped(words('releases', site=channel.title))}</title>",
        f"<updated>{timestamp(updated)}</updated>",
        f"<author><name>{escaped(channel.title)}</name></author>",
        *([f'<link rel="self" type="application/atom+xml" href="{escaped(channel.link(RELEASES_FEED))}"/>'] if channel.address else []),
        f'<link rel="alternate" type="text/html" href="{escaped(channel.link("index.html"))}"/>',
        *(line for release in finished for line in _entry(release, channel, words)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _updated(release: Release) -> str:
    return release.replaced[-1].at if release.replaced else release.published


def _entry(release: Release, channel: Channel, words: Catalogue) -> list[str]:
    commit = words("commit", commit=release.commit[:COMMIT_LENGTH]) if release.commit else ""
    summary = " ".join(filter(None, (release.changes, commit)))
    return [
        "<entry>",
        f"<id>{channel.id_of('release', release.name)}</id>",
        f"<title>{escaped(words('release', release=release.name))}</title>",
        f"<published>{timestamp(parse_moment(release.published))}</published>",
        f"<updated>{timestamp(parse_moment(_updated(release)))}</updated>",
        f'<link rel="alternate" type="text/html" href="{escaped(channel.link(f"{release.name}/changes/index.html"))}"/>',
        *([f'<summary type="text">{escaped(summary)}</summary>'] if summary else []),
        "</entry>",
    ]


def escaped(text: str) -> str:
    """Escape a text for an element or an attribute; characters that XML does not allow become replacement characters."""
    return html.escape(INVALID_CHARACTER.sub("\ufffd", text)).replace("\r", "&#13;")


def reviews_feed(variants: Mapping[str, Variant], today: date, channel: Channel, release: str, *, public: bool = False) -> str:
    """Return the text of `reviews.json`: first the variants whose review is overdue on a day, longest first, then those due soon.

    A public feed does not show which person has a role, or whether anybody has it.
    """
    words = catalogue("feed", channel.language)
    reviews = (
        (until, name) for name, variant in variants.items() if (until := review_due(variant.runbook.variant)) and until - today <= SOON
    )
    feed = {
        "version": JSON_FEED,
        "title": words("reviews", site=channel.title),
        **({"home_page_url": channel.link("index.html"), "feed_url": channel.link(REVIEWS_FEED)} if channel.address else {}),
        "description": words("reviews.day", day=today),
        "language": channel.language,
        "items": [_item(variants[name], until, today, channel, release, words, public=public) for until, name in sorted(reviews)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(variant: Variant, until: date, today: date, channel: Channel, release: str, words: Catalogue, *, public: bool) -> dict[str, Any]:
    """Return the feed entry of one review. An overdue review gets a new id, so that readers show the entry again."""
    head = variant.runbook.variant
    overdue = is_overdue(head, today)
    state = "overdue" if overdue else "due"
    since = until + timedelta(days=1) if overdue else until - SOON
    page = "/".join(filter(None, (release, variant.id, "index.html")))
    contact = variant.runbook.contacts.get(head.owner or "")
    owner, person = (contact.title, contact.name) if contact else (None, None)
    if public:
        whose = words("reviews.role", owner=owner) if owner else ""
    else:
        whose = words("reviews.owner", owner=owner, person=person or words("reviews.unassigned")) if owner else words("reviews.nobody")
    return {
        "id": channel.id_of("review", variant.id, until.isoformat(), state),
        **({"url": channel.link(page)} if channel.address else {}),
        "title": words(f"reviews.{state}", system=head.title, day=until),
        "content_text": f"{words('reviews.last', day=head.reviewed, every=head.review_every)} {whose}".rstrip(),
        "date_published": f"{since.isoformat()}T00:00:00Z",
        "_runbook": {
            "variant": variant.id,
            "page": page,
            "owner": owner,
            **({} if public else {"person": person or None}),
            "due": until.isoformat(),
            "overdue": overdue,
        },
    }
