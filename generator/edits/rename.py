"""Rename: one entity by another id, wherever layers write or mention it, as splices of their files.

`rename_layers` finds the layers that write it, `mentions` where it is referred to. The old id stays as an alias, so that old links,
printed codes and overlays elsewhere lead to the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics.diagnostic import nearest, some_of
from generator.edits.mentions import Mention, mentions
from generator.edits.rename_layers import Layering
from generator.model.addresses import former, in_full, is_within, spec_of
from generator.model.scalar_kinds import ID_KIND
from generator.source.layers import Layer
from generator.source.node_edits import as_mapping, renamed_key, replaced, replaced_part, with_field, with_item, without_item
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.splices import CannotEdit, Splice

ALIASES = "aliases"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be renamed: `old` an address, in full or short; `new` an id, or an address with the same beginning.

    `within` names layers or variants, where the address stands for several entities; `everywhere` means all of them. `alias` says
    whether the old id stays as an alias.
    """

    old: str
    new: str
    within: tuple[str, ...] = ()
    everywhere: bool = False
    alias: bool = True


@dataclass(frozen=True, slots=True)
class Renaming:
    """The full addresses, and the splices of each file by path."""

    old: str
    new: str
    splices: dict[str, tuple[Splice, ...]]


class CannotRename(Exception):
    """The wish cannot be granted as it was said; the message says why, `help` what can be asked instead."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def rename(layers: Mapping[str, Layer], wish: Wish) -> Renaming:
    """The edits that give an entity another id. The layers must have been read whole.

    Raises CannotRename for a wish that cannot be granted, and CannotEdit for a place that cannot be edited without harm.
    """
    layering = Layering(layers)
    old = _old_address(layering, wish)
    new = _new_address(wish, old)
    family = _family(layering, wish, old)
    _require_free(layering, new, family)
    splices: dict[str, list[Splice]] = {}
    for node, splice in (*_in_entries(layering, wish, old, new, family), *_in_mentions(layering, old, new, family)):
        splices.setdefault(node.source.path, []).append(splice)
    return Renaming(old, new, {path: tuple(found) for path, found in sorted(splices.items())})


def _old_address(layering: Layering, wish: Wish) -> str:
    def ids(collection: str) -> set[str]:
        return {id for layer in layering.layers.values() for id in layer.entries.get(collection, {})}

    old = in_full(wish.old, ids("procedures"), ids("checklists"))
    collection, _, id = old.rpartition(".")
    spec = spec_of(collection)
    if spec is None:
        raise CannotRename(f"`{wish.old}` is no address of an entity", "write one such as `checklists.database.items.pooling`")
    if spec.record is not None and spec.record.ids:
        raise CannotRename(f"the ids of `{collection}` are fixed", f"they are {', '.join(spec.record.ids)}")
    if layering.writers(old):
        return old
    siblings = sorted({sibling for name in layering.layers for sibling in _siblings(layering, name, collection)})
    renamed = next((sibling for sibling in siblings if _had_name(layering, f"{collection}.{sibling}", old)), "")
    close = nearest(id, siblings) or f"`{collection}` has {some_of(siblings)}"
    raise CannotRename(f"nothing stands at `{old}`", f"it is now `{collection}.{renamed}`" if renamed else close)


def _siblings(layering: Layering, layer: str, collection: str) -> Iterator[str]:
    if "." not in collection:
        yield from layering.layers[layer].entries.get(collection, {})
        return
    holder, _, name = collection.rpartition(".")
    entry = layering.entry(layer, holder)
    below = entry.values.get(name) if isinstance(entry, MappingNode) else None
    if isinstance(below, MappingNode):
        yield from below.values


def _had_name(layering: Layering, address: str, old: str) -> bool:
    return any(
        former(address, alias.value or "") == old for name in layering.writers(address) for _, alias in _aliases(layering, name, address)
    )


def _new_address(wish: Wish, old: str) -> str:
    collection, _, id = old.rpartition(".")
    holder, slash, new = wish.new.rpartition("/") if "/" in wish.new else wish.new.rpartition(".")
    if slash and holder not in (collection, wish.old.rpartition("/")[0]):
        raise CannotRename(f"`{wish.new}` stands elsewhere than `{old}`", f"a rename changes the id alone: write `{new}`")
    if not slash:
        new = wish.new
    try:
        ID_KIND.parse(new)
    except ValueError as error:
        raise CannotRename(str(error)) from None
    if new == id:
        raise CannotRename(f"`{old}` has this id already")
    return f"{collection}.{new}"


def _family(layering: Layering, wish: Wish, old: str) -> list[str]:
    """The layers that write the entity that is meant."""
    families = layering.families(old)
    unknown = [name for name in wish.within if name not in layering.layers]
    if unknown:
        raise CannotRename(f"no layer or variant `{unknown[0]}`", nearest(unknown[0], layering.layers))
    # A variant or layer that only inherits the entity means it too.
    meant = [family for family in families if any(not set(layering.stacks[name]).isdisjoint(family) for name in wish.within)]
    idle = next((name for name in wish.within if set(layering.stacks[name]).isdisjoint(*meant)), None) if meant else None
    if wish.within and (not meant or idle):
        raise CannotRename(f"`{idle or wish.within[0]}` has no `{old}`", f"it stands in {_listed(families)}")
    if wish.everywhere or len(families) == 1:
        meant = families
    if not meant:
        message = f"`{old}` stands for {len(families)} entities that have nothing to do with each other: in {_listed(families)}"
        raise CannotRename(message, "say which with `--in NAME`, as often as you like, or rename all of them with `--everywhere`")
    return [name for family in meant for name in family]


def _listed(families: list[list[str]]) -> str:
    return "; ".join(", ".join(f"`{name}`" for name in family) for family in families)


def _require_free(layering: Layering, new: str, family: list[str]) -> None:
    """Hold that the new id is nobody's in any stack that has the entity: the two would become one."""
    for other in layering.writers(new):
        for top in layering.stacks_with[other]:
            if not set(layering.stacks[top]).isdisjoint(family):
                where = layering.holder(other, new)
                assert where is not None
                span = where.key(new.rpartition(".")[2]).span
                raise CannotRename(f"`{new}` is another entity already: {span.file}:{span.line}", "choose another id")


