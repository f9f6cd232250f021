"""Names of files that no report can show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.project.project_files import read_data


@pytest.mark.parametrize(
    ("name", "shown", "message"),
    [
        (b"caf\xe9.yaml", "caf\\xe9.yaml", "the name has bytes that are not UTF-8"),
        (b"\xed\xa0\x80.yml", "\\xed\\xa0\\x80.yml", "the name has bytes that are not UTF-8"),
        (b"two\nlines.yaml", "two\\x0alines.yaml", "the name has a control character, such as a line break"),
        (b"\x1b[2J.yaml", "\\x1b[2J.yaml", "the name has a control character, such as a line break"),
        ("a\u2028b.yaml".encode(), "a\\u2028b.yaml", "the name has a line break"),
        (b"old\xff", "old\\xff", "the name has bytes that are not UTF-8"),
    ],
)
def test_a_name_that_no_report_can_show_is_a_problem(tiny: Path, name: bytes, shown: str, message: str) -> None:
    """Of a file or a folder; the file is not read, and its variant is left out."""
    place = os.fsencode(tiny / "data/variants/shop") + b"/" + name
    if name.endswith((b".yaml", b".yml")):
        with open(place, "wb") as stream:  # noqa: PTH123 - a path in bytes
            stream.write(b"contacts: {}\n")
    else:
        os.mkdir(place)  # noqa: PTH102
    found = read_data(tiny)
    assert [(p.code, p.message, p.span.file) for p in found.diagnostics] == [("unreadable-file", message, f"data/variants/shop/{shown}")]
    assert len(found.files) == 3


@pytest.mark.parametrize("name", ["ফাইল.yaml", "क्‍ष.yaml", "a b.yaml", "日本.yaml", "-.yaml", "x" * 250 + ".yaml"])
def test_names_in_any_language_are_read(tiny: Path, name: str) -> None:
    """Also with joiners, which some languages need."""
    (tiny / "data/variants/shop" / name).write_text("contacts: {}\n")
    assert f"data/variants/shop/{name}" in read_data(tiny).files
    assert read_data(tiny).diagnostics == ()


def test_the_name_of_a_file_that_is_not_read_is_shown_too(tiny: Path) -> None:
    """Also in its message."""
    (tiny / "data/variants/shop/\udcff\n.txt").write_text("")
    found = read_data(tiny)
    assert [(one.message, one.span.file) for one in found.warnings] == [
        ("`\\xff\\x0a.txt` is not read", "data/variants/shop/\\xff\\x0a.txt")
    ]
    assert found.diagnostics == ()
