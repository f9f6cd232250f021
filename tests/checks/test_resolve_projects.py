"""Resolving a whole project: the problems that are found together, the dependencies of a variant, and the shipped data."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from generator.checks.resolve import Resolver, find_problems, resolve
from generator.merge.find_entry import NoSuchAddress, find_entry
from generator.merge.merged_tree import Entry
from generator.model.editor_schema import schema_text
from tests.layered import BASE, encoded

ROOT = Path(__file__).parents[2]
GROUND = "phases: {prepare: {title: Prepare}}\ncontacts: {dba: {title: Administrator}}\n"
FILES = {
    BASE: GROUND,
    "data/variants/forum/v.yaml": "variant: {title: Forum, extends: [base]}\n",
    "data/variants/shop/v.yaml": "variant: {title: Shop, extends: [base]}\ncontacts: {dba: {because: why, hours: always}}\n",
}


def project(**changed: str) -> dict[str, bytes]:
    """The files of the project; files of some variants, or of the layer `base`, are replaced."""
    return encoded({path: changed.get(path.split("/")[2], text) for path, text in FILES.items()})


@pytest.fixture(scope="module")
def shipped() -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "data").rglob("*.yaml")}


def test_the_shipped_data_has_no_problem(shipped: dict[str, bytes]) -> None:
    outcome = resolve(shipped)
    assert outcome.diagnostics == ()
    assert len(outcome.variants) >= 5


def test_a_project_without_errors_gives_its_variants_and_layer_titles() -> None:
    outcome = resolve(project(base="layer: {title: Every project}\n" + GROUND))
    assert outcome.ok
    assert (list(outcome.variants), outcome.names, outcome.layers) == (["forum", "shop"], ("forum", "shop"), {"base": "Every project"})


def test_an_empty_project_has_no_variants() -> None:
    outcome = resolve({})
    assert (outcome.variants, outcome.names, outcome.diagnostics) == ({}, (), ())


@pytest.mark.parametrize(
    ("changed", "whole"),
    [
        ({"shop": "variant: {title: Shop, extends: [base]}\ncontacts: {dba: {hours: always}}\n"}, ["forum"]),
        ({"shop": "variant: {title: Shop\n"}, ["forum"]),
        ({"shop": "variant: {extends: [base]}\n"}, ["forum"]),
        ({"base": GROUND + "notes: {a: {}}\n"}, []),
        ({"base": GROUND + "colours: {a: {}}\n"}, []),
        ({"base": "phases: {prepare\n"}, []),
    ],
)
def test_a_broken_variant_does_not_affect_others_but_a_broken_layer_affects_all(changed: dict[str, str], whole: list[str]) -> None:
    outcome = resolve(project(**changed))
    assert not outcome.ok
    assert list(outcome.variants) == whole
    assert outcome.names == ("forum", "shop")


def test_a_variant_with_a_warning_is_built() -> None:
    outcome = resolve(project(shop="variant: {title: Shop, extends: [base]}\ncontacts: {dba: {title: Administrator}}\n"))
    assert outcome.ok
    assert [problem.code for problem in outcome.diagnostics] == ["no-change"]
    assert list(outcome.variants) == ["forum", "shop"]


def test_a_broken_layer_that_no_variant_extends_is_reported_and_affects_none() -> None:
    files = project() | encoded({"data/layers/unused/x.yaml": "contacts: {dba: {colour: red}}\n"})
    outcome = resolve(files)
    assert [problem.span.file for problem in outcome.diagnostics] == ["data/layers/unused/x.yaml"]
    assert list(outcome.variants) == ["forum", "shop"]


def test_a_problem_of_a_layer_is_reported_once_and_names_its_variants() -> None:
    outcome = resolve(project(base=GROUND + "notes: {a: {label: A, phase: operate}}\n"))
    (problem,) = outcome.diagnostics
    assert (problem.code, problem.variants) == ("unknown-phase", ("forum", "shop"))


def test_finding_problems_reports_the_same_as_checking() -> None:
    for folder in sorted((ROOT / "tests/errors").iterdir()):
        if folder.is_dir():
            files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}
            assert find_problems(files) == resolve(files).diagnostics


def test_the_order_of_files_does_not_matter(shipped: dict[str, bytes]) -> None:
    one, other = resolve(shipped), resolve(dict(reversed(shipped.items())))
    assert one.variants == other.variants
    assert list(one.variants) == list(other.variants)


def test_input_and_garbage_collector_do_not_change(shipped: dict[str, bytes]) -> None:
    before = dict(shipped)
    enabled = gc.isenabled()
    resolve(shipped)
    assert shipped == before
    assert gc.isenabled() == enabled


def test_a_checked_variant_is_freed_at_once(shipped: dict[str, bytes]) -> None:
    # The garbage collector is off during a check. So objects in a reference cycle would stay, and memory would grow with each variant.
    find_problems(shipped)
    gc.collect()
    gc.disable()
    try:
        find_problems(shipped)
        assert gc.collect() == 0
    finally:
        gc.enable()


def entry_at(files: dict[str, bytes], variant: str, address: str) -> Entry | None:
    merged, _ = Resolver(files).check(variant)
    return None if merged is None else find_entry(merged.tree, address)[1]


def test_finding_an_entry_reads_only_the_variant_and_its_layers() -> None:
    found = entry_at(project(), "shop", "contacts.dba")
    assert found is not None
    assert {field: stack[-1].layer for field, stack in found.settings.items()} == {"title": "base", "hours": "shop"}
    with pytest.raises(NoSuchAddress):
        entry_at(project(), "shop", "contacts.bda")
    with pytest.raises(KeyError):
        entry_at(project(), "kiosk", "contacts.dba")
    assert entry_at(project(base="phases: {prepare\n"), "shop", "contacts.dba") is None


def test_the_editor_schema_ends_with_a_line_feed() -> None:
    assert schema_text().endswith("}\n")
