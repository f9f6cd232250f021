"""Which problems the waivers in the data cover, and which waivers have expired or cover nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator.diagnostics.codes import RULES
from generator.diagnostics.diagnostic import Diagnostic
from generator.merge.merged_tree import Tree
from generator.merge.waivers import WaiverGrant, head_permits, permits_of, written_permits
from generator.source.layers import Layer, folder_of

WAIVABLE = frozenset(RULES)

Problems = tuple[Diagnostic, ...]


def waive(problems: Problems, variant: Layer, below: Iterable[Layer], tree: Tree) -> Problems:
    """The problems of a merged variant that stands on some shared layers; one that a waiver covers carries its place."""
    if not any(problem.code in WAIVABLE for problem in problems):
        return problems
    permits = (*permits_of(variant, tree), *(permit for layer in below for permit in head_permits(layer)))
    return tuple(_covered(problem, permits) for problem in problems)


def waive_in_layers(problems: Problems, layers: Mapping[str, Layer], trees: Mapping[str, Tree]) -> Problems:
    """The problems in files of shared layers, each held against the waivers of its layer and of what that stands on."""
    found: list[Diagnostic] = []
    for problem in problems:
        _, name = folder_of(problem.span.file) or ("", "")
        known = problem.code in WAIVABLE and name in trees
        found.append(_covered(problem, tuple(permits_of(layers[name], trees[name]))) if known else problem)
    return tuple(found)


def weigh(layers: Iterable[Layer], variants: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
    """What is to be said of each waiver that some layers write, for the verdict to choose from.

    That it ended holds from the day after its last one. That it covers nothing holds unless a problem carries its place.
    """
    for permit in (permit for layer in layers for permit in written_permits(layer)):
        address = f"{permit.address}.waive.{permit.rule}"
        if permit.until is not None and permit.until != date.max:
            message = f"the waiver of `{permit.rule}` ended on {permit.until}"
            help = "mend what it waives and delete it; or write until when it holds, and why still"
            after = permit.until + timedelta(days=1)
            yield Diagnostic("expired-waiver", message, permit.place, help, address, variants, severity="warning", since=after)
        message = f"`{permit.rule}` waives nothing: the rule has nothing to report here"
        yield Diagnostic("idle-waiver", message, permit.place, "delete it", address, variants, severity="warning")


def _covered(problem: Diagnostic, permits: Iterable[WaiverGrant]) -> Diagnostic:
    """The problem with the place of the waiver that covers it, that of the nearest if there are several."""
    covering = [permit for permit in permits if permit.covers(problem.code, problem.address)]
    return replace(problem, waived=max(covering, key=_depth).place) if covering else problem


def _depth(permit: WaiverGrant) -> int:
    return 0 if permit.address == "variant" else len(permit.address.split("."))
