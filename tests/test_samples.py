"""The samples fill every field of every entity, twice if possible, so that tests notice a wrong selection."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from generator.model.entities import Announcement, Procedure, Runbook, Service
from generator.model.field_facts import LAYER_HEAD, RECORDS, EntityFacts
from generator.model.quantities import comparable
from tests import sheet_sample, site_sample
from tests.sample_coverage import shortcomings

SAMPLES = {"site": site_sample.outcome().variants["shop"].runbook, "sheet": sheet_sample.sample_variant().runbook}


@pytest.mark.parametrize("runbook", SAMPLES.values(), ids=SAMPLES)
def test_every_field_of_every_entity_is_filled_with_two_values(runbook: Runbook) -> None:
    assert shortcomings(runbook) == []


@pytest.mark.parametrize("runbook", SAMPLES.values(), ids=SAMPLES)
def test_triggers_of_one_unit_watch_different_targets(runbook: Runbook) -> None:
    watching = [(trigger.slo, trigger.when) for trigger in runbook.triggers.values() if trigger.slo and trigger.when]
    assert [one for one, other in combinations(watching, 2) if one[0] != other[0] and comparable(one[1], other[1])]


def test_the_layers_of_the_site_fill_every_field_of_their_heads() -> None:
    heads = [yaml.safe_load(text)["layer"] for path, text in site_sample.FILES.items() if path.startswith("data/layers/")]
    for key, spec in LAYER_HEAD.fields.items():
        values = [head[key] for head in heads if key in head]
        found = {one for value in values for one in ([value] if spec.shape == "scalar" else value)}
        assert len(found) >= 2, key


def changed(value: Any, kind: type[Any], field: str, new: Any) -> Any:
    """Return a runbook, or a part of it, with another value in one field of all records of a kind."""
    if isinstance(value, dict):
        return {key: changed(one, kind, field, new) for key, one in value.items()}
    if not isinstance(value, BaseModel):
        return value
    inner = {name: changed(getattr(value, name), kind, field, new) for name in type(value).model_fields}
    return value.model_copy(update={**inner, field: new} if isinstance(value, kind) else inner)


@pytest.mark.parametrize("record", [record for record in RECORDS if record is not LAYER_HEAD], ids=lambda record: record.name)
def test_a_field_that_nothing_fills_is_named(record: EntityFacts) -> None:
    for key, spec in record.fields.items():
        empty: Any = {"scalar": None, "list": ()}.get(spec.shape, {})
        lacks = shortcomings(changed(SAMPLES["site"], record.model, spec.attribute, empty))
        assert [lack for lack in lacks if lack.startswith(f"{record.name}.{key}: 0 of ")], key


def test_a_field_with_the_same_value_everywhere_is_named_but_for_a_truth() -> None:
    for field, value, lacks in (
        ("contact", "dba", ["Service.contact: 1 of 2 values"]),
        ("provider", "Host", ["Service.provider: 1 of 2 values"]),
    ):
        assert shortcomings(changed(SAMPLES["site"], Service, field, value)) == lacks
    assert shortcomings(changed(SAMPLES["site"], Announcement, "optional", True)) == []


def test_a_collection_with_a_single_entry_is_named() -> None:
    runbook = SAMPLES["site"]
    assert shortcomings(runbook.model_copy(update={"notes": {"a": runbook.notes["issues"]}})) == ["notes: 1 of 2 entries"]
    single = {key: step for key, step in runbook.procedures["respond"].steps.items() if key == "contain"}
    assert "Procedure.steps: 1 of 2 entries in one Procedure" in shortcomings(changed(runbook, Procedure, "steps", single))
