"""The entities of a merged runbook: typed, immutable and complete.

The annotation of a field defines its values: the shape check, the editor schema and the reference page follow from the annotation.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from generator.model import scalar_kinds as kinds
from generator.model.blank_entities import Blank, Column, ColumnText, Option
from generator.model.data_model import DataModel, many, may, needed
from generator.model.entity_base import (
    DEFAULT_PHASE,
    EXTENDS,
    INTERNAL,
    INTERNAL_FIELDS,
    PHASE_OF,
    PHASES,
    PUBLIC,
    SHEET_PHASE,
    Entity,
    InternalFields,
    PhaseId,
    PhaseRef,
    Visibility,
    VisibilityChoice,
    Waiver,
    Waivers,
    is_public,
)
from generator.model.field_marks import FieldMark, Inherited, Reference, Shown
from generator.model.field_references import ContactRef, GroupRef, LayerRefs, RoleRef, ServiceRefs, SloRef, UrgentPhase
from generator.model.field_texts import Caution, Condition, Heading, Label, MainText, Summary, Title

# Other modules take these from here.
# fmt: off
__all__ = [
    "DEFAULT_PHASE", "INTERNAL", "PHASES", "PHASE_OF", "PUBLIC", "Blank", "Column", "ColumnText", "Entity",
    "Option", "PhaseId", "Visibility", "Waiver", "is_public",
]
# fmt: on

Method = Annotated[Literal["read-do", "do-confirm"], Shown("choice")]

SystemAliases = Annotated[tuple[str, ...], kinds.ID_KIND, Shown("hidden", why="it only serves old links")]


class Group(Entity):
    """A part of a phase, such as "a week before". Its checklists start at the same moment."""

    title: Title = needed("The heading of the group.")
    about: kinds.Prose | None = may("What readers should know before the lists of the group.")
    at: kinds.Offset | None = may("When the checklists of the group start on the deploy clock.")
    lasts: kinds.Duration | None = may("How long the group takes.")


class Phase(Entity):
    """A phase of the runbook, such as the deployment day."""

    title: Title = needed("The heading of the phase.")
    summary: Summary | None = may("The purpose of the phase, in one or two sentences.")
    about: kinds.Prose | None = may("What readers should know before the lists of the phase.")
    on_failure: kinds.Way | None = may("Where to go after a failure, unless a list or a line says otherwise. It needs an address.")
    blanks: dict[kinds.Id, Blank] = many("Values to fill in for the whole phase. Sheets have them at the top.")
    groups: dict[kinds.Id, Group] = many("Parts of the phase, in order.")


class Choice(Entity):
    """One possible result of an item or a step, and what to do then."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[MainText, FieldMark.EITHER] | None = may("What to do.")
    then: Annotated[kinds.Way, FieldMark.EITHER] | None = may("Where to go on: the id of a line of the same list, an address, or `done`.")
    within: kinds.Duration | None = may("How soon to do this.")


class Task(Entity):
    """The fields of both items and steps."""

    boxed: ClassVar[bool] = True
    shorthand: ClassVar[str] = "text"
    text: Annotated[MainText, FieldMark.EITHER] | None = may("What to do, or what must be true. A step needs a title, a text or both.")
    details: kinds.Prose | None = may("What it takes to do it: more than one paragraph, lists, tables, pictures.")
    role: Annotated[RoleRef, Inherited()] | None = may("Who does the work: the id of a contact.")
    blocking: kinds.Boolean | None = may("Whether the phase cannot be finished while this is open.")
    optional: kinds.Boolean | None = may("Whether the box may be left open.")
    if_: Condition | None = may("The condition under which the entry applies.")
    caution: Caution | None = may("What people must know before they begin, in one sentence.")
    at: kinds.Offset | None = may("When to do this on the deploy clock, if not with the rest of the list.")
    run: kinds.ShellCommand | None = may("The command to run.")
    syntax: kinds.Syntax | None = may("The language of `run` if it is not for a shell, such as `sql` or `json`.")
    expect: kinds.Text | None = may("What you see after success.")
    output: kinds.FixedText | None = may("What the screen shows after success, line by line.")
    on_failure: Annotated[kinds.Way, Inherited()] | None = may(
        "Where to go after a failure, such as `procedures.roll-back`; `none` if the way of the list does not apply."
    )
    then: kinds.Way | None = may("Where to go on, if not with the next line: the id of a line of the same list, an address, or `done`.")
    slo: SloRef | None = may("The target that the box checks: the id of an slo.")
    choices: dict[kinds.Id, Choice] = many("The possible results, each with what to do then.")
    blanks: dict[kinds.Id, Blank] = many("Values to fill in here. A command uses the value of the blank `ID` as `<ID>`.")


