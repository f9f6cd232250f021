"""The catalogue of interface texts: complete in every language, one file per translation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.text import catalogue as module
from generator.text.catalogue import (
    CATEGORIES,
    STRINGS,
    catalogue,
    category,
    direction,
    is_foreign,
    plural_table,
    without_isolates,
    words_among,
)

NAMES = re.compile(r"\{(\w+)\}")
FILES = sorted(STRINGS.glob("*.json"))


@pytest.fixture
def translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the English catalogue and a Polish one with few texts."""
    (tmp_path / "en.json").write_text((STRINGS / "en.json").read_text("utf-8"), "utf-8")
    forms = {"one": "{n} pole", "few": "{n} pola", "many": "{n} pól", "other": "{n} pola"}
    words = {"page": {"edit": "edytuj", "count.boxes": forms, "ordinal": {"other": "{n}."}}}
    (tmp_path / "pl.json").write_text(json.dumps(words), "utf-8")
    monkeypatch.setattr(module, "STRINGS", tmp_path)
    clear_caches()
    yield tmp_path
    clear_caches()


def clear_caches() -> None:
    module._file.cache_clear()
    catalogue.cache_clear()
    words_among.cache_clear()


def test_a_translation_is_one_file(translation: Path) -> None:
    words = catalogue("page", "pl")
    assert words("edit") == "edytuj"
    assert [words.count("count.boxes", n) for n in (1, 2, 5, 12, 22)] == ["1 pole", "2 pola", "5 pól", "12 pól", "22 pola"]


def test_missing_translations_are_in_english(translation: Path) -> None:
    assert catalogue("page", "pl")("emergency") == "Emergency"
    assert catalogue("page", "xx")("emergency") == "Emergency"


def test_a_region_uses_the_texts_of_its_language(translation: Path) -> None:
    assert catalogue("page", "pl-PL")("edit") == "edytuj"


def test_the_language_of_words_is_that_of_their_catalogue(translation: Path) -> None:
    assert [catalogue("page", tag).language for tag in ("pl", "pl-PL", "bn", "en", "x-y")] == ["pl", "pl", "en", "en", "en"]


def test_a_missing_plural_form_falls_back_to_other(translation: Path) -> None:
    (translation / "pl.json").write_text('{"page": {"count.boxes": {"other": "pola: {n}"}}}', "utf-8")
    clear_caches()
    assert [catalogue("page", "pl").count("count.boxes", n) for n in (1, 5)] == ["pola: 1", "pola: 5"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (52, "52nd"),
        (95.0, "95th"), (99.9, "99.9th"), (99.95, "99.95th"), (0.1, "0.1th"), (50.5, "50.5th"),
    ],
)  # fmt: skip
def test_english_ordinals(number: float, words: str) -> None:
    assert catalogue("page").ordinal(number) == words


def test_ordinals_follow_the_rules_of_their_language(translation: Path) -> None:
    assert catalogue("page", "pl").ordinal(95.0) == "95."


def test_values_replace_their_names() -> None:
    assert catalogue("page")("phases.of", system="A {b}") == "Phases of A {b}"
    assert catalogue("page").count("matrix.only", 2, system="Shop") == "only in Shop: 2 boxes"


@pytest.mark.parametrize("language", ["en", "pl", "ar", "bn", "cy"])
def test_the_plural_table_is_right_for_every_number(language: str) -> None:
    table = plural_table(language)
    assert all(category(language, n) == CATEGORIES[int(table[n if n < 200 else 100 + n % 100])] for n in range(2000))


def test_arabic_has_six_plural_forms() -> None:
    assert [category("ar", n) for n in (0, 1, 2, 3, 11, 100)] == ["zero", "one", "two", "few", "many", "other"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_text(path: Path) -> None:
    english = json.loads((STRINGS / "en.json").read_text("utf-8"))
    translated = json.loads(path.read_text("utf-8"))
    assert translated.keys() == english.keys()
    for part in english:
        assert translated[part].keys() == english[part].keys(), part
        for key, words in translated[part].items():
            assert isinstance(words, str) == isinstance(english[part][key], str), key
            for form in [words] if isinstance(words, str) else words.values():
                english_form = english[part][key]
                names = set(NAMES.findall(english_form if isinstance(english_form, str) else english_form["other"]))
                assert set(NAMES.findall(form)) <= names | {"n"}, key
            if not isinstance(words, str):
                assert "other" in words and words.keys() <= set(CATEGORIES), key


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("bn", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("az-Arab", "rtl"),
        ("ckb", "rtl"),
        ("x-unknown", "ltr"),
    ],
)
def test_the_direction_of_a_page_is_that_of_its_language(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_texts_and_their_values_are_isolated_among_texts_of_the_other_direction() -> None:
    words = words_among("ar")
    assert words("edit") == "\u2066edit\u2069"
    assert words("phases.of", system="المدرسة") == "\u2066Phases of \u2068المدرسة\u2069\u2069"
    assert words.count("count.boxes", 2) == "\u2066\u20682\u2069 boxes\u2069"
    assert words.figure("+880 2") == "\u2066+880 2\u2069"
    assert without_isolates(words("phases.of", system="المدرسة")) == "Phases of المدرسة"
    plain = words_among("bn")
    assert (plain("edit"), plain.figure("+880 2"), plain.isolated("edit"), words.isolated("")) == ("edit", "+880 2", "edit", "")


def test_texts_of_a_region_are_in_the_language_of_their_words() -> None:
    assert [is_foreign(language, "en") for language in ("en", "en-GB", "bn", "ar")] == [False, False, True, True]
    assert is_foreign("az-Arab", "az")
