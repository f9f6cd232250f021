"""MkDocs, ProperDocs and Zensical build the same pages from the rendered project. `docs/builders.md` lists what differs."""

from __future__ import annotations

import json
import re
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any

import pytest

from generator.project.faults import CLEAN
from generator.site.file_builds import build_of
from tests.built_site.link_check import MISSING_PAGE, link_fault
from tests.built_site.page_reader import BuiltPage, read_page
from tests.built_site.published_folder import FIRST
from tests.built_site.shared_builds import ROOT, program, run
from tests.cli.bodies import render

GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')


@pytest.fixture(scope="session")
def by_mkdocs(builders: Path) -> dict[str, BuiltPage]:
    return pages_below(builders / "mkdocs")


@pytest.fixture(scope="session")
def by_zensical(builders: Path) -> dict[str, BuiltPage]:
    return pages_below(builders / "plain/site")


def pages_below(folder: Path) -> dict[str, BuiltPage]:
    found = sorted(path for path in folder.rglob("*.html") if path.name != MISSING_PAGE and path.parent.name != "sheets")
    return {path.relative_to(folder).as_posix(): read_page(path) for path in found}


def own(ids: list[str]) -> list[str]:
    """Return the anchors that the theme did not add for itself."""
    return [anchor for anchor in ids if not anchor.startswith("__")]


def html_without_generator(folder: Path) -> dict[str, str]:
    """Return every HTML file of a built site by path, without the tag that names the builder."""
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub("", path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))
    }


def test_the_plain_project_needs_no_plugin_of_this_package(builders: Path) -> None:
    text = (builders / "plain/mkdocs.yml").read_text(encoding="utf-8")
    assert "plugins" not in text
    assert "hooks" not in text
    assert [entry.value for entry in entry_points(group="mkdocs.plugins") if entry.name == "runbook"]


def test_mkdocs_and_zensical_build_the_pages_that_the_plugin_builds(
    site: Path, by_mkdocs: dict[str, Any], by_zensical: dict[str, Any]
) -> None:
    assert sorted(by_zensical) == sorted(by_mkdocs) == sorted(pages_below(site))
    assert len(by_mkdocs) > 80


def test_properdocs_differs_from_mkdocs_only_in_the_generator_tag(builders: Path, site: Path) -> None:
    by_properdocs, by_mkdocs = (html_without_generator(built) for built in (builders / "plugin", site))
    assert f"ProperDocs {version('properdocs')}" in (builders / "plugin/index.html").read_text(encoding="utf-8")
    assert sorted(by_properdocs) == sorted(by_mkdocs)
    assert [path for path, text in by_mkdocs.items() if by_properdocs[path] != text] == []


def test_zensical_has_the_same_boxes_with_the_same_text(by_mkdocs: dict[str, BuiltPage], by_zensical: dict[str, BuiltPage]) -> None:
    for path, page in by_mkdocs.items():
        assert by_zensical[path].boxes == page.boxes, path
        assert by_zensical[path].words == page.words, path
    assert sum(len(page.boxes) for page in by_mkdocs.values()) > 500


def test_zensical_has_the_same_anchors(by_mkdocs: dict[str, BuiltPage], by_zensical: dict[str, BuiltPage]) -> None:
    for path, page in by_mkdocs.items():
        assert own(by_zensical[path].content_ids) == own(page.content_ids), path


def test_zensical_has_the_same_links(by_mkdocs: dict[str, BuiltPage], by_zensical: dict[str, BuiltPage]) -> None:
    for path, page in by_mkdocs.items():
        assert by_zensical[path].content_links == page.content_links, path


def test_zensical_has_the_same_titles_except_on_the_home_page(by_mkdocs: dict[str, BuiltPage], by_zensical: dict[str, BuiltPage]) -> None:
    assert [path for path, page in by_mkdocs.items() if by_zensical[path].title != page.title] == ["index.html"]


