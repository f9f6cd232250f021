"""What the model's annotations say of each field and of each kind of entity: the one table that every part of the program reads."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from generator.diagnostics.codes import RULES
from generator.model import entities as model
from generator.model.field_marks import FieldMark, How, Inherited, Reference, Shown
from generator.model.scalar_kinds import BOOLEAN, COMMAND, COMPARISON, DURATION, FIELD_NAME, ID_KIND, TEXT, Kind

FACT = Shown("fact")
Shape = Literal["scalar", "list", "texts", "entities", "waivers"]

PLACE_FORM = re.compile(r"(?P<edge>first|last)|(?P<side>after|before) (?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)")


def _place(text: str) -> str:
    words = " ".join(text.split())
    if not PLACE_FORM.fullmatch(words):
        raise ValueError(f"expected `first`, `last`, `after ID` or `before ID`, and found `{text[:40]}`")
    return words


PLACE = Kind(
    "place",
    "`first`, `last`, `after ID` or `before ID`",
    _place,
    {"type": "string", "pattern": f"^(first|last|(after|before) {ID_KIND.json['pattern'][1:-1]})$"},
)


@dataclass(frozen=True, slots=True, eq=False)
class FieldSpec:
    """One field of a record: its YAML key, its shape, the kind of its scalars or the record of its entities.

    `reference` is the key that it refers to. `default` holds where no layer says anything. `inherited` says from where the
    field has its value if it has none itself, `shown` how readers see it; what it holds is shown for itself.
    """

    key: str
    attribute: str
    shape: Shape
    description: str
    kind: Kind | None = None
    reference: str = ""
    required: bool = False
    record: EntityFacts | None = None
    default: object = None
    inherited: Inherited | None = None
    marks: frozenset[FieldMark] = frozenset()
    shown: Shown = FACT

    @property
    def sets(self) -> bool:
        """Whether the values of all layers unite, as those of `aliases`, `needs`, `internal` and `waive` do."""
        return self.shape == "waivers" or FieldMark.UNITES in self.marks


@dataclass(eq=False)
class EntityFacts:
    """The fields of one kind of entity. `overlay` says whether its entries merge; `ids`, where it is not empty, which ids there are."""

    name: str
    model: type[BaseModel]
    summary: str
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    overlay: bool = True
    ids: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> dict[str, FieldSpec]:
        """Every key that an entry may have in a layer: its own fields, those that every entity has, and those that speak about merging."""
        own = {key: spec for key, spec in self.fields.items() if spec.attribute not in model.Entity.model_fields}
        return {**own, **self.fields, **(OVERLAY_FIELDS if self.overlay else {})}

    @cached_property
    def word(self) -> str:
        """The name of its class as a word: `sign-off`, `variant`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", self.name.removesuffix("Head")).lower()

    @cached_property
    def noun(self) -> str:
        """What messages call such an entity."""
        return getattr(self.model, "noun", "") or self.word

    @cached_property
    def referred(self) -> str:
        """What messages call such an entity where a field refers to it."""
        return getattr(self.model, "referred", "") or self.word

    @cached_property
    def shorthand(self) -> bool:
        """Whether a bare string stands for an entry's `text`."""
        return bool(getattr(self.model, "shorthand", False))

    @cached_property
    def boxed(self) -> bool:
        """Whether such an entity is ticked or signed."""
        return bool(getattr(self.model, "boxed", False))

    @cached_property
    def children(self) -> tuple[FieldSpec, ...]:
        return tuple(spec for spec in self.fields.values() if spec.shape == "entities")

    @cached_property
    def redactable(self) -> tuple[str, ...]:
        """The fields that `internal` may name: an entry still says something without them, and still has its place."""
        return tuple(spec.key for spec in self.fields.values() if not (spec.required or spec.default or spec.marks & ALWAYS_THERE))

    @cached_property
    def required(self) -> tuple[FieldSpec, ...]:
        return tuple(spec for spec in self.fields.values() if spec.required)

    @cached_property
    def inheriting(self) -> tuple[FieldSpec, ...]:
        """The fields that have another entity's value where they have none themselves."""
        return tuple(spec for spec in self.fields.values() if spec.inherited is not None)

    @cached_property
    def naming(self) -> tuple[FieldSpec, ...]:
        """The fields that name an entity, the best first."""
        return tuple(spec for how in NAMES for spec in self.fields.values() if spec.shown.how == how)

    @cached_property
    def meaning(self) -> tuple[FieldSpec, ...]:
        """What a tick stands for: the words of a box, its command, and the figures at which it applies."""
        return tuple(spec for spec in self.fields.values() if spec in self.naming or (spec.kind in MEANT and not spec.reference))

    @cached_property
    def stands_in(self) -> tuple[FieldSpec, ...]:
        """The references to what an entity stands in without being held by it: its phase and its group."""
        return tuple(spec for spec in self.fields.values() if spec.reference and spec.shown.how == "heading")

    @cached_property
    def held(self) -> tuple[FieldSpec, ...]:
        """The fields of which each holds at least one entity."""
        return self.marked(FieldMark.HELD)

    @cached_property
    def either(self) -> tuple[FieldSpec, ...]:
        """The fields of which an entity has at least one."""
        return self.marked(FieldMark.EITHER)

    def marked(self, mark: FieldMark) -> tuple[FieldSpec, ...]:
        """The fields with a mark, in order."""
        return tuple(spec for spec in self.fields.values() if mark in spec.marks)