class Item(Task):
    """One thing to check or to do."""

    text: MainText = needed("One fact that a second person can verify, in the present tense.")
    cells: Annotated[dict[kinds.Id, ColumnText], Reference("columns")] = many("Values in the columns of the checklist, by column.")
    items: dict[kinds.Id, Item] = many("Child items. When all child items are ticked, the item above them is ticked too.")


class Headed(Entity):
    """The title of a step. A separate base class, because the fields of the last base come first."""

    title: Annotated[Title, FieldMark.EITHER] | None = may("A short heading for the step.")


class Step(Task, Headed):
    """One step of a procedure: an item that may have a title."""

    items: dict[kinds.Id, Item] = many("The parts of the step. When all parts are ticked, the step is ticked too.")


class Checklist(Entity):
    """A titled list of items that are done together, in one phase."""

    phase: PhaseRef = needed("The phase of the checklist.")
    group: GroupRef | None = may("The group of the checklist, one of its phase.")
    title: Title = needed("The heading of the checklist.")
    summary: Summary | None = may("The purpose of the checklist, in one or two sentences.")
    about: kinds.Prose | None = may("What readers should know before the items.")
    closing: kinds.Prose | None = may("What readers should know after the items.")
    at: Annotated[kinds.Offset, Inherited("group")] | None = may(
        "When the checklist starts on the deploy clock. The default is `at` of its group."
    )
    lasts: kinds.Duration | None = may("How long the checklist takes.")
    every: kinds.Recurrence | None = may("How often the checklist is done, such as `week`, `monday` or `2 weeks`.")
    role: RoleRef | None = may("Who does the items, unless an item names another role.")
    on_failure: Annotated[kinds.Way, Inherited("phase")] | None = may("Where to go if an item fails, unless the item says otherwise.")
    method: Method | None = may("How the list is used: read a line and do it, or do it from memory and then confirm it.")
    if_: Condition | None = may("The condition under which the checklist applies.")
    caution: Caution | None = may("What people must know before they begin the checklist, in one sentence.")
    columns: dict[kinds.Id, Column] = many("Blanks that every item has, such as an owner or a state.")
    items: Annotated[dict[kinds.Id, Item], FieldMark.CONTENT] = many("What to check or do, in order.")


class Procedure(Entity):
    """Ordered steps, such as a rollback or the response to an incident."""

    phase: PhaseRef = needed("The phase of the procedure.")
    group: GroupRef | None = may("The group of the procedure, one of its phase.")
    title: Title = needed("The heading of the procedure.")
    when: kinds.Text | None = may("When to use the procedure.")
    caution: Caution | None = may("What people must know before they begin the procedure, in one sentence.")
    summary: Summary | None = may("What the procedure achieves, in one or two sentences.")
    about: kinds.Prose | None = may("What readers should know before the steps.")
    closing: kinds.Prose | None = may("What readers should know after the steps.")
    lasts: kinds.Duration | None = may("How long the procedure takes.")
    drill_every: Annotated[kinds.Duration, Shown("hidden", why="what is said of its last exercise depends on it")] | None = may(
        "How often the procedure must be exercised: in a drill, or in a real run."
    )
    role: RoleRef | None = may("Who does the steps, unless a step names another role.")
    on_failure: Annotated[kinds.Way, Inherited("phase")] | None = may("Where to go if a step fails, unless the step says otherwise.")
    steps: Annotated[dict[kinds.Id, Step], FieldMark.CONTENT] = many("What to do, in order.")


