"""A variant's first page: what the system is, what its phases hold, what is missing, where it deviates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.checks.completeness import PHASE, due, gaps, is_overdue
from generator.document.compose import RunbookDocument
from generator.document.document_parts import FieldChange, Inline, Link, Moment, PhasePart
from generator.document.drawings.timeline import OffsetScale, PlacedChecklist, Stretch, stretches
from generator.document.page_paths import CHANGES, at_anchor
from generator.document.pages import Page
from generator.document.runbook_context import RunbookContext, inline, state_of
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
    summary: Inline
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
    because: Inline
    changes: tuple[FieldChange, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class Review:
    """When the runbook was last read against the system, how often it must be, and since when that is overdue."""

    reviewed: str = ""
    every: str = ""
    overdue_since: str = ""


def overview_page(document: RunbookDocument) -> Page:
    context = document.context
    head = context.runbook.variant
    scale = OffsetScale.over(one.moment for part in document.phases.values() for one in lists_of(context, part))
    cards = tuple(phase_card(context, document.phases[phase], phase, scale) for phase in PHASES)
    states = Counter(
        state_of(trace) for address, trace in context.variant.traces.items() if address in context.known or trace.state == "removed"
    )
    return Page(
        path=context.page(),
        title=context.words("overview"),
        template="overview",
        nav=(context.title,),
        variant=context.variant.id,
        view={
            "title": context.title,
            "trail": context.trail("variant"),
            "summary": document.summary,
            "owner": context.contact(head.owner),
            "review": review(head, context.settings.today),
            "layers": tuple(context.layer_title(layer) for layer in context.variant.layers if layer != context.variant.id),
            "params": tuple(head.params.items()),
            "release": Link(context.settings.release, at_anchor(CHANGES, context.variant.id)) if context.settings.release else None,
            "run": context.run_place(),
            "phases": cards,
            "ticks": scale.ticks() if scale else (),
            "reference": tuple(reference_links(context)),
            "emergency": context.page("emergency"),
            "emergency_sheet": at_anchor(context.page("print"), "emergency"),
            "public": context.settings.public,
            "gaps": () if context.settings.public else gap_words(context),
            "boxes": sum(card.count for card in cards),
            "blocking": sum(card.blocking for card in cards),
            "unassigned": context.unassigned(),
            "contacts": len(context.runbook.contacts),
            "triggers": len(context.runbook.triggers),
            "states": {state: states[state] for state in ("inherited", "added", "overridden", "removed")},
            "deviations": tuple(deviations(context)),
            "matrix": "matrix/index.md",
        },
    )


def review(head: VariantHead, today: date | None) -> Review:
    reviewed = head.reviewed.isoformat() if head.reviewed else ""
    return Review(reviewed, str(head.review_every or ""), str(due(head)) if is_overdue(head, today) else "")


def phase_card(context: RunbookContext, part: PhasePart, phase: PhaseId, scale: OffsetScale | None) -> PhaseCard:
    boxes = part.boxes
    return PhaseCard(
        id=phase,
        link=context.link_to_page(phase, part.title),
        sheet=at_anchor(context.page("print"), phase),
        summary=part.summary,
        count=len(boxes),
        blocking=sum(box.blocking for box in boxes),
        lists=stretches(lists_of(context, part), scale),
    )


def lists_of(context: RunbookContext, part: PhasePart) -> Iterable[PlacedChecklist]:
    """The lists of a phase with their moments; a list without a length of its own takes as long as its group."""
    group: Moment | None = None
    for section in part.sections:
        if section.kind == "group":
            group = section.moment
            continue
        moment = section.moment
        shared = group if section.level > GROUP_LEVEL and moment is not None and not moment.lasts else None
        if shared is not None and moment is not None and shared.seconds == moment.seconds:
            moment = replace(moment, lasts=shared.lasts, lasting=shared.lasting)
        link = Link(section.title, at_anchor(context.page(part.id), section.anchor))
        yield PlacedChecklist(link, section.anchor, section.count, moment)


def reference_links(context: RunbookContext) -> Iterable[tuple[Link, int]]:
    for part, key in REFERENCE_KEYS.items():
        yield context.link_to_page(part, context.words(f"reference.{part}")), len(collection(context.runbook, key))


def gap_words(context: RunbookContext) -> tuple[str, ...]:
    """What the system does not define."""
    return tuple(gap_word(context, context.words, key) for key in gaps(context.runbook))


def gap_word(context: RunbookContext, words: Catalogue, key: str) -> str:
    """The words for a gap, as the figures of a runbook's quality name it."""
    phase = next((phase for phase in PHASES if key == f"{PHASE} {phase}"), None)
    return words("gap.phase", phase=context.phase_title(phase)) if phase is not None else words(f"gap.{key}")


def deviations(context: RunbookContext) -> Iterable[Deviation]:
    """Removed entities below a removed one are left out: they went with it."""
    removed: set[str] = set()
    for address, trace in context.variant.traces.items():
        state = state_of(trace)
        if state not in ("overridden", "removed"):
            continue
        if state == "removed":
            if any(address.startswith(f"{above}.") for above in removed):
                continue
            removed.add(address)
        yield Deviation(
            link=context.link(address) if address in context.known else Link(plain_text(trace.title) or short_form(address)),
            address=address,
            state=state,
            layer=context.layer_title(trace.layer),
            because=inline(trace.because),
            changes=context.changes(trace),
            source=context.source(trace.origin),
        )
