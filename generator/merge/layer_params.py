"""Default values of parameters: which layer decides each, and which layers conflict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace
from generator.merge.merged_tree import Assignment, Stack
from generator.source.layers import Layer, bottom_up


def param_stacks(layers: Mapping[str, Layer], top: str) -> dict[str, Stack]:
    """Return the values of each parameter in the layers of a variant: those that apply last, and before them those that they override.

    A value applies if no layer that extends its layer sets the parameter. So several apply only if their layers do not know each other.
    """
    order = bottom_up(layers, top)
    below = {name: set(bottom_up(layers, name)) - {name} for name in order}
    found: dict[str, list[Assignment]] = {}
    for name in order:
        for param, (key, node) in layers[name].own_params.items():
            found.setdefault(param, []).append(Assignment(name, key, node))
    return {
        param: tuple(sorted(values, key=lambda one: not any(one.layer in below[other.layer] for other in values)))
        for param, values in found.items()
    }


def applying(layers: Mapping[str, Layer], stack: Stack) -> Stack:
    """Return the values of a stack that apply: one, or those of layers that do not know each other."""
    return tuple(one for one in stack if not any(one.layer in bottom_up(layers, other.layer)[:-1] for other in stack))


def set_defaults(variant: Layer, layers: Mapping[str, Layer]) -> Iterator[Diagnostic]:
    """Set the defaults of a variant, and yield a problem for each parameter for which layers set different values.

    `layers` are the shared layers and the variant.
    """
    variant.defaults = {}
    for param, stack in param_stacks(layers, variant.id).items():
        values = applying(layers, stack)
        top = values[-1]
        if top.layer != variant.id:
            variant.defaults[param] = (top.layer, layers[top.layer].own_params[param][1])
        if len({one.value for one in values}) > 1:
            *names, last = (f"`{one.layer}`" for one in values)
            message = f"layers {', '.join(names)} and {last} set different defaults for the parameter `{param}`"
            notes = tuple(RelatedPlace(one.layer, one.key.span) for one in values)
            help = f"decide in variant `{variant.id}`: set `{param}` in `variant.params`"
            yield Diagnostic("undecided", message, variant.extends[0].span, help, f"variant.params.{param}", (variant.id,), notes)
