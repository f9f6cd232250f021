"""The matrix: what each variant inherits, adds, overrides and removes, box by box and phase by phase, with the reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.document.document_parts import FieldChange, Inline, Link
from generator.document.gather_boxes import ComparedList, gather, is_list, states_of
from generator.document.page_paths import at_anchor
from generator.document.pages import Page, page_across
from generator.document.runbook_context import RunbookContext, inline, state_of, words_of
from generator.model.entities import PHASES, PhaseId
from generator.model.variant import STATES, State
from generator.text.catalogue import Catalogue

INDEX = "matrix/index.md"


@dataclass(frozen=True, slots=True)
class RowNote:
    """Why one variant overrides or removes a box, and the fields that it changes; or its `text`, if others added the same box too."""

    system: str
    language: str
    state: State
    because: Inline = ()
    changes: tuple[FieldChange, ...] = ()
    text: Inline = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A box that shared layers contain or that two or more variants have; `cells` are the state in each variant, with a link to it."""

    text: Inline
    depth: int
    cells: tuple[tuple[str, str], ...]
    notes: tuple[RowNote, ...]


@dataclass(frozen=True, slots=True)
class MatrixList:
    """A checklist or procedure across variants.

    `columns` are the variants that have it, each with its language. `lone` are the boxes that only one variant has: the system, its
    language, and links to them.
    """

    title: str
    anchor: str
    columns: tuple[tuple[Link, str], ...]
    rows: tuple[MatrixRow, ...]
    lone: tuple[tuple[Link, str, tuple[Link, ...]], ...]


def matrix_pages(contexts: Sequence[RunbookContext], words: Catalogue) -> Iterator[Page]:
    """The counts of all phases, and a page for each phase. The size of a page grows with the boxes, not with boxes times variants."""
    gathered = gather(contexts, words)
    nav = (words("all"), words("matrix"))
    counts: defaultdict[tuple[str, PhaseId], Counter[State]] = defaultdict(Counter)
    for phase, lists in gathered.items():
        for context, traces in (variant for one in lists for variant in one.variants):
            counts[context.variant.id, phase] += states_of(traces)
    rows = []
    for context in contexts:
        cells = tuple(counts[context.variant.id, phase] for phase in PHASES)
        rows.append((context.link_to_page("", context.title), context.variant.language, cells, sum(cells, Counter())))
    paths = {phase: f"matrix/{phase}/index.md" for phase in PHASES}
    phases = tuple(Link(words(f"phase.{phase}"), path) for phase, path in paths.items())
    yield page_across(
        words, INDEX, "matrix", (*nav, words("matrix.phases")), title=words("matrix"), phases=phases, rows=rows, states=STATES
    )
    for phase, path in paths.items():
        name = words(f"phase.{phase}")
        found = [matrix_list(words, one, phase) for one in gathered[phase]]
        shared, alone = [one for one in found if one.rows], [one for one in found if not one.rows]
        title = words("matrix.phase", phase=name)
        yield page_across(words, path, "matrix_phase", (*nav, name), title=title, index=INDEX, shared=shared, alone=alone)


def matrix_list(words: Catalogue, one: ComparedList, phase: PhaseId) -> MatrixList:
    rows = {address: matrix_row(words, one, address) for address in one.addresses if has_row(one, address)}
    alone = [address for address in one.addresses if address not in rows and not is_list(address)]
    columns, lone = [], []
    for context, traces in one.variants:
        page = at_anchor(context.page(phase), one.key if one.key in context.known else "")
        columns.append((Link(context.title, page), context.variant.language))
        if links := tuple(context.link(address) for address in alone if address in traces):
            lone.append((context.link_to_page("", context.title), context.variant.language, links))
    return MatrixList(one.title, one.key, tuple(columns), tuple(rows.values()), tuple(lone))


def has_row(one: ComparedList, address: str) -> bool:
    """Whether a box is compared side by side; a list as a whole is, if a variant overrides or removes it."""
    traces = list(one.traces(address))
    if is_list(address):
        return any(state_of(trace) in ("overridden", "removed") for _, trace in traces)
    return len(traces) > 1 or any(trace.layer != context.variant.id for context, trace in traces)


def matrix_row(words: Catalogue, one: ComparedList, address: str) -> MatrixRow:
    text = words("matrix.whole") if is_list(address) else shared_text(one, address)
    cells, notes = [], []
    for context, traces in one.variants:
        if address not in traces:
            cells.append(("", ""))
            continue
        state, trail = state_of(traces[address]), context.trail(address)
        own = words_of(context.known.get(address))
        cells.append((state, context.link(address).target if state != "removed" else ""))
        if state in ("overridden", "removed"):
            notes.append(RowNote(context.title, context.variant.language, state, trail.because, trail.changes))
        elif state == "added" and not is_list(address) and own not in ("", text):
            notes.append(RowNote(context.title, context.variant.language, state, text=inline(own)))
    return MatrixRow(inline(text), max(0, (address.count(".") - 3) // 2), tuple(cells), tuple(notes))


def shared_text(one: ComparedList, address: str) -> str:
    """The text of a box in the shared layer, if any variant inherits it unchanged; else the text in the first variant."""
    texts = [(trace.state != "inherited", words_of(context.known.get(address)) or trace.title) for context, trace in one.traces(address)]
    return min(texts, key=lambda pair: pair[0])[1]
