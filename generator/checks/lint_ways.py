"""The lint rules about where people go on: after a failure, after a line, after a decision, and when a trigger fires."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from generator.diagnostics.diagnostic import Findings, RelatedPlace, some_of
from generator.merge.merged_tree import Entry, Tree, is_well_formed, live_in, old_addresses, walk
from generator.merge.page_places import PagePlaces
from generator.model.addresses import SHORT_FORMS, is_within, reference_address
from generator.model.moments import Offset
from generator.model.page_order import CUT_OVER
from generator.model.scalar_kinds import ENDS, NO_WAY, OFFSET
from generator.source.layers import Layer
from generator.source.nodes import ScalarNode

DAY, ROLLBACK = "deploy-day", "rollback"
WAYS = ("then", "on-failure")
# What an entry says about its command, by key.
# What describes the result of a command, and what was written for a command but may also be true of another one.
OF_RESULT = {"expect": "expected result", "output": "output", "syntax": "language"}
OF_COMMAND = {"on-failure": "way after a failure", "caution": "caution", "details": "details", "choices": "choices"}


def check_ways(variant: Layer, tree: Tree, found: Findings) -> None:
    ways = tuple(_ways(tree))
    _check_circles(tree, found)
    for key, inside in SHORT_FORMS.items():
        for entry in live_in(tree, key):
            lines = tuple(live_in(entry.children, inside))
            line_list = _LineList(f"{key}.{entry.id}.{inside}", lines)
            _check_reached(line_list, ways, found)
            for line in lines:
                _check_decision(line_list, line, found)
    _check_failures(tree, found)
    _check_triggers(tree, found)
    _check_commands(variant, tree, found)


@dataclass(frozen=True, slots=True)
class _LineList:
    """The lines of a checklist or a procedure. `address` is that of their collection."""

    address: str
    lines: tuple[Entry, ...]

    def number_of(self, target: str) -> int | None:
        """Return the position of the line that an address leads to, or is in; None if it is in another list."""
        name = target.removeprefix(f"{self.address}.").partition(".")[0] if target.startswith(f"{self.address}.") else ""
        return next((number for number, line in enumerate(self.lines) if line.id == name), None)


def _ways(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the address of each entry that names a way, with the address that the way leads to."""
    current = dict(old_addresses(tree))
    for address, entry in walk(tree):
        for key in () if entry.values.keys().isdisjoint(WAYS) else WAYS:
            name = entry.text(key) if key in entry.record.fields else None
            target = reference_address("way", name, address) if name else None
            if target:
                yield address, current.get(target, target)


def _check_circles(tree: Tree, found: Findings) -> None:
    """Report a failure that leads back to the same entry or to the list around it, and a line whose next line is the line itself.

    A choice may lead back to its own line: people look again until the result is another one.
    """
    for address, entry in walk(tree):
        if entry.values.keys().isdisjoint(WAYS):
            continue  # most entries
        failed, then = entry.text("on-failure"), entry.text("then") if entry.record.fields.keys() >= {*WAYS} else None
        for key, name in (("on-failure", failed), ("then", then)):
            node = entry.node(key)
            target = reference_address("way", name, address) if name else None
            if node is not None and target and (target == address or (key == "on-failure" and is_within(address, target))):
                message = f"`{key}` of `{entry.id}` leads back to {'itself' if target == address else f'`{target}`, which contains it'}"
                found.report("circular-way", node, message, f"{address}.{key}")


def _check_reached(these: _LineList, ways: tuple[tuple[str, str], ...], found: Findings) -> None:
    """Report the lines that no way leads to, and that are not the next line of another one. Only the first of several lines counts.

    A way to a line that does not exist may be meant for any line, and is reported by itself.
    """
    targets: dict[int | None, set[int]] = {}  # by line, or None for other places
    for address, target in ways:
        number = these.number_of(target)
        if number is not None:
            targets.setdefault(these.number_of(address), set()).add(number)
        elif target.startswith(f"{these.address}."):
            return
    reached: set[int] = set()
    _reach(these, {0, *targets.get(None, ())}, targets, reached)
    for number, line in enumerate(these.lines):
        if number not in reached and is_well_formed(line):
            before = these.lines[number - 1].id
            message = f"nobody gets to `{line.id}`: `{before}` goes on elsewhere, and no way leads here"
            found.report("unreachable-line", line.edits[-1].key, message, f"{these.address}.{line.id}")
            _reach(these, {number}, targets, reached)


