"""Parameters in texts: names, malformed parameters and values."""

from __future__ import annotations

import pytest

from generator.model.params import fill_in, malformed_in, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("curl {{ params.api }}/health", ("api",)),
        ("{{params.api}} and {{   params.front-end   }}", ("api", "front-end")),
        ("docker ps --format '{{.State}}'", ()),
        ("{{ params.API }}", ()),
        ("{ params.api }", ()),
    ],
)
def test_names_of_parameters_are_found(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "{{ param.api }}",
        "{{ params.api | upper }}",
        "{{ params.API }}",
        "{{ Params.api }}",
        "{{ params.api }",
        "{{ params.api",
        "{{ params }}",
        "{{- params.api }}",
        "{{\nparams.api }}",
    ],
)
def test_malformed_parameters_are_found(text: str) -> None:
    assert malformed_in(f"curl {text}") == (text,)


@pytest.mark.parametrize(
    "text", ["{{.State}}", "{{ parameters }}", "${{ github.sha }}", "{{ params.api }}", "{{ env.params }}", "params.api"]
)
def test_unusual_but_valid_texts_have_no_malformed_parameters(text: str) -> None:
    assert malformed_in(text) == ()


def test_filling_in_changes_nothing_else() -> None:
    text = "curl {{ params.api }}/{{.State}} {{ params.gone }} {{ params.api}}"
    assert fill_in(text, {"api": "https://shop.test"}) == "curl https://shop.test/{{.State}} {{ params.gone }} https://shop.test"


def test_a_value_is_not_filled_in_again() -> None:
    assert fill_in("{{ params.a }}", {"a": "{{ params.b }}", "b": "no"}) == "{{ params.b }}"
