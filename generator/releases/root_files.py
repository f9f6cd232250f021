"""The files at the root of published releases: who is there, where to go, what is new, which reviews are due."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from generator.document.pages import SiteSettings
from generator.model.differences import Snapshot
from generator.model.from_plain_data import UnknownFormat, from_data
from generator.model.release_names import LATEST
from generator.model.visibility import PUBLIC
from generator.releases.atom_feed import FEED as RELEASES
from generator.releases.atom_feed import releases_feed
from generator.releases.feeds import Channel, FeedEntry
from generator.releases.ledger import Ledger, to_json
from generator.releases.redirect_pages import entrance, missing
from generator.releases.release_store import LEDGER, VERSIONS
from generator.releases.review_feed import FEED as REVIEWS
from generator.releases.review_feed import reviews_feed

NOT_JEKYLL = ".nojekyll"  # else GitHub Pages would leave out files whose names begin with a line or a dot


def root_files(
    ledger: Ledger, others: Sequence[Mapping[str, Any]], settings: SiteSettings, current: Snapshot | None, today: date
) -> dict[str, bytes]:
    """All of them by path; `current` is the data of the release that holds now, if they can be read; `today` judges its reviews."""
    channel = Channel(ledger.id, datetime.fromisoformat(ledger.since), settings.site_name, settings.site_url, settings.language)
    files = {
        LEDGER: to_json(ledger),
        VERSIONS: json.dumps(ledger.versions(others), ensure_ascii=False, indent=2) + "\n",
        NOT_JEKYLL: "",
    }
    name = ledger.current
    if name:
        home = LATEST if ledger.aliases.get(LATEST) == name else name
        files["index.html"] = entrance(f"{home}/index.html", name, settings.language)
        if settings.site_url:
            files["404.html"] = missing(f"{settings.site_url.rstrip('/')}/", settings.language)
    entries = [
        FeedEntry(
            one.name,
            datetime.fromisoformat(one.published),
            one.commit,
            one.draft,
            one.changes,
            f"{one.name}/changes/index.html",
            datetime.fromisoformat(one.replaced[-1].at) if one.replaced else None,
        )
        for one in ledger.standing
    ]
    files[RELEASES] = releases_feed(entries, channel)
    if current is not None or not name:  # else what stood there stays
        with suppress(UnknownFormat):
            variants = {id: from_data(id, data) for id, data in (current or {}).items()}
            files[REVIEWS] = reviews_feed(variants, today, channel, name, public=ledger.visibility == PUBLIC)
    return {path: text.encode() for path, text in files.items()}
