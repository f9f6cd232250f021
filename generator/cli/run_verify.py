"""`runbook run verify`: whether the records are what they were when they were added."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM, UsageFault

if TYPE_CHECKING:
    from generator.diagnostics.diagnostic import Diagnostic
    from generator.project.record_history import RecordHistory


@project_command
@click.argument("variant", required=False)
@click.option(
    "--contains", "digests", metavar="DIGEST", multiple=True, help="Fail unless a record has DIGEST, which somebody noted earlier."
)
def verify(root: Path, variant: str | None = None, *, digests: tuple[str, ...] = ()) -> int:
    """Check that nobody rewrote the records of VARIANT, or of all systems. The first record that was altered is named first.

    Each record names the digests of those before it, and git knows whether a file is what was added. Nothing names the digest of the last
    record: note it, or take it from the page “Past runs” of a release, and give it with --contains.

    \b
    runbook run verify
    runbook run verify elearning-platform --contains sha256:4f2a91c...
    """
    from generator.diagnostics.diagnostic import unknown
    from generator.project.project_files import read_data
    from generator.project.record_files import read_records
    from generator.project.record_history import record_history
    from generator.records.verify_records import verify_records
    from generator.report.diagnostics_report import to_text, wants_colour
    from generator.runs.read_run import DIGEST
    from generator.source.system_aliases import present_systems

    if wrong := next((digest for digest in digests if not DIGEST.fullmatch(digest)), ""):
        raise UsageFault(f"--contains: `{wrong}` is not a digest, which is `sha256:` with 64 digits from 0 to f")
    found, history = read_records(root), record_history(root)
    present = present_systems(read_data(root).files)
    folders: dict[str, list[str]] = {}
    unreadable = [replace(one, severity="error") for one in found.problems]  # what a build only warns of
    elsewhere = [one for one in unreadable if one.span.file.count("/") < 2]  # a folder, or a file beside the folders
    for folder in sorted({*found.records, *(path.split("/")[1] for path in _paths(found.problems, history))}):
        folders.setdefault(present.get(folder, folder), []).append(folder)
    if variant is not None and variant not in folders:
        raise UsageFault(unknown("recorded system", variant, folders))
    broken, missing, lines = bool(elsewhere), set(digests), list[str]()
    for system in (variant,) if variant else tuple(folders):
        records = found.of(system, (folder for folder in folders[system] if folder != system))
        unread = [one for one in unreadable if one not in elsewhere and one.span.file.split("/")[1] in folders[system]]
        ids = {system, *folders[system], *(old for old, new in present.items() if new == system)}
        checked = verify_records(records, _of_folders(history, folders[system]), ids)
        missing -= {record.digest for record in records}
        broken = broken or bool(unread or checked.problems)
        state = "broken" if unread or checked.problems else "unbroken"
        lines.append(f"{system}: {len(records)} record{'' if len(records) == 1 else 's'}, {state}")
        lines += [to_text(unread, colour=wants_colour(sys.stdout)).rstrip()] if unread else []
        lines += [*(f"  error: {text}" for text in checked.problems), *(f"  note: {text}" for text in checked.notes)]
        lines += [f"  last: {head.name} {head.digest}" for head in checked.heads]
    lines += [to_text(elsewhere, colour=wants_colour(sys.stdout)).rstrip()] if elsewhere else []
    lines += [f"error: no record has the digest {digest}" for digest in sorted(missing)]
    sys.stdout.write("\n".join(lines or ["no records in `runs/`"]) + "\n")
    return INPUT_PROBLEM if broken or missing else CLEAN


def _paths(problems: tuple[Diagnostic, ...], history: RecordHistory) -> Iterator[str]:
    yield from (one.span.file for one in problems if one.span.file.count("/") > 1)
    yield from (one.path for one in history.rewritten)


def _of_folders(history: RecordHistory, folders: list[str]) -> RecordHistory:
    """Return what git knows of the files in some folders."""
    rewritten = tuple(one for one in history.rewritten if one.path.split("/")[1] in folders)
    uncommitted, twice = (tuple(path for path in paths if path.split("/")[1] in folders) for paths in (history.uncommitted, history.twice))
    return replace(history, rewritten=rewritten, uncommitted=uncommitted, twice=twice)
