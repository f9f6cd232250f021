"""Deleting a release: what stands in its place says that it was there, why it is gone, and where to read on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.diagnostics.diagnostic import unknown
from generator.document.pages import SiteSettings
from generator.model.release_names import LATEST
from generator.project.faults import UsageFault
from generator.releases.ledger import Deletion, stamp
from generator.releases.publish import current_snapshot
from generator.releases.redirect_pages import tombstones
from generator.releases.release_history import read_ledger, read_versions
from generator.releases.release_store import ReleaseStore, StoreChange, insist
from generator.releases.root_files import root_files


def delete(store: ReleaseStore, name: str, because: str, moment: datetime, settings: SiteSettings) -> None:
    """Put tombstones in the place of a release, at an aware moment.

    Raises UsageFault for a name that is not there, or that people are led to; the store is then as it was.
    """
    return insist(store, lambda: _delete(store, name, because, moment, settings))


def _delete(store: ReleaseStore, name: str, because: str, moment: datetime, settings: SiteSettings) -> None:
    seen, ledger = read_ledger(store)
    known = ledger.releases.get(name)
    if known is None or known.deleted is not None:
        raise UsageFault(unknown("release", name, [one.name for one in ledger.standing]))
    if ledger.aliases_of(name):
        raise UsageFault(f"`{ledger.aliases_of(name)[0]}` leads to release {name}: publish another release with that alias first")
    gone = replace(known, deleted=Deletion(stamp(moment), because))
    after = ledger.with_release(gone)
    pages = [path for path in store.listed(name).digests if path.endswith(".html")]
    where = LATEST if LATEST in after.aliases else after.current
    current = {where: frozenset(store.listed(after.current).digests)} if after.current else {}
    stones = tombstones(pages, name, moment.date().isoformat(), because, current, settings.language)

    def build(stage: Path) -> StoreChange:
        for path, text in stones.items():
            place = stage / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        snapshot = current_snapshot(store, after, {})
        files = root_files(after, read_versions(store), settings, snapshot, moment.date())
        lost = tuple(path for path in ("index.html", "404.html") if path not in files and store.read(path) is not None)
        return StoreChange(built=(name,), files=files, removed=lost, told=f"Delete {name}: {because}")

    store.renew(seen, build)
