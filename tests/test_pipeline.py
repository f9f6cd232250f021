"""The story as a whole: what is judged together, what stands alone, and that the shipped data is sound."""

from __future__ import annotations

import gc
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.domain.feeds import Channel, new_id
from generator.domain.pages import SiteSettings
from generator.domain.visibility import PUBLIC
from generator.passes.explain import NoSuchAddress
from generator.passes.export import to_json
from generator.passes.remind import reviews_feed as remind
from generator.pipeline import as_seen, edition_of, editor_schema, explain, reviews_feed
from generator.story import Outcome, find_problems, resolve
from tests.layered import BASE, encoded
from tests.site_sample import outcome
from tests.withheld_sample import BYTES as WITHHELD

ROOT = Path(__file__).parents[1]
GROUND = "phases: {prepare: {title: Prepare}}\ncontacts: {dba: {title: Administrator}}\n"
FILES = {
    BASE: GROUND,
    "data/variants/forum/v.yaml": "variant: {title: Forum, extends: [base]}\n",
    "data/variants/shop/v.yaml": "variant: {title: Shop, extends: [base]}\ncontacts: {dba: {because: why, hours: always}}\n",
}


def project(**changed: str) -> dict[str, bytes]:
    """The files, with those of some variants, or of `base`, replaced."""
    return encoded({path: changed.get(path.split("/")[2], text) for path, text in FILES.items()})


@pytest.fixture(scope="module")
def shipped() -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "data").rglob("*.yaml")}


def test_the_shipped_data_has_no_problem(shipped: dict[str, bytes]) -> None:
    outcome = resolve(shipped)
    assert outcome.diagnostics == ()
    assert len(outcome.variants) >= 5


def test_a_sound_project_gives_its_variants_and_the_titles_of_its_layers() -> None:
    outcome = resolve(project(base="layer: {title: Every project}\n" + GROUND))
    assert outcome.ok
    assert (list(outcome.variants), outcome.names, outcome.layers) == (["forum", "shop"], ("forum", "shop"), {"base": "Every project"})


def test_nothing_is_a_project_without_variants() -> None:
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
def test_a_broken_variant_leaves_the_others_whole_and_a_broken_layer_none(changed: dict[str, str], whole: list[str]) -> None:
    outcome = resolve(project(**changed))
    assert not outcome.ok
    assert list(outcome.variants) == whole
    assert outcome.names == ("forum", "shop")


def test_a_warning_breaks_nothing() -> None:
    outcome = resolve(project(shop="variant: {title: Shop, extends: [base]}\ncontacts: {dba: {title: Administrator}}\n"))
    assert outcome.ok
    assert [problem.code for problem in outcome.diagnostics] == ["no-change"]
    assert list(outcome.variants) == ["forum", "shop"]


def test_a_broken_layer_that_nobody_extends_is_told_and_harms_nobody() -> None:
    files = project() | encoded({"data/layers/unused/x.yaml": "contacts: {dba: {colour: red}}\n"})
    outcome = resolve(files)
    assert [problem.span.file for problem in outcome.diagnostics] == ["data/layers/unused/x.yaml"]
    assert list(outcome.variants) == ["forum", "shop"]


def test_a_problem_of_a_layer_is_told_once_and_names_the_variants_that_meet_it() -> None:
    outcome = resolve(project(base=GROUND + "notes: {a: {label: A, phase: operate}}\n"))
    (problem,) = outcome.diagnostics
    assert (problem.code, problem.variants) == ("unknown-phase", ("forum", "shop"))


def test_finding_problems_tells_the_same_as_checking() -> None:
    for folder in sorted((ROOT / "tests/errors").iterdir()):
        if folder.is_dir():
            files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}
            assert find_problems(files) == resolve(files).diagnostics


def test_the_order_in_which_files_are_given_changes_nothing(shipped: dict[str, bytes]) -> None:
    one, other = resolve(shipped), resolve(dict(reversed(shipped.items())))
    assert one.variants == other.variants
    assert list(one.variants) == list(other.variants)


def test_input_is_not_changed_and_the_collector_is_as_before(shipped: dict[str, bytes]) -> None:
    before = dict(shipped)
    enabled = gc.isenabled()
    resolve(shipped)
    assert shipped == before
    assert gc.isenabled() == enabled


def test_a_judged_variant_is_forgotten_at_once(shipped: dict[str, bytes]) -> None:
    # The collector rests meanwhile: what holds itself would stay, and memory would grow with the number of variants.
    find_problems(shipped)
    gc.collect()
    gc.disable()
    try:
        find_problems(shipped)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_explaining_needs_the_variant_and_what_it_stands_on() -> None:
    told = explain(project(), "shop", "contacts.dba")
    assert told is not None
    assert {field.field: field.levels[0].layer for field in told.fields} == {"title": "base", "hours": "shop"}
    with pytest.raises(NoSuchAddress):
        explain(project(), "shop", "contacts.bda")
    with pytest.raises(KeyError):
        explain(project(), "kiosk", "contacts.dba")
    assert explain(project(base="phases: {prepare\n"), "shop", "contacts.dba") is None


def test_the_editor_schema_ends_with_a_line_feed() -> None:
    assert editor_schema().endswith("}\n")


def test_the_feed_of_reviews_is_made_from_what_stands_in_a_release() -> None:
    edition = edition_of(outcome())
    since = datetime(2026, 11, 21, tzinfo=UTC)
    channel = Channel(new_id("", since), since, "Runbooks")
    assert reviews_feed(edition, since.date(), channel, "v1") == remind(outcome().variants, since.date(), channel, "v1")


def test_the_public_sees_what_is_not_withheld() -> None:
    whole = resolve(WITHHELD)
    assert as_seen(whole, SiteSettings()) is whole
    seen = as_seen(whole, SiteSettings(visibility=PUBLIC))
    assert (seen.names, list(seen.variants), seen.layers) == (("forum", "shop"), ["forum", "shop"], {})
    assert json.loads(edition_text(seen))["visibility"] == PUBLIC


def edition_text(outcome: Outcome) -> str:
    return to_json(outcome.variants, outcome.layers, PUBLIC)
