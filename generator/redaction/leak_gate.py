"""The last look at what goes out to the public: nothing is handed over in which an internal text stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.checks.resolve import Outcome
from generator.document.pages import SiteSettings
from generator.model.visibility import Leak
from generator.project.faults import InputFault
from generator.redaction.find_leaks import NO_DOCS, find_leaks
from generator.report.diagnostics_report import count_of

MOST_LISTED = 20
MOST_SHOWN = 60
WORDS_OF_THEMES = ("*.html", "*.js", "*.css", "*.jinja", "*.json", "*.typ")
OWN_WORDS = tuple(Path(__file__).parents[1] / name for name in ("templates", "strings"))


class Disclosed(InputFault):
    """Internal texts stand in what is meant for the public; the message says which, where, and where the data have them."""


def refuse_leaks(
    outcome: Outcome,
    settings: SiteSettings,
    files: Iterable[tuple[str, bytes]],
    docs: Mapping[str, str] = NO_DOCS,
    themes: Iterable[Path] = (),
) -> None:
    """Look through all files of a public build; for any other nothing is done.

    `outcome` is that of all data, `docs` are the hand-written pages by path.

    Raises Disclosed.
    """
    if not settings.public:
        return
    words = (path.read_bytes() for folder in (*OWN_WORDS, *themes) for path in _files_of(folder))
    leaks = find_leaks(outcome.variants, files, docs, words)
    if leaks:
        raise Disclosed(told(leaks))


def told(leaks: tuple[Leak, ...]) -> str:
    """Each text once, with where it stands in the data and in which file it was found first."""
    first: dict[tuple[str, str], list[str]] = {}
    for leak in leaks:
        first.setdefault((leak.text, leak.source), []).append(leak.path)
    lines = [
        f"  `{text[:MOST_SHOWN]}` of {source} stands in {paths[0]}"
        + (f" and {count_of(len(paths) - 1, 'other file')}" if paths[1:] else "")
        for (text, source), paths in list(first.items())[:MOST_LISTED]
    ]
    more = [f"  and {len(first) - MOST_LISTED} more"] if len(first) > MOST_LISTED else []
    return "\n".join(("internal texts stand in what is meant for the public:", *lines, *more))


def _files_of(theme: Path) -> Iterator[Path]:
    return (path for pattern in WORDS_OF_THEMES for path in sorted(theme.rglob(pattern)))
