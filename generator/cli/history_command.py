"""`runbook history`: every wording of an entity, with its commits, reasons, releases and runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import BRANCH, RELEASES_FOLDER, format_option, project_command
from generator.cli.publish_command import store_of
from generator.project.faults import InputFault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.past_states import VariantPast
    from generator.diff.wording_releases import ReleaseCommit
    from generator.releases.ledger import Ledger
    from generator.releases.release_store import ReleaseStore


@project_command
@click.argument("variant")
@click.argument("address")
@RELEASES_FOLDER
@BRANCH
@format_option("text", "json")
def history(root: Path, variant: str, address: str, to: Path | None = None, branch: str | None = None, style: str = "text") -> None:
    """Show every wording of one entity of VARIANT, the newest first: the commit, the fields that changed, the layer that decided and
    why, the releases with it, and what happened in runs.

    ADDRESS is written as for `explain`. Former ids of the entity and of the variant are followed, and an entity that exists only in
    the past is found too. A merged branch counts as one change. Releases are git tags, and published releases.

    \b
    runbook history elearning-platform database/pooling
    runbook history elearning-platform checklists.database.items.pooling --format json
    """
    from generator.diagnostics.diagnostic import sentences, unknown
    from generator.diff.entry_history import NoStates, entry_history
    from generator.diff.history_as_json import history_json
    from generator.diff.history_as_text import history_text
    from generator.diff.past_states import VariantPast
    from generator.diff.wording_releases import with_releases
    from generator.diff.wording_runs import with_runs_of
    from generator.merge.find_entry import NoSuchAddress
    from generator.project.progress import Progress
    from generator.project.record_files import read_records
    from generator.report.diagnostics_report import wants_colour

    store = store_of(root, to, branch)
    with Progress() as progress:
        past = VariantPast(root, variant, progress.say)
        try:
            found = entry_history(past.states, address, past.is_mentioned_before)
        except NoSuchAddress as fault:
            raise UsageFault(sentences(str(fault), fault.help)) from None
        except NoStates as none:
            if none.skipped:
                raise InputFault(f"variant `{variant}` cannot be merged; run `runbook check` to see why") from None
            raise UsageFault(unknown("variant", variant, sorted(past.names))) from None
        progress.say("comparing releases")
        ledger, gap = _published(store, is_asked=to is not None or branch is not None)
        found, missing = with_releases(found, _releases(root, store, ledger, past), past)
        records = read_records(root)
        found = with_runs_of(found, records.runs_of(found.variant, found.variants[1:]), past.ranks())
    gaps = [*dict.fromkeys((*past.gaps, *gap))]
    gaps += [f"The data of these releases are not here: {', '.join(missing)}."] if missing else []
    gaps += ["Some records of runs cannot be read: `runbook check` lists them."] if records.problems else []
    if style == "json":
        sys.stdout.write(history_json(found, gaps))
    else:
        sys.stdout.write(history_text(found, gaps, colour=wants_colour(sys.stdout)))


def _published(store: ReleaseStore, *, is_asked: bool) -> tuple[Ledger, tuple[str, ...]]:
    """Return the published releases, and a sentence if they cannot be read.

    Raises UsageFault if a place that somebody asked for has none.
    """
    from generator.releases.ledger import Ledger
    from generator.releases.release_history import read_ledger

    try:
        seen, ledger = read_ledger(store)
    except InputFault as fault:
        return Ledger(), (f"Published releases are left out: {fault}",)
    if seen is None and is_asked:
        raise UsageFault(f"{store.name} has no releases; `runbook publish NAME` adds the first")
    return ledger, ()


def _releases(root: Path, store: ReleaseStore, ledger: Ledger, past: VariantPast) -> Iterator[ReleaseCommit]:
    """Yield the tags of the repository, and the published releases, each the oldest first."""
    from generator.diff.wording_releases import ReleaseCommit
    from generator.releases.git_tags import tag_commits
    from generator.releases.release_history import read_snapshot

    tags = tag_commits(root) if past.has_commits else {}
    yield from (ReleaseCommit(name, commit) for name, commit in tags.items())
    for release in reversed(ledger.newest_first):
        if tags.get(release.name, "") != release.commit:
            state = " (deleted)" if release.deleted else " (draft)" if release.draft else ""
            yield ReleaseCommit(f"{release.name}{state}", release.commit, read_snapshot(store.read, release.name))
