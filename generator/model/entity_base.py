"""The base of all entities: phases, visibility, waivers, and the fields that every entity has."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from generator.model import scalar_kinds as kinds
from generator.model.data_model import DataModel, many, may, needed
from generator.model.field_marks import FieldMark, Reference, Shown
from generator.model.field_references import Aliases

PhaseId = Literal["prepare", "deploy-day", "follow-up", "operate", "rollback", "incident"]
Visibility = Literal["internal", "public"]
INTERNAL: Visibility = "internal"  # internal builds show everything; public builds leave out entities marked as internal
PUBLIC: Visibility = "public"
PHASES: tuple[PhaseId, ...] = get_args(PhaseId)
DEFAULT_PHASE: PhaseId = "deploy-day"  # for entities on sheets that name no phase
PHASE_OF: dict[str, PhaseId] = {"triggers": "rollback", "severities": "incident"}  # of the collections whose entries name no phase

ACCESS_CONTROL = Shown("hidden", why="it controls who may read what")
VisibilityChoice = Annotated[Visibility, FieldMark.INWARD, ACCESS_CONTROL]
InternalFields = Annotated[tuple[str, ...], kinds.FIELD_NAME, FieldMark.UNITES, FieldMark.INWARD, ACCESS_CONTROL]
PhaseRef = Annotated[PhaseId, Reference("phases"), Shown("heading")]


def is_public(visibility: Visibility | None) -> bool:
    """Whether an entity with this visibility may be in a public build. All entities that contain it must be public too."""
    return visibility != INTERNAL


class Waiver(DataModel):
    """Switches off one lint rule for an entity and everything in it, until a date."""

    because: kinds.Text = needed("Why the rule does not apply here.")
    until: kinds.Date = needed("The last day of the waiver. After that day, the waiver is an error.")


Waivers = Annotated[dict[kinds.Id, Waiver], FieldMark.INWARD, Shown("hidden", why="waivers are listed on a page for maintainers")]


INTERNAL_FIELDS = may("The fields of this entry that public builds leave out.", ())
EXTENDS = may("The layers that this one extends. Their order affects only the order of entries.", ())
SHEET_PHASE = may("The phase whose sheet shows the entry. The default is the deployment day.", DEFAULT_PHASE)


class Entity(DataModel):
    """The base of all entities."""

    aliases: Aliases = may("Earlier ids or addresses of the entry. Old links and printed codes still lead to the entry.", ())
    visibility: VisibilityChoice | None = may("`internal` leaves the entry and everything in it out of public builds.")
    internal: InternalFields = INTERNAL_FIELDS
    waive: Waivers = many("Lint rules that are switched off for the entry and everything in it, by name.")