def _in_entries(layering: Layering, wish: Wish, old: str, new: str, family: list[str]) -> Iterator[tuple[Node, Splice]]:
    """The id itself in every layer that writes it, and the alias in those that introduce it."""
    old_id, new_id = old.rpartition(".")[2], new.rpartition(".")[2]
    roots = layering.roots(old, family) if wish.alias else []
    for name in family:
        holder = layering.holder(name, old)
        assert holder is not None
        yield holder, renamed_key(holder, old_id, new_id)
        entry = holder.values[old_id]
        own = [alias for _, alias in _aliases(layering, name, old) if former(old, alias.value or "") == new]
        if isinstance(entry, MappingNode) and own:
            yield entry, replaced(own[0], old_id) if name in roots else without_item(entry, ALIASES, own[0])
        elif name in roots:
            yield from ((holder, splice) for splice in _with_alias(holder, old))


def _aliases(layering: Layering, layer: str, address: str) -> Iterator[tuple[MappingNode, ScalarNode]]:
    entry = layering.entry(layer, address)
    written = entry.values.get(ALIASES) if isinstance(entry, MappingNode) else None
    if isinstance(entry, MappingNode) and isinstance(written, SequenceNode):
        yield from ((entry, alias) for alias in written.items if isinstance(alias, ScalarNode))


def _with_alias(holder: MappingNode, address: str) -> Iterator[Splice]:
    collection, _, id = address.rpartition(".")
    entry, spec = holder.values[id], spec_of(collection)
    assert spec is not None
    assert spec.record is not None
    if isinstance(entry, MappingNode):
        written = entry.values.get(ALIASES)
        if isinstance(written, SequenceNode):
            yield with_item(written, id)
        else:
            yield with_field(entry, ALIASES, f"[{id}]", {name for name, field in spec.record.fields.items() if field.shape != "entities"})
    else:
        yield from as_mapping(holder, id, "text", ALIASES, f"[{id}]")


def _in_mentions(layering: Layering, old: str, new: str, family: list[str]) -> Iterator[tuple[Node, Splice]]:
    new_id = new.rpartition(".")[2]
    for layer in layering.layers.values():
        for mention in mentions(layer):
            if not _means(layering, mention, old, family):
                continue
            start = old.rindex(".") + 1 if mention.is_address else mention.start
            yield mention.node, replaced_part(mention.node, start, start + len(old.rpartition(".")[2]), new_id)


def _means(layering: Layering, mention: Mention, old: str, family: list[str]) -> bool:
    """Whether a mention means the entity, in every stack that has both.

    Raises CannotEdit where it means it for some systems, and for others an entity that keeps its id.
    """
    id = old.rpartition(".")[2]
    if not is_within(mention.name, old) if mention.is_address else mention.name != id:
        return False
    meant: dict[bool, list[str]] = {True: [], False: []}
    for top in layering.stacks_with[mention.layer]:
        groups = f"phases.{layering.text(top, mention.holder, 'phase')}.groups" if mention.holder else ""
        collection = mention.collection or groups
        if not mention.is_address and f"{collection}.{id}" != old:
            continue
        writers = [name for name in layering.stacks[top] if layering.holder(name, old) is not None]
        if writers:
            meant[writers[0] in family].append(top)
    if meant[True] and meant[False]:
        these, those = some_of(meant[True], 4), some_of(meant[False], 4)
        why = (
            f"`{mention.name}` here means the renamed entity for {these}, and another one for {those}; rename that too, with `--everywhere`"
        )
        raise CannotEdit(mention.node.span, why)
    return bool(meant[True])
