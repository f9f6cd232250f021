"""Apply one layer to the tree that it inherits: add, override, unset, remove and place entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property

from generator.diagnostics.diagnostic import Findings, RelatedPlace, TooMany, nearest, some_of
from generator.merge.merged_tree import NOTHING, Assignment, Collection, Entry, LayerEdit, OrderEdit, Tree, WrittenEntry, old_addresses
from generator.merge.page_places import PagePlaces, place_edit
from generator.model.field_facts import HOLDERS, PLACE_FORM, EntityFacts
from generator.model.page_order import PLACED_BESIDE, SECTIONS
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, one_line, plain_value

MOST_SHOWN = 12
CONFIRMED = ("expect", "output", "syntax", "on-failure", "caution", "details")  # beside `run`, the same value is true of the new command
MOVING = (*SECTIONS, *PLACED_BESIDE)  # the collections whose entries can be placed beside an entry of another one
PLACES = {(1, key) for key in SECTIONS} | {(3, "phases")}  # the number of names after the key of an address that is a place on a page
# Keys that make no sense in a new entry, each with the code of the problem.
NEEDS_INHERITED = (("remove", "nothing-to-remove"), ("because", "nothing-to-override"), ("unset", "nothing-to-override"))


class Overlay:
    """Applies one layer to the joined tree of its parents. The layer and the tree stay unchanged; `found` collects the problems."""

    def __init__(self, layer: Layer, inherited: Tree) -> None:
        self.layer = layer
        self.inherited = inherited
        self.found = Findings(f"{layer.kind} `{layer.id}`", (layer.id,) if layer.kind == "variant" else ())
        # A note for problems that the layer may have because it extends no other.
        self.extends_nothing = () if layer.extends else (RelatedPlace("extends nothing", layer.place.span),)
        self.across: list[tuple[str, Node]] = []  # the addresses of entries that this layer places beside an entry elsewhere

    def apply(self) -> Tree:
        """Return the tree with the layer applied. After too many problems, the rest of the layer is left out."""
        tree = dict(self.inherited)
        with suppress(TooMany):
            for name, entries in self.layer.entries.items():
                tree[name] = self._collection(HOLDERS[name], tree.get(name, NOTHING), entries, name)
            self._check_across(tree)
        return tree

    def _collection(self, record: EntityFacts, inherited: Collection, written: dict[str, MappingNode], address: str) -> Collection:
        """Apply the layer's entries of one collection. For each id, `written` has the mapping in which the layer writes the entry."""
        entries = dict(inherited.entries)
        added: list[str] = []
        placed: list[tuple[str, Node]] = []
        for id, holder in written.items():
            node, known, here = holder.values[id], inherited.entries.get(id), f"{address}.{id}"
            entry = self._new(record, inherited, id, holder, here) if known is None else self._override(known, holder.key(id), node, here)
            if entry is None:
                continue
            if known is None:
                added.append(id)
            entries[id] = entry
            if type(node) is MappingNode and "place" in node.values and entry.live:
                placed.append((id, node.values["place"]))
        moved = [(id, place) for id, node in placed if (place := self._place(node, id, entries, written, f"{address}.{id}.place"))]
        self._check_cycles(dict(moved), dict(placed), f"{address}.")
        return Collection(entries, (*inherited.order_edits, OrderEdit(self.layer.id, tuple(added), tuple(moved))))

    def _place(self, node: Node, id: str, entries: dict[str, Entry], written: dict[str, MappingNode], address: str) -> str:
        """Return the normal form of a `place` among siblings; an empty text if it is not valid, or names an entry elsewhere."""
        match = PLACE_FORM.fullmatch(" ".join(one_line(node).split()))
        if match is None:
            return ""  # reported by the shape check
        collection = address.rpartition(".")[0].rpartition(".")[0]
        anchor = match["id"] and match["id"].removeprefix(f"{collection}.")
        if anchor and "." in anchor:
            self.across.append((address.rpartition(".")[0], node))  # checked when all collections are known
            return ""
        if anchor is None or (anchor in entries and anchor != id):
            return match[0].replace(f"{collection}.", "")
        # A written neighbour that could not be added is reported already, and so is a collection of which nothing is inherited.
        if anchor == id or (anchor not in written and not entries.keys() < written.keys()):
            siblings = [name for name in entries if name != id]
            elsewhere = next((f"{key}.{anchor}" for key in SECTIONS if collection in MOVING and anchor in self._ids(key)), "")
            help = (
                (f"write `{match['side']} {elsewhere}`" if elsewhere and anchor != id else "")
                or nearest(anchor, siblings)
                or (f"its siblings are {some_of(siblings)}" if siblings else "it has no siblings: delete `place`")
            )
            why = "it is the entry itself" if anchor == id else "no sibling has this id"
            message = f"`{id}` cannot be placed {match['side']} `{anchor}`: {why}"
            lacks = f"{address.rpartition('.')[0].rpartition('.')[0]}.{anchor}"
            place = _place_of(match["id"] or "", node)
            self.found.report("unknown-neighbour", place, message, address, *self.extends_nothing, help=help, lacks=lacks)
        return ""

    def _ids(self, collection: str) -> set[str]:
        """Return the ids of a collection, in this layer or inherited."""
        return {*self.inherited.get(collection, NOTHING).entries, *self.layer.entries.get(collection, ())}

    def _check_across(self, tree: Tree) -> None:
        """Report each `place` with the address of an entry that is not there, or that has no place on the same page."""
        for address, node in self.across:
            collection, _, id = address.rpartition(".")
            side, _, neighbour = " ".join(one_line(node).split()).partition(" ")
            top, *names = neighbour.split(".")
            why = help = ""
            if collection not in MOVING:
                why = f"the entries of `{collection}` are placed among each other"
                help = "name a sibling by its id, or delete `place`"
            elif (len(names), top) not in PLACES:
                why = "it is not a passage, a list, a procedure or a group"
                help = "write an address such as `checklists.ID`, or delete `place`"
            elif not _has(tree, neighbour):
                why = "there is no entry at this address"
                known = [f"{key}.{one}" for key in SECTIONS for one in tree.get(key, NOTHING).entries]
                renamed, close = dict(old_addresses(tree)).get(neighbour), nearest(neighbour, known)
                if top == "phases":
                    known, close = _groups(tree), ""
                help = f"it is now `{renamed}`" if renamed else close or f"known: {some_of(known) or 'none'}"
            if why:
                message = f"`{id}` cannot be placed {side} `{neighbour}`: {why}"
                place = _place_of(neighbour, node)
                self.found.report("unknown-neighbour", place, message, f"{address}.place", help=help, lacks=neighbour)
        if self.across or any(
            order.layer == self.layer.id for key in MOVING for order in tree.get(key, NOTHING).order_edits if order.moved
        ):
            places = PagePlaces(tree)
            edits = ((address, place_edit(places.entries[address])) for address in places.across)
            nodes = {address: edit[1] for address, edit in edits if edit is not None and edit[0].layer == self.layer.id}
            self._check_cycles(places.across, nodes)

    def _check_cycles(self, places: Mapping[str, str], nodes: Mapping[str, Node], above: str = "") -> None:
        """Report entries that are all placed after, or all before, the next one in a cycle: no order is right.

        `nodes` are the places that this layer writes. With `above`, the ids of `places` are below this address.
        """
        visited: set[str] = set()
        for start in places:
            chain: list[str] = []
            at = start
            while at in places and at not in visited:
                visited.add(at)
                chain.append(at)
                at = places[at].partition(" ")[2]
            cycle = chain[chain.index(at) :] if at in chain else []
            first = next((turn for turn, id in enumerate(cycle) if id in nodes), None)
            if first is not None and len({places[id].partition(" ")[0] for id in cycle}) == 1:
                cycle = cycle[first:] + cycle[:first]
                shown = some_of((f"`{id}`" for id in (*cycle, cycle[0])), MOST_SHOWN)
                message = f"these entries are placed {places[start].partition(' ')[0]} each other in a cycle: {shown}"
                help = f"delete `place` from `{cycle[0]}` or from another of them"
                self.found.report("circular-place", nodes[cycle[0]], message, f"{above}{cycle[0]}.place", help=help)

    def _new(self, record: EntityFacts, inherited: Collection, id: str, holder: MappingNode, address: str) -> Entry | None:
        """Return an entry that is not inherited; None if its keys need an inherited entry."""
        node = holder.values[id]
        fields = node.values if isinstance(node, MappingNode) else {}
        renamed = inherited.by_alias.get(id) or inherited.by_alias.get(address)
        if renamed is not None:
            note = RelatedPlace("renamed", renamed.edits[-1].key.span)
            help = f"write `{renamed.id}:`"
            self.found.report("renamed-id", holder.key(id), f"`{id}` is now `{renamed.id}`", address, note, help=help)
            return None
        for key, code in NEEDS_INHERITED:
            if key == "remove" in fields and record is HOLDERS["phases"]:
                # Pages exist for every phase, also for one that no layer describes.
                return self._removed(Entry(record, id, {}, {}, ()), holder.key(id), node, fields)
            if key in fields:
                self._report_not_inherited(code, key, inherited, holder.key(id), address)
                return None
        entry = WrittenEntry(record, id, self.layer.id, holder)
        specs = [spec for spec in record.children if spec.key in fields]
        entry.children = {one.key: self._children(one.holds, NOTHING, fields[one.key], f"{address}.{one.key}") for one in specs}
        written = ((one.key, node) for one in specs if isinstance(node := fields[one.key], MappingNode))
        entry.misses_inherited = any(len(entry.children[name].entries) < len(node.values) for name, node in written)
        return entry

    def _children(self, record: EntityFacts, inherited: Collection, node: Node, address: str) -> Collection:
        if not isinstance(node, MappingNode):
            return inherited
        return self._collection(record, inherited, dict.fromkeys(node.values, node), address)

    def _report_not_inherited(self, code: str, key: str, inherited: Collection, place: ScalarNode, address: str) -> None:
        id = place.value or ""
        moved = self._current_addresses.get(address)
        if moved:
            self.found.report("renamed-id", place, f"`{address}` is now `{moved}`", address, help="write it there")
            return
        live = [name for name, entry in inherited.entries.items() if entry.live]
        help = nearest(id, live) or f"the extended layers have {some_of(live) if live else 'no entry of this kind'}"
        if key == "because":
            help += f"{' To' if help.endswith('?') else '; to'} add a new entry, delete `because`"
        message = f"no extended layer has `{id}`, so there is nothing to {'remove' if key == 'remove' else 'override'}"
        self.found.report(code, place, message, address, *self.extends_nothing, help=help, lacks=address)

    @cached_property
    def _current_addresses(self) -> dict[str, str]:
        return dict(old_addresses(self.inherited))

    def _override(self, known: Entry, key: ScalarNode, node: Node, address: str) -> Entry:
        """Return an inherited entry with the changes of this layer."""
        if known.removal is not None:
            note = RelatedPlace(f"removed: {known.removal.because}", known.removal.key.span)
            self.found.report("removed-entry", key, f"`{known.id}` is removed by layer `{known.removal.layer}`", address, note)
            return known
        if isinstance(node, MappingNode):
            fields = node.values
        elif known.record.model.shorthand and isinstance(node, ScalarNode) and node.value is not None:
            fields = {known.record.model.shorthand: node}
        else:
            return known  # reported by the shape check
        if "remove" in fields:
            return self._removed(known, key, node, fields)
        has_reason, because = "because" in fields, one_line(fields.get("because"))
        settings, candidates, children = dict(known.settings), dict(known.candidates), dict(known.children)
        changed: list[str] = []
        unexplained: list[ScalarNode] = []
        for name, value in fields.items():
            spec = known.record.fields.get(name)
            if spec is None:
                continue
            if spec.shape == "entities":
                children[name] = self._children(spec.holds, known.children.get(name, NOTHING), value, f"{address}.{name}")
                continue
            field_key = node.key(name) if isinstance(node, MappingNode) else key
            if spec.shape != "waivers":  # each waiver has its own reason, and changes nothing that readers see
                changed.append(name)
                confirms = name in CONFIRMED and "run" in fields
                if self._needs_reason(known, name, field_key, value, f"{address}.{name}", confirms=confirms) and not has_reason:
                    unexplained.append(field_key)
            candidates.pop(name, None)
            stack = settings.get(name, ())
            settings[name] = (*stack, Assignment(self.layer.id, field_key, value, because, stack))
        for name, item in self._unset(known, fields.get("unset"), address):
            stack = known.settings[name]
            settings[name] = (*stack, Assignment(self.layer.id, item, None, because, stack))
            candidates.pop(name, None)
            changed.append(name)
        decides = known.contested_removal is not None and has_reason
        if unexplained:
            self._report_unexplained(known, node, unexplained, address)
        elif has_reason and isinstance(node, MappingNode) and not (changed or decides or "place" in fields or "unset" in fields):
            message = f"`because` explains nothing: no field of `{known.id}` is set here"
            help = "delete it, or set the field that differs; children have their own reasons"
            self.found.report("idle-because", node.key("because"), message, address, help=help)
        edit = LayerEdit(self.layer.id, key, node, because, changes=bool(changed) or decides)
        entry = Entry(known.record, known.id, settings, children, (*known.edits, edit))
        entry.candidates = candidates
        if not decides:
            entry.removals, entry.contested_removal = known.removals, known.contested_removal
        return entry

    def _removed(self, known: Entry, key: ScalarNode, node: Node, fields: Mapping[str, Node]) -> Entry:
        removal = LayerEdit(self.layer.id, key, node, one_line(fields["remove"]), removed=known)
        removed = Entry(known.record, known.id, known.settings, known.children, (*known.edits, removal))
        removed.removals = (removal,)
        return removed

    def _report_unexplained(self, known: Entry, node: Node, unexplained: list[ScalarNode], address: str) -> None:
        if isinstance(node, MappingNode):
            names, field = ", ".join(f"`{key.value}`" for key in unexplained), unexplained[0].value or ""
            how = f"add `because: why` to `{known.id}`"
        else:
            field = known.record.model.shorthand
            names, how = f"the {field}", f"write `{known.id}: {{because: why, {field}: ...}}`"
        stack = known.settings.get(field)
        note = RelatedPlace("overrides", stack[-1].key.span if stack else known.edits[-1].key.span)
        message = f"{names} of `{known.id}` overrides an extended layer without a reason"
        self.found.report("needs-because", unexplained[0], message, address, note, help=f"{how}, or give a new entry another id")

    def _needs_reason(self, known: Entry, name: str, key: ScalarNode, value: Node, address: str, *, confirms: bool) -> bool:
        """Whether an override needs a reason. It needs none if it fills a null, or has no effect, which is reported.

        A value that `confirms` that the inherited one is true of another command has an effect, even if it is the same.
        """
        stack = known.settings.get(name)
        if stack is None:
            return True
        current = stack[-1]
        note = RelatedPlace("inherited", current.key.span)
        if isinstance(value, ScalarNode) and value.value is None and current.node is not None:
            if current.is_null and known.record.fields[name].required:
                return False  # reported as a missing field
            if current.is_null:
                self.found.report("no-change", key, f"the inherited `{name}` is null already", address, note)
            else:
                help = f"to drop the field, write `unset: [{name}]` with a reason"
                self.found.report("null-over-value", key, f"null overrides the value of `{name}`", address, note, help=help)
            return False
        if current.node is not None and name not in known.conflicts and not confirms and _is_same(known, name, value, current):
            self.found.report("no-change", key, f"`{name}` has this value in layer `{current.layer}` already", address, note)
            return False
        return not current.is_null

    def _unset(self, known: Entry, node: Node | None, address: str) -> Iterator[tuple[str, ScalarNode]]:
        """Yield the fields that `unset` drops. The shape check reports names that cannot be dropped."""
        for item in node.items if isinstance(node, SequenceNode) else ():
            name = item.value if isinstance(item, ScalarNode) else None
            spec = known.record.fields.get(name or "")
            if not isinstance(item, ScalarNode) or name is None or spec is None or spec.required or spec.shape == "entities":
                continue
            stack = known.settings.get(name)
            if stack is None or stack[-1].node is None:
                self.found.report("nothing-to-unset", item, f"`{known.id}` inherits no `{name}`", f"{address}.unset")
            else:
                yield name, item


