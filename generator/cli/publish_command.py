"""`runbook publish`: a release added to those that stand in a folder or on a branch, or taken away, or all of them built anew."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any
from unicodedata import category

import click

from generator.cli.options import BRANCH, RELEASES_FOLDER, VISIBILITY
from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, REFUSALS, UsageFault

if TYPE_CHECKING:
    from generator.model.entities import Visibility
    from generator.project.open_project import Project
    from generator.releases.publish import Published
    from generator.releases.release_store import ReleaseStore

FOLDER = "published"
UNSHOWN = ("Cc", "Cs")  # what drives a terminal, and what stands for no letter at all


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What is asked for, as it was typed; None where nothing was."""

    release: str | None = None
    aliases: tuple[str, ...] = ()
    folder: Path | None = None
    branch: str | None = None
    push: bool = False
    draft: bool = False
    replace: str | None = None
    delete: str | None = None
    all_tags: bool = False
    visibility: Visibility | None = None


@click.command(epilog=EXIT_CODES)
@click.argument("release", required=False)
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another address of it, such as latest, which moves with it. May be repeated."
)
@RELEASES_FOLDER
@BRANCH
@click.option("--push", is_flag=True, help="Fetch the branch from the remote `origin` before, and push it after.")
@click.option(
    "--draft", is_flag=True, help="Publish what is no release yet: it may lack what one needs, and says on every page that it is a draft."
)
@click.option("--replace", metavar="WHY", help="Let it take the place of what was published under this name; the reason is recorded.")
@click.option(
    "--delete", metavar="WHY", help="Take the release away; in the place of each of its pages stands that it was deleted, and why."
)
@VISIBILITY
@click.option("--all-tags", is_flag=True, help="Build the releases of all tags of the repository anew, oldest first.")
@click.pass_obj
def publish(folder: Path | None, /, **asked: Any) -> int:
    """Check the data as `check --release` does, build the site as RELEASE, and add it to those that are published.

    A published release never changes: publishing it again with the same content does nothing, with other content is refused. A failure
    at any moment leaves folder, branch and working tree as they were.

    \b
    runbook publish 2026.12 --alias latest
    runbook publish 2026.12 --alias latest --branch gh-pages --push
    runbook publish 2027.01-rc1 --draft --to /srv/www/runbooks
    runbook publish 2026.12 --replace "the number of the gateway was wrong"
    runbook publish --all-tags --alias latest --to /srv/www/runbooks
    """
    return publish_as_asked(folder, PublishOptions(folder=asked.pop("to"), **asked))


def publish_as_asked(folder: Path | None, asked: PublishOptions) -> int:
    """Publish, delete or build anew, as asked."""
    _refuse_contradictions(asked)

    # Loaded only now, so that wrong usage is reported at once.
    from generator.project.project_files import locate
    from generator.releases.release_gate import Unfit
    from generator.report.diagnostics_report import summary, to_listing, wants_colour
    from generator.site.mkdocs_build import BuildFailed

    root = locate(folder)
    store = store_of(root, asked.folder, asked.branch, push=asked.push)
    nothing = f"runbook: nothing was published; {store.name} is as it was\n"
    with _ended_like_from_the_keyboard():
        try:
            return _publish(root, store, asked)
        except Unfit as fault:
            sys.stderr.write(to_listing(fault.diagnostics, colour=wants_colour(sys.stderr, os.environ)) + "\n")
            way_out = (
                "publish a --draft until that is mended, or waive it with a reason" if fault.draft_may else "`runbook check` tells more"
            )
            sys.stderr.write(f"runbook: {summary(fault.diagnostics)}: {way_out}. Nothing was published; {store.name} is as it was\n")
            return INPUT_PROBLEM
        except BuildFailed:
            sys.stderr.write(nothing)
            return INPUT_PROBLEM
        except OSError as fault:
            if fault.errno in REFUSALS:
                sys.stderr.write(nothing)
            raise


def _publish(root: Path, store: ReleaseStore, asked: PublishOptions) -> int:
    from generator.project.open_project import open_project
    from generator.releases.delete_release import delete
    from generator.releases.publish import PublishRequest
    from generator.releases.publish import publish as put
    from generator.releases.rebuild import publish_all_tags
    from generator.releases.release_gate import refuse_unfit
    from generator.report.diagnostics_report import count_of
    from generator.site.mkdocs_build import read_settings

    moment = datetime.now(UTC).replace(microsecond=0)
    if asked.all_tags:
        found = publish_all_tags(root, store, asked.aliases, moment, asked.visibility)
        sys.stdout.write(f"{store.name}: {count_of(len(found), 'release')} built from tags: {', '.join(found)}\n")
        return CLEAN
    assert asked.release is not None
    project = open_project(root, lint=asked.delete is None)
    _refuse_telling(project, store, asked)
    if asked.delete is not None:
        delete(store, asked.release, asked.delete, moment, read_settings(project))
        sys.stdout.write(f"{store.name}: release {asked.release} is deleted; its addresses say so\n")
        return CLEAN
    refuse_unfit(project, draft=asked.draft)
    wanted = PublishRequest(asked.release, moment, asked.aliases, asked.draft, asked.replace or "", asked.visibility)
    _tell(store, put(root, store, wanted, project))
    return CLEAN


