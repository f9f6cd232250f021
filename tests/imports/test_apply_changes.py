"""Documents that are imported again: their changes reach the data, what people wrote stays, and both sides of a conflict are known.

Also tests `keep_ids`, `merge_changes`, `moved_entries` and `written_fields`.
"""

from __future__ import annotations

import pytest

from generator.checks.resolve import resolve
from generator.edits.workflow import format_file
from generator.imports.apply_changes import apply_changes
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.fit_values import fit
from generator.imports.import_folder import field_values
from generator.imports.keep_ids import keep_ids
from generator.imports.merge_changes import ChangeConflict, SourceChanges, compare_states
from generator.imports.moved_entries import moved_across, moved_within, reordered, without_moves
from generator.imports.written_fields import WrittenFields
from generator.source.nodes import MappingNode
from generator.source.read import read
from generator.source.splices import CannotEdit

PATH = "data/variants/shop/prepare.yaml"
HEAD = "data/variants/shop/variant.yaml"
DATA = """\
# Ours
variant:
  title: Shop

phases:
  prepare:
    title: Prepare
"""
LIST = """\
# How we open
checklists:
  before:
    phase: prepare
    title: Before  # in the morning
    items:
      # shop.md:5
      door: The door is open
      # Ask Mira
      till:
        text: The till answers
        run: |
          till ping
          till open
      lamp: "The lamp's on"

  after:
    phase: prepare
    title: After
    items:
      end: All is shut
"""


def items(**more: DraftValue | str) -> dict[str, DraftValue]:
    return {id: DraftText(one) if isinstance(one, str) else one for id, one in more.items()}


def a_list(title: str, items: dict[str, DraftValue], phase: str = "prepare") -> DraftValue:
    return {"phase": DraftText(phase), "title": DraftText(title), "items": items}


def lists(before: dict[str, DraftValue], **more: DraftValue) -> Draft:
    """Return the draft of two lists, and of `more` lists; an empty one takes the place of another."""
    all_lists = {"before": a_list("Before", before), "after": a_list("After", items(end="All is shut")), **more}
    return {
        "variant": {"title": DraftText("Shop")},
        "phases": {"prepare": {"title": DraftText("Prepare")}},
        "checklists": {id: one for id, one in all_lists.items() if one},
    }


RUN = "        run: |\n          till ping\n          till open\n"
TILL: dict[str, DraftValue] = {"text": DraftText("The till answers"), "run": DraftText("till ping\ntill open")}
BEFORE = lists(items(door="The door is open", till=TILL, lamp="The lamp's on"))


def expanded(draft: Draft) -> Draft:
    return fit(draft).draft


def apply(document: Draft, data: str = LIST, side: str = "", *, formatted: bool = True) -> tuple[str, SourceChanges]:
    files = {PATH: data.encode(), HEAD: DATA.encode()}
    trees = [tree for path, content in files.items() if isinstance(tree := read(path, content).tree, MappingNode)]
    written = WrittenFields(trees)
    before, after = expanded(BEFORE), expanded(document)
    now = {address: field.value for address, field in written.fields.items()}
    changes = compare_states(field_values(before), field_values(after), now, "theirs" if side == "theirs" else "ours" if side else "")
    changed = {**files, **apply_changes(files, written, changes, after, "shop", ("shop.md",))}
    assert not [one for one in resolve(changed).diagnostics if one.severity == "error"]
    assert not formatted or all(format_file(path, content) == content for path, content in changed.items())
    return changed[PATH].decode(), changes


def test_a_document_without_changes_changes_no_byte() -> None:
    """What people changed, added and commented stays when the document says the same as before."""
    edited = LIST.replace("The till answers", "The new till answers").replace("      lamp:", "      own: Ours alone\n      lamp:")
    assert apply(BEFORE, edited)[0] == edited


