"""Several documents as one variant: each is a group, no id is used twice, and links follow renamed entries."""

from __future__ import annotations

from dataclasses import replace

from generator.imports.combine_documents import combine
from generator.imports.draft import Draft, DraftText, ImportedDocument
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from tests.imports.handmade import SOURCE, draft_of, read_shop, text
from tests.imports.test_emit_files import read_data


def two_documents() -> list[ImportedDocument]:
    north = read_shop("north.md", SOURCE.encode())
    draft = draft_of()
    checklists = draft["checklists"]
    assert isinstance(checklists, dict) and isinstance(checklists["before"], dict)
    checklists["before"] |= {"group": text("early", 2), "summary": text("See [the list](checklists.before.items.door)", 4)}
    assert isinstance(checklists["before"]["items"], dict)
    checklists["before"]["items"]["till"] = {"text": text("Till", 6), "slo": text("speed"), "blanks": {"commit": text("Commit", 6)}}
    checklists["before"]["items"]["more"] = {"text": text("More", 7), "blanks": {"commit": text("Other commit", 7)}}
    south: Draft = {
        "variant": {"title": text("South", 1), "owner": text("desk")},
        "phases": {"prepare": {"title": text("Prepare"), "groups": {"early": {"title": text("Early", 2)}}}},
        "checklists": checklists,
        "slos": {"speed": {"title": text("Speed"), "kind": text("technical")}},
        "contacts": {"desk": {"title": text("Desk")}},
    }
    return [north, replace(north, path="south.md", id="south", draft=south)]


def test_each_document_is_a_group() -> None:
    """Entries are in the group of their document; their own group is in their title; ids and blanks are unique."""
    draft, readdressed = combine("branches", two_documents())
    found = read_data(data_files(fit(draft).draft, "branches", ("north.md", "south.md")), "branches")
    checklists, phases = found["checklists"], found["phases"]
    assert isinstance(checklists, dict) and isinstance(phases, dict)
    head = found["variant"]
    assert isinstance(head, dict) and (head["title"], head["owner"]) == ("Branches", "desk")
    assert {id: group["title"] for id, group in phases["prepare"]["groups"].items()} == {"shop": "Opening the shop", "south": "South"}
    assert [(id, one["group"], one["title"]) for id, one in checklists.items()] == [
        ("before", "shop", "Before"),
        ("before-2", "south", "Early · Before"),
    ]
    items = checklists["before-2"]["items"]
    assert [list(items[id]["blanks"]) for id in ("till", "more")] == [["commit"], ["commit-2"]]
    assert checklists["before-2"]["summary"] == "See [the list](checklists.before-2.items.door)"
    assert readdressed(1, "checklists.before.items.door") == "checklists.before-2.items.door"
    assert readdressed(0, "checklists.before.items.door") == "checklists.before.items.door"


def test_one_document_stays_as_it_is() -> None:
    """A single document has no group of its own."""
    document = read_shop("shop.md", SOURCE.encode())
    draft, readdressed = combine("shop", [document])
    assert draft is document.draft and readdressed(0, "variant") == "variant"


def test_what_a_document_says_about_itself_is_a_passage() -> None:
    """The summary of each document is in the group of the document, below its title."""
    documents = two_documents()
    for document in documents:
        head = document.draft["variant"]
        assert isinstance(head, dict)
        head["summary"] = DraftText(f"About {document.path}", (2,))
    draft, readdressed = combine("branches", documents)
    passages = draft["passages"]
    assert isinstance(passages, dict)
    assert [one["about"] for one in passages.values() if isinstance(one, dict)] == [text("About north.md", 2), text("About south.md", 2)]
    assert readdressed(1, "variant") == "passages.south"