class Passage(Entity):
    """A section without boxes, such as an overview, a drawing, a table or a policy."""

    phase: PhaseRef = needed("The phase of the passage.")
    group: GroupRef | None = may("The group of the passage, one of its phase.")
    title: Title = needed("The heading of the passage.")
    about: kinds.Prose = needed("The passage.")


class Trigger(Entity):
    """A condition that calls for a rollback, or for the response to an incident."""

    boxed: ClassVar[bool] = True
    text: MainText = needed("The condition, as a person sees it.")
    phase: UrgentPhase | None = may("What the trigger calls for: `rollback`, which is the default, or `incident`.", "rollback")
    slo: SloRef | None = may("The target that the trigger watches.")
    when: kinds.Comparison | None = may("The value at which the trigger fires.")
    for_: kinds.Duration | None = may("How long the value must last.")
    mode: Literal["automatic", "manual"] | None = may("Whether a machine or a person reacts to the trigger.")
    action: kinds.Text | None = may("What is done when the trigger fires.")
    then: kinds.Way | None = may("The procedure to follow when the trigger fires, such as `procedures.roll-back`.")
    role: RoleRef | None = may("Who decides: the id of a contact.")


class LinkOfEntry(Entity):
    """A web address to have at hand beside an entry, such as the dashboard of a target."""

    noun: ClassVar[str] = "link of an entry"
    reference_noun: ClassVar[str] = "link"
    shorthand: ClassVar[str] = "url"
    title: Title | None = may("What the address leads to. The default is the id in words.")
    url: Annotated[kinds.Url, Shown("hidden", why="the title leads there, and sheets have it after the title")] = needed("The web address.")
    text: MainText | None = may("What people find there.")


class WebLink(LinkOfEntry):
    """A web address to have at hand, such as a dashboard."""

    noun: ClassVar[str] = "link"
    group: Heading | None = may("The heading under which the link is listed.")


class Slo(Entity):
    """A target (service level objective) with its alert threshold."""

    noun: ClassVar[str] = "target"
    title: Title = needed("What is measured.")
    kind: Annotated[Literal["technical", "resource", "business"], Shown("heading")] = needed("The kind of target.")
    text: MainText | None = may("How or where the value is measured.")
    percentile: kinds.Percentile | None = may("The percentile that is compared with the target.")
    target: kinds.Comparison | None = may("The values that meet the target.")
    window: kinds.Span | None = may("Over how long the value is measured, such as `30 days`.")
    warn: kinds.Comparison | None = may("The values that raise a warning, before the alert.")
    alert: kinds.Comparison | None = may("The values that raise an alert.")
    links: dict[kinds.Id, LinkOfEntry] = many("Web addresses to have at hand, such as the dashboard of the target.")


class Contact(Entity):
    """The role of a person or an organisation, and how to reach them. What is not known yet stays null."""

    reference_noun: ClassVar[str] = "role"
    title: Title = needed("The name of the role.")
    group: Heading | None = may("The heading under which the contact is listed.")
    text: MainText | None = may("What the contact does or decides.")
    name: Annotated[kinds.Line, FieldMark.REACH, FieldMark.PERSONAL] | None = may("Who has the role.")
    phone: Annotated[kinds.Phone, FieldMark.REACH, FieldMark.PERSONAL] | None = may("A phone number, or null. A pager goes into `channel`.")
    email: Annotated[kinds.Email, FieldMark.REACH, FieldMark.PERSONAL] | None = may("A mail address.")
    channel: Annotated[kinds.Line, FieldMark.REACH] | None = may("A chat channel, pager or support portal.")
    hours: kinds.Line | None = may("When the contact can be reached.")
    backup: ContactRef | None = may("Who is called instead if the contact cannot be reached.")
    escalates_to: ContactRef | None = may("Who is called next.")
    escalates_after: kinds.Span | None = may("How long to wait for an answer before the next one is called, such as `15 min`.")
    links: dict[kinds.Id, LinkOfEntry] = many("Web addresses to have at hand, such as a rota.")


