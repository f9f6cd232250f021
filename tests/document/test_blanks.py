"""Blanks of phases, items, steps and columns as room to write."""

from __future__ import annotations

from dataclasses import replace

from generator.document.compose import compose
from generator.document.document_parts import Section, plain, with_children
from generator.document.pages import SiteSettings
from generator.model.entities import PhaseId
from tests.sheet_sample import sample_variant


def section(phase: PhaseId, anchor: str) -> Section:
    return next(one for one in compose(sample_variant(), SiteSettings()).phases[phase].sections if one.anchor == anchor)


def test_a_blank_has_its_label_hint_unit_and_choices() -> None:
    errors, result = section("follow-up", "blanks").spaces
    assert (errors.address, errors.label, errors.hint, errors.unit) == (
        "phases.follow-up.blanks.errors", "Errors since", "number", "per hour",
    )  # fmt: skip
    assert (result.choices, result.hint, result.lines, result.secret) == (("Keep", "Change"), "mark one", 0, False)
    assert [origin.address for origin in result.origins] == [f"{result.address}.choices.{id}" for id in ("keep", "change")]


def test_lines_have_their_blanks_and_no_more_boxes() -> None:
    day, rollback = section("deploy-day", "checklists.cut-over"), section("rollback", "procedures.roll-back")
    boxes = {box.address: box for box in with_children((*day.boxes, *rollback.boxes))}
    assert [space.label for space in boxes["checklists.cut-over.items.migrate"].spaces] == ["Migrations", "Run by"]
    assert [space.hint for space in boxes["procedures.roll-back.steps.assess"].spaces] == ["time", ""]
    bare = replace(day, boxes=tuple(replace(box, spaces=(), cells=()) for box in day.boxes), columns=())
    assert bare.count == day.count


def test_each_item_has_a_cell_for_each_column() -> None:
    """A given value is shown; in a column with choices it is the label of the choice. A column without a value is a blank."""
    day = section("deploy-day", "checklists.cut-over")
    (item,) = day.boxes
    assert [column.label for column in day.columns] == ["Owner", "State", "Size", "Left"]
    assert [(cell.key, cell.name, plain(cell.text), cell.kind) for cell in item.cells] == [
        ("owner", "Owner", "The DBA", "text"),
        ("state", "State", "Open", "text"),
        ("size", "Size", "", "blank"),
        ("left", "Left", "", "blank"),
    ]
    assert item.cells[0].provenance.address == f"{item.address}.cells.owner"
