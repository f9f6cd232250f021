"""Suggestions as edits by position: where they are written, with which reason, and what is refused. The rest keeps its bytes."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from generator.edits.workflow import UnreadableFiles
from generator.records.suggested_edits import VariantEdits
from generator.records.suggestion import Field, Suggestion
from generator.source.splices import CannotEdit
from tests.records.past_runs_sample import BASE, CASH, QUEUE, RESTORE, SHOP, SWITCH

OWN = "data/variants/shop/variant.yaml"
WHY = "In 3 of 4 runs: it's late, or [so]"


def changed_lines(field: Field, address: str, new: str, own: str = SHOP) -> list[str]:
    """Return the lines that an edit adds and removes in the file of the shop, the only one that it changes."""
    edits = VariantEdits({"data/layers/base/base.yaml": BASE.encode(), OWN: own.encode()}, "shop")
    changed = edits.written(Suggestion(field, address, "", new, WHY, ()))
    assert list(changed) == [OWN]
    _, _, *lines = unified_diff(own.splitlines(), changed[OWN].decode().splitlines(), n=0, lineterm="")
    return [f"{line[0]} {line[1:]}" for line in lines if line[0] in "+-"]


def test_an_entry_of_the_variant_is_changed_in_its_place_with_the_reason_as_a_comment() -> None:
    assert changed_lines("lasts", "procedures.roll-back", "25 min") == [
        "-     lasts: 10 min  # as agreed",
        f"+     # {WHY}",
        "+     lasts: 25 min  # as agreed",
    ]
    assert changed_lines("optional", CASH, "true") == [
        "-       cash: Cash is counted  # by two",
        f"+       # {WHY}",
        "+       cash:",
        "+         text: Cash is counted  # by two",
        "+         optional: true",
    ]
    assert changed_lines("optional", RESTORE, "true") == [
        "-       restore: {text: Restore the backup, run: ./restore.sh}",
        f"+       # {WHY}",
        "+       restore: {text: Restore the backup, optional: true, run: ./restore.sh}",
    ]


def test_a_caution_says_itself_what_it_is_for() -> None:
    assert changed_lines("caution", RESTORE, "Failed on 2026-01-01: no disk, {no} backup") == [
        "-       restore: {text: Restore the backup, run: ./restore.sh}",
        "+       restore: {text: Restore the backup, caution: 'Failed on 2026-01-01: no disk, {no} backup', run: ./restore.sh}",
    ]


def test_an_entry_of_a_layer_is_overridden_with_the_reason_as_because() -> None:
    """The parents that the variant does not mention come with it, where the variant has entries of this kind."""
    because = '"In 3 of 4 runs: it\'s late, or [so]"'
    assert changed_lines("optional", QUEUE, "true") == [
        "+   data:",
        "+     items:",
        "+       queue:",
        f"+         because: {because}",
        "+         optional: true",
    ]
    assert changed_lines("at", "phases.prepare.groups.day-before", "T-3h") == [
        "+ ",
        "+ phases:",
        "+   prepare:",
        "+     groups:",
        "+       day-before:",
        f"+         because: {because}",
        "+         at: T-3h",
    ]
    flow = "variant: {title: Shop, extends: [base]}\nchecklists: {cut-over: {items: {pay: {because: cash too, text: All pay}}}}\n"
    (_, new) = changed_lines("optional", SWITCH, "true", flow)
    assert new.endswith(f"text: All pay}}, switch: {{because: {because}, optional: true}}}}}}}}")


def test_an_override_comes_into_the_file_with_lists_of_its_phase() -> None:
    first, last = ("data/variants/shop/a.yaml", "data/variants/shop/z.yaml")
    own = {first: "checklists:\n  more: {phase: prepare, title: More, items: {a: A}}\n", OWN: "variant: {title: Shop, extends: [base]}\n"}
    own[last] = SHOP[SHOP.index("procedures:") :]
    edits = VariantEdits({path: text.encode() for path, text in {"data/layers/base/base.yaml": BASE, **own}.items()}, "shop")
    places = {"checklists.data": first, "checklists.cut-over": last, "phases.prepare.groups.day-before": OWN}
    for address, path in places.items():
        assert list(edits.written(Suggestion("at", address, "", "T-3h", WHY, ()))) == [path]


def test_an_override_keeps_the_reason_that_it_has() -> None:
    own = "variant: {title: Shop, extends: [base]}\nchecklists:\n  cut-over:\n    because: two shops  # agreed\n    lasts: 20 min\n"
    assert changed_lines("lasts", "checklists.cut-over", "40 min", own) == [
        "-     because: two shops  # agreed",
        "-     lasts: 20 min",
        '+     because: "two shops; in 3 of 4 runs: it\'s late, or [so]"  # agreed',
        "+     lasts: 40 min",
    ]


@pytest.mark.parametrize(
    ("old", "new", "address", "why"),
    [
        ("  after:", "  cut-over:\n    because: >-\n      long\n    title: Cut\n  after:", "checklists.cut-over", "on several lines"),
        ("  after:", "  data: {items: {queue: Queue}}\n  after:", QUEUE, "has only a text"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused(old: str, new: str, address: str, why: str) -> None:
    with pytest.raises(CannotEdit, match=why):
        changed_lines("lasts", address, "40 min", SHOP.replace(old, new))


def test_files_that_cannot_be_read_are_not_edited() -> None:
    with pytest.raises(UnreadableFiles):
        changed_lines("lasts", "procedures.roll-back", "40 min", f"{SHOP}\nbroken: [\n")
