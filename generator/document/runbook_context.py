"""One variant as its documents see it: links to its entities, their names, its moments, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from generator.checks.completeness import is_unassigned
from generator.document.clock_words import in_words, span_in_words
from generator.document.document_parts import FieldChange, Head, Inline, Link, Moment, RunPlace, Trail
from generator.document.fingerprints import fingerprints
from generator.document.moment_words import offset_in_words
from generator.document.page_paths import at_anchor, page_holding, page_of
from generator.document.pages import Page, SiteSettings
from generator.model.addresses import all_former
from generator.model.clock import Clock
from generator.model.entities import (
    DEFAULT_PHASE,
    PHASES,
    Announcement,
    Blank,
    Checklist,
    Contact,
    Entity,
    Group,
    Note,
    PhaseId,
    Procedure,
    Runbook,
    SignOff,
)
from generator.model.field_facts import HOLDERS, RECORDS
from generator.model.moments import Cadence, Offset
from generator.model.quantities import Duration
from generator.model.variant import Origin, State, Trace, Variant, entities, short_form
from generator.text.catalogue import Catalogue, words_among
from generator.text.inline_markup import parse_inline, plain_text

# The fields that name an entity, the best first; to ask an entity for a field that its class lacks is slow.
NAMING_FIELDS: dict[type, tuple[str, ...]] = {record.model: tuple(spec.attribute for spec in record.naming) for record in RECORDS}

OF_A_PHASE = (Checklist, Procedure, SignOff, Announcement, Blank, Note)
# The sheet on which an entity stands that belongs to no phase of its own.
ON_SHEETS = {"triggers": "rollback", "severities": "incident", "contacts": "emergency", "commands": "emergency"}


class RunbookContext:
    """What every part of one variant's document asks for. Built once per variant, read only afterwards.

    `layers` are titles by id. With a clock, every moment has the time of the wall.
    """

    def __init__(self, variant: Variant, settings: SiteSettings, layers: Mapping[str, str], clock: Clock | None = None) -> None:
        self.variant = variant
        self.runbook: Runbook = variant.runbook
        self.settings = settings
        self.layers = layers
        self.clock = clock
        self.words: Catalogue = words_among(variant.language)
        self.known: dict[str, Entity] = dict(entities(variant.runbook))
        self.prints: dict[str, str] = fingerprints(variant.runbook)
        self._trails: dict[str, Trail] = {}

    @property
    def title(self) -> str:
        return self.runbook.variant.title

    def phase_title(self, phase: PhaseId) -> str:
        entry = self.runbook.phases.get(phase)
        return entry.title if entry else self.words(f"phase.{phase}")

    def layer_title(self, layer: str) -> str:
        return self.title if layer == self.variant.id else self.layers.get(layer) or layer

    def page(self, part: str = "") -> str:
        return page_of(self.variant.id, part)

    def page_with(self, address: str) -> str:
        """The path of the page on which an entity stands."""
        return page_holding(self.variant.id, address, phase_of(self.known.get(".".join(address.split(".", 2)[:2]))))

    def name(self, address: str) -> str:
        """The title or text of an entity; its short form when it has neither."""
        return name_of(self.known.get(address)) or short_form(address)

    def link(self, address: str) -> Link:
        """The link to an entity; words alone when there is no such entity."""
        entity = self.known.get(address)
        if entity is None:
            return Link(short_form(address))
        is_page = address.startswith("phases.") and address.count(".") == 1
        anchor = "" if is_page or self.is_empty_group(address) else address
        name, sheet = self.name(address), self.sheet_with(address)
        elsewhere = self.words("sheet.pointer", name=name, sheet=self.sheet_title(sheet)) if sheet else ""
        return Link(name, at_anchor(self.page_with(address), anchor), sheet, elsewhere)

    def link_to_page(self, part: str, text: str) -> Link:
        """The link to a page of the variant."""
        return Link(text, self.page(part))

    def sheet_with(self, address: str) -> str:
        """The sheet on which an entity stands; none for what stands in the book alone."""
        collection, *more = address.split(".")
        if collection == "phases":
            return more[0]
        if collection in ON_SHEETS:
            return ON_SHEETS[collection]
        top = self.known.get(".".join(address.split(".", 2)[:2]))
        return phase_of(top) if isinstance(top, OF_A_PHASE) else ""

    def sheet_title(self, sheet: str) -> str:
        """The title of a sheet: that of its phase, of the emergency card or of the book."""
        phase = next((phase for phase in PHASES if phase == sheet), None)
        return self.phase_title(phase) if phase is not None else self.words(f"sheet.{sheet}")

    def is_empty_group(self, address: str) -> bool:
        """Whether an address is that of a group without any list, which has no heading on its phase's page."""
        if not isinstance(self.known.get(address), Group):
            return False
        _, phase, _, key = address.split(".")
        return not any((one.phase, one.group) == (phase, key) for one in self.runbook.checklists.values())

    def contact(self, role: str | None) -> Link | None:
        return self.link(f"contacts.{role}") if role else None

    def holder(self, role: str | None) -> str:
        """A role, and who holds it when that is known."""
        entry = self.runbook.contacts.get(role or "")
        if entry is None:
            return role or ""
        return f"{entry.title} ({entry.name})" if entry.name else entry.title

    def moment(self, at: Offset | None, lasts: Duration | None = None, every: Cadence | None = None) -> Moment | None:
        """The moment of a group, a list or an announcement, or None when it has none."""
        if at is None and lasts is None and every is None:
            return None
        return Moment(
            at=str(at) if at else "",
            words=offset_in_words(self.words, at) if at else "",
            lasts=str(lasts) if lasts else "",
            every=self.words(f"cadence.{every}") if every else "",
            cadence=every,
            clock=self._on_the_clock(at, lasts) if at else "",
            seconds=at.seconds if at else None,
            lasting=int(lasts.seconds) if lasts and lasts.seconds else None,
        )

    def _on_the_clock(self, at: Offset, lasts: Duration | None) -> str:
        if self.clock is None:
            return ""
        start = self.clock.at(at)
        end = self.clock.end(start, lasts) if lasts is not None else None
        return span_in_words(self.words, start, end) if end is not None else in_words(self.words, start)

    def is_unassigned(self, contact: Contact) -> bool:
        """Whether nobody can be reached under a contact; who can be is not for the public to know."""
        return not self.settings.public and is_unassigned(contact)

    def unassigned(self) -> int:
        """How many contacts nobody can be reached under."""
        return sum(self.is_unassigned(contact) for contact in self.runbook.contacts.values())

    def trail(self, address: str) -> Trail:
        """Where an entity came from; the same for every page that shows it."""
        known = self._trails.get(address)
        if known is None:
            known = self._trails[address] = self._trail(address)
        return known

    def _trail(self, address: str) -> Trail:
        anchors = all_former(address, self.aliases) if address in self.known else ()
        trace = self.variant.traces.get(address)
        if trace is None:
            return Trail(anchors=anchors)
        changes = self.changes(trace)
        return Trail(
            source=self.source(trace.origin),
            anchors=anchors,
            differs=state_of(trace) == "overridden" or bool(changes),
            because=parse_inline(trace.because),
            changes=changes,
        )

    def aliases(self, address: str) -> tuple[str, ...]:
        entity = self.known.get(address)
        return entity.aliases if entity is not None else ()

    def changes(self, trace: Trace) -> tuple[FieldChange, ...]:
        """The fields that layers changed; a reason that the whole entity already gives is not said twice."""
        return tuple(
            FieldChange(
                one.field, one.old, one.new, self.layer_title(one.layer), parse_inline(one.because) if one.because != trace.because else ()
            )
            for one in trace.changes
        )

    def source(self, origin: Origin) -> Link:
        """The lines that state an entity: on the repository's pages if their address is known, else file and line alone."""
        return source_link(origin, self.settings)

    def run_place(self, phase: str = "") -> RunPlace:
        """Where the runs of the variant are ticked: on the page of a phase, or on the overview."""
        return RunPlace(
            site=self.settings.site_url or self.settings.site_name,
            variant=self.variant.id,
            release=self.settings.release,
            commit=self.settings.commit,
            phase=phase,
            root=f"{self.variant.id}/",
        )

    def head(self, here: str = "") -> Head:
        """The line below a page's title; `here` is the part of the variant that the page shows."""
        return Head(
            system=Link(self.title, self.page()),
            emergency=Link(self.words("emergency"), self.page("emergency")),
            phases=tuple((phase, Link(self.phase_title(phase), self.page(phase))) for phase in PHASES),
            here=here,
        )

    def compose_page(self, part: str, template: str, name: str, nav: tuple[str, ...] = (), /, **view: Any) -> Page:
        """Compose the page of one part of the runbook. Its heading is its `name`, unless the view has another `title`.

        `nav` are the titles of navigation sections between the system and the page.
        """
        shown = {"title": name, "head": self.head(part)} | view
        return Page(self.page(part), name, template, (self.title, *nav), self.variant.id, self.variant.language, shown)


