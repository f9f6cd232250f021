"""Files of new projects, layers and variants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edits.scaffold import PHASES, has_phases, head_file, lowest_layers, new_project, yaml_value
from generator.model.entities import PHASES as ALL_PHASES
from generator.model.scalar_kinds import LINE
from generator.project.faults import UsageFault
from generator.source.layers import load
from generator.source.nodes import plain_value
from generator.source.read import read


def is_line(text: str) -> bool:
    try:
        return bool(LINE.parse(text) == text)
    except ValueError:
        return False


@given(st.text(min_size=1).filter(is_line))
def test_a_written_title_is_read_back_unchanged(title: str) -> None:
    file = read("x.yaml", f"title: {yaml_value(title)}\n".encode())
    assert file.diagnostics == ()
    assert file.tree is not None
    assert plain_value(file.tree) == {"title": title}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        *((title, title) for title in ("Web shop", "Café 2", "বাংলা", "C# services")),
        ("Mail: in", "'Mail: in'"),
        ("Peter's shop", '"Peter\'s shop"'),
        ("null", "'null'"),
    ],
)
def test_a_title_is_quoted_only_where_yaml_needs_it(title: str, expected: str) -> None:
    assert yaml_value(title) == expected


def test_a_head_lists_the_layers_that_it_extends() -> None:
    assert head_file("variant", "Pay desk", ["base", "web"], phases=False) == (
        "# yaml-language-server: $schema=../../../schema/runbook.schema.json\n"
        "# This system, and the layers that it extends.\n"
        "variant:\n  title: Pay desk\n  extends: [base, web]\n"
    )


def test_a_head_defines_phases_if_it_inherits_none() -> None:
    text = head_file("layer", "Base", [], phases=True)
    assert "extends" not in text
    assert text.endswith(
        "\nphases:\n  prepare:\n    title: Prepare\n  deploy-day:\n    title: Deployment day\n  rollback:\n    title: Rollback\n"
    )
    assert PHASES.keys() <= set(ALL_PHASES)


def test_the_lowest_layers_are_the_lowest_layers_with_phases() -> None:
    files = {
        "base": "phases: {prepare: {title: Prepare}}",
        "web": "layer: {extends: [base]}\nphases: {rollback: {title: Back}}",
        "trait": "contacts: {a: {title: A}}",
        "open": "phases: {prepare: {title: null}}",
    }
    layers = load([read(f"data/layers/{name}/x.yaml", text.encode()) for name, text in files.items()]).layers
    assert lowest_layers(layers) == ["base"]
    assert [name for name in files if has_phases(layers, [name])] == ["base", "web"]


def test_a_project_is_made_from_templates() -> None:
    templates = {"dot-ci/x.yml": "run: <<requirement>> ${{ x }}", "data/variants/your-system/v.yaml": "<<title>>, <<id>>"}
    files = new_project(templates, "Web shop: 2", "it==1")
    assert files == {".ci/x.yml": "run: it==1 ${{ x }}", "data/variants/web-shop-2/v.yaml": "'Web shop: 2', web-shop-2"}


def test_a_new_project_needs_a_title_that_gives_an_id() -> None:
    for title in ("", "বাংলা", "Base"):
        with pytest.raises(UsageFault):
            new_project({}, title, "it==1")


def test_a_template_with_an_unknown_placeholder_fails() -> None:
    with pytest.raises(KeyError):
        new_project({"x": "<<nothing>>"}, "Shop", "it==1")
