"""Validate: the shape of every file, whether a variant uses it or not: keys, ids, and the form of each scalar."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache

from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany, nearest
from generator.model.code_table import CODES
from generator.model.field_facts import COLLECTIONS, LAYER_HEAD, OVERLAY_FIELDS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.params import malformed_in, names_in
from generator.model.scalar_kinds import ID, ID_KIND, MAX_ID, SUBSTITUTED, WORDED, Kind
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

HEADS = {"variant": VARIANT_HEAD, "layer": LAYER_HEAD}
SHORT = 200


def validate(tree: MappingNode) -> tuple[Diagnostic, ...]:
    """Every problem with the shape of one file's tree."""
    check = _ShapeCheck()
    with suppress(TooMany):
        check.file(tree)
    return tuple(check.found.problems)


class _ShapeCheck:
    def __init__(self) -> None:
        self.found = Findings("the file")

    def add(self, code: str, node: Node, message: str, help: str, address: str, *notes: RelatedPlace) -> None:
        self.found.add(Diagnostic(code, message, node.span, help, address, notes=notes))

    def file(self, tree: MappingNode) -> None:
        for key, node in tree.values.items():
            if key in HEADS:
                self.entry(HEADS[key], node, key)
            elif key in COLLECTIONS:
                self.entities(COLLECTIONS[key], node, key)
            else:
                self.unknown(tree.key(key), (*HEADS, *COLLECTIONS), "", "top-level key")

    def unknown(self, key: ScalarNode, known: tuple[str, ...], address: str, what: str) -> None:
        name = key.value or ""
        help = _unseen(name) or " ".join(filter(None, (nearest(name, known), f"Known: {', '.join(known)}.")))
        self.add("unknown-field", key, f"no {what} `{name[:60]}`", help, address)

    def bad_id(self, key: ScalarNode, address: str) -> None:
        id = key.value or ""
        meant = to_id(id)
        form = f"lower-case letters, digits and single hyphens, at most {MAX_ID} characters"
        help = f"write `{meant}`: {form}" if meant and meant != id else form
        self.add("bad-id", key, f"`{id[:60]}` is no id", _unseen(id) or help, address)

    def no_id_here(self, record: EntityFacts, key: ScalarNode, address: str) -> None:
        """A key that can be no id of a record: of no form, none of the closed set, or a field's name."""
        id = key.value or ""
        if record.ids:
            help = " ".join(filter(None, (nearest(id, record.ids), f"They are {', '.join(record.ids)}.")))
            self.add("bad-id", key, f"no {record.noun} `{id[:60]}`", help, address)
        elif not _is_id(id):
            self.bad_id(key, address)
        else:
            help = "the line with the entry's id is missing above it, or it needs another id"
            self.add("bad-id", key, f"`{id}` is a field of {_a(record)} and cannot be an id", help, address)

    def entities(self, spec: FieldSpec, node: Node, address: str) -> None:
        """A mapping of entities by id."""
        assert spec.record is not None
        if not isinstance(node, MappingNode):
            help = "write each as `id:` on a line of its own, its fields indented below"
            self.add("wrong-shape", node, f"`{spec.key}` takes entries by id, not {_kind_of(node)}", help, address)
            return
        record = spec.record
        for id, value in node.values.items():
            if not (id in record.ids if record.ids else _is_id(id)) or id in record.keys:
                self.no_id_here(record, node.key(id), f"{address}.{id[:MAX_ID]}")
            if type(value) is ScalarNode and record.model.shorthand and value.value is not None:
                if len(value.value) > SHORT or value.style != "plain":
                    self.scalar(record.fields["text"], value, f"{address}.{id[:MAX_ID]}.text")
                continue
            place = f"{address}.{id[:MAX_ID]}"
            if type(value) is ScalarNode and value.value is None:
                self.add("wrong-shape", node.key(id), f"the entry `{id[:60]}` is empty", "give it its fields, or delete the line", place)
            else:
                self.entry(record, value, place)

    def entry(self, record: EntityFacts, node: Node, address: str) -> None:
        """The fields of one entity, or of a head."""
        if not isinstance(node, MappingNode):
            help = f"its fields are {', '.join(record.fields)}"
            self.add("wrong-shape", node, f"`{address.rpartition('.')[2]}` takes fields, not {_kind_of(node)}", help, address)
            return
        known = record.keys
        for key, value in node.values.items():
            spec = known.get(key)
            if spec is None:
                self.unknown(node.key(key), tuple(known), address, f"field of {_a(record)}")
            elif spec.shape == "scalar":
                # Most scalars are short plain texts, which every check below would let pass.
                if (
                    type(value) is not ScalarNode
                    or spec.kind not in WORDED
                    or value.value is None
                    or len(value.value) > SHORT
                    or value.style != "plain"
                ):
                    self.scalar(spec, value, f"{address}.{key}")
            elif spec.shape == "entities":
                self.entities(spec, value, f"{address}.{key}")
            elif spec.shape == "list":
                self.names(spec, value, f"{address}.{key}")
                if key == "internal" and isinstance(value, SequenceNode):
                    self.redacted(record, value, f"{address}.{key}")
            elif spec.shape == "waivers":
                self.waivers(spec, value, f"{address}.{key}")
            else:
                self.texts(spec, value, f"{address}.{key}")
        if record.overlay and not node.values.keys().isdisjoint(OVERLAY_FIELDS):
            self.overlay(record, node, address)

    def scalar(self, spec: FieldSpec, node: Node, address: str) -> None:
        kind = spec.kind
        assert kind is not None
        if not isinstance(node, ScalarNode):
            self.add("wrong-shape", node, f"`{spec.key}` takes one value, not {_kind_of(node)}", f"it is {kind.form}", address)
            return
        if node.value is None:
            if spec.key in OVERLAY_FIELDS:
                self.add("wrong-value", node, f"`{spec.key}` is empty", f"`{spec.key}`: {spec.description}", address)
            return
        if node.style == "block" and not kind.block:
            self.add(
                "block-scalar",
                node,
                f"`{spec.key}` takes one line, and `|` or `>` begins a block of text",
                'quote the value: "> 5%", or write it in words: over 5%',
                address,
            )
            return
        if "{{" in node.value and kind in SUBSTITUTED:
            return  # judged once its parameters are filled in
        try:
            kind.parse(node.value)
        except ValueError as error:
            self.add("wrong-value", node, str(error), _meant(spec, kind, node.value), address)

    def names(self, spec: FieldSpec, node: Node, address: str) -> None:
        kind = spec.kind
        assert kind is not None
        if not isinstance(node, SequenceNode):
            self.add("wrong-shape", node, f"`{spec.key}` takes a list, not {_kind_of(node)}", f"write `{spec.key}: [one, other]`", address)
            return
        seen: set[str] = set()
        for item in node.items:
            if not isinstance(item, ScalarNode) or item.value is None:
                self.add("wrong-shape", item, f"`{spec.key}` lists plain words", f"each is {kind.form}", address)
                continue
            try:
                kind.parse(item.value)
            except ValueError as error:
                self.add("wrong-value", item, str(error), _meant(spec, kind, item.value), address)
            if item.value in seen:
                self.add("wrong-value", item, f"`{item.value}` stands twice in `{spec.key}`", "delete one", address)
            seen.add(item.value)

    def redacted(self, record: EntityFacts, node: SequenceNode, address: str) -> None:
        """The fields that an entry keeps out of public builds: each is one of its own, and it can be shown without it."""
        for item in node.items:
            name = item.value if isinstance(item, ScalarNode) else None
            if name is None or name in record.redactable:
                continue
            if name not in record.fields:
                self.unknown(item, record.redactable, address, f"field of {_a(record)}")  # type: ignore[arg-type]
            else:
                help = "hide the whole entry with `visibility: internal`, or take the name from the list"
                self.add("cannot-withhold", item, f"{_a(record)} cannot be shown without `{name}`", help, address)

    def texts(self, spec: FieldSpec, node: Node, address: str) -> None:
        if not isinstance(node, MappingNode):
            help = f"write `{spec.key}:` and below it `name: text`"
            self.add("wrong-shape", node, f"`{spec.key}` takes texts by name, not {_kind_of(node)}", help, address)
            return
        for name, value in node.values.items():
            place = f"{address}.{name[:MAX_ID]}"
            if not _is_id(name):
                self.bad_id(node.key(name), place)
            if isinstance(value, ScalarNode) and value.value is None:
                self.add("wrong-value", node.key(name), f"`{name[:60]}` is empty", "give it a value", place)
            elif isinstance(value, ScalarNode) and value.value is not None and (names_in(value.value) or malformed_in(value.value)):
                self.add("unknown-parameter", value, "a parameter cannot use another", "write the whole value here", place)
            else:
                self.scalar(FieldSpec(name, name, "scalar", "", spec.kind), value, place)

    def waivers(self, spec: FieldSpec, node: Node, address: str) -> None:
        """Rules that are waived, each with its reason and its end."""
        record = spec.record
        assert record is not None
        if not isinstance(node, MappingNode):
            help = "write `waive:` and below it `RULE: {because: why, until: 2027-01-31}`"
            self.add("wrong-shape", node, f"`{spec.key}` takes rules by name, not {_kind_of(node)}", help, address)
            return
        for rule, value in node.values.items():
            place = f"{address}.{rule[:MAX_ID]}"
            if rule not in record.ids:
                known = f"Rules are {', '.join(record.ids)}."
                what = f"`{rule}` cannot be waived" if rule in CODES else f"no rule `{rule[:60]}`"
                help = f"mend what it reports; only rules of good practice are waived. {known}" if rule in CODES else ""
                help = help or " ".join(filter(None, (_unseen(rule), nearest(rule, record.ids), known)))
                self.add("unknown-rule", node.key(rule), what, help, place)
                continue
            self.entry(record, value, place)
            if isinstance(value, MappingNode):
                for field in record.required:
                    found = value.values.get(field.key)
                    if found is None or (isinstance(found, ScalarNode) and found.value is None):
                        help = f"`{field.key}`: {field.description}"
                        self.add("missing-field", node.key(rule), f"the waiver of `{rule}` has no `{field.key}`", help, place)

    def overlay(self, record: EntityFacts, node: MappingNode, address: str) -> None:
        """The rules for `remove`, `unset` and `because` that need no look at the layers below."""
        values = node.values
        if "remove" in values:
            for key in values:
                if key != "remove":
                    self.add(
                        "remove-not-alone",
                        node.key(key),
                        f"`{key}` on an entry that is removed",
                        "a removal stands alone, its reason as its value; or keep the entry and delete `remove`",
                        f"{address}.{key}",
                        RelatedPlace("removed", node.key("remove").span),
                    )
        unset = values.get("unset")
        if isinstance(unset, SequenceNode):
            if "because" not in values:
                self.add(
                    "needs-because", node.key("unset"), "`unset` without a reason", "add `because: why` to the entry", f"{address}.unset"
                )
            for item in unset.items:
                if not isinstance(item, ScalarNode) or item.value is None:
                    continue
                spec = record.fields.get(item.value)
                if spec is None or spec.shape == "entities":
                    known = tuple(key for key, field in record.fields.items() if field.shape != "entities")
                    self.unknown(item, known, f"{address}.unset", f"field of {_a(record)}")
                elif spec.required:
                    self.add(
                        "unset-required",
                        item,
                        f"{_a(record)} cannot be without `{item.value}`",
                        "set another value, or remove the entry",
                        f"{address}.unset",
                    )
                elif item.value in values:
                    self.add(
                        "set-and-unset",
                        item,
                        f"`{item.value}` is set and unset in one entry",
                        "keep one of the two",
                        f"{address}.unset",
                        RelatedPlace("set", node.key(item.value).span),
                    )


