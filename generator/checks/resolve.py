"""Resolve a project's files to variants and problems: the shared layers once, then one variant at a time.

The steps: read, validate, load, merge, check, assemble. Where lint is requested also: find secrets, lint, check waivers.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from generator.checks.apply_waivers import check_waivers, mark_waived, mark_waived_in_layers
from generator.checks.check_system_aliases import check_system_aliases
from generator.checks.check_variant import check_variant
from generator.checks.consequences import without_consequences
from generator.checks.lint import lint_variant
from generator.checks.lint_release import lint_for_release
from generator.checks.secrets import find_secrets, labelled_values, masked
from generator.diagnostics.diagnostic import Diagnostic, Span, has_errors, in_order
from generator.merge.assemble import assemble
from generator.merge.merge_variant import Merged, merge_shared, merge_variant
from generator.merge.merged_tree import Tree
from generator.model.differences import Snapshot
from generator.model.plain_data import to_data
from generator.model.variant import AttachedFile, Variant
from generator.source.attached_files import attached_among, differing, file_problems, without_attached
from generator.source.folder_problems import attached_name
from generator.source.layers import bottom_up, load, split_by_variant
from generator.source.nodes import ReadFile
from generator.source.read import read
from generator.source.system_aliases import present_systems
from generator.source.validate import validate

SHARED = ""

Problems = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of resolving a project.

    Attributes:
        variants: the variants without errors.
        names: the ids of all variants.
        layers: the titles of the shared layers by id.
        diagnostics: the problems without lint rules and without waived ones.
        findings: all problems with lint, for each variant for which lint was requested, and under `SHARED` for the rest. They include
            waived problems and problems that do not apply today: the severity policy drops these.
        whole: the variants before redaction; None if nothing was redacted.
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


def resolve(files: Mapping[str, bytes], lint: Container[str] = (), names: Collection[str] = ()) -> Outcome:
    """Read, merge and check all files of a project, given as bytes by path, and assemble the variants without errors.

    `lint` names the variants to which the lint rules are applied. If `lint` contains `SHARED`, the rules are also applied to shared layers.
    `names` are the ids of all variants of the project, if `files` has only some of them.
    """
    with gc_paused():
        resolver = Resolver(files, lint, names)
        variants: dict[str, Variant] = {}
        problems = [*resolver.shared.problems, *check_system_aliases(files)]
        findings = {SHARED: resolver.shared.findings}
        for name in resolver.variants:
            merged, checked = resolver.check(name)
            problems += checked.problems
            findings[name] = checked.findings
            if merged is not None and not has_errors(checked.problems) and not has_errors(resolver.problems_in_layers(merged)):
                variants[name] = assemble(merged.variant, merged.layers, merged.tree, resolver.attached(merged))
    titles = {layer.id: layer.title for layer in resolver.shared_layers.layers.values()}
    return Outcome(variants, tuple(resolver.variants), titles, in_order(without_consequences(problems)), _requested(findings))


def find_problems(files: Mapping[str, bytes]) -> Problems:
    """Return all problems of a project in order, without lint rules."""
    with gc_paused():
        resolver = Resolver(files)
        of_variants = (problem for name in resolver.variants for problem in resolver.check(name)[1].problems)
        return in_order(without_consequences((*resolver.shared.problems, *of_variants, *check_system_aliases(files))))


def all_findings(files: Mapping[str, bytes], lint: Container[str], names: Collection[str] = ()) -> dict[str, Problems]:
    """Return only the `findings` of an outcome. Each variant is freed after its check, so memory use stays small.

    `names` are the ids of all variants of the project, if `files` has only some of them.
    """
    with gc_paused():
        resolver = Resolver(files, lint, names)
        return _requested({SHARED: resolver.shared.findings, **{name: resolver.check(name)[1].findings for name in resolver.variants}})


def _requested(findings: Mapping[str, Problems | None]) -> dict[str, Problems]:
    return {name: in_order(problems) for name, problems in findings.items() if problems is not None}


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of one variant or of the shared layers, with secrets masked.

    `problems` are without lint and without waived problems; `findings` are all problems, or None if lint was not requested.
    """

    problems: Problems
    findings: Problems | None


