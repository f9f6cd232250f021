"""The releases of a published folder as an Atom feed (RFC 4287)."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from generator.releases.feeds import Channel
from generator.releases.ledger import Release, parse_moment, timestamp
from generator.text.catalogue import Catalogue, catalogue

FEED = "releases.atom"
COMMIT_LENGTH = 12
# The characters that XML 1.0 does not allow, not even as a reference.
INVALID_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
        *([f'<link rel="self" type="application/atom+xml" href="{escaped(channel.link(FEED))}"/>'] if channel.address else []),
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
