"""The history of one entry of a variant: each wording with the commit that brought it, and what changed, over renames."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from generator.diff.deciding_layer import layer_of_record, source_of
from generator.diff.field_changes import inherited_from
from generator.diff.pairing import Pairs
from generator.diff.past_states import PastState
from generator.diff.plain_nodes import ALIASES, PlainNode, PlainOutline, outline
from generator.merge.find_entry import NoSuchAddress, SeveralEntries, find_entry
from generator.merge.merged_tree import Entry
from generator.model.differences import BECAUSE, REMOVE, Value
from generator.model.field_facts import NAMING_KEYS
from generator.model.past_runs import PastAnswer, PastList, PastRun

Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A field with another value, or with another layer that sets it.

    `layer` set the value, at `source`, for the reason `because`. `holder` is the address of the entity that the value is inherited from.
    `old_layer` is the layer that set an equal old value, if it is another one. The field `because` is the reason of one layer, the
    field `remove` that of a removal.
    """

    field: str
    old: Value | None
    new: Value | None
    layer: str = ""
    source: str = ""
    because: str = ""
    holder: str = ""
    old_layer: str = ""


@dataclass(frozen=True, slots=True)
class EntryRun:
    """An entry in a past run: its address then, the answers that it failed, and its last answer; for a list the whole list."""

    run: PastRun
    address: str
    answers: tuple[PastAnswer, ...] = ()
    whole: PastList | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """An entry from one commit on, up to the next wording.

    Attributes:
        state: The state that brought the wording.
        event: What happened. An entry that was renamed has `former_address`; if its system was renamed, it has `former_variant`.
        fields: All values of the entry; empty if it was removed.
        source: Where a layer removed the entry; empty if its lines were deleted.
        skipped: How many commits just before have errors and are skipped; each of them may have brought the wording.
        releases: The names of the releases that have the wording.
        runs: The runs with the wording, the oldest first.
    """

    state: PastState
    event: Literal["added", "changed", "removed", "elsewhere"]
    address: str
    fields: Fields = field(default_factory=dict)
    changes: tuple[EntryChange, ...] = ()
    former_address: str = ""
    former_variant: str = ""
    layer: str = ""
    source: str = ""
    because: str = ""
    skipped: int = 0
    releases: tuple[str, ...] = ()
    runs: tuple[EntryRun, ...] = ()

    @property
    def variant(self) -> str:
        return self.state.variant


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """The wordings of an entry, newest first.

    `address`, `title` and `variant` are the present ones, or the last. `skipped` are states with errors. `elsewhere` are wordings that only
    releases beside this history have.
    """

    variant: str
    address: str
    title: str
    wordings: tuple[Wording, ...]
    skipped: tuple[PastState, ...] = ()
    elsewhere: tuple[Wording, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that the entry has or had, the present one first."""
        return tuple(dict.fromkeys((self.address, *(one.address for one in self.wordings))))

    @property
    def variants(self) -> tuple[str, ...]:
        """Every id that the variant has or had."""
        return tuple(dict.fromkeys((self.variant, *(one.variant for one in self.wordings))))


class NoStates(LookupError):
    """No state has the variant without errors; `skipped` are those with errors."""

    def __init__(self, skipped: tuple[PastState, ...]) -> None:
        super().__init__()
        self.skipped = skipped


class _Side:
    """One state with its nodes, and the lookup of what layers say about an entity."""

    def __init__(self, state: PastState) -> None:
        self.state = state
        self.nodes: PlainOutline = outline(state.data)

    def entry(self, address: str) -> Entry | None:
        """Return an entity of the merged tree; None for one that only the plain data have."""
        with suppress(NoSuchAddress):
            return find_entry(self.state.tree, address)[1]
        return None

    def removal(self, address: str) -> Mapping[str, Any]:
        """Return the record about the removal of an entity or of one around it; empty if no layer removed it."""
        parts = address.split(".")
        holders = (".".join(parts[:end]) for end in range(len(parts), 0, -2))
        return next((self.nodes.removed[one] for one in holders if one in self.nodes.removed), {})

    def origin(self, node: PlainNode, name: str) -> tuple[str, str, str, str]:
        """Return the layer that set a field, with place and reason, and the address of the entity that the value is inherited from."""
        at: PlainNode | None = node
        while at is not None:
            entry = self.entry(at.address)
            settings = {} if entry is None else entry.settings
            if stack := settings.get(name) or settings.get(name.partition(".")[0]):
                top = stack[-1]
                return top.layer, f"{top.key.span.file}:{top.key.span.line}", top.because, "" if at is node else at.address
            at = inherited_from(self.nodes, at, name)
        return "", "", "", ""

    def reasons(self, node: PlainNode) -> dict[str, tuple[str, str]]:
        """Return the reason of each layer that changes an entity, with its place."""
        entry = self.entry(node.address)
        edits = (edit for edit in (() if entry is None else entry.edits) if edit.because)
        return {edit.layer: (edit.because, f"{edit.key.span.file}:{edit.key.span.line}") for edit in edits}


def entry_history(states: Callable[[], Iterable[PastState]], written: str, is_mentioned_before: Callable[[str], bool]) -> EntryHistory:
    """Return the history of the entry at an address, written as for `find_entry`. The address may be one of any time.

    Args:
        states: Returns the states of the variant, newest first. They are read no further than needed.
        written: The address.
        is_mentioned_before: Returns whether the last state that was read, or an older one, may contain an id.

    Raises:
        NoSuchAddress: no state has such an entry, or the newest one that has any has several.
        NoStates: no state has the variant without errors.
    """
    fault: NoSuchAddress | None = None
    newer: _Side | None = None
    first, address, last_title = "", "", ""
    found: list[Wording] = []
    skipped: list[PastState] = []
    unsure = 0
    for state in states():
        if state.problems:
            skipped.append(state)
            unsure += 1
            continue
        older = _Side(state)
        if not address:
            try:
                address = first = find_entry(state.tree, written)[0] if state.exists else ""
            except SeveralEntries:
                raise
            except NoSuchAddress as problem:
                fault = fault or problem
                if not is_mentioned_before(re.split(r"[./#:>\s]+", written)[-1].lower()):
                    break
            if not address:
                newer, unsure = older, 0
                continue
            if newer is not None and (later := Pairs(older.nodes, newer.nodes).later.get(address)):
                return entry_history(states, later.address, is_mentioned_before)  # renamed, and no alias is left that says so
            last_title = str(older.nodes.removed.get(address, {}).get("title", ""))
        if newer is not None:
            wording, address, is_new = _compared(older, newer, address)
            found += [replace(wording, skipped=unsure)] if wording else []
            if is_new and not is_mentioned_before(address.rpartition(".")[2]):
                newer = None
                break
        newer, unsure = older, 0
    if not address:
        raise fault or NoStates(tuple(skipped))
    if newer is not None:
        wording, _, _ = _compared(_Side(PastState(newer.state.variant)), newer, address)
        found += [replace(wording, skipped=unsure)] if wording else []
    if not found:
        raise NoSuchAddress(f"nothing is known of `{first}` in this variant", "")
    titles = (str(one.fields[name]) for one in found for name in NAMING_KEYS if name in one.fields)
    return EntryHistory(found[0].variant, first, next(titles, last_title), tuple(found), tuple(skipped))


def _compared(older: _Side, newer: _Side, address: str) -> tuple[Wording | None, str, bool]:
    """Compare an entry in two states.

    Returns:
        The wording of the newer state, or None if both are equal; the address in the older state; whether only the newer state knows it.
    """
    node = newer.nodes.nodes.get(address)
    was = older.nodes.nodes.get(address)
    if node is None:
        return _removed(older, newer, address, was), address, False
    if was is None:
        was = Pairs(older.nodes, newer.nodes).former.get(address)
    if was is None:
        changes = tuple(EntryChange(name, None, value, *newer.origin(node, name)) for name, value in shown_fields(node).items())
        wording = Wording(newer.state, "added", address, shown_fields(node), changes)
        return wording, address, True
    changes = tuple(_changes(older, newer, was, node))
    former_address = was.address if was.address != address else ""
    former_variant = older.state.variant if older.state.variant != newer.state.variant else ""
    if not (changes or former_address or former_variant):
        return None, was.address, False
    return Wording(newer.state, "changed", address, shown_fields(node), changes, former_address, former_variant), was.address, False


def _removed(older: _Side, newer: _Side, address: str, was: PlainNode | None) -> Wording | None:
    """Return the wording of a state that does not have an entry: that it was removed, or that the reason changed."""
    before, after = older.removal(address), newer.removal(address)
    layer, source, because = layer_of_record(after), source_of(after), str(after.get("because", ""))
    if was is not None or (after and not before):
        return Wording(newer.state, "removed", address, layer=layer, source=source, because=because)
    if not after or before.get("because") == because:
        return None
    return Wording(newer.state, "changed", address, changes=(EntryChange(REMOVE, str(before["because"]), because, layer, source),))


def shown_fields(node: PlainNode) -> dict[str, Value]:
    """Return the fields of an entry without its former ids: a rename is shown as one."""
    return {name: value for name, value in node.fields.items() if name != ALIASES}


def _changes(older: _Side, newer: _Side, was: PlainNode, node: PlainNode) -> Iterator[EntryChange]:
    """Yield the fields that differ, those that another layer sets now, and the reasons that differ."""
    present = {older.state.variant: newer.state.variant}
    before, after = shown_fields(was), shown_fields(node)
    for name in dict.fromkeys((*after, *before)):
        origin = newer.origin(node, name)
        old_layer = older.origin(was, name)[0]
        old_layer = present.get(old_layer, old_layer)
        if before.get(name) != after.get(name):
            yield EntryChange(name, before.get(name), after.get(name), *origin)
        elif old_layer != origin[0]:
            yield EntryChange(name, before.get(name), after.get(name), *origin, old_layer=old_layer)
    reasons = {present.get(layer, layer): because for layer, (because, _) in older.reasons(was).items()}
    for layer, (because, source) in newer.reasons(node).items():
        if layer in reasons and reasons[layer] != because:
            yield EntryChange(BECAUSE, reasons[layer], because, layer, source)
