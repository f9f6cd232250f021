"""The page about other plugins and themes has a row for each row of the matrix that people need to know about."""

from __future__ import annotations

from tests.audit.page import with_part
from tests.audit.plugin_matrix import plugin_table, theme_table
from tests.docs.documents import ROOT


def test_the_tables_are_those_of_the_matrix() -> None:
    """`python -m tests.audit --write` updates the page."""
    text = (ROOT / "docs/mkdocs.md").read_text("utf-8")
    assert with_part(with_part(text, "plugins", plugin_table()), "theme", theme_table()) == text
