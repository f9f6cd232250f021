"""Publishes one release: checks its data, builds it, compares it with the ledger, and adds it to the store in one update."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from generator.checks.resolve import snapshot_of
from generator.diagnostics.diagnostic import Diagnostic, some_of
from generator.diff.compare import compare
from generator.diff.summary_sentence import sum_up
from generator.model.entities import Visibility
from generator.model.release_names import LATEST
from generator.model.variant import by_every_id
from generator.project.committed_content import uncommitted
from generator.project.faults import InputFault, UsageFault, installed_version
from generator.project.open_project import Project, judge_project
from generator.project.repository import find_repository
from generator.releases.digest_list import DigestList, list_differences, list_files, parse_list
from generator.releases.feeds import new_id
from generator.releases.ledger import Ledger, Release, Replacement, timestamp
from generator.releases.regressions import NewContent, aliases_going_back, lost_commit, lost_systems, refuse_regressions, start_going_back
from generator.releases.release_history import read_ledger, read_previous, read_snapshot, read_staged, read_versions
from generator.releases.release_store import LISTS, ReleaseStore, StoreChange, retried
from generator.releases.root_files import root_files
from generator.site.built_site import BuiltSite
from generator.site.mkdocs_build import Built, build_site
from generator.site.mkdocs_sources import source_files
from generator.site.mkdocs_variables import deciding_variables


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """What to publish.

    Attributes:
        name: The name of the release.
        moment: The moment of publishing; with a time zone.
        replace: The reason to replace a release of this name; empty if no release may be replaced.
        because: The reason why readers lose content by the release; empty if they must not.
        visibility: The readers that the release is built for; None for the setting in `mkdocs.yml`.
    """

    name: str
    moment: datetime
    aliases: tuple[str, ...] = ()
    draft: bool = False
    replace: str = ""
    because: str = ""
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The result of publishing.

    Attributes:
        systems: The number of systems in the release.
        is_changed: Whether the release or one of its aliases had to be written.
        notes: Sentences for the user about aliases that go back, a missing commit, and a reason that was not needed.
    """

    release: Release
    aliases: tuple[str, ...]
    systems: int
    is_changed: bool
    notes: tuple[str, ...] = ()


GIT_DIR = "GIT_DIR"
UNUSED = "readers lose nothing by this release, so the reason of --because is not recorded"


