"""`runbook publish`: publishes a release to a folder or a git branch, deletes one, or rebuilds all of them from tags."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category

import click

from generator.cli.options import BRANCH, RELEASES_FOLDER, VISIBILITY, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM, REFUSALS, UsageFault

if TYPE_CHECKING:
    from generator.model.entities import Visibility
    from generator.project.open_project import Project
    from generator.releases.publish import Published
    from generator.releases.release_store import ReleaseStore

FOLDER = "published"
UNPRINTABLE = ("Cc", "Cs")  # control characters and lone surrogates


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """The arguments and options of the command, as they were typed."""

    release: str | None = None
    aliases: tuple[str, ...] = ()
    to: Path | None = None
    branch: str | None = None
    push: bool = False
    draft: bool = False
    replace: str | None = None
    because: str | None = None
    delete: str | None = None
    all_tags: bool = False
    visibility: Visibility | None = None


@project_command
@click.argument("release", required=False)
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Move the alias NAME, such as latest, to this release. May be repeated."
)
@RELEASES_FOLDER
@BRANCH
@click.option("--push", is_flag=True, help="Fetch the branch from the remote `origin` first, and push it afterwards.")
@click.option("--draft", is_flag=True, help="Publish as a draft: skips release checks and shows a draft banner.")
@click.option("--replace", metavar="REASON", help="Overwrite an existing release; REASON is recorded.")
@click.option(
    "--because",
    metavar="REASON",
    help="Publish although readers lose systems, an alias goes back, or variables change settings; REASON is recorded.",
)
@click.option("--delete", metavar="REASON", help="Delete a release and replace its pages with a notice giving REASON.")
@VISIBILITY
@click.option("--all-tags", is_flag=True, help="Rebuild the releases of all git tags, oldest first.")
def publish(root: Path, **options: Any) -> int:
    """Check the data as `check --release` does, build the site, and publish it as RELEASE beside the releases published before.

    A published release never changes: publishing the same content again does nothing, and other content under the same name is an error.
    If anything fails, the published releases, the branch and the working tree stay unchanged.

    \b
    runbook publish 2026.12 --alias latest
    runbook publish 2026.12 --alias latest --branch gh-pages --push
    runbook publish 2027.01-rc1 --draft --to /srv/www/runbooks
    runbook publish 2026.12 --replace "the number of the gateway was wrong"
    runbook publish 2027.02 --alias latest --because "the forum was shut down"
    runbook publish --all-tags --alias latest --to /srv/www/runbooks
    """
    asked = PublishOptions(**options)
    _check_options(asked)

    # Imported after the check of the options, so that wrong usage is reported at once.
    from generator.project.output_target import refuse_sources
    from generator.releases.publish import NotReleasable
    from generator.report.diagnostics_report import summary, to_listing, wants_colour
    from generator.site.mkdocs_build import BuildFailed, source_folders

    if asked.branch is None:
        refuse_sources(asked.to or root / FOLDER, root, source_folders(root))
    store = store_of(root, asked.to, asked.branch, push=asked.push)
    nothing = f"nothing was published; {store.name} is unchanged"
    try:
        return _publish(root, store, asked)
    except NotReleasable as fault:
        sys.stderr.write(to_listing(fault.diagnostics, colour=wants_colour(sys.stderr)) + "\n")
        help = "fix or waive this, or publish a --draft" if fault.draft_allowed else "run `runbook check` for details"
        _report(f"{summary(fault.diagnostics)}: {nothing}; {help}")
        return INPUT_PROBLEM
    except BuildFailed as fault:
        _report(f"{fault}\nrunbook: {nothing}" if str(fault) else nothing)
        return INPUT_PROBLEM
    except OSError as fault:
        if fault.errno in REFUSALS:
            _report(nothing)
        raise


def _publish(root: Path, store: ReleaseStore, asked: PublishOptions) -> int:
    from generator.project.open_project import open_project
    from generator.releases.delete_release import delete
    from generator.releases.publish import PublishRequest, check_releasable
    from generator.releases.publish import publish as publish_release
    from generator.releases.rebuild import publish_all_tags
    from generator.report.diagnostics_report import count_of
    from generator.site.mkdocs_build import read_settings

    moment = datetime.now(UTC).replace(microsecond=0)
    if asked.all_tags:
        found = publish_all_tags(root, store, asked.aliases, moment, asked.visibility, _report, asked.because or "")
        sys.stdout.write(f"{store.name}: {count_of(len(found), 'release')} built from tags: {', '.join(found)}\n")
        return CLEAN
    assert asked.release is not None
    project = open_project(root, lint=asked.delete is None)
    for reason in filter(None, (asked.replace, asked.because, asked.delete)):
        _refuse_internal_reason(project, store, reason)
    if asked.delete is not None:
        delete(store, asked.release, asked.delete, moment, read_settings(project))
        sys.stdout.write(f"{store.name}: release {asked.release} deleted; its pages now show a notice\n")
        _warn_of_history(store)
        return CLEAN
    check_releasable(project, draft=asked.draft, because=asked.because or "")
    wanted = PublishRequest(
        asked.release, moment, asked.aliases, asked.draft, asked.replace or "", asked.because or "", visibility=asked.visibility
    )
    done = publish_release(root, store, wanted, project)
    for note in done.notes:
        _report(f"note: {note}")
    sys.stdout.write(f"{store.name}: {_result(done)}\n")
    if asked.replace and done.release.replaced and done.is_changed:
        _warn_of_history(store)
    return CLEAN


def _warn_of_history(store: ReleaseStore) -> None:
    """Warn that deleted or replaced pages stay in the history, if the releases are on a branch."""
    from generator.releases.branch_history import history_warning
    from generator.releases.git_branch_store import BranchStore

    if isinstance(store, BranchStore):
        _report(f"warning: {history_warning(store.branch, is_pushed=store.is_pushed)}")


def _report(line: str) -> None:
    sys.stderr.write(f"runbook: {line}\n")


def _refuse_internal_reason(project: Project, store: ReleaseStore, reason: str) -> None:
    """Raise Disclosed if the reason contains internal text and the releases are public, since the reason is published too."""
    from generator.model.entities import PUBLIC
    from generator.redaction.leak_gate import refuse_leaks
    from generator.releases.release_history import read_ledger
    from generator.site.mkdocs_build import read_docs, read_settings

    if read_ledger(store)[1].visibility == PUBLIC:
        written = read_docs(project.root).written
        refuse_leaks(project.outcome, read_settings(project, PUBLIC), [("the reason", reason.encode())], written)


def store_of(root: Path, folder: Path | None, branch: str | None, *, push: bool = False) -> ReleaseStore:
    """Return the releases in a folder or on a branch.

    Raises UsageFault if both are given, and UsageFault or InputFault for a branch that cannot be used.
    """
    from generator.releases.folder_store import FolderStore
    from generator.releases.git_branch_store import BranchStore

    if branch is None:
        return FolderStore(folder or root / FOLDER)
    if folder is not None:
        raise UsageFault("give --to or --branch, not both")
    store = BranchStore(root, branch, push=push)
    if store.may_be_remote:
        fetch = f"if origin has one, run `git fetch origin {branch}:{branch}` first, or publish with --push"
        _report(f"note: this clone has no branch `{branch}`; {fetch}")
    return store


def _check_options(asked: PublishOptions) -> None:
    """Raise UsageFault for options that contradict each other, and for invalid names and reasons."""
    from generator.model.release_names import NAME_FORM, is_release_name

    replaces, deletes = asked.replace is not None, asked.delete is not None
    contradictions = (
        (asked.all_tags == (asked.release is not None), "name one release, such as `runbook publish 2026.12`, or give --all-tags"),
        (asked.push and asked.branch is None, "--push needs --branch"),
        (
            deletes and (asked.aliases or asked.draft or replaces or asked.because is not None),
            "--delete cannot be combined with --alias, --because, --draft or --replace",
        ),
        (asked.draft and asked.because is not None, "a draft needs no --because: it takes nothing away"),
        (asked.all_tags and (asked.draft or replaces or deletes), "--all-tags cannot be combined with --draft, --replace or --delete"),
    )
    for contradicts, message in contradictions:
        if contradicts:
            raise UsageFault(message)
    for option, reason in (("--replace", asked.replace), ("--because", asked.because), ("--delete", asked.delete)):
        if reason is not None and not reason.strip():
            raise UsageFault(f"{option}: give a reason; it is recorded")
        if any(category(character) in UNPRINTABLE for character in reason or ""):
            raise UsageFault(f"{option}: the reason contains a line break or an unprintable character; write it on one line")
    for name in (asked.release, *asked.aliases):
        if name is not None and not is_release_name(name):
            raise UsageFault(f"invalid name `{name}` for a release or an alias: use {NAME_FORM}")


def _result(done: Published) -> str:
    """Return the message that says what was published."""
    from generator.report.diagnostics_report import count_of
    from generator.text.file_sizes import size_in_words

    release = done.release
    subject = f"{'draft' if release.draft else 'release'} {release.name}"
    also = f", also as {', '.join(done.aliases)}" if done.aliases else ""
    if not done.is_changed:
        return f"{subject} is already published with the same content{also}"
    commit = f"commit {release.commit[:12]}" if release.commit else "no commit"
    size = f"{count_of(done.systems, 'system')}, {count_of(release.files, 'file')}, {size_in_words(release.size)}"
    changes = f"\n  {release.changes}" if release.changes else ""
    return f"{subject} published{also}: {size}, {commit}{changes}"
