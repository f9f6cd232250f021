"""Small layered projects for tests of merging: written as YAML, and read and merged as far as a test needs."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from generator.checks.resolve import SHARED, all_findings
from generator.diagnostics.diagnostic import Diagnostic, in_order
from generator.merge.merge_variant import Merged, merge_shared, merge_variant
from generator.merge.merged_tree import Entry, Tree
from generator.source.layers import Layer, load, split_by_variant
from generator.source.nodes import MappingNode, ReadFile
from generator.source.read import read

SHOP = "data/variants/shop/variant.yaml"
BASE = "data/layers/base/base.yaml"


def read_text(text: str, path: str = SHOP) -> ReadFile:
    """Read one file; the text may be indented."""
    return read(path, dedent(text).encode())


def tree_of(text: str, path: str = SHOP) -> MappingNode:
    """Return the tree of one file without errors."""
    file = read_text(text, path)
    assert not file.diagnostics
    assert file.tree is not None
    return file.tree


def layers_of(files: dict[str, str]) -> dict[str, Layer]:
    """Return the layers of files without errors."""
    loaded = load([read_text(text, path) for path, text in files.items()])
    assert not loaded.diagnostics
    return loaded.layers


def merged(files: dict[str, str], name: str = "shop") -> Merged:
    """Merge one variant; its problems are in `diagnostics`."""
    layers = layers_of(files)
    ground = merge_shared({id: layer for id, layer in layers.items() if layer.kind == "layer"})
    result = merge_variant(layers[name], ground)
    assert result is not None
    return result


def entry_at(tree: Tree, address: str) -> Entry:
    where: Tree = tree
    parts = address.split(".")
    entry: Entry | None = None
    for name, id in zip(parts[::2], parts[1::2], strict=True):
        entry = where[name].entries[id]
        where = entry.children
    assert entry is not None
    return entry


def all_problems(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Return the errors and lint findings of a project's files."""
    everything = frozenset((SHARED, *split_by_variant(files)[1]))
    return in_order(problem for found in all_findings(files, everything).values() for problem in found)


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    """Return the files as bytes."""
    return {path: dedent(text).encode() for path, text in files.items()}
