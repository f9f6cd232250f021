"""All releases anew, from the tags of the repository: how a lost folder is brought back."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.checks.resolve import snapshot_of
from generator.model.differences import Snapshot
from generator.model.entities import Visibility
from generator.model.release import PreviousRelease
from generator.project.faults import InputFault
from generator.releases.digest_list import list_files
from generator.releases.git_tags import Checkout, Tag, projects_at, release_tags
from generator.releases.ledger import Ledger
from generator.releases.publish import PublishRequest, begun, current_snapshot, recorded, refuse_names
from generator.releases.release_history import read_before, read_ledger, read_versions, released
from generator.releases.release_store import LISTS, ReleaseStore, StoreChange, insist
from generator.releases.root_files import root_files
from generator.site.built_site import BuiltSite
from generator.site.mkdocs_build import BuildFailed, Built, ReleaseToBuild, build_site

BECAUSE = "built anew from its tag"


def publish_all_tags(
    root: Path, store: ReleaseStore, aliases: Sequence[str], moment: datetime, visibility: Visibility | None = None
) -> tuple[str, ...]:
    """Build the release of each tag, oldest first, and put all of them in place at once; aliases lead to the newest. Gives their names.

    Deleted releases stay deleted, and what has no tag stays as it is. Raises what publishing one raises; the store is then as it was.
    """
    tags = release_tags(root)
    return insist(store, lambda: _Rebuilding(store, tags, aliases, moment, visibility).run(root))


@dataclass
class _Rebuilding:
    store: ReleaseStore
    tags: Sequence[Tag]
    aliases: Sequence[str]
    moment: datetime
    visibility: Visibility | None

    def run(self, root: Path) -> tuple[str, ...]:
        seen, ledger = read_ledger(self.store)
        others = read_versions(self.store)
        wanted = [tag for tag in self.tags if (known := ledger.releases.get(tag.name)) is None or known.deleted is None]
        if not wanted:
            raise InputFault("every tag is the name of a release that was deleted")
        for tag in wanted:
            refuse_names(self.store, ledger, others, PublishRequest(tag.name, tag.moment, tuple(self.aliases) if tag is wanted[-1] else ()))
        with projects_at(root) as checkout:
            self.store.renew(seen, lambda stage: self._build(stage, checkout, wanted, ledger, others))
        return tuple(tag.name for tag in wanted)

    def _build(
        self, stage: Path, checkout: Checkout, wanted: Sequence[Tag], ledger: Ledger, others: Sequence[Mapping[str, Any]]
    ) -> StoreChange:
        snapshots: dict[str, Snapshot] = {}
        lists: dict[str, bytes] = {}
        for tag in wanted:
            sys.stderr.write(f"runbook: building {tag.name}\n")
            # A release that is known keeps its place in the order, so that the one before it is known as well.
            before = self._before(ledger, tag, snapshots, stage)
            built = _built(checkout.at(tag), stage / tag.name, ReleaseToBuild(tag.name, before=before), self.visibility)
            listed = list_files(BuiltSite(stage / tag.name))
            known = ledger.releases.get(tag.name)
            request = PublishRequest(tag.name, tag.moment if known is None or known.draft else self.moment, replace=BECAUSE)
            release, _ = recorded(self.store, ledger, request, built, listed)
            ledger = begun(
                ledger.with_release(release, tuple(self.aliases) if tag is wanted[-1] else ()),
                release,
                tag.moment,
                built.settings.visibility,
            )
            snapshots[tag.name] = snapshot_of(built.outcome)
            lists[f"{LISTS}/{tag.name}.sha256"] = listed.text(tag.name).encode()
        names = tuple(snapshots)
        current = current_snapshot(self.store, ledger, snapshots)
        files = root_files(ledger, others, built.settings, current, self.moment.date())
        copies = {alias: name for alias, name in ledger.aliases.items() if name in snapshots}
        follows = dict(zip(names[1:], names, strict=False))
        return StoreChange(built=names, copies=copies, files={**files, **lists}, follows=follows, told=f"Publish {', '.join(names)}")

    def _before(self, ledger: Ledger, tag: Tag, snapshots: Mapping[str, Snapshot], stage: Path) -> PreviousRelease | None:
        before = ledger.before(tag.name)
        if before is not None and before.name in snapshots:
            return released(before.name, snapshots[before.name], BuiltSite(stage / before.name).get)
        return read_before(self.store, ledger, tag.name)


def _built(root: Path, folder: Path, release: ReleaseToBuild, visibility: Visibility | None) -> Built:
    """Raises BuildFailed, and tells of which tag, also where the project of that time is none of today's."""
    try:
        return build_site(root, folder, release, visibility)
    except (BuildFailed, InputFault) as fault:
        sys.stderr.write(f"runbook: {fault}\n" if str(fault) else "")
        sys.stderr.write(f"runbook: the tag {release.name} cannot be built by this version\n")
        raise BuildFailed from None
