"""The data quality page: how complete each system's runbook is, side by side, then what is missing in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.completeness import OWNER, PHASE, REVIEWED, Quality, quality_of
from generator.document.document_parts import Inline, Link
from generator.document.overview import gap_word
from generator.document.page_paths import at_anchor
from generator.document.pages import Page, SiteSettings
from generator.document.runbook_context import RunbookContext, inline
from generator.model.variant import State, short_form
from generator.text.catalogue import Catalogue

QUALITY = "quality/index.md"
# What stands in a runbook, in the order in which it is counted; boxes stand in a column of their own.
COUNTED = ("checklists", "procedures", "triggers", "slos", "contacts", "services", "severities", "sign-offs", "commands", "announcements")


@dataclass(frozen=True, slots=True)
class Lacking:
    """A checklist or procedure with the number of its items and steps that nobody is named for."""

    link: Link
    number: int


@dataclass(frozen=True, slots=True)
class WaivedRule:
    """A rule that is waived for something, with the reason and the last day."""

    link: Link
    rule: str
    because: Inline
    until: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One system: its figures, and where to mend what they count. `states` count its entities by what it makes of its layers."""

    link: Link
    variant: str
    language: str
    boxes: int
    blocking: int
    counts: tuple[tuple[str, int], ...]
    gaps: tuple[Link, ...]
    contacts: int
    unassigned: tuple[Link, ...]
    reviewed: str
    every: str
    due: str
    overdue: bool
    tasks: int
    without_role: int
    lacking: tuple[Lacking, ...]
    waived: tuple[WaivedRule, ...]
    states: tuple[tuple[State, int], ...]
    layers: str


def quality_page(scopes: Sequence[RunbookContext], words: Catalogue, settings: SiteSettings) -> Page:
    return Page(
        path=QUALITY,
        title=words("quality"),
        template="quality",
        nav=(words("all"),),
        language=words.language,
        view={
            "title": words("quality"),
            "systems": tuple(standing(scope, words) for scope in scopes),
            "today": settings.today.isoformat() if settings.today else "",
            "matrix_page": "matrix/index.md",
        },
    )


def standing(scope: RunbookContext, words: Catalogue) -> Standing:
    found = quality_of(scope.variant, scope.settings.today)
    return Standing(
        link=Link(scope.title, scope.page()),
        variant=scope.variant.id,
        language=scope.variant.language,
        boxes=found.counts["boxes"],
        blocking=found.counts["blocking"],
        counts=tuple((words(f"quality.{key}"), found.counts[key]) for key in COUNTED),
        gaps=tuple(gap(scope, words, key) for key in found.gaps),
        contacts=found.counts["contacts"],
        unassigned=tuple(scope.link(address) for address in found.unassigned),
        reviewed=found.reviewed.isoformat() if found.reviewed else "",
        every=found.review_every,
        due=found.review_due.isoformat() if found.review_due else "",
        overdue=found.overdue,
        tasks=found.tasks,
        without_role=len(found.without_role),
        lacking=tuple(lacking(scope, found)),
        waived=tuple(waived(scope, words, found)),
        states=tuple(found.distance.items()),
        layers=at_anchor(scope.page(), "layers" if len(scope.variant.layers) > 1 else ""),
    )


def gap(scope: RunbookContext, words: Catalogue, key: str) -> Link:
    """What a system does not define, with the page on which it would stand."""
    kind, _, name = key.partition(" ")
    if kind == PHASE:
        return Link(gap_word(scope, words, key), scope.page(name))
    return Link(gap_word(scope, words, key), scope.page() if key in (OWNER, REVIEWED) else scope.page_with(key))


def waived(scope: RunbookContext, words: Catalogue, found: Quality) -> Iterator[WaivedRule]:
    for one in found.waived:
        link = Link(words("overview"), scope.page()) if one.address == "variant" else scope.link(one.address)
        yield WaivedRule(link, one.rule, inline(one.because), one.until.isoformat(), one.ended)


def lacking(scope: RunbookContext, found: Quality) -> Iterator[Lacking]:
    """The lists in which roles are missing, in display order."""
    numbers: dict[str, int] = {}
    for address in found.without_role:
        above = ".".join(address.split(".")[:2])
        numbers[above] = numbers.get(above, 0) + 1
    for address, number in numbers.items():
        link = scope.link(address)
        yield Lacking(Link(link.text or short_form(address), link.target), number)
