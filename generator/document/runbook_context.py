"""One variant, prepared for composing: links to entities, their names and moments, and the layer of each entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Any

from generator.checks.completeness import defined_phases, is_unassigned, to_call
from generator.document.blank_values import parameters_of, pattern_of
from generator.document.document_parts import FieldChange, Inline, Link, Moment, Prose, Provenance, Slot, upper_first
from generator.document.figures_in_words import (
    in_words,
    offset_in_words,
    recurrence_in_words,
    span_in_words,
    time_in_parts,
    version_in_words,
)
from generator.document.fingerprints import fingerprints
from generator.document.inner_links import inner_link, label_of, placed_picture, resolved
from generator.document.page_head import Head
from generator.document.page_paths import at_anchor, page_holding, page_of
from generator.document.pages import Page, SiteSettings
from generator.model.addresses import earlier_addresses, field_at, reference_address, reference_collection
from generator.model.clock import Clock
from generator.model.entities import DEFAULT_PHASE, PHASE_OF, PHASES, Contact, Entity, Group, Item, LinkOfEntry, PhaseId, Step
from generator.model.field_facts import RECORDS
from generator.model.line_numbers import line_numbers
from generator.model.moments import Offset, Recurrence
from generator.model.phase_order import SectionEntry, planned
from generator.model.plain_data import data_digest, to_data
from generator.model.quantities import Duration
from generator.model.scalar_kinds import NO_WAY
from generator.model.variant import Origin, State, Trace, Variant, entities, short_form
from generator.text.catalogue import words_among
from generator.text.inline_markup import parse_inline, plain_text
from generator.text.line_changes import line_changes
from generator.text.parameters import is_plain, parameters_in
from generator.text.prose_code import undeclared_in_code
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import plain_prose, with_parts

# The fields that name an entity, the best first. This table saves time: asking an entity for a field that its class lacks is slow.
NAMING_FIELDS: dict[type, tuple[str, ...]] = {record.model: tuple(spec.attribute for spec in record.naming) for record in RECORDS}
OF_A_PHASE: tuple[type[Any], ...] = tuple(record.model for record in RECORDS if "phase" in record.fields)
# The sheet that shows the entities of collections without phases.
ON_SHEETS: dict[str, str] = {"severities": "incident", "contacts": "emergency", "commands": "emergency"}
# The fields in which people fill in blanks.
FILLED_IN = ("run", "message", "about", "details", "closing")


class RunbookContext:
    """The data of one variant that all parts of its document use. A context is not changed after it is built.

    `layers` are titles by id. With a clock, moments have clock times. `values` are the values of blanks by id.
    `others` are the variants that texts may link to.
    """

    def __init__(
        self,
        variant: Variant,
        settings: SiteSettings,
        layers: Mapping[str, str],
        clock: Clock | None = None,
        values: Mapping[str, str] | None = None,
        others: Mapping[str, Variant] | None = None,
    ) -> None:
        self.variant = variant
        self.runbook = variant.runbook
        self.title = variant.runbook.variant.title
        self.settings = settings
        self.version = settings.versions.get(variant.id)
        self.layers = layers
        self.clock = clock
        self.values = values or {}
        self.others = others or {}
        self.parameters = parameters_of(variant.runbook)
        self.words = words_among(variant.language)
        phases = variant.runbook.phases
        self.phase_titles: dict[str, str] = {key: phases[key].title if key in phases else self.words(f"phase.{key}") for key in PHASES}
        self.phases = defined_phases(variant.runbook)  # the others have an address, but are in no navigation and have no sheet
        self.to_call = variant.runbook.contacts if settings.public else to_call(variant.runbook)  # public data have no ways to reach people
        self.known = dict(entities(variant.runbook))
        self.prints = fingerprints(variant.runbook)
        self.numbers = variant.numbers or line_numbers(variant.runbook)
        self.inner_link = lru_cache(maxsize=None)(partial(inner_link, self))
        self.provenance = lru_cache(maxsize=None)(self._provenance)
        filled = (vars(entity).get(field) or "" for entity in (variant.runbook.variant, *self.known.values()) for field in FILLED_IN)
        self.used = frozenset(id for text in filled for id in parameters_in(text, self.parameters))
        self.slot = lru_cache(maxsize=None)(self._slot)

    def layer_title(self, layer: str) -> str:
        return self.title if layer == self.variant.id else self.layers.get(layer) or layer

    def page(self, part: str = "") -> str:
        return page_of(self.variant.id, part)

    def page_with(self, address: str) -> str:
        """Return the path of the page that shows an entity."""
        top, collection = self.top(address), address.partition(".")[0]
        return page_holding(self.variant.id, address, phase_of(top) if top else PHASE_OF.get(collection, DEFAULT_PHASE))

    def top(self, address: str) -> Entity | None:
        """Return the top-level entity, such as a checklist or procedure, at an address or around the entity at this address."""
        return self.known.get(".".join(address.split(".", 2)[:2]))

    def inline(self, text: str | None) -> Inline:
        """Parse a text of the variant with its markup, and resolve its links that lead inside; None gives an empty text."""
        return resolved(parse_inline(text), self.inner_link) if text else ()

    def prose(self, text: str | None) -> Prose:
        """Parse prose of the variant, resolve its links that lead inside, and find the blanks in it; None gives no blocks."""
        if not text:
            return Prose()
        parse = lambda parts: resolved(parts, self.inner_link)  # noqa: E731
        parsed = parse_prose(text)
        blocks = with_parts(parsed.blocks, parse, partial(placed_picture, self.variant))
        if "<" not in text:
            return Prose(blocks)
        undeclared = (name for piece in parsed.pieces for name in undeclared_in_code(piece, self.parameters))
        return Prose(blocks, self.slots(plain_prose(blocks)), tuple(dict.fromkeys(undeclared)))

    def name(self, address: str) -> str:
        """Return the title or text of an entity, or its short form if it has neither. A link without a title has its id in words."""
        entity = self.known.get(address)
        if isinstance(entity, LinkOfEntry):
            return entity.title or id_in_words(address.rpartition(".")[2])
        return name_of(self.known.get(address)) or short_form(address)

    def link(self, address: str) -> Link:
        """Return the link to an entity. The link has no target if there is no such entity."""
        if address not in self.known:
            return Link(short_form(address))
        is_page = address.startswith("phases.") and address.count(".") == 1
        anchor = "" if is_page or self.is_empty_group(address) else address
        name, sheet = self.name(address), self.sheet_with(address)
        elsewhere = self.words("sheet.pointer", name=name, sheet=self.sheet_title(sheet)) if sheet else ""
        return Link(name, at_anchor(self.page_with(address), anchor), sheet, elsewhere)

    def way(self, way: str | None, address: str) -> Link | None:
        """Return the link to where the entity at `address` goes on; None if it has no way, or if its way is `none`."""
        target = reference_address("way", way, address) if way else None
        if way in (None, NO_WAY) or target is None:
            return None
        if not target:
            return Link(self.words("way.done"))
        link, number = self.link(target), self.numbers.get(target, "")
        if not number or not link.target:
            return link
        same_list = target.rpartition(".")[0] == reference_collection("way", address, "")
        title = getattr(self.known[target], "title", None) if same_list else link.text
        words = self.words("way.titled", number=number, title=title) if title else self.words("way.line", number=number)
        elsewhere = words if same_list else self.words("sheet.pointer", name=words, sheet=self.sheet_title(link.sheet))
        return replace(link, text=words, elsewhere=elsewhere)

    def slots(self, command: str | None) -> tuple[Slot, ...]:
        """Return the blanks in a command, each once."""
        return tuple(map(self.slot, parameters_in(command or "", self.parameters)))

    def slot_at(self, address: str) -> Slot | None:
        """Return the blank at an address if commands use its value."""
        id = address.rpartition(".")[2]
        return self.slot(id) if id in self.used and self.parameters[id][0] == address else None

    def _slot(self, id: str) -> Slot:
        """Return a place for the value of a blank. A value that a shell could interpret is in the label, so that nobody copies it."""
        address, blank = self.parameters[id]
        label, value = blank.label.rstrip(": "), self.values.get(id, "")
        if not is_plain(value):
            label, value = self.words("noted.by-hand", label=label, value=value), ""
        return Slot(
            id,
            label,
            value=value,
            secret=blank.kind == "secret",
            noted=self.noted(address),
            pattern=pattern_of(blank),
            choices=tuple((id, option.label if option.label == id else f"{option.label} ({id})") for id, option in blank.choices.items()),
            kind=blank.kind or "text",
        )

    def noted(self, address: str) -> Link:
        """Return the link to the line that notes the value of a blank, or to the blanks of its phase."""
        holder = address.rpartition(".blanks.")[0]
        sheet, target = self.sheet_with(holder), at_anchor(self.page_with(holder), address)
        title = self.sheet_title(sheet)
        if holder.startswith("phases."):
            words = self.words("noted.phase", phase=title)
            return Link(words, target, sheet, words)
        at = self.numbers.get(holder) or self.name(holder)
        return Link(self.words("noted", at=at), target, sheet, self.words("noted.elsewhere", at=at, sheet=title))

    def link_to_page(self, part: str, text: str) -> Link:
        """Return the link to a page of the variant."""
        return Link(text, self.page(part))

    def sheet_with(self, address: str) -> str:
        """Return the sheet that shows an entity; empty if only the book shows it."""
        collection, *more = address.split(".")
        if collection == "phases":
            return more[0] if more[0] in self.phases else ""
        top = self.top(address)
        return ON_SHEETS.get(collection) or (phase_of(top) if isinstance(top, OF_A_PHASE) else "")

    def sheet_title(self, sheet: str) -> str:
        """Return the title of the sheet of a phase, of the emergency card or of the book."""
        return self.phase_titles[sheet] if sheet in self.phase_titles else self.words(f"sheet.{sheet}")

    def is_empty_group(self, address: str) -> bool:
        """Return whether an address names a group with nothing in it. Such a group has no heading on the page of its phase."""
        if not isinstance(self.known.get(address), Group):
            return False
        _, phase, _, key = address.split(".")
        return not any(isinstance(one, SectionEntry) and (one.phase, one.group) == (phase, key) for one in self.known.values())

    def contact(self, role: str | None) -> Link | None:
        return self.link(f"contacts.{role}") if role else None

    def name_in(self, role: str | None) -> str:
        """Return the name of the contact who has a role; empty if the name is not known."""
        entry = self.runbook.contacts.get(role or "")
        return (entry.name or "") if entry else ""

    def holder(self, role: str | None) -> str:
        """Return the title of a role, with the name of the contact if the name is known."""
        entry, name = self.runbook.contacts.get(role or ""), self.name_in(role)
        title = entry.title if entry else role or ""
        return f"{title} ({name})" if name else title

    def moment(self, at: Offset | None, lasts: Duration | None = None, every: Recurrence | None = None) -> Moment | None:
        """Return the moment of a group, a checklist or an announcement, or None without a time, duration or cadence."""
        if at is None and lasts is None and every is None:
            return None
        moment = Moment(
            at=str(at) if at else "",
            words=offset_in_words(self.words, at) if at else "",
            lasts=str(lasts) if lasts else "",
            every=recurrence_in_words(self.words, every) if every else "",
            cadence=every,
            seconds=at.seconds if at else None,
            lasting=int(lasts.seconds) if lasts and lasts.seconds else None,
        )
        return self._with_time(moment, at, lasts) if at else moment

    def _with_time(self, moment: Moment, at: Offset, lasts: Duration | None) -> Moment:
        """Return a moment with its time, as a whole and in parts, if T-0 is known."""
        if self.clock is None:
            return moment
        start = self.clock.at(at)
        end = self.clock.end(start, lasts) if lasts is not None else None
        clock = span_in_words(self.words, start, end) if end is not None else in_words(self.words, start)
        hour, until, day = time_in_parts(self.words, self.clock.t0, start, end)
        return replace(moment, clock=clock, hour=hour, until=until, day=day)

    def is_unassigned(self, contact: Contact) -> bool:
        """Return whether nobody can be reached under a contact; always false in a public build, which does not show this."""
        return not self.settings.public and is_unassigned(contact)

    def unassigned(self) -> int:
        """Return the number of unassigned contacts."""
        return sum(map(self.is_unassigned, self.to_call.values()))

    def _provenance(self, address: str) -> Provenance:
        """Return the file, line, reason and changed fields of the entity at an address."""
        anchors = earlier_addresses(address, lambda one: self.known[one].aliases) if address in self.known else ()
        trace = self.variant.traces.get(address)
        if trace is None:
            return Provenance(anchors=anchors)
        # The reason of the whole entity is not repeated for each field.
        changes = tuple(
            FieldChange(
                one.field,
                one.old,
                one.new,
                self.inline(one.because) if one.because != trace.because else (),
                line_changes(one.old, one.new) if "\n" in f"{one.old}{one.new}" else (),
            )
            for one in trace.changes
        )
        differs = state_of(trace) == "overridden" or bool(changes)
        return Provenance(source_link(trace.origin, self.settings), anchors, differs, self.inline(trace.because), changes)

    @cached_property
    def data_digest(self) -> str:
        """Return the digest of the plain data of the variant, which `runbook.json` has."""
        return data_digest(to_data(self.variant, self.layers))

    @property
    def commit(self) -> str:
        """Return the id of the commit that has the data of the variant; empty if no commit has them as they are, or if it is unknown."""
        return self.version.commit if self.version and not self.version.modified else ""

    @cached_property
    def last_planned(self) -> int:
        """Return how many seconds after T-0 the last planned task ends; 0 if nothing is planned after T-0."""
        runbook = self.runbook
        tasks = (planned(runbook, checklist) for checklist in runbook.checklists.values())
        lists = (at.seconds + int((lasts and lasts.seconds) or 0) for at, lasts in tasks if at)
        announced = (one.at.seconds for one in runbook.announcements.values() if one.at)
        signed = (one.at.seconds for one in runbook.sign_offs.values() if one.at)
        lines = (one.at.seconds for one in self.known.values() if isinstance(one, Item | Step) and one.at)
        return max((0, *lists, *announced, *signed, *lines))

    def compose_page(self, part: str, template: str, name: str, nav: tuple[str, ...] = (), /, **view: Any) -> Page:
        """Compose the page of one part of the runbook. Its heading is its `name`, unless the view has another `title`.

        `nav` are the titles of navigation sections between the system and the page.
        """
        phases = tuple((phase, self.link_to_page(phase, self.phase_titles[phase])) for phase in self.phases)
        system, emergency = self.link_to_page("", self.title), self.link_to_page("emergency", self.words("emergency"))
        version = upper_first(version_in_words(self.words, self.version))
        former = self.runbook.variant.aliases
        head = Head(self.settings, self.variant.id, system, emergency, phases, part, version, self.last_planned, former)
        shown = {"title": name, "head": head} | view
        listed = part not in self.phase_titles or part in self.phases
        return Page(self.page(part), name, template, (self.title, *nav), self.variant.id, self.variant.language, shown, listed)


def inline(text: str | None) -> Inline:
    """Parse a text of any variant with its markup, but without links that lead inside; None gives an empty text."""
    return resolved(parse_inline(text), label_of) if text else ()


def id_in_words(id: str) -> str:
    """Return an id as a label: `Time zone` for `time-zone`."""
    return id.replace("-", " ").capitalize()


def kind_of(address: str) -> str:
    """Return the noun for the entry at an address, such as `item` or `sign-off`; `link` for every link, whatever it is of."""
    spec = field_at(address.rpartition(".")[0])
    return spec.holds.noun.partition(" of ")[0] if spec else ""


def phase_of(entity: Entity | None) -> PhaseId:
    """Return the phase whose page shows an entity, or the deployment day if the entity has no phase."""
    phase: PhaseId | None = entity.phase if isinstance(entity, OF_A_PHASE) else None
    return phase or DEFAULT_PHASE


def _naming(entity: Entity | None) -> tuple[str, str]:
    """Return the best field that names an entity, and its text."""
    given = ((field, getattr(entity, field)) for field in NAMING_FIELDS.get(type(entity), ()))
    return next(((field, str(text)) for field, text in given if text), ("", ""))


def words_of(entity: Entity | None) -> str:
    """Return the title or text of an entity as in the data, with markup."""
    return _naming(entity)[1]


def name_of(entity: Entity | None) -> str:
    """Return the title of an entity, or its text without markup."""
    field, text = _naming(entity)
    return text if field == "title" else plain_text(text)


def state_of(trace: Trace) -> State:
    """Return the state of an entity. An entity that only fills in values which its layer left open counts as inherited."""
    return trace.state if trace.state != "overridden" or trace.because or trace.changes else "inherited"


def source_link(origin: Origin, settings: SiteSettings) -> Link:
    """Return the link to lines of a file in the repository. The link has no target if the repository has no address."""
    text = f"{origin.file}:{origin.line}"
    return Link(text, settings.sources.of(origin.file, origin.line, origin.last_line)) if settings.sources else Link(text)
