"""The pages about all systems on which readers start: the home page and the directories of contacts and services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Link
from generator.document.pages import Page, SiteSettings, page_across
from generator.document.reference_rows import without_scheme
from generator.document.runbook_context import RunbookContext
from generator.document.web_links import runbook_of
from generator.model.entities import PhaseId, Service
from generator.model.site_names import CHANGES, CONTACTS, HOME, MATRIX, QUALITY, SERVICES
from generator.text.catalogue import Catalogue

FIGURES = ("summary", "blocking", "reviewed", "overdue_since", "unassigned", "unfit", "lacks")
URGENT: tuple[PhaseId, ...] = ("deploy-day", "rollback", "incident")


@dataclass(frozen=True, slots=True)
class Card:
    """A system on the home page. `figures` are values of the system's overview page."""

    link: Link
    language: str
    emergency: str
    phases: tuple[Link, ...]
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SharedService:
    """A service with its status pages, and the runbooks that this site has for it.

    `uses` has a link, the language, the provider and the criticality for each system that needs the service.
    """

    title: str
    anchor: str
    pages: tuple[Link, ...]
    runbooks: tuple[Link, ...]
    uses: tuple[tuple[Link, str, str, str], ...]


def home_page(overviews: Sequence[tuple[RunbookContext, Page]], words: Catalogue, settings: SiteSettings) -> Page:
    return page_across(
        words,
        HOME,
        "home",
        (words("home"),),
        title=settings.site_name,
        cards=tuple(card(context, overview) for context, overview in overviews),
        contacts=CONTACTS,
        services=SERVICES,
        matrix=MATRIX,
        quality=QUALITY,
        changes=CHANGES,
        settings=settings,
    )


def card(context: RunbookContext, overview: Page) -> Card:
    phases = tuple(context.link_to_page(phase, context.phase_titles[phase]) for phase in URGENT if phase in context.phases)
    figures = {key: overview.view[key] for key in FIGURES}
    return Card(context.link_to_page("", context.title), context.variant.language, context.page("emergency"), phases, figures)


def contacts_page(documents: Sequence[RunbookDocument], words: Catalogue) -> Page:
    """Return the page of all contacts, by system, because a caller knows the name of the system but not of the contact."""
    contexts = [document.context for document in documents]
    systems = tuple((one.context.title, one.context.variant.id, one.context.variant.language, one.contacts) for one in documents)
    unassigned, count = sum(context.unassigned() for context in contexts), sum(len(document.contacts) for document in documents)
    public, titles = any(context.settings.public for context in contexts), (words("all"), words("all.contacts"))
    return page_across(words, CONTACTS, "all_contacts", titles, systems=systems, unassigned=unassigned, count=count, public=public)


def services_page(contexts: Sequence[RunbookContext], words: Catalogue) -> Page:
    """Return the page of all services, by title, so that a reader sees every system that needs a broken service."""
    shared: dict[str, list[tuple[RunbookContext, str, Service]]] = {}
    for context in contexts:
        for key, entry in context.runbook.services.items():
            shared.setdefault(" ".join(entry.title.casefold().split()), []).append((context, key, entry))
    services = tuple(shared_service(words, number, shared[title]) for number, title in enumerate(sorted(shared), 1))
    without = tuple((one.link_to_page("services", one.title), one.variant.language) for one in contexts if not one.runbook.services)
    return page_across(words, SERVICES, "all_services", (words("all"), words("all.services")), services=services, without=without)


def shared_service(words: Catalogue, number: int, found: Sequence[tuple[RunbookContext, str, Service]]) -> SharedService:
    uses = []
    for context, key, entry in found:
        link = Link(context.title, context.link(f"services.{key}").target)
        criticality = words(f"criticality.{entry.criticality}") if entry.criticality else ""
        uses.append((link, context.variant.language, entry.provider or "", criticality))
    pages = tuple(Link(without_scheme(page), page) for page in dict.fromkeys(entry.status_page for _, _, entry in found) if page)
    runbooks = dict.fromkeys(filter(None, (runbook_of(context, entry) for context, _, entry in found)))
    return SharedService(found[0][2].title, f"service-{number}", pages, tuple(runbooks), tuple(uses))
