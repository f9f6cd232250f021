"""The bundles of the theme."""

from __future__ import annotations

from generator.site.mkdocs_plugin import theme_folder
from generator.site.theme_bundles import BUNDLES, PARTS, bundled

# Loaded before the first paint, only on pages that are stored offline, or on demand.
ALONE = {"before-paint.js", "offline.js", "answer-dialog.js", "run-dialog.js"}
SHEET = "assets/runbook-sheet.js"


def test_every_style_and_script_is_in_one_bundle_or_loaded_alone() -> None:
    assets = theme_folder() / "assets"
    files = [path for kind in ("css", "js") for path in assets.rglob(f"*.{kind}")]
    found = {path.relative_to(theme_folder()).as_posix() for path in files if path.name not in ALONE}
    assert found == PARTS
    of_pages = [part for path, parts in BUNDLES.items() if path != SHEET for part in parts]
    assert len(of_pages) == len(set(of_pages))
    assert set(BUNDLES[SHEET]) - set(of_pages) == {"assets/javascripts/sheet-times.js"}, "sheets share the clock with the pages"


def test_a_bundle_has_its_parts_in_the_order_of_the_table() -> None:
    parts = {"assets/runbook-run.css": b"run", "assets/runbook.css": b"first", "assets/else.css": b"else"}
    assert bundled(parts) == {"assets/pages.css": b"first\nrun"}


def test_other_themes_have_no_bundles() -> None:
    assert bundled({"assets/else.css": b"else"}) == {}