def _reach(these: _LineList, starts: set[int], targets: dict[int | None, set[int]], reached: set[int]) -> None:
    """Add the lines to `reached` that people get to from some lines."""
    todo = [*starts]
    while todo:
        number = todo.pop()
        if number in reached or number >= len(these.lines):
            continue
        reached.add(number)
        todo += targets.get(number, ())
        if _goes_on(these.lines[number]):
            todo.append(number + 1)


def _goes_on(line: Entry) -> bool:
    """Return whether people may go on with the next line: they skip a line whose condition does not hold, and may skip an optional one."""
    if line.text("if") or line.text("optional") == "true":
        return True
    choices = tuple(live_in(line.children, "choices"))
    return not (_leads(line) or (choices and all(map(_leads, choices))))


def _leads(entry: Entry) -> bool:
    return entry.text("then") not in (None, NO_WAY)


def _check_decision(these: _LineList, line: Entry, found: Findings) -> None:
    """Report choices without a way beside others with one, a decision with one choice, and a way that goes on into another way."""
    choices = tuple(live_in(line.children, "choices"))
    address = f"{these.address}.{line.id}"
    if len(choices) == 1 and is_well_formed(line, "choices"):
        message = f"`{line.id}` has one choice, `{choices[0].id}`, so nothing is decided"
        found.report("one-way-decision", choices[0].edits[-1].key, message, address)
    leading = [choice for choice in choices if choice.text("then")]
    for choice in choices if leading else ():
        if not choice.text("then") and is_well_formed(choice):
            message = f"`{choice.id}` does not say where to go on, and `{leading[0].id}` does"
            note = RelatedPlace("the other", leading[0].edits[-1].key.span)
            at = f"{address}.choices.{choice.id}"
            found.report("missing-way", choice.edits[-1].key, message, at, note, lacks=f"{at}.then")
    if not leading:
        return
    here = these.lines.index(line)
    named = (reference_address("way", one.text("then") or NO_WAY, f"{address}.choices.{one.id}") or "" for one in choices)
    targets = sorted({number for target in named if (number := these.number_of(target)) is not None and number > here})
    for start, other in pairwise(targets):
        between = these.lines[start:other]
        if all(map(_goes_on, between)):
            last, into = between[-1], these.lines[other]
            message = f"`{last.id}` is on one way of the decision `{line.id}`, and goes on with `{into.id}`, which is another way"
            note = RelatedPlace("the decision", line.edits[-1].key.span)
            help = f"write `then: done`, or where people go on; if both ways go on with `{into.id}`, write `then: {into.id}`"
            found.report(
                "falls-into-way",
                last.edits[-1].key,
                message,
                f"{these.address}.{last.id}",
                note,
                help=help,
                lacks=f"{these.address}.{last.id}.then",
            )


def _check_failures(tree: Tree, found: Findings) -> None:
    """Report the lists from the cut-over on whose lines do not say where to go after a failure.

    Without any procedure there is nowhere to go; the rule `no-way-back` reports that.
    """
    phase = next((one for one in live_in(tree, "phases") if one.id == DAY), None)
    if not any(live_in(tree, "procedures")) or (phase is not None and (phase.text("on-failure") or not is_well_formed(phase))):
        return
    for entry in _from_cut_over(tree):
        lines = [line.id for line in live_in(entry.children, "items") if not _has_way_out(line)]
        if lines and not entry.text("on-failure") and is_well_formed(entry):
            message = f"`{entry.id}` does not say where to go if {some_of([f'`{line}`' for line in lines], 3)} fails"
            found.report("no-way-out", entry.edits[-1].key, message, f"checklists.{entry.id}", lacks=f"checklists.{entry.id}.on-failure")


def _has_way_out(line: Entry) -> bool:
    """Return whether a line says what people do after a failure: by its own way, by its choices, or by the ways of all its parts."""
    parts = tuple(live_in(line.children, "items"))
    return bool(line.text("on-failure") or any(live_in(line.children, "choices")) or (parts and all(map(_has_way_out, parts))))


