"""Check the references of a merged variant: each id, address and old name leads to exactly one entry that is not removed."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property

from generator.diagnostics.diagnostic import Findings, RelatedPlace, nearest, some_of
from generator.merge.merged_tree import NOTHING, Collection, Entry, LayerEdit, Tree, live_in, old_addresses, walk
from generator.model.addresses import alias_address, is_within, reference_collection
from generator.model.code_table import unknown
from generator.model.entities import PHASES
from generator.model.field_facts import COLLECTIONS, HOLDERS, FieldSpec
from generator.model.scalar_kinds import ENDS
from generator.source.nodes import ScalarNode

SAME_ADDRESS = 0.8


class References:
    """Looks up the references of the entries of one tree. `live` has the entries that are not removed, by address."""

    def __init__(self, tree: Tree, found: Findings) -> None:
        self.tree = tree
        self.found = found
        self.live = dict(walk(tree))
        self.by_old_address: dict[str, Entry] = {}
        self.reported_empty: set[str] = set()
        self._ids: dict[str, set[str]] = {}

    def check_aliases(self, entry: Entry, address: str) -> None:
        """Report an alias that is also the address of an entry or of a collection in an entry, or an alias of another entry."""
        for alias in entry.names("aliases"):
            name = alias.value or ""
            old = alias_address(address, name)
            holder = old.rpartition(".")[0] if old.count(".") % 2 == 0 else old  # `checklists.code` for `checklists.code.items`
            clash = self.by_old_address.get(old) or self.live.get(holder)
            if clash is None:
                self.by_old_address[old] = entry
                continue
            message = f"`{name}` is this entry's own id" if clash is entry else f"`{name}` is another entry's id or alias"
            notes = () if clash is entry else (RelatedPlace("the other", clash.edits[0].key.span),)
            help = "delete the alias: an old address can lead to one entry only"
            self.found.report("alias-clash", alias, message, address, *notes, help=help)

    def ids(self, collection: str) -> Container[str]:
        """Return the ids of the entries of a top-level collection that are not removed."""
        if collection not in self._ids:
            self._ids[collection] = {entry.id for entry in live_in(self.tree, collection)}
        return self._ids[collection]

    def look_up_link(self, node: ScalarNode, name: str, address: str) -> None:
        """Report the link to an entry in the text at `address` if it leads nowhere. `name` is the full address of its target."""
        collection, _, id = name.partition(".")
        phases = self.tree.get("phases", NOTHING).entries
        if collection == "phases" and id in PHASES and id not in phases:
            return  # every phase has a page
        self._look_up_address(None, node, name, address)

    def look_up(self, spec: FieldSpec, node: ScalarNode, address: str) -> None:
        """Report the reference in the field at `address` if it leads nowhere. The shape check reports references of the wrong form."""
        name, to = node.value or "", spec.reference
        if spec.kind.valid(name) is None:
            return
        holder = address.rpartition(".")[0]
        if to == "way":
            collection = reference_collection(to, holder, "")
            if name in ENDS:
                return
            if "." in name or collection is None:
                self._look_up_address(spec, node, name, address)
                return
            to = collection.rpartition(".")[2]
        where, collection, choices = self._choices(spec.reference, to, holder)
        found = where.entries.get(name) if where is not None else None
        if where is None or (found is not None and found.live):
            return
        noun = HOLDERS[to].reference_noun
        if found is not None and found.removal is not None:
            self._report_removed(spec, node, f"{noun} `{name}`", found.removal, address)
            return
        live = [entry.id for entry in where.live()]
        renamed = where.by_alias.get(name) or where.by_alias.get(f"{to}.{name}")
        elsewhere = next((key for key in self.tree if key != to and name in self.tree[key].entries), "") if to in COLLECTIONS else ""
        offer = f"it is now `{renamed.id}`." if renamed else nearest(name, live)
        offer = offer or (f"`{name}` is in `{elsewhere}`: move it to `{to}`, or name another one." if elsewhere else "")
        if spec.reference == "way":
            offer = self._meant_address([name]) or offer
        more = "Give the phase its title there." if to == "phases" else ""
        known = f"{choices}: {some_of(live)}." if live else f"{choices}, and there is none yet."
        help = " ".join(filter(None, (offer, known, more)))
        if to in COLLECTIONS and not live:
            if to in self.reported_empty:
                return  # the whole collection is missing, which is one problem
            self.reported_empty.add(to)
            help = offer or f"neither this variant nor a layer that it extends has `{to}`: add them, or look for a file that is missing"
        self.found.report(unknown(noun), node, f"no {noun} `{name}`", address, help=help, lacks=f"{collection}.{name}")

    def _choices(self, reference: str, to: str, holder: str) -> tuple[Collection | None, str, str]:
        """Return the collection that a reference refers to, its address, and the sentence about where a writer finds its ids.

        `to` is the key of the collection, and `holder` the address of the entity that refers. The collection is None if it cannot be
        found because of another problem, which is reported.
        """
        noun = HOLDERS[to].reference_noun
        plural = (f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s").capitalize()
        if to in COLLECTIONS:
            return self.tree.get(to, NOTHING), to, f"{plural} are the keys of `{to}`"
        top = self.live.get(".".join(holder.split(".")[:2]))
        name = reference_collection(reference, holder, (top.text("phase") if top is not None else None) or "") or ""
        around = self.live.get(name.rpartition(".")[0])
        if around is None:
            return None, "", ""
        whose = f"the keys of `{name}`" if to == "groups" else f"those of the same {around.record.noun}"
        return around.children.get(to, NOTHING), name, f"{plural} are {whose}"

    def _report_removed(self, spec: FieldSpec | None, node: ScalarNode, what: str, removal: LayerEdit, address: str) -> None:
        note = RelatedPlace("removed", removal.key.span)
        if spec is None:
            help = "link to another entry, or write the text without the link"
        elif spec.shape == "entities":
            help = f"remove the value too, with `{spec.key}: {{{node.value}: {{remove: why}}}}`, or keep the {what}"
        elif spec.required:
            help = "refer to another entry, or remove this entry too"
        else:
            help = f"refer to another entry, or drop the reference in a later layer with `unset: [{spec.key}]`"
        self.found.report("removed-reference", node, f"{what} is removed: {removal.because}", address, note, help=help)

    def _look_up_address(self, spec: FieldSpec | None, node: ScalarNode, name: str, address: str) -> None:
        """Report an address at which there is no entry. `spec` is the field with the address; None for a link in a text."""
        where, reached, parts = self.tree, "", name.split(".")
        for collection, id in zip(parts[::2], parts[1::2], strict=False):
            entry = where.get(collection, NOTHING).entries.get(id)
            if entry is None:
                help = self._help_from(name, reached, where, collection, id)
                self.found.report("unknown-address", node, f"there is no entry at `{name}`", address, help=help, lacks=name)
                return
            reached = f"{reached}{collection}.{id}."
            if entry.removal is not None:
                self._report_removed(spec, node, f"`{reached[:-1]}`", entry.removal, address)
                return
            where = entry.children
        if len(parts) % 2:
            help = self._meant_address(parts) or "write pairs of collection and id, such as `procedures.roll-back`"
            self.found.report("unknown-address", node, f"`{name}` is not the address of an entry", address, help=help)

    def _help_from(self, name: str, reached: str, where: Tree, collection: str, id: str) -> str:
        """Return help for an address whose beginning exists: the current address, a similar one, or the possible next parts."""
        renamed = next((f"{new}{name[len(old) :]}" for old, new in self._renamed.items() if is_within(name, old)), "")
        if renamed:
            return f"it is now `{renamed}`"
        wrong, known = collection, list(where)
        if collection in where:
            reached, wrong, known = f"{reached}{collection}.", id, [entry.id for entry in where[collection].live()]
        if wrong == collection and (close := nearest(name, self.live, SAME_ADDRESS)):
            return close
        close = nearest(wrong, known).replace("mean `", f"mean `{reached}") or self._meant_address(name.split("."))
        if close:
            return close
        if not known or (not reached and collection in COLLECTIONS):
            return f"there is no {HOLDERS[collection].noun} yet: add it, or delete this line" if collection in HOLDERS else ""
        return f"after `{reached}` you can write {some_of(known)}" if reached else f"an address begins with one of {some_of(known)}"

    def _meant_address(self, parts: list[str]) -> str:
        """Return the address of the only entry with the ids of an address that lacks the names of some collections."""
        ids = [part for part in parts if part not in HOLDERS]
        found = [address for address in self.live if ids and address.split(".")[1::2] == ids]
        return f"did you mean `{found[0]}`?" if len(found) == 1 else ""

    @cached_property
    def _renamed(self) -> dict[str, str]:
        return dict(old_addresses(self.tree))
