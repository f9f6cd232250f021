"""The earlier ids of variants, read from the heads of all variants without merging them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.source.layers import load, split_by_variant
from generator.source.nodes import ScalarNode, SequenceNode
from generator.source.read import read

HEAD = re.compile(rb"^\W*variant\W*:", re.MULTILINE)
ALIASES = "aliases"


def system_aliases(files: Mapping[str, bytes]) -> Iterator[tuple[str, ScalarNode]]:
    """Yield each alias of each variant: the id of the variant, and the place of the alias."""
    for variant, own in split_by_variant(files)[1].items():
        # Only few files have a head, and only few heads have aliases, so that most files need not be read.
        heads = [path for path, data in own.items() if ALIASES.encode() in data and HEAD.search(data)]
        loaded = load([read(path, own[path]) for path in heads]).layers.get(variant) if heads else None
        aliases = loaded.head_fields.get(ALIASES) if loaded is not None else None
        for alias in aliases.items if isinstance(aliases, SequenceNode) else ():
            if isinstance(alias, ScalarNode) and alias.value:
                yield variant, alias


def present_systems(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the present id for each earlier id of a variant that is not the id of another one."""
    variants = split_by_variant(files)[1]
    return {alias.value or "": variant for variant, alias in system_aliases(files) if alias.value not in variants}
