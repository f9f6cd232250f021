"""Apply the lint rules to a merged variant."""

from __future__ import annotations

from contextlib import suppress

from generator.checks.lint_clock import check_clock
from generator.checks.lint_entries import check_entries
from generator.checks.lint_head import check_head
from generator.checks.lint_people import check_people
from generator.checks.lint_texts import check_texts
from generator.diagnostics.diagnostic import Diagnostic, Findings, TooMany
from generator.diagnostics.work_counts import work
from generator.merge.merged_tree import Tree
from generator.source.layers import Layer


@work("variants linted")
def lint_variant(variant: Layer, layers: tuple[Layer, ...], tree: Tree) -> tuple[Diagnostic, ...]:
    """What the lint rules find in a variant that extends some shared layers, whether it is waived or not."""
    found = Findings(f"variant `{variant.id}`", (variant.id,))
    with suppress(TooMany):
        check_head(variant, layers, found)
        check_texts(variant, tree, found)
        check_people(variant, tree, found)
        check_entries(variant, tree, found)
        check_clock(tree, found)
    return tuple(found.problems)
