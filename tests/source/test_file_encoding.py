"""The bytes of a file as text, or where they are not UTF-8."""

from __future__ import annotations

import pytest

from generator.source.file_encoding import decoded


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        (b"a: caf\xc3\xa9\n", "a: caf\u00e9\n", None),
        (b"\xef\xbb\xbfa: b\n", "a: b\n", None),
        (b"a\nb: caf\xe9\n", "a\nb: caf\ufffd\n", (2, 7, "byte 0xe9 is not UTF-8")),
        (b"\xff\xfea\0", "\ufffd\ufffda\0", (1, 1, "the file is UTF-16")),
        (b"\xfe\xff\0a", "\ufffd\ufffd\0a", (1, 1, "the file is UTF-16")),
    ],
)
def test_the_first_wrong_byte_is_the_place_of_the_problem(data: bytes, text: str, found: tuple[int, int, str] | None) -> None:
    source, problem = decoded("a.yaml", data)
    assert source.text == text
    assert found == (problem and (problem.span.line, problem.span.column, problem.message))
