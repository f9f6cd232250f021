"""Check: a merged variant: what is required is there, references lead somewhere, figures agree with each other."""

from __future__ import annotations

from collections.abc import Mapping

from generator.domain.diagnostics import Diagnostic, Note, nearest
from generator.domain.kinds import COMMAND, LINE, TEXT, URL, Kind
from generator.domain.layers import Layer
from generator.domain.nodes import Mapping as MappingNode
from generator.domain.nodes import Node, Scalar
from generator.domain.params import fill_in, malformed_in, names_in
from generator.domain.quantities import Comparison, comparable, is_stricter, parse_comparison
from generator.domain.resolved import Collection, Entry, Tree
from generator.domain.schema import VARIANT_HEAD, FieldSpec

SUBSTITUTED = (TEXT, LINE, COMMAND, URL)
NOUNS = {
    "contacts": "role",
    "slos": "slo",
    "services": "service",
    "phases": "phase",
    "groups": "group",
    "steps": "step",
    "address": "address",
}
MUST_HOLD = {"Checklist": "items", "Procedure": "steps"}
ONE_OF = {"Step": ("title", "text"), "Choice": ("text", "then")}


def check(variant: Layer, tree: Tree) -> tuple[Diagnostic, ...]:
    """Every problem of one merged variant that no layer shows by itself."""
    checker = _Check(variant, tree)
    checker.head()
    for name, collection in tree.items():
        checker.collection(collection, name)
    return tuple(checker.problems)