def inline(text: str | None) -> Inline:
    """A writer's text with its markup; nothing for none."""
    return parse_inline(text) if text else ()


def kind_of(address: str) -> str:
    """What an entry is called, such as `item` or `sign-off`."""
    return HOLDERS[address.split(".")[-2]].noun


def phase_of(entity: Entity | None) -> PhaseId:
    """The phase whose page an entity stands on; the deployment day unless it says otherwise."""
    if isinstance(entity, OF_A_PHASE):
        return entity.phase or DEFAULT_PHASE
    return DEFAULT_PHASE


def words_of(entity: Entity | None) -> str:
    """The title or text of an entity as it is written, markup and all."""
    for field in NAMING_FIELDS.get(type(entity), ()):
        words = getattr(entity, field)
        if words:
            return str(words)
    return ""


def name_of(entity: Entity | None) -> str:
    """The title of an entity, or its text as the reader sees it."""
    title = getattr(entity, "title") if "title" in NAMING_FIELDS.get(type(entity), ()) else None  # noqa: B009 - not every entity has one
    return str(title) if title else plain_text(words_of(entity))


def state_of(trace: Trace) -> State:
    """The state of an entity; one that only fills what a layer left open says the same as that layer."""
    return trace.state if trace.state != "overridden" or trace.because or trace.changes else "inherited"


def source_link(origin: Origin, settings: SiteSettings) -> Link:
    """A link to the very lines in the repository; words alone without a repository."""
    words = f"{origin.file}:{origin.line}"
    if not settings.repo_url:
        return Link(words)
    lines = f"L{origin.line}-L{origin.last_line}" if origin.last_line > origin.line else f"L{origin.line}"
    return Link(words, f"{_file_address(settings.repo_url, settings.edit_branch, origin.file)}#{lines}")


@lru_cache(maxsize=65536)
def _file_address(repo_url: str, branch: str, file: str) -> str:
    return f"{repo_url.rstrip('/')}/blob/{quote(branch)}/{quote(file)}"
