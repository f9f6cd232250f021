"""A check that remembers says the same as one that does not, and judges anew only what an edit concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.resolve import all_findings
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
    """Three variants on one layer: the layer refers to a role that only the second has; the third has a warning of its own."""
    head = "variant: {{title: {0}, extends: [base]}}\n"
    return {
        "data/layers/base/base.yaml": BASE,
        "data/variants/one/variant.yaml": head.format("One").encode(),
        "data/variants/one-more/variant.yaml": (head.format("More") + "contacts: {nobody: {title: Nobody}}\n").encode(),
        "data/variants/three/variant.yaml": (
            head.format("Three") + "checklists: {code: {items: {tests: {because: why, text: Tests pass}}}}\n"
        ).encode(),
    }


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def remembered(files: dict[str, bytes], cache: Cache) -> tuple[tuple[Diagnostic, ...], set[str]]:
    """What a check that remembers finds, and the variants that it had to check."""
    memory = Memory(files, cache)
    return memory.complete(all_findings(memory.files_to_read(), memory.missing)), set(memory.missing) - {""}


def test_it_says_what_the_plain_check_says(cache: Cache) -> None:
    expected = all_problems(project())
    assert {problem.code for problem in expected} == {"unknown-role", "no-change", "lonely-layer", "unassigned-contact"}
    assert remembered(project(), cache) == (expected, {"one", "one-more", "three"})
    assert remembered(project(), cache) == (expected, set())


def test_an_edit_of_one_variant_checks_that_one_again(cache: Cache) -> None:
    files = project()
    remembered(files, cache)
    files["data/variants/one/contacts.yaml"] = b"contacts: {nobody: {titel: Nobody}}\n"
    assert remembered(files, cache) == (all_problems(files), {"one"})


def test_an_edit_of_a_layer_checks_all_again(cache: Cache) -> None:
    files = project()
    remembered(files, cache)
    files["data/layers/base/base.yaml"] = BASE.replace(b"    role: nobody\n", b"")
    assert remembered(files, cache) == (all_problems(files), {"one", "one-more", "three"})


def test_a_record_of_another_form_is_not_believed(cache: Cache) -> None:
    expected, _ = remembered(project(), cache)
    for path in cache.folder.glob("*.json"):
        cache.put(path.stem, [{"code": "x"}])
    assert remembered(project(), cache) == (expected, {"one", "one-more", "three"})
