"""What contradicts itself in a merged variant: a trigger its target, an escalation its own purpose."""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.references import ReportProblem
from generator.diagnostics.diagnostic import RelatedPlace
from generator.merge.merged_tree import Collection, Entry, Tree
from generator.model.quantities import Comparison, comparable, is_stricter, parse_comparison
from generator.source.nodes import Node, ScalarNode

MOST_SHOWN = 12


def check_trigger(entry: Entry, address: str, tree: Tree, add: ReportProblem) -> None:
    """A trigger speaks of what its target measures, and does not fire while the target is met."""
    slo = tree.get("slos", Collection()).entries.get(entry.text("slo") or "")
    node = entry.node("when")
    when = comparison(node)
    target = comparison(slo.node("target")) if slo is not None and slo.live else None
    if slo is None or node is None or when is None or target is None:
        return
    note = RelatedPlace("target", slo.settings["target"][-1].key.span)
    help = "let the trigger lie on the bad side of its target, in the same unit"
    if not comparable(when, target):
        message = f"the trigger `{when}` and the target `{target}` of `{slo.id}` measure different things"
        add("contradictory-trigger", node, message, help, f"{address}.when", note)
    elif is_stricter(when, target):
        message = f"the trigger `{when}` fires while the target `{target}` of `{slo.id}` is still met"
        add("contradictory-trigger", node, message, help, f"{address}.when", note)


def check_escalations(tree: Tree, add: ReportProblem) -> None:
    """Who is called next is somebody new. A circle is told once, at the first of its contacts by id; nobody is passed twice."""
    contacts = {entry.id: entry for entry in tree.get("contacts", Collection()).live()}
    passed: set[str] = set()
    for id in contacts:
        chain: dict[str, None] = {}
        at = id
        while at in contacts and at not in passed and at not in chain:
            chain[at] = None
            at = contacts[at].text("escalates-to") or ""
        passed.update(chain)
        if at in chain:
            _tell_circle([*chain][[*chain].index(at) :], contacts, add)


def _tell_circle(circle: list[str], contacts: Mapping[str, Entry], add: ReportProblem) -> None:
    start = circle.index(min(circle))
    first, *others = circle[start:] + circle[:start]
    node = contacts[first].node("escalates-to")
    assert node is not None
    shown = others if len(others) <= MOST_SHOWN else [*others[:MOST_SHOWN], "…"]
    message = f"the escalation goes round: {' > '.join((first, *shown, first))}"
    add("circular-escalation", node, message, "let the last of them escalate to nobody", f"contacts.{first}.escalates-to")


def comparison(node: Node | None) -> Comparison | None:
    """The comparison that a scalar spells, if it does."""
    if not isinstance(node, ScalarNode) or node.value is None:
        return None
    try:
        return parse_comparison(node.value)
    except ValueError:
        return None