class Resolver:
    """Resolves one project. It merges and checks the shared layers when it is created, and a variant when `check` is called."""

    def __init__(self, files: Mapping[str, bytes], lint: Container[str] = (), names: Collection[str] = ()) -> None:
        self._lint = lint
        self._names = names
        self._files = files
        self._trees: dict[str, Tree | None] = {}
        shared, self.variants = split_by_variant(files)
        self._attached_shared = {path: data for path, data in shared.items() if attached_name(path)}
        read_files, problems = _read_all(shared)
        loaded = load(read_files)
        self.layers = loaded.layers
        self.shared_layers = merge_shared({name: layer for name, layer in loaded.layers.items() if layer.kind == "layer"})
        trees = self.shared_layers.trees
        found = mark_waived_in_layers((*problems, *loaded.diagnostics, *self.shared_layers.diagnostics), loaded.layers, trees)
        more: Problems | None = None
        if SHARED in lint:
            more = mark_waived_in_layers(tuple(find_secrets(read_files)), loaded.layers, trees)
            more += tuple(check_waivers(loaded.layers.values()))
        self.shared = _checked(found, more, read_files)

    def check(self, name: str) -> tuple[Merged | None, Checked]:
        """Merge a variant and check it. The merged tree is None if the variant or its layers could not be read."""
        read_files, problems = _read_all(self.variants[name])
        loaded = load(read_files, self.layers)
        layer = loaded.layers.get(name)
        merged = merge_variant(layer, self.shared_layers) if layer is not None else None
        found = (*problems, *loaded.diagnostics)
        more: Problems | None = tuple(find_secrets(read_files, (name,))) if name in self._lint else None
        if merged is None:
            return None, _checked((*found, *_without_data(name, self.variants[name], read_files)), more, read_files)
        files = self.attached(merged)
        found += (*merged.diagnostics, *check_variant(merged.variant, merged.tree, self, files), *self._undecided(merged))
        extended = tuple(self.layers[one] for one in merged.layers if one in self.layers)
        found = mark_waived(found, merged.variant, extended, merged.tree)
        if more is not None:
            more += (*lint_variant(merged.variant, extended, merged.tree), *lint_for_release(merged.variant, merged.tree))
            more = mark_waived(more, merged.variant, extended, merged.tree)
            more += tuple(check_waivers((merged.variant,), (name,)))
        return merged, _checked(found, more, read_files)

    def attached(self, merged: Merged) -> dict[str, AttachedFile]:
        """Return the files that the texts of a variant may use, by path. A file of the variant or of a higher layer is used first."""
        return {name: stack[-1][1] for name, stack in self.attached_stacks(merged).items()}

    def attached_stacks(self, merged: Merged) -> dict[str, list[tuple[str, AttachedFile]]]:
        """Return the files that the texts of a variant may use, by path: each layer that has the file, the one that is used last."""
        found: dict[str, list[tuple[str, AttachedFile]]] = {}
        for id, _, files in self._attached_by_layer(merged):
            for name, (path, data) in files.items():
                found.setdefault(name, []).append((id, AttachedFile(path, data)))
        return found

    def _attached_by_layer(self, merged: Merged) -> Iterator[tuple[str, tuple[str, ...], dict[str, tuple[str, bytes]]]]:
        known = {**self.layers, merged.variant.id: merged.variant}
        for id in merged.layers:
            own = self.variants[id] if id == merged.variant.id else self._attached_shared
            yield id, bottom_up(known, id), attached_among(own, id)

    def _undecided(self, merged: Merged) -> Iterator[Diagnostic]:
        """Yield the files that two layers have with different content, and neither layer extends the other."""
        for name, (one, other) in differing(self._attached_by_layer(merged)).items():
            message = f"`{name}` of `{one}` and of `{other}` differ, and neither layer extends the other"
            help = f"put the file that applies into the folder of the variant, as `{name}`"
            yield Diagnostic("undecided", message, merged.variant.place.span, help, variants=(merged.variant.id,))

    @property
    def ids(self) -> Collection[str]:
        """The ids of all variants."""
        return self._names or self.variants

    def present(self, id: str) -> str:
        """Return the id of the variant that has or had an id; empty if there is none."""
        return id if id in self.ids else self._present.get(id, "")

    @cached_property
    def _present(self) -> dict[str, str]:
        return present_systems(self._files)

    def tree(self, id: str) -> Tree | None:
        """Return the merged tree of a variant that another one links to; None if it cannot be read. Its own check reports its problems."""
        if id not in self._trees:
            loaded = load(_read_all(self.variants[id])[0], self.layers)
            layer = loaded.layers.get(id)
            merged = merge_variant(layer, self.shared_layers) if layer is not None else None
            self._trees[id] = merged.tree if merged is not None else None
        return self._trees[id]

    def problems_in_layers(self, merged: Merged) -> Iterator[Diagnostic]:
        """Yield the problems in the files of the shared layers that a variant extends."""
        used = {file for name in merged.layers if name in self.layers for file in self.layers[name].files}
        used |= {file.source for file in self.attached(merged).values()}
        return (problem for problem in self.shared.problems if problem.span.file in used)


def _without_data(name: str, files: Mapping[str, bytes], data: Sequence[ReadFile]) -> Iterator[Diagnostic]:
    """Yield the problem of a variant that has only files for texts."""
    if not data:
        message, help = f"variant `{name}` has files for texts, but no data", "add a `variant.yaml` with `variant:`, or move the files"
        yield Diagnostic("missing-head", message, Span(min(files), 1, 1), help)


def _checked(problems: Problems, lint: Problems | None, read_files: Iterable[ReadFile]) -> Checked:
    named = {problem.span.file for problem in (*problems, *(lint or ()))}
    known = labelled_values(file for file in read_files if file.source.path in named)
    shown = tuple(masked(problem, known) for problem in problems)
    found = None if lint is None else (*shown, *(masked(problem, known) for problem in lint))
    return Checked(tuple(problem for problem in shown if problem.waived is None), found)


def _read_all(files: Mapping[str, bytes]) -> tuple[list[ReadFile], list[Diagnostic]]:
    """Read files and check their shape, and check the attached files. Return the read files and all problems."""
    read_files = [read(path, data) for path, data in without_attached(files).items()]
    problems = [problem for file in read_files for problem in file.diagnostics]
    problems += [problem for file in read_files if file.tree is not None for problem in validate(file.tree)]
    return read_files, [*problems, *file_problems(files)]


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector. The trees have no cycles, and searching them for cycles while they grow doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def snapshot_of(outcome: Outcome) -> Snapshot:
    """Return the variants without errors as plain data, the content of `runbook.json`. Releases are compared by this data."""
    return {name: to_data(variant, outcome.layers) for name, variant in outcome.variants.items()}
