"""The boxes of all variants side by side: by phase, then by the list that contains them, then by address."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.runbook_context import RunbookContext, name_of, phase_of, state_of
from generator.model.addresses import SHORT_FORMS
from generator.model.entities import PHASES, Entity, PhaseId
from generator.model.field_facts import COLLECTIONS, HOLDERS
from generator.model.variant import State, Trace, short_form
from generator.text.catalogue import Catalogue

LOOSE = frozenset(key for key in COLLECTIONS if HOLDERS[key].model.boxed)  # the collections whose boxes are in no list
LISTS = frozenset(SHORT_FORMS)
NESTED = frozenset(key for key, record in HOLDERS.items() if record.model.boxed) - LOOSE

Traces = Mapping[str, Trace]  # by address


@dataclass(frozen=True, slots=True)
class ComparedList:
    """One list of boxes in several variants.

    `key` is the address of the list, or the collection of boxes that are in no list. `variants` are those that have the list, each with
    the traces of its boxes and of the list itself; `addresses` are those of all variants, in order.
    """

    key: str
    title: str
    variants: tuple[tuple[RunbookContext, Traces], ...]
    addresses: tuple[str, ...]

    def traces(self, address: str) -> Iterator[tuple[RunbookContext, Trace]]:
        """The traces of one box, by variant."""
        return ((context, traces[address]) for context, traces in self.variants if address in traces)


def gather(contexts: Sequence[RunbookContext], words: Catalogue) -> dict[PhaseId, list[ComparedList]]:
    """Every box of every variant. `words` name the boxes that are in no list."""
    anywhere = ChainMap(*(context.known for context in contexts))
    grouped = [grouped_traces(context, anywhere) for context in contexts]
    return {
        phase: [
            compared_list(
                key, [(context, lists[phase][key]) for context, lists in zip(contexts, grouped, strict=True) if key in lists[phase]], words
            )
            for key in joined(lists[phase] for lists in grouped)
        ]
        for phase in PHASES
    }


def grouped_traces(context: RunbookContext, anywhere: Mapping[str, Entity]) -> dict[PhaseId, dict[str, dict[str, Trace]]]:
    """A variant's boxes by phase and list. A list that the variant removed is in the phase where another variant has it."""
    found: dict[PhaseId, dict[str, dict[str, Trace]]] = {phase: {} for phase in PHASES}
    for address, trace in context.variant.traces.items():
        if key := list_of(address):
            top = ".".join(address.split(".")[:2])
            phase = "rollback" if key == "triggers" else phase_of(context.known.get(top) or anywhere.get(top))
            found[phase].setdefault(key, {})[address] = trace
    return found


def compared_list(key: str, variants: Sequence[tuple[RunbookContext, Traces]], words: Catalogue) -> ComparedList:
    titles = Counter(words(key) if key in LOOSE else list_title(context, key) for context, _ in variants)
    return ComparedList(key, titles.most_common(1)[0][0], tuple(variants), joined(traces for _, traces in variants))


def joined(orders: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Several orders as one. What an order adds goes behind what is before it there."""
    found: list[str] = []
    known: set[str] = set()
    for order in orders:
        place = 0
        for one in order:
            if one in known:
                place = found.index(one) + 1
            else:
                found.insert(place, one)
                known.add(one)
                place += 1
    return tuple(found)


def states_of(traces: Traces) -> Counter[State]:
    """How many boxes of a list a variant inherits, adds, overrides and removes. A list that is removed as a whole counts as one."""
    return Counter(state_of(trace) for address, trace in traces.items() if not is_list(address) or trace.state == "removed")


def list_of(address: str) -> str:
    """The key of the list that contains a box, or that the address itself names; empty for anything else."""
    parts = address.split(".")
    if parts[0] in LOOSE:
        return parts[0] if len(parts) == 2 else ""
    return ".".join(parts[:2]) if parts[0] in LISTS and (len(parts) == 2 or parts[-2] in NESTED) else ""


def is_list(address: str) -> bool:
    """Whether an address names a checklist or procedure rather than a box."""
    return address.count(".") == 1 and address.partition(".")[0] in LISTS


def list_title(context: RunbookContext, address: str) -> str:
    """The title of a checklist or procedure, even if the variant removed it."""
    trace = context.variant.traces.get(address)
    return name_of(context.known.get(address)) or (trace.title if trace else "") or short_form(address)
