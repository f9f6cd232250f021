"""The builds of styles and scripts: in the files, in links to them, and in the list of a site."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from generator.document.pages import OutputFile
from generator.site.file_builds import build_of, builds_of, declared, script_with_build, site_builds, style_with_build, with_builds

BUILDS = {"assets/pages.css": "0000000001", "assets/run.js": "0000000002", "shop/boxes.js": "0000000003"}


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:10]


@pytest.mark.parametrize(
    ("content", "build"),
    [
        (b"run()", digest(b"run()")),
        (script_with_build(b"run()\n"), digest(b"run()\n")),
        (script_with_build(b"run()\n", "!refuses || refuses({build})"), digest(b"run()\n")),
        (script_with_build(b"run()\n", "refuses({build})", b"first();\n"), digest(b"first();\nrun()\n")),
        (style_with_build("assets/pages.css", b"a{}"), digest(b"a{}")),
        (b":root{--rb-build-pages:'0123456789'}", "0123456789"),
        (b"if(window.runbook?.refuses?.(`0123456789`))return", "0123456789"),
    ],
)
def test_a_file_declares_the_digest_of_its_content_also_after_a_program_has_shrunk_it(content: bytes, build: str) -> None:
    assert build_of(content) == build


def test_a_script_asks_before_it_does_anything_and_a_style_declares_a_property_of_its_name() -> None:
    script = declared(OutputFile("shop/boxes.js", "load();\n")).text
    assert re.fullmatch(r'\(\(\) => \{\nif \(window\.runbook\?\.refuses\?\.\("\w{10}"\)\) return;\nload\(\);\n\}\)\(\);\n', script)
    assert declared(OutputFile("assets/sheet.css", "a{}")).text == f':root{{--rb-build-sheet:"{digest(b"a{}")}"}}\na{{}}'


def test_only_styles_and_scripts_have_builds() -> None:
    files = {"a.css": b"a", "b.js": b"b", "c.mjs": b"c", "d.svg": b"d", "e.html": b"e"}
    assert builds_of(files) == {"a.css": digest(b"a"), "b.js": digest(b"b"), "c.mjs": digest(b"c")}


def test_the_list_has_the_search_indexes() -> None:
    names = ("search.js", "shop/search.js", "shop/boxes.js", "shop/places.json", "assets/javascripts/frame.js", "assets/search.css")
    list_ = site_builds([OutputFile(name, name) for name in names])
    found = re.findall(r'"([^"]+)": "(\w{10})"', list_.text)
    assert (list_.path, found) == (
        "builds.js",
        [(name, digest(name.encode())) for name in ("search.js", "shop/search.js")],
    )


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("shop/a/index.html", '<link href="../../assets/pages.css">', '<link href="../../assets/pages.css?d=0000000001">'),
        ("index.html", "<script src='./assets/run.js' defer>", "<script src='./assets/run.js?d=0000000002' defer>"),
        ("index.html", "<script src=assets/run.js defer>", "<script src=assets/run.js?d=0000000002 defer>"),
        ("index.html", "<SCRIPT defer SRC=assets/run.js>", "<SCRIPT defer SRC=assets/run.js?d=0000000002>"),
        ("404.html", '<link href="/site/assets/pages.css">', '<link href="/site/assets/pages.css?d=0000000001">'),
        (
            "shop/a/index.html",
            '<section data-rb-run="shop" data-rb-root=".." class="x">',
            '<section data-rb-run="shop" data-rb-root=".." data-rb-boxes="0000000003" class="x">',
        ),
        ("shop/a/index.html", "<section data-rb-root=..>", '<section data-rb-root=.. data-rb-boxes="0000000003">'),
    ],
)
def test_a_page_links_files_with_their_builds(path: str, before: str, after: str) -> None:
    page = f"<html>{before}</html>"
    assert with_builds(page.encode(), path, BUILDS, "/site/").decode() == f"<html>{after}</html>"


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="assets/run.js?v=2">',
        '<script src="assets/other.js">',
        '<script src="https://x.example/assets/run.js">',
        '<a href="assets/run.js">',
        "<code>&lt;script src=assets/run.js&gt;</code>",
        '<section data-rb-root="elsewhere">',
        '<link rel="icon" href="assets/icon.svg">',
    ],
)
def test_other_links_stay_as_they_are(tag: str) -> None:
    """Among them are links with a query of the project, files that the site does not have, and links that people follow."""
    assert with_builds(tag.encode(), "index.html", BUILDS) == tag.encode()
