"""Checks a merged variant: required fields are there, references lead somewhere, figures agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from generator.checks.contradictions import check_escalations, check_trigger, comparison
from generator.checks.references import References, ReportProblem
from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany, nearest, some_of
from generator.diagnostics.work_counts import work
from generator.merge.merged_tree import NOTHING, Entry, Tree, is_sound, walk
from generator.model.field_facts import VARIANT_HEAD, FieldSpec
from generator.model.field_marks import FieldMark
from generator.model.params import fill_in, malformed_in, names_in
from generator.model.quantities import comparable, is_stricter
from generator.model.scalar_kinds import PARAMETER_KINDS, Kind
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode

MOST_ITEMS = 9


@work("variants checked")
def check(variant: Layer, tree: Tree) -> tuple[Diagnostic, ...]:
    """Every problem of one merged variant that no layer shows by itself."""
    checker = _Check(variant, tree)
    with suppress(TooMany):
        checker.head()
        for entry in tree.get("slos", NOTHING).live():
            checker.figures(entry, f"slos.{entry.id}")
        for entry in tree.get("triggers", NOTHING).live():
            check_trigger(entry, f"triggers.{entry.id}", tree, checker.add)
        for entry in tree.get("checklists", NOTHING).live():
            checker.crowd(entry, f"checklists.{entry.id}")
        for address, entry in walk(tree):
            checker.entry(entry, address)
        check_escalations(tree, checker.add)
    return tuple(checker.found.problems)


def _reporter(found: Findings, variant: str) -> ReportProblem:
    """Tells problems of one variant. No method: a check that held itself would keep its tree in memory while the collector rests."""

    def add(code: str, node: Node, message: str, help: str, address: str, *notes: RelatedPlace) -> None:
        found.add(Diagnostic(code, message, node.span, help, address, (variant,), notes))

    return add


class _Check:
    def __init__(self, variant: Layer, tree: Tree) -> None:
        self.variant = variant
        self.tree = tree
        self.found = Findings(f"variant `{variant.id}`")
        self.params = _params(variant)
        self.add = _reporter(self.found, variant.id)
        self.references = References(tree, self.add)

    def head(self) -> None:
        head = self.variant.head
        if head is None:
            return
        for key, spec in VARIANT_HEAD.fields.items():
            node = head.values.get(key)
            empty = node is None or (isinstance(node, ScalarNode) and node.value is None)
            if spec.required and empty:
                self.add(
                    "missing-field",
                    head if node is None else head.key(key),
                    f"the variant has no `{key}`",
                    f"`{key}`: {spec.description}",
                    f"variant.{key}",
                )
            elif isinstance(node, ScalarNode) and not empty:
                self.scalar(spec, node, f"variant.{key}")

    def entry(self, entry: Entry, address: str) -> None:
        record = entry.record
        for spec in record.required:
            node = entry.node(spec.key)
            if node is None or (isinstance(node, ScalarNode) and node.value is None):
                self.missing(entry, spec, address)
        for spec, node in entry.fields():
            if isinstance(node, ScalarNode):
                if node.value is not None and spec.shape == "scalar" and (spec.reference or "{{" in node.value):
                    self.scalar(spec, node, f"{address}.{spec.key}")
            elif spec.reference:
                for word in entry.names(spec.key):
                    self.references.look_up(spec, word, f"{address}.{spec.key}")
            elif spec.key == "aliases":
                self.references.aliases(entry, address)
        either = record.marked[FieldMark.EITHER]
        if either and not any(entry.node(spec.key) is not None for spec in either) and is_sound(entry):
            message = f"`{entry.id}` has neither {' nor '.join(f'`{spec.key}`' for spec in either)}"
            self.add("missing-field", entry.edits[0].key, message, "give it one of the two", address)
        for spec in record.marked[FieldMark.CONTENT]:
            if not any(_live_below(entry, spec.key)) and is_sound(entry, spec.key):
                help = f"`{spec.key}`: {spec.description}"
                self.add("missing-field", entry.edits[0].key, f"`{entry.id}` has no `{spec.key}`", help, f"{address}.{spec.key}")

    def crowd(self, entry: Entry, address: str) -> None:
        """A pause point holds what people hold in mind; child items are part of the one above them."""
        items = list(_live_below(entry, "items"))
        if len(items) > MOST_ITEMS:
            message = f"`{entry.id}` has {len(items)} items, and {MOST_ITEMS} are what one pause holds"
            help = "divide it at a natural pause, or put items that belong together below one of them"
            place = items[MOST_ITEMS].edits[-1].key.span
            self.found.add(Diagnostic("crowded-checklist", message, place, help, address, (self.variant.id,), severity="warning"))

    def missing(self, entry: Entry, spec: FieldSpec, address: str) -> None:
        if not is_sound(entry):
            return
        stack = entry.settings.get(spec.key)
        what, place = f"`{entry.id}` has no `{spec.key}`", entry.edits[0].key
        if stack is not None:
            left = stack[-1].layer != self.variant.id
            what = f"`{spec.key}` of `{entry.id}` {'was left for the variant to fill' if left else 'is empty'}"
            place = stack[-1].key
        self.add("missing-field", place, what, f"`{spec.key}`: {spec.description}", f"{address}.{spec.key}")

    def scalar(self, spec: FieldSpec, node: ScalarNode, address: str) -> None:
        kind, value = spec.kind, node.value
        assert kind is not None and value is not None
        if "{{" in value and kind in PARAMETER_KINDS:
            self.parameters(kind, node, value, address)
        if spec.reference:
            self.references.look_up(spec, node, address)

    def parameters(self, kind: Kind, node: ScalarNode, value: str, address: str) -> None:
        for name in dict.fromkeys(names_in(value)):
            if name not in self.params:
                known = f"Parameters are the keys of `variant.params`: {some_of(self.params)}."
                help = " ".join(filter(None, (nearest(name, self.params), known)))
                self.add("unknown-parameter", node, f"no parameter `{name}`", help, address)
        for found in dict.fromkeys(malformed_in(value)):
            help = "write {{ params.NAME }}: nothing else is filled in"
            self.add("unknown-parameter", node, f"`{found[:40]}` is no parameter", help, address)
        try:
            kind.parse(fill_in(value, self.params))
        except ValueError as error:
            self.add("wrong-value", node, str(error), f"it is {kind.form}, once its parameters are filled in", address)

    def figures(self, entry: Entry, address: str) -> None:
        """A target and its alert speak of one thing, and the alert does not fire while the target is met."""
        target, alert = comparison(entry.node("target")), comparison(entry.node("alert"))
        if target is None or alert is None:
            return
        node, other = entry.settings["alert"][-1], entry.settings["target"][-1]
        assert node.node is not None
        note = RelatedPlace("target", other.key.span)
        if not comparable(target, alert):
            message = f"the alert `{alert}` and the target `{target}` measure different things"
            self.add("not-comparable", node.node, message, "give both the same unit, or units of one dimension", f"{address}.alert", note)
        elif is_stricter(alert, target):
            message = f"the alert `{alert}` fires while the target `{target}` is still met"
            self.add("alert-stricter", node.node, message, "an alert lies on the bad side of its target", f"{address}.alert", note)


def _live_below(entry: Entry, field: str) -> Iterator[Entry]:
    """The live entities in a field, as they are written."""
    return (child for child in entry.children.get(field, NOTHING).entries.values() if child.live)


def _params(variant: Layer) -> dict[str, str]:
    params = variant.head.values.get("params") if variant.head is not None else None
    if not isinstance(params, MappingNode):
        return {}
    return {name: value.value for name, value in params.values.items() if isinstance(value, ScalarNode) and value.value is not None}
