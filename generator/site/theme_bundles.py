"""Bundles: the many small styles and scripts of the theme as few files, since each file costs a slow phone a question and an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BUNDLES: Final = {
    "assets/pages.css": tuple(
        f"assets/{name}.css"
        for name in (
            "runbook",
            "runbook-boxes",
            "runbook-run",
            "runbook-lookup",
            "runbook-overview",
            "runbook-changes",
            "runbook-drawings",
            "runbook-print",
            "runbook-phone",
            "runbook-paper",
            "runbook-shell",
            "runbook-dialogs",
            "runbook-release",
        )
    ),
    # On every page; on those of a release; and on those where runs are ticked. Each part stands by itself and may use those before it.
    "assets/javascripts/frame.js": tuple(
        f"assets/javascripts/{name}.js" for name in ("dialog", "search", "search-dialog", "switcher", "filter", "keys", "copy", "shell")
    ),
    "assets/javascripts/releases.js": tuple(f"assets/javascripts/{name}.js" for name in ("places", "versions", "superseded")),
    "assets/javascripts/ticking.js": tuple(
        f"assets/javascripts/{name}.js"
        for name in ("need", "store", "answers", "clock", "times", "run", "ticks", "moments", "progress", "run-card", "finish")
    ),
    # On the sheets, which stand outside the frame.
    "assets/runbook-sheet.js": ("assets/javascripts/clock.js", "assets/javascripts/sheet-times.js"),
}
PARTS: Final = frozenset(part for parts in BUNDLES.values() for part in parts)


def bundled(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each bundle by its path, made of those of its parts that are there, in their order; none of a theme that has no part of it."""
    found = {path: [parts[part] for part in names if part in parts] for path, names in BUNDLES.items()}
    return {path: b"\n".join(contents) for path, contents in found.items() if contents}
