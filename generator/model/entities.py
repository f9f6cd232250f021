"""The entities of a runbook, as they stand once a variant is merged: typed, immutable, complete.

The field names here, with hyphens for underscores and no trailing underscore, are the keys of the YAML. What a field may hold
is said once, by its annotation: the reader's shape check, the editor schema and the reference page are all derived from it.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from generator.model.field_marks import FieldMark, Inherited, Reference, Shown
from generator.model.moments import Cadence
from generator.model.scalar_kinds import (
    ADDRESS,
    FIELD_NAME,
    ID_KIND,
    LINE,
    TEXT,
    Address,
    Boolean,
    Comparison,
    Date,
    Duration,
    Email,
    Id,
    Integer,
    Language,
    Line,
    Offset,
    Percentile,
    Phone,
    ShellCommand,
    Text,
    Url,
    choice,
)

PhaseId = Literal["prepare", "deploy-day", "follow-up", "operate", "rollback", "incident"]
SloKind = Literal["technical", "resource", "business"]
Mode = Literal["automatic", "manual"]
Visibility = Literal["internal", "public"]
Audience = Literal["internal", "external"]
Criticality = Literal["critical", "high", "medium", "low"]
BlankKind = Literal["text", "date", "time", "number"]
PHASES: tuple[PhaseId, ...] = get_args(PhaseId)
DEFAULT_PHASE: PhaseId = "deploy-day"  # of what stands on a sheet and does not say on which

FOR_MAKERS = Shown("hidden", why="it says who may read what")
Title = Annotated[str, LINE, Shown("title")]
Label = Annotated[str, LINE, Shown("label")]
Wording = Annotated[str, TEXT, Shown("text")]
Prose = Annotated[str, TEXT, Shown("prose")]
Heading = Annotated[str, LINE, Shown("heading")]
VisibilityWord = Annotated[Visibility, choice("visibility", Visibility), FieldMark.INWARD, FOR_MAKERS]
InternalFields = Annotated[tuple[str, ...], FIELD_NAME, FieldMark.UNITES, FieldMark.INWARD, FOR_MAKERS]
PhaseRef = Annotated[PhaseId, choice("phase", PhaseId), Reference("phases"), Shown("heading")]
ContactRef = Annotated[str, ID_KIND, Reference("contacts")]
RoleRef = Annotated[ContactRef, Shown("fact", "by")]
SloRef = Annotated[str, ID_KIND, Reference("slos"), Shown("fact", "target")]
GroupRef = Annotated[str, ID_KIND, Reference("groups"), Shown("heading")]
StepRef = Annotated[str, ID_KIND, Reference("steps")]
ServiceRefs = Annotated[tuple[str, ...], ID_KIND, Reference("services"), FieldMark.UNITES]
LayerRefs = Annotated[tuple[str, ...], ID_KIND, Reference("layers"), FieldMark.STRUCTURAL]
Aliases = Annotated[tuple[str, ...], ADDRESS, FieldMark.UNITES, Shown("hidden", why="old links lead to the entity by it")]

VISIBILITY = "`internal` keeps it, and all that it holds, out of public builds."
INTERNAL = "The names of its fields that public builds leave out."


@cache
def yaml_key(name: str) -> str:
    """The YAML key of a Python field name: `on_failure` is `on-failure`, `if_` is `if`."""
    return name.rstrip("_").replace("_", "-")


class DataModel(BaseModel):
    """What every record of the data shares: it never changes, and has the fields that are spelled out."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=yaml_key, populate_by_name=True, arbitrary_types_allowed=True)


class Waiver(DataModel):
    """A rule of good practice that does not hold for an entity, and for what it holds, up to a day."""

    because: Text = Field(description="Why the rule does not hold here.")
    until: Date = Field(description="The last day on which the waiver holds; after it, the waiver is an error.")


Waivers = Annotated[dict[Id, Waiver], FieldMark.INWARD, Shown("hidden", why="a page of its own lists what is waived")]


