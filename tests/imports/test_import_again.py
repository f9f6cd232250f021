"""The second import of a document: what it writes depends on what changed, and on whether people changed the data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.imports.draft import ImportOptions
from generator.imports.import_again import DataUpdate, update_lines, update_of
from generator.imports.import_folder import MAP, PreviousImport, folder_files, previous_import
from generator.imports.import_variant import ImportedVariant, import_variant
from tests.imports.handmade import SOURCE, read_shop

PREPARE = "data/variants/shop/prepare.yaml"


def imported(source: str = SOURCE, previous: PreviousImport | None = None, options: ImportOptions | None = None) -> ImportedVariant:
    before = {previous.id: previous.draft} if previous is not None else {}
    return import_variant({"shop.md": source.encode()}, read_shop, options or ImportOptions(), lambda document: document.id, before=before)


def left_by(variant: ImportedVariant) -> PreviousImport:
    return previous_import("shop", folder_files(variant)[f"imports/shop/{MAP}"])


FIRST = imported()
OTHER = SOURCE.replace("The **door** is open", "The **gate** is open")


def second(source: str, data: dict[str, bytes] | None = None, options: ImportOptions | None = None) -> DataUpdate:
    previous = left_by(FIRST)
    return update_of(imported(source, previous, options), previous, dict(FIRST.files) if data is None else data)


def edited(before: str, after: str) -> dict[str, bytes]:
    """Return the data with one text that somebody changed."""
    text = FIRST.files[PREPARE].decode()
    assert before in text
    return {**FIRST.files, PREPARE: text.replace(before, after).encode()}


def test_the_map_is_read_back() -> None:
    """The next import knows the documents, the files, the options and each text of the last one."""
    options = ImportOptions({"Before": "operate"}, frozenset(["near-box"]), open_fences=True, take=frozenset(["contacts"]))
    variant = imported(options=options)
    previous = left_by(variant)
    assert (previous.draft, previous.options, previous.copies) == (variant.draft, options, ("shop.md",))
    assert previous.sources == {"shop.md": variant.documents[0].digest} and previous.files.keys() == variant.files.keys()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": 9}', b'{"format": 1, "options": 3}'])
def test_a_map_that_is_not_ours_is_refused(data: bytes) -> None:
    """A damaged map is an error with a message, never a guess about what was imported."""
    with pytest.raises(ValueError, match="it "):
        previous_import("shop", data)


def test_the_same_document_changes_nothing() -> None:
    """Nothing is written, whatever people did with the data."""
    assert second(SOURCE).is_same and second(SOURCE, edited("Before", "Early")).is_same


def test_other_options_are_a_change() -> None:
    """The same document with a proposal that is taken now is written."""
    update = second(SOURCE, options=ImportOptions(take=frozenset(["contacts"])))
    assert list(update.files) == ["data/variants/shop/variant.yaml"]


def test_data_as_they_were_imported_are_written_as_new() -> None:
    """Only files that differ are written, ids stay, and files that are not needed any more go."""
    update = second(OTHER)
    assert list(update.files) == [PREPARE] and b"door: The **gate** is open" in update.files[PREPARE] and not update.gone


def test_changed_data_keep_what_people_wrote() -> None:
    """The changed text of the document is there, and so is the changed text of the data."""
    update = second(OTHER, edited("The till answers", "The new till answers"))
    assert b"The **gate** is open" in update.files[PREPARE] and b"The new till answers" in update.files[PREPARE]
    assert list(update_lines(update, "shop", imported(OTHER).draft, ["shop.md"])) == [
        "shop: 1 field changed, 0 added, 0 removed",
        "  changed: checklists.before.items.door.text",
    ]


def test_a_conflict_writes_nothing_and_shows_both_sides() -> None:
    """A text that both changed is shown as it is in the document and in the data, each with its place."""
    update = second(OTHER, edited("The **door** is open", "The **front door** is open"))
    assert not update.files
    assert list(update_lines(update, "shop", imported(OTHER).draft, ["shop.md"])) == [
        "shop: 1 conflict: the document and the data were both changed",
        "  checklists.before.items.door.text",
        "    shop.md:5: The **gate** is open",
        "    data/variants/shop/prepare.yaml:8: The **front door** is open",
    ]


def test_data_that_are_gone_are_written_as_new() -> None:
    """Who deletes the data and imports again gets all of them."""
    update = second(OTHER, {})
    assert update.is_new and update.files.keys() == FIRST.files.keys()


def test_lines_lead_to_the_ids_that_entries_keep() -> None:
    """The map and the report name an entry by the id that it has in the data, also if the importer would give another one."""
    previous = left_by(FIRST)
    lists = previous.draft["checklists"]
    assert isinstance(lists, dict)
    renamed = replace(previous, draft={**previous.draft, "checklists": {"early": lists["before"]}})
    variant = imported(SOURCE, renamed)
    assert variant.documents[0].dispositions[5].address == "checklists.early.items.door"
    assert variant.counts == {"items": 2, "checklists": 1}
