"""Marks on the annotations of fields: everything the program knows of a field besides its shape, its kind and whether it is required."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

How = Literal[
    "title",
    "text",
    "label",
    "heading",
    "summary",
    "blocks",
    "command",
    "syntax",
    "fixed",
    "condition",
    "caution",
    "fact",
    "choice",
    "flag",
    "way",
    "hidden",
]


class FieldMark(Enum):
    """A property of a field."""

    UNITES = "the values of all layers are combined"
    CONTENT = "the entity needs at least one entity here"
    EITHER = "the entity needs at least one of the fields with this mark"
    STRUCTURAL = "public builds always have it"
    INWARD = "public builds never have it"
    REACH = "it says how to reach the person in a role"
    PERSONAL = "it identifies the person in a role; public builds leave it out"


@dataclass(frozen=True, slots=True)
class Reference:
    """The value is the id of an entity under the key `to`.

    If `to` is `way`, the value says where to go on: the id of a line of the same list, a full address, `done` or `none`.
    """

    to: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """A field without a value takes the value of the same field in the entity around it.

    With `through`, the field takes the value of the entity that the reference field `through` names. In `Runbook`, the collection of that
    entity must come before the collection of this field.
    """

    through: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How readers see the field.

    `title`, `text` and `label` name the entity. `heading` is the heading of a group of entities. `summary` is a paragraph. `blocks` are
    paragraphs, lists, tables and more. `command` can be copied and run, `syntax` is its language. `fixed` texts keep their lines.
    `condition` says when the entity applies. `caution` is what people read before anything else. `fact` is a detail of the entity.
    `choice` is a fact with one catalogue text for each value. `flag` is a label that appears when the value is true. `way` says where
    to go on. `hidden` fields are not shown; `why` gives the reason. `key` is the last part of the name of the catalogue text; by
    default, the key of the field.
    """

    how: How
    key: str = ""
    why: str = ""