def _refuse_telling(project: Project, store: ReleaseStore, asked: PublishOptions) -> None:
    """Raises Disclosed for a reason with something internal in it, where everybody will read it."""
    from generator.model.visibility import PUBLIC
    from generator.redaction.leak_gate import refuse_leaks
    from generator.releases.release_history import read_ledger
    from generator.site.mkdocs_build import read_docs, read_settings

    reason = asked.replace or asked.delete
    if reason and read_ledger(store)[1].visibility == PUBLIC:
        docs = {path: data.decode() for path, data in read_docs(project.root).files.items() if path.endswith(".md")}
        settings = read_settings(project, PUBLIC)
        refuse_leaks(project.outcome, settings, [("the reason", reason.encode())], docs)
        refuse_leaks(project.outcome, settings, (), {"the reason": reason})  # people are found in pages in whatever way they are written


def store_of(root: Path, folder: Path | None, branch: str | None, *, push: bool = False) -> ReleaseStore:
    """Where releases stand, as it was typed.

    Raises UsageFault and InputFault for a branch that cannot be used.
    """
    from generator.releases.folder_store import FolderStore
    from generator.releases.git_branch_store import BranchStore

    if branch is None:
        return FolderStore(folder or root / FOLDER)
    store = BranchStore(root, branch, push=push)
    if store.unseen:
        sys.stderr.write(
            f"runbook: note: this clone knows no branch `{branch}`; where origin has one, fetch it first: "
            f"`git fetch origin {branch}:{branch}`, or publish with --push\n"
        )
    return store


def _refuse_contradictions(asked: PublishOptions) -> None:
    """Raises UsageFault for what cannot be meant together."""
    from generator.model.release_names import NAME_FORM, is_release_name

    if asked.all_tags == (asked.release is not None):
        raise UsageFault("name one release, such as `runbook publish 2026.12`, or build those of all tags with --all-tags")
    if asked.branch is not None and asked.folder is not None:
        raise UsageFault("--to and --branch name two places: publish into one after the other")
    if asked.push and asked.branch is None:
        raise UsageFault("--push goes with --branch: a folder has no remote")
    if asked.delete is not None and (asked.aliases or asked.draft or asked.replace is not None):
        raise UsageFault("--delete takes a release away: it goes with no other wish")
    if asked.all_tags and (asked.draft or asked.replace is not None or asked.delete is not None):
        raise UsageFault("--all-tags builds what was released: it goes with --alias alone, which leads to the newest")
    for option, reason in (("--replace", asked.replace), ("--delete", asked.delete)):
        if reason is not None and not reason.strip():
            raise UsageFault(f"{option}: say why; the reason is recorded")
        if any(category(sign) in UNSHOWN for sign in reason or ""):
            raise UsageFault(f"{option}: the reason has a line break or another sign that no list can show; say it in a line")
    for name in (*((asked.release,) if asked.release is not None else ()), *asked.aliases):
        if not is_release_name(name):
            raise UsageFault(f"`{name}` cannot be the name of a release or an alias: use {NAME_FORM}")


def _tell(store: ReleaseStore, done: Published) -> None:
    from generator.report.diagnostics_report import count_of
    from generator.text.file_sizes import size_in_words

    release = done.release
    what = "draft" if release.draft else "release"
    also = f", also as {', '.join(done.aliases)}" if done.aliases else ""
    commit = f"commit {release.commit[:12]}" if release.commit else "no commit"
    if not done.fresh:
        sys.stdout.write(f"{store.name}: {what} {release.name} is published already, with the same content{also}\n")
        return
    systems = count_of(done.systems, "system")
    size = f"{count_of(release.files, 'file')}, {size_in_words(release.size)}"
    sys.stdout.write(f"{store.name}: {what} {release.name} is published{also}: {systems}, {size}, {commit}\n")
    if release.changes:
        sys.stdout.write(f"  {release.changes}\n")


@contextmanager
def _ended_like_from_the_keyboard() -> Iterator[None]:
    """Build servers end what takes too long with a signal: then too, what was begun is cleared away."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
