"""Stop a public build if one of its files contains an internal text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.checks.resolve import Outcome
from generator.diagnostics.diagnostic import some_of
from generator.document.pages import SiteSettings
from generator.project.faults import InputFault
from generator.redaction.find_leaks import Leak, find_leaks
from generator.redaction.installed_files import InstalledFiles
from generator.report.diagnostics_report import count_of
from generator.text.phrase_matching import UNREADABLE

MOST_LISTED = 20
MOST_SHOWN = 60
OWN_FOLDERS = tuple(Path(__file__).parents[1] / name for name in ("templates", "strings"))


class Disclosed(InputFault):
    """Public files contain internal texts. The message lists them with their files and their places in the data."""


def refuse_leaks(
    outcome: Outcome,
    settings: SiteSettings,
    files: Iterable[tuple[str, bytes]],
    written: Mapping[str, bytes] = {},
    packages: Iterable[Path] = (),
) -> None:
    """Raise Disclosed if a file of a public build contains an internal text. The arguments are those of `leaks_in`."""
    if leaks := leaks_in(outcome, settings, files, written, packages):
        raise Disclosed(describe(leaks))


def leaks_in(
    outcome: Outcome,
    settings: SiteSettings,
    files: Iterable[tuple[str, bytes]],
    written: Mapping[str, bytes] = {},
    packages: Iterable[Path] = (),
) -> tuple[Leak, ...]:
    """Return the internal texts in the files of a public build. Files of an internal build are not searched.

    Args:
        outcome: The outcome before redaction.
        settings: The settings of the site, which is public or not.
        files: Pairs of path and content.
        written: The hand-written files by path.
        packages: The folders of themes and plugins. Their texts are not leaks, and unchanged copies of their files are not searched.
    """
    if not settings.public:
        return ()
    installed = InstalledFiles((*OWN_FOLDERS, *packages))
    ours = ((path, data) for path, data in files if not installed.have(path, data))
    return find_leaks(outcome.variants, ours, written, installed.texts())


def unsearched(written: Iterable[str], settings: SiteSettings) -> str:
    """Return a note about the written files of a public build that cannot be searched, given by path; empty if there are none."""
    names = [path for path in sorted(written) if path.lower().endswith(UNREADABLE)]
    if not settings.public or not names:
        return ""
    return f"note: {count_of(len(names), 'file')} with pictures, PDFs or sound cannot be searched for internal texts: {some_of(names, 3)}\n"


def describe(leaks: tuple[Leak, ...]) -> str:
    """List each text once, with its place in the data and the first file that contains it."""
    first: dict[tuple[str, str], list[str]] = {}
    for leak in leaks:
        first.setdefault((leak.text, leak.source), []).append(leak.path)
    lines = [
        f"  `{text[:MOST_SHOWN]}` of {source} is in {paths[0]}" + (f" and {count_of(len(paths) - 1, 'other file')}" if paths[1:] else "")
        for (text, source), paths in list(first.items())[:MOST_LISTED]
    ]
    more = [f"  and {len(first) - MOST_LISTED} more"] if len(first) > MOST_LISTED else []
    return "\n".join(("public files contain internal texts:", *lines, *more))
