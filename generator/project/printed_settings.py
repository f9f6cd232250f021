"""Reports a site address that sheets cannot print because no font has its characters."""

from __future__ import annotations

import re
from pathlib import Path

from generator.checks.lint_texts import help_for
from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic
from generator.source.nodes import SourceFile
from generator.text.font_coverage import listed, unprintable

CONFIG = "mkdocs.yml"
SITE_URL = re.compile(r"^site_url:[ \t]*(\S.*)$", re.MULTILINE)


def settings_problems(root: Path) -> Problems:
    """Return the problem of `site_url` in `mkdocs.yml`, if there is one; sheets show no other setting."""
    try:
        text = (root / CONFIG).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    address = SITE_URL.search(text)
    if address is None or not (missing := unprintable(address[1])):
        return ()
    start = text.index(missing[0], address.start(1))
    span = SourceFile(CONFIG, text).span(start, start + len(missing[0]))
    return (Diagnostic("missing-glyph", f"no font has {listed(missing)}", span, help_for(missing), "site_url", severity="warning"),)
