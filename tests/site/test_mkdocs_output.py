"""The files that the plugin adds: none is lost, all can be linked to. Each test builds the tiny project without PDFs, in this process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.pages import OutputFile, SiteSettings
from generator.site.mkdocs_build import BuildFailed, build_site, load_settings
from generator.site.mkdocs_internals import get_files
from generator.site.mkdocs_output import add_link_targets
from tests.site.test_output_paths import SITE


def write(root: Path, path: str, text: str = "# Mine\n") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def configure(root: Path, more: str) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write(more)


PAGES = ["README.md", "shop/index.md", "Forum/index.md", "matrix/README.md"]
STATIC = ["runbook.json", "search.js", "404.html", "sitemap.xml", "sw.js"]


@pytest.fixture(params=["false", "true"], ids=["files", "folders"])
def project(request: pytest.FixtureRequest, unprinted: Path) -> Path:
    """The project with addresses that are files, and with addresses that are folders."""
    text = (unprinted / "mkdocs.yml").read_text("utf-8")
    (unprinted / "mkdocs.yml").write_text(text.replace("use_directory_urls: false", f"use_directory_urls: {request.param}"), "utf-8")
    return unprinted


def test_all_files_in_the_place_of_generated_ones_are_reported_at_once(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The output counts, not the name of the source: README.md is index.html, and one build shows all."""
    taken = [*PAGES, *STATIC]
    for path in taken:
        write(project, f"docs/{path}")
    write(project, "docs/other/README.md")
    with pytest.raises(BuildFailed):
        build_site(project, tmp_path / "out")
    said = capsys.readouterr().err
    assert [path for path in taken if f"docs/{path} " not in said] == []
    assert "docs/README.md and the generated page “Home” are both index.html in the site; rename docs/README.md" in said
    assert "docs/Forum/index.md is Forum/index.html in the site, and the generated page “Forum: Overview” is forum/index.html" in said
    assert "docs/other" not in said


