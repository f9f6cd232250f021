"""Lint: the rules applied to a merged variant; each finding is a warning unless the rule's code says otherwise."""

from __future__ import annotations

from contextlib import suppress

from generator.checks.finding import Finding, ReportFinding
from generator.checks.lint_clock import examine_clock
from generator.checks.lint_entries import examine_entries
from generator.checks.lint_glyphs import examine_glyphs
from generator.checks.lint_head import examine_head
from generator.checks.lint_people import examine_people
from generator.checks.lint_texts import examine_texts
from generator.checks.written_texts import written_texts
from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany
from generator.diagnostics.work_counts import work
from generator.merge.merged_tree import Tree
from generator.model.code_table import CODES
from generator.source.layers import Layer
from generator.source.nodes import Node
from generator.text.span import Span


@work("variants linted")
def examine(variant: Layer, layers: tuple[Layer, ...], tree: Tree) -> tuple[Diagnostic, ...]:
    """What is against a rule in one merged variant that stands on some shared layers. Waivers are not looked at."""
    found = Findings(f"variant `{variant.id}`")
    add = _reporter(found, variant.id)
    texts = tuple(written_texts(variant, tree))
    with suppress(TooMany):
        examine_head(variant, layers, add)
        examine_texts(texts, add)
        examine_glyphs(texts, add)
        examine_people(variant, tree, add)
        examine_entries(variant, tree, add)
        examine_clock(tree, add)
    return tuple(found.problems)


def _reporter(found: Findings, variant: str) -> ReportFinding:
    def add(code: str, place: Node | Span, finding: Finding, address: str, *notes: RelatedPlace) -> None:
        span = place.span if isinstance(place, Node) else place
        severity = "warning" if finding.since is not None else CODES[code].severity
        found.add(Diagnostic(code, finding.message, span, finding.help, address, (variant,), notes, severity, finding.since))

    return add
