"""`runbook releases`: what is published, and whether it still is what was published."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import BRANCH, RELEASES_FOLDER
from generator.cli.publish_command import store_of
from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, UsageFault

if TYPE_CHECKING:
    from generator.releases.ledger import Ledger
    from generator.releases.verify import Verified

HEAD = ("release", "published", "commit", "files", "size", "what it is")
COMMIT_LENGTH = 12
TO_THE_RIGHT = (3, 4)


@click.command(epilog=EXIT_CODES)
@RELEASES_FOLDER
@BRANCH
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.pass_obj
def releases(folder: Path | None, to: Path | None, branch: str | None, style: str) -> int:
    """List what is published, with date, commit and size, and hold every file against the digests that were recorded then.

    Exits with 1 where a release is not what was published.

    \b
    runbook releases
    runbook releases --branch gh-pages --format json
    """
    from generator.project.progress import Progress
    from generator.project.project_files import locate
    from generator.releases.release_history import read_ledger, read_versions
    from generator.releases.verify import verify
    from generator.report.diagnostics_report import count_of
    from generator.report.source_excerpt import visible

    if to is not None and branch is not None:
        raise UsageFault("--to and --branch name two places: look at one after the other")
    store = store_of(locate(folder), to, branch)
    seen, ledger = read_ledger(store)
    if seen is None:
        raise UsageFault(f"{store.name} has no releases; `runbook publish NAME` adds the first")
    with Progress() as progress:
        progress.say(f"verifying {count_of(len(ledger.standing), 'release')}")
        found = verify(store, ledger)
    if style == "json":
        records = [{**asdict(one.release), "aliases": ledger.aliases_of(one.release.name), "faults": one.faults} for one in found]
        sys.stdout.write(json.dumps({"current": ledger.current, "releases": records}, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_table(ledger, found))
        others = [name for entry in read_versions(store) if (name := entry["version"]) not in ledger.releases]
        if others:
            sys.stdout.write(f"beside them, not published by runbook: {visible(', '.join(others))}\n")
    return INPUT_PROBLEM if any(one.faults for one in found) else CLEAN


def _table(ledger: Ledger, found: Iterable[Verified]) -> str:
    from generator.report.source_excerpt import visible
    from generator.text.file_sizes import size_in_words

    rows = [HEAD]
    told: list[list[str]] = [[]]
    for one in found:
        release = one.release
        size = ("", "") if release.deleted else (str(release.files), size_in_words(release.size))
        day, commit = release.published[:10], release.commit[:COMMIT_LENGTH]
        rows.append((release.name, day, commit or "none", *size, _state(ledger, one)))
        told.append([f"    {visible(line)}" for line in (*one.faults, *_history(one))])
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines: list[str] = []
    for row, more in zip(rows, told, strict=True):
        cells = [
            cell.rjust(width) if at in TO_THE_RIGHT else cell.ljust(width) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines += ["  ".join(cells).rstrip(), *more]
    return "\n".join(lines) + "\n"


def _state(ledger: Ledger, one: Verified) -> str:
    release = one.release
    told = [
        *(["deleted"] if release.deleted else ["draft"] if release.draft else []),
        *(["current"] if release.name == ledger.current else []),
        *ledger.aliases_of(release.name),
    ]
    if not release.deleted:
        told.append("NOT AS PUBLISHED" if one.faults else "verified")
    return ", ".join(told)


def _history(one: Verified) -> list[str]:
    release = one.release
    told = [f"replaced on {replaced.at[:10]}: {replaced.because}" for replaced in release.replaced]
    return told + ([f"deleted on {release.deleted.at[:10]}: {release.deleted.because}"] if release.deleted else [])