@pytest.mark.parametrize(
    ("document", "before", "after"),
    [
        (items(door="The gate is open", till=TILL, lamp="The lamp's on"), "door: The door is open", "door: The gate is open"),
        (items(door="The door: is open", till=TILL, lamp="The lamp's on"), "door: The door is open", "door: 'The door: is open'"),
        (
            items(door="The door is open", till={**TILL, "run": DraftText("till ping\n\ttill shut")}, lamp="The lamp's on"),
            "          till open\n",
            "          \ttill shut\n",
        ),
        (
            items(door="The door is open", till={**TILL, "run": DraftText("till ping")}, lamp="The lamp's on"),
            "run: |\n          till ping\n          till open\n",
            "run: till ping\n",
        ),
        (items(door="The door is open", till=TILL), '      lamp: "The lamp\'s on"\n', ""),
        (items(till=TILL, lamp="The lamp's on"), "      # shop.md:5\n      door: The door is open\n", ""),
        (items(door="The door is open", till="The till answers", lamp="The lamp's on"), RUN, ""),
        (
            items(door="The door is open", key="The key is there", till=TILL, lamp="The lamp's on"),
            "door: The door is open\n",
            "door: The door is open\n      key: The key is there\n",
        ),
        (
            items(key="The key is there", door="The door is open", till=TILL, lamp="The lamp's on"),
            "      # shop.md:5\n      door",
            "      key: The key is there\n      # shop.md:5\n      door",
        ),
        (
            items(door={"text": DraftText("The gate is open"), "run": DraftText("ls")}, till=TILL, lamp="The lamp's on"),
            "door: The door is open\n",
            "door:\n        text: The gate is open\n        run: ls\n",
        ),
        (
            items(door={"text": DraftText("The door is open"), "run": DraftText("a\nb")}, till=TILL, lamp="The lamp's on"),
            "door: The door is open\n",
            "door:\n        text: The door is open\n        run: |\n          a\n          b\n",
        ),
        (
            items(door="The door is open", till={**TILL, "expect": DraftText("pong")}, lamp="The lamp's on"),
            "          till open\n",
            "          till open\n        expect: pong\n",
        ),
    ],
)  # fmt: skip
def test_a_change_of_the_document_changes_that_place_alone(document: dict[str, DraftValue], before: str, after: str) -> None:
    """Each changed, new and removed text is written by position: comments and all other lines keep their bytes."""
    assert apply(lists(document))[0] == LIST.replace(before, after)


def test_whole_lists_come_and_go() -> None:
    """A new list is after its neighbour above; a list that the document no longer has is removed with all its items."""
    more = a_list("Later", items(a="A"))
    old = items(door="The door is open", till=TILL, lamp="The lamp's on")
    written, _ = apply(lists(old, later=more))
    assert written == LIST + "\n  later:\n    phase: prepare\n    title: Later\n    items:\n      a: A\n"
    written, _ = apply(lists(old, after={}))
    assert written.rstrip("\n") == LIST.partition("\n  after:")[0].rstrip("\n")


def test_a_new_phase_is_a_new_file() -> None:
    """A list in a phase that the data do not have yet is in the file of that phase, and the phase is defined."""
    back = a_list("Back", items(a="A"), "rollback")
    document = lists(items(door="The door is open", till=TILL, lamp="The lamp's on"), back=back)
    files = {PATH: LIST.encode(), HEAD: DATA.encode()}
    written = WrittenFields([tree for path, content in files.items() if (tree := read(path, content).tree) is not None])
    after = expanded(document)
    changes = compare_states(
        field_values(expanded(BEFORE)), field_values(after), {one: field.value for one, field in written.fields.items()}
    )
    changed = apply_changes(files, written, changes, after, "shop", ("shop.md",))
    assert changed[HEAD].decode() == DATA + "  rollback:\n    title: Rollback\n"
    assert (
        changed["data/variants/shop/rollback.yaml"]
        .decode()
        .endswith("checklists:\n  back:\n    phase: rollback\n    title: Back\n    items:\n      a: A\n")
    )


def test_both_sides_of_a_conflict_are_known_and_one_can_be_taken() -> None:
    """A text that was changed on both sides is a conflict; `theirs` takes the document, `ours` keeps the data; equal changes are none."""
    document = lists(items(door="The gate is open", till=TILL, lamp="The lamp's on"))
    edited = LIST.replace("The door is open", "The front door is open")
    written, changes = apply(document, edited)
    assert changes.conflicts == [ChangeConflict("checklists.before.items.door.text", "The gate is open", "The front door is open")]
    assert written == edited
    assert apply(document, edited, "theirs")[0] == LIST.replace("The door is open", "The gate is open")
    assert apply(document, edited, "ours")[0] == edited
    same = LIST.replace("The door is open", "The gate is open")
    assert apply(document, same) == (same, SourceChanges())


def test_what_is_gone_from_the_document_and_changed_in_the_data_is_kept() -> None:
    """Nobody's work is removed: the text stays, and the report says so."""
    edited = LIST.replace("The lamp's on", "The red lamp is on")
    written, changes = apply(lists(items(door="The door is open", till=TILL)), edited)
    assert written == edited and changes.kept == ["checklists.before.items.lamp.text"]


def test_a_text_in_braces_is_not_edited() -> None:
    """Entries in braces have no lines of their own, so the writer is asked to change them."""
    edited = LIST.replace("      door: The door is open\n", "      door: {text: The door is open}\n")
    with pytest.raises(CannotEdit, match="braces"):
        apply(lists(items(door="The gate is open", till=TILL, lamp="The lamp's on")), edited)


