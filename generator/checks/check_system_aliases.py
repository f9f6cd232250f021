"""Check the earlier ids of variants: each leads to one variant, and to no other page of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace
from generator.model.scalar_kinds import ID
from generator.model.site_names import why_not_a_system
from generator.source.layers import split_by_variant
from generator.source.nodes import ScalarNode
from generator.source.system_aliases import system_aliases


def check_system_aliases(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a problem for each alias that is the id or the alias of a variant, or a name that the site itself uses."""
    variants = split_by_variant(files)[1]
    seen: dict[str, tuple[str, ScalarNode]] = {}
    for variant, alias in system_aliases(files):
        id = alias.value or ""
        notes: tuple[RelatedPlace, ...] = ()
        if id == variant:
            message, help = f"`{id}` is the id of this variant itself", "delete the alias"
        elif id in variants:
            message = f"`{id}` is another variant"
            help = "delete the alias, or rename the other variant: an address leads to one system only"
        elif id in seen and seen[id][0] == variant:
            continue  # the shape check reports it
        elif id in seen:
            message, help = f"`{id}` is an alias of another variant", "delete one of the two: an old address can lead to one system only"
            notes = (RelatedPlace("the other", seen[id][1].span),)
        elif ID.fullmatch(id) and (why := why_not_a_system(id)):
            message, help = why, "delete the alias: no system can have had this id"
        else:
            seen[id] = (variant, alias)
            continue
        yield Diagnostic("alias-clash", message, alias.span, help, "variant.aliases", (variant,), notes)
