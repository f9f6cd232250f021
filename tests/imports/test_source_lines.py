"""Bytes become lines; what is not text is an error that says where."""

from __future__ import annotations

import pytest

from generator.imports.source_lines import decoded, front_matter, lines_of


def test_any_end_of_line_is_one() -> None:
    """Law: lines end as in CommonMark, and a byte order mark is not a part of the text."""
    assert lines_of(decoded(b"\xef\xbb\xbfa\r\nb\rc\n\nd\x0ce")) == ("a", "b", "c", "", "d\x0ce")


def test_an_empty_document_has_one_empty_line() -> None:
    """Law: no bytes are a document too."""
    assert (lines_of(decoded(b"")), front_matter(("",))) == (("",), ((), 0))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("ok\r\nschön".encode("latin-1"), "line 2 is not UTF-8 (byte 0xf6)"),
        ("a".encode("utf-16"), "the document is encoded in UTF-16"),
        (b"a\nb\x00c", "line 2 contains the byte 0x00"),
    ],
)
def test_what_is_not_text_is_refused_at_its_line(data: bytes, reason: str) -> None:
    """Law: bytes that are not text in UTF-8 are an error that names the line and the way out."""
    with pytest.raises(ValueError, match=r"; (save the document|save it|a document)") as error:
        decoded(data)
    assert str(error.value).startswith(reason)


@pytest.mark.parametrize(
    ("text", "fields", "length"),
    [
        (
            "---\ntitle: 'A: b'\ntags:\n  - x\n  - y\n# note\nowner: me\n---\n# T",
            [("title", "A: b", (2,)), ("tags", "x, y", (3, 4, 5)), ("owner", "me", (7,))],
            8,
        ),
        (
            "---\nsummary: |\n  完了。\n  次へ\n  run it\nmore: a\n  b\nlinks:\n  - \"[x](y)\"\n  up: 'z'\n---\n",
            [("summary", "完了。次へ run it", (2, 3, 4, 5)), ("more", "a b", (6, 7)), ("links", "[x](y), up: 'z'", (8, 9, 10))],
            11,
        ),
        ('+++\ntitle = "A"\n+++\n', [("title", "A", (2,))], 3),
        ("---\n\n# T\n---\n", [], 0),
        ("---\ntitle: never closed\n", [], 0),
        ("---\n---\n", [], 0),
        ("text\n---\na: b\n---", [], 0),
    ],
)
def test_front_matter_has_only_keys(text: str, fields: list[tuple[str, str, tuple[int, ...]]], length: int) -> None:
    """Law: front matter is between two fences and has keys alone; a rule above a text begins none."""
    found, lines = front_matter(lines_of(text))
    assert ([(field.key, field.value, field.lines) for field in found], lines) == (fields, length)
