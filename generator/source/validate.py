"""Validate the shape of a file: its keys, its ids, and the form of each scalar."""

from __future__ import annotations

import re
from contextlib import suppress
from difflib import get_close_matches
from functools import lru_cache

from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany, nearest
from generator.model.code_table import CODES
from generator.model.entities import DEFAULT_PHASE
from generator.model.field_facts import COLLECTIONS, HEADS, HOLDERS, NAMING_KEYS, OVERLAY_FIELDS, WAIVER, EntityFacts, FieldSpec
from generator.model.left_out import instead_of_several
from generator.model.meant_values import help_with_value, to_id
from generator.model.scalar_kinds import ID, LINE, MAX_ID, MAX_PROSE, PARAMETER_KINDS, PROSE, TEXT_KINDS, Kind, malformed_in, names_in
from generator.model.synonyms import value_for
from generator.model.unknown_field import did_you_mean, help_with_characters, help_with_field, with_article
from generator.source.layers import folder_of
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, one_line
from generator.source.prose_problems import explained, unfit_for_prose
from generator.source.value_places import joined_line, part_of_value
from generator.source.yaml_errors import BULLETS
from generator.text.odd_characters import as_typed, odd_character
from generator.text.prose_tree import ProseProblem

SHORT = 200
FORMERLY_ON_TOP = ("record", "blanks")
HIDING = ("unknown-field", "wrong-shape", "bad-id")  # problems that hide entries, so that references and overrides find nothing
HEAD_FIELDS = frozenset(name for record in HEADS.values() for name in record.fields)
OF_HEADS_ALONE = HEAD_FIELDS - {name for record in HOLDERS.values() for name in record.fields}
ID_FORM = f"lower-case letters, digits and single hyphens, at most {MAX_ID} characters"


def validate(tree: MappingNode) -> tuple[Diagnostic, ...]:
    """Return every problem with the shape of one file's tree."""
    check = _ShapeCheck(*(folder_of(tree.source.path) or ("", "")))
    with suppress(TooMany):
        check.file(tree)
    return tuple(check.found.problems)


