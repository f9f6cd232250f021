"""What is printed."""

from __future__ import annotations

from generator.document.pages import OutputFile
from generator.document.print_job import Download, Printed, Unprintable, downloads_of

FILES = (OutputFile("a/x.md", "é"),)
PRINTED = (Printed("a/x.pdf", b"pdf", 3, b"png"), Printed("a/x.letter.pdf", b"letter", 2))


def test_downloads_have_sizes_in_bytes_and_pages() -> None:
    assert downloads_of(FILES, PRINTED) == {
        "a/x.md": Download(2),
        "a/x.pdf": Download(3, 3, preview=True),
        "a/x.letter.pdf": Download(6, 2),
    }


def test_what_is_missing_is_known_beside_what_is_there() -> None:
    missing = Unprintable("a/y.pdf", ("店",))
    assert downloads_of(FILES, (*PRINTED, missing))["a/y.pdf"] == missing
