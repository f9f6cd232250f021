"""The MkDocs plugin, through plain `mkdocs`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from generator.site.file_builds import build_of
from generator.site.mkdocs_build import load_settings
from generator.site.mkdocs_internals import build
from tests.conftest import commit_all, write_tiny

QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={**os.environ, **QUIET})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a committed project that has an address, a forge, links for edits, and a style and a script of its own."""
    root = write_tiny(tmp_path_factory.mktemp("built"))
    config = (root / "mkdocs.yml").read_text().replace("font: false}", "font: false, features: [content.action.edit]}")
    more = "site_url: https://runbooks.example/\nrepo_url: https://github.com/example/runbooks\nedit_uri: edit/main/docs/\n"
    more += "extra_css: [own.css]\nextra_javascript: [own.js]\n"
    (root / "mkdocs.yml").write_text(config + more)
    for name, text in {"own.css": "a {}", "own.js": "window.own = 1;"}.items():
        (root / "docs" / name).write_text(text)
    commit_all(root)
    done = mkdocs(root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return root / "site"


def links(page: Path) -> set[str]:
    found = re.findall(r'class="rb-nav__link" href="([^"#]*)"', page.read_text())
    return {os.path.normpath(page.parent / link).removeprefix(f"{page.parents[2]}/") for link in found}


def test_plain_mkdocs_builds_pages_sheets_and_data(built: Path) -> None:
    for path in (
        "index.html",
        "shop/index.html",
        "shop/deploy-day/index.html",
        "forum/rollback/index.html",
        "matrix/index.html",
        "writing.html",
    ):
        assert (built / path).is_file(), path
    assert (built / "runbook.json").is_file()
    assert (built / "shop/sheets/emergency.md").is_file()


def test_every_page_links_each_style_and_script_with_its_build(built: Path) -> None:
    """Also those of the theme and of the project, on sheets, hand-written pages and the page for wrong addresses."""
    linked: set[str] = set()
    for page in built.rglob("*.html"):
        for address in re.findall(r'<(?:link|script)[^>]*(?:href|src)="([^"]+\.(?:css|js)(?:\?[^"]*)?)"', page.read_text("utf-8")):
            path, _, build = address.partition("?d=")
            place = Path(os.path.normpath(built / path[1:] if path.startswith("/") else page.parent / path))
            assert build == build_of(place.read_bytes()), f"{page}: {address}"
            linked.add(place.name.partition(".")[0])
    assert linked == {
        *("main", "pages", "other-pages", "sheet", "own"),
        *("before-paint", "strings", "frame", "ticking", "offline", "runbook-sheet"),
    }


def test_pdfs_are_made_for_the_configured_papers(built: Path, tiny: Path) -> None:
    config = (tiny / "mkdocs.yml").read_text()
    sites: dict[tuple[str, ...], Path] = {(".pdf", ".letter.pdf"): built}
    for papers, endings in {"[a4]": (".pdf",), "[]": ()}.items():
        (tiny / "mkdocs.yml").write_text(config.replace("[search, runbook]", f"[search, runbook: {{papers: {papers}}}]"))
        sites[endings] = tiny / f"site-{len(endings)}"
        assert mkdocs(tiny, "build", "--strict", "--quiet", "--site-dir", str(sites[endings])).returncode == 0
    for endings, site in sites.items():
        assert {"".join(path.suffixes) for path in site.rglob("*.pdf")} == set(endings)
        links = re.findall(r'href="([^"]*\.pdf)"', (site / "shop/print/index.html").read_text())
        assert [link for link in links if not (site / "shop/print" / link).is_file()] == []
        assert bool(links) == bool(endings)


def test_a_page_has_the_navigation_of_its_own_variant(built: Path) -> None:
    found = links(built / "shop/deploy-day/index.html")
    assert "shop/prepare/index.html" in found
    assert not any(link.startswith("forum") for link in found)


def test_generated_pages_have_no_edit_link(built: Path) -> None:
    assert "edit/main/docs/" not in (built / "shop/index.html").read_text()
    assert "edit/main/docs/writing.md" in (built / "writing.html").read_text()


def test_the_sitemap_is_dated_by_the_commit(built: Path) -> None:
    assert set(re.findall("<lastmod>(.*)</lastmod>", (built / "sitemap.xml").read_text())) == {"2026-11-20"}


def test_errors_are_printed_as_a_report_and_end_the_build(tiny: Path) -> None:
    (tiny / "data/variants/shop/more.yaml").write_text("contacts:\n  dba: {titel: DBA}\n")
    done = mkdocs(tiny, "build")
    assert done.returncode == 1
    assert "data/variants/shop/more.yaml:2:9: error[unknown-field]" in done.stderr
    assert "no page was written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tiny / "site").exists()


def test_the_theme_folder_of_the_project_takes_precedence(unprinted: Path) -> None:
    (unprinted / "mine/assets").mkdir(parents=True)
    (unprinted / "mine/assets/runbook-paper.css").write_text("/* our paper */")
    (unprinted / "mine/main.html").write_text('{% extends "base.html" %}{% block content %}{{ super() }}mine{% endblock %}')
    text = (unprinted / "mkdocs.yml").read_text().replace("font: false}", "font: false, custom_dir: mine}")
    (unprinted / "mkdocs.yml").write_text(text)
    assert mkdocs(unprinted, "build", "--strict", "--quiet").returncode == 0
    assert "mine" in (unprinted / "site/shop/index.html").read_text()
    assert "/* our paper */" in (unprinted / "site/assets/pages.css").read_text()


class Watched:
    """Stands for the server of `mkdocs serve`: it notes what it would watch."""

    def __init__(self) -> None:
        self.places: list[str] = []

    def watch(self, place: str) -> None:
        self.places.append(place)


@pytest.mark.usefixtures("second_preview")
def test_the_server_of_mkdocs_watches_all_sources_and_uses_the_hook_that_was_saved(unprinted: Path, tmp_path: Path) -> None:
    """MkDocs keeps a hook once it is loaded, and watches only pages and one settings file."""
    (unprinted / "hook.py").write_text("def on_page_markdown(markdown, **more):\n    return markdown + ' One.'\n")
    (unprinted / "parent.yml").write_text("hooks: [hook.py]\n")
    with (unprinted / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("INHERIT: parent.yml\n")
    server = Watched()
    for number, word in enumerate(("One.", "Two.", "Three.")):
        (unprinted / "hook.py").write_text((unprinted / "hook.py").read_text().replace("One.", word).replace("Two.", word))
        config, plugin = load_settings(unprinted, site_dir=str(tmp_path / "out"))
        if number == 0:
            config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:1/")
        assert word in (tmp_path / "out/writing.html").read_text("utf-8")
        if number == 0:
            plugin.on_serve(cast("Any", server), config=config, builder=None)
    assert {str(unprinted / name) for name in ("data", "docs", "hook.py", "parent.yml", "mkdocs.yml")} <= set(server.places)
