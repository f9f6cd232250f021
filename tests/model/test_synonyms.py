"""The words of other tools lead to fields and values that exist."""

from __future__ import annotations

import pytest

from generator.model.field_facts import COLLECTIONS, HEADS, RECORDS
from generator.model.moments import RECURRENCES
from generator.model.synonyms import ELSEWHERE, FIELDS, TOP_LEVEL, VALUES, YES_OR_NO, field_for, instead_of, normal, value_for

CHOICES = [(spec.key, spec.kind.choices) for record in RECORDS for spec in record.keys.values() if spec.kind.choices]
CHOICES.append(("every", RECURRENCES))


def test_every_field_of_the_table_exists() -> None:
    assert TOP_LEVEL.keys() <= COLLECTIONS.keys() | HEADS.keys()
    assert FIELDS.keys() <= {key for record in RECORDS for key in record.keys}


@pytest.mark.parametrize("field", FIELDS)
def test_every_word_is_unknown_in_a_place_where_its_field_is_valid(field: str) -> None:
    places = [record.keys for record in RECORDS if field in record.keys]
    for word in FIELDS[field]:
        assert any(word not in keys for keys in places), f"`{word}` is always valid beside `{field}`"


def test_no_word_for_a_top_level_key_is_one() -> None:
    for key, words in TOP_LEVEL.items():
        assert not set(words) & (COLLECTIONS.keys() | HEADS.keys()), key


def test_every_value_of_the_table_exists_and_no_word_is_itself_a_value() -> None:
    for field, values in VALUES.items():
        sets = [choices for key, choices in CHOICES if key == field]
        assert set(values) <= {value for choices in sets for value in choices}, field
        for value, words in values.items():
            for choices in sets:
                assert value not in choices or not set(words) & set(choices), f"{field}: {value}"


@pytest.mark.parametrize("table", [TOP_LEVEL, FIELDS, *VALUES.values(), YES_OR_NO])
def test_words_are_in_their_normal_form_and_once(table: dict[str, tuple[str, ...]]) -> None:
    for words in table.values():
        assert all(word == normal(word) for word in words)
        assert len(set(words)) == len(words), words


def test_words_without_a_field_are_in_their_normal_form() -> None:
    assert all(word == normal(word) for words in ELSEWHERE for word in words.split())


@pytest.mark.parametrize(
    ("word", "valid", "field"),
    [
        ("Description", ("title", "summary", "text"), "summary"),
        ("description", ("title", "text"), "text"),
        ("dependsOn", ("needs",), "needs"),
        ("depends_on", ("needs",), "needs"),
        ("On-Failure", ("on-failure",), "on-failure"),
        ("assignee", ("title",), ""),
        ("colour", ("title", "summary"), ""),
    ],
)
def test_a_word_leads_to_the_first_of_its_fields_that_is_valid(word: str, valid: tuple[str, ...], field: str) -> None:
    assert field_for(word, valid) == field


@pytest.mark.parametrize(
    ("field", "word", "valid", "value"),
    [
        ("kind", "performance", ("technical", "resource", "business"), "technical"),
        ("kind", "string", ("text", "date"), "text"),
        ("kind", "string", ("technical", "resource"), ""),
        ("phase", "Go_Live", ("prepare", "deploy-day"), "deploy-day"),
        ("blocking", "YES", ("true", "false"), "true"),
        ("phase", "lunch", ("prepare", "deploy-day"), ""),
    ],
)
def test_a_word_leads_to_a_value_of_its_field(field: str, word: str, valid: tuple[str, ...], value: str) -> None:
    assert value_for(field, word, valid) == value


def test_a_word_without_a_field_has_a_remark() -> None:
    assert "tick" in instead_of("Status")
    assert instead_of("colour") == ""
