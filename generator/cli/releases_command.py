"""`runbook releases`: lists published releases and verifies their files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.options import BRANCH, RELEASES_FOLDER, format_option, project_command
from generator.cli.publish_command import store_of
from generator.project.faults import CLEAN, INPUT_PROBLEM, UsageFault

if TYPE_CHECKING:
    from generator.releases.ledger import Ledger
    from generator.releases.verify import Verified


@project_command
@RELEASES_FOLDER
@BRANCH
@format_option("text", "json")
def releases(root: Path, to: Path | None = None, branch: str | None = None, style: str = "text") -> int:
    """List published releases with date, commit and size, and verify the SHA-256 of every file.

    Exits with code 1 if a file differs from what was published.

    \b
    runbook releases
    runbook releases --branch gh-pages --format json
    """
    from generator.project.progress import Progress
    from generator.releases.release_history import read_ledger, read_versions
    from generator.releases.verify import verify
    from generator.report.diagnostics_report import count_of
    from generator.report.source_excerpt import visible

    store = store_of(root, to, branch)
    seen, ledger = read_ledger(store)
    if seen is None:
        raise UsageFault(f"{store.name} has no releases; `runbook publish NAME` adds the first")
    with Progress() as progress:
        progress.say(f"verifying {count_of(len(ledger.available), 'release')}")
        found = verify(store, ledger)
    if style == "json":
        records = [{**asdict(one.release), "aliases": ledger.aliases_of(one.release.name), "faults": one.faults} for one in found]
        sys.stdout.write(json.dumps({"current": ledger.current, "releases": records}, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _table(ledger, found))
        others = [name for entry in read_versions(store) if (name := entry["version"]) not in ledger.releases]
        if others:
            sys.stdout.write(f"not published by runbook: {visible(', '.join(others))}\n")
    return INPUT_PROBLEM if any(one.faults for one in found) else CLEAN


def _table(ledger: Ledger, found: Sequence[Verified]) -> Iterator[str]:
    """A line for each release, followed by its faults and its history."""
    from generator.report.source_excerpt import visible
    from generator.text.file_sizes import size_in_words

    width = max([len("release"), *(len(one.release.name) for one in found)])
    yield f"{'release':{width}}  {'published':10}  {'commit':12}  {'files':>5}  {'size':>8}  state"
    for one in found:
        release = one.release
        files, size = ("", "") if release.deleted else (str(release.files), size_in_words(release.size))
        commit = release.commit[:12] or "none"
        yield f"{release.name:{width}}  {release.published[:10]}  {commit:12}  {files:>5}  {size:>8}  {_state(ledger, one)}"
        history = [f"replaced on {replaced.at[:10]}: {replaced.because}" for replaced in release.replaced]
        history += [f"deleted on {release.deleted.at[:10]}: {release.deleted.because}"] if release.deleted else []
        yield from (f"    {visible(line)}" for line in (*one.faults, *history))


def _state(ledger: Ledger, one: Verified) -> str:
    release = one.release
    states = ["deleted" if release.deleted else "draft" if release.draft else ""]
    states += ["current"] if release.name == ledger.current else []
    states += ledger.aliases_of(release.name)
    states += [] if release.deleted else ["DIFFERS FROM WHAT WAS PUBLISHED" if one.faults else "verified"]
    return ", ".join(filter(None, states))
