"""The interface's words: whole in every language, and a translation is one file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.text import catalogue as module
from generator.text.catalogue import STRINGS, catalogue, direction, plural_table

NAMES = re.compile(r"\{(\w+)\}")
FILES = sorted(STRINGS.glob("*.json"))


@pytest.fixture
def translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the English catalogue and a Polish one that says little."""
    (tmp_path / "en.json").write_text((STRINGS / "en.json").read_text("utf-8"), "utf-8")
    plural = "n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1 : 2"
    words = {"plural": plural, "page": {"edit": "edytuj", "count.boxes": ["{n} pole", "{n} pola", "{n} pól"]}}
    (tmp_path / "pl.json").write_text(json.dumps(words), "utf-8")
    monkeypatch.setattr(module, "STRINGS", tmp_path)
    module._file.cache_clear()
    catalogue.cache_clear()
    yield tmp_path
    module._file.cache_clear()
    catalogue.cache_clear()


def test_a_translation_is_one_file(translation: Path) -> None:
    words = catalogue("page", "pl")
    assert words("edit") == "edytuj"
    assert [words.count("count.boxes", n) for n in (1, 2, 5, 12, 22)] == ["1 pole", "2 pola", "5 pól", "12 pól", "22 pola"]


def test_what_a_translation_leaves_out_is_said_in_english(translation: Path) -> None:
    assert catalogue("page", "pl")("emergency") == "Emergency"
    assert catalogue("page", "xx")("emergency") == "Emergency"


def test_a_region_of_a_language_speaks_it(translation: Path) -> None:
    assert catalogue("page", "pl-PL")("edit") == "edytuj"
    assert catalogue("page", "pl-PL").language == "pl-PL"


def test_values_stand_in_the_place_of_their_names() -> None:
    assert catalogue("page")("phases.of", system="A {b}") == "Phases of A {b}"
    assert catalogue("page").count("matrix.only", 2, system="Shop") == "only in Shop: 2 boxes"


def test_a_table_of_plurals_holds_for_every_number(translation: Path) -> None:
    plural = catalogue("page", "pl").plural
    table = plural_table(plural)
    assert all(plural(n) == int(table[n if n < 200 else 100 + n % 100]) for n in range(2000))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_catalogue_is_whole(path: Path) -> None:
    english = json.loads((STRINGS / "en.json").read_text("utf-8"))
    own = json.loads(path.read_text("utf-8"))
    assert own.keys() == english.keys()
    for part in english.keys() - {"plural"}:
        assert own[part].keys() == english[part].keys(), part
        for key, words in own[part].items():
            assert isinstance(words, list) == isinstance(english[part][key], list), key
            for form in words if isinstance(words, list) else [words]:
                said = english[part][key]
                names = set(NAMES.findall(said if isinstance(said, str) else said[-1]))
                assert set(NAMES.findall(form)) <= names | {"n"}, key


@pytest.mark.parametrize(
    ("language", "way"), [("en", "ltr"), ("bn", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr")]
)
def test_a_translated_page_runs_the_way_in_which_its_language_is_written(language: str, way: str, translation: Path) -> None:
    (translation / f"{language.partition('-')[0]}.json").write_text('{"plural": "0"}', "utf-8")
    assert direction(language) == way


def test_a_page_with_english_words_around_it_runs_with_them() -> None:
    assert direction("ar") == "ltr"
