"""Apply the lint rules to a merged variant. This module has the rules about the head, people and single entries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from generator.checks.completeness import review_end
from generator.checks.lint_clock import check_clock
from generator.checks.lint_drills import check_drills
from generator.checks.lint_paragraphs import check_paragraphs
from generator.checks.lint_params import check_params
from generator.checks.lint_secret_blanks import check_secret_blanks
from generator.checks.lint_texts import check_texts
from generator.checks.lint_ways import check_ways
from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany, some_of
from generator.diagnostics.work_counts import work
from generator.merge.merged_tree import Entry, Tree, is_well_formed, live_in, walk
from generator.model.entities import Contact, Item
from generator.model.field_facts import VARIANT_HEAD, record_of
from generator.model.field_marks import FieldMark
from generator.model.page_order import SECTIONS
from generator.model.scalar_kinds import DATE, DURATION, SPAN
from generator.model.variant import short_form
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode, one_line
from generator.text.inline_markup import plain_text

TIME_ZONES = timedelta(days=1)  # where a review is written, it may be tomorrow already
MOST_SHOWN = 12
# Fields that contradict each other, each pair with the reason.
CONTRADICTIONS = {
    ("every", "at"): "a list is done again and again, or at one moment of a deployment",
    ("optional", "blocking"): "its box may be left open, or the phase cannot be finished without it",
}
REACH = tuple(spec.key for spec in record_of(Contact).marked[FieldMark.REACH])
# Two items with the same text differ if one of these fields does: all that readers see beside the text, except flags, which say how to act.
DISTINGUISHING = tuple(
    spec.key for spec in record_of(Item).fields.values() if spec.shape == "scalar" and spec.shown.how not in ("text", "flag", "hidden")
)


@work("variants linted")
def lint_variant(variant: Layer, layers: tuple[Layer, ...], tree: Tree) -> tuple[Diagnostic, ...]:
    """Return all findings of the lint rules in a variant that extends some shared layers, waived findings included."""
    found = Findings(f"variant `{variant.id}`", (variant.id,))
    with suppress(TooMany):
        _check_review(variant, found)
        for layer in layers:  # the severity policy drops the finding if several variants extend the layer
            found.report("lonely-layer", layer.place, f"only one variant extends layer `{layer.id}`", f"layers.{layer.id}")
        check_params(variant, layers, tree, found)
        check_texts(variant, tree, found)
        check_paragraphs(variant, tree, found)
        _check_people(variant, tree, found)
        _check_entries(variant, tree, found)
        check_clock(tree, found)
        check_drills(tree, found)
        check_secret_blanks(tree, found)
        check_ways(variant, tree, found)
    return tuple(found.problems)


def _check_review(variant: Layer, found: Findings) -> None:
    reviewed, interval = variant.head_fields.get("reviewed"), variant.head_fields.get("review-every")
    every, day = DURATION.valid(one_line(interval)), DATE.valid(one_line(reviewed))
    if reviewed is not None and day is not None and day - date.min > TIME_ZONES:
        help = f"write the day of the last review, or run `runbook review {variant.id}` after the next one"
        message = f"the review of {day} is in the future"
        found.report("future-review", reviewed, message, "variant.reviewed", help=help, until=day - TIME_ZONES - timedelta(days=1))
    if interval is None or every is None:
        return
    help = f"compare the runbook with the system, then run `runbook review {variant.id}`"
    if reviewed is None:
        if not variant.head_fields.keys() <= VARIANT_HEAD.keys.keys():
            return  # `reviewed` may be misspelled
        if every.seconds is not None:
            message = f"a review is valid for {every}, but there was none yet"
            found.report("overdue-review", interval, message, "variant.review-every", help=help)
        return
    end = review_end(day, every) if day is not None else None
    if end is not None and end != date.max:
        message = f"the review of {day} was valid for {every}, until {end}"
        found.report("overdue-review", reviewed, message, "variant.reviewed", help=help, since=end + timedelta(days=1))


def _check_people(variant: Layer, tree: Tree, found: Findings) -> None:
    contacts = {entry.id: entry for entry in live_in(tree, "contacts")}
    if not contacts:
        return
    assigned = _assigned_work(variant, tree)
    for id, entry in contacts.items():
        place, address = entry.edits[-1].key, f"contacts.{id}"
        if id in assigned and assigned[id] is variant.head_fields.get("owner") and entry.values.keys().isdisjoint(REACH):
            pass  # an owner who is only named, see `to_call`
        elif not is_reachable(entry) and is_well_formed(entry):
            found.report("unassigned-contact", place, f"contact `{id}` cannot be reached", address)
        elif id in assigned and not entry.text("name") and is_well_formed(entry):
            message = f"`{id}` has work, but its contact has no `name`"
            found.report("unheld-role", place, message, address, RelatedPlace("work", assigned[id].span))
        _check_escalation(entry, contacts, found)


def _check_escalation(entry: Entry, contacts: dict[str, Entry], found: Findings) -> None:
    """Report an escalation that reaches nobody, not even a backup. Other checks report cycles and unknown contacts."""
    node = entry.node("escalates-to")
    chain: dict[str, None] = {}
    at = entry
    while (name := at.text("escalates-to")) and name != entry.id and name not in chain:
        if name not in contacts or is_reachable(contacts[name]) or not is_well_formed(contacts[name]):
            return
        backup = contacts.get(contacts[name].text("backup") or "")
        if backup is not None and is_reachable(backup):
            return
        chain[name] = None
        at = contacts[name]
    if chain and node is not None:
        message = f"the escalation of `{entry.id}` reaches nobody: {some_of(f'`{name}`' for name in chain)} cannot be reached"
        found.report("dead-escalation", node, message, f"contacts.{entry.id}.escalates-to")


def is_reachable(entry: Entry) -> bool:
    """Return whether somebody can be reached under a contact. A link, such as a rota, says who it is."""
    return any(entry.text(field) for field in REACH) or any(live_in(entry.children, "links"))


def _assigned_work(variant: Layer, tree: Tree) -> dict[str, Node]:
    """Return for each contact the first place that gives it work; the place that makes it the owner only if there is no other.

    Services and escalations do not count: they may name a team.
    """
    found: dict[str, Node] = {}
    for node in (*(entry.node("role") for _, entry in walk(tree) if "role" in entry.record.fields), variant.head_fields.get("owner")):
        if isinstance(node, ScalarNode) and node.value:
            found.setdefault(node.value, node)
    return found


def _check_entries(variant: Layer, tree: Tree, found: Findings) -> None:
    _check_contradictions(tree, found)
    for entry in live_in(tree, "services"):
        if not entry.text("status-page") and is_well_formed(entry):
            found.report("no-status-page", entry.edits[-1].key, f"`{entry.id}` has no status page", f"services.{entry.id}")
    for entry in live_in(tree, "slos"):
        alert = entry.node("alert")  # a list or a mapping is reported, but is meant as an alert
        is_empty = alert is None or (isinstance(alert, ScalarNode) and not alert.value)
        if entry.text("target") and is_empty and is_well_formed(entry):
            message = f"`{entry.id}` has no `alert`, so nobody is called when its target is missed"
            found.report("no-alert", entry.edits[-1].key, message, f"slos.{entry.id}")
    _check_needs(tree, found)
    for entry in live_in(tree, "checklists"):
        _check_repeated(entry, f"checklists.{entry.id}", found)
    _check_groups(variant, tree, found)


def _check_contradictions(tree: Tree, found: Findings) -> None:
    """Report entries with two fields that contradict each other. A checklist without its own time has the time of its group.

    An announcement may have both `every` and `at`: it is sent at a moment, and then again and again.
    """
    groups = {(phase.id, group.id): group for phase in live_in(tree, "phases") for group in live_in(phase.children, "groups")}
    for address, entry in walk(tree):
        if not any(one in entry.values for one, _ in CONTRADICTIONS):
            continue  # most entries
        group = groups.get((entry.text("phase") or "", entry.text("group") or "")) if entry.text("every") else None
        for (one, other), why in CONTRADICTIONS.items():
            value, its = entry.text(one), entry.text(other)
            holder = entry if its else group if group is not None and one == "every" and group.text(other) else None
            spec = entry.record.fields.get(one)  # none if a key is not a field of this kind of entry
            if spec is None or spec.kind is SPAN or not value or holder is None or "false" in (value, its):
                continue
            note = RelatedPlace(f"{other}", holder.settings[other][-1].key.span)
            found.report(
                "contradictory-fields", entry.settings[one][-1].key, f"`{entry.id}` has `{one}` and `{other}`, but {why}", address, note
            )


def _check_needs(tree: Tree, found: Findings) -> None:
    """Report each cycle of services that need each other once, where the first service of the cycle names the next one."""
    needs = {entry.id: entry.names("needs") for entry in live_in(tree, "services")}
    done: set[str] = set()
    for start, names in needs.items():
        trail: dict[str, Iterator[ScalarNode]] = {start: iter(names)} if start not in done else {}
        followed: list[ScalarNode] = []
        while trail:
            service = next(reversed(trail))
            node = next(trail[service], None)
            if node is None:
                done.add(service)
                trail.pop(service)
                del followed[-1:]
                continue
            id = node.value or ""
            if id in trail:
                cycle = [*trail][[*trail].index(id) :]
                first = [*followed, node][[*trail].index(id)]
                shown = some_of((f"`{one}`" for one in (*cycle, id)), MOST_SHOWN)
                found.report("circular-needs", first, f"services need each other in a cycle: {shown}", f"services.{id}.needs")
            elif id in needs and id not in done:
                trail[id] = iter(needs[id])
                followed.append(node)


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
    """Yield each item after the address of its parent and its own address. All siblings come first, then the children of each."""
    items = [(f"{address}.items.{item.id}", item) for item in live_in(entry.children, "items")]
    yield from ((address, place, item) for place, item in items)
    for place, item in items:
        if item.children:
            yield from _items(item, place)


def _normalized(text: str) -> str:
    """Return a text in lower case, without markup and the punctuation that does not change its meaning."""
    return " ".join(plain_text(text).casefold().replace(",", " ").replace(";", " ").rstrip(".!").split())


def _check_groups(variant: Layer, tree: Tree, found: Findings) -> None:
    """Report empty groups that the variant itself defines. A group of a shared layer may be there for other variants."""
    used = {(entry.text("phase"), entry.text("group")) for key in SECTIONS for entry in live_in(tree, key)}
    for phase in live_in(tree, "phases"):
        for group in live_in(phase.children, "groups"):
            if (phase.id, group.id) not in used and any(edit.layer == variant.id for edit in group.edits):
                message = f"group `{group.id}` is empty"
                found.report("empty-group", group.edits[-1].key, message, f"phases.{phase.id}.groups.{group.id}")
