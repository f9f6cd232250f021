"""One variant as its sheets see it: the head of a sheet, names, figures and moments in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from generator.document.pages import SiteSettings
from generator.document.sheets import BOOK, EMERGENCY, RECURRING, Sheet, SheetContact, SheetMoment, SheetSeverity
from generator.model.clock import Clock, in_words, span_in_words
from generator.model.entities import DEFAULT_PHASE, Announcement, Checklist, Entity, Item, PhaseId, Procedure, Step
from generator.model.moments import CADENCE_WORDS, Cadence, Offset
from generator.model.quantities import Duration, ordinal
from generator.model.variant import Variant, entities, short_form
from generator.text.inline_markup import plain_text

TITLES: dict[str, str] = {
    "prepare": "Prepare",
    "deploy-day": "Deployment day",
    "follow-up": "Follow-up",
    "operate": "Operate",
    "rollback": "Rollback",
    "incident": "Incident",
    EMERGENCY: "Emergency card",
    BOOK: "Runbook",
    RECURRING: "Recurring tasks",
}
# The page of the site that a sheet is printed from, where it has not the sheet's own name; that of the book is the overview.
PAGES = {BOOK: "", RECURRING: "operate/"}
# The phases of one deployment: their sheets are held against its T-0, the others against the day on which they are used.
COUNTED_DOWN = ("prepare", "deploy-day", "follow-up", "rollback")
# The sheet on which an entity stands that belongs to no phase of its own.
STANDS_ON = {"triggers": "rollback", "severities": "incident", "contacts": EMERGENCY, "commands": EMERGENCY}
COMMIT_LENGTH = 12

T = TypeVar("T")


class SheetContext:
    """What every sheet of one variant asks for."""

    def __init__(self, variant: Variant, settings: SiteSettings, clock: Clock | None) -> None:
        self.variant = variant
        self.runbook = variant.runbook
        self.settings = settings
        self.clock = clock
        self.known: dict[str, Entity] = dict(entities(variant.runbook))

    def sheet(self, part: str) -> Sheet:
        """A sheet with nothing but its head."""
        head, commit = self.runbook.variant, self.settings.commit[:COMMIT_LENGTH]
        again = f"again every {head.review_every}" if head.review_every else ""
        return Sheet(
            path=f"{self.variant.id}/sheets/{part}.md",
            variant=self.variant.id,
            part=part,
            title=self.title(part),
            system=head.title,
            owner=self.who(head.owner),
            reviewed=", ".join(filter(None, (words(head.reviewed), again))),
            release=self.settings.release,
            public=self.settings.public,
            commit=commit,
            address=self.settings.address(f"{self.variant.id}/{PAGES.get(part, f'{part}/')}index.html"),
            t0=in_words(self.clock.t0) if self.clock else "",
            counts_down=part in COUNTED_DOWN,
        )

    def title(self, part: str) -> str:
        entry = next((entry for phase, entry in self.runbook.phases.items() if phase == part), None)
        return entry.title if entry else TITLES[part]

    def who(self, contact: str | None) -> str:
        """A role, and who holds it when that is known."""
        entry = self.runbook.contacts.get(contact or "")
        if entry is None:
            return contact or ""
        return f"{entry.title} ({entry.name})" if entry.name else entry.title

    def people(self) -> Iterator[SheetContact]:
        """All contacts, in the order in which they are written."""
        for entry in self.runbook.contacts.values():
            after = self.runbook.contacts.get(entry.escalates_to or "")
            yield SheetContact(
                entry.title,
                name=entry.name or "",
                phone=entry.phone or "",
                email=entry.email or "",
                channel=entry.channel or "",
                hours=entry.hours or "",
                escalates_to=after.title if after else "",
            )

    @cached_property
    def roles(self) -> dict[str, dict[str, None]]:
        """The contacts whose roles are named in each phase, in order of first use."""
        found: dict[str, dict[str, None]] = {}
        phase: str = DEFAULT_PHASE
        for entity in self.known.values():
            if isinstance(entity, Checklist | Procedure):
                phase = entity.phase
            if isinstance(entity, Checklist | Procedure | Item | Step | Announcement) and entity.role:
                here = entity.phase or DEFAULT_PHASE if isinstance(entity, Announcement) else phase
                found.setdefault(here, {})[entity.role] = None
        return found

    def target(self, slo: str | None) -> str:
        """A target's name and figures: `API response time, 95th percentile under 200 ms, alert over 500 ms`."""
        entry = self.runbook.slos.get(slo or "")
        if entry is None:
            return slo or ""
        figures = f", {ordinal(entry.percentile)} percentile" if entry.percentile is not None else ""
        figures += f" {entry.target}" if entry.target else ""
        return f"{entry.title}{figures}" + (f", alert {entry.alert}" if entry.alert else "")

    def pointer(self, address: str, here: PhaseId) -> str:
        """Where to go on: an entity's name, and the sheet that it stands on when that is another."""
        entity = self.known.get(address)
        title = getattr(entity, "title", None) or getattr(entity, "label", None)
        name = title or plain_text(getattr(entity, "text", None) or "") or short_form(address)
        top = self.known.get(".".join(address.split(".")[:2]))
        part = top.phase if isinstance(top, Checklist | Procedure) else STANDS_ON.get(address.partition(".")[0], here)
        return name if part == here else f'{name}, on the sheet "{self.title(part)}"'

    def levels(self) -> Iterator[SheetSeverity]:
        """The levels of incident, gravest first."""
        for key, entry in self.runbook.severities.items():
            yield SheetSeverity(
                entry.label or key.upper(), entry.title, entry.text or "", words(entry.respond_within), entry.escalation or ""
            )

    def moment(self, at: Offset | None, lasts: Duration | None = None, every: Cadence | None = None) -> SheetMoment:
        clock = ""
        if at is not None and self.clock is not None:
            start = self.clock.at(at)
            end = self.clock.end(start, lasts) if lasts is not None else None
            clock = span_in_words(start, end) if end is not None else in_words(start)
        return SheetMoment(words(at), words(lasts), CADENCE_WORDS[every] if every else "", clock)


def by_heading(entries: Mapping[str, T], heading: Callable[[T], str]) -> dict[str, dict[str, T]]:
    """Entities by the heading that they are listed under, headings in order of first use."""
    parts: dict[str, dict[str, T]] = {}
    for key, entry in entries.items():
        parts.setdefault(heading(entry), {})[key] = entry
    return parts


def words(value: object) -> str:
    """A value as people write it, nothing for none."""
    return "" if value is None else str(value)


def spoken(key: str) -> str:
    """An id as a word: `not-reachable` is `Not reachable`."""
    said = key.replace("-", " ")
    return said[:1].upper() + said[1:]
