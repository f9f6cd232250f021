"""Gives a system another id: its folder, the links of other texts, and the earlier id as an alias."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics.diagnostic import nearest, sentences
from generator.edits.layer_stacks import LayerStacks
from generator.edits.mentions import texts
from generator.edits.workflow import UnreadableFiles, load_layers
from generator.merge.merged_tree import Entry
from generator.model.scalar_kinds import ID_KIND, SYSTEM_PAGE
from generator.model.site_names import why_not_a_system
from generator.project.faults import UsageFault
from generator.source.layers import Layer
from generator.source.node_edits import replaced, replaced_everywhere, with_field, with_item, without_item
from generator.source.nodes import Node, ScalarNode, SequenceNode
from generator.source.splices import Splice, spliced_bytes
from generator.source.system_aliases import present_systems
from generator.text.inline_markup import SYSTEM
from generator.text.prose_code import in_code

ALIASES = "aliases"
BEFORE_ALIASES = ("title", "summary", "language", "extends")


def rename_system(files: Mapping[str, bytes], old: str, new: str, *, alias: bool = True) -> dict[str, bytes]:
    """Return the new content of each file that changes, by its path before the folder gets its new name.

    `old` and `new` are ids. With `alias`, old links and printed codes still lead to the system.

    Raises UnreadableFiles if any file cannot be read completely, UsageFault for an impossible request, and CannotEdit for a place that
    cannot be edited safely.
    """
    layers, problems = load_layers(files)
    if problems:
        raise UnreadableFiles(problems)
    variants = [name for name, layer in layers.items() if layer.kind == "variant"]
    if old not in variants:
        now = present_systems(files).get(old)
        raise UsageFault(sentences(f"no variant `{old}`", f"it is now `{now}`" if now else nearest(old, variants)))
    _require_free(layers, old, new, present_systems(files))
    splices: dict[str, list[Splice]] = {}
    for node, splice in (*_in_head(layers[old], old, new, alias=alias), *_in_links(LayerStacks(layers), old, new)):
        splices.setdefault(node.source.path, []).append(splice)
    return {path: spliced_bytes(files[path], found) for path, found in sorted(splices.items())}


def _require_free(layers: Mapping[str, Layer], old: str, new: str, aliases: Mapping[str, str]) -> None:
    try:
        ID_KIND.parse(new)
    except ValueError as error:
        raise UsageFault(sentences(str(error))) from None
    if new == old:
        raise UsageFault(f"`{old}` already has this id.")
    taken = why_not_a_system(new) or (f"`{new}` is a {layers[new].kind}" if new in layers else "")
    if not taken and aliases.get(new, old) != old:
        taken = f"`{new}` is an alias of `{aliases[new]}`"
    if taken:
        raise UsageFault(sentences(taken, "choose another id"))


def _in_head(variant: Layer, old: str, new: str, *, alias: bool) -> Iterator[tuple[Node, Splice]]:
    """Return the edits of the aliases: the earlier id is added, and the new one is removed."""
    head, aliases = variant.head, variant.head_fields.get(ALIASES)
    assert head is not None, "a readable variant has a head"
    if isinstance(aliases, SequenceNode):
        again = next((item for item in aliases.items if isinstance(item, ScalarNode) and item.value == new), None)
        if again is not None and alias:
            yield again, replaced(again, old)
        elif again is not None:
            yield head, without_item(head, ALIASES, again)
        elif alias:
            yield aliases, with_item(aliases, old)
    elif alias:
        yield head, with_field(head, ALIASES, f"[{old}]", BEFORE_ALIASES)


def _in_links(stacks: LayerStacks, old: str, new: str) -> Iterator[tuple[Node, Splice]]:
    """Return the edits of links to the system in the texts of all layers, and of services that name it as their runbook."""
    link = re.compile(rf"\]\({SYSTEM}{re.escape(old)}(?=[/#)])")
    for name, layer in stacks.layers.items():
        for node in texts(layer, stacks.entries[name]):
            if kept := in_code(node.value or "", link):
                yield from ((node, splice) for splice in replaced_everywhere(node, link, f"]({SYSTEM}{new}", len(kept), kept))
        for node in _runbooks(stacks.entries[name].values(), old):
            yield node, replaced(node, new + (node.value or "").removeprefix(old))


def _runbooks(entries: Iterable[Entry], system: str) -> Iterator[ScalarNode]:
    """Return the values that name a system or one of its phases, such as `billing/rollback`."""
    for entry in entries:
        for spec, node in entry.fields():
            if spec.kind is SYSTEM_PAGE and isinstance(node, ScalarNode) and (node.value or "").partition("/")[0] == system:
                yield node
