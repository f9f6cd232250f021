"""Marks on the annotations of fields: what the program knows of a field beside its shape, its kind and whether it is required."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

How = Literal["title", "text", "label", "heading", "prose", "command", "condition", "fact", "choice", "flag", "hidden"]


class FieldMark(Enum):
    """What is true of a field."""

    UNITES = "the lists of all layers unite"
    HELD = "the entity holds at least one of these"
    EITHER = "the entity has at least one of its fields with this mark"
    STRUCTURAL = "public builds cannot do without it"
    INWARD = "public builds never have it"
    REACH = "it says how to reach who holds a role"
    PERSONAL = "it tells who holds a role, which public builds never say"


@dataclass(frozen=True, slots=True)
class Reference:
    """The value is the id of an entity under the key `to`, or a whole address where `to` is `address`."""

    to: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """Where the field has no value, it has that of the entity which holds it, or which the reference field `through` leads to.

    Of collections the runbook must have that which `through` leads to before the one in which the field is.
    """

    through: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How readers see the field.

    `title`, `text` and `label` name the entity; `heading` groups it with others; `prose` is a paragraph, `command` is copied and run,
    `condition` says when the entity applies, `fact` is a remark beside it, `choice` a fact with a word of the catalogue for each value,
    `flag` a word where it is true. `hidden` fields are not shown, for the reason in `why`. `key` is the last part of the name of its
    string: that of the field if it is empty.
    """

    how: How
    key: str = ""
    why: str = ""
