"""Validate: the shape of every file, whether a variant uses it or not: keys, ids, and the form of each scalar."""

from __future__ import annotations

from generator.domain.diagnostics import Diagnostic, Note, nearest
from generator.domain.kinds import COMMAND, ID, LINE, TEXT, URL
from generator.domain.nodes import Mapping, Node, Scalar, Sequence
from generator.domain.schema import COLLECTIONS, LAYER_HEAD, OVERLAY_FIELDS, VARIANT_HEAD, FieldSpec, Record

HEADS = {"variant": VARIANT_HEAD, "layer": LAYER_HEAD}
SUBSTITUTED = (TEXT, LINE, COMMAND, URL)
SHORT = 200


def validate(tree: Mapping) -> tuple[Diagnostic, ...]:
    """Every problem with the shape of one file's tree."""
    check = _ShapeCheck()
    for key, node in tree.values.items():
        if key in HEADS:
            check.entry(HEADS[key], node, key)
        elif key in COLLECTIONS:
            check.entities(COLLECTIONS[key], node, key)
        else:
            check.unknown(tree.key(key), (*HEADS, *COLLECTIONS), "", "top-level key")
    return tuple(check.problems)


class _ShapeCheck:
    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []

    def add(self, code: str, node: Node, message: str, help: str, address: str, *notes: Note) -> None:
        self.problems.append(Diagnostic(code, message, node.span, help, address, notes=notes))

    def unknown(self, key: Scalar, known: tuple[str, ...], address: str, what: str) -> None:
        name = key.value or ""
        help = " ".join(filter(None, (nearest(name, known), f"Known: {', '.join(known)}.")))
        self.add("unknown-field", key, f"no {what} `{name[:60]}`", help, address)

    def entities(self, spec: FieldSpec, node: Node, address: str) -> None:
        """A mapping of entities by id."""
        assert spec.record is not None
        if not isinstance(node, Mapping):
            self.add(
                "wrong-shape",
                node,
                f"`{spec.key}` must be a mapping of entries by id",
                "write each as `id:` on a line of its own, its fields indented below",
                address,
            )
            return
        record = spec.record
        for id, value in node.values.items():
            place = f"{address}.{id}"
            if record.ids and id not in record.ids:
                help = " ".join(filter(None, (nearest(id, record.ids), f"They are {', '.join(record.ids)}.")))
                self.add("bad-id", node.key(id), f"no {record.name.lower()} `{id[:60]}`", help, place)
            elif not ID.fullmatch(id) or len(id) > 64:
                help = "lower-case letters, digits and single hyphens, at most 64 characters"
                self.add("bad-id", node.key(id), f"`{id[:60]}` is no id", help, place)
            if type(value) is Scalar and record.shorthand and value.value is not None:
                if len(value.value) > SHORT or value.style != "plain":
                    self.scalar(record.fields["text"], value, f"{place}.text")
            elif type(value) is Scalar and value.value is None:
                self.add("wrong-shape", node.key(id), f"the entry `{id[:60]}` is empty", "give it its fields, or delete the line", place)
            else:
                self.entry(record, value, place)

    def entry(self, record: Record, node: Node, address: str) -> None:
        """The fields of one entity, or of a head."""
        if not isinstance(node, Mapping):
            self.add(
                "wrong-shape",
                node,
                f"`{address.rpartition('.')[2]}` must be a mapping of fields",
                f"its fields are {', '.join(record.fields)}",
                address,
            )
            return
        known = record.keys
        for key, value in node.values.items():
            spec = known.get(key)
            if spec is None:
                self.unknown(node.key(key), tuple(known), address, f"field of a {_words(record.name)}")
            elif spec.shape == "scalar":
                # Most scalars are short plain texts, which every check below would let pass.
                if (
                    type(value) is not Scalar
                    or (spec.kind is not TEXT and spec.kind is not LINE)
                    or value.value is None
                    or len(value.value) > SHORT
                    or value.style != "plain"
                ):
                    self.scalar(spec, value, f"{address}.{key}")
            elif spec.shape == "entities":
                self.entities(spec, value, f"{address}.{key}")
            elif spec.shape == "list":
                self.names(spec, value, f"{address}.{key}")
            else:
                self.texts(spec, value, f"{address}.{key}")
        if record.overlay and not node.values.keys().isdisjoint(OVERLAY_FIELDS):
            self.overlay(record, node, address)

    def scalar(self, spec: FieldSpec, node: Node, address: str) -> None:
        kind = spec.kind
        assert kind is not None
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Sequence) else "a mapping"
            self.add("wrong-shape", node, f"`{spec.key}` takes one value, not {what}", f"it is {kind.form}", address)
            return
        if node.value is None:
            if spec.key in OVERLAY_FIELDS:
                self.add("wrong-value", node, f"`{spec.key}` is empty", f"it is {kind.form}", address)
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
            self.add("wrong-value", node, str(error), f"`{spec.key}` is {kind.form}", address)

    def names(self, spec: FieldSpec, node: Node, address: str) -> None:
        kind = spec.kind
        assert kind is not None
        if not isinstance(node, Sequence):
            self.add("wrong-shape", node, f"`{spec.key}` takes a list", f"write `{spec.key}: [one, other]`", address)
            return
        seen: set[str] = set()
        for item in node.items:
            if not isinstance(item, Scalar) or item.value is None:
                self.add("wrong-shape", item, f"`{spec.key}` lists plain words", f"each is {kind.form}", address)
                continue
            try:
                kind.parse(item.value)
            except ValueError as error:
                self.add("wrong-value", item, str(error), f"each of `{spec.key}` is {kind.form}", address)
            if item.value in seen:
                self.add("wrong-value", item, f"`{item.value}` stands twice in `{spec.key}`", "delete one", address)
            seen.add(item.value)

    def texts(self, spec: FieldSpec, node: Node, address: str) -> None:
        if not isinstance(node, Mapping):
            self.add(
                "wrong-shape",
                node,
                f"`{spec.key}` takes a mapping of names to texts",
                f"write `{spec.key}:` and below it `name: text`",
                address,
            )
            return
        for name, value in node.values.items():
            if not ID.fullmatch(name):
                self.add(
                    "bad-id",
                    node.key(name),
                    f"`{name[:60]}` is no id",
                    "lower-case letters, digits and single hyphens",
                    f"{address}.{name}",
                )
            if isinstance(value, Scalar) and value.value is None:
                self.add("wrong-value", node.key(name), f"`{name}` is empty", "give it a value", f"{address}.{name}")
            else:
                self.scalar(FieldSpec(name, name, "scalar", "", spec.kind), value, f"{address}.{name}")

    def overlay(self, record: Record, node: Mapping, address: str) -> None:
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
                        Note("removed", node.key("remove").span),
                    )
        unset = values.get("unset")
        if isinstance(unset, Sequence):
            if "because" not in values:
                self.add("needs-because", node.key("unset"), "`unset` without a reason", "add `because: ...`", f"{address}.unset")
            for item in unset.items:
                if not isinstance(item, Scalar) or item.value is None:
                    continue
                spec = record.fields.get(item.value)
                if spec is None or spec.shape == "entities":
                    known = tuple(key for key, field in record.fields.items() if field.shape != "entities")
                    self.unknown(item, known, f"{address}.unset", f"field of a {_words(record.name)}")
                elif spec.required:
                    self.add(
                        "unset-required",
                        item,
                        f"a {_words(record.name)} cannot be without `{item.value}`",
                        "set another value, or remove the entry",
                        f"{address}.unset",
                    )
                elif item.value in values:
                    self.add(
                        "unset-required",
                        item,
                        f"`{item.value}` is set and unset in one entry",
                        "keep one of the two",
                        f"{address}.unset",
                        Note("set", node.key(item.value).span),
                    )


def _words(name: str) -> str:
    return (
        "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
        .strip()
        .replace("sign off", "sign-off")
        .replace(" head", "")
        .replace("slo", "target")
    )
