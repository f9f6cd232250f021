"""The facts of each field and each kind of entity, read from the annotations of the model: the one table that the program uses."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from generator.diagnostics.codes import RULES
from generator.model import entities as model
from generator.model.data_model import DataModel, yaml_key
from generator.model.field_marks import FieldMark, How, Inherited, Reference, Shown
from generator.model.scalar_kinds import BOOLEAN, COMMAND, COMPARISON, DURATION, FIELD_NAME, FIXED, ID, SYNTAX, TEXT, Kind, choice, matching

FACT = Shown("fact")
ENTRIES = Kind("entries", "entries by id", str)
Shape = Literal["scalar", "list", "texts", "entities", "waivers"]

PLACE_FORM = re.compile(rf"(?P<edge>first|last)|(?P<side>after|before) (?P<id>{ID.pattern}(?:\.{ID.pattern})*)")
PLACE_HINT = "`first`, `last`, `after ID` or `before ID`; an ID may be an address"
_parse_place = matching(PLACE_FORM.pattern, PLACE_HINT)
PLACE = Kind(
    "place",
    PLACE_HINT,
    lambda text: _parse_place(" ".join(text.split())),
)


@dataclass(frozen=True, slots=True, eq=False)
class FieldSpec:
    """One field of a record: its YAML key, its shape, and the kind of its scalars or the record of its entities.

    `reference` is the key of the collection that the value refers to, or empty. `default` applies when no layer sets the field. `inherited`
    says which entity gives a missing value. `shown` says how readers see the field; the fields of entities in it have their own `shown`.
    """

    key: str
    attribute: str
    shape: Shape
    description: str
    kind: Kind = ENTRIES
    reference: str = ""
    required: bool = False
    record: EntityFacts | None = None
    default: object = None
    inherited: Inherited | None = None
    marks: frozenset[FieldMark] = frozenset()
    shown: Shown = FACT

    @property
    def holds(self) -> EntityFacts:
        """The record of the entities in a field of entities."""
        assert self.record is not None, f"`{self.key}` has no entities"
        return self.record

    @property
    def unites(self) -> bool:
        """Whether the values of all layers are combined, as in `aliases`, `needs`, `internal` and `waive`."""
        return self.shape == "waivers" or FieldMark.UNITES in self.marks


@dataclass(eq=False)
class EntityFacts:
    """The fields of one kind of entity.

    `overlay`: layers can override single entries of this kind. `ids`: the allowed ids; empty if all ids are allowed.
    """

    name: str
    model: type[DataModel]
    summary: str
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    overlay: bool = True
    ids: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> dict[str, FieldSpec]:
        """Every key of an entry in a layer: its own fields, the fields of every entity, and the merge keys."""
        own = {key: spec for key, spec in self.fields.items() if spec.attribute not in model.Entity.model_fields}
        return {**own, **self.fields, **(OVERLAY_FIELDS if self.overlay else {})}

    @cached_property
    def word(self) -> str:
        """The class name in words: `sign-off`, `variant`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", self.name.removesuffix("Head")).lower()

    @cached_property
    def noun(self) -> str:
        """The name of the entity in messages."""
        return self.model.noun or self.word

    @cached_property
    def reference_noun(self) -> str:
        """The name in messages of the target of a reference to this kind of entity."""
        return self.model.reference_noun or self.word

    @cached_property
    def children(self) -> tuple[FieldSpec, ...]:
        """The fields that contain entities."""
        return tuple(spec for spec in self.fields.values() if spec.shape == "entities")

    @cached_property
    def redactable(self) -> tuple[str, ...]:
        """The fields that `internal` may name, because an entry is complete without them."""
        return tuple(spec.key for spec in self.fields.values() if not (spec.required or spec.default or spec.marks & ALWAYS_THERE))

    @cached_property
    def required(self) -> tuple[FieldSpec, ...]:
        """The fields that must have a value after the merge."""
        return tuple(spec for spec in self.fields.values() if spec.required)

    @cached_property
    def inheriting(self) -> tuple[FieldSpec, ...]:
        """The fields that take the value of another entity when they have none."""
        return tuple(spec for spec in self.fields.values() if spec.inherited is not None)

    @cached_property
    def naming(self) -> tuple[FieldSpec, ...]:
        """The fields that name an entity, the best name first."""
        return tuple(spec for how in NAMES for spec in self.fields.values() if spec.shown.how == how)

    @cached_property
    def meaning(self) -> tuple[FieldSpec, ...]:
        """The fields that define the meaning of a tick: the text of a box, its command, and the figures at which it applies."""
        return tuple(spec for spec in self.fields.values() if spec in self.naming or (spec.kind in MEANT and not spec.reference))

    @cached_property
    def marked(self) -> dict[FieldMark, tuple[FieldSpec, ...]]:
        """For each mark, the fields that have the mark, in order."""
        return {mark: tuple(spec for spec in self.fields.values() if mark in spec.marks) for mark in FieldMark}


