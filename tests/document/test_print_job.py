"""What is printed."""

from __future__ import annotations

from generator.document.pages import OutputFile
from generator.document.print_job import Download, Printed, downloads_of

FILES = (OutputFile("a/x.md", "é"),)
PRINTED = (Printed("a/x.pdf", b"pdf", 3, b"png"), Printed("a/x.letter.pdf", b"letter", 2))


def test_downloads_have_sizes_in_bytes_and_pages() -> None:
    assert downloads_of(FILES, PRINTED) == {
        "a/x.md": Download(2),
        "a/x.pdf": Download(3, 3, preview=True),
        "a/x.letter.pdf": Download(6, 2),
    }