def _kind_of(node: Node) -> str:
    """What a node is, in a word or two for the writer."""
    if isinstance(node, ScalarNode):
        return "nothing" if node.value is None else "one value"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _meant(spec: FieldSpec, kind: Kind, found: str) -> str:
    """What was probably meant by a value that is not of the form of its field, or else what the field is for."""
    near = nearest(found, kind.choices) if kind.choices else ""
    if kind is ID_KIND and to_id(found):
        near = f"did you mean `{to_id(found)}`?"
    return near or (f"`{spec.key}`: {spec.description}" if spec.description else f"it is {kind.form}")


def to_id(text: str) -> str:
    """The id that a text was probably meant to be, `Tech Lead` as `tech-lead`; empty when nothing of it can stand in an id."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:MAX_ID].strip("-")


def _unseen(name: str) -> str:
    """A sentence for a name that holds a character which cannot be seen, or looks like another."""
    odd = next((sign for sign in name if not sign.isprintable() and sign not in "\n\t"), "")
    return f"the name holds the character U+{ord(odd):04X}, which looks like a space or like nothing: delete it" if odd else ""


@lru_cache(maxsize=65536)
def _is_id(text: str) -> bool:
    """Whether a text has the form of an id. Systems that share layers share ids: most are asked about again and again."""
    return len(text) <= MAX_ID and ID.fullmatch(text) is not None


def _a(record: EntityFacts) -> str:
    """What such an entity is called, with its article."""
    return f"{'an' if record.noun[0] in 'aeiou' else 'a'} {record.noun}"