def _is_same(known: Entry, name: str, value: Node, current: Assignment) -> bool:
    """Whether a value equals the inherited value. For a list that is combined over all layers: whether the value adds no name."""
    if known.record.fields[name].unites and isinstance(value, SequenceNode):
        return {item.value for item in value.items if isinstance(item, ScalarNode)} <= {item.value for item in known.names(name)}
    return plain_value(value) == current.value


def _has(tree: Tree, address: str) -> bool:
    """Whether a tree has an entry at an address, removed or not."""
    where: Tree = tree
    names = address.split(".")
    for key, id in zip(names[::2], names[1::2], strict=False):
        entry = where.get(key, NOTHING).entries.get(id)
        if entry is None:
            return False
        where = entry.children
    return True


def _groups(tree: Tree) -> list[str]:
    phases = tree.get("phases", NOTHING).live()
    return [f"phases.{phase.id}.groups.{group}" for phase in phases for group in phase.children.get("groups", NOTHING).entries]


def _place_of(neighbour: str, place: Node) -> Node:
    """Return where a `place` names the neighbour, so that a correction replaces nothing else."""
    found = place.place_of(f" {neighbour}") if isinstance(place, ScalarNode) else place
    return found if found is place else ScalarNode(found.source, found.start + 1, found.end, neighbour)
