"""Ids of blanks are unique, choices belong to the kind `choice`, and a cell of such a column is one of them."""

from __future__ import annotations

import pytest

from tests.layered import BASE, SHOP, all_problems, encoded

BASE_LIST = """\
layer: {title: Base}
phases: {prepare: {title: Prepare, blanks: {version: Version}}}
checklists:
  code:
    phase: prepare
    title: Code
    columns: {state: {label: State, kind: choice, choices: {open: Open, done: Done}}, owner: Owner}
    items:
      tests: {text: All tests pass, cells: {state: open}}
"""
HEAD = "variant: {title: Shop, extends: [base], params: {now: done}}\n"


CODES = ("duplicate-blank", "unknown-choice", "unknown-column", "missing-field", "wrong-value")


def codes(own: str) -> list[tuple[str, str]]:
    found = all_problems(encoded({BASE: BASE_LIST, SHOP: HEAD + own}))
    return [(problem.code, problem.address) for problem in found if problem.code in CODES]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("lint: {text: No finding, blanks: {new: New version}}", ""),
        ("lint: {text: No finding, blanks: {version: New version}}", "duplicate-blank"),
        ("lint: {text: No finding, items: {deep: {text: Deep, blanks: {version: New version}}}}", "duplicate-blank"),
        ("lint: {text: No finding, blanks: {owner: Owner}}", ""),
        ("lint: {text: No finding, cells: {state: done, owner: open}}", ""),
        ("lint: {text: No finding, cells: {state: Done}}", "unknown-choice"),
        ("lint: {text: No finding, cells: {state: '{{ params.now }}'}}", ""),
        ("lint: {text: No finding, items: {deep: {text: Deep, cells: {states: done}}}}", "unknown-column"),
        ("lint: {text: No finding, blanks: {new: {label: New, kind: choice}}}", "missing-field"),
        ("lint: {text: No finding, blanks: {new: {label: New, choices: {yes: Yes}}}}", "wrong-value"),
    ],
)
def test_problems_of_blanks_and_cells(item: str, found: str) -> None:
    assert [code for code, _ in codes(f"checklists: {{code: {{items: {{{item}}}}}}}\n")] == ([found] if found else [])


def test_a_layer_may_change_one_cell_and_remove_a_choice() -> None:
    """Cells and choices merge by id, like all entries."""
    one = "checklists: {code: {items: {tests: {cells: {state: {because: it is done here, text: done}}}}}}\n"
    assert codes(one) == []
    gone = "checklists: {code: {columns: {state: {choices: {open: {remove: nothing stays open}}}}}}\n"
    assert codes(gone) == [("unknown-choice", "checklists.code.items.tests.cells.state.text")]


def test_the_parts_of_steps_have_no_columns() -> None:
    step = "procedures: {back: {phase: prepare, title: Back, steps: {one: {text: Do it, items: {a: {text: A, cells: {owner: Me}}}}}}}\n"
    assert codes(step) == [("unknown-column", "procedures.back.steps.one.items.a.cells")]
