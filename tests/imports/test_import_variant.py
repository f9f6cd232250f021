"""One variant from documents: its files, its report, and what makes it fail.

Also tests `import_all`, `import_folder`, `import_report_json` and `import_report_text`.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.imports.draft import Disposition, ImportedDocument, ImportNote, ImportOptions
from generator.imports.import_all import free_id, import_all
from generator.imports.import_document import import_document
from generator.imports.import_folder import folder_files
from generator.imports.import_report_json import to_report_json
from generator.imports.import_report_text import to_report, together
from generator.imports.import_variant import ImportedVariant, ImportFault, import_variant
from generator.imports.mask_secrets import MASKED
from tests.imports.handmade import SOURCE, draft_of, read_shop, text

TOKEN = "ghp_" + "a1B2" * 9

REPORT = """\
shop.md → shop: 2 items, 1 checklist
  6 lines: 5 in entries, 0 in prose, 1 not placed; read back: 5 of 5 lines with words
  boxes: 2 of 2

not placed
     8  a comment
        | <!-- ask Mira -->

proposed   runbook import shop.md --take contacts
     8  <!-- ask Mira -->                                 contacts.mira (a name)

phases
     3  Before                                            prepare (guessed: before)

reported
     6  a ticked box                                      the item is not ticked

next
  runbook check   (0 to do)
  runbook import shop.md --phase Before=PHASE   (if a guessed phase is wrong)