def test_ids_follow_what_entries_say() -> None:
    """An item whose words changed a little keeps its id, also if the importer would give another one; a new one gets a free id."""
    new = expanded(lists({"gate-open": DraftText("The door is now open"), "till": DraftText("Lights are out"), "lamp": TILL}))
    kept, addresses = keep_ids(new, expanded(BEFORE))
    found = kept["checklists"]
    assert isinstance(found, dict) and isinstance(found["before"], dict) and isinstance(found["before"]["items"], dict)
    assert list(found["before"]["items"]) == ["door", "till-2", "till"]
    assert addresses["checklists.before.items.gate-open"] == "checklists.before.items.door"
    assert addresses["checklists.before.items.lamp"] == "checklists.before.items.till"


def test_links_follow_ids_that_are_kept() -> None:
    """A link to an entry leads to the id that the entry keeps."""
    new = expanded(lists(items(opened="The door is open", till=TILL, lamp="See [it](checklists.before.items.opened)")))
    kept, _ = keep_ids(new, expanded(BEFORE))
    assert "(checklists.before.items.door)" in repr(kept)


def test_entries_are_found_by_their_former_ids() -> None:
    """`runbook rename` leaves the former id in `aliases`, by which an entry is still the one that was imported."""
    tree = read(PATH, LIST.replace("  before:\n", "  morning:\n    aliases: [before]\n").encode()).tree
    assert tree is not None
    assert WrittenFields([tree]).former == {"checklists.before": "checklists.morning"}


def test_a_new_line_at_another_place_is_not_the_one_that_is_gone() -> None:
    """What sounds alike is the same entry only at the same place: a new line never takes the id, and the comments, of another one."""
    before = lists(items(lamps="Lamps are charged", keys="Keys are counted", boots="Boots are dry"))
    new = lists(items(lamps="Lamps are charged", doors="Doors are oiled", keys="Keys are all counted"))
    kept, _ = keep_ids(expanded(new), expanded(before))
    found = kept["checklists"]
    assert isinstance(found, dict) and isinstance(found["before"], dict) and isinstance(found["before"]["items"], dict)
    assert list(found["before"]["items"]) == ["lamps", "doors", "keys"]


def test_lines_move_within_their_list_with_their_comments() -> None:
    """The data follow the order of the document; an entry that somebody added, and each comment, stay with the entry they belong to."""
    before, new = expanded(lists(items(a="A", b="B", c="C"))), expanded(lists(items(c="C", a="A", b="B")))
    data = b"checklists:\n  before:\n    items:\n      a: A # one\n      own: Mine\n      # of b\n      b: B\n      # of c\n      c: C\n\n"
    data += b"notes: {}\n"
    moved = dict(moved_within(before, new))
    assert moved == {"checklists.before.items": ("c",)}
    lines = reordered({PATH: data}, moved, new)[PATH].decode().splitlines()[3:]
    assert [line.strip() for line in lines] == ["# of c", "c: C", "a: A # one", "own: Mine", "# of b", "b: B", "", "notes: {}"]
    flow = b"checklists: {before: {items: {a: {text: A}, b: B,  c: 'C' }}}\n"
    assert reordered({PATH: flow}, moved, new)[PATH] == b"checklists: {before: {items: {c: 'C', a: {text: A},  b: B }}}\n"
    with pytest.raises(CannotEdit, match="on lines of their own first"):
        reordered({PATH: flow.replace(b",  c", b", # c\n  c")}, moved, new)


def test_a_comment_right_above_goes_with_its_entry() -> None:
    """A comment that a blank line divides from the entry, or that is indented otherwise, is about something else."""
    gone = lists(items(door="The door is open", till=TILL))
    lamp = '      lamp: "The lamp\'s on"\n'
    for above, left in (("      # a\n      # b\n", ""), ("      # a\n\n", "      # a\n"), ("    # a\n", "    # a\n")):
        text, _ = apply(gone, LIST.replace(lamp, above + lamp), formatted=False)
        assert text == LIST.replace(lamp, left)


def test_a_line_in_another_list_stays_where_the_data_have_it() -> None:
    """It is reported alone: neither its old place goes nor a second one comes."""
    before: Draft = {"checklists": {"one": {"items": items(a="A", b="B")}, "two": {"items": items(c="C")}}}
    new: Draft = {"checklists": {"one": {"items": items(a="A")}, "two": {"items": items(c="C", b="B")}}}
    before, new = expanded(before), expanded(new)
    moved = moved_across(before, new)
    assert moved == {"checklists.one.items.b": "checklists.two.items.b"}
    changes = without_moves(compare_states(field_values(before), field_values(new), field_values(before)), moved)
    assert changes.is_empty and not changes.kept


def test_lines_come_behind_a_line_that_goes() -> None:
    """An entry that loses its last field gets a neighbour, and an entry whose fields are all others stays one entry."""
    document = lists(items(door="The door is open", till="The till answers", key="The key is there", lamp="The lamp's on"))
    assert apply(document)[0] == LIST.replace(RUN, "").replace("      lamp", "      key: The key is there\n      lamp")
