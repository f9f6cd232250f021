"""Help with a key that is unknown in its place."""

from __future__ import annotations

import pytest

from generator.model.field_facts import COLLECTIONS, HEADS, HOLDERS, RECORDS
from generator.model.unknown_field import help_with_field, with_article

TOP = (*HEADS, *COLLECTIONS)


@pytest.mark.parametrize(
    ("name", "holder", "words"),
    [
        ("owner", "items", "did you mean `role`?"),
        ("titel", "checklists", "did you mean `title`?"),
        ("slack", "contacts", "did you mean `channel`?"),
        ("titl\u0435", "checklists", "the Cyrillic letter `\u0435`, U+0435: write `title`"),
        ("\u00a0title", "checklists", "U+00A0, which is invisible or looks like a space"),
        ("phone", "services", "`phone` is a field of a contact."),
        ("lasts", "items", "`lasts` is a field of a group, a checklist and a procedure."),
        ("contacts", "items", "`contacts:` is a top-level key: write it at the left margin."),
        ("due", "items", "did you mean `at`?"),
        ("pager", "checklists", "did you mean `channel`, a field of a contact and an announcement?"),
        ("variables", "items", "did you mean `params`, a field of a variant and a layer?"),
        ("severity", "checklists", "did you mean `blocking`, a field of"),
        ("condition", "items", "did you mean `if`?"),
        ("condition", "procedures", "did you mean `when`?"),
        ("oncall", "services", "did you mean `contact`?"),
        ("stakeholders", "items", "its place may be `contacts:` on the top level."),
        ("status", "items", "readers tick boxes; the data has no state."),
        ("colour", "items", "Known: text, details, role"),
    ],
)
def test_help_in_an_entry(name: str, holder: str, words: str) -> None:
    assert words in help_with_field(name, HOLDERS[holder].keys)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("roles", "did you mean `contacts`?"),
        ("comands", "did you mean `commands`?"),
        ("title", "write `title` below `variant:`."),
        ("items", "`items` is a field of a checklist, an item and a step."),
        ("apiVersion", "a file of another program"),
        ("colours", "Known: variant, layer"),
    ],
)
def test_help_on_the_top_level(name: str, words: str) -> None:
    assert words in help_with_field(name, TOP, on_top=True)


def test_a_child_entry_among_the_fields_is_recognized() -> None:
    assert "a child entry goes below `items:`." in help_with_field("xyz", HOLDERS["checklists"].keys, child="items")


def test_only_known_fields_are_offered() -> None:
    """Whatever word is unknown, the offered field is valid in the place, or the help says where it is valid."""
    for record in RECORDS:
        for word in {field for other in RECORDS for field in other.fields} - record.keys.keys():
            offered = help_with_field(word, record.keys).partition("did you mean `")[2].partition("`")
            assert not offered[0] or offered[0] in record.keys or offered[2].startswith(", a field of"), f"{record.name}: {word}"


@pytest.mark.parametrize(("holder", "noun"), [("items", "an item"), ("checklists", "a checklist"), ("slos", "a target")])
def test_articles(holder: str, noun: str) -> None:
    assert with_article(HOLDERS[holder]) == noun
