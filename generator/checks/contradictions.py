"""Contradictions in a merged variant: alerts and triggers against their target, and escalations that never reach anybody new."""

from __future__ import annotations

from generator.diagnostics.diagnostic import Findings, RelatedPlace
from generator.merge.merged_tree import NOTHING, Entry, Tree, live_in
from generator.model.quantities import comparable, is_stricter
from generator.model.scalar_kinds import COMPARISON
from generator.source.nodes import Node, one_line

MOST_SHOWN = 12


def check_alert(slo: Entry, found: Findings) -> None:
    """An alert measures what its target measures, and does not fire while the target is met."""
    _compare(found, slo, "alert", slo.node("alert"), f"slos.{slo.id}.alert", ("not-comparable", "alert-stricter"))


def check_trigger(trigger: Entry, tree: Tree, found: Findings) -> None:
    """A trigger measures what its target measures, and does not fire while the target is met."""
    slo = tree.get("slos", NOTHING).entries.get(trigger.text("slo") or "")
    if slo is not None and slo.live:
        codes = ("contradictory-trigger", "contradictory-trigger")
        _compare(found, slo, "trigger", trigger.node("when"), f"triggers.{trigger.id}.when", codes)


def _compare(found: Findings, slo: Entry, what: str, node: Node | None, address: str, codes: tuple[str, str]) -> None:
    value, target = COMPARISON.valid(one_line(node)), COMPARISON.valid(slo.text("target") or "")
    if node is None or value is None or target is None:
        return
    note = RelatedPlace("target", slo.settings["target"][-1].key.span)
    if not comparable(value, target):
        message = f"the {what} `{value}` and the target `{target}` of `{slo.id}` measure different things"
        found.report(codes[0], node, message, address, note)
    elif is_stricter(value, target):
        message = f"the {what} `{value}` fires while the target `{target}` of `{slo.id}` is still met"
        found.report(codes[1], node, message, address, note)


def check_escalations(tree: Tree, found: Findings) -> None:
    """Report each escalation cycle once, at its alphabetically first contact. Each contact is visited once, so long chains are fast."""
    contacts = {entry.id: entry for entry in live_in(tree, "contacts")}
    visited: set[str] = set()
    for start in contacts:
        chain: list[str] = []
        at = start
        while at in contacts and at not in visited:
            visited.add(at)
            chain.append(at)
            at = contacts[at].text("escalates-to") or ""
        if at in chain:
            cycle = chain[chain.index(at) :]
            turn = cycle.index(min(cycle))
            first, *others = cycle[turn:] + cycle[:turn]
            shown = others if len(others) <= MOST_SHOWN else [*others[:MOST_SHOWN], "…"]
            message = f"the escalation is a cycle: {' > '.join((first, *shown, first))}"
            node = contacts[first].node("escalates-to") or contacts[first].edits[0].key
            found.report("circular-escalation", node, message, f"contacts.{first}.escalates-to")
