"""Items by variant: what each inherits, adds, overrides and removes, phase by phase, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.document.document_parts import FieldChange, Inline, Link
from generator.document.gather_boxes import Gathered, PhaseLists, gather, is_list
from generator.document.page_paths import at_anchor
from generator.document.pages import Page
from generator.document.runbook_context import RunbookContext, inline, state_of, words_of
from generator.model.entities import PHASES, PhaseId
from generator.model.variant import STATES, State
from generator.text.catalogue import Catalogue

INDEX = "matrix/index.md"


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of one variant's override or removal, with the fields that it changes; or its own words for what others added too."""

    system: str
    language: str
    state: State
    because: Inline
    changes: tuple[FieldChange, ...]
    text: Inline = ()


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one variant makes of a box; an empty state says that it has none."""

    state: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A box that shared layers hold or that two or more variants have."""

    text: Inline
    depth: int
    cells: tuple[MatrixCell, ...]
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """The boxes of a list that one variant alone has."""

    system: Link
    language: str
    boxes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MatrixList:
    """A checklist or procedure across variants: `columns` are the variants that have it, each with its language."""

    title: str
    anchor: str
    columns: tuple[tuple[Link, str], ...]
    rows: tuple[MatrixRow, ...]
    lone: tuple[Lone, ...]


def matrix_pages(scopes: Sequence[RunbookContext], words: Catalogue) -> Iterator[Page]:
    """The counts of all phases, and a page per phase. A page grows with the boxes, not with boxes times variants."""
    gathered = gather(scopes, words)
    nav = (words("all"), words("matrix"))
    yield index_page(scopes, words, nav, gathered)
    for phase in PHASES:
        path = f"matrix/{phase}/index.md"
        lists = tuple(matrix_list(words, key, one, phase) for key, one in gathered[phase].in_order())
        view = {
            "title": words("matrix.phase", phase=words(f"phase.{phase}")),
            "index": INDEX,
            "shared": tuple(one for one in lists if one.rows),
            "alone": tuple(one for one in lists if not one.rows),
        }
        yield Page(path, words(f"phase.{phase}"), "matrix_phase", nav, language=words.language, view=view)


def index_page(scopes: Sequence[RunbookContext], words: Catalogue, nav: tuple[str, ...], gathered: dict[PhaseId, PhaseLists]) -> Page:
    counts: dict[tuple[str, PhaseId], Counter[State]] = {}
    for phase in PHASES:
        for one in gathered[phase].lists.values():
            for variant, found in one.counts().items():
                counts.setdefault((variant, phase), Counter()).update(found)
    rows = []
    for scope in scopes:
        cells = tuple(counts.get((scope.variant.id, phase), Counter()) for phase in PHASES)
        rows.append((Link(scope.title, scope.page()), scope.variant.language, cells, sum(cells, Counter())))
    phases = tuple(Link(words(f"phase.{phase}"), f"matrix/{phase}/index.md") for phase in PHASES)
    view = {"title": words("matrix"), "phases": phases, "rows": tuple(rows), "states": STATES}
    return Page(INDEX, words("matrix.phases"), "matrix", nav, language=words.language, view=view)


def matrix_list(words: Catalogue, key: str, one: Gathered, phase: PhaseId) -> MatrixList:
    shared = [address for address in one.order if is_row(one, address)]
    chosen = set(shared)
    alone = [address for address in one.order if address not in chosen and not is_list(address)]
    lone = tuple(lone_boxes(scope, [address for address in alone if scope.variant.id in one.boxes[address]]) for scope in one.scopes)
    return MatrixList(
        title=one.title,
        anchor=key,
        columns=tuple((phase_link(scope, phase, key), scope.variant.language) for scope in one.scopes),
        rows=tuple(matrix_row(words, one, address) for address in shared),
        lone=tuple(part for part in lone if part.boxes),
    )


def phase_link(scope: RunbookContext, phase: PhaseId, key: str) -> Link:
    """A system, leading to a list on its page of a phase; to the page where it has no such list."""
    return Link(scope.title, at_anchor(scope.page(phase), key if key in scope.known else ""))


def is_row(one: Gathered, address: str) -> bool:
    """Whether a box is set side by side; a list as a whole is, where a variant changes or removes it."""
    traces = one.boxes[address]
    if is_list(address):
        return any(state_of(trace) in ("overridden", "removed") for trace in traces.values())
    return len(traces) > 1 or any(trace.layer != variant for variant, trace in traces.items())


def lone_boxes(scope: RunbookContext, addresses: Sequence[str]) -> Lone:
    return Lone(Link(scope.title, scope.page()), scope.variant.language, tuple(scope.link(address) for address in addresses))


def matrix_row(words: Catalogue, one: Gathered, address: str) -> MatrixRow:
    traces = one.boxes[address]
    text = words("matrix.whole") if is_list(address) else shared_text(one, address)
    cells, whys = [], []
    for scope in one.scopes:
        trace = traces.get(scope.variant.id)
        if trace is None:
            cells.append(MatrixCell())
            continue
        state = state_of(trace)
        cells.append(MatrixCell(state, scope.link(address).target if state != "removed" else ""))
        said = (scope.title, scope.variant.language, state)
        if state in ("overridden", "removed"):
            whys.append(Why(*said, inline(trace.because), scope.changes(trace) if state == "overridden" else ()))
        elif state == "added" and not is_list(address) and (own := words_of(scope.known.get(address))) not in ("", text):
            whys.append(Why(*said, (), (), inline(own)))
    depth = max(0, (address.count(".") - 3) // 2)
    return MatrixRow(inline(text), depth, tuple(cells), tuple(whys))


def shared_text(one: Gathered, address: str) -> str:
    """The text of a box as the layer below says it, if any variant inherits it unchanged; else as the first one says it."""
    texts = []
    for scope in one.scopes:
        trace = one.boxes[address].get(scope.variant.id)
        if trace is not None:
            texts.append((trace.state != "inherited", words_of(scope.known.get(address)) or trace.title))
    return min(texts, key=lambda pair: pair[0])[1]
