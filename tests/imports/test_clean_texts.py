"""Texts and commands lose what data may not hold, and each change is reported."""

from __future__ import annotations

import pytest

from generator.checks.secrets import secrets_in
from generator.imports.clean_texts import LEFT_OUT, MASKED, SPACED, CleanText, TextChange, clean_text
from generator.model.scalar_kinds import COMMAND, TEXT

TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
DIGEST = "4f2d6c1b8a90e7d35b1c0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a190807"


def test_unseen_characters_of_a_text_are_left_out() -> None:
    """Marks that reverse a line and the byte order mark go; joiners and marks of direction that scripts need stay."""
    assert clean_text("\ufeffالمصباح \u202bمضاء\u202c \u200fالآن").text == "المصباح مضاء \u200fالآن"
    assert clean_text("a\u202eb") == CleanText("ab", (TextChange(0, "the unseen character U+202E", LEFT_OUT),))
    assert clean_text("a\u00a0b র‍্যা") == CleanText("a\u00a0b র‍্যা")


def test_unseen_spaces_of_a_command_become_spaces() -> None:
    """A command works as it looks: its spaces are those of the keyboard, and nothing unseen is in it."""
    found = clean_text("doors\n\topen\u00a0main\u200b --all\r", command=True)
    assert found.text == "doors\n\topen main --all" and COMMAND.valid(found.text)
    assert found.changes == (
        TextChange(1, "the unseen character U+00A0", SPACED),
        TextChange(1, "the unseen character U+200B", LEFT_OUT),
    )


@pytest.mark.parametrize("text", [f"Use `{TOKEN}` to log in", f"export TOKEN={TOKEN}", "password = hunter2hunter2xyz"])
def test_secret_is_masked_and_reported(text: str) -> None:
    """A secret is not written again, and the report does not show it."""
    found = clean_text(f"first line\n{text}")
    assert not secrets_in(found.text.split("\n")[1]) and TEXT.valid(found.text)
    assert [change.line for change in found.changes] == [1] and found.changes[0].done == MASKED
    assert TOKEN not in str(found)


def test_private_key_is_masked_as_a_whole() -> None:
    """All lines of a key are secret, also those that are too short to be found alone."""
    begin, end = (f"-----{word} RSA PRIVATE KEY-----" for word in ("BEGIN", "END"))
    found = clean_text(f"a\n{begin}\nMIIabc\nshort\n{end}\nb")
    assert found.text.split("\n")[0::5] == ["a", "b"] and "MII" not in found.text and "PRIVATE" not in found.text
    assert found.changes == (TextChange(1, "a private key", MASKED),)


@pytest.mark.parametrize(
    "text", [f'"checksum": "{DIGEST}"', f"sha256:{DIGEST}", f"digest: {DIGEST}", "deploy --all", "integrity=sha384-" + "a" * 64]
)
def test_digest_stays(text: str) -> None:
    """A public digest is not a secret."""
    assert clean_text(text) == CleanText(text)
