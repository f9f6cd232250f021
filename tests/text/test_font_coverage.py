"""Characters that can be printed: the table agrees with the typesetter for all scripts and for marks."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.text.font_coverage import CJK_FONTS, FONTS, SURE, TABLE, WAY_TO_CJK, has_font_with_cjk, listed, unprintable
from tests.paper.measure_coverage import CHARACTERS, COMMAND, PLAIN, rendered_png, unprintable_texts

ROOT = Path(__file__).parents[2]
# One of every 48 characters, so that every block of scripts is included, and all characters of Western Europe, Bengali and lists.
SAMPLE = sorted({*CHARACTERS[::48], *CHARACTERS[17::97], *map(chr, (*range(0xA0, 0x180), *range(0x980, 0xA00))), *"→☐☑✓⚠★①½№™৳—…“”≤≥≠∞Ω"})
# Combining marks, keycaps, skin tones, joined emoji and flags, variation selectors, conjuncts, composed and decomposed syllables.
SEQUENCES = (
    *("1️⃣", "#️⃣", "0⃣", "é", "ạ̈", "q̃", "x⃗", "≠", "a⃝", "☑̸", "क́", "→᪰", "ก̣", "🇧🇩", "👍🏽", "☝🏽", "✌🏽", "⛹🏽", "⛹🏽‍♀️", "👩‍💻", "👩‍⚕️"),
    *("❤️‍🔥", "🏳️‍🌈", "🏴‍☠️", "⛓️‍💥", "⚠️", "☑️", "❤︎", "©️", "👁️‍🗨️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ক্ষ", "ক্‍ষ", "নি", "ড়", "র‌্য", "اً", "שׁ", "각", "が", "葛󠄀"),
    *("\u0301", "\u200d", "\u00ad", "\u3000", "\ue000", "\ufe0f", "\U000e0041", "\u115f"),
)


@pytest.fixture(params=[False, True], ids=["few", "all"])
def _fonts(request: pytest.FixtureRequest) -> None:
    """The required fonts, then also those of the extra `cjk`."""
    if request.param:
        request.getfixturevalue("cjk")


@pytest.mark.usefixtures("_fonts")
@pytest.mark.parametrize(
    ("template", "sample", "fixed_pitch"), [(PLAIN, SAMPLE, False), (COMMAND, SAMPLE[::5], True)], ids=["text", "command"]
)
def test_the_table_agrees_with_the_typesetter(template: str, sample: list[str], fixed_pitch: bool) -> None:
    assert {one for one in sample if unprintable(one, fixed_pitch=fixed_pitch)} == unprintable_texts(template, sample)


@pytest.mark.usefixtures("_fonts")
@pytest.mark.parametrize(("template", "fixed_pitch"), [(PLAIN, False), (COMMAND, True)], ids=["text", "command"])
@pytest.mark.parametrize("word", SEQUENCES, ids=ascii)
def test_a_character_and_its_marks_need_one_font(word: str, template: str, fixed_pitch: bool) -> None:
    if unprintable(word, fixed_pitch=fixed_pitch):
        # The typesetter refuses it, or silently drops its first character.
        assert unprintable_texts(template, [word]) or rendered_png(template, word) == rendered_png(template, word[1:])
    else:
        assert not unprintable_texts(template, [word])
        assert len(word) == 1 or rendered_png(template, word) != rendered_png(template, word[1:])


def test_the_table_was_made_with_the_required_versions_of_the_fonts() -> None:
    made_of = json.loads(TABLE.read_text("ascii"))["versions"]
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["cjk"]
    assert stated == [f"{name}=={made_of[name]}" for name in CJK_FONTS]
    assert f"pip install {' '.join(stated)}" == WAY_TO_CJK
    assert WAY_TO_CJK in (ROOT / "docs" / "install.md").read_text("utf-8")
    assert made_of == {name: version(name) for name in ("typst", *FONTS, *CJK_FONTS)}


def test_characters_that_skip_the_table_are_printed() -> None:
    sure: list[str] = []
    assert SURE.startswith("\x00-\x7f\xa0-")
    characters = iter(SURE)
    for one in characters:
        if one == "-":
            sure += map(chr, range(ord(sure[-1]) + 1, ord(next(characters)) + 1))
        else:
            sure.append(one)
    printed = [one for one in sure if one.isprintable()]
    assert len(printed) > 700
    assert unprintable_texts(PLAIN, printed) == set()


def test_each_character_is_named_once_with_its_marks() -> None:
    assert unprintable("plain — “bn” বাংলা → ☑") == ()
    assert unprintable("店 opens, 開店 1️⃣ ⛹🏽 and 👩‍⚕️, 店") == ("店", "開", "⛹🏽", "👩‍⚕️")
    assert unprintable("☝🏽 and ☝") == ()
    assert unprintable("☝🏽 and ☝", fixed_pitch=True) == ("☝🏽",)


def test_the_characters_of_the_cjk_fonts_are_known_without_them() -> None:
    assert has_font_with_cjk(("𓀀", "店"))
    assert has_font_with_cjk(("한",))
    assert not has_font_with_cjk(("𓀀", "⛹🏽", "\U000f0000"))


def test_long_lists_of_characters_are_cut_and_invisible_ones_have_numbers() -> None:
    assert listed(("店", "\ue000", "1️⃣")) == "`店`, `U+E000`, `1️⃣`"
    assert listed("一二三四五六七八") == "`一`, `二`, `三`, `四`, `五`, `六`, `七`, `八`"
    assert listed("一二三四五六七八九", "“”") == "“一”, “二”, “三”, “四”, “五”, “六”, “七”, “八”, …"
