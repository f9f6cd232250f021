"""The base of all records of the model, and the three kinds of fields: those that must have a value, those that may, and mappings by id.

A field name becomes a YAML key by `yaml_key`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field


@cache
def yaml_key(name: str) -> str:
    """The YAML key of a Python field name: `on_failure` is `on-failure`, `if_` is `if`."""
    return name.rstrip("_").replace("_", "-")


class DataModel(BaseModel):
    """The base of all records: immutable, without unknown fields.

    `boxed`: people tick or sign the entity. `shorthand`: the field that a bare string sets, if there is one. `noun`: the name of the entity
    in messages. `reference_noun`: the name in messages of the target of a reference. Both nouns default to the class name. `refused`: ids
    that have another meaning where readers see them.
    """

    boxed: ClassVar[bool] = False
    shorthand: ClassVar[str] = ""
    noun: ClassVar[str] = ""
    reference_noun: ClassVar[str] = ""
    refused: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=yaml_key, populate_by_name=True, arbitrary_types_allowed=True)


def needed(description: str) -> Any:
    """A field that a merged runbook must have."""
    return Field(description=description)


def may(description: str, default: object = None) -> Any:
    """A field that may be missing; `default` applies when no layer sets the field."""
    return Field(default, description=description)


def many(description: str) -> Any:
    """A mapping by id that may be empty."""
    return Field(default_factory=dict, description=description)
