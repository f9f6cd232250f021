"""The address of the site, which is on every sheet: whether a font has its characters."""

from __future__ import annotations

import re
from pathlib import Path

from generator.checks.lint_glyphs import help_for
from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic
from generator.source.nodes import SourceFile
from generator.text.font_coverage import listed, unprintable

CONFIG = "mkdocs.yml"
SITE_URL = re.compile(r"^site_url:[ \t]*(\S.*)$", re.MULTILINE)


def settings_problems(root: Path) -> Problems:
    """The report of an address that sheets cannot be printed with; of other settings none is on a sheet."""
    try:
        text = (root / CONFIG).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    stated = SITE_URL.search(text)
    missing = unprintable(stated[1]) if stated is not None else ()
    if stated is None or not missing:
        return ()
    start = text.index(missing[0], stated.start(1))
    span = SourceFile(CONFIG, text).span(start, start + len(missing[0]))
    return (Diagnostic("missing-glyph", f"no font has {listed(missing)}", span, help_for(missing), "site_url", severity="warning"),)
