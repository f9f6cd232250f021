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
# A review is in the feed from this long before its due day.
SOON = timedelta(days=30)


def reviews_feed(variants: Mapping[str, Variant], today: date, channel: Channel, release: str, *, public: bool = False) -> str:
    """Return the text of `reviews.json`: the variants with a review that is overdue on a day, longest first, then those due soon.

    A public feed does not show whether a role is assigned, and who has it.
    """
    words = catalogue("feed", channel.language)
    reviews = (
        (until, name) for name, variant in variants.items() if (until := review_due(variant.runbook.variant)) and until - today <= SOON
    )
    feed = {
        "version": VERSION,
        "title": words("reviews", site=channel.title),
        **({"home_page_url": channel.link("index.html"), "feed_url": channel.link(FEED)} if channel.address else {}),
        "description": words("reviews.day", day=today),
        "language": channel.language,
        "items": [_item(variants[name], until, today, channel, release, words, public=public) for until, name in sorted(reviews)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(variant: Variant, until: date, today: date, channel: Channel, release: str, words: Catalogue, *, public: bool) -> dict[str, Any]:
    """Return one review. It gets another id when it becomes overdue, so that readers show it again."""
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
