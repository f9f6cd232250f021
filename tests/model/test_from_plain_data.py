"""Plain data are converted back to typed variants."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.checks.resolve import resolve
from generator.model.from_plain_data import NOWHERE, UnknownFormat, from_data
from generator.model.plain_data import to_data, to_json
from generator.model.variant import Variant
from generator.project.project_files import read_data
from tests.sheet_sample import sample_variant
from tests.site_sample import outcome

SHIPPED = resolve(read_data(Path(__file__).resolve().parents[2]).files)


def through_json(variant: Variant, layers: dict[str, str]) -> Variant:
    return from_data(variant.id, json.loads(to_json({variant.id: variant}, layers))["variants"][variant.id])


@pytest.mark.parametrize("variant", [*outcome().variants.values(), *SHIPPED.variants.values()], ids=lambda variant: variant.id)
def test_exported_data_are_restored(variant: Variant) -> None:
    again = through_json(variant, {})
    assert again.runbook == variant.runbook
    assert (again.id, again.layers) == (variant.id, variant.layers)
    assert set(again.traces) == set(variant.traces)
    for address, trace in variant.traces.items():
        back = again.traces[address]
        assert (back.state, back.layer, back.because, back.filled) == (trace.state, trace.layer, trace.because, trace.filled), address
        assert [(one.field, one.old, one.new, one.layer) for one in back.changes] == [
            (one.field, one.old, one.new, one.layer) for one in trace.changes
        ]


def test_every_field_of_the_model_is_restored() -> None:
    assert through_json(sample_variant(), {}).runbook == sample_variant().runbook


def test_positions_are_not_restored() -> None:
    assert {trace.origin for trace in through_json(outcome().variants["shop"], {}).traces.values()} == {NOWHERE}


def test_exporting_again_gives_the_same_data_except_positions() -> None:
    def without_positions(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: without_positions(value) for key, value in data.items() if key not in ("file", "line", "last-line")}
        return [without_positions(one) for one in data] if isinstance(data, list) else data

    layers = {"base": "Every system"}
    variant = outcome().variants["shop"]
    assert without_positions(to_data(through_json(variant, layers), layers)) == without_positions(to_data(variant, layers))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"variant": {}},
        {"variant": {"title": "Shop", "colour": "red"}},
        {"variant": {"title": "Shop"}, "oddities": {}},
        {"variant": {"title": "Shop"}, "slos": {"a": {"title": "A"}}},
        {"variant": {"title": "Shop"}, "slos": {"a": {"title": "A", "kind": "odd"}}},
        {"variant": {"title": "Shop"}, "slos": {"a": {"title": "A", "kind": "technical", "target": "soon"}}},
        {"variant": {"title": "Shop"}, "slos": {"a": "text"}},
        {"variant": {"title": "Shop", "origin": {"removed": {"slos.a": {}}}}},
    ],
)
def test_data_of_another_shape_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(UnknownFormat, match="variant `shop`: "):
        from_data("shop", data)