def test_the_plugin_builds_what_the_plain_project_builds(site: Path, by_mkdocs: dict[str, BuiltPage]) -> None:
    for path, page in pages_below(site).items():
        assert (page.boxes, page.words, own(page.content_ids)) == (
            by_mkdocs[path].boxes,
            by_mkdocs[path].words,
            own(by_mkdocs[path].content_ids),
        ), path


@pytest.mark.parametrize("folder", ["mkdocs", "plain/site"])
def test_every_link_has_a_target_once_the_files_are_copied(folder: str, builders: Path) -> None:
    built = builders / folder
    files = {path.relative_to(builders / "plain/files").as_posix() for path in (builders / "plain/files").rglob("*")}
    for path in pages_below(built):
        for link in read_page(built / path).links:
            fault = link_fault(built, path, link.target)
            assert not fault or sheet_of(path, link.target) in files, f"{path}: {link.target}: {fault}"


@pytest.mark.parametrize("folder", ["mkdocs", "plain/site"])
def test_pages_link_the_files_of_the_theme_with_their_builds(folder: str, builders: Path) -> None:
    """So do sheets, and the page knows the build of the boxes of its system."""
    built, files = builders / folder, builders / "plain/files"
    system = "elearning-platform"
    page = (built / system / "prepare/index.html").read_text("utf-8")
    scripts = [f"assets/javascripts/{name}.js" for name in ("before-paint", "strings.en", "frame", "ticking")]
    for path in ("assets/pages.css", *scripts):
        assert f'"../../{path}?d={build_of((built / path).read_bytes())}"' in page, path
    assert f'data-rb-boxes="{build_of((files / system / "boxes.js").read_bytes())}"' in page
    sheet = (files / system / "sheets/prepare.html").read_text("utf-8")
    for path in ("assets/sheet.css", "assets/runbook-sheet.js"):
        assert f'"../../{path}?d={build_of((built / path).read_bytes())}"' in sheet, path


def sheet_of(page: str, target: str) -> str:
    """Return the path of the sheet that a link on a page leads to."""
    system = page.partition("/")[0]
    return f"{system}/sheets/{target.rpartition('/')[2].replace('%2Emd#', '.md')}"


def test_the_search_of_zensical_finds_every_box(builders: Path, by_zensical: dict[str, BuiltPage]) -> None:
    entries = json.loads((builders / "plain/site/search.json").read_text(encoding="utf-8"))["items"]
    found = {entry["location"] for entry in entries}
    assert [f"{path}#{box}" for path, page in by_zensical.items() for box in page.boxes if f"{path}#{box}" not in found] == []


def test_the_page_about_builders_names_the_tested_versions() -> None:
    text = (ROOT / "docs/builders.md").read_text(encoding="utf-8")
    for name, package in (("MkDocs", "mkdocs"), ("ProperDocs", "properdocs"), ("Zensical", "zensical")):
        assert f"{name} {version(package)}" in text


def test_mkdocs_and_zensical_name_the_release_on_every_page(tmp_path: Path) -> None:
    stated = FIRST["mkdocs.yml"].replace("{papers: [a4]}", "{papers: [], release: 2026.09-rc, draft: true}")
    for path, text in {**FIRST, "mkdocs.yml": stated}.items():
        (tmp_path / "source" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source" / path).write_text(text, encoding="utf-8")
    assert render(tmp_path / "source", tmp_path / "plain") == CLEAN
    run(program("mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "mkdocs"), cwd=tmp_path / "plain")
    run(program("zensical"), "build", "--strict", cwd=tmp_path / "plain")
    for folder in (tmp_path / "mkdocs", tmp_path / "plain/site"):
        found = [page for page in folder.rglob("*.html") if page.name != MISSING_PAGE]
        assert len(found) > 40
        for page in found:
            assert "<strong>Draft</strong> Release <bdi>2026.09-rc</bdi>" in page.read_text(encoding="utf-8"), page
    assert (tmp_path / "plain/files/shop/places.json").is_file()
