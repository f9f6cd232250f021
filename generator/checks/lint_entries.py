"""The lint rules about single entries: services have a status page, targets an alert, items unique texts, groups a checklist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.diagnostic import Findings, RelatedPlace
from generator.merge.merged_tree import Entry, Tree, is_well_formed, live_in
from generator.model.entities import Item
from generator.model.field_facts import record_of
from generator.model.variant import short_form
from generator.source.layers import Layer
from generator.text.inline_markup import plain_text

# The fields that make items with the same text different: all that readers see beside it, except flags, which say how it is done.
DISTINGUISHING = tuple(
    spec.key for spec in record_of(Item).fields.values() if spec.shape == "scalar" and spec.shown.how not in ("text", "flag", "hidden")
)


def check_entries(variant: Layer, tree: Tree, found: Findings) -> None:
    for entry in live_in(tree, "services"):
        if not entry.text("status-page") and is_well_formed(entry):
            found.report("no-status-page", entry.edits[-1].key, f"`{entry.id}` has no status page", f"services.{entry.id}")
    for entry in live_in(tree, "slos"):
        if entry.text("target") and not entry.text("alert") and is_well_formed(entry):
            message = f"`{entry.id}` has no `alert`, so nobody is called when its target is missed"
            found.report("no-alert", entry.edits[-1].key, message, f"slos.{entry.id}")
    for entry in live_in(tree, "checklists"):
        _check_repeated(entry, f"checklists.{entry.id}", found)
    _check_groups(variant, tree, found)


def _check_repeated(checklist: Entry, address: str, found: Findings) -> None:
    """Report items of one list, at any depth, that say the same. Children of different items may repeat each other."""
    seen: dict[tuple[str, ...], tuple[str, Entry]] = {}
    for parent, place, item in _items(checklist, address):
        text = _normalized(item.text("text") or "")
        if not text:
            continue
        said = (text, *(item.text(field) or "" for field in DISTINGUISHING))
        known = seen.get(("", *said)) or seen.get((parent, *said))
        if known is None:
            seen["" if parent == address else parent, *said] = (place, item)
            continue
        message = f"`{short_form(place)}` says the same as `{short_form(known[0])}`"
        found.report("repeated-item", item.edits[-1].key, message, place, RelatedPlace("the other", known[1].edits[-1].key.span))


def _items(entry: Entry, address: str) -> Iterator[tuple[str, str, Entry]]:
    """The address of the parent, the address of the item, and the item; each item before its children and those of its siblings."""
    items = [(f"{address}.items.{item.id}", item) for item in live_in(entry.children, "items")]
    yield from ((address, place, item) for place, item in items)
    for place, item in items:
        if item.children:
            yield from _items(item, place)


def _normalized(text: str) -> str:
    """A text without markup, case and the punctuation that does not change its meaning."""
    return " ".join(plain_text(text).casefold().replace(",", " ").replace(";", " ").rstrip(".!").split())


def _check_groups(variant: Layer, tree: Tree, found: Findings) -> None:
    """Report empty groups that the variant itself defines: those of a shared layer may be there for other variants."""
    used = {(entry.text("phase"), entry.text("group")) for entry in live_in(tree, "checklists")}
    for phase in live_in(tree, "phases"):
        for group in live_in(phase.children, "groups"):
            if (phase.id, group.id) not in used and any(edit.layer == variant.id for edit in group.edits):
                message = f"group `{group.id}` has no checklist"
                found.report("empty-group", group.edits[-1].key, message, f"phases.{phase.id}.groups.{group.id}")