class Entity(DataModel):
    """What every entity shares.

    `boxed` says whether it is ticked or signed, `shorthand` whether a bare string stands for its `text`. Messages call it `noun`, and
    what a reference names `referred`; both are the name of its class unless it says otherwise.
    """

    boxed: ClassVar[bool] = False
    shorthand: ClassVar[bool] = False
    noun: ClassVar[str] = ""
    referred: ClassVar[str] = ""

    aliases: Aliases = Field((), description="Ids or addresses that this entity had before; old links and printed codes still find it.")
    visibility: VisibilityWord | None = Field(None, description=VISIBILITY)
    internal: InternalFields = Field((), description=INTERNAL)
    waive: Waivers = Field(default_factory=dict, description="Rules that do not hold for it and what it holds, by name.")


def needed(description: str) -> Any:
    """A field that a merged runbook must have."""
    return Field(description=description)


def may(description: str, default: object = None) -> Any:
    """A field that may be left out; `default` holds once all layers are merged and none has said anything."""
    return Field(default, description=description)


def many(description: str) -> Any:
    """A mapping of entities by id that may be empty."""
    return Field(default_factory=dict, description=description)


class Group(Entity):
    """A part of a phase that shares a moment, such as "a week before"."""

    title: Title = needed("The heading of the group.")
    at: Offset | None = may("When its checklists start on the deploy clock.")
    lasts: Duration | None = may("How long it takes.")


class Phase(Entity):
    """A part of the runbook's life."""

    title: Title = needed("The heading of the phase.")
    summary: Prose | None = may("What the phase is for, in one or two sentences.")
    groups: dict[Id, Group] = many("Parts of the phase, in order.")


class Task(Entity):
    """What an item and a step have in common."""

    boxed: ClassVar[bool] = True
    shorthand: ClassVar[bool] = True
    text: Annotated[Wording, FieldMark.EITHER] | None = may("What is done, or holds once it is done. A step has a title, a text or both.")
    role: Annotated[RoleRef, Inherited()] | None = may("Who does it: the id of a contact.")
    blocking: Boolean | None = may("Whether the phase must not be declared done while this is open.")
    optional: Boolean | None = may("Whether it may be left open.")
    if_: Annotated[Text, Shown("condition")] | None = may("The condition under which it applies.")
    run: ShellCommand | None = may("The command that does it.")
    expect: Text | None = may("What is seen when it went well.")
    on_failure: Address | None = may("Where to go when it fails, such as `procedures.roll-back`.")
    slo: SloRef | None = may("The target that it checks: the id of an slo.")


class Item(Task):
    """One thing to verify or do."""

    text: Wording = needed("A condition that a second person can verify; one fact, present tense.")
    items: dict[Id, Item] = many("Child items; their boxes tick this one.")


class Choice(Entity):
    """One way on from a step."""

    text: Annotated[Wording, FieldMark.EITHER] | None = may("What to do.")
    then: Annotated[StepRef, FieldMark.EITHER] | None = may("The step of the same procedure to go on with.")
    within: Duration | None = may("How soon.")


class Headed(Entity):
    """The heading of a step: a base of its own, since the fields of the last base come first."""

    title: Annotated[Title, FieldMark.EITHER] | None = may("A short heading for the step.")


class Step(Task, Headed):
    """One step of a procedure: an item that may have a title and choices."""

    choices: dict[Id, Choice] = many("Ways on, by what was found.")
    items: dict[Id, Item] = many("What the step consists of; their boxes tick this one.")


class Checklist(Entity):
    """A titled list of items done in one sitting, in one phase."""

    phase: PhaseRef = needed("The phase it belongs to.")
    group: GroupRef | None = may("The group of that phase it belongs to.")
    title: Title = needed("The heading of the checklist.")
    summary: Prose | None = may("What it is for, in one or two sentences.")
    at: Annotated[Offset, Inherited("group")] | None = may("When it starts on the deploy clock; inherited from the group.")
    lasts: Duration | None = may("How long it takes.")
    every: Annotated[Cadence, choice("cadence", Cadence), Shown("fact")] | None = may("How often it is done.")
    role: RoleRef | None = may("Who does its items unless they say otherwise.")
    if_: Annotated[Text, Shown("condition")] | None = may("The condition under which it applies.")
    items: Annotated[dict[Id, Item], FieldMark.HELD] = many("What is verified or done, in order.")


