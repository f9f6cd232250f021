"""The entities of values that people fill in: blanks, columns of checklists, and the choices of both."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from generator.model import scalar_kinds as kinds
from generator.model.data_model import many, may, needed
from generator.model.entity_base import Entity
from generator.model.field_marks import Shown
from generator.model.field_texts import Label, MainText


class Option(Entity):
    """One of the values that a blank may have."""

    shorthand: ClassVar[str] = "label"
    label: Label = needed("The value, as readers see it.")


class Blank(Entity):
    """A value that people fill in, on page and paper."""

    shorthand: ClassVar[str] = "label"
    refused: ClassVar[tuple[str, ...]] = ("q", "role", "phase", "blocking")  # the address of a page has other uses for these names
    label: Label = needed("What to fill in.")
    kind: Literal["text", "date", "time", "number", "choice", "secret"] | None = may("The kind of value. The default is text.", "text")
    unit: Annotated[kinds.Line, Shown("hidden", why="it is after the space for the value")] | None = may("The unit, such as `ms`.")
    pattern: Annotated[kinds.Pattern, Shown("hidden", why="it only checks what people type")] | None = may(
        "A regular expression that a value in a command must match as a whole."
    )
    choices: dict[kinds.Id, Option] = many("The possible values of the kind `choice`, in order.")


class Column(Blank):
    """A blank that every item of a checklist has. It is not a parameter of commands."""

    refused: ClassVar[tuple[str, ...]] = ()


class ColumnText(Entity):
    """The value of an item in a column of its checklist."""

    shorthand: ClassVar[str] = "text"
    noun: ClassVar[str] = "cell"
    text: MainText = needed("The value; for a column of kind `choice`, the id of one of its choices.")
