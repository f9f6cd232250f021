"""`runbook releases`: lists published releases and verifies their files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.options import BRANCH, RELEASES_FOLDER, format_option, project_command
from generator.cli.publish_command import store_of
from generator.project.faults import CLEAN, INPUT_PROBLEM, UsageFault

if TYPE_CHECKING:
    from generator.releases.ledger import Ledger, Release


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

    store = store_of(root, to, branch)
    seen, ledger = read_ledger(store)
    if seen is None:
        raise UsageFault(f"{store.name} has no releases; `runbook publish NAME` adds the first")
    with Progress() as progress:
        progress.say(f"verifying {count_of(len(ledger.available), 'release')}")
        faults = verify(store, ledger)
    if style == "json":
        records = [{**asdict(one), "aliases": ledger.aliases_of(one.name), "faults": faults[one.name]} for one in ledger.newest_first]
        sys.stdout.write(json.dumps({"current": ledger.current, "releases": records}, ensure_ascii=False, indent=1) + "\n")
    else:
        others = [name for entry in read_versions(store) if (name := entry["version"]) not in ledger.releases]
        sys.stdout.writelines(f"{line}\n" for line in _table(ledger, faults, others))
    return INPUT_PROBLEM if any(faults.values()) else CLEAN


def _table(ledger: Ledger, faults: Mapping[str, tuple[str, ...]], others: Sequence[str]) -> Iterator[str]:
    """Return a line for each release, followed by its faults and its history. The last line lists the releases of other programs."""
    from generator.report.source_excerpt import visible
    from generator.text.file_sizes import size_in_words

    width = max([len("release"), *map(len, ledger.releases)])
    yield f"{'release':{width}}  {'published':10}  {'commit':12}  {'files':>5}  {'size':>8}  state"
    for release in ledger.newest_first:
        files, size = ("", "") if release.deleted else (str(release.files), size_in_words(release.size))
        commit = release.commit[:12] or "none"
        yield f"{release.name:{width}}  {release.published[:10]}  {commit:12}  {files:>5}  {size:>8}  {_state(ledger, release, faults)}"
        history = [f"readers lost content: {release.because}"] if release.because else []
        history += [f"replaced on {replaced.at[:10]}: {replaced.because}" for replaced in release.replaced]
        history += [f"deleted on {release.deleted.at[:10]}: {release.deleted.because}"] if release.deleted else []
        yield from (f"    {visible(line)}" for line in (*faults[release.name], *history))
    if others:
        yield f"not published by runbook: {visible(', '.join(others))}"


def _state(ledger: Ledger, release: Release, faults: Mapping[str, tuple[str, ...]]) -> str:
    states = ["deleted" if release.deleted else "draft" if release.draft else ""]
    states += ["current"] if release.name == ledger.current else []
    states += ledger.aliases_of(release.name)
    states += [] if release.deleted else ["DIFFERS FROM WHAT WAS PUBLISHED" if faults[release.name] else "verified"]
    return ", ".join(filter(None, states))