class Service(Entity):
    """A service that the system needs."""

    title: Title = needed("The name of the service.")
    provider: kinds.Line | None = may("Who runs the service.")
    status_page: kinds.Url | None = may("The web address of the status page.")
    criticality: Literal["critical", "high", "medium", "low"] | None = may("How badly the system fails without the service.")
    text: MainText | None = may("What the service does for the system.")
    needs: ServiceRefs = may("The services that this service needs.", ())
    contact: ContactRef | None = may("Who supports the service.")
    runbook: Annotated[kinds.SystemPage, Shown("hidden", why="it is a link of its own")] | None = may(
        "The runbook of the service in this project: the id of a variant, such as `billing`, or of one of its phases: `billing/rollback`."
    )
    links: dict[kinds.Id, LinkOfEntry] = many("Web addresses to have at hand, such as the console of the provider.")


class Severity(Entity):
    """A severity level of incidents."""

    label: Label | None = may("The short name, such as `P0`.")
    title: Title = needed("What the level means.")
    text: MainText | None = may("Examples, or how the level differs from the others.")
    respond_within: kinds.Duration | None = may("How soon somebody works on the incident.")
    escalation: kinds.Line | None = may("Who is called.")
    response: kinds.Prose | None = may("What to do at this level, such as a list of steps.")


class SignOff(Entity):
    """An approval to be signed."""

    boxed: ClassVar[bool] = True
    title: Title = needed("The role that signs.")
    group: Heading | None = may("The heading under which the approval is listed.")
    role: RoleRef | None = may("Who signs: the id of a contact.")
    phase: PhaseRef | None = SHEET_PHASE
    at: kinds.Offset | None = may("When to sign, on the deploy clock.")
    before: kinds.Held | None = may("The list or group that must not begin before the approval, such as `checklists.cut-over`.")


class Command(Entity):
    """A command for reference."""

    title: Title = needed("What the command does.")
    group: Heading | None = may("The heading under which the command is listed.")
    text: MainText | None = may("How to use the command.")
    run: kinds.ShellCommand = needed("The command.")
    syntax: kinds.Syntax | None = may("The language of `run` if it is not for a shell, such as `sql` or `json`.")
    expect: kinds.Text | None = may("What you see after success.")
    output: kinds.FixedText | None = may("What the screen shows after success, line by line.")
    on_failure: kinds.Way | None = may("Where to go after a failure.")


class Announcement(Entity):
    """A message to send around a deployment."""

    boxed: ClassVar[bool] = True
    text: MainText = needed("What must be true afterwards: who is informed, or what is published.")
    audience: Annotated[Literal["internal", "external"], Shown("heading")] = needed("Who receives the message.")
    phase: PhaseRef | None = may("The phase of the announcement. The default is the deployment day.", DEFAULT_PHASE)
    at: kinds.Offset | None = may("When to send the message, on the deploy clock.")
    every: kinds.Span | None = may("How often the message is sent again while it is needed, such as `30 min`.")
    channel: kinds.Line | None = may("Where the message is sent, such as a chat channel.")
    role: RoleRef | None = may("Who sends the message.")
    optional: kinds.Boolean | None = may("Whether the box may be left open.")
    if_: Condition | None = may("The condition under which the message is sent.")
    message: kinds.FixedText | None = may("The message itself, line by line, ready to copy or to read out.")


class Note(Entity):
    """Ruled lines for free notes on a sheet."""

    label: Label = needed("What to note.")
    lines: Annotated[kinds.Integer, Shown("hidden", why="it is the number of ruled lines")] | None = may(
        "How many lines. The default is 3.", 3
    )
    phase: PhaseRef | None = SHEET_PHASE


