"""The texts of fields, each by how readers see it."""

from __future__ import annotations

from typing import Annotated

from generator.model import scalar_kinds as kinds
from generator.model.field_marks import Shown

Title = Annotated[str, kinds.LINE, Shown("title")]
Label = Annotated[str, kinds.LINE, Shown("label")]
MainText = Annotated[str, kinds.TEXT, Shown("text")]
Summary = Annotated[str, kinds.TEXT, Shown("summary")]
Condition = Annotated[str, kinds.TEXT, Shown("condition")]
Caution = Annotated[str, kinds.TEXT, Shown("caution")]
Heading = Annotated[str, kinds.LINE, Shown("heading")]
