"""The boxes of all variants side by side: by phase, by the list that they stand in, by address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.document.runbook_context import RunbookContext, name_of, phase_of, state_of
from generator.model.addresses import SHORT_FORMS
from generator.model.entities import DEFAULT_PHASE, PHASES, PhaseId
from generator.model.field_facts import COLLECTIONS, HOLDERS
from generator.model.variant import State, Trace, short_form
from generator.text.catalogue import Catalogue

LOOSE = frozenset(key for key in COLLECTIONS if HOLDERS[key].boxed)  # boxes that stand in no list
LISTS = frozenset(SHORT_FORMS)
NESTED = frozenset(key for key, record in HOLDERS.items() if record.boxed) - LOOSE


@dataclass(slots=True)
class Gathered:
    """One list of boxes: the variants that have it, and each box's trace by variant; the list's own address stands for it as a whole."""

    titles: Counter[str] = field(default_factory=Counter)
    scopes: list[RunbookContext] = field(default_factory=list)
    boxes: dict[str, dict[str, Trace]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.titles.most_common(1)[0][0]

    def counts(self) -> dict[str, Counter[State]]:
        """How many boxes each variant inherits, adds, overrides and removes; a list that is removed as a whole counts once."""
        counts: dict[str, Counter[State]] = {scope.variant.id: Counter() for scope in self.scopes}
        for address, traces in self.boxes.items():
            for variant, trace in traces.items():
                if not is_list(address) or trace.state == "removed":
                    counts[variant][state_of(trace)] += 1
        return counts


@dataclass(slots=True)
class PhaseLists:
    """The lists of one phase by address, and their order."""

    lists: dict[str, Gathered] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def in_order(self) -> Iterable[tuple[str, Gathered]]:
        return ((address, self.lists[address]) for address in self.order)


def gather(scopes: Sequence[RunbookContext], words: Catalogue) -> dict[PhaseId, PhaseLists]:
    """Every box of every variant. What is new in a variant stands behind what stands before it there.

    `words` are the site's: lists that are nobody's checklist or procedure have no title but theirs.
    """
    phases = {phase: PhaseLists() for phase in PHASES}
    known = phases_of_lists(scopes)
    for scope in scopes:
        last_list: dict[PhaseId, str] = {}
        last_box: dict[str, str] = {}
        for address, trace in scope.variant.traces.items():
            key = list_of(address)
            if not key:
                continue
            top = ".".join(address.split(".")[:2])
            phase = known.get((scope.variant.id, top)) or known.get(("", top)) or DEFAULT_PHASE
            here = phases[phase]
            if key not in here.lists:
                here.lists[key] = Gathered()
                stand_behind(here.order, key, last_list.get(phase))
            one = here.lists[key]
            last_list[phase] = key
            if not one.scopes or one.scopes[-1] is not scope:
                one.scopes.append(scope)
                one.titles[words(key) if key in LOOSE else list_title(scope, top)] += 1
            if address not in one.boxes:
                one.boxes[address] = {}
                stand_behind(one.order, address, last_box.get(f"{phase} {key}"))
            one.boxes[address][scope.variant.id] = trace
            last_box[f"{phase} {key}"] = address
    return phases


def stand_behind(order: list[str], new: str, before: str | None) -> None:
    order.insert(order.index(before) + 1 if before else 0, new)


def list_of(address: str) -> str:
    """The key of the list that a box stands in, or that the address names; empty for what is neither."""
    parts = address.split(".")
    if parts[0] in LOOSE:
        return parts[0] if len(parts) == 2 else ""
    if parts[0] in LISTS and (len(parts) == 2 or parts[-2] in NESTED):
        return ".".join(parts[:2])
    return ""


def is_list(address: str) -> bool:
    """Whether an address names a checklist or procedure rather than a box."""
    return address.count(".") == 1 and address.partition(".")[0] in LISTS


def list_title(scope: RunbookContext, address: str) -> str:
    """The title of a checklist or procedure, also when the variant has removed it."""
    trace = scope.variant.traces.get(address)
    return name_of(scope.known.get(address)) or (trace.title if trace else "") or short_form(address)


def phases_of_lists(scopes: Sequence[RunbookContext]) -> dict[tuple[str, str], PhaseId]:
    """The phase of each variant's lists; under the empty variant what any says, for those that a variant has removed."""
    found: dict[tuple[str, str], PhaseId] = {}
    for scope in scopes:
        for address, entity in scope.known.items():
            if address.count(".") == 1:
                phase: PhaseId = "rollback" if address.startswith("triggers.") else phase_of(entity)
                found[scope.variant.id, address] = phase
                found.setdefault(("", address), phase)
        for address in scope.variant.traces:
            if address.startswith("triggers."):
                found.setdefault(("", address), "rollback")
    return found
