"""The story up to the merged variants: the shared layers first and once, then one variant at a time.

bytes by path -> read, validate -> load -> merge -> check, and in depth find secrets, examine -> waive
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from generator.domain.diagnostics import Diagnostic
from generator.domain.files import ReadFile
from generator.domain.layers import Layer, split_by_variant
from generator.passes.check import check as check_variant
from generator.passes.examine import examine
from generator.passes.find_secrets import find_secrets
from generator.passes.load import load
from generator.passes.merge import Merged, merge_shared, merge_variant
from generator.passes.read import read
from generator.passes.validate import validate
from generator.passes.waive import waive, waive_in_layers, weigh


class Story:
    """A project's files on their way. Problems that are waived are left out; in depth they stay, with the place of their waiver."""

    def __init__(self, files: Mapping[str, bytes], *, in_depth: bool = False) -> None:
        self.in_depth = in_depth
        shared, self.variants = split_by_variant(files)
        read_files, problems = _read_all(shared)
        loaded = load(read_files)
        self.layers = loaded.layers
        self.ground = merge_shared({name: layer for name, layer in loaded.layers.items() if layer.kind == "layer"})
        found = (*problems, *loaded.diagnostics, *self.ground.diagnostics, *(find_secrets(read_files) if in_depth else ()))
        self.ground_problems = self._held(waive_in_layers(found, loaded.layers, self.ground.trees), loaded.layers.values())

    def judge(self, name: str) -> tuple[Merged | None, tuple[Diagnostic, ...]]:
        """A variant's merged tree, if its layers could be read, and every problem that concerns it."""
        read_files, problems = _read_all(self.variants[name])
        loaded = load(read_files, self.layers)
        layer = loaded.layers.get(name)
        merged = merge_variant(layer, self.ground) if layer is not None else None
        found = (*problems, *loaded.diagnostics, *(find_secrets(read_files, (name,)) if self.in_depth else ()))
        if merged is None:
            return None, found
        found += (*merged.diagnostics, *check_variant(merged.variant, merged.tree))
        below = tuple(self.layers[one] for one in merged.layers if one in self.layers)
        if self.in_depth:
            found += examine(merged.variant, below, merged.tree)
        return merged, self._held(waive(found, merged.variant, below, merged.tree), (merged.variant,), (name,))

    def _held(self, found: tuple[Diagnostic, ...], layers: Iterable[Layer], variants: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
        if self.in_depth:
            return (*found, *weigh(layers, variants))
        return tuple(problem for problem in found if problem.waived is None)

    def below(self, merged: Merged) -> Iterator[Diagnostic]:
        """The problems in the files of the shared layers that a variant stands on."""
        used = {file for name in merged.layers if name in self.layers for file in self.layers[name].files}
        return (problem for problem in self.ground_problems if problem.span.file in used)


def _read_all(files: Mapping[str, bytes]) -> tuple[list[ReadFile], list[Diagnostic]]:
    """Files read and judged for their shape."""
    read_files = [read(path, data) for path, data in files.items()]
    problems = [problem for file in read_files for problem in file.diagnostics]
    problems += [problem for file in read_files if file.tree is not None for problem in validate(file.tree)]
    return read_files, problems


@contextmanager
def without_collector() -> Iterator[None]:
    """The trees hold no cycles; the garbage collector would walk them again and again while they grow, at twice the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
