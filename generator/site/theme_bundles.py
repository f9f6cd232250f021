"""Bundles: few files from the many small styles and scripts of the theme, because each request costs time on a slow phone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from generator.site.file_builds import build_of, script_with_build, style_with_build

SCRIPTS: Final = "assets/javascripts"
# The first part of the first script of a page: it defines `runbook.refuses`, which the rest asks.
FIRST: Final = f"{SCRIPTS}/builds.js"
FRAME: Final = f"{SCRIPTS}/frame.js"
GUARD: Final = "!window.runbook?.refuses || window.runbook.refuses({build})"
# The scripts that pages link to. Pages load the others on demand.
AT_ONCE: Final = ("before-paint", "frame", "inputs", "releases", "ticking", "offline")

# The runs of a system in this browser.
LOG: Final = (
    *("event-journal", "event-database", "event-store", "run-events", "reading-events", "run-state"),
    *("answers", "clock", "zone-names", "times", "plain-text", "renamed-system", "runs", "run", "drill-mark"),
)
# What an address asks of the page of a sheet.
SHEET: Final = (
    *("clock", "sheet-choice", "sheet-lines", "open-state"),
    *("sheet-parts", "sheet-times", "sheet-list", "sheet-open", "sheet-size"),
)
BUNDLES: Final = {
    "assets/pages.css": (
        "assets/runbook.css",
        *(f"assets/runbook-{part}.css" for part in ("boxes", "run", "lookup", "paper", "shell", "dialogs", "bar", "one", "past")),
        *(f"assets/runbook-{part}.css" for part in ("offline", "release", "covers", "contrast", "phone")),
    ),
    # Styles that pages of phases and emergency pages do not need.
    "assets/other-pages.css": tuple(f"assets/runbook-{part}.css" for part in ("matrix", "overview", "changes", "drawings", "print")),
    # Scripts of every page, of pages with ways or blanks, of pages of a release, and of pages with a run. A script may use scripts before
    # it in the same list and all scripts of every page.
    **{
        f"{SCRIPTS}/{name}.js": tuple(f"{SCRIPTS}/{part}.js" for part in parts)
        for name, parts in {
            "frame": (
                *("elements", "filters", "search-button", "switcher", "keys"),
                *("copy", "load-failure", "shell", "covers"),
            ),
            "inputs": ("ways", "blanks", "blank-inputs"),
            "releases": ("places", "versions", "superseded"),
            "ticking": (
                *LOG,
                *("minutes", "ticks", "filter", "moments", "planned-work", "progress", "run-bar", "run-card", "finish"),
            ),
            "before-paint": ("builds", "before-paint"),
            "offline": ("days", "staleness", "offline"),
            # Loaded on demand.
            "answer-dialog": ("history", "claim-buttons", "answer-dialog"),
            "next": ("next-item", "next", "one-at-a-time"),
            "hand-over": (
                *("earlier-runs", "earlier-copies", "reading-runs", "bit-coder", "short-addresses", "event-packing"),
                *("run-file", "run-link", "run-summary", "markdown-texts", "claims", "record-words", "run-record"),
                *("run-comparison", "log-difference", "claim-list", "run-differences", "run-transfer", "carry-dialog"),
            ),
            "way-back": ("trail", "way-back"),
            "run-time": (
                *("due-lists", "list-pace", "alert-log", "t0-texts", "t0-moves"),
                *("due", "due-words", "due-marks", "due-alerts", "t0-buttons"),
            ),
            "run-dialog": ("zone-choices", "zone-field", "t0-field", "wake-lock", "run-dialog"),
            "run-code": ("qr-code", "run-code"),
            "search-dialog": (
                *("site-builds", "search-words", "normal-texts", "search-query", "search-index", "spelling", "finding", "search-marks"),
                *("search", "arrow-keys", "search-results", "switch-list"),
            ),
            "offline-notice": ("offline-notice",),
            "saved-marks": ("saved-marks",),
            "print-form": ("open-state", "print-form"),
            "web-app": ("web-app",),
            "run-marks": ("blank-records", "run-marks", "decision"),
            # Pages without boxes show the values of the run too.
            "run-log": LOG,
        }.items()
    },
    # Sheets load no other script.
    "assets/runbook-sheet.js": (FIRST, *(f"{SCRIPTS}/{part}.js" for part in SHEET)),
}
# Comments that have lines of their own.
COMMENTS: Final = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
# The types of values, within lines.
TYPES: Final = re.compile(rb"/\*\* ?@(?:(?!\*/)[^\n])*\*/ ?")
# The space before lines, and empty lines; no text of ours has several lines.
INDENT: Final = re.compile(rb"^[ \t\n]+", re.MULTILINE)
# The space where parts of a style meet; no text in a style has one of these characters.
JOINTS: Final = re.compile(rb"\s*([{};])\s*")
PARTS: Final = frozenset(part for parts in BUNDLES.values() for part in parts)


def bundled(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Join the parts of each bundle that are in `parts`, in the order of the bundle; a bundle without parts is left out.

    Each script becomes a function, so that scripts share only the properties that they set on `window.runbook`. Comments and the space
    before lines are left out: they are a third of the bytes of a bundle, and readers on a slow phone need none of them. Each bundle
    declares its build; the frame also knows the builds of the scripts that pages load on demand.
    """
    found = {path: [_closed(part, parts[part]) for part in names if part in parts] for path, names in BUNDLES.items()}
    bundles = {path: _with_build(path, contents) for path, contents in found.items() if contents and path != FRAME}
    if found[FRAME]:
        names = {path: PurePosixPath(path).stem for path in bundles if path.startswith(SCRIPTS)}
        later = {name: build_of(bundles[path]) for path, name in names.items() if name not in AT_ONCE}
        bundles[FRAME] = _with_build(FRAME, [b"window.runbook.later = %b;\n" % json.dumps(later).encode(), *found[FRAME]])
    return bundles


def _with_build(path: str, contents: list[bytes]) -> bytes:
    if path.endswith(".css"):
        return style_with_build(path, b"\n".join(contents))
    # The part that refuses other builds runs before the declaration, which needs it.
    first, others = (contents[0], contents[1:]) if BUNDLES[path][0] == FIRST else (b"", contents)
    return script_with_build(b"\n".join(others), GUARD, first)


def _closed(path: str, content: bytes) -> bytes:
    short = INDENT.sub(b"", COMMENTS.sub(b"", content))
    return b'(() => {\n"use strict";\n%b})();\n' % TYPES.sub(b"", short) if path.endswith(".js") else JOINTS.sub(rb"\1", short)