class _ShapeCheck:
    def __init__(self, folder: str, name: str) -> None:
        self.found = Findings("the file")
        self.folder = folder
        self.variant = f"variants.{name}"  # a key that is not valid explains why the variant has no head

    def add(
        self, code: str, node: Node, message: str, help: str, address: str, *notes: RelatedPlace, meant: str = "", lacks: str = ""
    ) -> None:
        """Add a problem. `meant` is the address that an entry with an invalid id was probably meant to have."""
        explains: tuple[str, ...] = ()
        if code in HIDING:
            entry = re.fullmatch(r"(?:[^.]+|.+\.blanks)\.([^.]+)", meant or address)
            explains = (meant or address, f"*.{entry[1]}") if entry else (meant or address or self.variant,)
            explains += (self.variant,) if address in HEADS else ()
            # Entries of a collection may be indented too far, inside a head or another entry.
            name = node.value if isinstance(node, ScalarNode) else None
            explains += tuple(one for one in (*address.split(".")[1:], name) if one in COLLECTIONS and address)
        self.found.add(Diagnostic(code, message, node.span, help, address, notes=notes, explains=explains, lacks=lacks))

    def file(self, tree: MappingNode) -> None:
        misplaced = next((key for key in tree.values if key in HEAD_FIELDS), None)
        for key, node in tree.values.items():
            if key in HEADS:
                if self.folder in ("", key):  # any other head is misplaced as a whole
                    self.entry(HEADS[key], node, key)
            elif key in COLLECTIONS:
                self.entities(COLLECTIONS[key], node, key)
            elif key in FORMERLY_ON_TOP:
                self.add(
                    "unknown-field", tree.key(key), f"`{key}` is not a top-level key: blanks belong to their phase", _in_phases(node), ""
                )
            elif key == misplaced:
                help = "indent it, and the fields after it, below `variant:` or `layer:`, or below the entry that they belong to"
                self.add("unknown-field", tree.key(key), f"`{key}` is a field of a variant or a layer, not a top-level key", help, "")
            elif key not in HEAD_FIELDS:
                meant = "" if odd_character(key) else self.meant_head(tree, node)
                help = did_you_mean(meant) or help_with_field(key, (*HEADS, *COLLECTIONS), on_top=True)
                self.add("unknown-field", tree.key(key), f"`{key[:60]}` is not a top-level key", help, "")

    def meant_head(self, tree: MappingNode, node: Node) -> str:
        """Return the key of the head of this folder, if the file has none, and a value has a field of heads alone; else nothing.

        What is written below a key, such as `service`, tells more than the key.
        """
        fields = node.values.keys() if isinstance(node, MappingNode) else ()
        return self.folder if self.folder not in tree.values and not OF_HEADS_ALONE.isdisjoint(fields) else ""

    def unknown(self, key: ScalarNode, known: tuple[str, ...], address: str, what: str) -> None:
        name = key.value or ""
        self.add("unknown-field", key, f"`{name[:60]}` is not {what}", help_with_field(name, known), address)

    def wrong_shape(self, node: Node, name: str, expected: str, help: str, address: str) -> None:
        self.add("wrong-shape", node, f"`{name}` takes {expected}, not {_kind_of(node)}", help, address)

    def bad_id(self, key: ScalarNode, address: str) -> None:
        id = key.value or ""
        valid, odd = to_id(id), odd_character(id)
        help = f"write `{valid}`, here and in every reference: {ID_FORM}" if valid and valid != id else ID_FORM
        if odd:
            help = help_with_characters(odd, valid, is_valid=bool(valid))
        elif not valid and not id.isascii():
            help = "an id has only the letters a to z, digits and single hyphens; the title of the entry can have any letters"
        self.add("bad-id", key, f"`{id[:60]}` is not a valid id", help, address, meant=_with_id(address, id, valid))

    def refused_id(self, record: EntityFacts, key: ScalarNode, address: str) -> None:
        """Report the id of an entity that has the wrong form, is not in the closed set of ids, or is the name of a field."""
        id = key.value or ""
        if record.ids:
            close = value_for("phase", id, record.ids) or next(iter(get_close_matches(to_id(id), record.ids, 1)), "")
            help = f"{did_you_mean(close)} Known: {', '.join(record.ids)}.".strip()
            self.add("bad-id", key, f"no {record.noun} `{id[:60]}`", help, address, meant=_with_id(address, id, close or id))
        elif not _is_id(id):
            self.bad_id(key, address)
        elif id in record.model.refused:
            help = "choose another id: the address of a page uses this name for something else"
            self.add("bad-id", key, f"`{id}` cannot be the id of {with_article(record)}", help, address)
        else:
            help = "the line with the id of the entry is missing above it; or choose another id"
            self.add("bad-id", key, f"`{id}` is a field of {with_article(record)} and cannot be an id", help, address)

    def entities(self, spec: FieldSpec, node: Node, address: str) -> None:
        """Check a mapping of entities by id."""
        record = spec.holds
        if not isinstance(node, MappingNode):
            self.wrong_shape(node, spec.key, "entries by id", _help_with_entries(node), address)
            return
        for id, value in node.values.items():
            if not (id in record.ids if record.ids else _is_id(id)) or id in record.keys or id in record.model.refused:
                self.refused_id(record, node.key(id), f"{address}.{id[:MAX_ID]}")
            if type(value) is ScalarNode and record.model.shorthand and value.value is not None:
                bare = record.model.shorthand
                if len(value.value) > SHORT or value.style != "plain" or record.fields[bare].kind not in TEXT_KINDS:
                    self.scalar(record.fields[bare], value, f"{address}.{id[:MAX_ID]}.{bare}")
                continue
            place = f"{address}.{id[:MAX_ID]}"
            if type(value) is ScalarNode and value.value is None:
                self.add(
                    "wrong-shape", node.key(id), f"the entry `{id[:60]}` is empty", "indent its fields below it, or delete the line", place
                )
            else:
                self.entry(record, value, place)

    def entry(self, record: EntityFacts, node: Node, address: str) -> None:
        """Check the fields of one entity, or of a head."""
        if not isinstance(node, MappingNode):
            fields = f"its fields are {', '.join(key for key in record.keys if key in record.fields)}"
            bare = record.model.shorthand
            help = f"write one text, which is its `{bare}`; or {fields}" if bare and isinstance(node, SequenceNode) else fields
            if isinstance(node, SequenceNode) and any(isinstance(one, MappingNode) for one in node.items):
                help = f"delete the dash: {fields}"
            self.wrong_shape(node, address.rpartition(".")[2], "fields", help, address)
            return
        known = record.keys
        for key, value in node.values.items():
            spec = known.get(key)
            if spec is None:
                child = record.children[-1].key if record.children and _is_id(key) and _may_be_entry(value) else ""
                name = f"`{key[:60]}` is not a field of {with_article(record)}"
                self.add("unknown-field", node.key(key), name, help_with_field(key, known, taken=node.values, child=child), address)
            elif spec.shape == "scalar":
                # Most scalars are short plain texts, which always have the right form.
                is_text = type(value) is ScalarNode and spec.kind in TEXT_KINDS
                if not is_text or value.value is None or len(value.value) > SHORT or value.style != "plain":  # type: ignore[attr-defined]
                    self.scalar(spec, value, f"{address}.{key}", node)
            elif spec.shape == "entities":
                self.entities(spec, value, f"{address}.{key}")
            elif spec.shape == "list":
                self.names(spec, value, f"{address}.{key}")
                if key == "internal" and isinstance(value, SequenceNode):
                    self.internal(record, value, f"{address}.{key}")
            elif spec.shape == "waivers":
                self.waivers(spec, value, f"{address}.{key}")
            else:
                self.texts(spec, value, f"{address}.{key}")
        if record.overlay and not node.values.keys().isdisjoint(OVERLAY_FIELDS):
            self.overlay(record, node, address)

    def scalar(self, spec: FieldSpec, node: Node, address: str, beside: MappingNode | None = None) -> None:
        """Check a field with one value. `beside` are all fields of its entry."""
        kind = spec.kind
        if not isinstance(node, ScalarNode):
            nodes = node.items if isinstance(node, SequenceNode) else ()
            values = [one.value or "" for one in nodes if isinstance(one, ScalarNode)]
            if isinstance(node, MappingNode) and spec.reference:
                values = [*node.values]  # such as `{lead: 15 min, dba: 30 min}`
            help = instead_of_several(spec, values) or (
                f"write one value: `{spec.key}: {values[0]}`" if values and kind.valid(values[0]) is not None else f"it is {kind.form}"
            )
            if kind is PROSE and values:
                help = f"write `{spec.key}: |`, and below it the list, which is Markdown: `- {values[0]}`"
            elif kind is PROSE and isinstance(node, MappingNode) and node.values:
                help = f"write `{spec.key}: |`, and the text below it, which is Markdown"
            self.wrong_shape(node, spec.key, "one value", help, address)
        elif node.value is None:
            if spec.key in OVERLAY_FIELDS:
                self.add("wrong-value", node, f"`{spec.key}` is empty", f"`{spec.key}`: {spec.description}", address)
        elif node.style == "block" and not kind.block:
            help = 'quote the value: "> 5%", or write it in words: over 5%'
            if kind is LINE and "\n" in node.value.strip():
                help = "write one line; more belongs into `about` of a list, or into `details` of an item"
            self.add("block-scalar", node, f"`{spec.key}` takes one line, and `|` or `>` begins a block of text", help, address)
        elif kind is PROSE:
            self.prose(spec, node, address)
        elif "{{" not in node.value or kind not in PARAMETER_KINDS:  # a value with parameters is checked when they are filled in
            self.form(spec, kind, node, node.value, address, beside)

    def form(self, spec: FieldSpec, kind: Kind, node: Node, text: str, address: str, beside: MappingNode | None = None) -> None:
        try:
            kind.parse(text)
        except ValueError as error:
            others = {key: one_line(value) for key, value in beside.values.items()} if beside is not None else {}
            help = help_with_value(spec, text, others)
            if isinstance(node, ScalarNode) and node.style == "block" and not text.strip():
                help = f"indent the text below it, deeper than `{spec.key}`"
            self.add("wrong-value", node, str(error), help, address, lacks=_meant_reference(spec, text))

    def prose(self, spec: FieldSpec, node: ScalarNode, address: str) -> None:
        """Check the markup of prose as it is typed, also if parameters are filled in later."""
        value = node.value or ""
        if len(value.strip()) > MAX_PROSE:
            message = f"the prose has {len(value.strip()):,} characters; at most {MAX_PROSE:,} are allowed"
            self.add("wrong-value", node, message, "move a part of it into `passages`", address)
            return
        self.form(spec, spec.kind, node, value, address)
        for problem in unfit_for_prose(value):
            message, help = explained(problem)
            self.add("not-in-prose", part_of_value(node, problem.start, problem.end), message, help, address)
        if (joined := joined_line(node)) is not None:
            message, help = explained(ProseProblem("folded", 0, 0, joined.value or ""))
            self.add("not-in-prose", joined, message, help, address)

    def names(self, spec: FieldSpec, node: Node, address: str) -> None:
        kind = spec.kind
        if not isinstance(node, SequenceNode):
            self.wrong_shape(node, spec.key, "a list", _help_with_list(spec, node), address)
            return
        seen: set[str] = set()
        for item in node.items:
            if not isinstance(item, ScalarNode) or item.value is None:
                self.add("wrong-shape", item, f"`{spec.key}` lists plain values", f"each is {kind.form}", address)
                continue
            self.form(spec, kind, item, item.value, address)
            if item.value in seen:
                self.add("wrong-value", item, f"`{item.value}` is listed twice in `{spec.key}`", "delete one", address)
            seen.add(item.value)

    def internal(self, record: EntityFacts, node: SequenceNode, address: str) -> None:
        """Check the names of fields that public builds leave out: readers must understand the entry without these fields."""
        for item in node.items:
            if not isinstance(item, ScalarNode) or item.value is None or item.value in record.redactable:
                continue
            if item.value not in record.fields:
                self.unknown(item, record.redactable, address, f"a field of {with_article(record)}")
            else:
                help = "hide the whole entry with `visibility: internal`, or delete the name from the list"
                self.add("cannot-withhold", item, f"{with_article(record)} cannot be shown without `{item.value}`", help, address)

    def texts(self, spec: FieldSpec, node: Node, address: str) -> None:
        if not isinstance(node, MappingNode):
            self.wrong_shape(node, spec.key, "texts by name", f"write `{spec.key}:` and below it `name: text`", address)
            return
        for name, value in node.values.items():
            place = f"{address}.{name[:MAX_ID]}"
            if not _is_id(name):
                self.bad_id(node.key(name), place)
            text = value.value if isinstance(value, ScalarNode) else ""
            if text is None:
                self.add("wrong-value", node.key(name), f"`{name[:60]}` is empty", "add a value", place)
            elif names_in(text) or malformed_in(text):
                self.add("unknown-parameter", value, "a parameter cannot use another", "write the whole value here", place)
            else:
                self.scalar(FieldSpec(name, name, "scalar", "", spec.kind), value, place)

    def waivers(self, spec: FieldSpec, node: Node, address: str) -> None:
        """Check the lint rules that are waived, each with its reason and its last day."""
        record = WAIVER
        if not isinstance(node, MappingNode):
            help = "write `waive:` and below it `RULE: {because: why, until: 2027-01-31}`"
            self.wrong_shape(node, spec.key, "rules by name", help, address)
            return
        for rule, value in node.values.items():
            place = f"{address}.{rule[:MAX_ID]}"
            known = f"Rules are {', '.join(record.ids)}."
            if rule in record.ids:
                self.entry(record, value, place)
                if not isinstance(value, MappingNode):
                    continue
                for field in record.required if value.values.keys() <= record.keys.keys() else ():
                    found = value.values.get(field.key)
                    if found is None or (isinstance(found, ScalarNode) and found.value is None):
                        help = f"`{field.key}`: {field.description}"
                        self.add("missing-field", node.key(rule), f"the waiver of `{rule}` has no `{field.key}`", help, place)
            elif rule in CODES:
                help = f"correct the reported problem; only lint rules can be waived. {known}"
                self.add("unknown-rule", node.key(rule), f"`{rule}` cannot be waived", help, place)
            else:
                odd = odd_character(rule)
                help = help_with_characters(odd, as_typed(rule), is_valid=True) if odd else f"{nearest(rule, record.ids)} {known}".strip()
                self.add("unknown-rule", node.key(rule), f"no rule `{rule[:60]}`", help, place)

    def overlay(self, record: EntityFacts, node: MappingNode, address: str) -> None:
        """Check `remove`, `unset` and `because`, as far as this is possible without the other layers."""
        values = node.values
        for key in values if "remove" in values else ():
            if key != "remove":
                help = "an entry with `remove` has no other field; delete this field, or delete `remove` to keep the entry"
                removed = RelatedPlace("removed", node.key("remove").span)
                self.add("remove-not-alone", node.key(key), f"`{key}` on an entry that is removed", help, f"{address}.{key}", removed)
        unset = values.get("unset")
        if not isinstance(unset, SequenceNode):
            return
        place = f"{address}.unset"
        if "because" not in values:
            self.add("needs-because", node.key("unset"), "`unset` without a reason", "add `because: why` to the entry", place)
        for item in unset.items:
            if not isinstance(item, ScalarNode) or item.value is None:
                continue
            name, spec = item.value, record.fields.get(item.value)
            if spec is not None and spec.shape == "entities":
                help = f"remove its entries one by one: `{name}: {{ID: {{remove: why}}}}`"
                self.add("unknown-field", item, f"`{name}` contains entries and cannot be unset", help, place)
            elif spec is None:
                known = tuple(key for key, field in record.fields.items() if field.shape != "entities")
                self.unknown(item, known, place, f"a field of {with_article(record)} that can be unset")
            elif spec.required:
                self.add("unset-required", item, f"{with_article(record)} needs `{name}`", "set another value, or remove the entry", place)
            elif name in values:
                note = RelatedPlace("set", node.key(name).span)
                self.add("set-and-unset", item, f"`{name}` is set and unset in one entry", "keep one of the two", place, note)


