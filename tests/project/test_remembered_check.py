"""A cached check returns the same as a full one, and checks only what an edit affects."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.resolve import all_findings
from generator.diagnostics.codes import RELEASING
from generator.diagnostics.diagnostic import Diagnostic
from generator.project.cache import Cache
from generator.project.remembered_check import Memory
from tests.layered import all_problems

BASE = b"""layer: {title: Base}
phases: {prepare: {title: Prepare}}
checklists:
  code:
    phase: prepare
    title: Code
    role: nobody
    items: {tests: Tests pass}
"""


def project() -> dict[str, bytes]:
    """Return three variants of one layer, which refers to a role that only the second has. The third has another warning."""
    head = "variant: {{title: {0}, extends: [base]}}\n"
    return {
        "data/layers/base/base.yaml": BASE,
        "data/variants/one/variant.yaml": head.format("One").encode(),
        "data/variants/one-more/variant.yaml": (head.format("More") + "contacts: {nobody: {title: Nobody}}\n").encode(),
        "data/variants/three/variant.yaml": (
            head.format("Three") + "checklists: {code: {items: {tests: {because: these are other tests, text: Tests pass}}}}\n"
        ).encode(),
    }


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def remembered(files: dict[str, bytes], cache: Cache) -> tuple[tuple[Diagnostic, ...], set[str]]:
    """Return the problems of a cached check, and the variants that it had to check."""
    memory = Memory(files, cache)
    return memory.complete(all_findings(memory.files_to_read(), memory.missing)), set(memory.missing) - {""}


def test_it_returns_the_same_problems_as_a_check_without_a_cache(cache: Cache) -> None:
    expected = all_problems(project())
    assert {problem.code for problem in expected} - RELEASING.keys() == {"unknown-role", "no-change", "lonely-layer", "unassigned-contact"}
    assert remembered(project(), cache) == (expected, {"one", "one-more", "three"})
    assert remembered(project(), cache) == (expected, set())


def test_after_an_edit_of_a_variant_only_that_one_is_checked(cache: Cache) -> None:
    files = project()
    remembered(files, cache)
    files["data/variants/one/contacts.yaml"] = b"contacts: {nobody: {titel: Nobody}}\n"
    assert remembered(files, cache) == (all_problems(files), {"one"})


def test_after_an_edit_of_a_layer_all_variants_are_checked(cache: Cache) -> None:
    files = project()
    remembered(files, cache)
    files["data/layers/base/base.yaml"] = BASE.replace(b"    role: nobody\n", b"")
    assert remembered(files, cache) == (all_problems(files), {"one", "one-more", "three"})


def test_a_record_of_another_form_is_ignored(cache: Cache) -> None:
    expected, _ = remembered(project(), cache)
    kept = list(cache.folder.glob("*.json"))
    for path in kept:
        cache.put(path.stem, [{"code": "x"}])
    assert kept and remembered(project(), cache) == (expected, {"one", "one-more", "three"})