class Procedure(Entity):
    """Ordered steps, such as a roll-back or the response to an incident."""

    phase: PhaseRef = needed("The phase it belongs to.")
    title: Title = needed("The heading of the procedure.")
    when: Text | None = may("What calls for it.")
    summary: Prose | None = may("What it achieves, in one or two sentences.")
    role: RoleRef | None = may("Who does its steps unless they say otherwise.")
    steps: Annotated[dict[Id, Step], FieldMark.HELD] = many("What is done, in order.")


class Trigger(Entity):
    """A condition that calls for a rollback."""

    boxed: ClassVar[bool] = True
    text: Wording = needed("The condition, as a person sees it.")
    slo: SloRef | None = may("The target that it watches.")
    when: Comparison | None = may("The value at which it fires.")
    for_: Duration | None = may("How long the value must last.")
    mode: Annotated[Mode, choice("mode", Mode)] | None = may("Whether a machine or a person acts on it.")
    action: Text | None = may("What is done.")


class Slo(Entity):
    """A target with its alert threshold."""

    noun: ClassVar[str] = "target"
    title: Title = needed("What is measured.")
    kind: Annotated[SloKind, choice("target kind", SloKind), Shown("heading")] = needed("Whose target it is.")
    text: Wording | None = may("How or where it is measured.")
    percentile: Percentile | None = may("The percentile that is held against the target.")
    target: Comparison | None = may("What good looks like.")
    alert: Comparison | None = may("When somebody is called.")


class Contact(Entity):
    """A role that a person or an organisation holds, and how to reach it. What nobody has given stays null."""

    referred: ClassVar[str] = "role"
    title: Title = needed("The role's name.")
    group: Heading | None = may("The heading under which it is listed.")
    name: Annotated[Line, FieldMark.REACH, FieldMark.PERSONAL] | None = may("Who holds it.")
    phone: Annotated[Phone, FieldMark.REACH, FieldMark.PERSONAL] | None = may(
        "A phone number; a pager goes into `channel`, and what nobody knows yet stays null."
    )
    email: Annotated[Email, FieldMark.REACH, FieldMark.PERSONAL] | None = may("A mail address.")
    channel: Annotated[Line, FieldMark.REACH] | None = may("A chat channel, pager or support portal.")
    hours: Line | None = may("When it can be reached.")
    escalates_to: ContactRef | None = may("Who is called next.")


class Service(Entity):
    """Something that the system needs to work."""

    title: Title = needed("The service's name.")
    provider: Line | None = may("Who runs it.")
    status_page: Url | None = may("Where its state is published.")
    criticality: Annotated[Criticality, choice("criticality", Criticality)] | None = may("How much fails without it.")
    text: Wording | None = may("What it does for the system.")
    needs: ServiceRefs = Field((), description="The services that it needs itself.")
    contact: ContactRef | None = may("Who supports it.")


class Severity(Entity):
    """A level of incident."""

    label: Label | None = may("What people say, such as `P0`.")
    title: Title = needed("What the level means.")
    text: Wording | None = may("Examples, or how to tell it from its neighbours.")
    respond_within: Duration | None = may("How soon somebody works on it.")
    escalation: Line | None = may("Who is called.")


class SignOff(Entity):
    """An approval that is signed."""

    boxed: ClassVar[bool] = True
    title: Title = needed("The role that signs.")
    group: Heading | None = may("The heading under which it is listed.")
    role: RoleRef | None = may("The contact that holds the role.")
    phase: PhaseRef | None = may("The phase whose sheet it stands on; the deployment day unless said otherwise.", DEFAULT_PHASE)


class Command(Entity):
    """A command kept at hand."""

    title: Title = needed("What it does.")
    group: Heading | None = may("The heading under which it is listed.")
    text: Wording | None = may("A remark on its use.")
    run: ShellCommand = needed("The command.")
    expect: Text | None = may("What is seen when it went well.")
    on_failure: Address | None = may("Where to go when it fails.")


