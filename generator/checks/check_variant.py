"""Check a merged variant: required fields have values, references lead somewhere, figures and escalations make sense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from generator.checks.check_blanks import check_blanks
from generator.checks.check_links import ALONE, LinkCheck, OtherVariants
from generator.checks.check_places import check_places
from generator.checks.declared_blanks import check_markup, declared_in
from generator.checks.filled_prose import disturbing_params
from generator.checks.references import References
from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany, nearest, some_of
from generator.diagnostics.work_counts import work
from generator.merge.merged_tree import NOTHING, Entry, Tree, is_well_formed, live_in
from generator.model.entities import DEFAULT_PHASE, PHASE_OF
from generator.model.field_facts import VARIANT_HEAD, FieldSpec
from generator.model.field_marks import FieldMark
from generator.model.meant_values import to_id
from generator.model.quantities import Comparison, comes_first, comparable, is_stricter
from generator.model.scalar_kinds import (
    COMPARISON,
    FREE_TEXT_KINDS,
    PARAMETER_KINDS,
    PROSE,
    SYSTEM_PAGE,
    Kind,
    fill_in,
    malformed_in,
    names_in,
)
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode, one_line
from generator.text.prose_code import without_foreign_code

BRACES = re.compile(r"\{\{ *([a-z0-9-]+) *\}\}")
MOST_ITEMS = 9
MOST_SHOWN = 12


@work("variants checked")
def check_variant(variant: Layer, tree: Tree, others: OtherVariants = ALONE, files: Mapping[str, object] = {}) -> tuple[Diagnostic, ...]:
    """Return every problem of a merged variant that is not visible in any of its layers alone.

    Its texts may link to the `others` and to the `files`, which are by path.
    """
    found = Findings(f"variant `{variant.id}`", (variant.id,))
    check = _VariantCheck(variant, tree, others, files, found)
    with suppress(TooMany):
        check.head()
        slos = {slo.id: slo for slo in live_in(tree, "slos")}
        for slo in slos.values():
            _compare(found, slo, "warning", slo.node("warn"), f"slos.{slo.id}.warn", ("not-comparable", ""))
            _compare(found, slo, "alert", slo.node("alert"), f"slos.{slo.id}.alert", ("not-comparable", "alert-stricter"))
            _compare_levels(found, slo)
        for trigger in live_in(tree, "triggers"):
            if (target := slos.get(trigger.text("slo") or "")) is not None:
                codes = ("contradictory-trigger", "contradictory-trigger")
                _compare(found, target, "trigger", trigger.node("when"), f"triggers.{trigger.id}.when", codes)
        for entry in live_in(tree, "checklists"):
            check.length(entry)
        for entry in live_in(tree, "sign-offs"):
            check.hold(entry)
        for address, entry in check.references.live.items():
            check.entry(entry, address)
        check.phases(tree)
        check.links.reasons(tree)
        check_blanks(check.references.live, found)
        check_places(tree, found)
        _check_escalations(tree, found)
    return tuple(found.problems)


class _VariantCheck:
    def __init__(self, variant: Layer, tree: Tree, others: OtherVariants, files: Mapping[str, object], found: Findings) -> None:
        self.variant = variant
        self.found = found
        self.params = variant.params
        self.references = References(tree, found)
        self.links = LinkCheck(variant, self.references, others, files, found)
        self.blanks = declared_in(tree)

    def head(self) -> None:
        head = self.variant.head
        if head is None:
            return
        for key, spec in VARIANT_HEAD.fields.items():
            node = head.values.get(key)
            if spec.required and _is_empty(node):
                self._missing(head if node is None else head.key(key), f"the variant has no `{key}`", spec, f"variant.{key}")
            elif isinstance(node, ScalarNode) and not _is_empty(node):
                self._scalar(spec, node, f"variant.{key}")
                self._links(spec, node, f"variant.{key}")

    def length(self, checklist: Entry) -> None:
        """Report a checklist with too many items to read at one pause. Child items count as part of the item above them."""
        items = list(live_in(checklist.children, "items"))
        if len(items) > MOST_ITEMS:
            message = f"`{checklist.id}` has {len(items)} items, but people keep at most {MOST_ITEMS} in mind at one pause"
            self.found.report("crowded-checklist", items[MOST_ITEMS].edits[-1].key, message, f"checklists.{checklist.id}")

    def phases(self, tree: Tree) -> None:
        """Report the first entry of each collection that belongs to a removed phase without naming it."""
        removed = {phase.id: phase.removal for phase in tree.get("phases", NOTHING).entries.values() if phase.removal is not None}
        for collection in tree if removed else ():
            for entry in live_in(tree, collection):
                default = PHASE_OF.get(collection) or (DEFAULT_PHASE if "phase" in entry.record.fields else "")
                phase = "" if entry.text("phase") else default
                if phase in removed:
                    note = RelatedPlace("removed", removed[phase].key.span)
                    message = f"`{entry.id}` belongs to phase `{phase}`, which is removed: {removed[phase].because}"
                    help = f"remove the entry too, or keep the phase `{phase}`"
                    self.found.report("removed-reference", entry.edits[-1].key, message, f"{collection}.{entry.id}", note, help=help)
                    break

    def hold(self, sign_off: Entry) -> None:
        """Report an approval that is on the sheet of another phase than the list which it holds."""
        held, own = (sign_off.text("before") or "").split("."), sign_off.text("phase") or DEFAULT_PHASE
        top = self.references.live.get(".".join(held[:2]))
        phase = held[1] if held[0] == "phases" and top is not None else top.text("phase") if top is not None else None
        if phase and phase != own:
            message = f"`{sign_off.id}` is an approval of the phase `{own}`, but the list is in `{phase}`"
            place = sign_off.node("before") or sign_off.edits[0].key
            address = f"sign-offs.{sign_off.id}.before"
            self.found.report("hold-elsewhere", place, message, address, help=f"write `phase: {phase}` in this approval")

    def entry(self, entry: Entry, address: str) -> None:
        record = entry.record
        for spec in record.required:
            if _is_empty(entry.node(spec.key)) and is_well_formed(entry):
                self._required(entry, spec, address)
        for spec, node in entry.fields():
            if isinstance(node, ScalarNode):
                if node.value is not None and spec.shape == "scalar" and (spec.reference or "{" in node.value):
                    self._scalar(spec, node, f"{address}.{spec.key}")
                self._links(spec, node, f"{address}.{spec.key}")
                if "<" in (node.value or "") and spec.kind in FREE_TEXT_KINDS:
                    check_markup(node, fill_in(node.value or "", self.params), f"{address}.{spec.key}", self.blanks, self.found)
            elif spec.reference:
                for name in entry.names(spec.key):
                    self.references.look_up(spec, name, f"{address}.{spec.key}")
            elif spec.key == "aliases":
                self.references.check_aliases(entry, address)
        for spec in record.children:
            for child in live_in(entry.children, spec.key) if spec.reference else ():
                self.references.look_up(spec, child.edits[0].key, f"{address}.{spec.key}")
        either = record.marked[FieldMark.EITHER]
        if either and all(entry.node(spec.key) is None for spec in either) and is_well_formed(entry):
            message = f"`{entry.id}` has neither {' nor '.join(f'`{spec.key}`' for spec in either)}"
            self.found.report("missing-field", entry.edits[0].key, message, address, help="add one of the two", lacks=address)
        for spec in record.marked[FieldMark.CONTENT]:
            if not any(live_in(entry.children, spec.key)) and is_well_formed(entry, spec.key):
                self._missing(entry.edits[0].key, f"`{entry.id}` has no `{spec.key}`", spec, f"{address}.{spec.key}")

    def _required(self, entry: Entry, spec: FieldSpec, address: str) -> None:
        stack = entry.settings.get(spec.key)
        if (
            stack is not None
            and stack[-1].is_null
            and (below := stack[-1].inherited)
            and below[-1].node is not None
            and not below[-1].is_null
        ):
            return  # merging reports a null over a value
        place, message = entry.edits[0].key, f"`{entry.id}` has no `{spec.key}`"
        if stack is not None:
            inherited = stack[-1].layer != self.variant.id
            place, message = stack[-1].key, f"`{spec.key}` of `{entry.id}` is empty{': the variant must fill it in' if inherited else ''}"
        self._missing(place, message, spec, f"{address}.{spec.key}")

    def _missing(self, place: Node, message: str, spec: FieldSpec, address: str) -> None:
        self.found.report("missing-field", place, message, address, help=f"`{spec.key}`: {spec.description}", lacks=address)

    def _scalar(self, spec: FieldSpec, node: ScalarNode, address: str) -> None:
        value = node.value or ""
        if "{" in value and spec.kind in PARAMETER_KINDS:
            self._parameters(spec.kind, node, value, address)
        if spec.reference:
            self.references.look_up(spec, node, address)

    def _links(self, spec: FieldSpec, node: ScalarNode, address: str) -> None:
        if "](" in (node.value or ""):
            self.links.text(node, address, spec.kind)
        elif spec.kind is SYSTEM_PAGE and spec.kind.valid(node.value or ""):
            self.links.system(node, address)

    def _parameters(self, kind: Kind, node: ScalarNode, written: str, address: str) -> None:
        value = without_foreign_code(written) if kind is PROSE else written
        for name in dict.fromkeys(names_in(value)):
            if name not in self.params:
                listed = f": {some_of(self.params)}" if self.params else f", and there is none yet: add `{name}`"
                known = f"Parameters are the keys of `params` in the variant and its layers{listed}."
                help = " ".join(filter(None, (nearest(name, self.params), known)))
                message, place = f"no parameter `{name}`", node.place_of(f"params.{name}")
                self.found.report("unknown-parameter", place, message, address, help=help, lacks=f"variant.params.{name}")
        named = (match[0] for match in BRACES.finditer(value) if match[1] in self.params)
        for text in dict.fromkeys((*malformed_in(value), *named)):
            name, message = _meant_parameter(text), f"`{text[:40]}` is not a parameter"
            help = f"write {{{{ params.{name or 'NAME'} }}}}, the only form that is replaced"
            self.found.report("unknown-parameter", node.place_of(text), message, address, help=help, lacks=f"variant.params.{name}")
        if not self.params.keys() >= {*names_in(value)}:
            return  # the form of a text without its parameters is not known
        for name in disturbing_params(written, self.params) if kind is PROSE else ():
            message = f"the value of `{name}` makes other paragraphs, lists, tables or code of this prose: `{self.params[name][:40]}`"
            help = "write another value, or the text itself instead of the parameter"
            self.found.report("not-in-prose", node.place_of(f"params.{name}"), message, address, help=help)
        try:
            kind.parse(fill_in(written, self.params))
        except ValueError as error:
            self.found.report("wrong-value", node, str(error), address, help=f"with its parameters filled in, it must be {kind.form}")


def _meant_parameter(text: str) -> str:
    """Return the parameter that `{{ params.API_URL }}` would name if its id were valid: `api-url`. Empty if nobody can tell."""
    return to_id(re.sub(r"^\W*params?\W+", "", text.partition("|")[0], flags=re.IGNORECASE))


def _is_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and node.value is None)


def _compare(found: Findings, slo: Entry, what: str, node: Node | None, address: str, codes: tuple[str, str]) -> None:
    """Report a figure that measures something else than its target, or that is reached while the target is met.

    Without a second code, as for a warning, it may be reached before the target is missed.
    """
    value, target = COMPARISON.valid(one_line(node)), COMPARISON.valid(slo.text("target") or "")
    if node is None or value is None or target is None:
        return
    note = RelatedPlace("target", slo.settings["target"][-1].key.span)
    if not comparable(value, target):
        message = f"the {what} `{value}` and the target `{target}` of `{slo.id}` measure different things"
        found.report(codes[0], node, message, address, note, help=_help_with_counted(value, target))
    elif codes[1] and is_stricter(value, target):
        message = f"the {what} `{value}` fires while the target `{target}` of `{slo.id}` is still met"
        found.report(codes[1], node, message, address, note)


def _compare_levels(found: Findings, slo: Entry) -> None:
    """Report a warning that measures something else than the alert, or that is not raised before it."""
    node, warning, alert = slo.node("warn"), COMPARISON.valid(slo.text("warn") or ""), COMPARISON.valid(slo.text("alert") or "")
    if node is None or warning is None or alert is None:
        return
    note = RelatedPlace("alert", slo.settings["alert"][-1].key.span)
    if comparable(warning, alert):
        if comes_first(warning, alert):
            return
        message = f"the warning `{warning}` of `{slo.id}` is not raised before its alert `{alert}`"
        found.report("late-warning", node, message, f"slos.{slo.id}.warn", note)
    elif slo.text("target") is None:  # else one of the two cannot be compared with the target either
        message = f"the warning `{warning}` and the alert `{alert}` of `{slo.id}` measure different things"
        found.report("not-comparable", node, message, f"slos.{slo.id}.warn", note, help=_help_with_counted(warning, alert))


def _help_with_counted(*values: Comparison) -> str:
    """Return help if a word that is not a unit was read as a thing that is counted, such as `pages`; empty otherwise."""
    nouns = [value.quantity.noun for value in values if value.quantity.dimension == "count" and value.quantity.noun]
    return f"`{nouns[0]}` is not a unit, so it counts things; give both the same unit" if len(nouns) == 1 else ""


def _check_escalations(tree: Tree, found: Findings) -> None:
    """Report cycles of escalations and of backups, and a delay after which nobody is called."""
    contacts = {entry.id: entry for entry in live_in(tree, "contacts")}
    _check_chain(contacts, "escalates-to", "escalation", found)
    _check_chain(contacts, "backup", "backup", found)
    for entry in contacts.values():
        delay = entry.node("escalates-after")
        if delay is not None and not _is_empty(delay) and _is_empty(entry.node("escalates-to")):
            message, address = f"`{entry.id}` has `escalates-after`, but no `escalates-to`", f"contacts.{entry.id}"
            help = "name the contact who is called next in `escalates-to`, or drop the delay"
            found.report("missing-field", delay, message, f"{address}.escalates-after", help=help, lacks=f"{address}.escalates-to")


def _check_chain(contacts: Mapping[str, Entry], field: str, what: str, found: Findings) -> None:
    """Report each cycle of a field once, at its alphabetically first contact. Each contact is visited once, so long chains are fast."""
    visited: set[str] = set()
    for start in contacts:
        chain: list[str] = []
        at = start
        while at in contacts and at not in visited:
            visited.add(at)
            chain.append(at)
            at = contacts[at].text(field) or ""
        if at in chain:
            cycle = chain[chain.index(at) :]
            turn = cycle.index(min(cycle))
            first, *others = cycle[turn:] + cycle[:turn]
            shown = others if len(others) <= MOST_SHOWN else [*others[:MOST_SHOWN], "…"]
            message = f"the {what} is a cycle: {' > '.join((first, *shown, first))}"
            node = contacts[first].node(field) or contacts[first].edits[0].key
            found.report("circular-escalation", node, message, f"contacts.{first}.{field}", help=f"delete `{field}` from the last of them")
