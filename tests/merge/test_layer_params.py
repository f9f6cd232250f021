"""Defaults of parameters in layers. `tests/cases/merge/47*` and `48*` show them merged."""

from __future__ import annotations

import json

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.merge.layer_params import applying, param_stacks
from generator.model.plain_data import from_data, to_json
from generator.site.make_site import make_site
from generator.source.layers import Layer, load
from generator.source.read import read


def layers(**heads: str) -> dict[str, Layer]:
    files = {f"data/layers/{name}/l.yaml": f"layer: {{{head}}}" for name, head in heads.items() if name != "shop"}
    files["data/variants/shop/v.yaml"] = f"variant: {{title: Shop, {heads['shop']}}}"
    return load([read(path, text.encode()) for path, text in files.items()]).layers


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ({"a": "params: {x: '1'}", "shop": "extends: [a]"}, ["a"]),
        ({"a": "params: {x: '1'}", "shop": "extends: [a], params: {x: '2'}"}, ["shop"]),
        ({"a": "params: {x: '1'}", "b": "extends: [a], params: {x: '2'}", "shop": "extends: [a, b]"}, ["b"]),
        ({"a": "params: {x: '1'}", "b": "params: {x: '2'}", "shop": "extends: [b, a]"}, ["b", "a"]),
        ({"a": "params: {x: '1'}", "b": "params: {x: '2'}", "c": "extends: [a, b], params: {x: '3'}", "shop": "extends: [b, c]"}, ["c"]),
        ({"a": "params: {x: '1'}", "b": "extends: [a]", "c": "extends: [a], params: {x: '3'}", "shop": "extends: [b, c]"}, ["c"]),
        ({"a": "params: {x: '1'}", "b": "params: {x: '2'}", "c": "extends: [a, b]", "shop": "extends: [c]"}, ["a", "b"]),
    ],
)
def test_a_value_applies_if_no_layer_that_extends_its_layer_sets_the_parameter(heads: dict[str, str], found: list[str]) -> None:
    known = layers(**heads)
    stack = param_stacks(known, "shop")["x"]
    assert [one.layer for one in applying(known, stack)] == found
    assert [one.layer for one in stack][-len(found) :] == found


def test_plain_data_name_the_layer_of_a_default() -> None:
    """The values of the variant itself have no layer; all values are filled in."""
    files = {
        "data/layers/base/l.yaml": "layer: {params: {a: '1', b: '2'}}\ncommands: {c: {title: 'C {{ params.a }}{{ params.b }}', run: x}}",
        "data/variants/shop/v.yaml": "variant: {title: Shop, extends: [base], params: {b: '3'}}",
    }
    outcome = resolve({path: text.encode() for path, text in files.items()})
    data = json.loads(to_json(outcome.variants))["variants"]["shop"]
    assert (data["variant"]["params"], data["variant"]["origin"]["filled"]) == ({"a": "1", "b": "3"}, {"params.a": "base"})
    assert data["commands"]["c"]["title"] == "C 13"
    assert from_data("shop", data).traces["variant"].filled == (("params.a", "base"),)


def test_the_overview_names_the_layer_of_a_default() -> None:
    files = {
        "data/layers/base/l.yaml": "layer: {title: All systems, params: {a: '1', b: '2'}}\n",
        "data/variants/shop/v.yaml": "variant: {title: Shop, extends: [base], params: {b: '3'}}",
    }
    site = make_site(resolve({path: text.encode() for path, text in files.items()}), SiteSettings())
    page = next(page.markdown for page in site.pages if page.path == "shop/index.md")
    assert '<dt>params.a</dt><dd><code>1</code> <span class="rb-muted">default of All systems</span></dd>' in page
    assert "<dt>params.b</dt><dd><code>3</code></dd>" in page
