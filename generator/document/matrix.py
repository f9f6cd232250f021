"""The matrix: the boxes that each variant inherits, adds, overrides and removes, by phase, with the reasons."""

from __future__ import annotations

import posixpath
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.document_parts import FieldChange, Inline, Link
from generator.document.page_paths import at_anchor
from generator.document.pages import Page, page_across
from generator.document.runbook_context import RunbookContext, inline, name_of, phase_of, state_of, words_of
from generator.model.addresses import SHORT_FORMS
from generator.model.entities import PHASES, Entity, PhaseId
from generator.model.field_facts import COLLECTIONS, HOLDERS
from generator.model.site_names import MATRIX
from generator.model.variant import STATES, State, Trace, short_form
from generator.text.catalogue import Catalogue

LOOSE = frozenset(key for key in COLLECTIONS if HOLDERS[key].model.boxed)  # the collections of boxes that belong to no list
LISTS = frozenset(SHORT_FORMS)
NESTED = frozenset(key for key, record in HOLDERS.items() if record.model.boxed) - LOOSE

ParamCell = tuple[str, State | None]  # a value and its state; no state if the system does not have the parameter

Traces = Mapping[str, Trace]  # the traces of a list and its boxes, by address
Compared = Sequence[tuple[RunbookContext, Traces]]  # the variants that have a list, with their traces of the list


