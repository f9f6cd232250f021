"""The texts of parts are those that a reader sees, and commands are marked."""

from __future__ import annotations

from generator.document.document_parts import Box, FixedText, Link, Prose, Section, as_text
from generator.document.texts_of_parts import texts, texts_and_commands
from generator.text.inline_markup import parse_inline
from generator.text.prose_markup import parse_prose


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


def test_prose_is_read_with_its_code_and_without_room_to_write() -> None:
    """Code is marked as such; the underscores of room to write are no text."""
    section = Section("Title", about=Prose(parse_prose("Run `ls`: ______\n\n```sh\npwd\n```\n> [!NOTE]\n> Once").blocks))
    found = list(texts_and_commands(section))
    assert found == [("Title", False), ("Run ", False), ("ls", True), (": ", False), ("pwd", True), ("Once", False)]