def _from_cut_over(tree: Tree) -> Iterator[Entry]:
    """Yield the lists of the deployment day from the cut-over on, in the order of the page, without lists that start before T-0.

    The cut-over is the first list that starts at T-0 or later, or else the first with an id of `CUT_OVER`.
    """
    phase = next((one for one in live_in(tree, "phases") if one.id == DAY), None)
    groups = {group.id: group for group in live_in(phase.children, "groups")} if phase is not None else {}
    places = PagePlaces(tree)
    order = [places.entries[address] for address in places.page_orders().get(DAY, ()) if address.startswith("checklists.")]
    starts = {entry.id: _start(entry, groups.get(entry.text("group") or "")) for entry in order}
    timed = (entry.id for entry in order if (at := starts[entry.id]) is not None and at.seconds >= 0)
    first = next(timed, None) or next((entry.id for entry in order if entry.id in CUT_OVER), None)
    later = dropwhile(lambda entry: entry.id != first, order)
    return (entry for entry in later if (at := starts[entry.id]) is None or at.seconds >= 0)


def _start(entry: Entry, group: Entry | None) -> Offset | None:
    found: Offset | None = OFFSET.valid(entry.text("at") or (group.text("at") if group is not None else None) or "")
    return found


def _check_triggers(tree: Tree, found: Findings) -> None:
    """Report the triggers that name no procedure although their phase has procedures."""
    first: dict[str | None, str] = {}
    for procedure in live_in(tree, "procedures"):
        first.setdefault(procedure.text("phase"), procedure.id)
    for trigger in live_in(tree, "triggers"):
        follow = first.get(trigger.text("phase") or ROLLBACK)
        then, address = trigger.node("then"), f"triggers.{trigger.id}"
        if not follow or trigger.text("then") not in (None, *ENDS) or not is_well_formed(trigger):
            continue
        message, help = f"`{trigger.id}` does not say which procedure to follow when it fires", f"add `then: procedures.{follow}`"
        if end := trigger.text("then"):
            message = f"`then: {end}` leads to no procedure, so nobody knows which one to follow when `{trigger.id}` fires"
            help = help.replace("add", "write")
        place = then if then is not None and end else trigger.edits[-1].key
        found.report("dead-end-trigger", place, message, address, help=help, lacks=f"{address}.then")


def _check_commands(variant: Layer, tree: Tree, found: Findings) -> None:
    """Report a command of the variant itself beside what a layer wrote about another command. Report a language without a command."""
    for address, entry in walk(tree):
        if "run" not in entry.record.fields:
            continue
        if entry.text("syntax") and not entry.text("run"):
            message = f"`{entry.id}` has a `syntax`, but no command"
            found.report("idle-syntax", entry.settings["syntax"][-1].key, message, f"{address}.syntax", lacks=f"{address}.run")
        run = entry.settings["run"][-1] if entry.text("run") else None
        if run is None or run.layer != variant.id:
            continue
        is_other = bool(run.inherited) and not (run.inherited[-1].is_null or run.inherited[-1].node is None)  # type: ignore[index]
        for key, what in (OF_RESULT | OF_COMMAND if is_other else OF_RESULT).items():
            place = _of_layer(entry, key, variant.id)
            if place is not None:
                layer, node = place
                message = f"`{entry.id}` has a command of its own, and the {what} of layer `{layer}`"
                note = RelatedPlace(f"the {what}", node.span)
                help = f"write `{key}` for this command too, also if it stays the same; or `unset: [{key}]` if there is none"
                if key == "choices":
                    help = "write the choices for this command too, also if they stay the same, or remove them"
                found.report("split-command", run.key, message, f"{address}.{key}", note, help=help)


def _of_layer(entry: Entry, key: str, variant: str) -> tuple[str, ScalarNode] | None:
    """Return the layer and the place of a value that a layer wrote, and the variant did not confirm; None for any other field."""
    if key == "choices":
        edits = (choice.edits[-1] for choice in live_in(entry.children, key))
        return next(((edit.layer, edit.key) for edit in edits if edit.layer != variant), None)
    top = entry.settings[key][-1] if entry.text(key) else None
    return (top.layer, top.key) if top is not None and top.layer != variant else None
