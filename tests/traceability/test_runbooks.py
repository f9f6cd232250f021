"""The shipped runbooks against the documents that they replace: what is an act, which boxes are new, which list a line is in.

The documents are not in the repository. For each system, `ID.csv` has the address for each line of its document. `acts/ID.csv` has
the lines that say what to do: the document's word for the work, the first word of our line, and a reason if our line is a condition.
`added/ID.csv` has the boxes without a line in the document, each with a reason.

"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.document.runbook_context import name_of
from generator.model.variant import Variant, boxes, entities
from generator.project.open_project import open_project
from tests.traceability.follow_renames import FOLDER, ROOT

SYSTEMS = tuple(path.stem for path in sorted((FOLDER / "acts").glob("*.csv")))
each_system = pytest.mark.parametrize("system", SYSTEMS)


@cache
def variants() -> dict[str, Variant]:
    return dict(open_project(ROOT).outcome.variants)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(system: str) -> dict[str, int]:
    """The first line of the document for each address."""
    return {row["address"]: int(row["line"]) for row in reversed(rows(FOLDER / f"{system}.csv"))}


def first_words(system: str) -> dict[str, str]:
    """The first word of each box, by address."""
    found = dict(entities(variants()[system].runbook))
    return {address: name_of(found[address]).split()[0] for address in boxes(variants()[system].runbook)}


def boxes_by_line(system: str) -> dict[int, list[str]]:
    """The boxes of each line, without the parts of a box of the same line."""
    found: dict[int, list[str]] = {}
    at = lines(system)
    for address in first_words(system):
        if address in at and not any(address.startswith(f"{other}.") for other in found.get(at[address], ())):
            found.setdefault(at[address], []).append(address)
    return found


def act_rows(system: str) -> dict[int, dict[str, str]]:
    return {int(row["line"]): row for row in rows(FOLDER / "acts" / f"{system}.csv")}


@each_system
def test_an_act_of_the_document_is_an_act_here_or_has_a_reason(system: str) -> None:
    """A line that says what to do begins with its verb. Only a row with a reason may be a condition."""
    words, found = first_words(system), boxes_by_line(system)
    acts = act_rows(system)
    assert [line for line, row in acts.items() if bool(row["ours"]) is bool(row["reason"])] == []
    assert {line: row["ours"] for line, row in acts.items() if row["ours"]} == {
        line: words[found[line][0]] for line, row in acts.items() if row["ours"]
    }


@each_system
def test_a_condition_of_the_document_is_no_act_here(system: str) -> None:
    """No other line begins with a verb that is an act in any of the systems."""
    verbs = {row["ours"] for each in SYSTEMS for row in act_rows(each).values()}
    acts = {line for line, row in act_rows(system).items() if row["ours"]}
    words = first_words(system)
    assert [
        address for line, found in boxes_by_line(system).items() if line not in acts for address in found if words[address] in verbs
    ] == []


@each_system
def test_each_box_without_a_line_has_a_reason(system: str) -> None:
    """A layer or a writer can add nothing to a system that its document does not say, unless the reason is written down."""
    at = lines(system)
    reasons = {row["address"]: row["reason"] for row in rows(FOLDER / "added" / f"{system}.csv")}
    assert [address for address in boxes(variants()[system].runbook) if address not in at] == list(reasons)
    assert all(reasons.values())


def lists_of(system: str) -> Iterator[tuple[str, list[str]]]:
    for id, checklist in variants()[system].runbook.checklists.items():
        yield f"checklists.{id}", [f"checklists.{id}.items.{item}" for item in checklist.items]


@each_system
def test_a_line_keeps_the_list_and_the_order_of_the_document(system: str) -> None:
    """The heading above a line is its list; the lines of a list and the lists of a group are in their order."""
    at = lines(system)
    groups: dict[tuple[str, str], list[int]] = {}
    for id, checklist in variants()[system].runbook.checklists.items():
        groups.setdefault((checklist.phase, checklist.group or ""), []).append(at[f"checklists.{id}"])
    assert [group for group, found in groups.items() if found != sorted(found)] == []
    heads = {at[address]: address for address, _ in lists_of(system) if address in at}
    for address, items in lists_of(system):
        traced = [at[item] for item in items if item in at]
        assert traced == sorted(traced), address
        assert {heads[max(head for head in heads if head <= line)] for line in traced} <= {address}


def test_two_systems_share_each_layer() -> None:
    """A layer that one system extends shares nothing."""
    layers = {path.name for path in (ROOT / "data" / "layers").iterdir()}
    extended = [layer for variant in variants().values() for layer in variant.layers]
    assert {layer for layer in layers if extended.count(layer) < 2} == set()
