"""The fields whose values name entities."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.model import scalar_kinds as kinds
from generator.model.field_marks import FieldMark, Reference, Shown

ContactRef = Annotated[str, kinds.ID_KIND, Reference("contacts")]
RoleRef = Annotated[ContactRef, Shown("fact", "by")]
SloRef = Annotated[str, kinds.ID_KIND, Reference("slos"), Shown("fact", "target")]
UrgentPhase = Annotated[Literal["rollback", "incident"], Reference("phases"), Shown("heading")]
GroupRef = Annotated[str, kinds.ID_KIND, Reference("groups"), Shown("heading")]
ServiceRefs = Annotated[tuple[str, ...], kinds.ID_KIND, Reference("services"), FieldMark.UNITES]
LayerRefs = Annotated[tuple[str, ...], kinds.ID_KIND, Reference("layers"), FieldMark.STRUCTURAL]
Aliases = Annotated[tuple[str, ...], kinds.ADDRESS, FieldMark.UNITES, Shown("hidden", why="it only serves old links")]
