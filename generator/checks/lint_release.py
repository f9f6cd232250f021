"""Lint rules that count only for a release: what an emergency card must have before people rely on it."""

from __future__ import annotations

from contextlib import suppress

from generator.checks.lint import is_reachable
from generator.diagnostics.diagnostic import Diagnostic, Findings, TooMany
from generator.merge.merged_tree import NOTHING, Tree, is_well_formed, live_in
from generator.source.layers import Layer

BACK = "rollback"
READ_DO = "read-do"


def lint_for_release(variant: Layer, tree: Tree) -> tuple[Diagnostic, ...]:
    """Return what makes the emergency card of a variant useless: nobody to call, or no way back."""
    found = Findings(f"variant `{variant.id}`", (variant.id,))
    with suppress(TooMany):
        contacts = list(live_in(tree, "contacts"))
        if not any(is_reachable(entry) or not is_well_formed(entry) for entry in contacts):
            message = f"nobody can be called: no contact {'can be reached' if contacts else 'is defined'}"
            found.report("nobody-to-call", variant.place, message, "variant", lacks="contacts")
        phase = tree.get("phases", NOTHING).entries.get(BACK)
        acts = (*live_in(tree, "procedures"), *(one for one in live_in(tree, "checklists") if one.text("method") == READ_DO))
        if (phase is None or phase.live) and not any(entry.text("phase") == BACK for entry in acts):
            message = f"there is no way back: no procedure has `phase: {BACK}`"
            found.report("no-way-back", variant.place, message, "variant", lacks="procedures")
    return tuple(found.problems)
