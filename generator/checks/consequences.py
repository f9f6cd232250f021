"""Leave out the problems that follow from other problems, so that a report begins with the cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from generator.diagnostics.codes import MEANING, MERGING, RELEASING
from generator.diagnostics.diagnostic import EVERYTHING, Diagnostic
from generator.diagnostics.practice_codes import PRACTICE
from generator.model.code_table import OF_REFERENCES
from generator.source.layers import folder_of

# The problems that are found after merging. If a file of a layer could not be read, nobody knows which of them are true.
AFTER_MERGING = (MERGING.keys() | MEANING.keys() | PRACTICE.keys() | RELEASING.keys() | OF_REFERENCES.keys()) - {"secret"}
ANYWHERE = ""


def without_consequences(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems, in the same order, without those that others explain.

    A problem in the folder of a variant explains problems of this variant alone, except that a layer is missing.
    """
    found = tuple(problems)
    explained: dict[str, set[str]] = defaultdict(set)
    for problem in found:
        for address in problem.explains:
            explained[ANYWHERE if address.startswith(("layers.", "variants.")) else _variant_of(problem)].add(address)
    return tuple(problem for problem in found if not _follows(problem, explained)) if explained else found


def _variant_of(problem: Diagnostic) -> str:
    """Return the variant in whose folder a problem is; empty for any other problem."""
    kind, name = folder_of(problem.span.file) or ("", "")
    return name if kind == "variant" else ANYWHERE


def _follows(problem: Diagnostic, explained: Mapping[str, Collection[str]]) -> bool:
    """Return whether other problems explain a problem for each variant that it affects."""
    return all(
        any(_explains(address, problem) for scope in (ANYWHERE, variant) for address in explained.get(scope, ()))
        for variant in problem.variants or (_variant_of(problem),)
    )


def _explains(address: str, problem: Diagnostic) -> bool:
    if address == EVERYTHING:
        return problem.code in AFTER_MERGING
    lacks = problem.lacks
    return lacks == address or lacks.startswith(f"{address}.") or (address.startswith("*.") and lacks.partition(".")[2] == address[2:])
