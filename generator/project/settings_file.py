"""Finds the file with the settings of a project's site, and reports files that MkDocs does not read."""

from __future__ import annotations

import os
from pathlib import Path

from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.project.faults import InputFault

# MkDocs reads the first of these that exists. The last two are the names that ProperDocs prefers.
NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")


def settings_file(root: Path) -> Path | None:
    """Return the file with the settings of the project at `root`, or None if there is none.

    A link that leads nowhere counts, so that reading it fails: without settings, internal content would be printed.

    Raises InputFault if the only file has a name such as `MKDOCS.YML` or `mkdocs.yml.txt`, which MkDocs does not read.
    """
    present = _present(root)
    if present:
        return root / present[0]
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        meant = path.name.lower().removesuffix(".txt").removeprefix(".")
        if meant in NAMES:
            raise InputFault(f"{path} is not read because of its name: rename it to `{meant}`")
    return None


def settings_problems(root: Path) -> Problems:
    """Return a warning for each settings file that is not read, because another one comes before it."""
    present = _present(root)
    return tuple(
        Diagnostic(
            "unread-settings",
            f"`{name}` is not read, because there is also `{present[0]}`",
            Span(name, 1, 1),
            f"move its settings to `{present[0]}`, and delete it",
            severity="warning",
        )
        for name in present[1:]
    )


def _present(root: Path) -> tuple[str, ...]:
    return tuple(name for name in NAMES if os.path.lexists(root / name))