def _with_id(address: str, id: str, other: str) -> str:
    """Return the address of an entry with another id."""
    return f"{address.removesuffix(id[:MAX_ID])}{other}"


def _meant_reference(spec: FieldSpec, text: str) -> str:
    """Return the address of the entry that an invalid reference was probably meant to name; empty if the field is not a reference."""
    if spec.reference == "way" and "." not in text:
        return ""  # a line of the same list
    if spec.reference in ("address", "way"):
        return ".".join(map(to_id, text.split(".")))
    return f"{spec.reference}.{to_id(text)}" if spec.reference else ""


def _in_phases(node: Node) -> str:
    """Return the YAML with which top-level blanks become blanks of their phases."""
    found: dict[str, list[str]] = {}
    for id, value in node.values.items() if isinstance(node, MappingNode) else ():
        phase = value.values.get("phase") if isinstance(value, MappingNode) else None
        found.setdefault(one_line(phase) or DEFAULT_PHASE, []).append(f"{id}: ...")
    phases = ", ".join(f"{phase}: {{blanks: {{{', '.join(ids)}}}}}" for phase, ids in (found or {DEFAULT_PHASE: ["id: ..."]}).items())
    return f"write `phases: {{{phases}}}`, and no `phase` in a blank"


def _kind_of(node: Node) -> str:
    """The kind of a node, in words for the writer."""
    if isinstance(node, ScalarNode):
        return "nothing" if node.value is None else "one value"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _help_with_entries(node: Node) -> str:
    """Return help with entries that are not written by id: a list item becomes an entry with an id."""
    first = node.items[0] if isinstance(node, SequenceNode) and node.items else node
    if isinstance(node, SequenceNode) and isinstance(first, MappingNode):
        name = next((value for key in ("id", *NAMING_KEYS, "name") if isinstance(value := first.values.get(key), ScalarNode)), None)
        id = to_id(name.value or "") if name is not None else ""
        return f"write an id instead of the dash, such as `{id or 'id'}:`, and the fields indented below it"
    if isinstance(first, ScalarNode) and to_id(first.value or ""):
        text = one_line(first).lstrip(f"{BULLETS} ")
        what = "an id instead of the dash" if first is not node else "each entry with an id on a line of its own"
        return f"write {what}: `{to_id(text)[:40].strip('-')}: {text[:60]}`"
    return "write `id:` on a line of its own, and the fields indented below it"


def _help_with_list(spec: FieldSpec, node: Node) -> str:
    text = node.value or "" if isinstance(node, ScalarNode) else ""
    if spec.key == "internal" and value_for("", text, ("true", "false")):
        return "to hide the whole entry, write `visibility: internal`; to hide some of its fields, write `internal: [one, other]`"
    names = re.findall(r"[^\s,;()\[\]\"']+", as_typed(text))
    is_list = bool(names) and all(spec.kind.valid(name) is not None for name in names)
    return f"write `{spec.key}: [{', '.join(names) if is_list else 'one, other'}]`"


@lru_cache(maxsize=65536)
def _is_id(text: str) -> bool:
    """Whether a text has the form of an id. Cached, because systems that share layers share ids."""
    return len(text) <= MAX_ID and ID.fullmatch(text) is not None


def _may_be_entry(node: Node) -> bool:
    """Whether a value may be a child entry that is written among the fields of its parent."""
    return isinstance(node, MappingNode) or (isinstance(node, ScalarNode) and node.value is not None)
