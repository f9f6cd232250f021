"""Overdue and upcoming reviews as a JSON Feed (version 1.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from generator.checks.completeness import is_overdue, review_due
from generator.model.variant import Variant
from generator.releases.feeds import Channel
from generator.text.catalogue import Catalogue, catalogue

FEED = "reviews.json"
VERSION = "https://jsonfeed.org/version/1.1"
# A review is told of so long before the day up to which the last one holds.
SOON = timedelta(days=30)


def reviews_feed(variants: Mapping[str, Variant], today: date, channel: Channel, release: str, *, public: bool = False) -> str:
    """The text of `reviews.json`: the variants of a release whose review is overdue on a day, the longest first, then those due soon.

    What is for the public does not say who holds a role, nor that nobody does.
    """
    words = catalogue("feed", channel.language)
    days = ((review_due(variant.runbook.variant), name) for name, variant in variants.items())
    concerned = ((until, name) for until, name in days if until is not None and until - today <= SOON)
    feed = {
        "version": VERSION,
        "title": words("reviews", site=channel.title),
        **({"home_page_url": channel.link("index.html"), "feed_url": channel.link(FEED)} if channel.address else {}),
        "description": words("reviews.day", day=today),
        "language": channel.language,
        "items": [_item(variants[name], until, today, channel, release, words, public=public) for until, name in sorted(concerned)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(variant: Variant, until: date, today: date, channel: Channel, release: str, words: Catalogue, *, public: bool) -> dict[str, Any]:
    """One review; when it becomes overdue, it is told of anew."""
    head = variant.runbook.variant
    overdue = is_overdue(head, today)
    state = "overdue" if overdue else "due"
    since = until + timedelta(days=1) if overdue else until - SOON
    page = "/".join(filter(None, (release, variant.id, "index.html")))
    owner, person = _owner(variant)
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
            "owner": owner or None,
            **({} if public else {"person": person or None}),
            "due": until.isoformat(),
            "overdue": overdue,
        },
    }


def _owner(variant: Variant) -> tuple[str, str]:
    """The title of the contact that owns the document, and the person's name; empty where it is not known."""
    role = variant.runbook.variant.owner
    contact = variant.runbook.contacts.get(role or "")
    return (contact.title, contact.name or "") if contact else ("", "")
