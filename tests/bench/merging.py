"""All steps up to merging, without the checks of merged data: the subject of the goal for merging."""

from __future__ import annotations

import gc
from collections.abc import Mapping

from generator.merge.merge_variant import merge_shared, merge_variant
from generator.source.layers import load, split_by_variant
from generator.source.nodes import ReadFile
from generator.source.read import read
from generator.source.validate import validate


def merge_all(files: Mapping[str, bytes]) -> int:
    """Read, validate and merge every variant, one at a time as a check does; return their number."""
    gc.disable()
    try:
        shared, variants = split_by_variant(files)
        layers = load(_read(shared)).layers
        ground = merge_shared(layers)
        for name, own in variants.items():
            merge_variant(load(_read(own), layers).layers[name], ground)
        return len(variants)
    finally:
        gc.enable()


def _read(files: Mapping[str, bytes]) -> list[ReadFile]:
    found = [read(path, data) for path, data in files.items()]
    for file in found:
        if file.tree is not None:
            validate(file.tree)
    return found