class NotReleasable(Exception):
    """The data have errors, so no release may be made. `draft_allowed` says whether a draft may be made."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], *, draft_allowed: bool) -> None:
        self.diagnostics = diagnostics
        self.draft_allowed = draft_allowed
        super().__init__(f"{len(diagnostics)} errors prevent a release")


class _Unchanged(Exception):
    """The store has the requested release already."""


def check_releasable(project: Project, *, draft: bool, because: str = "") -> None:
    """Raise NotReleasable or InputFault if the project must not be released. Drafts are not checked here; the build checks their data.

    With the reason `because`, the project may have no variants, and variables may decide its settings.
    """
    if draft:
        return
    accepted = ("no-variant",) if because else ()
    errors = tuple(problem for problem in judge_project(project, "release") if problem.severity == "error" and problem.code not in accepted)
    if errors:
        raise NotReleasable(errors, draft_allowed=project.outcome.ok)
    require_committed(project.root)
    require_settled(project.root, because)


def require_settled(root: Path, because: str) -> bool:
    """Return whether variables of the environment decide settings. Raises InputFault if they do, and no reason is given."""
    variables = deciding_variables(root)
    if variables and not because:
        help = 'Unset them, or make the values for releases the defaults, or add --because "why"; the reason is recorded.'
        named = some_of([f"`{name}`" for name in variables], 5)
        raise InputFault(
            f"these variables of the environment change the settings, so the release would have more than its commit: {named}. {help}"
        )
    return bool(variables)


def require_committed(root: Path) -> None:
    """Raise InputFault if something that the site of the project at `root` is made of differs from the commit."""
    repository = find_repository(root)
    if repository is None and os.environ.get(GIT_DIR):
        help = f"Publish from a clone, or run `unset {GIT_DIR}` to publish without a commit."
        raise InputFault(f"the variable {GIT_DIR} names a repository, and {root} is in none, so the release would name no commit. {help}")
    if repository is not None and (changed := uncommitted(repository, root, source_files(root))):
        help = "Commit all that the site is made of, or publish a --draft."
        raise InputFault(f"these files differ from the commit of the release: {some_of(changed, 5)}. {help}")


@retried
def publish(root: Path, store: ReleaseStore, request: PublishRequest, opened: Project | None = None) -> Published:
    """Build the project at `root` as a release, and add the release to the store.

    `opened` is the project if it was opened with lint before.

    Raises UsageFault for a name that is taken, InputFault for a published release with other content, and BuildFailed; the store is then
    unchanged.
    """
    seen, ledger = read_ledger(store)
    check_names(store, ledger, request)
    previous = read_previous(store, ledger, request.name, store.read)
    results: list[Published] = []

    def check(content: NewContent) -> bool:
        """Return whether readers lose content by the release. Raises InputFault if they do, and no reason is given."""
        lost = lost_systems(store, ledger, request.name, previous, content)
        back = (find(root, ledger, request.name, request.aliases, content) for find in (aliases_going_back, start_going_back))
        return not request.draft and refuse_regressions(request.name, chain(lost, *back), request.because)

    if opened is not None:
        systems = {*opened.outcome.names, *by_every_id(opened.outcome.variants)}
        check(NewContent(systems, opened.revision.of_data, opened.revision.committed))  # before the build, which takes long

    def build(stage: Path) -> StoreChange:
        folder = stage / request.name
        built = build_site(root, folder, request.visibility, request.name, draft=request.draft, before=previous, opened=opened)
        files = list_files(BuiltSite(folder))
        content = NewContent(by_every_id(built.outcome.variants), built.settings.commit, built.committed)
        needs_reason = check(content) or bool(request.because and deciding_variables(root))
        recorded = replace(request, moment=ledger.next_moment(request.moment), because=request.because if needs_reason else "")
        release, is_new = record_release(store, ledger, recorded, built, files)
        known = ledger.aliases_of(request.name)
        # Published files that somebody changed or removed are restored.
        is_new = is_new or any(store.digests(name).digests != files.digests for name in (request.name, *known))
        aliases = tuple(sorted({*known, *request.aliases}))
        notes = (
            *_alias_notes(ledger, request),
            *lost_commit(ledger, request.name, content),
            *((UNUSED,) if request.because and not needs_reason else ()),
        )
        is_changed = is_new or aliases != known or release != ledger.releases.get(request.name)
        results.append(Published(release, aliases, len(built.outcome.variants), is_changed, notes))
        if not is_new:
            shutil.rmtree(folder)
        after = with_identity(ledger.with_release(release, aliases), release, request.moment, built.settings.visibility)
        changed = root_files(store, after, built.settings, request.moment.date(), partial(read_staged, store, stage))
        changed[f"{LISTS}/{request.name}.sha256"] = files.text(request.name).encode()
        # The same release may need an update on a later day, because the feed of reviews depends on the day.
        if not results[-1].is_changed and all(store.read(path) == data for path, data in changed.items()):
            raise _Unchanged
        return StoreChange(
            built=(request.name,) if is_new else (),
            copies=dict.fromkeys(aliases, request.name),
            files=changed,
            follows={request.name: previous.name} if is_new and previous else {},
            message=f"Publish {request.name}" if is_new else f"Update the aliases and root files of {request.name}",
        )

    with suppress(_Unchanged):
        store.update(seen, build)
    return results[-1]


def _alias_notes(ledger: Ledger, request: PublishRequest) -> tuple[str, ...]:
    """Return a note for each alias that moves back to an older release, which happens when the job of an old tag runs again."""
    order = [release.name for release in ledger.newest_first]
    return tuple(
        f"`{alias}` led to {former}, which is newer than {request.name}; "
        f"to undo this, run `runbook publish {former} --alias {alias}` at its commit"
        for alias in request.aliases
        if (former := ledger.aliases.get(alias)) in order and request.name in order and order.index(former) < order.index(request.name)
    )


def with_identity(ledger: Ledger, release: Release, moment: datetime, visibility: Visibility) -> Ledger:
    """Return the ledger with a visibility and a permanent id, made from the commit and the moment of the first release.

    Raises UsageFault for a release of another visibility: a forgotten option must not add internal data to public releases.
    """
    if not ledger.id:
        return replace(ledger, id=new_id(release.commit, moment), since=timestamp(moment), visibility=visibility)
    if ledger.visibility != visibility:
        raise UsageFault(
            f"the releases there are built with --visibility {ledger.visibility}, and this one is {visibility}: publish it elsewhere"
        )
    return ledger


def check_names(store: ReleaseStore, ledger: Ledger, request: PublishRequest) -> None:
    """Raise UsageFault if the name or an alias of a release is taken, or if an alias must not move to the release."""
    others = read_versions(store)
    taken = {entry["version"] for entry in others} - ledger.releases.keys()
    known = {LATEST, *ledger.releases, *ledger.aliases}
    # Aliases of other programs may move to our release.
    theirs = {alias for entry in others for alias in entry.get("aliases", ()) if alias != request.name}
    for name in (request.name, *request.aliases):
        twin = next((other for other in known if other != name and other.lower() == name.lower()), None)
        if twin is not None:
            raise UsageFault(f"`{name}` and `{twin}` differ only in case, and some file systems cannot keep both: use another name")
        if name not in known | taken | theirs and (store.read(name) is not None or store.digests(name).digests):
            raise UsageFault(f"`{name}` exists already, and runbook did not publish it: use another name")
    if request.name in ledger.aliases:
        raise UsageFault(f"`{request.name}` is an alias, of release {ledger.aliases[request.name]}: use another name for the release")
    if request.name == LATEST:
        raise UsageFault(f"`{LATEST}` is the alias of the current release: use another name for the release, and add --alias {LATEST}")
    if request.name in taken:
        raise UsageFault(f"`{request.name}` exists already, and runbook did not publish it: use another name for the release")
    for alias in request.aliases:
        if alias == request.name or alias in ledger.releases or alias in taken:
            raise UsageFault(f"--alias: `{alias}` is the name of a release: use another name for the alias")
    for alias in (*request.aliases, *ledger.aliases_of(request.name)) if request.draft else ():
        target = ledger.releases.get(ledger.aliases.get(alias, ""))
        if alias == LATEST or (target is not None and not target.draft):
            raise UsageFault(f"--alias: `{alias}` leads readers to a finished release, which a draft is not: use another alias")


def record_release(store: ReleaseStore, ledger: Ledger, request: PublishRequest, built: Built, files: DigestList) -> tuple[Release, bool]:
    """Return the ledger's record of a built release, and whether its content is new.

    Raises InputFault if a published release has other content and the request gives no reason to replace it.
    """
    known = ledger.releases.get(request.name)
    digest = files.digest(request.name)
    because = "; ".join(dict.fromkeys(filter(None, (known.because if known is not None else "", request.because))))
    if known is not None and known.digest == digest and known.deleted is None:
        return replace(known, because=because), False
    replaced = known.replaced if known is not None else ()
    if known is not None and not (known.draft and known.deleted is None):
        if not request.replace:
            raise InputFault(_refusal(store, known, built, files))
        replaced += (Replacement(timestamp(request.moment), known.digest, request.replace),)
    release = Release(
        name=request.name,
        published=known.published if known is not None and not known.draft else timestamp(request.moment),
        commit=built.settings.commit,
        date=timestamp(built.committed) if built.committed is not None else "",
        draft=request.draft,
        digest=digest,
        files=len(files.digests),
        size=files.size,
        program=installed_version(),
        changes=sum_up(built.site.changes, built.settings.language) if built.site.changes is not None else "",
        replaced=replaced,
        because=because,
    )
    return release, True


def _refusal(store: ReleaseStore, known: Release, built: Built, files: DigestList) -> str:
    """Return the message that a release is not replaced, with the differences and what to do."""
    help = 'Use another name for it, or add --replace "why" to replace the release; the reason is recorded.'
    if known.deleted is not None:
        return f"release {known.name} was deleted: {known.deleted.because}. {help}"
    lines = [f"release {known.name} is published already, with other content:"]
    old = parse_list(store.read(f"{LISTS}/{known.name}.sha256") or b"", known.name)
    lines += [f"  {line}" for line in list_differences(old, files.digests)]
    snapshot = read_snapshot(store.read, known.name)
    if snapshot is not None:
        lines.append(f"  data: {sum_up(compare(snapshot, snapshot_of(built.outcome)))}")
    if known.commit != built.settings.commit:
        lines.append(f"  commit: {known.commit[:12] or 'none'} then, {built.settings.commit[:12] or 'none'} now")
    if known.program != installed_version():
        lines.append(f"  program: version {known.program} then, {installed_version()} now")
    return "\n".join((*lines, help))
