"""The pages across all variants that people enter by: the home page, the directories of contacts and of services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Inline, Link, Row
from generator.document.overview import Review, review
from generator.document.page_paths import CHANGES
from generator.document.pages import Page, SiteSettings
from generator.document.quality_page import QUALITY
from generator.document.reference_rows import bare
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PhaseId
from generator.text.catalogue import Catalogue

CONTACTS = "contacts/index.md"
SERVICES = "services/index.md"
HOME = "index.md"
URGENT: tuple[PhaseId, ...] = ("deploy-day", "rollback", "incident")


@dataclass(frozen=True, slots=True)
class Card:
    """A system on the home page."""

    link: Link
    summary: Inline
    boxes: int
    blocking: int
    triggers: int
    review: Review
    emergency: str
    phases: tuple[Link, ...]
    unassigned: int
    language: str


@dataclass(frozen=True, slots=True)
class SystemContacts:
    """One system's contacts in the directory."""

    link: Link
    variant: str
    rows: tuple[Row, ...]
    unassigned: int
    language: str


@dataclass(frozen=True, slots=True)
class Use:
    """One system's use of a service that others may use too."""

    system: Link
    language: str
    service: Link
    provider: str
    criticality: str


@dataclass(frozen=True, slots=True)
class SharedService:
    """A service by its title, with every system that needs it."""

    title: str
    anchor: str
    pages: tuple[Link, ...]
    uses: tuple[Use, ...]


def home_page(overviews: Sequence[tuple[RunbookContext, Page]], words: Catalogue, settings: SiteSettings) -> Page:
    return Page(
        path=HOME,
        title=words("home"),
        template="home",
        language=words.language,
        view={
            "title": settings.site_name,
            "cards": tuple(card(scope, overview) for scope, overview in overviews),
            "contacts": CONTACTS,
            "services": SERVICES,
            "public": settings.public,
            "matrix": "" if settings.public else "matrix/index.md",
            "quality": "" if settings.public else QUALITY,
            "release": settings.release,
            "changes": CHANGES,
            "commit": settings.commit,
        },
    )


def card(scope: RunbookContext, overview: Page) -> Card:
    return Card(
        link=Link(scope.title, scope.page()),
        summary=overview.view["summary"],
        boxes=overview.view["boxes"],
        blocking=overview.view["blocking"],
        triggers=overview.view["triggers"],
        review=review(scope.runbook.variant, scope.settings.today),
        emergency=scope.page("emergency"),
        phases=tuple(Link(scope.phase_title(phase), scope.page(phase)) for phase in URGENT),
        unassigned=overview.view["unassigned"],
        language=scope.variant.language,
    )


def contacts_page(documents: Sequence[RunbookDocument], words: Catalogue) -> Page:
    """All contacts, system by system: whoever calls knows the system, not the name."""
    parts = tuple(
        SystemContacts(
            link=Link(scope.title, scope.page("contacts")),
            variant=scope.variant.id,
            rows=document.contacts,
            unassigned=scope.unassigned(),
            language=scope.variant.language,
        )
        for document in documents
        for scope in [document.context]
    )
    return Page(
        path=CONTACTS,
        title=words("all.contacts"),
        template="all_contacts",
        nav=(words("all"),),
        language=words.language,
        view={
            "title": words("all.contacts"),
            "systems": parts,
            "unassigned": sum(part.unassigned for part in parts),
            "count": sum(len(part.rows) for part in parts),
            "public": any(document.context.settings.public for document in documents),
        },
    )


def services_page(scopes: Sequence[RunbookContext], words: Catalogue) -> Page:
    """All services by title: when one is down, every system that needs it is seen at once."""
    shared: dict[str, list[tuple[RunbookContext, str]]] = {}
    for scope in scopes:
        for key, entry in scope.runbook.services.items():
            shared.setdefault(" ".join(entry.title.casefold().split()), []).append((scope, key))
    services = tuple(shared_service(words, number, shared[title]) for number, title in enumerate(sorted(shared), 1))
    without = tuple((Link(scope.title, scope.page("services")), scope.variant.language) for scope in scopes if not scope.runbook.services)
    return Page(
        path=SERVICES,
        title=words("all.services"),
        template="all_services",
        nav=(words("all"),),
        language=words.language,
        view={"title": words("all.services"), "services": services, "without": without},
    )


def shared_service(words: Catalogue, number: int, found: Sequence[tuple[RunbookContext, str]]) -> SharedService:
    scope, key = found[0]
    pages: dict[str, None] = {}
    uses = []
    for scope, key in found:
        entry = scope.runbook.services[key]
        if entry.status_page:
            pages[entry.status_page] = None
        uses.append(
            Use(
                Link(scope.title, scope.page()),
                scope.variant.language,
                scope.link(f"services.{key}"),
                entry.provider or "",
                words(f"criticality.{entry.criticality}") if entry.criticality else "",
            )
        )
    title = found[0][0].runbook.services[found[0][1]].title
    return SharedService(title, f"service-{number}", tuple(Link(bare(page), page) for page in pages), tuple(uses))
