"""Overlay: one layer laid over what is below it, by the rules of adding, overriding, unsetting, removing and placing."""

from __future__ import annotations

from generator.domain.diagnostics import Diagnostic, Note, Severity, nearest
from generator.domain.layers import Layer
from generator.domain.nodes import Mapping, Node, Scalar, Sequence, Span, plain_value
from generator.domain.resolved import Collection, Entry, Placing, Setting, Touch, Tree
from generator.domain.schema import COLLECTIONS, OVERLAY_FIELDS, Record

NOTHING = Collection()


class Overlay:
    """Applies one layer to the joined tree of its parents. Neither is changed; problems gather in `problems`."""

    def __init__(self, layer: Layer, below: Tree) -> None:
        self.layer = layer
        self.below = below
        self.problems: list[Diagnostic] = []

    def apply(self) -> Tree:
        tree = dict(self.below)
        for name, entries in self.layer.entries.items():
            record = COLLECTIONS[name].record
            assert record is not None
            tree[name] = self._collection(record, tree.get(name, NOTHING), entries, name)
        return tree

    def _add(self, code: str, node: Node, message: str, help: str, address: str, *notes: Note, severity: Severity = "error") -> None:
        variants = (self.layer.id,) if self.layer.kind == "variant" else ()
        self.problems.append(Diagnostic(code, message, node.span, help, address, variants, notes, severity))

    def _collection(self, record: Record, below: Collection, written: dict[str, tuple[Scalar, Node]], address: str) -> Collection:
        entries = dict(below.entries)
        added: list[Placing] = []
        moved: list[Placing] = []
        for id, (key, node) in written.items():
            place = f"{address}.{id}"
            known = below.entries.get(id)
            fields = node.values if isinstance(node, Mapping) else {}
            if known is None:
                entry = self._new(record, below, id, key, node, place)
                if entry is None:
                    continue
                added.append(Placing(self.layer.id, id))
            else:
                entry = self._over(known, key, node, place)
            entries[id] = entry
            if "place" in fields and entry.live and self._place_is_known(fields["place"], id, below, written, place):
                word = fields["place"]
                assert isinstance(word, Scalar) and word.value is not None
                moved.append(Placing(self.layer.id, id, " ".join(word.value.split())))
        return Collection(entries, (*below.placings, *added, *moved))

    def _place_is_known(self, node: Node, id: str, below: Collection, written: dict[str, tuple[Scalar, Node]], address: str) -> bool:
        """Whether `place` names a sibling, in this layer or below, other than the entry itself."""
        if not isinstance(node, Scalar) or node.value is None:
            return False
        word, _, anchor = " ".join(node.value.split()).partition(" ")
        if word not in ("after", "before"):
            return word in ("first", "last")
        siblings = {**below.entries, **written}
        if anchor in siblings and anchor != id:
            return True
        help = (
            nearest(anchor, (name for name in siblings if name != id))
            or f"its siblings are {', '.join(name for name in siblings if name != id) or 'none'}"
        )
        self._add("unknown-neighbour", node, f"no sibling `{anchor}` to stand {word}", help, f"{address}.place")
        return False

    def _new(self, record: Record, below: Collection, id: str, key: Scalar, node: Node, address: str) -> Entry | None:
        """An entry that nothing below has."""
        fields = node.values if isinstance(node, Mapping) else {}
        renamed = next(
            (entry for entry in below.entries.values() if any(alias.value in (id, address) for alias in entry.names("aliases"))), None
        )
        if renamed is not None:
            self._add(
                "renamed-id",
                key,
                f"`{id}` is now `{renamed.id}`",
                f"write `{renamed.id}:`",
                address,
                Note("renamed", renamed.touches[-1].key.span),
            )
            return None
        live = [name for name, entry in below.entries.items() if entry.live]
        for word, code in (("remove", "nothing-to-remove"), ("because", "nothing-to-override"), ("unset", "nothing-to-override")):
            if word in fields:
                assert isinstance(node, Mapping)
                help = nearest(id, live) or (
                    "below it stand " + ", ".join(live[:12]) if live else "the layers below have nothing of this kind"
                )
                message = f"nothing below is called `{id}`, so there is nothing to {'remove' if word == 'remove' else 'override'}"
                self._add(code, key, message, f"{help}; to add a new entry, delete `{word}`" if word == "because" else help, address)
                return None
        children: dict[str, Collection] = {}
        settings: dict[str, tuple[Setting, ...]] = {}
        if isinstance(node, Scalar):
            settings["text"] = (Setting(self.layer.id, node, node),)
        elif isinstance(node, Mapping):
            for name, value in fields.items():
                spec = record.fields.get(name)
                if spec is None:
                    continue
                if spec.shape == "entities":
                    children[name] = self._children(spec.record, NOTHING, value, f"{address}.{name}")
                else:
                    settings[name] = (Setting(self.layer.id, node.key(name), value),)
        return Entry(record, id, settings, children, (Touch(self.layer.id, key, node, sets=True),))

    def _children(self, record: Record | None, below: Collection, node: Node, address: str) -> Collection:
        if record is None or not isinstance(node, Mapping):
            return below
        return self._collection(record, below, {id: (node.key(id), value) for id, value in node.values.items()}, address)

    def _over(self, known: Entry, key: Scalar, node: Node, address: str) -> Entry:
        """An entry that stands below, as this layer changes it."""
        if known.removal is not None:
            note = Note(f"removed: {known.removal.because}", known.removal.key.span)
            self._add(
                "removed-entry",
                key,
                f"`{known.id}` is removed by layer `{known.removal.layer}`",
                "give the entry an id of its own, or delete these lines",
                address,
                note,
            )
            return known
        fields = node.values if isinstance(node, Mapping) else {"text": node}
        if isinstance(node, Mapping) and "remove" in fields:
            reason = fields["remove"]
            why = " ".join((reason.value or "").split()) if isinstance(reason, Scalar) else ""
            removal = Touch(self.layer.id, key, node, why, removes=True)
            return Entry(known.record, known.id, known.settings, known.children, (*known.touches, removal), removal)
        because = fields.get("because")
        reason_text = " ".join((because.value or "").split()) if isinstance(because, Scalar) else ""
        settings = dict(known.settings)
        contested = dict(known.contested)
        children = dict(known.children)
        unexplained: list[Scalar] = []
        changes = 0
        for name, value in fields.items():
            spec = known.record.fields.get(name)
            if spec is None or name in OVERLAY_FIELDS:
                continue
            if spec.shape == "entities":
                children[name] = self._children(spec.record, known.children.get(name, NOTHING), value, f"{address}.{name}")
                continue
            field_key = node.key(name) if isinstance(node, Mapping) else key
            changes += 1
            fills = self._judge(known, name, field_key, value, f"{address}.{name}")
            if not fills and because is None:
                unexplained.append(field_key)
            contested.pop(name, None)
            settings[name] = (*settings.get(name, ()), Setting(self.layer.id, field_key, value, reason_text))
        changes += self._unset(known, fields.get("unset"), settings, contested, reason_text, address)
        decides = known.contested_removal is not None and because is not None
        if unexplained:
            names = ", ".join(f"`{field.value}`" for field in unexplained) if isinstance(node, Mapping) else "`text`"
            help = f"add `because: ...` to `{known.id}`, or give a new entry an id of its own"
            self._add(
                "needs-because",
                unexplained[0],
                f"{names} of `{known.id}` overrides a layer below without a reason",
                help,
                address,
                Note("overrides", self._place_of(known, unexplained[0])),
            )
        elif because is not None and not changes and not decides and "place" not in fields:
            assert isinstance(node, Mapping)
            self._add(
                "idle-because",
                node.key("because"),
                f"`because` explains nothing: no field of `{known.id}` is set here",
                "delete it, or set the field that differs; children carry their own reasons",
                address,
            )
        touch = Touch(self.layer.id, key, node, reason_text, sets=bool(changes))
        removal_contest = None if decides else known.contested_removal
        return Entry(known.record, known.id, settings, children, (*known.touches, touch), None, contested, removal_contest)

    def _judge(self, known: Entry, name: str, key: Scalar, value: Node, address: str) -> bool:
        """Report an override that says nothing or nulls a value; True when it fills what was left null below."""
        stack = known.settings.get(name)
        if stack is None:
            return False
        now = stack[-1]
        note = Note("below", now.key.span)
        if isinstance(value, Scalar) and value.value is None and now.node is not None:
            if now.is_null:
                self._add("no-change", key, f"`{name}` is null below already", "delete the line", address, note, severity="warning")
                return True
            self._add(
                "null-over-value",
                key,
                f"null over the value of `{name}`",
                f"to drop it, write `unset: [{name}]` with a reason",
                address,
                note,
            )
        elif now.node is not None and name not in known.contested and plain_value(value) == now.value:
            self._add(
                "no-change",
                key,
                f"`{name}` has this value in layer `{now.layer}` already",
                "delete the line",
                address,
                note,
                severity="warning",
            )
        return now.is_null

    def _unset(
        self,
        known: Entry,
        node: Node | None,
        settings: dict[str, tuple[Setting, ...]],
        contested: dict[str, tuple[Setting, Setting]],
        why: str,
        address: str,
    ) -> int:
        if not isinstance(node, Sequence):
            return 0
        count = 0
        for item in node.items:
            name = item.value if isinstance(item, Scalar) else None
            if name is None or name not in known.record.fields:
                continue
            stack = known.settings.get(name)
            if stack is None or stack[-1].node is None:
                self._add(
                    "nothing-to-unset",
                    item,
                    f"`{known.id}` has no `{name}` below",
                    nearest(name, known.settings) or "delete it from the list",
                    f"{address}.unset",
                )
                continue
            assert isinstance(item, Scalar)
            settings[name] = (*stack, Setting(self.layer.id, item, None, why))
            contested.pop(name, None)
            count += 1
        return count

    def _place_of(self, known: Entry, field: Scalar) -> Span:
        stack = known.settings.get(field.value or "")
        return stack[-1].key.span if stack else known.touches[-1].key.span
