"""Match problems with the waivers in the data, and report waivers that have expired or cover nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator.diagnostics.codes import RULES
from generator.diagnostics.diagnostic import Diagnostic
from generator.merge.merged_tree import Tree
from generator.merge.waivers import WaiverGrant, head_waivers, waivers_of, written_waivers
from generator.source.layers import Layer, folder_of

LONGEST = timedelta(days=366)
Problems = tuple[Diagnostic, ...]


def mark_waived(problems: Problems, variant: Layer, layers: Iterable[Layer], tree: Tree) -> Problems:
    """Return the problems of a variant. If a waiver of the variant or its layers covers a problem, `waived` is the place of the waiver."""
    if not any(problem.code in RULES for problem in problems):
        return problems
    waivers = (*waivers_of(variant, tree), *(waiver for layer in layers for waiver in head_waivers(layer)))
    return tuple(_marked(problem, waivers) for problem in problems)


def mark_waived_in_layers(problems: Problems, layers: Mapping[str, Layer], trees: Mapping[str, Tree]) -> Problems:
    """Return the problems in files of shared layers, matched with the waivers of each layer and of the layers that it extends."""
    found: list[Diagnostic] = []
    for problem in problems:
        _, name = folder_of(problem.span.file) or ("", "")
        known = problem.code in RULES and name in trees
        found.append(_marked(problem, tuple(waivers_of(layers[name], trees[name]))) if known else problem)
    return tuple(found)


def check_waivers(layers: Iterable[Layer], variants: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
    """Yield candidates for each waiver: `expired-waiver`, `long-waiver` and `idle-waiver`.

    The severity policy drops the candidates that do not apply.
    A waiver is expired from the day after its last day. A waiver is idle if it covers no problem.
    """
    for waiver in (waiver for layer in layers for waiver in written_waivers(layer)):
        address = f"{waiver.address}.waive.{waiver.rule}"
        if waiver.until is not None and waiver.until != date.max:
            message = f"the waiver of `{waiver.rule}` expired after {waiver.until}"
            help = "solve the problem and delete the waiver, or set a later `until` and a reason for it"
            after = waiver.until + timedelta(days=1)
            yield Diagnostic("expired-waiver", message, waiver.place, help, address, variants, severity="warning", since=after)
            if waiver.until - date.min > LONGEST:
                message = f"the waiver of `{waiver.rule}` applies until {waiver.until}, more than a year from now"
                help = "set `until` to a day within a year, when somebody looks at the problem again"
                last = waiver.until - LONGEST - timedelta(days=1)
                yield Diagnostic("long-waiver", message, waiver.place, help, address, variants, severity="warning", until=last)
        message = f"the waiver of `{waiver.rule}` is unused: the rule reports nothing here"
        yield Diagnostic("idle-waiver", message, waiver.place, "delete the waiver", address, variants, severity="warning")


def _marked(problem: Diagnostic, waivers: Iterable[WaiverGrant]) -> Diagnostic:
    """Return the problem with the place of the waiver that covers it. If there are several, the most specific one counts."""
    covering = [waiver for waiver in waivers if waiver.covers(problem.code, problem.address)]
    return replace(problem, waived=max(covering, key=lambda waiver: waiver.address.count(".")).place) if covering else problem
