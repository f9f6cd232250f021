"""One variant as its pages see it: links to its entities, their names, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from generator.checks.completeness import is_unassigned
from generator.document.fingerprints import fingerprints
from generator.document.page_model import FieldChange, Head, Link, RunPlace, Trail
from generator.document.page_paths import href, page_holding, page_of
from generator.document.pages import SiteSettings
from generator.model.addresses import all_former
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
from generator.model.variant import Origin, State, Trace, Variant, entities, short_form
from generator.text.catalogue import Catalogue, catalogue
from generator.text.inline_markup import plain_text

# The fields that name an entity, the best first; to ask an entity for a field that its class lacks is slow.
NAMING_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(name for name in ("title", "text", "label") if name in kind.model_fields) for kind in Entity.__subclasses__()
}


class PageContext:
    """What every page of one variant asks for. Built once per variant, read only afterwards."""

    def __init__(self, variant: Variant, settings: SiteSettings, layers: Mapping[str, str]) -> None:
        self.variant = variant
        self.runbook: Runbook = variant.runbook
        self.settings = settings
        self.layers = layers
        self.words: Catalogue = catalogue("page", variant.language)
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

    def link(self, address: str, origin: str) -> Link:
        """The link from the page at path `origin` to an entity; words alone when there is no such entity."""
        if address not in self.known:
            return Link(short_form(address))
        is_page = address.startswith("phases.") and address.count(".") == 1
        anchor = "" if is_page or self.is_empty_group(address) else address
        return Link(self.name(address), href(origin, self.page_with(address), anchor))

    def is_empty_group(self, address: str) -> bool:
        """Whether an address is that of a group without any list, which has no heading on its phase's page."""
        if not isinstance(self.known.get(address), Group):
            return False
        _, phase, _, key = address.split(".")
        return not any((one.phase, one.group) == (phase, key) for one in self.runbook.checklists.values())

    def contact(self, role: str | None, origin: str) -> Link | None:
        return self.link(f"contacts.{role}", origin) if role else None

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
            because=trace.because,
            changes=changes,
        )

    def aliases(self, address: str) -> tuple[str, ...]:
        entity = self.known.get(address)
        return entity.aliases if entity is not None else ()

    def changes(self, trace: Trace) -> tuple[FieldChange, ...]:
        """The fields that layers changed; a reason that the whole entity already gives is not said twice."""
        return tuple(
            FieldChange(one.field, one.old, one.new, self.layer_title(one.layer), one.because if one.because != trace.because else "")
            for one in trace.changes
        )

    def source(self, origin: Origin) -> Link:
        """The lines that state an entity: on the repository's pages if their address is known, else file and line alone."""
        return source_link(origin, self.settings)

    def run_place(self, origin: str, phase: str = "") -> RunPlace:
        """Where the runs of the variant are ticked: on the page of a phase, or on the overview."""
        return RunPlace(
            site=self.settings.site_url or self.settings.site_name,
            variant=self.variant.id,
            release=self.settings.release,
            commit=self.settings.commit,
            phase=phase,
            root=href(origin, f"{self.variant.id}/"),
        )

    def head(self, origin: str, here: str = "") -> Head:
        """The line below a page's title; `here` is the part of the variant that the page shows."""
        phases = tuple((phase, Link(self.phase_title(phase), href(origin, self.page(phase)))) for phase in PHASES)
        emergency = Link(self.words("emergency"), href(origin, self.page("emergency")))
        return Head(
            system=Link(self.title, href(origin, self.page())),
            emergency=emergency,
            phases=phases,
            here=here,
        )


def phase_of(entity: Entity | None) -> PhaseId:
    """The phase whose page an entity stands on; the deployment day unless it says otherwise."""
    if isinstance(entity, Checklist | Procedure | SignOff | Announcement | Blank | Note):
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
