"""The chapters of the book."""

from __future__ import annotations

from typing import Any

from generator.document.document_parts import plain
from generator.document.sheets import Sheet
from tests.composed import sheet_from
from tests.sheet_sample import sample_data, sample_variant


def book(data: dict[str, Any] | None = None) -> tuple[Sheet, ...]:
    return sheet_from(sample_variant(data), "book").chapters


def test_the_book_names_what_is_not_defined_in_its_last_chapter() -> None:
    """A chapter without content is not in the book; its last chapter names all of them in one line."""
    data = sample_data()
    assert [chapter.title for chapter in book(data)][-5:] == ["Contacts", "Targets", "Services", "Commands", "Links"]
    data["services"], data["checklists"] = {}, {key: one for key, one in data["checklists"].items() if one["phase"] != "operate"}
    data["procedures"] = {key: one for key, one in data["procedures"].items() if one["phase"] != "operate"}
    data["sign-offs"], data["announcements"], data["phases"], data["notes"] = {}, {}, {}, {}
    *chapters, last = book(data)
    titles = ["Prepare", "Deployment day", "Rollback", "Incident", "Contacts", "Targets", "Commands", "Links"]
    assert [chapter.title for chapter in chapters] == titles
    assert (last.title, [plain(section.summary) for section in last.sections]) == (
        "Not defined for this system",
        ["Follow-up, Operate, Services"],
    )


def test_the_book_has_each_contact_once() -> None:
    """Contacts with blanks to write on would be filled in at one place, and missing at the other."""
    chapters = [chapter for chapter in book() if any(section.kind == "contacts" for section in chapter.sections)]
    assert [chapter.title for chapter in chapters] == ["Contacts"]


def test_the_book_has_the_blanks_of_phases_without_boxes() -> None:
    """Law: what people note in a phase is in the book, also where the phase has nothing to tick."""
    data = sample_data()
    for collection in ("checklists", "procedures"):
        data[collection] = {key: one for key, one in data[collection].items() if one["phase"] != "operate"}
    data["phases"]["operate"] = {"title": "Operate", "blanks": {"seal": {"label": "Seal number"}}}
    (operate,) = (chapter for chapter in book(data) if chapter.title == "Operate")
    assert [fact.label for fact in operate.head] == ["Seal number"]
