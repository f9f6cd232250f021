"""Drafts as data files: what is written is read back equal, needs no formatting, and fits into the files that the reader takes.

Also tests `divide_lists`.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.resolve import resolve
from generator.edits.workflow import format_file
from generator.imports.divide_lists import divide_lists
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from generator.model.plain_data import to_data
from generator.source.read import MAX_BYTES
from tests.source.test_scalar_styles import ODD

PIECES = (
    *ODD,
    "\u202b",
    "\ufeff",
    "\x85",
    "\x00",
    "\r\n",
    "{params.x}",
    "${{ params.x }}",
    "{{params",
    "{{{ params.a|b }}}",
    "\u200b",
    "Words. ",
)
ANY_TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=10).map("".join).filter(bool)
LONG_TEXT = st.tuples(ANY_TEXT, st.sampled_from([1, 90, 600])).map(lambda both: both[0] * both[1])


def text(value: str, *lines: int) -> DraftText:
    return DraftText(value, lines)


def a_draft(title: str, item: str, run: str) -> Draft:
    return {
        "variant": {"title": text("Shop", 1), "params": {"host": text("shop.test")}},
        "phases": {"prepare": {"title": text("Prepare")}},
        "checklists": {
            "open": {
                "phase": text("prepare"),
                "title": text(title, 2),
                "items": {"door": {"text": text(item, 3)}, "till": {"text": text("The till answers", 4), "run": text(run, 4)}},
            }
        },
    }


def errors_of(files: dict[str, bytes]) -> list[tuple[str, str, int]]:
    return [(one.code, one.message, one.span.line) for one in resolve(files).diagnostics if one.severity == "error"]


def read_data(files: dict[str, bytes], id: str = "shop") -> dict[str, object]:
    """Return a variant as plain data; its files must have no error."""
    outcome = resolve(files)
    assert not errors_of(files)
    return to_data(outcome.variants[id], {})


@settings(max_examples=60)
@given(LONG_TEXT, LONG_TEXT, LONG_TEXT)
def test_any_text_becomes_valid_data_that_needs_no_formatting(title: str, item: str, run: str) -> None:
    """Whatever a document has in a title, a text or a command, its data have no error, and `fmt` changes none of them."""
    files = data_files(fit(a_draft(title, item, run)).draft, "shop", ("notes.md",))
    assert not errors_of(files)
    assert all(format_file(path, data) == data for path, data in files.items())


def test_the_head_and_each_phase_have_a_file() -> None:
    """A phase is a file, in the order of the draft; what has no phase is beside the head; a text alone is the short form of an entry."""
    draft = a_draft("Opening", "It's open", "till ping\ntill open\n")
    draft["contacts"] = {"desk": {"title": text("Desk"), "phone": text("")}}
    draft["procedures"] = {"back": {"phase": text("rollback"), "title": text("Back"), "steps": {"stop": text("Stop")}}}
    files = data_files(draft, "shop", ("a.md", "b.md"))
    opening = (
        "# yaml-language-server: $schema=../../../schema/runbook.schema.json\n"
        "# Imported from a.md, b.md; what was reported is in imports/shop/report.md\n"
    )
    assert {path: data.decode().removeprefix(opening) for path, data in files.items()} == {
        "data/variants/shop/variant.yaml": (
            "variant:\n  title: Shop\n  params:\n    host: shop.test\n\nphases:\n  prepare:\n    title: Prepare\n\n"
            "contacts:\n  desk:\n    title: Desk\n    phone: null\n"
        ),
        "data/variants/shop/prepare.yaml": (
            "checklists:\n  open:\n    phase: prepare\n    title: Opening\n    items:\n      door: It's open\n"
            "      till:\n        text: The till answers\n        run: |\n          till ping\n          till open\n"
        ),
        "data/variants/shop/rollback.yaml": ("procedures:\n  back:\n    phase: rollback\n    title: Back\n    steps:\n      stop: Stop\n"),
    }


def test_lines_of_the_source_are_comments_of_boxes() -> None:
    """With lines, each box says where it comes from, and formatting leaves the comments where they are."""
    files = data_files(a_draft("Opening", "Open", "ls"), "shop", ("notes.md",), with_lines=True)
    written = files["data/variants/shop/prepare.yaml"]
    assert b"      # notes.md:3\n      door: Open\n      # notes.md:4\n      till:\n" in written
    assert format_file("data/variants/shop/prepare.yaml", written) == written


def test_long_data_are_divided_into_files_that_are_read_in_order() -> None:
    """A list of 2 MB is several lists in several files, each far below what the reader takes, and no item is lost."""
    items: dict[str, DraftValue] = {f"item-{number}": text(f"Number {number} {'x' * 450}", number) for number in range(4_000)}
    draft = a_draft("Opening", "Open", "ls")
    assert isinstance(draft["checklists"], dict) and isinstance(draft["checklists"]["open"], dict)
    draft["checklists"]["open"]["items"] = items
    draft["checklists"]["open-2"] = {"phase": text("prepare"), "title": text("Second"), "items": {"a": text("A")}}
    divided, moved = divide_lists(draft)
    files = data_files(divided, "shop", ("notes.md",))
    assert len(files) > 3 and max(map(len, files.values())) < MAX_BYTES / 2
    found = read_data(files)["checklists"]
    assert isinstance(found, dict)
    assert list(found)[:2] == ["open", "open-3"] and list(found)[-1] == "open-2"
    assert [item for entry in found.values() for item in entry["items"]][:-1] == list(items)
    assert all(found[new.split(".")[1]]["items"][old.split(".")[-1]] for old, new in moved.items())


def test_contacts_that_fill_a_file_leave_the_head_alone() -> None:
    """What has no phase and is too long for one file is in numbered files beside the head."""
    draft = a_draft("Opening", "Open", "ls")
    draft["contacts"] = {f"desk-{number}": {"title": text(f"Desk {number} {'x' * 150}")} for number in range(5000)}
    files = data_files(draft, "shop", ("notes.md",))
    assert [path.rpartition("/")[2] for path in files] == [
        "variant.yaml",
        "reference-1.yaml",
        "reference-2.yaml",
        "reference-3.yaml",
        "prepare.yaml",
    ]
    contacts = read_data(files)["contacts"]
    assert isinstance(contacts, dict) and len(contacts) == 5000