"""


def imported(source: str = SOURCE, take: tuple[str, ...] = ()) -> ImportedVariant:
    return import_variant({"shop.md": source.encode()}, read_shop, ImportOptions(take=frozenset(take)), lambda document: document.id)


def test_the_report_says_what_became_of_each_line() -> None:
    """Figures come first, then what is lost or to decide, then the rest; a line without a place is there in full."""
    assert to_report(imported()) == REPORT


def test_the_report_is_data_for_programs() -> None:
    """Each line has one object, with its text if it has no place; boxes and proof have their figures."""
    document = json.loads(to_report_json([imported()]))["files"][0]
    assert [line["n"] for line in document["lines"]] == [1, 3, 5, 6, 7, 8]
    assert document["lines"][-1] == {"n": 8, "kind": "not-placed", "why": "a comment", "text": "<!-- ask Mira -->"}
    assert document["boxes"] == {"found": 2, "written": 2, "lost": [], "elsewhere": [], "fenced": 0}
    assert document["read_back"] == {"looked_for": 5, "found": 5, "missing": []}


def test_what_is_taken_is_written_and_not_proposed_again() -> None:
    """A proposal that was taken is data, and the report does not offer it."""
    found = imported(take=("contacts",))
    assert (
        b"contacts:\n  mira: " in found.files["data/variants/shop/variant.yaml"]
        or b"title: Mira" in found.files["data/variants/shop/variant.yaml"]
    )
    assert not found.documents[0].proposals


def test_the_folder_has_the_document_the_report_and_the_map() -> None:
    """The document is kept byte by byte; the map leads from lines to fields, and knows the text of each."""
    files = folder_files(imported())
    assert files["imports/shop/shop.md"] == SOURCE.encode()
    assert files["imports/shop/report.md"].decode() == f"# What the import of shop.md did\n\n```text\n{REPORT.rstrip()}\n```\n"
    known = json.loads(files["imports/shop/map.json"])
    assert known["sources"][0]["lines"]["5"] == ["checklists.before.items.door", "text"]
    assert known["fields"]["checklists.before.items.door.text"] == ["The **door** is open", 5]


def test_no_byte_has_a_secret() -> None:
    """A token in a command is masked in the data, in the copy of the document and in the report, where its line is reported."""
    found = imported(SOURCE.replace("The **door** is open", f"`curl -H 'Authorization: Bearer {TOKEN}'`"))
    everything = {**found.files, **folder_files(found)}
    assert not any(TOKEN.encode() in data for data in everything.values())
    assert MASKED.encode() in everything["imports/shop/shop.md"]
    assert "     5  this looks like a secret" in to_report(found)


def test_boxes_that_differ_are_in_the_report() -> None:
    """A line that gets a box and a box without an item are both reported, if the importer said nothing."""

    def read(path: str, data: bytes) -> ImportedDocument:
        return replace(read_shop(path, data), boxes=(6, 8))

    report = to_report(import_variant({"shop.md": SOURCE.encode()}, read, ImportOptions(), lambda document: document.id))
    assert "  boxes: 1 of 2; 1 more line has a box now\n" in report
    assert "     5  no box " in report and "     8  a box " in report


def test_what_several_variants_leave_to_decide_names_the_variants() -> None:
    """A line without a place and boxes in fences are decisions too, and say where they are."""

    def read(path: str, data: bytes) -> ImportedDocument:
        return replace(read_shop(path, data), fenced=3)

    variant = import_variant({"shop.md": SOURCE.encode()}, read, ImportOptions(), lambda document: document.id)
    lines = list(together([variant, replace(imported(), id="stall")]))
    assert "  2 lines not placed or not read back: shop 1, stall 1" in lines
    assert "  3 boxed lines kept as code in fences: shop 3" in lines


def test_what_differs_only_by_its_address_is_one_row() -> None:
    """Lines of one list that all get a box are one row with their numbers; a line alone keeps its address."""
    places = ((9, "b"), (3, "a"), (5, "a"), (4, "a"))
    notes = [ImportNote(line, "a box in a cell", f"an item: checklists.{id}.items.i{line}") for line, id in places]

    def read(path: str, data: bytes) -> ImportedDocument:
        return replace(read_shop(path, data), notes=tuple(notes))

    variant = import_variant({"shop.md": SOURCE.encode()}, read, ImportOptions(), lambda document: document.id)
    rows = to_report(variant).partition("reported\n")[2].splitlines()
    assert [" ".join(row.split()) for row in rows[:2]] == [
        "3–5 a box in a cell an item in checklists.a",
        "9 a box in a cell an item: checklists.b.items.i9",
    ]
    assert rows[0].index("an item") == rows[1].index("an item")
    assert len(json.loads(to_report_json([variant]))["files"][0]["reported"]) == 4, "programs get each of them"


def test_data_with_errors_are_a_fault_of_the_program() -> None:
    """The importer never writes what a check refuses: it stops, and says what is wrong with the data."""

    def read(path: str, data: bytes) -> ImportedDocument:
        return replace(read_shop(path, data), draft={**draft_of(), "contacts": {"a": {"title": text("A"), "email": text("no mail")}}})

    with pytest.raises(ImportFault, match=r"wrote data with 1 error.*expected a mail address"):
        import_variant({"shop.md": SOURCE.encode()}, read, ImportOptions(), lambda document: document.id)


def test_each_document_is_a_variant_whose_id_is_free() -> None:
    """Two documents with one title get two ids, the second from its file name; links know the ids of all documents."""
    seen: dict[str, dict[str, str]] = {}

    def read(path: str, data: bytes, options: ImportOptions) -> ImportedDocument:
        seen[path] = dict(options.variants)
        return read_shop(path, data)

    sources = {"north.md": SOURCE.encode(), "docs/South Side.md": (SOURCE + "see north.md\n").encode()}
    found = list(import_all(sources, read, dict.fromkeys(sources, ImportOptions())))
    assert [variant.id for variant in found] == ["shop", "south-side"]
    assert seen == {"north.md": {}, "docs/South Side.md": {"north.md": "shop", "docs/South Side.md": "south-side"}}
    assert [one.id for one in import_all({"a.md": SOURCE.encode()}, read, {"a.md": ImportOptions()}, into="branch")] == ["branch"]


def test_an_id_is_one_that_a_site_allows() -> None:
    """The site uses some names itself; a title without letters leaves the file name, and then a number."""
    assert free_id("search", "search.md", ()) == "search-runbook"
    assert free_id("", "a/Shop 1.md", ()) == "shop-1"
    assert free_id("shop", "shop.md", {"shop", "shop-runbook"}) == "shop-2"


def test_a_line_that_is_not_complete_is_known() -> None:
    """An import is complete if each line has a place and was read back."""
    assert not imported().is_complete

    def read(path: str, data: bytes) -> ImportedDocument:
        document = read_shop(path, data)
        return replace(document, dispositions={**document.dispositions, 8: Disposition("layout")})

    assert import_variant({"shop.md": SOURCE.encode()}, read, ImportOptions(), lambda document: document.id).is_complete


def test_problems_of_an_import_depend_on_no_day() -> None:
    """What a check finds on one day and not on another is left out, so that the report of a document never changes."""
    text = b"# Shop\n\nOwner: Desk\nReviewed: 4 March 2025\nReview: monthly\n\n## Before\n\n- [ ] a\n"
    (variant,) = import_all({"a.md": text}, import_document, {"a.md": ImportOptions()})
    assert not variant.problems


def test_a_title_without_latin_letters_takes_the_id_of_its_file() -> None:
    """Chinese titles have no id that people can read, so the name of the file is better than a number."""
    texts = {"pay.md": "# 支付系统", "支付.md": "# 支付系统"}
    found = [
        one.id
        for one in import_all({path: text.encode() for path, text in texts.items()}, import_document, dict.fromkeys(texts, ImportOptions()))
    ]
    assert found == ["pay", "runbook-1"]


def test_notes_about_changed_texts_are_there_for_several_documents() -> None:
    """Each document of one variant has the notes about its own lines."""
    texts = {"a.md": "# A\n\n## Before\n\n- [ ] Run `ls –l`\n", "b.md": "# B\n\n## Before\n\n- [ ] Wait\n\n      ls\n\n- [ ] Say `“x`\n"}
    sources = {path: text.encode() for path, text in texts.items()}
    (variant,) = import_all(sources, import_document, dict.fromkeys(sources, ImportOptions()), into="both")
    odd = [[note.line for note in one.notes if "odd character" in note.found] for one in variant.documents]
    assert odd == [[5], [9]]


def test_what_is_left_out_is_in_the_reports_in_full() -> None:
    """The lines of a comment follow what they are, in the text and in the data, so that the report alone restores them."""
    options = ImportOptions()
    source = b"# T\n\n<!-- ask\n\tMira -->\n\n- [ ] One\n"
    variant = import_variant({"a.md": source}, lambda path, data: import_document(path, data, options), options, lambda _: "t")
    assert "left out\n     3  a comment\n        | <!-- ask\n        | \tMira -->\n" in to_report(variant)
    assert to_report(variant).count("a comment") == 1, "one row is enough"
    lines = json.loads(to_report_json([variant]))["files"][0]["lines"]
    assert [line["text"] for line in lines if line["kind"] == "reported"] == ["<!-- ask", "\tMira -->"]


def test_no_blank_has_the_name_of_markup_in_the_document() -> None:
    """`<version>1</version>` would be the blank `version`, which a check refuses; `<commit>` is the blank of its line."""
    source = "# Shop\n\n- [ ] Version: ____\n- [ ] Commit: ____\n\n```xml\n<version>1</version>\n```\n\n```sh\nget <commit> <pod>\n```\n"
    (found,) = import_all({"shop.md": source.encode()}, import_document, {"shop.md": ImportOptions()})
    assert [(one.code, one.message.rpartition(" ")[2]) for one in found.problems] == [("undeclared-blank", "`<pod>`")]
