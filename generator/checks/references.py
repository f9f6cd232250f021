"""References of a merged variant: ids, addresses and old names lead to one live entity each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from generator.diagnostics.diagnostic import RelatedPlace, nearest, some_of
from generator.merge.merged_tree import Collection, Entry, Tree, old_addresses
from generator.model.addresses import alias_address, is_within, reference_collection
from generator.model.code_table import unknown
from generator.model.field_facts import COLLECTIONS, HOLDERS, FieldSpec
from generator.source.nodes import Node, ScalarNode


class ReportProblem(Protocol):
    """How a problem is told: code, node, message, help, address, notes."""

    def __call__(self, code: str, node: Node, message: str, help: str, address: str, *notes: RelatedPlace) -> None: ...


class References:
    """Looks up what the entries of one tree refer to."""

    def __init__(self, tree: Tree, report: ReportProblem) -> None:
        self.tree = tree
        self.report = report
        self.old_names: dict[str, Entry] = {}
        self._renamed: dict[str, str] | None = None

    def aliases(self, entry: Entry, address: str) -> None:
        """An old address leads to one entry only: no live entry stands there, and no other claims it."""
        for alias in entry.names("aliases"):
            name = alias.value or ""
            old = alias_address(address, name)
            clash = self.old_names.get(old) or self._live_at(old)
            if clash is None:
                self.old_names[old] = entry
                continue
            message = f"`{name}` is this entry's own id" if clash is entry else f"`{name}` is another entry's id or alias"
            note = RelatedPlace("the other", clash.edits[0].key.span)
            help = "an old address can lead to one entry only: delete the alias"
            self.report("alias-clash", alias, message, help, address, *(() if clash is entry else (note,)))

    def look_up(self, spec: FieldSpec, node: ScalarNode, address: str) -> None:
        """Report a reference in the field at `address` that leads nowhere. One of the wrong form is left to the shape check."""
        name, to = node.value or "", spec.reference
        assert spec.kind is not None
        try:
            spec.kind.parse(name)
        except ValueError:
            return
        if to == "address":
            self._address(node, name, address)
            return
        where, hint = self._where(to, address)
        if where is None:
            return
        noun = HOLDERS[to].reference_noun
        found = where.entries.get(name)
        if found is not None and found.live:
            return
        if found is not None:
            self._removed(node, f"{noun} `{name}`", found, address)
            return
        live = [entry.id for entry in where.live()]
        renamed = where.renamed.get(name) or where.renamed.get(f"{to}.{name}")
        offer = f"it is now `{renamed.id}`." if renamed else nearest(name, live)
        more = "Give it a title there." if to == "phases" else ""
        help = " ".join(filter(None, (offer, f"{hint}: {some_of(live)}.", more)))
        self.report(unknown(noun), node, f"no {noun} `{name}`", help, address)

    def _where(self, to: str, field: str) -> tuple[Collection | None, str]:
        """The collection that the ids of a field refer to, and what it is called; None where another problem explains it already."""
        plural = _plural(HOLDERS[to].reference_noun).capitalize()
        if to in COLLECTIONS:
            return self.tree.get(to, Collection()), f"{plural} are the keys of `{to}`"
        holder, _, _ = field.rpartition(".")
        name = reference_collection(to, holder, self._phase(holder)) or ""
        around = self._live_at(name.rpartition(".")[0])
        if around is None:
            return None, ""
        where = around.children.get(to, Collection())
        return where, f"{plural} are the keys of `{name}`" if to == "groups" else f"{plural} are those of the same {around.record.noun}"

    def _phase(self, address: str) -> str:
        """The phase of an entity, or of the list or procedure that holds it."""
        top = self._live_at(".".join(address.split(".")[:2]))
        return (top.text("phase") if top is not None else None) or ""

    def _removed(self, node: Node, what: str, entry: Entry, address: str) -> None:
        removal = entry.removal
        assert removal is not None
        note = RelatedPlace("removed", removal.key.span)
        field = address.rpartition(".")[2]
        help = f"refer to another; a layer above drops it with `unset: [{field}]`"
        self.report("removed-reference", node, f"{what} is removed: {removal.because}", help, address, note)

    def _address(self, node: ScalarNode, name: str, address: str) -> None:
        parts = name.split(".")
        where = self.tree
        reached = ""
        for collection_name, id in zip(parts[::2], parts[1::2], strict=False):
            collection = where.get(collection_name)
            entry = collection.entries.get(id) if collection is not None else None
            if entry is None:
                self._nowhere(node, name, reached, where, collection_name, id, address)
                return
            reached = f"{reached}{collection_name}.{id}."
            if not entry.live:
                self._removed(node, f"`{reached[:-1]}`", entry, address)
                return
            where = entry.children
        if len(parts) % 2:
            help = "an address is pairs of collection and id, such as `procedures.roll-back`"
            self.report("unknown-address", node, f"`{name}` names no entity", help, address)

    def _nowhere(self, node: ScalarNode, name: str, reached: str, where: Tree, collection_name: str, id: str, address: str) -> None:
        renamed = next((new for old, new in self._all_renamed() if is_within(name, old)), "")
        collection = where.get(collection_name)
        known = list(where) if collection is None else [entry.id for entry in collection.live()]
        beginning = reached if collection is None else f"{reached}{collection_name}."
        close = nearest(collection_name if collection is None else id, known).replace("mean `", f"mean `{beginning}")
        help = f"it is now `{renamed}`" if renamed else close or f"after `{beginning}` may come {some_of(known)}"
        self.report("unknown-address", node, f"nothing stands at `{name}`", help, address)

    def _live_at(self, address: str) -> Entry | None:
        parts = address.split(".")
        where, entry = self.tree, None
        for collection_name, id in zip(parts[::2], parts[1::2], strict=False):
            entry = where.get(collection_name, Collection()).entries.get(id)
            if entry is None or not entry.live:
                return None
            where = entry.children
        return entry

    def _all_renamed(self) -> Iterable[tuple[str, str]]:
        """Every old address with the new one."""
        if self._renamed is None:
            self._renamed = dict(old_addresses(self.tree))
        return self._renamed.items()


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