class _Check:
    def __init__(self, variant: Layer, tree: Tree) -> None:
        self.variant = variant
        self.tree = tree
        self.problems: list[Diagnostic] = []
        self.params = _params(variant)

    def add(self, code: str, node: Node, message: str, help: str, address: str, *notes: Note) -> None:
        self.problems.append(Diagnostic(code, message, node.span, help, address, (self.variant.id,), notes))

    def head(self) -> None:
        head = self.variant.head
        if head is None:
            return
        for key, spec in VARIANT_HEAD.fields.items():
            node = head.values.get(key)
            empty = node is None or (isinstance(node, Scalar) and node.value is None)
            if spec.required and empty:
                self.add(
                    "missing-field",
                    head if node is None else head.key(key),
                    f"the variant has no `{key}`",
                    f"`{key}`: {spec.description}",
                    f"variant.{key}",
                )
            elif isinstance(node, Scalar) and not empty:
                self.scalar(spec, node, f"variant.{key}", None)

    def collection(self, collection: Collection, address: str, within: Entry | None = None) -> None:
        old_names: dict[str, Entry] = {}
        for entry in collection.entries.values():
            if not entry.live:
                continue
            if entry.node("aliases") is not None:
                self.aliases(entry, collection, old_names, address)
            self.entry(entry, f"{address}.{entry.id}", within)

    def aliases(self, entry: Entry, collection: Collection, old_names: dict[str, Entry], address: str) -> None:
        """An old address leads to one entry only."""
        for alias in entry.names("aliases"):
            name = (alias.value or "").removeprefix(f"{address}.")
            clash = collection.entries.get(name) or old_names.get(name)
            if clash is not None and clash.live:
                message = f"`{name}` is an id or alias of a sibling"
                note = Note("sibling", clash.touches[0].key.span)
                self.add("alias-clash", alias, message, "an old address can lead to one entry only", f"{address}.{entry.id}", note)
            old_names[name] = entry

    def entry(self, entry: Entry, address: str, within: Entry | None) -> None:
        record = entry.record
        for spec in record.required:
            node = entry.node(spec.key)
            if node is None or (isinstance(node, Scalar) and node.value is None):
                self.missing(entry, spec, address)
        for key, node in entry.fields():
            field = record.fields.get(key)
            if field is None:
                continue
            if isinstance(node, Scalar):
                if node.value is not None and (field.reference or "{{" in node.value):
                    self.scalar(field, node, f"{address}.{key}", entry, within)
            elif field.reference:
                for word in entry.names(key):
                    self.reference(field.reference, word, f"{address}.{key}", entry, within)
        options = ONE_OF.get(record.name)
        if options and not any(entry.text(option) for option in options):
            message = f"`{entry.id}` has neither `{options[0]}` nor `{options[1]}`"
            self.add("missing-field", entry.touches[-1].key, message, "give it one of the two", address)
        must = MUST_HOLD.get(record.name)
        if must and not any(child.live for child in entry.children.get(must, Collection()).entries.values()):
            help = f"give it `{must}`, or remove it"
            self.add("missing-field", entry.touches[-1].key, f"`{entry.id}` has no `{must}`", help, f"{address}.{must}")
        if record.name == "Slo":
            self.figures(entry, address)
        if record.children:
            holder = entry if record.name in ("Procedure", "Checklist", "Phase") else within
            for name, collection in entry.children.items():
                self.collection(collection, f"{address}.{name}", holder)

    def missing(self, entry: Entry, spec: FieldSpec, address: str) -> None:
        stack = entry.settings.get(spec.key)
        what = f"`{entry.id}` has no `{spec.key}`" if stack is None else f"`{spec.key}` of `{entry.id}` was left for the variant to fill"
        place = entry.touches[-1].key if stack is None else stack[-1].key
        self.add("missing-field", place, what, f"`{spec.key}`: {spec.description}", f"{address}.{spec.key}")

    def scalar(self, spec: FieldSpec, node: Scalar, address: str, entry: Entry | None, within: Entry | None = None) -> None:
        kind, value = spec.kind, node.value
        assert kind is not None and value is not None
        if "{{" in value and kind in SUBSTITUTED:
            self.parameters(kind, node, value, address)
        if spec.reference:
            self.reference(spec.reference, node, address, entry, within)

    def parameters(self, kind: Kind, node: Scalar, value: str, address: str) -> None:
        for name in names_in(value):
            if name not in self.params:
                known = f"Parameters are `variant.params`: {', '.join(self.params) or 'none yet'}."
                self.add(
                    "unknown-parameter",
                    node,
                    f"no parameter `{name}`",
                    " ".join(filter(None, (nearest(name, self.params), known))),
                    address,
                )
        for found in malformed_in(value):
            self.add(
                "unknown-parameter", node, f"`{found[:40]}` is no parameter", "write {{ params.NAME }}: nothing else is filled in", address
            )
        try:
            kind.parse(fill_in(value, self.params))
        except ValueError as error:
            self.add("wrong-value", node, str(error), f"it is {kind.form}, once its parameters are filled in", address)

    def reference(self, to: str, node: Scalar, address: str, entry: Entry | None, within: Entry | None) -> None:
        name = node.value or ""
        noun = NOUNS[to]
        if to == "address":
            self.address(node, name, address)
            return
        if to == "groups":
            phase = entry.text("phase") if entry is not None else None
            holder = self.tree["phases"].entries.get(phase or "") if "phases" in self.tree else None
            where = holder.children.get("groups") if holder is not None else None
            hint = f"Groups are the keys of `phases.{phase}.groups`"
        elif to == "steps":
            where = within.children.get("steps") if within is not None else None
            hint = "Steps are those of the same procedure"
        else:
            where = self.tree.get(to)
            hint = f"{noun.capitalize()}s are the keys of `{to}`"
        entries = where.entries if where is not None else {}
        known = [id for id, candidate in entries.items() if candidate.live]
        if name in known:
            return
        if name in entries and (removal := entries[name].removal) is not None:
            self.add(
                "removed-reference",
                node,
                f"{noun} `{name}` is removed: {removal.because}",
                "refer to another, or drop the field",
                address,
                Note("removed", removal.key.span),
            )
            return
        renamed = (where.renamed.get(name) or where.renamed.get(f"{to}.{name}")) if where is not None else None
        offer = f"it is now `{renamed.id}`." if renamed else nearest(name, known)
        self.add(
            f"unknown-{noun}",
            node,
            f"no {noun} `{name}`",
            " ".join(filter(None, (offer, f"{hint}: {', '.join(known[:20]) or 'none yet'}."))),
            address,
        )

    def address(self, node: Scalar, name: str, address: str) -> None:
        parts = name.split(".")
        where: Mapping[str, Collection] = self.tree
        reached = ""
        for collection_name, id in zip(parts[::2], parts[1::2], strict=False):
            collection = where.get(collection_name)
            entry = collection.entries.get(id) if collection is not None else None
            if collection is None or entry is None or not entry.live:
                known = list(where) if collection is None else [other for other, candidate in collection.entries.items() if candidate.live]
                wrong = collection_name if collection is None else id
                beginning = f"{reached}{'' if collection is None else collection_name + '.'}"
                close = nearest(wrong, known).replace("mean `", f"mean `{beginning}")
                self.add(
                    "unknown-address",
                    node,
                    f"nothing stands at `{name}`",
                    close or f"after `{beginning}` may come {', '.join(known[:20]) or 'nothing'}",
                    address,
                )
                return
            where = entry.children
            reached += f"{collection_name}.{id}."
        if len(parts) % 2:
            self.add(
                "unknown-address",
                node,
                f"`{name}` names no entity",
                "an address is pairs of collection and id, such as `procedures.roll-back`",
                address,
            )

    def figures(self, entry: Entry, address: str) -> None:
        """A target and its alert speak of one thing, and the alert does not fire while the target is met."""
        target, alert = _comparison(entry.node("target")), _comparison(entry.node("alert"))
        if target is None or alert is None:
            return
        node, other = entry.settings["alert"][-1], entry.settings["target"][-1]
        assert node.node is not None
        note = Note("target", other.key.span)
        if not comparable(target, alert):
            message = f"the alert `{alert}` and the target `{target}` measure different things"
            self.add("not-comparable", node.node, message, "give both the same unit, or units of one dimension", f"{address}.alert", note)
        elif is_stricter(alert, target):
            message = f"the alert `{alert}` fires while the target `{target}` is still met"
            self.add("alert-stricter", node.node, message, "an alert lies on the bad side of its target", f"{address}.alert", note)


def _comparison(node: Node | None) -> Comparison | None:
    if not isinstance(node, Scalar) or node.value is None:
        return None
    try:
        return parse_comparison(node.value)
    except ValueError:
        return None


def _params(variant: Layer) -> dict[str, str]:
    params = variant.head.values.get("params") if variant.head is not None else None
    if not isinstance(params, MappingNode):
        return {}
    return {name: value.value for name, value in params.values.items() if isinstance(value, Scalar) and value.value is not None}
