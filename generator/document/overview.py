"""A variant's first page: what the system is, what its phases hold, what is missing, where it deviates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.checks.completeness import PHASE, due, gaps, is_overdue
from generator.document.drawings.timeline import OffsetScale, PlacedChecklist, Stretch, stretches
from generator.document.page_context import PageContext, state_of
from generator.document.page_model import FieldChange, Link, Moment
from generator.document.page_paths import CHANGES, href
from generator.document.pages import Page
from generator.model.entities import PHASES, PhaseId, VariantHead
from generator.model.variant import collection, short_form
from generator.text.catalogue import Catalogue
from generator.text.inline_markup import plain_text

REFERENCE_KEYS = {
    "contacts": "contacts",
    "services": "services",
    "targets": "slos",
    "severities": "severities",
    "commands": "commands",
    "sign-offs": "sign-offs",
}
GROUP_LEVEL = 2


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """A phase on the overview: its lists, by the moment at which they start."""

    id: PhaseId
    link: Link
    sheet: str
    summary: str
    count: int
    blocking: int
    lists: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """An entity of a shared layer that the variant changes or leaves out, and why."""

    link: Link
    address: str
    state: str
    layer: str
    because: str
    changes: tuple[FieldChange, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class Review:
    """When the runbook was last read against the system, how often it must be, and since when that is overdue."""

    reviewed: str = ""
    every: str = ""
    overdue_since: str = ""


def overview_page(scope: PageContext, phases: Mapping[PhaseId, Page]) -> Page:
    origin = scope.page()
    head = scope.runbook.variant
    scale = OffsetScale.over(one.moment for page in phases.values() for one in lists_of(page, origin))
    states = Counter(
        state_of(trace) for address, trace in scope.variant.traces.items() if address in scope.known or trace.state == "removed"
    )
    return Page(
        path=origin,
        title=scope.words("overview"),
        template="overview",
        nav=(scope.title,),
        variant=scope.variant.id,
        view={
            "title": scope.title,
            "trail": scope.trail("variant"),
            "summary": head.summary or "",
            "owner": scope.contact(head.owner, origin),
            "review": review(head, scope.settings.today),
            "layers": tuple(scope.layer_title(layer) for layer in scope.variant.layers if layer != scope.variant.id),
            "params": tuple(head.params.items()),
            "release": Link(scope.settings.release, href(origin, CHANGES, scope.variant.id)) if scope.settings.release else None,
            "run": scope.run_place(origin),
            "phases": tuple(phase_card(scope, phase, phases[phase], origin, scale) for phase in PHASES),
            "ticks": scale.ticks() if scale else (),
            "reference": tuple(reference_links(scope, origin)),
            "emergency": href(origin, scope.page("emergency")),
            "emergency_sheet": href(origin, scope.page("print"), "emergency"),
            "public": scope.settings.public,
            "gaps": () if scope.settings.public else gap_words(scope),
            "boxes": sum(page.view["count"] for page in phases.values()),
            "blocking": sum(page.view["blocking"] for page in phases.values()),
            "unassigned": scope.unassigned(),
            "contacts": len(scope.runbook.contacts),
            "triggers": len(scope.runbook.triggers),
            "states": {state: states[state] for state in ("inherited", "added", "overridden", "removed")},
            "deviations": tuple(deviations(scope, origin)),
            "matrix": href(origin, "matrix/index.md"),
        },
    )


def review(head: VariantHead, today: date | None) -> Review:
    reviewed = head.reviewed.isoformat() if head.reviewed else ""
    return Review(reviewed, str(head.review_every or ""), str(due(head)) if is_overdue(head, today) else "")


def phase_card(scope: PageContext, phase: PhaseId, page: Page, origin: str, scale: OffsetScale | None) -> PhaseCard:
    return PhaseCard(
        id=phase,
        link=Link(page.title, href(origin, page.path)),
        sheet=href(origin, scope.page("print"), phase),
        summary=page.view["summary"],
        count=page.view["count"],
        blocking=page.view["blocking"],
        lists=stretches(lists_of(page, origin), scale),
    )


def lists_of(page: Page, origin: str) -> Iterable[PlacedChecklist]:
    """The lists of a phase with their moments; a list without a length of its own takes as long as its group."""
    group: Moment | None = None
    for section in page.view["sections"]:
        if section.kind == "group":
            group = section.moment
            continue
        moment = section.moment
        shared = group if section.level > GROUP_LEVEL and moment is not None and not moment.lasts else None
        if shared is not None and moment is not None and shared.seconds == moment.seconds:
            moment = replace(moment, lasts=shared.lasts, lasting=shared.lasting)
        yield PlacedChecklist(Link(section.title, href(origin, page.path, section.anchor)), section.anchor, section.count, moment)


def reference_links(scope: PageContext, origin: str) -> Iterable[tuple[Link, int]]:
    for part, key in REFERENCE_KEYS.items():
        yield Link(scope.words(f"reference.{part}"), href(origin, scope.page(part))), len(collection(scope.runbook, key))


def gap_words(scope: PageContext) -> tuple[str, ...]:
    """What the system does not define."""
    return tuple(gap_word(scope, scope.words, key) for key in gaps(scope.runbook))


def gap_word(scope: PageContext, words: Catalogue, key: str) -> str:
    """The words for a gap, as the figures of a runbook's quality name it."""
    phase = next((phase for phase in PHASES if key == f"{PHASE} {phase}"), None)
    return words("gap.phase", phase=scope.phase_title(phase)) if phase is not None else words(f"gap.{key}")


def deviations(scope: PageContext, origin: str) -> Iterable[Deviation]:
    """Removed entities below a removed one are left out: they went with it."""
    removed: set[str] = set()
    for address, trace in scope.variant.traces.items():
        state = state_of(trace)
        if state not in ("overridden", "removed"):
            continue
        if state == "removed":
            if any(address.startswith(f"{above}.") for above in removed):
                continue
            removed.add(address)
        yield Deviation(
            link=scope.link(address, origin) if address in scope.known else Link(plain_text(trace.title) or short_form(address)),
            address=address,
            state=state,
            layer=scope.layer_title(trace.layer),
            because=trace.because,
            changes=scope.changes(trace),
            source=scope.source(trace.origin),
        )
