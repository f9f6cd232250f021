"""Code in prose that belongs to other programs."""

from __future__ import annotations

from generator.text.prose_code import is_foreign_code, without_foreign_code
from generator.text.prose_markup import parse_prose

PROSE = "a `{{ b }}`\n\n```yaml\n{{ c }}\n```\n```sh\n{{ d }}\n```\n```\n{{ e }}\n```\n"


def test_code_of_other_languages_is_foreign() -> None:
    """Texts, shells and code without a language are ours."""
    assert [is_foreign_code(piece) for piece in parse_prose(PROSE).pieces] == [False, True, False, False]


def test_places_stay_without_foreign_code() -> None:
    """What is left is where it was."""
    left = without_foreign_code(PROSE)
    assert len(left) == len(PROSE)
    assert [left.find(one) for one in "bcde"] == [PROSE.find("b"), -1, PROSE.find("d"), PROSE.find("e")]
