"""The bundles of the theme."""

from __future__ import annotations

from generator.site.mkdocs_plugin import theme_folder
from generator.site.theme_bundles import BUNDLES, PARTS, bundled

SHEET = "assets/runbook-sheet.js"


def test_every_style_and_script_of_the_theme_is_in_one_bundle_of_each_page() -> None:
    assets = theme_folder() / "assets"
    files = [path for kind in ("css", "js") for path in assets.rglob(f"*.{kind}")]
    found = {path.relative_to(theme_folder()).as_posix() for path in files}
    assert found == PARTS
    of_pages = [part for path, parts in BUNDLES.items() if path != SHEET for part in parts]
    assert len(of_pages) == len(set(of_pages))
    assert set(BUNDLES[SHEET]) - set(of_pages) == {"assets/javascripts/sheet-times.js"}, "sheets share the clock with the pages"


def test_a_bundle_has_its_parts_in_the_order_of_the_table() -> None:
    parts = {"assets/runbook-run.css": b"run", "assets/runbook.css": b"first", "assets/else.css": b"else"}
    assert bundled(parts) == {"assets/pages.css": b"first\nrun"}


def test_each_script_of_a_bundle_is_a_strict_function_of_its_own() -> None:
    parts = {f"assets/javascripts/{name}.js": b"const name = 1;\n" for name in ("places", "versions")}
    script = b'(() => {\n"use strict";\nconst name = 1;\n})();\n'
    assert bundled(parts) == {"assets/javascripts/releases.js": script + b"\n" + script}


def test_a_bundle_has_no_comments_that_have_lines_of_their_own() -> None:
    before = b"/* One.\n   Two. */\nlet a = '/* b */';\n  /** @type {A} */\n/** @type {B} */ (a).c();\n/* d */\nlet e;\n"
    after = b"let a = '/* b */';\n/** @type {B} */ (a).c();\nlet e;\n"
    assert bundled({"assets/javascripts/places.js": before}) == bundled({"assets/javascripts/places.js": after})
    assert bundled({"assets/runbook.css": b"/* a */\nb {}\n"}) == {"assets/pages.css": b"b {}\n"}


def test_other_themes_have_no_bundles() -> None:
    assert bundled({"assets/else.css": b"else"}) == {}
