"""Overlay: one layer laid over what is below it, by the rules of adding, overriding, unsetting, removing and placing."""

from __future__ import annotations

from contextlib import suppress

from generator.diagnostics.code_types import ProblemSeverity
from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany, nearest, some_of
from generator.merge.merged_tree import NOTHING, Assignment, Collection, Entry, LayerEdit, Stack, Tree, old_addresses
from generator.merge.ordering import Placing
from generator.model.field_facts import COLLECTIONS, OVERLAY_FIELDS, PLACE_FORM, EntityFacts
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, plain_value

OVERLAY_KEYS = frozenset(OVERLAY_FIELDS)


class Overlay:
    """Applies one layer to the joined tree of its parents. Neither is changed; problems gather in `found`."""

    def __init__(self, layer: Layer, below: Tree) -> None:
        self.layer = layer
        self.below = below
        self.found = Findings(f"{layer.kind} `{layer.id}`")
        self._old_addresses: dict[str, str] | None = None

    def apply(self) -> Tree:
        """The tree with the layer on it; a layer that has too many problems leaves some of what is below as it is."""
        tree = dict(self.below)
        with suppress(TooMany):
            for name, entries in self.layer.entries.items():
                record = COLLECTIONS[name].record
                assert record is not None
                tree[name] = self._collection(record, tree.get(name, NOTHING), entries, name)
        return tree

    def _add(
        self, code: str, node: Node, message: str, help: str, address: str, *notes: RelatedPlace, severity: ProblemSeverity = "error"
    ) -> None:
        variants = (self.layer.id,) if self.layer.kind == "variant" else ()
        self.found.add(Diagnostic(code, message, node.span, help, address, variants, notes, severity))

    def _collection(self, record: EntityFacts, below: Collection, written: dict[str, MappingNode], address: str) -> Collection:
        """Entries by id laid over a collection; `written` gives the mapping in which each id stands."""
        entries = dict(below.entries)
        added: list[str] = []
        placed: list[tuple[str, Node]] = []
        renamed = bool(below.renamed)
        for id, holder in written.items():
            node = holder.values[id]
            known = below.entries.get(id)
            if known is None:
                if renamed or _speaks_of_merging(record, node):
                    entry = self._new(record, below, id, holder, f"{address}.{id}")
                    if entry is None:
                        continue
                else:
                    entry = Entry.fresh(record, id, self.layer.id, holder)
                added.append(id)
            else:
                entry = self._over(known, holder.key(id), node, f"{address}.{id}")
            entries[id] = entry
            if isinstance(node, MappingNode) and "place" in node.values and entry.live:
                placed.append((id, node.values["place"]))
        moved = [(id, place) for id, node in placed if (place := self._place(node, id, entries, written, f"{address}.{id}.place"))]
        return Collection(entries, (*below.placings, Placing(self.layer.id, tuple(added), tuple(moved))))

    def _place(self, node: Node, id: str, entries: dict[str, Entry], written: dict[str, MappingNode], address: str) -> str:
        """The normal form of `place`, if it names an edge or a sibling in this layer or below, other than the entry itself."""
        match = PLACE_FORM.fullmatch(" ".join((node.value or "").split())) if isinstance(node, ScalarNode) else None
        if match is None:
            return ""  # the shape check says so
        anchor = match["id"]
        if anchor is None or (anchor in entries and anchor != id):
            return match[0]
        if anchor == id or anchor not in written:
            siblings = [name for name in entries if name != id]
            help = nearest(anchor, siblings) or f"its siblings are {some_of(siblings)}"
            message = f"no sibling `{anchor}` to stand {match['side']}"
            self._add("unknown-neighbour", node, message, help, address, *self._stands_on_nothing())
        return ""

    def _new(self, record: EntityFacts, below: Collection, id: str, holder: MappingNode, address: str) -> Entry | None:
        """An entry that nothing below has."""
        node = holder.values[id]
        fields = node.values if isinstance(node, MappingNode) else {}
        renamed = below.renamed.get(id) or below.renamed.get(address)
        if renamed is not None:
            note = RelatedPlace("renamed", renamed.edits[-1].key.span)
            self._add("renamed-id", holder.key(id), f"`{id}` is now `{renamed.id}`", f"write `{renamed.id}:`", address, note)
            return None
        for word, code in (("remove", "nothing-to-remove"), ("because", "nothing-to-override"), ("unset", "nothing-to-override")):
            if word in fields:
                self._nothing_below(code, word, below, holder.key(id), address)
                return None
        if not isinstance(node, MappingNode):
            return Entry.fresh(record, id, self.layer.id, holder)
        settings: dict[str, Stack] = {}
        children: dict[str, Collection] = {}
        for name, value in fields.items():
            spec = record.fields.get(name)
            if spec is not None and spec.shape == "entities":
                children[name] = self._children(spec.record, NOTHING, value, f"{address}.{name}")
            elif spec is not None:
                settings[name] = (Assignment(self.layer.id, node.key(name), value),)
        return Entry(record, id, settings, children, (LayerEdit(self.layer.id, holder.key(id), node, sets=True),))

    def _nothing_below(self, code: str, word: str, below: Collection, key: ScalarNode, address: str) -> None:
        id = key.value or ""
        if self._old_addresses is None:
            self._old_addresses = dict(old_addresses(self.below))
        moved = self._old_addresses.get(address)
        if moved:
            self._add("renamed-id", key, f"`{address}` is now `{moved}`", "write it there", address)
            return
        live = [name for name, entry in below.entries.items() if entry.live]
        stand = f"the layers below have {some_of(live)}" if live else "the layers below have nothing of this kind"
        help = nearest(id, live) or stand
        if word == "because":
            help += " To" if help.endswith("?") else "; to"
            help += " add a new entry, delete `because`"
        message = f"nothing below is called `{id}`, so there is nothing to {'remove' if word == 'remove' else 'override'}"
        self._add(code, key, message, help, address, *self._stands_on_nothing())

    def _stands_on_nothing(self) -> tuple[RelatedPlace, ...]:
        """Where to look when nothing is below because the layer extends nothing."""
        return () if self.layer.extends else (RelatedPlace("extends nothing", self.layer.place),)

    def _children(self, record: EntityFacts | None, below: Collection, node: Node, address: str) -> Collection:
        if record is None or not isinstance(node, MappingNode):
            return below
        return self._collection(record, below, dict.fromkeys(node.values, node), address)

    def _over(self, known: Entry, key: ScalarNode, node: Node, address: str) -> Entry:
        """An entry that stands below, as this layer changes it."""
        if known.removal is not None:
            note = RelatedPlace(f"removed: {known.removal.because}", known.removal.key.span)
            message = f"`{known.id}` is removed by layer `{known.removal.layer}`"
            self._add("removed-entry", key, message, "give the entry an id of its own, or delete these lines", address, note)
            return known
        is_text = known.record.model.shorthand and isinstance(node, ScalarNode) and node.value is not None
        if not isinstance(node, MappingNode) and not is_text:
            return known  # the shape check says what is wrong with it
        fields = node.values if isinstance(node, MappingNode) else {"text": node}
        if isinstance(node, MappingNode) and "remove" in fields:
            reason = fields["remove"]
            why = " ".join((reason.value or "").split()) if isinstance(reason, ScalarNode) else ""
            removal = LayerEdit(self.layer.id, key, node, why, removed=known)
            return Entry(known.record, known.id, known.settings, known.children, (*known.edits, removal), (removal,))
        because = fields.get("because")
        reason_text = " ".join((because.value or "").split()) if isinstance(because, ScalarNode) else ""
        settings = dict(known.settings)
        rivals = dict(known.rivals or {})
        children = dict(known.children)
        unexplained: list[ScalarNode] = []
        changes = 0
        for name, value in fields.items():
            spec = known.record.fields.get(name)
            if spec is None or name in OVERLAY_FIELDS:
                continue
            if spec.shape == "entities":
                children[name] = self._children(spec.record, known.children.get(name, NOTHING), value, f"{address}.{name}")
                continue
            field_key = node.key(name) if isinstance(node, MappingNode) else key
            if spec.shape != "waivers":  # each waiver carries its own reason, and changes nothing of what is read
                changes += 1
                if self._judge(known, name, field_key, value, f"{address}.{name}") and because is None:
                    unexplained.append(field_key)
            rivals.pop(name, None)
            stack = settings.get(name, ())
            settings[name] = (*stack, Assignment(self.layer.id, field_key, value, reason_text, stack))
        changes += self._unset(known, fields.get("unset"), settings, rivals, reason_text, address)
        decides = known.contested_removal is not None and because is not None
        if unexplained:
            self._needs_because(known, node, unexplained, address)
        elif because is not None and not changes and not decides and fields.keys().isdisjoint(("place", "unset")):
            assert isinstance(node, MappingNode)
            message = f"`because` explains nothing: no field of `{known.id}` is set here"
            help = "delete it, or set the field that differs; children carry their own reasons"
            self._add("idle-because", node.key("because"), message, help, address)
        edit = LayerEdit(self.layer.id, key, node, reason_text, sets=bool(changes) or decides)
        removals = () if decides else known.removals
        removal_contest = None if decides else known.contested_removal
        return Entry(known.record, known.id, settings, children, (*known.edits, edit), removals, rivals, removal_contest)

    def _needs_because(self, known: Entry, node: Node, unexplained: list[ScalarNode], address: str) -> None:
        if isinstance(node, MappingNode):
            names = ", ".join(f"`{field.value}`" for field in unexplained)
            how = f"add `because: why` to `{known.id}`"
            stack = known.settings.get(unexplained[0].value or "")
        else:
            names = "the text"
            how = f"write it as `{known.id}: {{because: why, text: ...}}`"
            stack = known.settings.get("text")
        note = RelatedPlace("overrides", stack[-1].key.span if stack else known.edits[-1].key.span)
        message = f"{names} of `{known.id}` overrides a layer below without a reason"
        self._add("needs-because", unexplained[0], message, f"{how}; or give a new entry an id of its own", address, note)

    def _judge(self, known: Entry, name: str, key: ScalarNode, value: Node, address: str) -> bool:
        """Report an override that says nothing or nulls a value. Whether it needs a reason: filling a null or saying nothing needs none."""
        stack = known.settings.get(name)
        if stack is None:
            return True
        now = stack[-1]
        note = RelatedPlace("below", now.key.span)
        if isinstance(value, ScalarNode) and value.value is None and now.node is not None:
            if now.is_null:
                self._add("no-change", key, f"`{name}` is null below already", "delete the line", address, note, severity="warning")
            else:
                help = f"to drop it, write `unset: [{name}]` with a reason"
                self._add("null-over-value", key, f"null over the value of `{name}`", help, address, note)
            return False
        if now.node is not None and name not in known.contested and _says_again(known, name, value, now):
            message = f"`{name}` has this value in layer `{now.layer}` already"
            self._add("no-change", key, message, "delete the line", address, note, severity="warning")
            return False
        return not now.is_null

    def _unset(
        self,
        known: Entry,
        node: Node | None,
        settings: dict[str, Stack],
        rivals: dict[str, Stack],
        why: str,
        address: str,
    ) -> int:
        if not isinstance(node, SequenceNode):
            return 0
        count = 0
        for item in node.items:
            name = item.value if isinstance(item, ScalarNode) else None
            if name is None or name not in known.record.fields or known.record.fields[name].required:
                continue  # the shape check says so
            stack = known.settings.get(name)
            if stack is None or stack[-1].node is None:
                message = f"`{known.id}` has no `{name}` below"
                self._add("nothing-to-unset", item, message, "delete it from the list", f"{address}.unset")
                continue
            assert isinstance(item, ScalarNode)
            settings[name] = (*stack, Assignment(self.layer.id, item, None, why, stack))
            rivals.pop(name, None)
            count += 1
        return count


def _says_again(known: Entry, name: str, value: Node, now: Assignment) -> bool:
    """Whether a value is that of the layers below; a list that unites says nothing new when it adds nothing."""
    if known.record.fields[name].unites and isinstance(value, SequenceNode):
        return {item.value for item in value.items if isinstance(item, ScalarNode)} <= {item.value for item in known.names(name)}
    return plain_value(value) == now.value


def _speaks_of_merging(record: EntityFacts, node: Node) -> bool:
    """Whether an entry, or anything that it holds, has a key such as `because` or `place`, for the merge to obey or refuse."""
    if type(node) is not MappingNode:
        return False
    values = node.values
    if not OVERLAY_KEYS.isdisjoint(values):
        return True
    for spec in record.children:
        below = values.get(spec.key)
        if spec.record is not None and isinstance(below, MappingNode):
            for child in below.values.values():
                if _speaks_of_merging(spec.record, child):
                    return True
    return False
