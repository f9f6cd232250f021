"""The PDFs of a site: the cache, and sheets that cannot be typeset. Also tests `print_page`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.pages import Site, SiteSettings
from generator.document.print_job import Unprintable
from generator.project.open_project import Project, open_project
from generator.site.print_site import print_site

A4 = SiteSettings(papers=("a4",))


def project_with(root: Path, old: str, new: str) -> Project:
    for path in root.glob("data/**/*.yaml"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return open_project(root)


def test_every_sheet_has_a_pdf_and_a_picture_of_its_first_page(tiny: Path) -> None:
    project = open_project(tiny)
    site = print_site(project, SiteSettings())
    for variant, names in {
        "shop": ("prepare", "deploy-day", "emergency", "book", "pack"),
        "forum": ("prepare", "emergency", "book"),
    }.items():
        found = {path for path, _ in site.written() if path.startswith(f"{variant}/sheets/")}
        pages = {"shop": ("folding-card", "incident-log", "plan"), "forum": ("folding-card", "incident-log")}[variant]
        assert found == {f"{variant}/sheets/{name}.{ending}" for name in names for ending in ("md", "html", "pdf", "letter.pdf", "png")} | {
            f"{variant}/sheets/{name}.html" for name in pages
        }
    written = dict(site.written())
    assert all(data.startswith(b"\x89PNG") for path, data in written.items() if path.endswith(".png"))
    page = next(page for page in site.pages if page.path == "shop/print/index.md").markdown
    assert f"{len(written['shop/sheets/book.pdf']) / 1000:.0f} KB, " in page
    again = print_site(open_project(tiny), SiteSettings())
    assert dict(again.written()) == written


def test_an_unchanged_sheet_comes_from_the_cache(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = print_site(open_project(tiny), A4)
    monkeypatch.setattr("generator.paper.typst_compiler._typeset", lambda *_, **__: pytest.fail("typeset again"))
    assert print_site(open_project(tiny), A4).printed == first.printed


def forms(site: Site, variant: str, sheet: str) -> list[str]:
    """Return the lines of a sheet's forms on the print page."""
    page = next(page for page in site.pages if page.path == f"{variant}/print/index.md").markdown
    part = page[page.index(f'id="{sheet}"') :].partition('<ul class="rb-sheets__forms">')[2].partition("</ul>")[0]
    return [line for line in part.splitlines() if line]


def test_a_character_without_a_font_only_stops_the_pdfs_of_its_sheets(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = dict(print_site(open_project(tiny), SiteSettings()).written())
    site = print_site(project_with(tiny, "Connection pooling is configured", "Connections ☯ and 池 are pooled"), SiteSettings())
    written = dict(site.written())
    lost = {f"forum/sheets/{sheet}.{ending}" for sheet in ("prepare", "book") for ending in ("pdf", "letter.pdf", "png")}
    assert whole.keys() - written.keys() == lost
    assert written.keys() <= whole.keys()
    assert [path for path in written if path.startswith("shop/sheets/") and written[path] != whole[path]] == []
    assert "池" in written["forum/sheets/prepare.html"].decode()
    assert site.unprintable[0] == Unprintable("forum/sheets/prepare.pdf", ("池",))
    assert capsys.readouterr().err == (
        "runbook: warning: forum: PDFs of prepare, book are left out: no font has `池`; `runbook check` shows where\n"
    )


def test_the_print_page_explains_a_missing_pdf_and_the_fix(tiny: Path) -> None:
    site = print_site(project_with(tiny, "Connection pooling is configured", "Connections 池 水 are pooled"), SiteSettings())
    a4, letter, html, markdown = forms(site, "forum", "prepare")
    why = "missing: no font has “池”, “水”. Print the page instead. Writers: runbook check shows where."
    assert a4 == f'<li>PDF, A4 <span class="rb-muted">{why}</span></li>'
    assert letter == f'<li>PDF, Letter <span class="rb-muted">{why}</span></li>'
    assert 'href="../sheets/prepare.html"' in html
    assert 'href="../sheets/prepare.md"' in markdown
    assert [line for line in forms(site, "forum", "emergency") if "missing" in line] == []
    assert all(f"prepare.{ending}" not in page.markdown for page in site.pages if page.variant == "forum" for ending in ("pdf", "png"))


def test_a_failure_of_the_typesetter_only_stops_that_pdf(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    template = '#set document(title: "x")\n#if json(bytes(sys.inputs.sheet)).part == "prepare" { panic(1) }'
    monkeypatch.setattr("generator.paper.print_data._template", lambda _: template)
    site = print_site(open_project(tiny), A4)
    assert [one.path for one in site.unprintable] == ["forum/sheets/prepare.pdf", "shop/sheets/prepare.pdf"]
    assert forms(site, "shop", "prepare")[0] == (
        '<li>PDF, A4 <span class="rb-muted">missing: the PDF could not be made. Print the page instead.</span></li>'
    )
    assert capsys.readouterr().err.splitlines() == [
        f"runbook: warning: {name}: PDFs of prepare are left out: the typesetter fails: panicked with: 1" for name in ("forum", "shop")
    ]


@pytest.mark.usefixtures("cjk")
def test_a_chinese_text_is_typeset_with_its_font(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = print_site(project_with(tiny, "Connection pooling is configured", "数据库检查完成"), A4)
    assert site.unprintable == ()
    assert capsys.readouterr().err == ""
    assert len(site.printed) == 8


def test_releases_share_the_pictures_of_equal_sheets(tiny: Path) -> None:
    project = open_project(tiny)
    one, other = (
        dict(print_site(project, SiteSettings(site_url="https://ops.example/", release=name, commit=commit * 40, papers=("a4",))).written())
        for name, commit in (("2026.11", "a"), ("2026.12-final", "b"))
    )
    pictures = [path for path in one if path.endswith(".png")]
    assert len(pictures) == 8
    assert [path for path in pictures if one[path] != other[path]] == []
    assert all(one[path] != other[path] for path in one if path.endswith(".pdf"))
