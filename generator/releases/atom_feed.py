"""The releases of a published folder as an Atom feed (RFC 4287)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from generator.releases.feeds import Channel, FeedEntry
from generator.releases.ledger import stamp
from generator.text.catalogue import Catalogue, catalogue

FEED = "releases.atom"
COMMIT_LENGTH = 12
# What XML 1.0 cannot hold, not even as a reference.
NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def releases_feed(entries: Iterable[FeedEntry], channel: Channel) -> str:
    """The text of `releases.atom`, the newest release first, drafts left out. Whoever calls leaves out deleted releases."""
    words = catalogue("feed", channel.language)
    told = sorted((one for one in entries if not one.draft), key=lambda one: (one.published, one.name), reverse=True)
    updated = max((one.updated or one.published for one in told), default=channel.since)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escaped(channel.language)}">',
        f"<id>{escaped(channel.id)}</id>",
        f"<title>{escaped(words('releases', site=channel.title))}</title>",
        f"<updated>{stamp(updated)}</updated>",
        f"<author><name>{escaped(channel.title)}</name></author>",
        *([f'<link rel="self" type="application/atom+xml" href="{escaped(channel.link(FEED))}"/>'] if channel.address else []),
        f'<link rel="alternate" type="text/html" href="{escaped(channel.link("index.html"))}"/>',
        *(line for one in told for line in _entry(one, channel, words)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(one: FeedEntry, channel: Channel, words: Catalogue) -> list[str]:
    commit = words("commit", commit=one.commit[:COMMIT_LENGTH]) if one.commit else ""
    summary = " ".join(filter(None, (one.summary, commit)))
    return [
        "<entry>",
        f"<id>{channel.id_of('release', one.name)}</id>",
        f"<title>{escaped(words('release', release=one.name))}</title>",
        f"<published>{stamp(one.published)}</published>",
        f"<updated>{stamp(one.updated or one.published)}</updated>",
        f'<link rel="alternate" type="text/html" href="{escaped(channel.link(one.page))}"/>',
        *([f'<summary type="text">{escaped(summary)}</summary>'] if summary else []),
        "</entry>",
    ]


def escaped(text: str) -> str:
    """A text for an element or an attribute of XML; what XML cannot hold becomes the sign for that."""
    return html.escape(NO_CHARACTER.sub("\ufffd", text)).replace("\r", "&#13;")
