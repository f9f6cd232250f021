"""A check that remembers says the same as one that does not, and judges anew only what an edit concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.adapters.cache import Cache
from generator.adapters.remembered_check import find_problems

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


def test_it_says_what_the_plain_check_says(cache: Cache) -> None:
    expected = pipeline.find_problems(project(), in_depth=True)
    assert {problem.code for problem in expected} == {"unknown-role", "no-change", "lonely-layer", "unassigned-contact"}
    first = find_problems(project(), cache)
    second = find_problems(project(), cache)
    assert first.diagnostics == expected
    assert second.diagnostics == expected
    assert (first.fresh, second.fresh, second.variants) == (3, 0, 3)


def test_an_edit_of_one_variant_judges_that_one_anew(cache: Cache) -> None:
    files = project()
    find_problems(files, cache)
    files["data/variants/one/contacts.yaml"] = b"contacts: {nobody: {titel: Nobody}}\n"
    after = find_problems(files, cache)
    assert after.fresh == 1
    assert after.diagnostics == pipeline.find_problems(files, in_depth=True)


def test_an_edit_of_a_layer_judges_all_anew(cache: Cache) -> None:
    files = project()
    find_problems(files, cache)
    files["data/layers/base/base.yaml"] = BASE.replace(b"    role: nobody\n", b"")
    after = find_problems(files, cache)
    assert after.fresh == 3
    assert after.diagnostics == pipeline.find_problems(files, in_depth=True)


def test_a_record_of_another_form_is_judged_anew(cache: Cache) -> None:
    expected = find_problems(project(), cache).diagnostics
    for path in cache.folder.glob("*.json"):
        cache.put(path.stem, [{"code": "x"}])
    assert find_problems(project(), cache).diagnostics == expected
