"""The lint rule about parameters that no text uses, and about defaults that reach no system."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.diagnostic import Findings
from generator.merge.merged_tree import Tree, walk
from generator.model.field_facts import VARIANT_HEAD
from generator.model.scalar_kinds import PARAMETER_KINDS, names_in
from generator.source.layers import Layer
from generator.source.nodes import ScalarNode


def check_params(variant: Layer, layers: tuple[Layer, ...], tree: Tree, found: Findings) -> None:
    """Report the parameters that no text of a variant uses, and each default of its layers that reaches no text of it.

    The severity policy drops the finding about a default if it reaches a text of another variant.
    """
    if not variant.param_nodes and not any(layer.own_params for layer in layers):
        return
    used = {name for text in _texts(variant, tree) for name in names_in(text)}
    for name, (key, _) in variant.own_params.items():
        if name not in used:
            message, help = (
                f"no text uses the parameter `{name}`",
                f"write {{{{ params.{name} }}}} where the value belongs, or delete the line",
            )
            found.report("unused-parameter", key, message, f"variant.params.{name}", help=help)
    for layer in layers:
        for name, (key, _) in layer.own_params.items():
            from_here = name not in variant.own_params and variant.defaults.get(name, ("",))[0] == layer.id
            if name not in used or not from_here:
                message = f"no system uses this default of `{name}`: each sets another value, or has no text with it"
                help = f"delete the line, or write {{{{ params.{name} }}}} where the value belongs"
                found.report("unused-parameter", key, message, f"layers.{layer.id}", help=help)


def _texts(variant: Layer, tree: Tree) -> Iterator[str]:
    """Yield each text of the head and of the entries that may use parameters."""
    head = ((VARIANT_HEAD.fields.get(key), node) for key, node in variant.head_fields.items())
    entries = ((spec, node) for _, entry in walk(tree) for spec, node in entry.fields())
    for spec, node in (*head, *entries):
        if spec is not None and spec.kind in PARAMETER_KINDS and isinstance(node, ScalarNode) and "{{" in (node.value or ""):
            yield node.value or ""
