"""The contents of a book in Markdown."""

from __future__ import annotations

from dataclasses import replace

from generator.document.document_parts import Section
from generator.document.sheets import Sheet
from generator.paper.markdown_contents import contents
from generator.paper.sheet_lines import lettered

CHAPTER = Sheet("shop/sheets/book.md", "shop", "reference", "Contacts", "Shop", "en")


def test_a_repeated_heading_has_a_number_in_its_anchor_as_on_github() -> None:
    """Headings of sections count too, with the letter of their list."""
    section = Section("Contacts", letter="B")
    book = replace(
        CHAPTER,
        part="book",
        title="Runbook",
        chapters=(replace(CHAPTER, sections=(section,)), CHAPTER, replace(CHAPTER, title="B · Contacts")),
    )
    assert lettered(section, " · ") == "B · Contacts"
    assert [*contents(book)] == [("Contacts", "#contacts"), ("Contacts", "#contacts-1"), ("B · Contacts", "#b--contacts-1")]
