"""Deletes a release: each of its pages becomes a notice of the deletion, with the reason and a link to the current release."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.diagnostics.diagnostic import unknown
from generator.document.pages import SiteSettings
from generator.model.release_names import LATEST
from generator.project.atomic_folder import write_into
from generator.project.faults import UsageFault
from generator.releases.ledger import Deletion, timestamp
from generator.releases.redirect_pages import deletion_notices
from generator.releases.release_history import read_ledger
from generator.releases.release_store import ReleaseStore, StoreChange, retried
from generator.releases.root_files import root_files


@retried
def delete(store: ReleaseStore, name: str, because: str, moment: datetime, settings: SiteSettings) -> None:
    """Replace the pages of the release `name` by notices of its deletion, with the reason `because`. `moment` has a time zone.

    Raises UsageFault for an unknown name, and for a release that an alias leads to; the store is then unchanged.
    """
    seen, ledger = read_ledger(store)
    release = ledger.releases.get(name)
    if release is None or release.deleted is not None:
        raise UsageFault(unknown("release", name, [other.name for other in ledger.available]))
    if ledger.aliases_of(name):
        raise UsageFault(f"`{ledger.aliases_of(name)[0]}` leads to release {name}: publish another release with that alias first")
    after = ledger.with_release(replace(release, deleted=Deletion(timestamp(moment), because)))
    pages = [path for path in store.digests(name).digests if path.endswith(".html")]
    target = LATEST if LATEST in after.aliases else after.current
    current = {target: frozenset(store.digests(after.current).digests)} if after.current else {}
    notices = deletion_notices(pages, name, moment.date().isoformat(), because, current, settings.language)

    def build(stage: Path) -> StoreChange:
        for path, text in notices.items():
            write_into(stage / name, path, text.encode())
        files = root_files(store, after, settings, moment.date(), store.read)
        removed = tuple(path for path in ("index.html", "404.html") if path not in files and store.read(path) is not None)
        return StoreChange(built=(name,), files=files, removed=removed, message=f"Delete {name}: {because}")

    store.update(seen, build)
