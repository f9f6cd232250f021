"""The rules about people: somebody can be reached under each contact, holds each role, and is called next."""

from __future__ import annotations

from generator.checks.finding import Finding, ReportFinding
from generator.diagnostics.diagnostic import RelatedPlace, some_of
from generator.merge.merged_tree import Collection, Entry, Tree, is_sound, walk
from generator.model.entities import Contact
from generator.model.field_facts import record_of
from generator.model.field_marks import FieldMark
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode

REACH = tuple(spec.key for spec in record_of(Contact).marked[FieldMark.REACH])


def examine_people(variant: Layer, tree: Tree, add: ReportFinding) -> None:
    contacts = {entry.id: entry for entry in tree.get("contacts", Collection()).live()}
    if not contacts:
        return
    asked = _asked(variant, tree)
    for id, entry in contacts.items():
        address = f"contacts.{id}"
        if not _is_reachable(entry) and is_sound(entry):
            finding = Finding(
                f"nobody can be reached under `{id}`", "give it a name, phone, mail address or channel, or remove the contact"
            )
            add("unassigned-contact", _key(entry), finding, address)
        elif id in asked and not entry.text("name") and is_sound(entry):
            message = f"`{id}` is given work, and nobody holds the role: its contact has no `name`"
            note = RelatedPlace("asked", asked[id].span)
            add("unheld-role", _key(entry), Finding(message, "name the person, the team or the rota that holds it"), address, note)
        _escalation(entry, contacts, add)


def _escalation(entry: Entry, contacts: dict[str, Entry], add: ReportFinding) -> None:
    """Whoever cannot be reached hands on. A cycle and an unknown contact are left to `contradictions` and `references`."""
    node = entry.node("escalates-to")
    chain: dict[str, None] = {}
    at = entry
    while (name := at.text("escalates-to")) and name != entry.id and name not in chain:
        if name not in contacts or _is_reachable(contacts[name]):
            return
        chain[name] = None
        at = contacts[name]
    if not chain or node is None:
        return
    message = f"the escalation of `{entry.id}` ends nowhere: nobody can be reached under {some_of(f'`{name}`' for name in chain)}"
    help = "say how they are reached, or escalate to somebody who can be"
    add("dead-escalation", node, Finding(message, help), f"contacts.{entry.id}.escalates-to")


def _is_reachable(entry: Entry) -> bool:
    return any(entry.text(field) for field in REACH)


def _key(entry: Entry) -> ScalarNode:
    return entry.edits[-1].key


def _asked(variant: Layer, tree: Tree) -> dict[str, Node]:
    """The first place at which work is given to each contact: one that a service or an escalation names need not be one person."""
    found: dict[str, Node] = {}
    owner = variant.head.values.get("owner") if variant.head is not None else None
    for node in (owner, *(entry.node("role") for _, entry in walk(tree) if "role" in entry.record.fields)):
        if isinstance(node, ScalarNode) and node.value:
            found.setdefault(node.value, node)
    return found
