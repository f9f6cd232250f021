"""The tables of fields that the model's annotations spell out: what the shape check, the merge and the editor schema go by."""

from __future__ import annotations

import re
import types
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator.diagnostics.codes import RULES
from generator.model import entities as model
from generator.model.scalar_kinds import FIELD_NAME, ID_KIND, TEXT, Kind, Reference

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

    `sets` says whether the words of all layers unite, as those of `aliases`, `needs`, `internal` and `waive` do.
    """

    key: str
    attribute: str
    shape: Shape
    description: str
    kind: Kind | None = None
    reference: str = ""
    required: bool = False
    record: EntityFacts | None = None
    sets: bool = False


@dataclass(eq=False)
class EntityFacts:
    """The fields of one kind of entity. `shorthand` says whether a bare string stands for its `text`; `overlay`, whether its entries
    merge; `ids`, where it is not empty, which ids there are."""

    name: str
    model: type[BaseModel]
    summary: str
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    shorthand: bool = False
    overlay: bool = True
    ids: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> dict[str, FieldSpec]:
        """Every key that an entry may have in a layer: its own fields, those that every entity has, and those that speak about merging."""
        own = {key: spec for key, spec in self.fields.items() if spec.attribute not in model.Entity.model_fields}
        return {**own, **self.fields, **(OVERLAY_FIELDS if self.overlay else {})}

    @cached_property
    def noun(self) -> str:
        """What messages call such an entity: `sign-off`, or the `noun` of its class."""
        own = re.sub(r"(?<!^)(?=[A-Z])", "-", self.name).lower()
        return str(getattr(self.model, "noun", own))

    @cached_property
    def children(self) -> tuple[FieldSpec, ...]:
        return tuple(spec for spec in self.fields.values() if spec.shape == "entities")

    @cached_property
    def withholdable(self) -> tuple[str, ...]:
        """The fields that `internal` may name: an entry still says something without them, and still has its place."""
        return tuple(spec.key for spec in self.fields.values() if not spec.required and spec.key not in STRUCTURAL)

    @cached_property
    def required(self) -> tuple[FieldSpec, ...]:
        return tuple(spec for spec in self.fields.values() if spec.required)


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
UNITING = frozenset(("aliases", "needs", "internal", "waive"))
# What says where and how an entry stands, and who may read it: no page could be made without it.
STRUCTURAL = frozenset(("visibility", "internal", "phase", "kind", "lines", "language", "extends", "waive"))
SHORTHAND = frozenset((model.Item, model.Step))


_records: dict[type[BaseModel], EntityFacts] = {}


def record_of(entity: type[BaseModel]) -> EntityFacts:
    """The record that a model class spells out; a class that holds itself gives a record that holds itself."""
    record = _records.get(entity)
    if record is None:
        summary = (entity.__doc__ or "").strip().split("\n")[0]
        record = _records[entity] = EntityFacts(entity.__name__, entity, summary, shorthand=entity in SHORTHAND)
        for attribute, info in entity.model_fields.items():
            spec = _field(attribute, info)
            record.fields[spec.key] = spec
    return record


def _field(attribute: str, info: Any) -> FieldSpec:
    key = model.yaml_key(attribute)
    description = info.description or ""
    annotation, marks = _bare(info.annotation, list(info.metadata))
    kind = next((mark for mark in marks if isinstance(mark, Kind)), None)
    reference = next((mark.to for mark in marks if isinstance(mark, Reference)), "")
    if get_origin(annotation) is dict:
        key_type, value_type = get_args(annotation)
        value, value_marks = _bare(value_type, [])
        if isinstance(value, type) and issubclass(value, BaseModel):
            ids = get_args(key_type) if get_origin(key_type) is Literal else ()
            record = record_of(value)
            if value is model.Waiver:
                return FieldSpec(key, attribute, "waivers", description, record=record, sets=True)
            if ids:
                record.ids = ids
            return FieldSpec(key, attribute, "entities", description, record=record)
        kind = next(mark for mark in value_marks if isinstance(mark, Kind))
        return FieldSpec(key, attribute, "texts", description, kind)
    if get_origin(annotation) is tuple:
        return FieldSpec(key, attribute, "list", description, kind, reference, sets=key in UNITING)
    assert kind is not None, f"{attribute} has no kind"
    return FieldSpec(key, attribute, "scalar", description, kind, reference, required=info.is_required())


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
