"""Gives an entity another id in every layer that defines it or refers to it.

`LayerStacks` finds these layers, and `mentions` finds the references. The old id is kept as an alias, so that old links,
printed codes and overrides elsewhere still lead to the entity.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from generator.diagnostics.diagnostic import nearest, sentences, some_of
from generator.edits.layer_stacks import LayerStacks
from generator.edits.mentions import Mention, mentions, parameters, texts
from generator.edits.workflow import UnreadableFiles, load_layers
from generator.merge.merged_tree import WrittenEntry
from generator.model.addresses import addresses_like, alias_address, closest_address, field_at, full_address, is_within
from generator.model.scalar_kinds import ID_KIND
from generator.model.variant import short_form
from generator.project.faults import UsageFault
from generator.source.node_edits import (
    as_mapping,
    renamed_key,
    replaced,
    replaced_everywhere,
    replaced_part,
    with_field,
    with_item,
    without_item,
)
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.splices import CannotEdit, Splice, spliced_bytes
from generator.text.inline_markup import FILES, SYSTEM, inner_targets_in
from generator.text.parameters import parameter_of
from generator.text.prose_code import in_code

ALIASES = "aliases"
Edits = Iterator[tuple[Node, Splice]]


def rename(
    files: Mapping[str, bytes], old: str, new: str, within: Collection[str] = (), *, everywhere: bool = False, alias: bool = True
) -> tuple[str, str, dict[str, bytes]]:
    """Rename an entity in all files. Return the full old and new address, and the new content of each changed file by path.

    Args:
        files: All data files of a project by path.
        old: The full or short address of the entity.
        new: An id, or an address in the same collection.
        within: Names of layers or variants, needed if the address names several entities.
        everywhere: Rename all entities at the address.
        alias: Keep the old id as an alias.

    Raises UnreadableFiles if any file cannot be read completely, UsageFault for an impossible request, and CannotEdit for a place that
    cannot be edited safely.
    """
    layers, problems = load_layers(files)
    if problems:
        raise UnreadableFiles(problems)
    stacks = LayerStacks(layers)
    options = (*(f"--in={name}" for name in within), *(["--everywhere"] if everywhere else []), *([] if alias else ["--no-alias"]))
    address = _old_address(stacks, old, ("runbook", "rename", old, new, *options))
    target = _new_address(address, old, new)
    family = _family(stacks, address, within, everywhere=everywhere)
    _require_free(stacks, target, family)
    splices: dict[str, list[Splice]] = {}
    edits = (
        *_in_entries(stacks, address, target, family, alias=alias),
        *_in_mentions(stacks, address, target, family),
        *_in_links(stacks, address, target, family),
        *(_in_parameters(stacks, address, target, family) if is_blank(address) else ()),
    )
    for node, splice in edits:
        splices.setdefault(node.source.path, []).append(splice)
    return address, target, {path: spliced_bytes(files[path], found) for path, found in sorted(splices.items())}


def _old_address(stacks: LayerStacks, written: str, command: tuple[str, ...]) -> str:
    old = full_address(written, stacks.ids("procedures"), stacks.ids("checklists"))
    collection, _, id = old.rpartition(".")
    spec = field_at(collection)
    if spec is None:
        message = f"`{written}` is not the address of an entity"
        raise UsageFault(sentences(message, _offer(stacks, written, command) or "write one such as `checklists.database.items.pooling`"))
    if spec.reference:
        raise UsageFault(sentences(f"the ids of `{collection}` are those of columns", f"rename the column `{id}` of the checklist"))
    if spec.record is not None and spec.record.ids:
        raise UsageFault(sentences(f"the ids of `{collection}` are fixed", f"they are {', '.join(spec.record.ids)}"))
    if stacks.writers(old):
        return old
    siblings = sorted(stacks.ids(collection))
    for address in (f"{collection}.{sibling}" for sibling in siblings):
        aliases = (alias for layer in stacks.writers(address) for alias in stacks.entries[layer][address].names(ALIASES))
        if any(alias_address(address, alias.value or "") == old for alias in aliases):
            raise UsageFault(sentences(f"there is no `{old}`", f"it is now `{address}`"))
    help = _offer(stacks, written, command) or nearest(id, siblings) or f"`{collection}` has {some_of(siblings)}"
    raise UsageFault(sentences(f"there is no `{old}`", help))


def _offer(stacks: LayerStacks, written: str, command: tuple[str, ...]) -> str:
    """Return what to write if the written text is a part of the address of an entity, or of several; else nothing.

    A rename changes many files, so it is offered, and not done at once. The full `command` has its old address after its first two words.
    """
    known = dict.fromkeys(address for entries in stacks.entries.values() for address in entries)
    found = addresses_like(written, known) or addresses_like(written.rpartition(".")[0], known)
    if not found and "." not in written and "/" not in written:
        found = tuple(filter(None, (closest_address(written, known),)))
    if len(found) > 1:
        return f"it may be one of {len(found)} entities: write one of {some_of(found)}"
    return f"did you mean `{found[0]}`? Run `{shlex.join((*command[:2], found[0], *command[3:]))}`" if found else ""


def _new_address(old: str, written_old: str, written: str) -> str:
    collection, _, id = old.rpartition(".")
    parent, separator, new = written.rpartition("/" if "/" in written else ".")
    if separator and parent not in (collection, written_old.rpartition("/")[0]):
        raise UsageFault(sentences(f"`{written}` is not in the same collection as `{old}`", f"a rename changes only the id: write `{new}`"))
    try:
        ID_KIND.parse(new)
    except ValueError as error:
        raise UsageFault(sentences(str(error))) from None
    if new == id:
        raise UsageFault(f"`{old}` already has this id.")
    return f"{collection}.{new}"


def _family(stacks: LayerStacks, old: str, within: Collection[str], *, everywhere: bool) -> list[str]:
    """Return the layers that define the requested entity."""
    families = stacks.families(old)
    unknown = next((name for name in within if name not in stacks.layers), None)
    if unknown is not None:
        raise UsageFault(sentences(f"no layer or variant `{unknown}`", nearest(unknown, stacks.layers)))
    # The user may also name a variant or layer that only inherits the entity.
    meant = [family for family in families if any(not set(stacks.stacks[name]).isdisjoint(family) for name in within)]
    writers = {name for family in families for name in family}
    unrelated = next((name for name in within if writers.isdisjoint(stacks.stacks[name])), None)
    listed = "; ".join(", ".join(f"`{name}`" for name in family) for family in families)
    if unrelated is not None:
        raise UsageFault(sentences(f"`{unrelated}` has no `{old}`", f"it is in {listed}"))
    if everywhere or len(families) == 1:
        meant = families
    if not meant:
        message = f"`{old}` names {len(families)} unrelated entities: in {listed}"
        raise UsageFault(sentences(message, "choose with `--in NAME`, which may be repeated, or rename all of them with `--everywhere`"))
    return [name for family in meant for name in family]


def _require_free(stacks: LayerStacks, new: str, family: list[str]) -> None:
    """Require that no stack with the entity uses the new id. Otherwise, two entities would become one."""
    for writer in stacks.writers(new):
        if any(not set(stacks.stacks[top]).isdisjoint(family) for top in stacks.stacks_with[writer]):
            span = stacks.entries[writer][new].edits[0].key.span
            raise UsageFault(sentences(f"`{new}` is already used by another entity: {span.file}:{span.line}", "choose another id"))
    if is_blank(new):
        tops = (top for top, stack in stacks.stacks.items() if not set(stack).isdisjoint(family))
        other = next((address for top in tops for address in _blanks(stacks, top, new.rpartition(".")[2])), None)
        if other is not None:
            raise UsageFault(sentences(f"`<{new.rpartition('.')[2]}>` is already the blank `{other}`", "choose another id"))


def is_blank(address: str) -> bool:
    return address.split(".")[-2] == "blanks"


def _in_entries(stacks: LayerStacks, old: str, new: str, family: list[str], *, alias: bool) -> Edits:
    """Change the id in every layer that defines the entity, and add the alias in the layers that introduce it."""
    old_id, new_id = old.rpartition(".")[2], new.rpartition(".")[2]
    roots = stacks.roots(old, family) if alias else []
    for name in family:
        entry = stacks.entries[name][old]
        yield entry.holder, renamed_key(entry.holder, old_id, new_id)
        restored = next((alias for alias in entry.names(ALIASES) if alias_address(old, alias.value or "") == new), None)
        if isinstance(entry.written, MappingNode) and restored is not None:
            yield restored, replaced(restored, old_id) if name in roots else without_item(entry.written, ALIASES, restored)
        elif name in roots:
            yield from ((entry.holder, splice) for splice in _with_alias(entry))


def _with_alias(entry: WrittenEntry) -> Iterator[Splice]:
    """Return the splices that add the id of an entry to its aliases."""
    aliases = entry.node(ALIASES)
    if not isinstance(entry.written, MappingNode):
        yield from as_mapping(entry.holder, entry.id, entry.record.model.shorthand, ALIASES, f"[{entry.id}]")
    elif isinstance(aliases, SequenceNode):
        yield with_item(aliases, entry.id)
    else:
        before = {name for name, field in entry.record.fields.items() if field.shape != "entities"}
        yield with_field(entry.written, ALIASES, f"[{entry.id}]", before)


def _in_mentions(stacks: LayerStacks, old: str, new: str, family: list[str]) -> Edits:
    old_id, new_id = old.rpartition(".")[2], new.rpartition(".")[2]
    for name, layer in stacks.layers.items():
        for mention in mentions(layer, stacks.entries[name]):
            if _means(stacks, name, mention, old, family):
                start = mention.start + (len(old) - len(old_id) if mention.is_address else 0)
                yield mention.node, replaced_part(mention.node, start, start + len(old_id), new_id)


def _in_links(stacks: LayerStacks, old: str, new: str, family: list[str]) -> Edits:
    """Change the address in the links of texts, also in links of other variants."""
    procedures, checklists = stacks.ids("procedures"), stacks.ids("checklists")
    for name, layer in stacks.layers.items():
        for node in texts(layer, stacks.entries[name]):
            value = node.value or ""
            for target in inner_targets_in(value):
                system, mark, written = target.rpartition("#") if target.startswith(SYSTEM) else ("", "", target)
                address = full_address(written, procedures, checklists)
                if written.startswith(FILES) or not is_within(address, old) or not _leads(stacks, name, node, system, address, old, family):
                    continue
                changed = f"{new}{address[len(old) :]}"
                link = re.compile(re.escape(f"]({target})"))
                kept = in_code(value, link)
                shown = f"]({system}{mark}{short_form(changed) if '/' in written else changed})"
                yield from ((node, splice) for splice in replaced_everywhere(node, link, shown, len(kept), kept))


def _leads(stacks: LayerStacks, layer: str, node: ScalarNode, system: str, address: str, old: str, family: list[str]) -> bool:
    """Return whether a link in a layer, to its own variants or to another `system`, leads to the entity."""
    if not system:
        return _means(stacks, layer, Mention(node, address, is_address=True), old, family)
    stack = stacks.stacks.get(system.removeprefix(SYSTEM).partition("/")[0], ())
    return next((name for name in stack if old in stacks.entries[name]), None) in family


def _means(stacks: LayerStacks, layer: str, mention: Mention, old: str, family: list[str]) -> bool:
    """Return whether a mention in a layer refers to the entity in every stack that has both.

    Raises CannotEdit if the mention refers to the entity in some stacks, and in others to an entity that keeps its id.
    """
    id = old.rpartition(".")[2]
    if not is_within(mention.name, old) if mention.is_address else mention.name != id:
        return False
    tops: dict[bool, list[str]] = {True: [], False: []}
    for top in stacks.stacks_with[layer]:
        groups = f"phases.{stacks.top_value(top, mention.holder, 'phase')}.groups" if mention.holder else ""
        if not mention.is_address and f"{mention.collection or groups}.{id}" != old:
            continue
        lowest = next((name for name in stacks.stacks[top] if old in stacks.entries[name]), None)
        if lowest is not None:
            tops[lowest in family].append(top)
    if tops[True] and tops[False]:
        these, others = some_of(tops[True], 4), some_of(tops[False], 4)
        why = f"`{mention.name}` refers to the renamed entity in {these}, and to another one in {others}; rename both with `--everywhere`"
        raise CannotEdit(mention.node.span, why)
    return bool(tops[True])


def _in_parameters(stacks: LayerStacks, old: str, new: str, family: list[str]) -> Edits:
    """Change `<id>` in commands and texts to `<new-id>`."""
    old_id, new_id = old.rpartition(".")[2], new.rpartition(".")[2]
    for name, layer in stacks.layers.items():
        nodes = Counter(parameters(layer, stacks.entries[name], old_id))
        for node, number in nodes.items():
            if _means_blank(stacks, name, node, old, family):
                yield from ((node, splice) for splice in replaced_everywhere(node, parameter_of(old_id), f"<{new_id}>", number))


def _means_blank(stacks: LayerStacks, layer: str, node: ScalarNode, old: str, family: list[str]) -> bool:
    """Return whether `<id>` in a layer is the blank in every stack that declares a blank with this id.

    Raises CannotEdit if `<id>` is the blank in some stacks, and in others a blank that keeps its id.
    """
    id = old.rpartition(".")[2]
    tops: dict[bool, list[str]] = {True: [], False: []}
    for top in stacks.stacks_with[layer]:
        blanks = _blanks(stacks, top, id)
        if blanks:
            tops[blanks.keys() == {old} and blanks[old] in family].append(top)
    if tops[True] and tops[False]:
        these, others = some_of(tops[True], 4), some_of(tops[False], 4)
        raise CannotEdit(
            node.span, f"`<{id}>` is the renamed blank in {these}, and another one in {others}; rename both with `--everywhere`"
        )
    return bool(tops[True])


def _blanks(stacks: LayerStacks, top: str, id: str) -> dict[str, str]:
    """Return the addresses of the blanks with an id in a stack, each with the topmost layer that defines it."""
    return {address: name for name in stacks.stacks[top] for address in stacks.entries[name] if address.endswith(f".blanks.{id}")}
