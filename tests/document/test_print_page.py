"""What readers can download from the page for printing.

Also tests `print_job`.
"""

from __future__ import annotations

from generator.document.pages import OutputFile
from generator.document.print_job import Download, Printed, Unprintable
from generator.document.print_page import downloads_of

FILES = (OutputFile("a/x.md", "é"),)
PRINTED = (Printed("a/x.pdf", b"pdf", 3, b"png"), Printed("a/x.letter.pdf", b"letter", 2))


def test_downloads_have_sizes_in_bytes_and_pages() -> None:
    assert downloads_of(FILES, PRINTED) == {
        "a/x.md": Download(2),
        "a/x.pdf": Download(3, 3, preview=True),
        "a/x.letter.pdf": Download(6, 2),
    }


def test_a_pdf_that_cannot_be_made_is_among_the_downloads() -> None:
    missing = Unprintable("a/y.pdf", ("店",))
    assert downloads_of(FILES, (*PRINTED, missing))["a/y.pdf"] == missing
