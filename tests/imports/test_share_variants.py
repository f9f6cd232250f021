"""Imported variants that share entries: the files of their layer, what is reported, and the proof for each document."""

from __future__ import annotations

from collections.abc import Sequence

from generator.checks.resolve import resolve
from generator.imports.draft import ImportOptions
from generator.imports.import_all import import_all
from generator.imports.import_document import import_document
from generator.imports.import_variant import ImportedVariant
from generator.imports.share_variants import SharedImport, report_sharing, share_variants


def document(title: str, **lists: str) -> str:
    """Return a document with a list below each heading."""
    sections = (f"## {name.replace('_', ' ')}\n\n" + "".join(f"- [ ] {text}\n" for text in one.split("; ")) for name, one in lists.items())
    return "\n".join((f"# {title}\n", *sections))


NORTH = document("North", Before="Lights are on; Returns box is empty; Heating: 19 degrees", After="Doors are locked")
SOUTH = document(
    "South",
    Before="**Lights** are on; Returns box is empty.; Heating: 21 degrees; Lift answers",
    At_night="Doors are locked",
)
PHONES = document("Phones", iOS="Icon fits; Text fits; Sound works", Android="Icon fits; Text fits; Sound works")
SENTENCE = 'north and south share 3 of 4 entries of "Before"'


def imported(**documents: str) -> list[ImportedVariant]:
    data = {f"{name}.md": text.encode() for name, text in documents.items()}
    return list(import_all(data, import_document, dict.fromkeys(data, ImportOptions())))


def notes_of(sharing: SharedImport) -> Sequence[tuple[int, str, str]]:
    return [(note.line, note.found, note.done) for one in sharing.variants for document in one.documents for note in document.notes]


def test_documents_that_share_a_list() -> None:
    """Each line of each document is read back from its own variant, and the data of all pass the checks together."""
    sharing = share_variants(imported(north=NORTH, south=SOUTH), "base")
    assert sharing.lines == (SENTENCE,) and list(sharing.files) == ["data/layers/base/layer.yaml", "data/layers/base/prepare.yaml"]
    files = {**sharing.files, **{path: data for one in sharing.variants for path, data in one.files.items()}}
    assert not [one.message for one in resolve(files).diagnostics if one.severity == "error"]
    assert [(one.id, one.layer, one.is_complete, one.documents[0].proof.found) for one in sharing.variants] == [
        ("north", "base", True, 7),
        ("south", "base", True, 8),
    ]
    assert sharing.variants[1].documents[0].dispositions[7].address == "checklists.before.items.heating-19-degrees"
    assert b"south.md line 7 says otherwise" in b"".join(files.values())


def test_what_is_shared_is_reported() -> None:
    """Without a layer, the report says what a layer could have; what is below other headings is never moved."""
    variants = imported(north=NORTH, south=SOUTH)
    sharing = report_sharing(variants)
    assert [one.files for one in sharing.variants] == [one.files for one in variants] and not sharing.files
    kept = "kept apart; --share puts them into a layer"
    assert notes_of(sharing) == [
        (3, SENTENCE, kept),
        (11, '`Doors are locked`, also in south.md line 12 below "At night"', "not shared, because the headings differ"),
        (3, SENTENCE, kept),
    ]


def test_documents_with_little_in_common_have_no_layer() -> None:
    """Without enough in common, nothing changes."""
    variants = imported(north=NORTH, phones=PHONES)
    sharing = share_variants(variants, "base")
    assert not sharing.files and not sharing.lines and [one.files for one in sharing.variants] == [one.files for one in variants]


def test_lists_of_one_document_that_share_much_are_reported() -> None:
    """Within one document nothing is changed."""
    assert notes_of(report_sharing(imported(phones=PHONES))) == [(9, '"iOS" and "Android" have 3 entries in common', "kept apart")]