class KnownFact(Entity):
    """A fact about the system that every page and sheet of it may need, such as its time zone."""

    noun: ClassVar[str] = "fact"
    shorthand: ClassVar[str] = "text"
    label: Annotated[str, kinds.LINE, Shown("title")] | None = may("What the fact is about. The default is the id in words.")
    text: MainText = needed("The fact.")


class VariantHead(DataModel):
    """What a variant is, and the layers that it extends."""

    visibility: VisibilityChoice | None = may("`internal` leaves the whole system out of public builds.")
    internal: InternalFields = INTERNAL_FIELDS
    title: Title = needed("The name of the system.")
    summary: Summary | None = may("What the system does, in one or two sentences.")
    about: kinds.Prose | None = may("What readers should know about the system and its runbook.")
    language: Annotated[kinds.Language, FieldMark.STRUCTURAL, Shown("hidden", why="pages and sheets are in it")] | None = may(
        "The language of the texts as a BCP 47 tag, such as `bn`. The default is English."
    )
    extends: LayerRefs = EXTENDS
    aliases: SystemAliases = may("Earlier ids of the system. Old links, printed codes and stored runs still lead to it.", ())
    owner: ContactRef | None = may("Who owns the document: the id of a contact.")
    reviewed: kinds.Date | None = may("When the runbook was last compared with the system.")
    review_every: kinds.Duration | None = may("How often the runbook must be reviewed.")
    params: dict[kinds.Id, kinds.Text] = many("Values for `{{ params.NAME }}` in texts and commands.")
    waive: Waivers = many("Lint rules that are switched off for the whole runbook, by name, each with a reason and a last day.")


class LayerHead(DataModel):
    """What a shared layer is for, and the layers that it extends."""

    title: Title | None = may("What the layer is for.")
    extends: LayerRefs = EXTENDS
    params: dict[kinds.Id, kinds.Text] = many("Defaults for `{{ params.NAME }}`. Variants and layers above set others without a reason.")
    waive: Waivers = many("Lint rules that are switched off for the layer itself, by name, each with a reason and a last day.")


class Runbook(DataModel):
    """One merged variant: the source of its pages and sheets.

    `page_order` is empty unless an entry is placed beside one of another collection. Then it has the addresses of all sections in page
    order, of each group before its sections, and of the announcements and sign-offs that are placed beside sections.
    """

    page_order: tuple[str, ...] = ()
    variant: VariantHead = needed("The head of the variant.")
    phases: dict[PhaseId, Phase] = many("Titles, groups and blanks of the phases.")
    links: dict[kinds.Id, WebLink] = many("Web addresses to have at hand, on the overview and on sheets.")
    facts: dict[kinds.Id, KnownFact] = many("Facts about the system, in the head of its overview and of every sheet.")
    checklists: dict[kinds.Id, Checklist] = many("Lists of items.")
    procedures: dict[kinds.Id, Procedure] = many("Ordered steps.")
    passages: dict[kinds.Id, Passage] = many("Sections without boxes.")
    triggers: dict[kinds.Id, Trigger] = many("Conditions that call for a rollback or a response.")
    slos: dict[kinds.Id, Slo] = many("Targets with their alerts.")
    contacts: dict[kinds.Id, Contact] = many("Roles and how to reach them.")
    services: dict[kinds.Id, Service] = many("What the system needs.")
    severities: dict[kinds.Id, Severity] = many("Severity levels of incidents, the worst first.")
    sign_offs: dict[kinds.Id, SignOff] = many("Approvals to be signed.")
    commands: dict[kinds.Id, Command] = many("Commands for reference.")
    announcements: dict[kinds.Id, Announcement] = many("Messages around a deployment.")
    notes: dict[kinds.Id, Note] = many("Ruled lines on a sheet.")
