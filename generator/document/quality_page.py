"""The page of data quality: first figures of all systems side by side, then the gaps of each system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.checks.completeness import OWNER, PHASE, REVIEWED, Quality, Waived, quality_of
from generator.document.document_parts import Inline, Link
from generator.document.overview import gap_text
from generator.document.page_paths import at_anchor
from generator.document.pages import Page, SiteSettings, page_across
from generator.document.runbook_context import RunbookContext
from generator.model.site_names import MATRIX, QUALITY
from generator.text.catalogue import Catalogue

# The collections that the page counts, in this order. Boxes have a column of their own.
COUNTED = (
    *("checklists", "procedures", "passages", "triggers", "slos", "contacts", "services", "severities", "sign-offs", "commands"),
    *("announcements", "facts", "links"),
)


@dataclass(frozen=True, slots=True)
class SystemQuality:
    """The figures of one system, with links to the places where an author can improve them.

    `without_role` are links to checklists and procedures, each with the number of its items and steps without a role. `waived` are waivers,
    each with a link to its entity and with its reason.
    """

    link: Link
    language: str
    figures: Quality
    gaps: tuple[Link, ...]
    unassigned: tuple[Link, ...]
    without_role: tuple[tuple[Link, int], ...]
    waived: tuple[tuple[Link, Waived, Inline], ...]
    layers: str


def quality_page(contexts: Sequence[RunbookContext], words: Catalogue, settings: SiteSettings) -> Page:
    systems = tuple(system_quality(context, words) for context in contexts)
    today, titles = settings.today.isoformat() if settings.today else "", (words("all"), words("quality"))
    return page_across(words, QUALITY, "quality", titles, systems=systems, counted=COUNTED, today=today, matrix_page=MATRIX)


def system_quality(context: RunbookContext, words: Catalogue) -> SystemQuality:
    figures = quality_of(context.variant, context.settings.today)
    lists = Counter(".".join(address.split(".")[:2]) for address in figures.without_role)
    return SystemQuality(
        link=context.link_to_page("", context.title),
        language=context.variant.language,
        figures=replace(figures, counts={key: figures.counts[key] for key in ("boxes", "blocking", *COUNTED)}),
        gaps=tuple(gap(context, words, key) for key in figures.gaps),
        unassigned=tuple(map(context.link, figures.unassigned)),
        without_role=tuple((Link(context.name(address), context.link(address).target), number) for address, number in lists.items()),
        waived=tuple((waived_link(context, words, one), one, context.inline(one.because)) for one in figures.waived),
        layers=at_anchor(context.page(), "layers" if len(context.variant.layers) > 1 else ""),
    )


def gap(context: RunbookContext, words: Catalogue, key: str) -> Link:
    """Return a link with the name of data that a system lacks, to the page that would show the data."""
    kind, _, name = key.partition(" ")
    page = context.page(name) if kind == PHASE or key in (OWNER, REVIEWED) else context.page_with(key)
    return Link(gap_text(context, words, key), page)


def waived_link(context: RunbookContext, words: Catalogue, waived: Waived) -> Link:
    return context.link_to_page("", words("overview")) if waived.address == "variant" else context.link(waived.address)
