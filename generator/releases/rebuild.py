"""Builds all releases again from the repository's tags, to restore a lost folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from generator.diagnostics.diagnostic import some_of
from generator.model.entities import Visibility
from generator.model.variant import by_every_id
from generator.project.faults import InputFault
from generator.releases.digest_list import list_files
from generator.releases.git_tags import checkouts, release_tags
from generator.releases.publish import PublishRequest, check_names, record_release, require_committed, require_settled, with_identity
from generator.releases.regressions import NewContent, aliases_going_back, lost_systems, refuse_regressions
from generator.releases.release_history import read_ledger, read_previous, read_staged
from generator.releases.release_store import LISTS, ReleaseStore, StoreChange, retried
from generator.releases.root_files import root_files
from generator.site.built_site import BuiltSite
from generator.site.mkdocs_build import BuildFailed, build_site

BECAUSE = "built again from its tag"


@retried
def publish_all_tags(
    root: Path,
    store: ReleaseStore,
    aliases: Sequence[str],
    moment: datetime,
    visibility: Visibility | None = None,
    report: Callable[[str], None] = lambda _: None,
    because: str = "",
) -> tuple[str, ...]:
    """Build the release of each tag, oldest first, and add all releases in one update. Return their names.

    The aliases lead to the newest release, and go back only with the reason `because`, which variables that change settings need too.
    Deleted releases stay deleted, and releases without a tag stay as they are. `report` gets a line for each step of this long task, and
    for systems that a release no longer has.
    Raises the errors of `publish`; the store is then unchanged.
    """
    all_tags, others = release_tags(root)
    if others:
        report(f"note: these tags cannot name a release and are left out: {some_of(others, 5)}")
    seen, ledger = read_ledger(store)
    tags = {tag: tagged for tag, tagged in all_tags.items() if (known := ledger.releases.get(tag)) is None or known.deleted is None}
    if not tags:
        raise InputFault("every tag is the name of a deleted release")
    names = tuple(tags)
    moved = {tag: tuple(aliases) if tag == names[-1] else () for tag in tags}
    for tag, tagged in tags.items():
        check_names(store, ledger, PublishRequest(tag, tagged, moved[tag]))
    with checkouts(root) as check_out:

        def build(stage: Path) -> StoreChange:
            after = ledger
            read = partial(read_staged, store, stage)
            lists: dict[str, bytes] = {}
            for tag, tagged in tags.items():
                report(f"building {tag}")
                # A published release keeps its place in the order, so the release before it is known too.
                known, before = after.releases.get(tag), read_previous(store, after, tag, read)
                try:
                    project = check_out(tag)
                    require_committed(project)
                    is_changed = require_settled(project, because)
                    built = build_site(project, stage / tag, visibility, tag, before=before)
                except (BuildFailed, InputFault) as fault:
                    reason = f"{fault}\n" if str(fault) else ""
                    raise BuildFailed(f"{reason}runbook: this version cannot build the tag {tag}") from None
                files = list_files(BuiltSite(stage / tag))
                request = PublishRequest(tag, tagged if known is None or known.draft else moment, replace=BECAUSE)
                content = NewContent(by_every_id(built.outcome.variants), built.settings.commit, built.committed)
                for sentence in lost_systems(store, after, tag, before, content):
                    report(f"note: {tag}: {sentence}")
                back = aliases_going_back(root, ledger, tag, moved[tag], content)
                request = replace(request, because=because if refuse_regressions(tag, back, because) or is_changed else "")
                release, _ = record_release(store, after, request, built, files)
                after = with_identity(after.with_release(release, moved[tag]), release, tagged, built.settings.visibility)
                lists[f"{LISTS}/{tag}.sha256"] = files.text(tag).encode()
            return StoreChange(
                built=names,
                copies={alias: name for alias, name in after.aliases.items() if name in names},
                files={**root_files(store, after, built.settings, moment.date(), read), **lists},
                follows=dict(zip(names[1:], names, strict=False)),
                message=f"Publish {', '.join(names)}",
            )

        store.update(seen, build)
    return names
