"""Takes proposals and checks the data, for tests of proposals."""

from __future__ import annotations

from collections.abc import Sequence

from generator.imports.draft import Draft, DraftText, Proposal
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from generator.imports.read_back import WrittenData
from generator.imports.take_proposals import with_proposals


def errors_when_taken(proposals: Sequence[Proposal], kinds: frozenset[str] = frozenset(("all",))) -> list[str]:
    """Return the errors of a variant with one item, to which these kinds of the proposals are added."""
    draft: Draft = {
        "variant": {"title": DraftText("Shop")},
        "phases": {"prepare": {"title": DraftText("Prepare")}},
        "checklists": {"a": {"phase": DraftText("prepare"), "title": DraftText("A"), "items": {"one": {"text": DraftText("One is done")}}}},
    }
    taken, _ = with_proposals(draft, proposals, kinds)
    return [problem.message for problem in WrittenData(data_files(fit(taken).draft, "shop", ("shop.md",)), "shop").errors]
