"""The files at the root of a published folder: the ledger, the versions, the entrance page and the feeds."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC
from generator.model.plain_data import UnknownFormat, from_data
from generator.model.release_names import LATEST
from generator.releases.feeds import RELEASES_FEED, REVIEWS_FEED, Channel, releases_feed, reviews_feed
from generator.releases.ledger import Ledger, parse_moment, to_json
from generator.releases.redirect_pages import entrance_page, missing_page
from generator.releases.release_history import Read, read_snapshot, read_versions
from generator.releases.release_store import LEDGER, VERSIONS, ReleaseStore

NOT_JEKYLL = ".nojekyll"  # without it, GitHub Pages leaves out files whose names begin with an underscore or a dot


def root_files(store: ReleaseStore, ledger: Ledger, settings: SiteSettings, today: date, read: Read) -> dict[str, bytes]:
    """Return the root files by path, as they are after an update to `ledger`. `read` returns a file of a release as it is after the update.

    `today` decides which reviews are overdue. If the current release cannot be read, the feed of reviews is left out.
    """
    channel = Channel(ledger.id, parse_moment(ledger.since), settings.site_name, settings.site_url, settings.language)
    files = {
        LEDGER: to_json(ledger),
        VERSIONS: json.dumps(ledger.versions(read_versions(store)), ensure_ascii=False, indent=2) + "\n",
        NOT_JEKYLL: "",
        RELEASES_FEED: releases_feed(ledger.available, channel),
    }
    name = ledger.current
    if name:
        home = LATEST if ledger.aliases.get(LATEST) == name else name
        files["index.html"] = entrance_page(f"{home}/index.html", name, settings.language)
        if settings.site_url:
            files["404.html"] = missing_page(f"{settings.site_url.rstrip('/')}/", settings.language)
    snapshot = read_snapshot(read, name) if name else {}
    if snapshot is not None:
        with suppress(UnknownFormat):
            variants = {id: from_data(id, data) for id, data in snapshot.items()}
            files[REVIEWS_FEED] = reviews_feed(variants, today, channel, name, public=ledger.visibility == PUBLIC)
    return {path: text.encode() for path, text in files.items()}
