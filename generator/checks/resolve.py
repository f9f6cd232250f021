"""A project's files to its variants and problems: the shared layers first and once, then one variant at a time.

bytes by path -> read, validate -> load -> merge -> check -> assemble, and where lint is asked for: find secrets, examine -> waive
"""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from generator.checks.apply_waivers import waive, waive_in_layers, weigh
from generator.checks.check_variant import check as check_variant
from generator.checks.lint import examine
from generator.checks.secrets import find_secrets, masked
from generator.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from generator.merge.assemble import assemble
from generator.merge.merge_variant import Merged, merge_shared, merge_variant
from generator.model.differences import Snapshot
from generator.model.plain_data import to_data
from generator.model.variant import Variant
from generator.source.layers import split_by_variant
from generator.source.load import load
from generator.source.read import read
from generator.source.read_file import ReadFile
from generator.source.validate import validate

SHARED = ""
NO_LINT: Container[str] = ()

Problems = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a project's files come to: the variants that are whole, the ids of all, the shared layers' titles by id, every problem.

    The problems are those without lint rules, waived ones left out. `findings` has all problems with lint, for each variant that it was
    asked for and under `SHARED` for the rest: also those that are waived or hold on another day, for the severity policy to choose from.
    `whole` are the variants before what is internal was taken out of them; None for an outcome that still has all of it.
    """

    variants: dict[str, Variant]
    names: tuple[str, ...]
    layers: dict[str, str]
    diagnostics: Problems
    findings: Mapping[str, Problems] = field(default_factory=dict)
    whole: Mapping[str, Variant] | None = None

    @property
    def ok(self) -> bool:
        return not has_errors(self.diagnostics)


def resolve(files: Mapping[str, bytes], lint: Container[str] = NO_LINT) -> Outcome:
    """Read, merge and check all files of a project, given as bytes by path, and assemble what is without error.

    `lint` names the variants to which the lint rules are applied too, and `SHARED` for what belongs to none.
    """
    with without_collector():
        resolver = Resolver(files, lint)
        variants: dict[str, Variant] = {}
        problems = list(resolver.shared.problems)
        findings = {SHARED: resolver.shared.findings}
        for name in resolver.variants:
            merged, found = resolver.judge(name)
            problems += found.problems
            findings[name] = found.findings
            if merged is not None and not has_errors(found.problems) and not has_errors(resolver.below(merged)):
                variants[name] = assemble(merged.variant, merged.layers, merged.tree)
    titles = {layer.id: layer.title for layer in resolver.ground.layers.values()}
    kept = {name: in_order(found) for name, found in findings.items() if found is not None}
    return Outcome(variants, tuple(resolver.variants), titles, in_order(problems), kept)


def find_problems(files: Mapping[str, bytes]) -> Problems:
    """Every problem of every layer and variant, in order, without the lint rules."""
    with without_collector():
        resolver = Resolver(files)
        problems = [*resolver.shared.problems, *(problem for name in resolver.variants for problem in resolver.judge(name)[1].problems)]
    return in_order(problems)


def find_all(files: Mapping[str, bytes], lint: Container[str]) -> dict[str, Problems]:
    """The `findings` of an outcome alone: a variant is forgotten once it is checked, so that memory stays small."""
    with without_collector():
        resolver = Resolver(files, lint)
        found = {SHARED: resolver.shared.findings, **{name: resolver.judge(name)[1].findings for name in resolver.variants}}
    return {name: in_order(problems) for name, problems in found.items() if problems is not None}


@dataclass(frozen=True, slots=True)
class Found:
    """Of one variant, or of what belongs to none: the problems without lint, waived ones left out; `findings` are all, None without lint.

    No secret is in any of them.
    """

    problems: Problems
    findings: Problems | None


class Resolver:
    """A project's files on their way."""

    def __init__(self, files: Mapping[str, bytes], lint: Container[str] = NO_LINT) -> None:
        self._lint = lint
        shared, self.variants = split_by_variant(files)
        read_files, problems = _read_all(shared)
        loaded = load(read_files)
        self.layers = loaded.layers
        self.ground = merge_shared({name: layer for name, layer in loaded.layers.items() if layer.kind == "layer"})
        trees = self.ground.trees
        found = waive_in_layers((*problems, *loaded.diagnostics, *self.ground.diagnostics), loaded.layers, trees)
        more: Problems | None = None
        if SHARED in lint:
            more = (*waive_in_layers(tuple(find_secrets(read_files)), loaded.layers, trees), *weigh(loaded.layers.values()))
        self.shared = _found(found, more)

    def judge(self, name: str) -> tuple[Merged | None, Found]:
        """A variant's merged tree, if its layers could be read, and every problem that concerns it."""
        read_files, problems = _read_all(self.variants[name])
        loaded = load(read_files, self.layers)
        layer = loaded.layers.get(name)
        merged = merge_variant(layer, self.ground) if layer is not None else None
        found = (*problems, *loaded.diagnostics)
        more: Problems | None = tuple(find_secrets(read_files, (name,))) if name in self._lint else None
        if merged is None:
            return None, _found(found, more)
        found += (*merged.diagnostics, *check_variant(merged.variant, merged.tree))
        below = tuple(self.layers[one] for one in merged.layers if one in self.layers)
        found = waive(found, merged.variant, below, merged.tree)
        if more is not None:
            more = waive((*more, *examine(merged.variant, below, merged.tree)), merged.variant, below, merged.tree)
            more += tuple(weigh((merged.variant,), (name,)))
        return merged, _found(found, more)

    def below(self, merged: Merged) -> Iterator[Diagnostic]:
        """The problems in the files of the shared layers that a variant stands on."""
        used = {file for name in merged.layers if name in self.layers for file in self.layers[name].files}
        return (problem for problem in self.shared.problems if problem.span.file in used)


def _found(problems: Problems, lint: Problems | None) -> Found:
    told = tuple(map(masked, problems))
    return Found(tuple(problem for problem in told if problem.waived is None), None if lint is None else (*told, *map(masked, lint)))


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


def snapshot_of(outcome: Outcome) -> Snapshot:
    """The variants that are whole, as plain data: what stands in `runbook.json`, and what snapshots are compared by."""
    return {name: to_data(variant, outcome.layers) for name, variant in outcome.variants.items()}
