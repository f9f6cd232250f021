"""The page for printing, with what readers can download from it.

Also tests `print_job`.
"""

from __future__ import annotations

from generator.document.compose import compose
from generator.document.pages import OutputFile, SiteSettings
from generator.document.print_job import Printed, Unprintable
from generator.document.print_page import Download, PrintedSheet, SheetDownload, print_page
from tests.sheet_sample import sample_variant

FILES = (OutputFile("shop/sheets/prepare.md", "é" * 600),)
PRINTED = (Printed("shop/sheets/prepare.pdf", b"p" * 5000, 3, b"png"), Printed("shop/sheets/prepare.letter.pdf", b"l" * 9000, 2))


def sheet_with(*files: Download) -> PrintedSheet:
    """Return the sheet of the first phase on the page; only the pack comes before it."""
    page = print_page(compose(sample_variant(), SiteSettings()), {one.path: one for one in files})
    shown: tuple[PrintedSheet, ...] = page.view["sheets"]
    assert [one.anchor for one in shown][:2] == ["pack", "prepare"]
    return shown[1]


def test_downloads_have_sizes_in_bytes_and_pages() -> None:
    sheet = sheet_with(*FILES, *PRINTED)
    assert sheet.downloads == (
        SheetDownload("PDF, A4", "shop/sheets/prepare.pdf", "5 KB", 3),
        SheetDownload("PDF, Letter", "shop/sheets/prepare.letter.pdf", "9 KB", 2),
        SheetDownload("Markdown", "shop/sheets/prepare.md", "1 KB"),
    )
    assert sheet.picture == "shop/sheets/prepare.png"


def test_a_pdf_that_cannot_be_made_is_among_the_downloads() -> None:
    sheet = sheet_with(*FILES, Unprintable("shop/sheets/prepare.pdf", ("店",)))
    assert [(one.target, bool(one.missing)) for one in sheet.downloads] == [("", True), ("shop/sheets/prepare.md", False)]
    assert "店" in sheet.downloads[0].missing
    assert sheet.picture == ""


def test_a_sheet_that_is_only_a_page_is_offered_if_the_system_has_it() -> None:
    """A plan needs times: a system without them has no plan, and the page does not offer one."""
    plan = OutputFile("shop/sheets/plan.html", "<p>")
    for files, last in (((), "book"), ((plan,), "plan")):
        page = print_page(compose(sample_variant(), SiteSettings()), {one.path: one for one in files})
        assert page.view["sheets"][-1].anchor == page.view["form"].sheets[-1].part == last
