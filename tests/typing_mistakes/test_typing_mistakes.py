"""A thousand seeded edits of the shipped data: each is reported where it was made or at a reference, or changes only its own entry."""

from __future__ import annotations

import pytest

from generator.checks.resolve import resolve
from tests.typing_mistakes.judging import EACH, Lost, edits, fate_of, file_of, shipped, values_of
from tests.typing_mistakes.making import KINDS, Edit

CHECKLIST = "data/variants/v/variant.yaml"


def test_there_are_a_thousand() -> None:
    assert EACH * len(KINDS) == 1000


@pytest.mark.parametrize("kind", KINDS)
def test_every_edit_is_reported_or_changes_one_entry(kind: str) -> None:
    lost: list[str] = []
    for path, edit in edits(kind):
        try:
            fate_of(path, edit)
        except Lost as error:
            lost.append(f"{path} {sorted(edit.lines)}: {error}")
    assert not lost, "\n".join(lost)


def test_the_judge_finds_out_an_edit_that_changes_another_entry() -> None:
    path = next(path for path in shipped() if path.endswith("elearning-platform/prepare.yaml"))
    file = file_of(path)
    changed = file.text.replace("All tests pass", "Some tests pass")
    far = len(file.lines)
    assert fate_of(path, Edit(changed, frozenset((8,)))) == "valid, changes the entry alone"
    with pytest.raises(Lost, match="also changes"):
        fate_of(path, Edit(changed, frozenset((far,))))


def test_the_judge_finds_out_a_report_in_another_place() -> None:
    path = next(path for path in shipped() if path.endswith("elearning-platform/prepare.yaml"))
    file = file_of(path)
    broken = file.text.replace("title: Code and build", "titel: Code and build")
    with pytest.raises(Lost, match="reported elsewhere"):
        fate_of(path, Edit(broken, frozenset((len(file.lines),))))


def test_own_values_leave_children_out() -> None:
    head = b"variant: {title: V}\nphases: {prepare: {title: Prepare}}\n"
    lists = "checklists:\n  a: {phase: prepare, title: A, items: {x: One, y: %s}}\n"
    one, other = (values_of(resolve({CHECKLIST: head + (lists % word).encode()}).variants["v"].runbook) for word in ("Two", "Three"))
    assert {address for address in one if one[address] != other[address]} == {"checklists.a.items.y"}
