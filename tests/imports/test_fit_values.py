"""Texts that the model would refuse: each is changed as little as it takes, with a note at its source line, and no word is lost."""

from __future__ import annotations

import pytest

from generator.imports.draft import Draft, DraftText, DraftValue, ImportNote
from generator.imports.fit_values import DEEPEST, fit


def text(value: str, *lines: int) -> DraftText:
    return DraftText(value, lines)


def with_item(**fields: DraftText) -> Draft:
    return {"variant": {"title": text("Shop")}, "checklists": {"open": {"items": {"door": {**fields}}}}}


def item_of(draft: Draft) -> DraftValue:
    value: DraftValue = draft
    for key in ("checklists", "open", "items", "door"):
        assert isinstance(value, dict)
        value = value[key]
    return value


@pytest.mark.parametrize(
    ("field", "before", "after", "note"),
    [
        ("text", "a \u202bword\u202c", "a word", ImportNote(3, "the unseen character U+202B", "left out")),
        ("run", "ls\u00a0-l", "ls -l", ImportNote(3, "the unseen character U+00A0", "written as a space")),
        ("run", "one\nls\u200b -l", "one\nls -l", ImportNote(4, "the unseen character U+200B", "left out")),
        (
            "text",
            "see {{ params.x }}",
            "see { { params. x }}",
            ImportNote(3, "braces that would be a parameter of ours", "written with a space between them"),
        ),
    ],
)
def test_what_the_reader_refuses_is_changed_and_noted(field: str, before: str, after: str, note: ImportNote) -> None:
    """Hidden characters go or become spaces, and braces of a parameter get a space; the note has the line of the character."""
    fitted = fit(with_item(**{field: text(before, 3, 4)}))
    assert item_of(fitted.draft) == {field: text(after, 3, 4)}
    assert note in fitted.notes


def test_joiners_stay_in_texts() -> None:
    """Bengali needs joiners, so a text keeps them, and so does a letter that has two spellings."""
    fitted = fit(with_item(text=text("র‍্যাকে য়", 3)))
    assert item_of(fitted.draft) == {"text": text("র‍্যাকে য়", 3)} and not fitted.notes


def test_a_text_of_the_short_form_is_a_field() -> None:
    """An entry that is only a text is fitted like one with fields."""
    assert item_of(fit({"checklists": {"open": {"items": {"door": text("a\n b", 3)}}}}).draft) == {"text": text("a b", 3)}


def test_an_unknown_value_stays_null() -> None:
    """An empty text is a value that nobody knows yet; a text that has only hidden characters shows that something was there."""
    contacts: Draft = {"contacts": {"desk": {"title": text("\u202b", 1), "phone": text("")}}}
    assert fit(contacts).draft == {"contacts": {"desk": {"title": text("…", 1), "phone": text("")}}}


def test_items_that_are_too_deep_are_beside_the_one_above() -> None:
    """The reader takes 40 levels of YAML, so a deeper item is a sibling, and none is lost."""
    inner: DraftValue = {"text": text("deepest", 30)}
    for number in range(30, 0, -1):
        inner = {"text": text(f"item {number}", number), "items": {"below": inner}}
    fitted = fit({"checklists": {"open": {"items": {"top": inner}}}})
    shown = repr(fitted.draft)
    assert all(f"'item {number}'" in shown for number in range(1, 31)) and "deepest" in shown
    assert shown.count("'items': ") == DEEPEST
    assert "'below-19'" in shown
    assert fitted.notes
