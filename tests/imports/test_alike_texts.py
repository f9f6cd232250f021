"""Texts of two lists are paired by what they have in common."""

from __future__ import annotations

import time

import pytest

from generator.imports.alike_texts import AlikeTexts, alike_texts, similarity

LIKENESS = {
    ("**Lights** are on", "lights are on."): "equal",
    ("检查服务器。", "检查服务器"): "equal",
    ("See [the desk](a.md)", "See the desk"): "near",
    ("Heating: 19 degrees", "Heating: 21 degrees"): "near",
    ("Run `north up`", "Run `south up`"): "near",
    ("Open https://north.test/x", "Open https://south.test/y"): "near",
    ("Mail a@north.test first", "Mail b@south.test first"): "near",
    ("The lamps of the tower are lit at dusk", "The lamps of the towers are lit at dusk"): "near",
    ("Lights are on", "Lights are off"): None,
    ("19", "21"): None,
    ("Doors are locked", "Lift answers"): None,
}


@pytest.mark.parametrize(("texts", "how"), LIKENESS.items())
def test_likeness_of_two_texts(texts: tuple[str, str], how: str | None) -> None:
    """Marks, case and a final stop make no difference; figures, code and addresses a small one."""
    one, other = texts
    assert [[pair.how for pair in alike_texts([left], [right])] for left, right in ((one, other), (other, one))] == [
        [how] if how else []
    ] * 2


def test_lists_are_paired_one_to_one() -> None:
    """Equal texts come before near ones, the first before the second, and what is alone has no pair."""
    north = ["Lights are on", "Returns box is empty", "Heating: 19 degrees", "Check", "Check", "Alone in the north"]
    south = ["Check.", "**Lights** are on", "Heating: 21 degrees", "Returns box is quite empty", "check", "Lift answers"]
    assert alike_texts(north, south, least=0.8) == (
        AlikeTexts(0, 1, "equal"),
        AlikeTexts(1, 3, "near"),
        AlikeTexts(2, 2, "near"),
        AlikeTexts(3, 0, "equal"),
        AlikeTexts(4, 4, "equal"),
    )


def test_similar_texts_of_scripts_without_spaces_are_found() -> None:
    """A character more is a small difference in Chinese too."""
    assert alike_texts(["检查所有服务器的磁盘空间是否充足"], ["检查全部服务器的磁盘空间是否充足"], least=0.8) == (AlikeTexts(0, 0, "near"),)


def test_most_similar_text_is_taken() -> None:
    """Of several texts that are similar enough, the most similar one is meant."""
    assert alike_texts(
        ["the red lamp of the tower burns"], ["the red lamp of a tower burned", "the red lamp of the towers burns"], least=0.7
    ) == (AlikeTexts(0, 1, "near"),)
    assert similarity("abc", "xyz", least=0.5) == 0


def test_long_lists_are_compared_in_time() -> None:
    """Thousands of texts with the same words are paired in seconds, not in hours."""
    left = [f"Step {chr(97 + number % 26)}{number}x of the list is done by the team on duty" for number in range(1500)]
    right = [f"Step {chr(97 + number % 26)}{number}y of the list is done by the team on duty" for number in range(1500)]
    start = time.process_time()
    assert alike_texts(left, right)
    assert time.process_time() - start < 10
