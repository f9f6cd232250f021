"""The lint rules about people: each contact can be reached, each role has a name, each escalation reaches somebody."""

from __future__ import annotations

from generator.diagnostics.diagnostic import Findings, RelatedPlace, some_of
from generator.merge.merged_tree import Entry, Tree, is_well_formed, live_in, walk
from generator.model.entities import Contact
from generator.model.field_facts import record_of
from generator.model.field_marks import FieldMark
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode

REACH = tuple(spec.key for spec in record_of(Contact).marked[FieldMark.REACH])


def check_people(variant: Layer, tree: Tree, found: Findings) -> None:
    contacts = {entry.id: entry for entry in live_in(tree, "contacts")}
    if not contacts:
        return
    assigned = _assigned_work(variant, tree)
    for id, entry in contacts.items():
        place, address = entry.edits[-1].key, f"contacts.{id}"
        if not _is_reachable(entry) and is_well_formed(entry):
            found.report("unassigned-contact", place, f"contact `{id}` cannot be reached", address)
        elif id in assigned and not entry.text("name") and is_well_formed(entry):
            message = f"`{id}` has work, but its contact has no `name`"
            found.report("unheld-role", place, message, address, RelatedPlace("work", assigned[id].span))
        _check_escalation(entry, contacts, found)


def _check_escalation(entry: Entry, contacts: dict[str, Entry], found: Findings) -> None:
    """Report an escalation that reaches nobody. `contradictions` reports cycles, and `references` unknown contacts."""
    node = entry.node("escalates-to")
    chain: dict[str, None] = {}
    at = entry
    while (name := at.text("escalates-to")) and name != entry.id and name not in chain:
        if name not in contacts or _is_reachable(contacts[name]):
            return
        chain[name] = None
        at = contacts[name]
    if chain and node is not None:
        message = f"the escalation of `{entry.id}` reaches nobody: {some_of(f'`{name}`' for name in chain)} cannot be reached"
        found.report("dead-escalation", node, message, f"contacts.{entry.id}.escalates-to")


def _is_reachable(entry: Entry) -> bool:
    return any(entry.text(field) for field in REACH)


def _assigned_work(variant: Layer, tree: Tree) -> dict[str, Node]:
    """The first place that gives work to each contact. Services and escalations do not count: they may name a team."""
    found: dict[str, Node] = {}
    owner = variant.head_fields.get("owner")
    for node in (owner, *(entry.node("role") for _, entry in walk(tree) if "role" in entry.record.fields)):
        if isinstance(node, ScalarNode) and node.value:
            found.setdefault(node.value, node)
    return found
