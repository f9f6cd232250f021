"""Prose as its reader sees it."""

from __future__ import annotations

from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import plain_prose


def test_plain_prose_is_what_a_reader_sees() -> None:
    """Marks and targets are left out; each paragraph, cell and block of code has a line."""
    prose = "Say *now*:\n- `a`\n\n```\nb\n```\n> [c](https://d.example)\n\n| e |\n|---|\n| f |\n\n![g](files/h.png)"
    assert plain_prose(parse_prose(prose).blocks) == "Say now:\na\nb\nc\ne\nf\ng"
