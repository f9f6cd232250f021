"""Bundles: few files from the many small styles and scripts of the theme, because each request costs time on a slow phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BUNDLES: Final = {
    "assets/pages.css": (
        "assets/runbook.css",
        *(f"assets/runbook-{part}.css" for part in ("boxes", "run", "lookup", "overview", "changes", "drawings", "print", "phone")),
        *(f"assets/runbook-{part}.css" for part in ("paper", "shell", "dialogs", "release")),
    ),
    # Scripts of every page, of pages of a release, and of pages with a run. A script may use scripts before it in the same list and all
    # scripts of every page.
    **{
        f"assets/javascripts/{name}.js": tuple(f"assets/javascripts/{part}.js" for part in parts)
        for name, parts in {
            "frame": (
                *("elements", "finding", "search", "filters", "search-dialog", "switcher", "filter", "keys"),
                *("blanks", "blank-inputs", "copy", "shell"),
            ),
            "releases": ("places", "versions", "superseded"),
            "ticking": (
                *("event-journal", "event-database", "event-store", "run-events", "run-state"),
                *("answers", "clock", "times", "runs", "run"),
                *("earlier-copies", "ticks", "moments", "progress", "run-card", "finish"),
            ),
            "before-paint": ("before-paint",),
            "offline": ("offline",),
            # Loaded on demand.
            "answer-dialog": ("answer-dialog",),
            "hand-over": (
                *("earlier-runs", "reading-events", "bit-coder", "short-addresses", "event-packing"),
                *("run-file", "run-link", "run-comparison", "run-differences", "run-transfer", "carry-dialog"),
            ),
            "run-dialog": ("run-dialog",),
        }.items()
    },
    # Sheets load no other script.
    "assets/runbook-sheet.js": ("assets/javascripts/clock.js", "assets/javascripts/sheet-times.js"),
}
# Comments that have lines of their own.
COMMENTS: Final = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
PARTS: Final = frozenset(part for parts in BUNDLES.values() for part in parts)


def bundled(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Join the parts of each bundle that are in `parts`, in the order of the bundle; a bundle without parts is left out.

    Each script becomes a function, so that scripts share only the properties that they set on `window.runbook`. Comments are left out: they
    are a quarter of the bytes of a bundle, and readers on a slow phone need none of them.
    """
    found = {path: [_closed(part, parts[part]) for part in names if part in parts] for path, names in BUNDLES.items()}
    return {path: b"\n".join(contents) for path, contents in found.items() if contents}


def _closed(path: str, content: bytes) -> bytes:
    short = COMMENTS.sub(b"", content)
    return b'(() => {\n"use strict";\n%b})();\n' % short if path.endswith(".js") else short
