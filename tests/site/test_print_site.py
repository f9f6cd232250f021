"""The site of a project in print: the cache, and the report of what cannot be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.pages import SiteSettings
from generator.paper.print_sheet import NotPrinted
from generator.project.open_project import Project, open_project
from generator.report.diagnostics_report import to_text
from generator.site.print_site import print_site
from tests.expectations import Expectation

EMPTY_FRAME = "missing-glyph"
MADE = Path(__file__).parents[1] / "errors" / "_made"
A4 = SiteSettings(papers=("a4",))


def project_with(root: Path, old: str, new: str) -> Project:
    for path in root.glob("data/**/*.yaml"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return open_project(root)


def test_every_sheet_of_a_site_is_printed_with_a_picture_of_its_first_page(tiny: Path) -> None:
    project = open_project(tiny)
    site = print_site(project, SiteSettings())
    names = ("prepare", "deploy-day", "follow-up", "operate", "rollback", "incident", "emergency", "book")
    for variant in ("shop", "forum"):
        found = {path for path, _ in site.written() if path.startswith(f"{variant}/sheets/")}
        assert found == {f"{variant}/sheets/{name}.{ending}" for name in names for ending in ("md", "html", "pdf", "letter.pdf", "png")}
    written = dict(site.written())
    assert all(data.startswith(b"\x89PNG") for path, data in written.items() if path.endswith(".png"))
    page = next(page for page in site.pages if page.path == "shop/print/index.md").markdown
    assert f"{len(written['shop/sheets/book.pdf']) / 1000:.0f} KB, " in page
    again = print_site(open_project(tiny), SiteSettings())
    assert dict(again.written()) == written


def test_a_sheet_that_has_not_changed_comes_from_the_cache(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = print_site(open_project(tiny), A4)
    monkeypatch.setattr("generator.paper.typst_compiler._typeset", lambda *_, **__: pytest.fail("typeset again"))
    assert print_site(open_project(tiny), A4).printed == first.printed


def test_what_no_font_has_is_reported_where_it_stands(tiny: Path, expectation: Expectation) -> None:
    project = project_with(tiny, "Connection pooling is configured", "Connections ☯ and 池 are pooled")
    with pytest.raises(NotPrinted) as fault:
        print_site(project, A4)
    (problem,) = fault.value.diagnostics
    assert problem.code == EMPTY_FRAME
    assert problem.variants == ("forum",)
    expectation.holds(MADE / f"{EMPTY_FRAME}.txt", to_text(fault.value.diagnostics))


def test_releases_share_the_pictures_of_sheets_that_say_the_same(tiny: Path) -> None:
    project = open_project(tiny)
    one, other = (
        dict(print_site(project, SiteSettings(site_url="https://ops.example/", release=name, commit=commit * 40, papers=("a4",))).written())
        for name, commit in (("2026.11", "a"), ("2026.12-final", "b"))
    )
    pictures = [path for path in one if path.endswith(".png")]
    assert len(pictures) == 16
    assert [path for path in pictures if one[path] != other[path]] == []
    assert all(one[path] != other[path] for path in one if path.endswith(".pdf"))
