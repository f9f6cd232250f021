"""Publishing one release: built beside what stands there, held against the ledger, and put in place as a whole."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.checks.resolve import snapshot_of
from generator.diff.compare import compare
from generator.diff.diff_sources import FILE, parse_snapshot
from generator.diff.summary_sentence import sum_up
from generator.model.differences import Snapshot
from generator.model.entities import Visibility
from generator.model.release_names import LATEST
from generator.project.faults import InputFault, UsageFault, installed_version
from generator.project.open_project import Project
from generator.releases.digest_list import DigestList, differing, list_files, parse_listing
from generator.releases.feeds import new_id
from generator.releases.ledger import Ledger, Release, Replacement, stamp
from generator.releases.release_history import read_before, read_ledger, read_versions
from generator.releases.release_store import LISTS, ReleaseStore, StoreChange, insist
from generator.releases.root_files import root_files
from generator.site.built_site import BuiltSite
from generator.site.mkdocs_build import Built, ReleaseToBuild, build_site


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """What is asked for: the release's name, the moment of its publishing (aware), its aliases, and why it may replace another.

    `visibility` says for whom it is built; None leaves it to `mkdocs.yml`.
    """

    name: str
    moment: datetime
    aliases: tuple[str, ...] = ()
    draft: bool = False
    replace: str = ""
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A release as it stands now, with its number of systems; `fresh` says whether it, or an alias of it, had to be written."""

    release: Release
    aliases: tuple[str, ...]
    systems: int
    fresh: bool


class _Unchanged(Exception):
    """What is asked for stands there already."""


def publish(root: Path, store: ReleaseStore, wanted: PublishRequest, opened: Project | None = None) -> Published:
    """Build the project at `root` as a release and add it to the store; one that was opened with lint is not read a second time.

    Raises UsageFault for a name that is taken, InputFault for a release that would become another, and BuildFailed; the store is then
    as it was.
    """
    return insist(store, lambda: _publish(root, store, wanted, opened))


def _publish(root: Path, store: ReleaseStore, wanted: PublishRequest, opened: Project | None) -> Published:
    seen, ledger = read_ledger(store)
    others = read_versions(store)
    refuse_names(store, ledger, others, wanted)
    before = read_before(store, ledger, wanted.name)
    made: list[Published] = []

    def build(stage: Path) -> StoreChange:
        folder = stage / wanted.name
        built = build_site(root, folder, ReleaseToBuild(wanted.name, wanted.draft, before), wanted.visibility, opened)
        listed = list_files(BuiltSite(folder))
        release, news = recorded(store, ledger, replace(wanted, moment=ledger.next_moment(wanted.moment)), built, listed)
        known = ledger.aliases_of(wanted.name)
        # What was altered since, or is missing, is made good.
        news = news or any(store.listed(name).digests != listed.digests for name in (wanted.name, *known))
        aliases = tuple(sorted({*known, *wanted.aliases}))
        made.append(Published(release, aliases, built.variants, fresh=news or aliases != known))
        if not news:
            shutil.rmtree(folder)
        after = begun(ledger.with_release(release, aliases), release, wanted.moment, built.settings.visibility)
        snapshot = current_snapshot(store, after, {wanted.name: snapshot_of(built.outcome)})
        files = root_files(after, others, built.settings, snapshot, wanted.moment.date())
        files[f"{LISTS}/{wanted.name}.sha256"] = listed.text(wanted.name).encode()
        # The same release on a later day: reviews may have become overdue, and their feed says so.
        if not made[-1].fresh and all(store.read(path) == data for path, data in files.items()):
            raise _Unchanged
        return StoreChange(
            built=(wanted.name,) if news else (),
            copies=dict.fromkeys(aliases, wanted.name),
            files=files,
            follows={wanted.name: before.name} if news and before else {},
            told=f"Publish {wanted.name}" if news else f"Bring what leads to {wanted.name} up to date",
        )

    with suppress(_Unchanged):
        store.renew(seen, build)
    _tell_of_steps_back(ledger, wanted)
    return made[-1]


def _tell_of_steps_back(ledger: Ledger, wanted: PublishRequest) -> None:
    """Say so where people are led to an older release than before: a job of an old tag that is run once more asks for that too."""
    order = [one.name for one in ledger.newest_first]
    for alias in wanted.aliases:
        former = ledger.aliases.get(alias)
        if former in order and wanted.name in order and order.index(former) < order.index(wanted.name):
            again = f"`runbook publish {former} --alias {alias}` from its commit leads there again"
            sys.stderr.write(f"runbook: note: `{alias}` led to {former}, which is newer than {wanted.name}; {again}\n")


def begun(ledger: Ledger, release: Release, moment: datetime, visibility: Visibility) -> Ledger:
    """A ledger with the id that it bears for ever, made from its first release and the moment of that, and for whom its releases are.

    Raises UsageFault where they are for others: what is internal must not get among what anybody reads because an option was forgotten.
    """
    if not ledger.id:
        return replace(ledger, id=new_id(release.commit, moment), since=stamp(moment), visibility=visibility)
    if ledger.visibility != visibility:
        raise UsageFault(
            f"the releases there are built with --visibility {ledger.visibility}, and this one is {visibility}: publish it elsewhere"
        )
    return ledger


