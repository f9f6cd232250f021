"""The first page of a variant: the system, its phases, the data that it lacks, and its deviations from shared layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.checks.completeness import PHASE, gaps, is_overdue, review_due
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Inline, Link, Moment, Provenance
from generator.document.drawings.timeline import OffsetScale, PlacedChecklist, Stretch, stretches
from generator.document.line_history import PAST_RUNS
from generator.document.not_defined import absent_phases, not_defined, undefined_phases
from generator.document.page_paths import REFERENCE, at_anchor
from generator.document.pages import Page
from generator.document.phase_part import PhasePart
from generator.document.runbook_context import RunbookContext, state_of
from generator.document.sheets import EMERGENCY
from generator.document.unfit_sheets import unfit_keys
from generator.model.entities import PHASES, PhaseId
from generator.model.site_names import CHANGES, MATRIX
from generator.model.variant import STATES, State, collection, is_removed_from_layer, short_form
from generator.text.catalogue import Catalogue
from generator.text.inline_markup import plain_text

GROUP_LEVEL = 2


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """A phase on the overview. `lists` are its checklists; those that start together are one stretch."""

    id: PhaseId
    link: Link
    summary: Inline
    count: int
    blocking: int
    lists: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """An entity of a shared layer that the variant overrides or removes."""

    link: Link
    address: str
    state: State
    layer: str
    provenance: Provenance


def overview_page(document: RunbookDocument) -> Page:
    context = document.context
    settings, runbook, variant, head = context.settings, context.runbook, context.variant, context.runbook.variant
    lists = {phase: tuple(lists_of(part)) for phase, part in document.phases.items()}
    scale = OffsetScale.over(one.moment for placed in lists.values() for one in placed)
    cards = tuple(phase_card(context, document.phases[phase], tuple(stretches(lists[phase], scale))) for phase in context.phases)
    traces = variant.traces.items()
    given = {field: context.layer_title(layer) for field, layer in variant.traces["variant"].filled} if "variant" in variant.traces else {}
    states = Counter(state_of(trace) for address, trace in traces if address in context.known or is_removed_from_layer(trace, variant.id))
    return context.compose_page(
        "",
        "overview",
        context.words("overview"),
        title=context.title,
        provenance=context.provenance("variant"),
        summary=document.summary,
        about=document.about,
        facts=document.facts,
        links=document.links,
        owner=context.contact(head.owner),
        reviewed=head.reviewed,
        review_every=head.review_every,
        overdue_since=review_due(head) if is_overdue(head, settings.today) else None,
        layers=tuple(context.layer_title(layer) for layer in variant.layers if layer != variant.id),
        params=tuple((name, value, given.get(f"params.{name}", "")) for name, value in head.params.items()),
        release=Link(settings.release, at_anchor(CHANGES, variant.id)) if settings.release else None,
        run=True,
        phases=cards,
        undefined=not_defined(context, undefined_phases(context)),
        absent=absent_phases(context, *PHASES),
        ticks=scale.ticks() if scale else (),
        reference=tuple(
            (context.link_to_page(part, context.words(f"reference.{part}")), len(collection(runbook, key)))
            for key, part in (REFERENCE | {"sign-offs": "sign-offs"}).items()
        ),
        past=(context.link_to_page(PAST_RUNS, context.words("past")), len(variant.runs)),
        sheets=context.page("print"),
        gaps=() if settings.public else tuple(gap_text(context, context.words, key) for key in gaps(variant) if not key.startswith(PHASE)),
        boxes=sum(card.count for card in cards),
        blocking=sum(card.blocking for card in cards),
        unassigned=context.unassigned(),
        unfit=tuple(unfit_keys(document, EMERGENCY)),
        lacks=len(undefined_phases(context)),
        contacts=len(runbook.contacts),
        triggers=len(document.triggers),
        states={state: states[state] for state in STATES},
        deviations=tuple(deviations(context)),
        matrix=MATRIX,
    )


def phase_card(context: RunbookContext, part: PhasePart, lists: tuple[Stretch, ...]) -> PhaseCard:
    return PhaseCard(part.id, context.link_to_page(part.id, part.title), part.summary, len(part.boxes), part.blocking, lists)


def lists_of(part: PhasePart) -> Iterator[PlacedChecklist]:
    """Yield the checklists of a phase with their moments. A checklist without a duration gets the duration of its group."""
    group: Moment | None = None
    for section in part.sections:
        moment = section.moment
        if section.kind == "group":
            group = moment
            continue
        if group and moment and section.level > GROUP_LEVEL and not moment.lasts and group.seconds == moment.seconds:
            moment = replace(moment, lasts=group.lasts, lasting=group.lasting)
        yield PlacedChecklist(section.title, section.anchor, section.count, moment)


def gap_text(context: RunbookContext, words: Catalogue, key: str) -> str:
    """Return a text for data that a runbook lacks. `key` is one of `completeness.gaps`."""
    kind, _, phase = key.partition(" ")
    return words("gap.phase", phase=context.phase_titles[phase]) if kind == PHASE else words(f"gap.{key}")


def deviations(context: RunbookContext) -> Iterable[Deviation]:
    """Yield the entities that the variant overrides or removes. Entities inside a removed entity are left out."""
    removed: set[str] = set()
    for address, trace in context.variant.traces.items():
        state = state_of(trace)
        if not (state == "overridden" or is_removed_from_layer(trace, context.variant.id)):
            continue
        if any(address.startswith(f"{holder}.") for holder in removed):
            continue
        if state == "removed":
            removed.add(address)
        link = context.link(address) if address in context.known else Link(plain_text(trace.title) or short_form(address))
        yield Deviation(link, address, state, context.layer_title(trace.layer), context.provenance(address))
