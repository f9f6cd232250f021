"""The bundles of the theme."""

from __future__ import annotations

import json
import re

from generator.site.file_builds import build_of, script_with_build, style_with_build
from generator.site.mkdocs_plugin import theme_folder
from generator.site.theme_bundles import AT_ONCE, BUNDLES, FIRST, FRAME, GUARD, PARTS, SCRIPTS, bundled

SHEET = "assets/runbook-sheet.js"
# Pages load the runs with the boxes, or without them.
RUNS = f"{SCRIPTS}/run-log.js"


def test_every_style_and_script_of_the_theme_is_in_one_bundle_of_each_page() -> None:
    assets = theme_folder() / "assets"
    files = [path for kind in ("css", "js") for path in assets.rglob(f"*.{kind}")]
    found = {path.relative_to(theme_folder()).as_posix() for path in files}
    assert found == PARTS
    of_pages = [part for path, parts in BUNDLES.items() if path not in (SHEET, RUNS) for part in parts]
    assert len(of_pages) == len(set(of_pages))
    assert set(BUNDLES[RUNS]) < set(BUNDLES[f"{SCRIPTS}/ticking.js"])
    shared = {f"{SCRIPTS}/{part}.js" for part in ("builds", "clock", "open-state")}
    assert set(BUNDLES[SHEET]) & set(of_pages) == shared


def test_a_bundle_has_its_parts_in_the_order_of_the_table_and_declares_its_build() -> None:
    parts = {"assets/runbook-run.css": b"run", "assets/runbook.css": b"first", "assets/else.css": b"else"}
    assert bundled(parts) == {"assets/pages.css": style_with_build("assets/pages.css", b"first\nrun")}


def test_each_script_of_a_bundle_is_a_strict_function_of_its_own_and_the_page_can_refuse_them_all() -> None:
    parts = {f"{SCRIPTS}/{name}.js": b"const name = 1;\n" for name in ("places", "versions")}
    script = b'(() => {\n"use strict";\nconst name = 1;\n})();\n'
    assert bundled(parts) == {f"{SCRIPTS}/releases.js": script_with_build(script + b"\n" + script, GUARD)}


def test_the_part_that_refuses_builds_runs_first_and_belongs_to_the_build() -> None:
    """A page without this part is of a version before 0.2, and runs no script of a later one."""
    parts = {FIRST: b"first();\n", f"{SCRIPTS}/before-paint.js": b"then();\n"}
    script = bundled(parts)[f"{SCRIPTS}/before-paint.js"]
    asked = script.index(b"if (!window.runbook?.refuses || window.runbook.refuses(")
    assert script.index(b"first();") < asked < script.index(b"then();")
    assert build_of(bundled({**parts, FIRST: b"other();\n"})[f"{SCRIPTS}/before-paint.js"]) != build_of(script)


def test_the_frame_knows_the_builds_of_the_scripts_that_pages_load_later() -> None:
    parts = {path: b"run();\n" for path in PARTS if path.endswith(".js")}
    found = bundled(parts)
    names = json.loads(found[FRAME].partition(b"window.runbook.later = ")[2].partition(b";")[0])
    assert {"answer-dialog", "run-dialog"} <= names.keys()
    assert names == {name: build_of(found[f"{SCRIPTS}/{name}.js"]) for name in names}
    scripts = {path.rpartition("/")[2].removesuffix(".js") for path in found if path.startswith(SCRIPTS)}
    assert scripts - names.keys() == {"before-paint", "frame", "inputs", "releases", "ticking", "offline"}


def test_pages_know_which_scripts_must_ask() -> None:
    """A page says that a script of it is missing if the script has asked nothing."""
    source = (theme_folder() / FIRST).read_text("utf-8")
    (names,) = re.findall(r"const OURS = .*\((.*)\)", source)
    assert set(names.split("|")) == {*AT_ONCE, r"strings\.[\w-]+"} - {"before-paint"}


def test_a_bundle_has_no_comments_with_lines_of_their_own_no_types_and_no_space_before_lines() -> None:
    before = b"/* One.\n   Two. */\nlet a = '/* b */';\n  /** @type {A} */\n/** @type {B} */ (a).c();\n/* d */\nlet e;\n"
    after = "let a = '/* b */';\n(a).c();\nlet e;\n"
    assert after.encode() in bundled({f"{SCRIPTS}/places.js": before})[f"{SCRIPTS}/releases.js"]
    style = b"/* a */\nb {\n  c: d;\n}\n\ne {}\n"
    assert bundled({"assets/runbook.css": style}) == {"assets/pages.css": style_with_build("assets/pages.css", b"b{c: d;}e{}")}


def test_other_themes_have_no_bundles() -> None:
    assert bundled({"assets/else.css": b"else"}) == {}
