"""Hostile files that are deeply nested."""

from __future__ import annotations

from tests.hostile.recipe import CHECKLIST, PHASES, recipe


@recipe
def brackets() -> str:
    return "[" * 100_000


@recipe
def braces() -> str:
    return "{" * 100_000


@recipe
def braces_with_keys() -> str:
    return "{a: " * 100_000


@recipe
def dashes() -> str:
    return "- " * 100_000


@recipe
def question_marks() -> str:
    return "? " * 100_000


@recipe
def colons() -> str:
    return ": " * 100_000


@recipe
def staircase() -> str:
    return "".join(" " * level + "a:\n" for level in range(1400))


@recipe
def items_within_items_at_the_bound() -> str:
    return PHASES + CHECKLIST.rstrip() + " " + "{a: {text: One, items: " * 18 + "{a: Last}" + "}}" * 18 + "\n"


@recipe
def items_within_items_beyond_the_bound() -> str:
    return PHASES + CHECKLIST.rstrip() + " " + "{a: {text: One, items: " * 19 + "{a: Last}" + "}}" * 19 + "\n"


@recipe
def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 10)]
    return "\n".join(lines) + "\n"