# Keys that speak about merging. They stand in an entry of a layer and never in the merged result.
OVERLAY_FIELDS = {
    spec.key: spec
    for spec in (
        FieldSpec("because", "because", "scalar", "Why this differs from the layer below; required with every override.", TEXT),
        FieldSpec("remove", "remove", "scalar", "Why the entry of the layer below does not apply here; stands alone.", TEXT),
        FieldSpec("unset", "unset", "list", "Inherited fields to drop; needs `because`.", FIELD_NAME),
        FieldSpec("place", "place", "scalar", "Where the entry stands among its siblings.", PLACE),
    )
}
ALWAYS_THERE = frozenset((FieldMark.STRUCTURAL, FieldMark.INWARD))
NAMES: tuple[How, ...] = ("title", "text", "label")
MEANT = (TEXT, COMMAND, COMPARISON, DURATION)


_records: dict[type[BaseModel], EntityFacts] = {}


def record_of(entity: type[BaseModel]) -> EntityFacts:
    """The record that a model class spells out; a class that holds itself gives a record that holds itself."""
    record = _records.get(entity)
    if record is None:
        summary = (entity.__doc__ or "").strip().split("\n")[0]
        record = _records[entity] = EntityFacts(entity.__name__, entity, summary)
        for attribute, info in entity.model_fields.items():
            spec = _field(attribute, info)
            record.fields[spec.key] = spec
    return record


def _field(attribute: str, info: Any) -> FieldSpec:
    annotation, marks = _bare(info.annotation, list(info.metadata))
    reference = _last(Reference, marks) or Reference("")
    kind = _last(Kind, marks)
    record = None
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
    assert kind is not None or record is not None, f"{attribute} has no kind"
    return FieldSpec(
        model.yaml_key(attribute),
        attribute,
        shape,
        info.description or "",
        kind,
        reference.to,
        required=info.is_required(),
        record=record,
        default=None if shape != "scalar" or info.is_required() else info.default,
        inherited=_last(Inherited, marks),
        marks=frozenset(mark for mark in marks if isinstance(mark, FieldMark)),
        shown=_shown(model.yaml_key(attribute), kind, _last(Shown, marks)),
    )


def _shown(key: str, kind: Kind | None, mark: Shown | None) -> Shown:
    """How a field is shown by its mark, or else by its kind."""
    if mark is None:
        mark = Shown("flag" if kind is BOOLEAN else "command" if kind is COMMAND else "choice" if kind and kind.choices else "fact")
    return replace(mark, key=mark.key or key)


M = TypeVar("M")


def _last(mark: type[M], marks: Iterable[object]) -> M | None:
    """The last mark of a class: one that is laid around an annotation holds before what is in it."""
    return next((one for one in reversed([*marks]) if isinstance(one, mark)), None)


def _bare(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any]]:
    """An annotation without `| None` and `Annotated`, and the marks that it carried."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return inner, [*marks, *more]
    return annotation, marks


VARIANT_HEAD = record_of(model.VariantHead)
LAYER_HEAD = record_of(model.LayerHead)
WAIVER = record_of(model.Waiver)
WAIVER.ids = RULES
VARIANT_HEAD.overlay = LAYER_HEAD.overlay = WAIVER.overlay = False
COLLECTIONS: dict[str, FieldSpec] = {
    spec.key: spec for spec in (_field(name, info) for name, info in model.Runbook.model_fields.items() if name != "variant")
}
RECORDS: tuple[EntityFacts, ...] = (*(record for record in _records.values() if record is not WAIVER), WAIVER)
# The record of the entities under each key that holds any, such as `contacts`, `items` or `groups`: what a reference may lead to.
HOLDERS: dict[str, EntityFacts] = {
    spec.key: spec.record
    for spec in (*COLLECTIONS.values(), *(child for record in RECORDS for child in record.children))
    if spec.record is not None
}
# The keys of what names an entity in plain data, where its record may be one that this version does not know; the best first.
NAMING_KEYS = tuple(dict.fromkeys(spec.key for how in NAMES for record in RECORDS for spec in record.naming if spec.shown.how == how))