@dataclass(frozen=True, slots=True)
class RowNote:
    """The reason why one variant overrides or removes a box, and the fields that change.

    If the variant adds the box with another text than the matrix shows, `text` is this text.
    """

    system: str
    language: str
    state: State
    because: Inline = ()
    changes: tuple[FieldChange, ...] = ()
    text: Inline = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A box of a shared layer or of several variants. `cells` are the state of the box and a link to it, for each variant."""

    text: Inline
    depth: int
    cells: tuple[tuple[str, str], ...]
    notes: tuple[RowNote, ...]


@dataclass(frozen=True, slots=True)
class MatrixList:
    """A checklist or procedure in several variants.

    `columns` are links to the variants that have the list, each with its language. `lone` are boxes that only one variant has: a link to
    the system, its language, and links to the boxes.
    """

    title: str
    anchor: str
    columns: tuple[tuple[Link, str], ...]
    rows: tuple[MatrixRow, ...]
    lone: tuple[tuple[Link, str, tuple[Link, ...]], ...]


def matrix_pages(contexts: Sequence[RunbookContext], words: Catalogue) -> Iterator[Page]:
    """Yield a page with the counts of all phases, and a page for each phase.

    A page does not list the boxes of single variants side by side, so its size does not grow with boxes times variants.
    """
    anywhere = ChainMap(*(context.known for context in contexts))
    grouped = [(context, traces_by_list(context, anywhere)) for context in contexts]
    nav = (words("all"), words("matrix"))
    rows = []
    for context, lists in grouped:
        cells = tuple(states_of(lists[phase].values()) for phase in PHASES)
        rows.append((context.link_to_page("", context.title), context.variant.language, cells, sum(cells, Counter())))
    paths = {phase: f"{posixpath.dirname(MATRIX)}/{phase}/index.md" for phase in PHASES}
    phases = tuple(Link(words(f"phase.{phase}"), path) for phase, path in paths.items())
    yield page_across(
        words,
        MATRIX,
        "matrix",
        (*nav, words("matrix.phases")),
        title=words("matrix"),
        phases=phases,
        rows=rows,
        states=STATES,
        params=param_rows(contexts),
    )
    for phase, path in paths.items():
        name = words(f"phase.{phase}")
        found = []
        for key in joined(lists[phase] for _, lists in grouped):
            having = [(context, lists[phase][key]) for context, lists in grouped if key in lists[phase]]
            found.append(matrix_list(words, phase, key, having))
        shared, alone = [one for one in found if one.rows], [one for one in found if not one.rows]
        title = words("matrix.phase", phase=name)
        yield page_across(words, path, "matrix_phase", (*nav, name), title=title, index=MATRIX, shared=shared, alone=alone)


def param_rows(contexts: Sequence[RunbookContext]) -> tuple[tuple[str, tuple[ParamCell, ...]], ...]:
    """Return the parameters that several systems have, each with its value in each system.

    A value is inherited if a layer sets it, and overridden if another system has the value of a layer that this system extends.
    """
    filled = [dict(trace.filled) if (trace := context.variant.traces.get("variant")) else {} for context in contexts]
    values = [context.runbook.variant.params for context in contexts]
    names = joined(values)
    found = []
    for name in (one for one in names if sum(one in own for own in values) > 1):
        layers = {given[f"params.{name}"] for given in filled if f"params.{name}" in given}
        cells: list[ParamCell] = []
        for context, own, given in zip(contexts, values, filled, strict=True):
            changed: State = "added" if layers.isdisjoint(context.variant.layers) else "overridden"
            state: State = "inherited" if f"params.{name}" in given else changed
            cells.append((own[name], state) if name in own else ("", None))
        found.append((name, tuple(cells)))
    return tuple(found)


def traces_by_list(context: RunbookContext, anywhere: Mapping[str, Entity]) -> dict[PhaseId, dict[str, dict[str, Trace]]]:
    """Return the traces of a variant's boxes by phase and list.

    A list that this variant removed is in the phase that another variant gives it.
    """
    found: dict[PhaseId, dict[str, dict[str, Trace]]] = {phase: {} for phase in PHASES}
    for address, trace in context.variant.traces.items():
        if key := list_of(address):
            top = ".".join(address.split(".")[:2])
            found[phase_of(context.known.get(top) or anywhere.get(top))].setdefault(key, {})[address] = trace
    return found


def matrix_list(words: Catalogue, phase: PhaseId, key: str, variants: Compared) -> MatrixList:
    """Compare one list in several variants. `key` is the address of the list, or a collection of boxes that belong to no list."""
    titles = Counter(words(key) if key in LOOSE else list_title(context, key) for context, _ in variants)
    addresses = joined(traces for _, traces in variants)
    rows = {address: matrix_row(words, variants, address) for address in addresses if has_row(variants, address)}
    alone = [address for address in addresses if address not in rows and not is_list(address)]
    columns, lone = [], []
    for context, traces in variants:
        page = at_anchor(context.page(phase), key if key in context.known else "")
        columns.append((Link(context.title, page), context.variant.language))
        if links := tuple(context.link(address) for address in alone if address in traces):
            lone.append((context.link_to_page("", context.title), context.variant.language, links))
    return MatrixList(titles.most_common(1)[0][0], key, tuple(columns), tuple(rows.values()), tuple(lone))


def list_title(context: RunbookContext, address: str) -> str:
    """Return the title of a checklist or procedure, even if the variant removed it."""
    trace = context.variant.traces.get(address)
    return name_of(context.known.get(address)) or (trace.title if trace else "") or short_form(address)


def has_row(variants: Compared, address: str) -> bool:
    """Return whether a box gets a row. A list as a whole gets a row only if a variant overrides or removes it."""
    traces = [(context, traces[address]) for context, traces in variants if address in traces]
    if is_list(address):
        return any(state_of(trace) in ("overridden", "removed") for _, trace in traces)
    return len(traces) > 1 or any(trace.layer != context.variant.id for context, trace in traces)


def matrix_row(words: Catalogue, variants: Compared, address: str) -> MatrixRow:
    text = words("matrix.whole") if is_list(address) else shared_text(variants, address)
    cells, notes = [], []
    for context, traces in variants:
        if address not in traces:
            cells.append(("", ""))
            continue
        state, provenance = state_of(traces[address]), context.provenance(address)
        own = words_of(context.known.get(address))
        cells.append((state, context.link(address).target if state != "removed" else ""))
        if state in ("overridden", "removed"):
            notes.append(RowNote(context.title, context.variant.language, state, provenance.because, provenance.changes))
        elif state == "added" and not is_list(address) and own not in ("", text):
            notes.append(RowNote(context.title, context.variant.language, state, text=context.inline(own)))
    return MatrixRow(inline(text), max(0, (address.count(".") - 3) // 2), tuple(cells), tuple(notes))


def shared_text(variants: Compared, address: str) -> str:
    """Return the text of a box in the shared layer if any variant inherits the box unchanged, else the text in the first variant."""
    having = [(traces[address], context.known.get(address)) for context, traces in variants if address in traces]
    trace, entity = min(having, key=lambda one: one[0].state != "inherited")
    return words_of(entity) or trace.title


def joined(orders: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Join several orders of ids into one. If only a later order has an id, this id comes after the id before it in that order."""
    found: list[str] = []
    for order in orders:
        place = 0
        for one in order:
            if one not in found:
                found.insert(place, one)
            place = found.index(one) + 1
    return tuple(found)


def states_of(lists: Iterable[Traces]) -> Counter[State]:
    """Count the boxes in lists by state. A list that is removed as a whole counts as one box."""
    traces = (pair for one in lists for pair in one.items())
    return Counter(state_of(trace) for address, trace in traces if not is_list(address) or trace.state == "removed")


def list_of(address: str) -> str:
    """Return the key of the list that an address names or whose box it names; empty for any other address."""
    parts = address.split(".")
    if parts[0] in LOOSE:
        return parts[0] if len(parts) == 2 else ""
    return ".".join(parts[:2]) if parts[0] in LISTS and (len(parts) == 2 or parts[-2] in NESTED) else ""


def is_list(address: str) -> bool:
    """Return whether an address names a checklist or procedure and not a box."""
    return address.count(".") == 1 and address.partition(".")[0] in LISTS
