"""Stop a public build if one of its files contains an internal text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.checks.resolve import Outcome
from generator.document.pages import SiteSettings
from generator.project.faults import InputFault
from generator.redaction.find_leaks import Leak, find_leaks
from generator.report.diagnostics_report import count_of

MOST_LISTED = 20
MOST_SHOWN = 60
THEME_FILES = ("*.html", "*.js", "*.css", "*.jinja", "*.json", "*.typ")
OWN_FOLDERS = tuple(Path(__file__).parents[1] / name for name in ("templates", "strings"))


class Disclosed(InputFault):
    """Public files contain internal texts. The message lists them with their files and their places in the data."""


def refuse_leaks(
    outcome: Outcome,
    settings: SiteSettings,
    files: Iterable[tuple[str, bytes]],
    docs: Mapping[str, str] = {},
    themes: Iterable[Path] = (),
) -> None:
    """Search the files of a public build for internal texts. Files of an internal build are not searched.

    Args:
        outcome: The outcome before redaction.
        files: Pairs of path and content.
        docs: The hand-written pages by path.
        themes: The folders of themes. Texts of the themes are not leaks.

    Raises:
        Disclosed: A file contains an internal text.
    """
    if not settings.public:
        return
    folders = (*OWN_FOLDERS, *themes)
    theme = (path.read_bytes() for folder in folders for pattern in THEME_FILES for path in sorted(folder.rglob(pattern)))
    leaks = find_leaks(outcome.variants, files, docs, theme)
    if leaks:
        raise Disclosed(describe(leaks))


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
