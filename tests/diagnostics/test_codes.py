"""The lint rules, and which problems can be waived.

Also tests `code_form` and `practice_codes`.
"""

from __future__ import annotations

from generator.diagnostics.codes import MEANING, MERGING, RULES, SHAPE, WAIVING
from generator.diagnostics.practice_codes import PRACTICE
from generator.model.code_table import CODES, STAGES


def test_every_lint_rule_can_be_waived() -> None:
    assert all(code.waivable for code in PRACTICE.values())
    assert PRACTICE.keys() <= set(RULES)


def test_only_four_problems_of_shape_merging_and_references_can_be_waived() -> None:
    assert {name for name, code in (SHAPE | MERGING | MEANING).items() if code.waivable} == {
        "no-change",
        "alert-stricter",
        "late-warning",
        "crowded-checklist",
    }
    assert not any(code.waivable for code in WAIVING.values())


def test_problems_that_block_a_release_are_warnings_or_errors_otherwise() -> None:
    """Errors always block a release; a rule that only blocks a release is a warning for drafts."""
    refused = {name for codes in STAGES.values() for name, code in codes.items() if code.release}
    assert {CODES[name].severity for name in refused} == {"warning"}
    assert {"placeholder", "unassigned-contact", "unheld-role", "dead-escalation", "malformed-link", "overdue-review"} <= refused