class Announcement(Entity):
    """A message that goes out around a deployment."""

    boxed: ClassVar[bool] = True
    text: Wording = needed("The state to verify: who knows, or what is published.")
    audience: Annotated[Audience, choice("audience", Audience), Shown("heading")] = needed("Who hears it.")
    phase: PhaseRef | None = may("The phase it belongs to; the deployment day unless said otherwise.", DEFAULT_PHASE)
    at: Offset | None = may("When it goes out on the deploy clock.")
    role: RoleRef | None = may("Who sends it.")
    optional: Boolean | None = may("Whether it may be left open.")
    if_: Annotated[Text, Shown("condition")] | None = may("The condition under which it applies.")


class Blank(Entity):
    """A field to fill in on a sheet."""

    label: Label = needed("What is filled in.")
    kind: Annotated[BlankKind, choice("blank kind", BlankKind)] | None = may(
        "What kind of value it takes; text unless said otherwise.", "text"
    )
    phase: PhaseRef | None = may("The phase whose sheet it stands on; the deployment day unless said otherwise.", DEFAULT_PHASE)


class Note(Entity):
    """Ruled lines for free notes on a sheet."""

    label: Label = needed("What is noted.")
    lines: Annotated[Integer, Shown("hidden", why="so many lines are ruled")] | None = may(
        "How many ruled lines; three unless said otherwise.", 3
    )
    phase: PhaseRef | None = may("The phase whose sheet it stands on; the deployment day unless said otherwise.", DEFAULT_PHASE)


class VariantHead(DataModel):
    """Who a variant is and what it extends."""

    visibility: VisibilityWord | None = may("`internal` keeps the whole system out of public builds.")
    internal: InternalFields = Field((), description=INTERNAL)
    title: Title = needed("The system's name.")
    summary: Prose | None = may("What the system does, in one or two sentences.")
    language: Annotated[Language, FieldMark.STRUCTURAL, Shown("hidden", why="pages and sheets are in it")] | None = may(
        "The language of its texts as a BCP 47 tag, such as `bn`; English unless said otherwise."
    )
    extends: LayerRefs = Field((), description="The layers below, in display order.")
    owner: ContactRef | None = may("The contact that owns the document.")
    reviewed: Date | None = may("When the runbook was last read against the system.")
    review_every: Duration | None = may("How often it must be.")
    params: dict[Id, Text] = many("Values for `{{ params.NAME }}` in texts and commands.")
    waive: Waivers = many("Rules that do not hold for the whole runbook, by name, each with its reason and its end.")


class LayerHead(DataModel):
    """What a shared layer is for and what it extends."""

    title: Title | None = may("What its variants share.")
    extends: LayerRefs = Field((), description="The layers below, in display order.")
    waive: Waivers = many("Rules that do not hold for the layer itself, by name, each with its reason and its end.")


class Runbook(DataModel):
    """One variant, merged: what its pages and sheets are made from."""

    variant: VariantHead = needed("Who the variant is.")
    phases: dict[PhaseId, Phase] = many("Titles and groups of the phases.")
    checklists: dict[Id, Checklist] = many("Lists of items.")
    procedures: dict[Id, Procedure] = many("Ordered steps.")
    triggers: dict[Id, Trigger] = many("Conditions that call for a rollback.")
    slos: dict[Id, Slo] = many("Targets with their alerts.")
    contacts: dict[Id, Contact] = many("Roles and how to reach them.")
    services: dict[Id, Service] = many("What the system needs.")
    severities: dict[Id, Severity] = many("Levels of incident, gravest first.")
    sign_offs: dict[Id, SignOff] = many("Approvals that are signed.")
    commands: dict[Id, Command] = many("Commands kept at hand.")
    announcements: dict[Id, Announcement] = many("Messages around a deployment.")
    record: dict[Id, Blank] = many("Blanks on a sheet.")
    notes: dict[Id, Note] = many("Ruled lines on a sheet.")
