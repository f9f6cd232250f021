"""A variant's first page: what the system is, what each phase contains, what is missing, and where it differs from its layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.checks.completeness import PHASE, gaps, is_overdue, review_due
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Link, Moment, PhasePart, Provenance, Section
from generator.document.drawings.timeline import OffsetScale, Stretch, stretches
from generator.document.page_paths import CHANGES, REFERENCE, at_anchor
from generator.document.pages import Page
from generator.document.runbook_context import RunbookContext, state_of
from generator.model.variant import STATES, State, collection, short_form
from generator.text.catalogue import Catalogue
from generator.text.inline_markup import plain_text

GROUP_LEVEL = 2


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """A phase on the overview; `lists` are its checklists, those with the same start together."""

    part: PhasePart
    page: str
    sheet: str
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
    settings, runbook, variant = context.settings, context.runbook, context.variant
    lists = {phase: tuple(lists_of(part)) for phase, part in document.phases.items()}
    scale = OffsetScale.over(one.moment for sections in lists.values() for one in sections)
    parts, sheets = document.phases.values(), context.page("print")
    cards = tuple(
        PhaseCard(part, context.page(part.id), at_anchor(sheets, part.id), tuple(stretches(lists[part.id], scale))) for part in parts
    )
    traces = variant.traces.items()
    states = Counter(state_of(trace) for address, trace in traces if address in context.known or trace.state == "removed")
    return context.compose_page(
        "",
        "overview",
        context.words("overview"),
        title=context.title,
        provenance=context.provenance("variant"),
        summary=document.summary,
        owner=context.contact(runbook.variant.owner),
        review=runbook.variant,
        overdue_since=review_due(runbook.variant) if is_overdue(runbook.variant, settings.today) else None,
        layers=tuple(context.layer_title(layer) for layer in variant.layers if layer != variant.id),
        params=tuple(runbook.variant.params.items()),
        release=Link(settings.release, at_anchor(CHANGES, variant.id)) if settings.release else None,
        run=True,
        phases=cards,
        ticks=scale.ticks() if scale else (),
        reference=tuple(
            (context.link_to_page(part, context.words(f"reference.{part}")), len(collection(runbook, key)))
            for key, part in (REFERENCE | {"sign-offs": "sign-offs"}).items()
        ),
        emergency_sheet=at_anchor(sheets, "emergency"),
        gaps=() if settings.public else tuple(gap_text(context, context.words, key) for key in gaps(runbook)),
        boxes=sum(part.count for part in parts),
        blocking=sum(part.blocking for part in parts),
        unassigned=context.unassigned(),
        contacts=len(runbook.contacts),
        triggers=len(runbook.triggers),
        states={state: states[state] for state in STATES},
        deviations=tuple(deviations(context)),
        matrix="matrix/index.md",
    )


def lists_of(part: PhasePart) -> Iterator[Section]:
    """The checklists of a phase with their moments. One without a duration takes as long as its group."""
    group: Moment | None = None
    for section in part.sections:
        moment = section.moment
        if section.kind == "group":
            group = moment
        elif group and moment and section.level > GROUP_LEVEL and not moment.lasts and group.seconds == moment.seconds:
            yield replace(section, moment=replace(moment, lasts=group.lasts, lasting=group.lasting))
        else:
            yield section


def gap_text(context: RunbookContext, words: Catalogue, key: str) -> str:
    """Name something that a runbook does not define; `key` is one of `completeness.gaps`."""
    kind, _, phase = key.partition(" ")
    return words("gap.phase", phase=context.phase_titles[phase]) if kind == PHASE else words(f"gap.{key}")


def deviations(context: RunbookContext) -> Iterable[Deviation]:
    """What the variant overrides and removes. Entities inside a removed one are left out."""
    removed: set[str] = set()
    for address, trace in context.variant.traces.items():
        state = state_of(trace)
        if state not in ("overridden", "removed") or any(address.startswith(f"{holder}.") for holder in removed):
            continue
        if state == "removed":
            removed.add(address)
        link = context.link(address) if address in context.known else Link(plain_text(trace.title) or short_form(address))
        yield Deviation(link, address, state, context.layer_title(trace.layer), context.provenance(address))