def test_files_of_other_plugins_are_named_with_their_plugin(unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plugin that makes an own home page is in conflict with ours, whichever of the two runs first."""
    hook = "from mkdocs.structure.files import File\ndef on_files(files, config):\n"
    hook += "    old = files.get_file_from_path('index.md')\n    files.remove(old)\n"
    write(unprinted, "own_home.py", hook + "    files.append(File.generated(config, 'index.md', content='# Mine'))\n    return files\n")
    configure(unprinted, "hooks: [own_home.py]\n")
    with pytest.raises(BuildFailed):
        build_site(unprinted, tmp_path / "out")
    assert "index.md, which the plugin `own_home.py` made, and the generated page “Home” are both index.html" in capsys.readouterr().err


def test_a_file_of_the_own_theme_may_replace_a_part_of_ours_and_nothing_else(
    unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A theme overrides templates, styles and scripts; data and bundles would be written over its files."""
    text = (unprinted / "mkdocs.yml").read_text("utf-8")
    (unprinted / "mkdocs.yml").write_text(text.replace("font: false}", "font: false, custom_dir: mine}"), "utf-8")
    write(unprinted, "mine/assets/runbook-paper.css", "/* ours */")
    write(unprinted, "mine/partials/footer.html", "")
    build_site(unprinted, tmp_path / "out")
    write(unprinted, "mine/assets/pages.css", "/* ours */")
    write(unprinted, "mine/runbook.json", "{}")
    with pytest.raises(BuildFailed):
        build_site(unprinted, tmp_path / "out")
    said = capsys.readouterr().err
    assert "mine/assets/pages.css and a generated file are both assets/pages.css" in said
    assert "mine/runbook.json and a generated file are both runbook.json" in said
    assert "runbook-paper" not in said


def test_two_hand_written_pages_with_one_address_are_reported(unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """MkDocs would keep one of them without a word."""
    text = (unprinted / "mkdocs.yml").read_text("utf-8")
    (unprinted / "mkdocs.yml").write_text(text.replace("use_directory_urls: false", "use_directory_urls: true"), "utf-8")
    write(unprinted, "docs/guide.md")
    write(unprinted, "docs/guide/index.md")
    with pytest.raises(BuildFailed):
        build_site(unprinted, tmp_path / "out")
    assert "docs/guide.md and docs/guide/index.md are both guide/index.html" in capsys.readouterr().err


def test_patterns_leave_out_hand_written_pages_only(unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Generated pages link to each other, so none may be missing; a warning says that a pattern did not leave them out."""
    write(unprinted, "docs/README.md")
    write(unprinted, "docs/index.md")
    write(unprinted, "docs/shop/notes.md")
    configure(unprinted, "exclude_docs: |\n  README.md\n  /index.md\n  shop/\ndraft_docs: forum/print/\nnot_in_nav: /matrix/\n")
    build_site(unprinted, tmp_path / "out")
    out = tmp_path / "out"
    assert all((out / path).is_file() for path in ("index.html", "shop/index.html", "shop/deploy-day/index.html", "forum/print/index.html"))
    assert "Mine" not in (out / "index.html").read_text("utf-8")
    assert not (out / "shop/notes.html").exists()
    said = capsys.readouterr().err
    assert "`exclude_docs` matches shop/index.md and 14 more generated pages: in the site all the same" in said
    assert "`draft_docs` matches forum/print/index.md, a generated page: in the site all the same" in said
    assert "not_in_nav" not in said
    assert " index.md" not in said


def test_a_hand_written_page_links_to_everything_that_is_generated(project: Path, tmp_path: Path) -> None:
    """With all checks of links on, links to pages, anchors, sheets and data are accepted, and lead to files that exist."""
    targets = ["shop/index.md", "shop/deploy-day/index.md#checklists.cut-over", "shop/sheets/deploy-day.md", "shop/sheets/prepare.html"]
    links = "\n".join(f"- [x]({target})" for target in (*targets, "runbook.json", "shop/print/index.md"))
    write(project, "docs/guide.md", f"# Guide\n\n{links}\n")
    configure(project, "validation: {links: {not_found: warn, anchors: warn, unrecognized_links: warn, absolute_links: warn}}\n")
    build_site(project, tmp_path / "out")
    page = next(path for path in (tmp_path / "out/guide/index.html", tmp_path / "out/guide.html") if path.is_file())
    text = page.read_text("utf-8")
    hrefs = [part.partition('"')[0] for part in text.partition("<article")[2].split('<a href="')[1:]]
    places = [page.parent / href.partition("#")[0] for href in hrefs if not href.startswith("#")]
    assert len(places) == 6
    assert [place for place in places if not (place / "index.html" if place.is_dir() else place).is_file()] == []
    assert (tmp_path / "out/shop/sheets/deploy-day.md").read_text("utf-8").startswith("# ")


def test_a_link_to_a_file_that_nobody_makes_is_still_an_error(unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is generated can be linked to."""
    write(unprinted, "docs/guide.md", "[x](shop/sheets/deploy-day.docx)\n")
    with pytest.raises(BuildFailed):
        build_site(unprinted, tmp_path / "out")
    assert "shop/sheets/deploy-day.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("published", "pdfs"),
    [(True, {"shop/sheets/prepare.pdf"}), (False, {"shop/sheets/prepare.pdf", "shop/sheets/prepare.letter.pdf"})],
)
def test_pdfs_can_be_linked_to_if_they_are_made_and_in_a_preview(published: bool, pdfs: set[str], tiny: Path) -> None:
    """A preview makes no PDFs, and must not warn about links that are right once the site is built."""
    config, _ = load_settings(tiny)
    files = get_files(config)
    site = replace(SITE, files=(*SITE.files, OutputFile("assets/a.css", "")))
    add_link_targets(config, files, site, SiteSettings(), published=published)
    added = {file.src_uri for file in files} - {"writing.md"}
    assert added == {"runbook.json", "shop/sheets/prepare.md", *pdfs}
    assert [file.src_uri for file in files.documentation_pages()] == ["writing.md"]
