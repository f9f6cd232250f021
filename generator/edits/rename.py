"""Gives an entity another id in every layer that defines it or refers to it, as splices of the files.

`LayerStacks` finds the layers that define it, `mentions` the references to it. The old id is kept as an alias, so that old links,
printed codes and overrides elsewhere still lead to the entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics.diagnostic import nearest, sentences, some_of
from generator.edits.layer_stacks import LayerStacks
from generator.edits.mentions import Mention, mentions
from generator.model.addresses import alias_address, field_at, full_address, is_within
from generator.model.scalar_kinds import ID_KIND
from generator.project.faults import UsageFault
from generator.source.layers import Layer
from generator.source.node_edits import as_mapping, renamed_key, replaced, replaced_part, with_field, with_item, without_item
from generator.source.nodes import MappingNode, Node, SequenceNode
from generator.source.splices import CannotEdit, Splice

ALIASES = "aliases"
Edits = Iterator[tuple[Node, Splice]]


@dataclass(frozen=True, slots=True)
class RenameRequest:
    """What to rename: `old` is a full or short address; `new` an id, or an address in the same collection.

    `within` names layers or variants, needed if the address names several entities; `everywhere` means all of them. `alias` keeps the
    old id as an alias.
    """

    old: str
    new: str
    within: tuple[str, ...] = ()
    everywhere: bool = False
    alias: bool = True


def rename(layers: Mapping[str, Layer], request: RenameRequest) -> tuple[str, str, dict[str, list[Splice]]]:
    """The full old and new address, and the splices of each file by path. All layers must have been read completely.

    Raises UsageFault for an impossible request, and CannotEdit for a place that cannot be edited safely.
    """
    stacks = LayerStacks(layers)
    old = _old_address(stacks, request)
    new = _new_address(request, old)
    family = _family(stacks, request, old)
    _require_free(stacks, new, family)
    splices: dict[str, list[Splice]] = {}
    for node, splice in (*_in_entries(stacks, old, new, family, alias=request.alias), *_in_mentions(stacks, old, new, family)):
        splices.setdefault(node.source.path, []).append(splice)
    return old, new, dict(sorted(splices.items()))


def _old_address(stacks: LayerStacks, request: RenameRequest) -> str:
    def ids(collection: str) -> set[str]:
        return {id for layer in stacks.layers.values() for id in layer.entries.get(collection, {})}

    old = full_address(request.old, ids("procedures"), ids("checklists"))
    collection, _, id = old.rpartition(".")
    spec = field_at(collection)
    if spec is None:
        message = f"`{request.old}` is not the address of an entity"
        raise UsageFault(sentences(message, "write one such as `checklists.database.items.pooling`"))
    if spec.record is not None and spec.record.ids:
        raise UsageFault(sentences(f"the ids of `{collection}` are fixed", f"they are {', '.join(spec.record.ids)}"))
    if stacks.writers(old):
        return old
    parent, _, name = collection.rpartition(".")
    nested = (stacks.value(layer, parent, name) for layer in stacks.layers) if parent else ()
    siblings = sorted(ids(collection).union(*(children.values for children in nested if isinstance(children, MappingNode))))
    for address in (f"{collection}.{sibling}" for sibling in siblings):
        aliases = (alias for layer in stacks.writers(address) for alias in stacks.aliases(layer, address))
        if any(alias_address(address, alias.value or "") == old for alias in aliases):
            raise UsageFault(sentences(f"there is no `{old}`", f"it is now `{address}`"))
    raise UsageFault(sentences(f"there is no `{old}`", nearest(id, siblings) or f"`{collection}` has {some_of(siblings)}"))


def _new_address(request: RenameRequest, old: str) -> str:
    collection, _, id = old.rpartition(".")
    parent, separator, new = request.new.rpartition("/" if "/" in request.new else ".")
    if separator and parent not in (collection, request.old.rpartition("/")[0]):
        raise UsageFault(
            sentences(f"`{request.new}` is not in the same collection as `{old}`", f"a rename changes only the id: write `{new}`")
        )
    try:
        ID_KIND.parse(new)
    except ValueError as error:
        raise UsageFault(sentences(str(error))) from None
    if new == id:
        raise UsageFault(f"`{old}` already has this id.")
    return f"{collection}.{new}"


def _family(stacks: LayerStacks, request: RenameRequest, old: str) -> list[str]:
    """The layers that define the requested entity."""
    families = stacks.families(old)
    unknown = next((name for name in request.within if name not in stacks.layers), None)
    if unknown is not None:
        raise UsageFault(sentences(f"no layer or variant `{unknown}`", nearest(unknown, stacks.layers)))
    # A variant or layer that only inherits the entity names it too.
    meant = [family for family in families if any(not set(stacks.stacks[name]).isdisjoint(family) for name in request.within)]
    writers = {name for family in families for name in family}
    unrelated = next((name for name in request.within if writers.isdisjoint(stacks.stacks[name])), None)
    listed = "; ".join(", ".join(f"`{name}`" for name in family) for family in families)
    if unrelated is not None:
        raise UsageFault(sentences(f"`{unrelated}` has no `{old}`", f"it is in {listed}"))
    if request.everywhere or len(families) == 1:
        meant = families
    if not meant:
        message = f"`{old}` names {len(families)} unrelated entities: in {listed}"
        raise UsageFault(sentences(message, "choose with `--in NAME`, which may be repeated, or rename all of them with `--everywhere`"))
    return [name for family in meant for name in family]


def _require_free(stacks: LayerStacks, new: str, family: list[str]) -> None:
    """Require that the new id is unused in every stack with the entity: otherwise two entities would become one."""
    for writer in stacks.writers(new):
        if any(not set(stacks.stacks[top]).isdisjoint(family) for top in stacks.stacks_with[writer]):
            holder = stacks.holder(writer, new)
            assert holder is not None
            span = holder.key(new.rpartition(".")[2]).span
            raise UsageFault(sentences(f"`{new}` is already used by another entity: {span.file}:{span.line}", "choose another id"))


def _in_entries(stacks: LayerStacks, old: str, new: str, family: list[str], *, alias: bool) -> Edits:
    """The id in every layer that defines the entity, and the alias in the layers that introduce it."""
    old_id, new_id = old.rpartition(".")[2], new.rpartition(".")[2]
    roots = stacks.roots(old, family) if alias else []
    for name in family:
        holder = stacks.holder(name, old)
        assert holder is not None
        yield holder, renamed_key(holder, old_id, new_id)
        entry = holder.values[old_id]
        restored = next((each for each in stacks.aliases(name, old) if alias_address(old, each.value or "") == new), None)
        if isinstance(entry, MappingNode) and restored is not None:
            yield entry, replaced(restored, old_id) if name in roots else without_item(entry, ALIASES, restored)
        elif name in roots:
            yield from ((holder, splice) for splice in _with_alias(holder, old))


def _with_alias(holder: MappingNode, address: str) -> Iterator[Splice]:
    collection, _, id = address.rpartition(".")
    entry, spec = holder.values[id], field_at(collection)
    assert spec is not None
    assert spec.record is not None
    if not isinstance(entry, MappingNode):
        yield from as_mapping(holder, id, "text", ALIASES, f"[{id}]")
    elif isinstance(written := entry.values.get(ALIASES), SequenceNode):
        yield with_item(written, id)
    else:
        yield with_field(entry, ALIASES, f"[{id}]", {name for name, field in spec.record.fields.items() if field.shape != "entities"})


def _in_mentions(stacks: LayerStacks, old: str, new: str, family: list[str]) -> Edits:
    old_id, new_id = old.rpartition(".")[2], new.rpartition(".")[2]
    for layer in stacks.layers.values():
        for mention in mentions(layer):
            if _means(stacks, mention, old, family):
                start = len(old) - len(old_id) if mention.is_address else mention.start
                yield mention.node, replaced_part(mention.node, start, start + len(old_id), new_id)


def _means(stacks: LayerStacks, mention: Mention, old: str, family: list[str]) -> bool:
    """Whether a mention refers to the entity in every stack that has both.

    Raises CannotEdit if it refers to the entity in some stacks, and in others to an entity that keeps its id.
    """
    id = old.rpartition(".")[2]
    if not is_within(mention.name, old) if mention.is_address else mention.name != id:
        return False
    tops: dict[bool, list[str]] = {True: [], False: []}
    for top in stacks.stacks_with[mention.layer]:
        groups = f"phases.{stacks.top_value(top, mention.holder, 'phase')}.groups" if mention.holder else ""
        if not mention.is_address and f"{mention.collection or groups}.{id}" != old:
            continue
        lowest = next((name for name in stacks.stacks[top] if stacks.entry(name, old) is not None), None)
        if lowest is not None:
            tops[lowest in family].append(top)
    if tops[True] and tops[False]:
        these, others = some_of(tops[True], 4), some_of(tops[False], 4)
        why = f"`{mention.name}` refers to the renamed entity in {these}, and to another one in {others}; rename both with `--everywhere`"
        raise CannotEdit(mention.node.span, why)
    return bool(tops[True])
