"""File sizes as people read them."""

from __future__ import annotations

import pytest

from generator.text.file_sizes import size_in_words


@pytest.mark.parametrize(("size", "words"), [(0, "0 B"), (640, "640 B"), (1000, "1 KB"), (12_400, "12 KB"), (1_430_000, "1.4 MB")])
def test_a_size_has_the_unit_that_people_use(size: int, words: str) -> None:
    assert size_in_words(size) == words