def refuse_names(store: ReleaseStore, ledger: Ledger, others: Sequence[Mapping[str, Any]], wanted: PublishRequest) -> None:
    """Hold that a release's name and aliases are free, or lead where they may be led away from.

    Raises UsageFault.
    """
    taken = {entry["version"] for entry in others} - ledger.releases.keys()
    known = {LATEST, *ledger.releases, *ledger.aliases}
    theirs = {one for entry in others for one in entry.get("aliases", ()) if one != wanted.name}  # an alias may be led away from theirs
    for name in (wanted.name, *wanted.aliases):
        twin = next((one for one in known if one != name and one.lower() == name.lower()), None)
        if twin is not None:
            raise UsageFault(f"`{name}` differs from `{twin}` by capitals alone, and some machines take them for one: use another name")
        if name not in known | taken | theirs and (store.read(name) is not None or store.listed(name).digests):
            raise UsageFault(f"`{name}` is there already and was not published by runbook, and is left alone: give it another name")
    if wanted.name in ledger.aliases:
        raise UsageFault(f"`{wanted.name}` is an alias, of release {ledger.aliases[wanted.name]}: give the release another name")
    if wanted.name == LATEST:
        raise UsageFault(f"`{LATEST}` is the alias of the release that holds: give the release a name of its own, and say --alias {LATEST}")
    if wanted.name in taken:
        raise UsageFault(f"`{wanted.name}` stands there already and was not published by runbook: give the release another name")
    for alias in wanted.aliases:
        if alias == wanted.name or alias in ledger.releases or alias in taken:
            raise UsageFault(f"--alias: `{alias}` is the name of a release: give the alias another name")
    for alias in (*wanted.aliases, *ledger.aliases_of(wanted.name)) if wanted.draft else ():
        led = ledger.releases.get(ledger.aliases.get(alias, ""))
        if alias == LATEST or (led is not None and not led.draft):
            raise UsageFault(f"--alias: `{alias}` is where people look for what holds, and a draft does not: give it another alias")


def current_snapshot(store: ReleaseStore, ledger: Ledger, known: Mapping[str, Snapshot]) -> Snapshot | None:
    """The data of the release that holds now: a known one, or what the store has; None where that cannot be read."""
    name = ledger.current
    return known[name] if name in known else _snapshot_in(store, name)


def _snapshot_in(store: ReleaseStore, name: str) -> Snapshot | None:
    with suppress(InputFault):
        return parse_snapshot(store.read(f"{name}/{FILE}") or b"", name)
    return None


def recorded(store: ReleaseStore, ledger: Ledger, wanted: PublishRequest, built: Built, listed: DigestList) -> tuple[Release, bool]:
    """The ledger's word on what was built, and whether that is news.

    Raises InputFault where a release that stands there would become another without a reason.
    """
    known = ledger.releases.get(wanted.name)
    digest = listed.digest(wanted.name)
    if known is not None and known.digest == digest and known.deleted is None:
        return known, False
    replaced = known.replaced if known is not None else ()
    if known is not None and not (known.draft and known.deleted is None):
        if not wanted.replace:
            raise InputFault(_refusal(store, known, built, listed))
        replaced += (Replacement(stamp(wanted.moment), known.digest, wanted.replace),)
    release = Release(
        name=wanted.name,
        published=known.published if known is not None and not known.draft else stamp(wanted.moment),
        commit=built.settings.commit,
        date=stamp(built.committed) if built.committed is not None else "",
        draft=wanted.draft,
        digest=digest,
        files=len(listed.digests),
        size=listed.size,
        program=installed_version(),
        changes=sum_up(built.site.changes, built.settings.language) if built.site.changes is not None else "",
        replaced=replaced,
    )
    return release, True


def _refusal(store: ReleaseStore, known: Release, built: Built, listed: DigestList) -> str:
    """Why a release is not published again, with what differs."""
    way_out = 'Give it a name of its own, or say with --replace "why" that it takes the place of the other; the reason is recorded.'
    if known.deleted is not None:
        return f"release {known.name} was deleted: {known.deleted.because}. {way_out}"
    lines = [f"release {known.name} is published already, with other content:"]
    old = store.read(f"{LISTS}/{known.name}.sha256") or b""
    lines += [f"  {line}" for line in differing(parse_listing(old.decode("utf-8", "replace"), known.name), listed.digests)]
    snapshot = _snapshot_in(store, known.name)
    if snapshot is not None:
        lines.append(f"  data: {sum_up(compare(snapshot, snapshot_of(built.outcome)))}")
    if known.commit != built.settings.commit:
        lines.append(f"  commit: {known.commit[:12] or 'none'} then, {built.settings.commit[:12] or 'none'} now")
    if known.program != installed_version():
        lines.append(f"  program: version {known.program} then, {installed_version()} now")
    return "\n".join((*lines, way_out))
