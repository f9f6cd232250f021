"""Characters that look like those of the keyboard are found, named and replaced."""

from __future__ import annotations

import pytest

from generator.text.odd_characters import (
    LOOKS_LIKE,
    as_typed,
    is_hidden,
    misleading_character,
    misleading_in_command,
    name_of,
    odd_character,
    typed_command,
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("curl \u2013f \u201cu\u201d", 'curl -f "u"'),
        ("T\u22122h", "T-2h"),
        ("\u2014tag", "--tag"),
        ("a\u00a0b\u200bc", "a bc"),
        ("p\u0430y\u03bf", "payo"),
        ("hours\uff1a9", "hours:9"),
        ("\uff19\uff19%", "99%"),
        ("café", "cafe"),
        ("plain", "plain"),
    ],
)
def test_a_text_as_a_keyboard_types_it(text: str, typed: str) -> None:
    assert as_typed(text) == typed


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("a\u2013b", "\u2013"),
        ("a\u200b\u2013", "\u200b"),
        ("café", ""),
        ("日本", ""),
        ("plain - text", ""),
        ("a\nb\tc", ""),
        ("\x07", "\x07"),
    ],
)
def test_the_first_odd_character(text: str, odd: str) -> None:
    assert odd_character(text) == odd


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u2013", "the en dash `\u2013`, U+2013"),
        ("\u0430", "the Cyrillic letter `\u0430`, U+0430"),
        ("\u03bf", "the Greek letter `\u03bf`, U+03BF"),
        ("\uff1a", "the wide character `\uff1a`, U+FF1A"),
        ("\u00a0", "the character U+00A0, which is invisible or looks like a space"),
        ("\u200b", "the character U+200B, which is invisible or looks like a space"),
    ],
)
def test_a_name_by_which_people_find_a_character(character: str, name: str) -> None:
    assert name_of(character) == name


def test_every_character_of_the_table_is_odd_and_is_replaced_by_ascii() -> None:
    for character, typed in LOOKS_LIKE.items():
        assert odd_character(character) == character
        assert typed.isascii()
        assert is_hidden(character) == (not typed.strip()), f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("https://st\u0430tus.test", "\u0430"),
        ("https://shop\u2013x.test", "\u2013"),
        ("https://a\u200bb.test", "\u200b"),
        ("https://\u043f\u0440\u0438\u043c\u0435\u0440.test/\u03bf\u03b4\u03cc\u03c2", ""),
        ("https://bn.test/\u0995\u200d\u09b7", ""),
        ("m\u00fcnchen@shop.test", ""),
        ("https://shop.test/a-b_c", ""),
    ],
)
def test_a_character_that_misleads_in_an_address(text: str, odd: str) -> None:
    """A word in one script is what it looks like; a word in two is not."""
    assert misleading_character(text) == odd


@pytest.mark.parametrize(
    ("command", "odd"),
    [
        ("curl \u2013f \u201cu\u201d", ("\u2013", "\u201c", "\u201d")),
        ("a \u2013b; c \u2013d", ("\u2013",)),
        ("echo 'It\u2019s' \u2013n", ("\u2013",)),
        ('echo "a \\" \u2013 b"', ()),
        ("cat <<END\nIt\u2019s \u2013\nEND", ()),
        ("ls # don\u2019t", ()),
        ("ls a#\u2019", ("\u2019",)),
        ("\u043f\u0440\u0438\u0432\u0435\u0442", ()),
        ("convert 2\u00d74", ("\u00d7",)),
        ("cost = 5 \u00d7 4\u5186\uff08\u5e74\uff09\u00d73", ()),
        ("ls \uff0dl", ("\uff0d",)),
        ("不明な点を推測で埋めず、明示してください。", ()),
        ("点击“保存 全部”——完成……（可选）", ()),
        ("git commit －m “修正”、完了", ("－", "“", "”")),
    ],
)
def test_characters_that_mislead_in_a_command(command: str, odd: tuple[str, ...]) -> None:
    assert misleading_in_command(command) == odd


def test_a_command_is_typed_and_eastern_text_in_it_stays() -> None:
    """Law: only what misleads becomes a character of the keyboard; the same sign in a text of Chinese or Japanese stays."""
    assert typed_command("ls －l “x”  # 全部（－）\n完了、終了。") == 'ls -l "x"  # 全部（－）\n完了、終了。'
