"""The texts of parts are those that a reader sees, and commands are marked."""

from __future__ import annotations

from generator.document.document_parts import Box, FixedText, Link, as_text
from generator.document.texts_of_parts import texts, texts_and_commands
from generator.text.inline_markup import parse_inline


def test_commands_and_code_are_marked_and_addresses_are_left_out() -> None:
    box = Box(
        "checklists.a.items.b",
        parse_inline("Run `x`"),
        run="make",
        fixed=(FixedText("output", "On the screen", "a\n b"),),
        then=Link("go on", "page#anchor"),
    )
    assert list(texts_and_commands(box)) == [
        ("Run ", False),
        ("x", True),
        ("make", True),
        ("On the screen", False),
        ("a\n b", False),
        ("go on", False),
    ]
    assert "page#anchor" not in list(texts(box))
    assert list(texts(as_text(""))) == []
