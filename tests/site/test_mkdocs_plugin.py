"""The MkDocs plugin, through plain `mkdocs`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={**os.environ, **QUIET})


@pytest.fixture
def built(tiny: Path) -> Path:
    done = mkdocs(tiny, "build", "--strict", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return tiny / "site"


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


@pytest.mark.parametrize(("papers", "endings"), [("[a4]", {".pdf"}), ("[]", set())])
def test_pdfs_are_made_for_the_configured_papers(papers: str, endings: set[str], tiny: Path) -> None:
    text = (tiny / "mkdocs.yml").read_text().replace("[search, runbook]", f"[search, runbook: {{papers: {papers}}}]")
    (tiny / "mkdocs.yml").write_text(text)
    assert mkdocs(tiny, "build", "--strict", "--quiet").returncode == 0
    assert {"".join(path.suffixes) for path in (tiny / "site").rglob("*.pdf")} == endings
    links = re.findall(r'href="([^"]*\.pdf)"', (tiny / "site/shop/print/index.html").read_text())
    assert [link for link in links if not (tiny / "site/shop/print" / link).is_file()] == []
    assert bool(links) == bool(endings)


def test_a_page_has_the_navigation_of_its_own_variant(built: Path) -> None:
    found = links(built / "shop/deploy-day/index.html")
    assert "shop/prepare/index.html" in found
    assert not any(link.startswith("forum") for link in found)


def test_generated_pages_have_no_edit_link(tiny: Path) -> None:
    with (tiny / "mkdocs.yml").open("a") as stream:
        stream.write("repo_url: https://github.com/example/runbooks\nedit_uri: edit/main/docs/\n")
        stream.write("theme: {name: material, font: false, features: [content.action.edit]}\n")
    text = (tiny / "mkdocs.yml").read_text().replace("theme: {name: material, font: false}\n", "")
    (tiny / "mkdocs.yml").write_text(text)
    assert mkdocs(tiny, "build", "--strict", "--quiet").returncode == 0
    assert "edit/main/docs/" not in (tiny / "site/shop/index.html").read_text()
    assert "edit/main/docs/writing.md" in (tiny / "site/writing.html").read_text()


def test_errors_are_printed_as_a_report_and_end_the_build(tiny: Path) -> None:
    (tiny / "data/variants/shop/more.yaml").write_text("contacts:\n  dba: {titel: DBA}\n")
    done = mkdocs(tiny, "build")
    assert done.returncode == 1
    assert "data/variants/shop/more.yaml:2:9: error[unknown-field]" in done.stderr
    assert "no page was written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tiny / "site").exists()


def test_a_hand_written_page_with_the_path_of_a_generated_page_fails_a_strict_build(tiny: Path) -> None:
    (tiny / "docs/shop").mkdir()
    (tiny / "docs/shop/index.md").write_text("# Mine\n")
    done = mkdocs(tiny, "build", "--strict")
    assert done.returncode == 1
    assert "docs/shop/index.md has the path of a generated page: rename it" in done.stderr


def test_the_theme_folder_of_the_project_takes_precedence(tiny: Path) -> None:
    (tiny / "mine/assets").mkdir(parents=True)
    (tiny / "mine/assets/runbook-paper.css").write_text("/* our paper */")
    (tiny / "mine/main.html").write_text('{% extends "base.html" %}{% block content %}mine{% endblock %}')
    text = (tiny / "mkdocs.yml").read_text().replace("font: false}", "font: false, custom_dir: mine}")
    (tiny / "mkdocs.yml").write_text(text)
    assert mkdocs(tiny, "build", "--strict", "--quiet").returncode == 0
    assert "mine" in (tiny / "site/shop/index.html").read_text()
    assert "/* our paper */" in (tiny / "site/assets/pages.css").read_text()


def test_the_sitemap_is_dated_by_the_commit(tiny: Path, commit: Callable[[Path], str]) -> None:
    with (tiny / "mkdocs.yml").open("a") as stream:
        stream.write("site_url: https://runbooks.example/\n")
    commit(tiny)
    assert mkdocs(tiny, "build", "--strict", "--quiet").returncode == 0
    dates = set(re.findall("<lastmod>(.*)</lastmod>", (tiny / "site/sitemap.xml").read_text()))
    assert dates == {"2026-11-20"}
