"""Ids are readable, valid, different among siblings, and the same each time."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.imports.entry_ids import MOST_WORDS, SiblingIds
from generator.model.field_facts import HOLDERS
from generator.model.scalar_kinds import ENDS, ID_KIND

IDS = {
    "1.2 Check the **disk** of a server": "check-disk-server",
    "T+5 min: Main tap closed (see 1. Aims)": "main-tap-closed",
    "✅ Lights are green": "lights-green",
    "Straße öffnen": "strasse-oeffnen",
    "One two three four five": "one-two-three-four",
    "Incomprehensibilities of counterrevolutionaries": "incomprehensibilities",
    "Don't open the server's door": "dont-open-server-door",
    "The on-call of the shop": "on-call-shop",
    "GET /health answers": "get-health-answers",
    "নৌকা ছাড়ার তালিকা": "naukaa-chaaddaara-taalikaa",
    "দড়ি `bowline` গিঁটে": "bowline",
    "检查服务器": "item-1",
    "MaxConnectionsPerSecondLimitExceeded is set": "max-connections-per-second",
    "4f2d6c1b8a90e7d35b1c0a9f8e7d6c5b4a3f2e1d matches": "matches",
    "🚀": "item-1",
    "Step 3": "item-1",
    "(optional)": "optional-item",
    "The a": "the-a",
    "Text": "text-item",
    "Remove": "remove-item",
    "Done": "done-item",
    "Title {#own-id}": "own-id",
    '<a name="The.Desk"></a> Desk': "the-desk",
}


def _id(title: str, language: str = "en", taken: Iterable[str] = ()) -> str:
    """Return the id of an item whose siblings have the ids in `taken`."""
    ids = SiblingIds("items", language)
    ids.taken |= set(taken)
    return ids.give(title)


@pytest.mark.parametrize(("title", "id"), IDS.items())
def test_id_of_a_title(title: str, id: str) -> None:
    """An id has the words of its title that carry meaning."""
    assert _id(title) == id


def test_small_words_are_those_of_the_language() -> None:
    """A small word of one language can be a word of another."""
    titles = (
        "Os testes de carga estão prontos",
        "Die Datenbank ist auf dem Server",
        "Le plan est prêt",
        "データベースのバックアップを確認する",
    )
    assert [_id(title, language) for title, language in zip(titles, ("pt-BR", "de", "fr", "ja"), strict=True)] == [
        "testes-carga-prontos",
        "datenbank-server",
        "plan-pret",
        "detabesu-bakkuappu",
    ]


def test_siblings_differ_by_the_word_that_tells_them_apart() -> None:
    """The first word that only one sibling has is in its id; equal titles get numbers."""
    titles = {
        "Check disk space on server A": "check-disk-space-server",
        "Check disk space on server B": "check-disk-space-b",
        "Check disk space on server B.": "check-disk-space-server-2",
        "Lights (north)": "lights",
        "Lights (south)": "lights-south",
        "Проверить API": "api",
        "Удалить API": "api-udalit",
        "检查": "item-8",
        "删除": "item-9",
        "**检查 API**": "api-2",
    }
    ids = SiblingIds("items")
    assert [ids.give(title) for title in titles] == [*titles.values()]


def test_ids_that_are_in_use_or_reserved_are_not_given() -> None:
    """Other documents' ids, names of fields and names that pages use are avoided."""
    assert _id("Lights work", taken=("lights-work", "lights-work-2")) == "lights-work-3"
    assert SiblingIds("blanks").give("Role") == "role-blank"
    assert SiblingIds("variant").give("Search") == "search-variant"
    assert SiblingIds("checklists").give("2 Before") == "before"


@given(st.lists(st.text(), max_size=8), st.sampled_from(sorted({*HOLDERS} - {"phases"})), st.sampled_from(["en", "de", "bn", "xx"]))
def test_any_titles_get_valid_ids(titles: list[str], collection: str, language: str) -> None:
    """Whatever the titles are, the ids are valid, unique, allowed in their collection, and the same again."""
    ids, again = SiblingIds(collection, language), SiblingIds(collection, language)
    given_ids = [ids.give(title) for title in titles]
    assert given_ids == [again.give(title) for title in titles]
    assert len(set(given_ids)) == len(titles)
    record = HOLDERS[collection]
    assert not {*given_ids} & {*record.keys, *record.model.refused, *ENDS}
    assert all(ID_KIND.valid(id) for id in given_ids)


def test_long_words_are_never_cut_within() -> None:
    """What does not fit into the id is left out whole, except for a word that is longer than an id can be."""
    id = _id("Supercalifragilistic expialidocious words follow here")
    assert id == "supercalifragilistic" and len(id.split("-")) <= MOST_WORDS
