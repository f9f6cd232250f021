"""The story: the passes in their order, and nothing else.

bytes by path -> read -> load, validate -> merge -> check -> assemble -> compose -> render -> files
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from generator.domain.diagnostics import Diagnostic, has_errors, in_order
from generator.domain.editor_schema import editor_schema as schema_of_data_files
from generator.domain.pages import Site, SiteSettings
from generator.domain.resolved import Tree
from generator.domain.variant import Variant
from generator.passes.assemble import assemble
from generator.passes.check import check as check_variant
from generator.passes.explain import Explanation
from generator.passes.explain import explain as explain_entry
from generator.passes.load import load
from generator.passes.merge import merge
from generator.passes.read import read
from generator.passes.validate import validate


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a project's files: the variants that are whole, the shared layers' titles by id, and every problem, in order.

    `trees` holds each variant's merged tree, from which a field's stack can be told.
    """

    variants: dict[str, Variant]
    layers: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    trees: dict[str, Tree]

    @property
    def ok(self) -> bool:
        return not has_errors(self.diagnostics)


def check(files: Mapping[str, bytes]) -> Outcome:
    """Read, merge and judge all files of a project, given as bytes by path; every problem of every layer and variant in one run."""
    with _without_collector():
        read_files = [read(path, data) for path, data in sorted(files.items())]
        problems = [problem for file in read_files for problem in file.diagnostics]
        shape = [problem for file in read_files if file.tree is not None for problem in validate(file.tree)]
        loaded = load((file.source, file.tree, file.complete) for file in read_files)
        merged = merge(loaded.layers)
        problems += [*shape, *loaded.diagnostics, *merged.diagnostics]
        variants: dict[str, Variant] = {}
        for name, result in merged.variants.items():
            found = check_variant(result.variant, result.tree)
            problems += found
            used = {file for layer in result.layers for file in loaded.layers[layer].files}
            if not has_errors(found) and not has_errors(p for p in (*shape, *merged.diagnostics) if p.span.file in used):
                variants[name] = assemble(result.variant, result.layers, result.tree)
    layers = {layer.id: layer.title for layer in loaded.layers.values() if layer.kind == "layer"}
    return Outcome(variants, layers, in_order(problems), {name: result.tree for name, result in merged.variants.items()})


def make_site(outcome: Outcome, settings: SiteSettings) -> Site:
    """Every page and file of the site, in memory."""
    from generator.passes.compose import compose_site
    from generator.passes.render import render_site

    pages = render_site(compose_site(outcome.variants, settings, outcome.layers))
    return Site(pages, ())


def explain(outcome: Outcome, variant: str, address: str) -> Explanation:
    """Where each field of an entity came from.

    Raises NoSuchAddress.
    """
    return explain_entry(outcome.trees[variant], address)


def editor_schema() -> str:
    """The JSON Schema of data files, as it is written to `schema/runbook.schema.json`."""
    return json.dumps(schema_of_data_files(), indent=2, ensure_ascii=False) + "\n"


@contextmanager
def _without_collector() -> Iterator[None]:
    """The trees hold no cycles; the garbage collector would walk them again and again while they grow, at twice the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
