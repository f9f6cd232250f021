"""Reading an import back: which source lines the book has, and the words of those that it lacks."""

from __future__ import annotations

import pytest

from generator.imports.draft import Disposition
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from generator.imports.read_back import BookWords, WrittenData, parts_of, prove
from tests.imports.handmade import SOURCE, draft_of, read_shop

LINES = dict(enumerate(SOURCE.split("\n"), 1))


def words_in(book: str) -> BookWords:
    return BookWords([book])


def test_every_line_of_an_import_is_in_its_book() -> None:
    """The book is composed of what was written, so its Markdown has the words of every line that was placed."""
    written = WrittenData(data_files(fit(draft_of()).draft, "shop", ("shop.md",)), "shop")
    proof = prove(LINES, read_shop("shop.md", SOURCE.encode()).dispositions, BookWords([written.book()]))
    assert not written.errors
    assert (proof.looked_for, proof.found, dict(proof.missing)) == (5, 5, {})


def test_a_line_that_was_lost_is_missing_with_its_words() -> None:
    """A draft without an item has not its words, and the proof says which line that is."""
    draft = draft_of(door="The window is open")
    written = WrittenData(data_files(fit(draft).draft, "shop", ("shop.md",)), "shop")
    proof = prove(LINES, read_shop("shop.md", SOURCE.encode()).dispositions, BookWords([written.book()]))
    assert dict(proof.missing) == {5: "door"}


def test_data_with_errors_are_known() -> None:
    """Data that a check refuses have no book, and their errors are those of a check."""
    written = WrittenData({"data/variants/shop/variant.yaml": b"variant: {titel: Shop}\n"}, "shop")
    assert written.variant is None and written.errors


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("### 1.2 The **door** is open", ["the", "door", "is open"]),
        ("> - [ ] 2) see [the desk][desk] &amp; [below](#desk)", ["see", "the desk", "below"]),
        ("| Oil | < 900 rpm | ____ |", ["oil", "900 rpm"]),
        ("| --- | :-: |", []),
        ("```bash", []),
        ("<td class='n1'>N1</td><br/>", ["n1"]),
        ('the <dfn title="Know Your Customer">KYC</dfn> rule', ["the", "kyc", "rule"]),
        ("[^1]: two of them[^2] {#here}", ["two of them"]),
        ("git checkout <previous-commit>", ["git checkout", "previous commit"]),
        ("**Key:** value", ["key", "value"]),
    ],
)
def test_marks_numbers_and_markup_are_no_words(line: str, parts: list[str]) -> None:
    """What only arranges a line is not looked for, and what it separates may be apart in the book."""
    assert [" ".join(part) for part in parts_of(line)] == parts


def test_words_count_only_together() -> None:
    """All words of a line in a book are not its line: three in a row must be together."""
    assert words_in("the door of the open shop").lacking([["the", "open", "door"]]) == "the open door"
    assert not words_in("The **open** door").lacking([["the", "open", "door"]])


def test_the_key_of_a_field_of_the_head_is_no_word() -> None:
    """`owner: desk` in the front matter is read back as the owner, under another name."""
    lines = {1: "owner: desk", 2: "Key: desk"}
    places = {1: Disposition("entry", "variant", "owner"), 2: Disposition("entry", "facts.key", "text")}
    assert dict(prove(lines, places, words_in("Owned by desk")).missing) == {2: "key"}


def test_a_value_that_is_shown_in_other_words_counts_as_found() -> None:
    """`Review: Quarterly` is a length of time, which the book shows as every 3 months; a text of another field must be there."""
    lines = {1: "**Review:** Quarterly", 2: "**Version:** 2.3"}
    places = {1: Disposition("entry", "variant", "review-every"), 2: Disposition("entry", "facts.version", "text")}
    proof = prove(lines, places, words_in("Review every 3 months"))
    assert (proof.looked_for, dict(proof.missing)) == (2, {2: "version"})


def test_what_only_the_report_has_is_not_missing() -> None:
    """A comment within a text is in the report in full, so its line is read back; other words that the book lacks are still missing."""
    lines = {1: "- [ ] Open the door <!-- not on Sundays -->", 2: "- [ ] Shut the window"}
    places = {1: Disposition("entry", "checklists.a.items.b", "text"), 2: Disposition("entry", "checklists.a.items.c", "text")}
    listed = ["a comment within a text: `not on Sundays`"]
    assert dict(prove(lines, places, words_in("Open the door"), listed).missing) == {2: "shut the window"}
    assert set(prove(lines, places, words_in("Open the door")).missing) == {1, 2}


@pytest.mark.parametrize(
    ("line", "book"),
    [
        ("- 詳細は[こちらの手順書](./手順書.md)を参照", "詳細はこちらの手順書 (./手順書.md)を参照"),
        ("## H<sub>2</sub>O", "H2O"),
        ("## Foo_bar *qux*quux", "Foo_bar quxquux"),
        ('!!! danger highlight blink "Not now"', "Danger: Not now"),
        ("!!! example inline end", "Example"),
    ],
)
def test_marks_within_words_and_names_of_looks_are_no_words(line: str, book: str) -> None:
    """What is one word in the book may have had marks within; signs of Chinese and Japanese are words of their own."""
    places = {1: Disposition("prose", "variant", "about")}
    assert not prove({1: line}, places, words_in(book)).missing
    assert prove({1: line}, places, words_in("Something else")).missing
