"""The lint rules, and which problems can be waived.

Also tests `code_types`.
"""

from __future__ import annotations

from generator.diagnostics.codes import MEANING, MERGING, RULES, SHAPE
from generator.diagnostics.lint_rules import PRACTICE, WAIVING
from generator.model.code_table import CODES, STAGES


def test_every_lint_rule_can_be_waived() -> None:
    assert all(code.waivable for code in PRACTICE.codes)
    assert {code.name for code in PRACTICE.codes} <= set(RULES)


def test_only_three_problems_of_shape_merging_and_references_can_be_waived() -> None:
    assert {code.name for code in (*SHAPE.codes, *MERGING.codes, *MEANING.codes) if code.waivable} == {
        "no-change",
        "alert-stricter",
        "crowded-checklist",
    }
    assert not any(code.waivable for code in WAIVING.codes)


def test_problems_that_block_a_release_are_warnings_or_errors_otherwise() -> None:
    """Errors always block a release; a rule that only blocks a release is a warning for drafts."""
    refused = {code.name for stage in STAGES for code in stage.codes if code.release}
    assert {CODES[name].severity for name in refused} == {"warning"}
    assert {"placeholder", "unassigned-contact", "unheld-role", "dead-escalation", "malformed-link", "overdue-review"} <= refused
