"""Items by variant: what each inherits, adds, overrides and removes, phase by phase, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.domain.model import PhaseId
from generator.domain.pages import Page
from generator.domain.variant import Trace, short_form
from generator.passes.compose.home import ALL
from generator.passes.compose.places import DEFAULT_PHASE, PHASE_TITLES, PHASES, href
from generator.passes.compose.scope import Scope, name_of, phase_of, state_of, words_of
from generator.passes.compose.views import FieldChange, Link

INDEX = "matrix/index.md"
STATES = ("inherited", "added", "overridden", "removed")
LOOSE = {"triggers": "Rollback triggers", "announcements": "Announcements", "sign-offs": "Sign-offs"}
NESTED = ("items", "steps")


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of one variant's override or removal, with the fields that it changes."""

    system: str
    state: str
    because: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one variant makes of a box; an empty state says that it has none."""

    state: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A box that shared layers hold or that two or more variants have."""

    text: str
    depth: int
    cells: tuple[MatrixCell, ...]
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """The boxes of a list that one variant alone has."""

    system: Link
    boxes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MatrixList:
    """A checklist or procedure across variants: `columns` are the variants that have it."""

    title: str
    anchor: str
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    lone: tuple[Lone, ...]


@dataclass(slots=True)
class Gathered:
    """One list while it is gathered: by variant, and the boxes by address in display order."""

    titles: Counter[str] = field(default_factory=Counter)
    scopes: list[Scope] = field(default_factory=list)
    boxes: dict[str, dict[str, Trace]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


def matrix_pages(scopes: Sequence[Scope]) -> Iterator[Page]:
    gathered = gather(scopes)
    phases = {phase: tuple(lists_of(gathered[phase], phase)) for phase in PHASES}
    yield index_page(scopes, gathered)
    for phase in PHASES:
        path = f"matrix/{phase}/index.md"
        title = PHASE_TITLES[phase]
        shared = tuple(one for one in phases[phase] if one.rows)
        alone = tuple(one for one in phases[phase] if not one.rows)
        head = {"title": f"{title} by system", "index": href(path, INDEX), "shared": shared, "alone": alone}
        yield Page(path, title, "matrix_phase", (ALL, "Matrix"), view=head)


def index_page(scopes: Sequence[Scope], gathered: dict[PhaseId, dict[str, Gathered]]) -> Page:
    counts = {phase: counts_of(gathered[phase].values()) for phase in PHASES}
    rows = []
    for scope in scopes:
        cells = tuple(counts[phase][scope.variant.id] for phase in PHASES)
        rows.append((Link(scope.title, href(INDEX, scope.page())), cells, sum(cells, Counter())))
    phases = tuple(Link(PHASE_TITLES[phase], href(INDEX, f"matrix/{phase}/index.md")) for phase in PHASES)
    view = {"title": "Matrix", "phases": phases, "rows": tuple(rows), "states": STATES}
    return Page(INDEX, "All phases", "matrix", (ALL, "Matrix"), view=view)


def counts_of(lists: Iterable[Gathered]) -> dict[str, Counter[str]]:
    """How many boxes of some lists each variant inherits, adds, overrides and removes."""
    counts: dict[str, Counter[str]] = {}
    for one in lists:
        for scope in one.scopes:
            counts.setdefault(scope.variant.id, Counter())
        for traces in one.boxes.values():
            for variant, trace in traces.items():
                counts.setdefault(variant, Counter())[state_of(trace)] += 1
    return Totals(counts)


class Totals(dict[str, Counter[str]]):
    """Counts by variant; a variant without any box counts nothing."""

    def __missing__(self, variant: str) -> Counter[str]:
        return Counter()


def gather(scopes: Sequence[Scope]) -> dict[PhaseId, dict[str, Gathered]]:
    """Every box of every variant, by phase and by the list that it stands in."""
    phases: dict[PhaseId, dict[str, Gathered]] = {phase: {} for phase in PHASES}
    known = phases_of_lists(scopes)
    for scope in scopes:
        before: dict[int, str] = {}
        for address, trace in scope.variant.traces.items():
            parts = address.split(".")
            if not is_box(parts):
                continue
            top = ".".join(parts[:2])
            loose = parts[0] in LOOSE
            phase = known.get((scope.variant.id, top)) or known.get(("", top)) or DEFAULT_PHASE
            one = phases[phase].setdefault(parts[0] if loose else top, Gathered())
            if not one.scopes or one.scopes[-1] is not scope:
                one.scopes.append(scope)
                one.titles[LOOSE[parts[0]] if loose else list_title(scope, top)] += 1
            add(one, address, before.get(id(one)))
            one.boxes[address][scope.variant.id] = trace
            before[id(one)] = address
    return phases


def list_title(scope: Scope, address: str) -> str:
    """The title of a checklist or procedure, also when the variant has removed it."""
    trace = scope.variant.traces.get(address)
    return name_of(scope.known.get(address)) or (trace.title if trace else "") or short_form(address)


def add(one: Gathered, address: str, after: str | None) -> None:
    """Put a box that is new to a list behind the one that stands before it in its variant."""
    if address in one.boxes:
        return
    one.boxes[address] = {}
    one.order.insert(one.order.index(after) + 1 if after else 0, address)


def phases_of_lists(scopes: Sequence[Scope]) -> dict[tuple[str, str], PhaseId]:
    """The phase of each variant's lists; under the empty variant what any says, for lists that a variant has removed."""
    found: dict[tuple[str, str], PhaseId] = {}
    for scope in scopes:
        for address, entity in scope.known.items():
            if address.count(".") == 1:
                phase = "rollback" if address.startswith("triggers.") else phase_of(entity)
                found[scope.variant.id, address] = phase
                found.setdefault(("", address), phase)
    for scope in scopes:
        for address in scope.variant.traces:
            if address.startswith("triggers."):
                found.setdefault(("", address), "rollback")
    return found


def is_box(parts: Sequence[str]) -> bool:
    return (len(parts) == 2 and parts[0] in LOOSE) or (len(parts) >= 4 and parts[-2] in NESTED)


def lists_of(gathered: dict[str, Gathered], phase: PhaseId) -> Iterator[MatrixList]:
    origin = f"matrix/{phase}/index.md"
    for top, one in gathered.items():
        shared = [address for address in one.order if len(one.boxes[address]) > 1 or from_shared_layer(one.boxes[address])]
        chosen = set(shared)
        alone = [address for address in one.order if address not in chosen]
        lone = tuple(
            lone_boxes(scope, [address for address in alone if scope.variant.id in one.boxes[address]], origin) for scope in one.scopes
        )
        yield MatrixList(
            title=one.titles.most_common(1)[0][0],
            anchor=top,
            columns=tuple(Link(scope.title, href(origin, scope.page(phase), top)) for scope in one.scopes),
            rows=tuple(matrix_row(one, address, origin) for address in shared),
            lone=tuple(part for part in lone if part.boxes),
        )


def from_shared_layer(traces: dict[str, Trace]) -> bool:
    return any(trace.layer != variant for variant, trace in traces.items())


def lone_boxes(scope: Scope, addresses: Sequence[str], origin: str) -> Lone:
    return Lone(Link(scope.title, href(origin, scope.page())), tuple(scope.link(address, origin) for address in addresses))


def matrix_row(one: Gathered, address: str, origin: str) -> MatrixRow:
    traces = one.boxes[address]
    cells, whys = [], []
    for scope in one.scopes:
        trace = traces.get(scope.variant.id)
        if trace is None:
            cells.append(MatrixCell())
            continue
        where = scope.link(address, origin).href if trace.state != "removed" else ""
        state = state_of(trace)
        cells.append(MatrixCell(state, where))
        if state in ("overridden", "removed"):
            whys.append(Why(scope.title, state, trace.because, scope.changes(trace) if state == "overridden" else ()))
    parts = address.split(".")
    return MatrixRow(shared_text(one, address), max(0, (len(parts) - 4) // 2), tuple(cells), tuple(whys))


def shared_text(one: Gathered, address: str) -> str:
    """The text of a box as the layer below says it, if any variant inherits it unchanged; else as the first one says it."""
    texts = []
    for scope in one.scopes:
        trace = one.boxes[address].get(scope.variant.id)
        if trace is not None:
            texts.append((trace.state != "inherited", words_of(scope.known.get(address)) or trace.title))
    return min(texts, key=lambda pair: pair[0])[1]