# The merge keys: entries in layers may have them, entities of the merged runbook never do.
OVERLAY_FIELDS = {
    spec.key: spec
    for spec in (
        FieldSpec("because", "because", "scalar", "Why this entry differs from the extended layers. Every override needs a reason.", TEXT),
        FieldSpec("remove", "remove", "scalar", "Why the entry is removed. An entry with `remove` has no other field.", TEXT),
        FieldSpec("unset", "unset", "list", "Inherited fields to drop. An entry with `unset` needs `because`.", FIELD_NAME),
        FieldSpec("place", "place", "scalar", "The position of the entry: among its siblings, or beside `COLLECTION.ID`.", PLACE),
    )
}
ALWAYS_THERE = frozenset((FieldMark.STRUCTURAL, FieldMark.INWARD))
NAMES: tuple[How, ...] = ("title", "text", "label")
MEANT = (TEXT, COMMAND, SYNTAX, FIXED, COMPARISON, DURATION)

# How fields are shown that have no mark which says so.
BY_KIND: dict[Kind | None, How] = {BOOLEAN: "flag", COMMAND: "command", SYNTAX: "syntax", FIXED: "fixed"}


_records: dict[type[DataModel], EntityFacts] = {}


def record_of(entity: type[DataModel]) -> EntityFacts:
    """The record of a model class. The record of a class whose entities contain each other, such as `Item`, contains itself."""
    if entity not in _records:
        summary = (entity.__doc__ or "").strip().split("\n")[0]
        record = _records[entity] = EntityFacts(entity.__name__, entity, summary)
        for attribute, info in entity.model_fields.items():
            spec = _field(attribute, info)
            record.fields[spec.key] = spec
    return _records[entity]


def _field(attribute: str, info: Any) -> FieldSpec:
    annotation, marks = _bare(info.annotation, list(info.metadata))
    kind, record, key = _last(Kind, marks), None, yaml_key(attribute)
    shape: Shape = "list" if get_origin(annotation) is tuple else "scalar"
    if get_origin(annotation) is dict:
        key_type, value_type = get_args(annotation)
        value, value_marks = _bare(value_type, [])
        kind = _last(Kind, value_marks)
        shape = "texts"
        if kind is None:
            shape = "waivers" if value is model.Waiver else "entities"
            record = record_of(value)
            record.ids = get_args(key_type) if get_origin(key_type) is Literal else record.ids
    elif get_origin(annotation) is Literal:
        kind = choice(annotation)
    assert kind is not None or record is not None, f"{attribute} has no kind"
    # Without a mark, the kind decides how the field is shown.
    how: How = BY_KIND.get(kind) or ("choice" if kind and kind.choices else "fact")
    shown = _last(Shown, marks) or Shown(how)
    return FieldSpec(
        key,
        attribute,
        shape,
        info.description or "",
        kind or ENTRIES,
        (_last(Reference, marks) or Reference("")).to,
        required=info.is_required(),
        record=record,
        default=None if shape != "scalar" or info.is_required() else info.default,
        inherited=_last(Inherited, marks),
        marks=frozenset(mark for mark in marks if isinstance(mark, FieldMark)),
        shown=replace(shown, key=shown.key or key),
    )


M = TypeVar("M")


def _last(mark: type[M], marks: Iterable[object]) -> M | None:
    """The last mark of a class, or None. A mark of an outer `Annotated` comes after the marks of an inner one."""
    return next((one for one in reversed([*marks]) if isinstance(one, mark)), None)


def _bare(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any]]:
    """The type inside an annotation, without `| None` and `Annotated`; and `marks` followed by the marks of the annotation."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return inner, [*marks, *more]
    return annotation, marks


VARIANT_HEAD = record_of(model.VariantHead)
LAYER_HEAD = record_of(model.LayerHead)
HEADS = {"variant": VARIANT_HEAD, "layer": LAYER_HEAD}
WAIVER = record_of(model.Waiver)
WAIVER.ids = RULES
VARIANT_HEAD.overlay = LAYER_HEAD.overlay = WAIVER.overlay = False
COLLECTIONS: dict[str, FieldSpec] = {
    spec.key: spec
    for spec in (_field(name, info) for name, info in model.Runbook.model_fields.items() if name not in ("page_order", "variant"))
}
RECORDS: tuple[EntityFacts, ...] = (*(record for record in _records.values() if record is not WAIVER), WAIVER)
# The record of the entities under each key that contains entities, such as `contacts`, `items` or `groups`. References lead to these.
# No reference leads to `choices`, which both lines and blanks have, nor to the `links` of an entry.
HOLDERS: dict[str, EntityFacts] = {
    spec.key: spec.record
    for spec in (*(child for record in RECORDS for child in record.children), *COLLECTIONS.values())
    if spec.record is not None
}
# The keys that name an entity in plain data of any version, the best name first.
NAMING_KEYS = tuple(dict.fromkeys(spec.key for how in NAMES for record in RECORDS for spec in record.naming if spec.shown.how == how))
