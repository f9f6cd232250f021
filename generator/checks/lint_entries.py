"""The rules about single entries: services have a status page, targets an alert, items their own words, groups something in them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, ReportFinding
from generator.diagnostics.diagnostic import RelatedPlace
from generator.merge.merged_tree import Collection, Entry, Tree, is_sound
from generator.model.entities import Item
from generator.model.field_facts import record_of
from generator.model.variant import short_form
from generator.source.layers import Layer
from generator.text.inline_markup import plain_text

# What tells two items with the same words apart: all that is shown beside them but flags, which say how they are done.
TELLING = tuple(
    spec.key for spec in record_of(Item).fields.values() if spec.shape == "scalar" and spec.shown.how not in ("text", "flag", "hidden")
)


def examine_entries(variant: Layer, tree: Tree, add: ReportFinding) -> None:
    for entry in tree.get("services", Collection()).live():
        if not entry.text("status-page") and is_sound(entry):
            finding = Finding(f"`{entry.id}` has no status page", "add `status-page: https://...`, where its state is published")
            add("no-status-page", entry.edits[-1].key, finding, f"services.{entry.id}")
    for entry in tree.get("slos", Collection()).live():
        if entry.text("target") and not entry.text("alert") and is_sound(entry):
            finding = Finding(
                f"nobody is called when `{entry.id}` misses its target: it has no `alert`", "add an `alert` on the bad side of the target"
            )
            add("no-alert", entry.edits[-1].key, finding, f"slos.{entry.id}")
    for entry in tree.get("checklists", Collection()).live():
        _repeated(entry, f"checklists.{entry.id}", add)
    _groups(variant, tree, add)


def _repeated(checklist: Entry, address: str, add: ReportFinding) -> None:
    """Items of one list, at whatever depth, that say the same. Below different parents the same words may mean different things."""
    seen: dict[tuple[str, ...], tuple[str, Entry]] = {}
    for parent, place, item in _items(checklist, address):
        words = _words(item.text("text") or "")
        if not words:
            continue
        told = (words, *(item.text(field) or "" for field in TELLING))
        known = seen.get(("", *told)) or seen.get((parent, *told))
        if known is None:
            seen["" if parent == address else parent, *told] = (place, item)
            continue
        message = f"`{short_form(place)}` says the same as `{short_form(known[0])}`"
        note = RelatedPlace("the other", known[1].edits[-1].key.span)
        add("repeated-item", item.edits[-1].key, Finding(message, "remove one of them, or say in which way they differ"), place, note)


def _items(entry: Entry, address: str) -> Iterator[tuple[str, str, Entry]]:
    """Items with their parents' addresses and their own, upper ones first, so that a child is held against what stands above it."""
    items = [(f"{address}.items.{item.id}", item) for item in entry.children.get("items", Collection()).live()]
    yield from ((address, place, item) for place, item in items)
    for place, item in items:
        if item.children:
            yield from _items(item, place)


def _words(text: str) -> str:
    """A text as it sounds: without marks, cases and the signs between words that say nothing."""
    return " ".join(plain_text(text).casefold().replace(",", " ").replace(";", " ").rstrip(".!").split())


def _groups(variant: Layer, tree: Tree, add: ReportFinding) -> None:
    """Groups that the variant itself writes: those of a shared layer may be there for others."""
    used = {(entry.text("phase"), entry.text("group")) for entry in tree.get("checklists", Collection()).live()}
    for phase in tree.get("phases", Collection()).live():
        for group in phase.children.get("groups", Collection()).live():
            if (phase.id, group.id) not in used and any(edit.layer == variant.id for edit in group.edits):
                finding = Finding(f"nothing stands in group `{group.id}`", "put a checklist into it, or delete the group")
                add("empty-group", group.edits[-1].key, finding, f"phases.{phase.id}.groups.{group.id}")
