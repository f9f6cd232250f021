"""A plain check finds names and encodings of pages and settings that a build refuses."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.open_project import judge, open_project
from generator.project.project_files import read_data
from generator.project.site_encodings import encoding_problems


def made(tiny: Path, path: bytes, content: bytes) -> None:
    place = os.path.join(os.fsencode(tiny), path)  # noqa: PTH118 - a path in bytes
    os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
    with open(place, "wb") as stream:  # noqa: PTH123
        stream.write(content)


@pytest.mark.parametrize(
    ("path", "content", "found"),
    [
        (b"docs/caf\xe9.md", b"# x", ("docs/caf\\xe9.md", 1, "the name has bytes that are not UTF-8")),
        (b"docs/a\nb.png", b"", ("docs/a\\x0ab.png", 1, "the name has a control character, such as a line break")),
        (b"docs/deep\xff/x.md", b"# x", ("docs/deep\\xff/x.md", 1, "the name has bytes that are not UTF-8")),
        (b"docs/deep/x.md", b"# x\n\ncaf\xe9\n", ("docs/deep/x.md", 3, "byte 0xe9 is not UTF-8")),
        (b"docs/x.markdown", "# x".encode("utf-16"), ("docs/x.markdown", 1, "the file is UTF-16")),
        (b"mkdocs.yml", b'site_name: "caf\xe9"\n', ("mkdocs.yml", 1, "byte 0xe9 is not UTF-8")),
        (b"mkdocs.yml", "site_name: x".encode("utf-16")[:-1], ("mkdocs.yml", 1, "the file is UTF-16")),
    ],
)
def test_a_check_finds_what_a_build_refuses(path: bytes, content: bytes, found: tuple[str, int, str], tiny: Path) -> None:
    """It is an error of the check, and hides no other problem."""
    made(tiny, path, content)
    made(tiny, b"data/variants/shop/more.yaml", b"services: {db: {title: Database, contact: nobody}}\n")
    problems = judge(tiny, read_data(tiny), open_project(tiny).today, "check")
    assert found in [(problem.span.file, problem.span.line, problem.message) for problem in problems if problem.severity == "error"]
    assert "unknown-role" in {problem.code for problem in problems}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_settings_that_are_no_file_are_an_error(make: Callable[[Path], None], tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    make(tiny / "mkdocs.yml")
    assert [problem.message for problem in encoding_problems(tiny)] == ["this is not a regular file, so it has no settings"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (b"docs/x.png", b"\xff"),
        (b"docs/bom.md", b"\xef\xbb\xbf# x\n"),
        (b"docs/.old.md", b"\xff"),
        (b"docs/templates/x.md", b"\xff"),
        (b"elsewhere/x.md", b"\xff"),
        (b"mkdocs.yml", "site_name: x\n".encode("utf-16")),
    ],
)
def test_what_a_build_reads_is_no_problem(path: bytes, content: bytes, tiny: Path) -> None:
    """Nor is what it leaves out. If the settings leave out pages, only loading them would tell which."""
    made(tiny, path, content)
    assert encoding_problems(tiny) == ()


def test_pages_that_the_settings_may_leave_out_are_not_read(tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text("site_name: x\nexclude_docs: old.md\n", "utf-8")
    made(tiny, b"docs/old.md", b"\xff")
    os.mkfifo(tiny / "docs/pipe.md")
    assert encoding_problems(tiny) == ()


def test_the_folder_of_the_pages_is_that_of_the_settings(tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text("site_name: x\ndocs_dir: pages/\n", "utf-8")
    made(tiny, b"pages/x.md", b"\xff")
    os.mkfifo(tiny / "pages/pipe.md")
    assert [problem.span.file for problem in encoding_problems(tiny)] == ["pages/x.md"]
    (tiny / "mkdocs.yml").unlink()
    assert encoding_problems(tiny) == ()
