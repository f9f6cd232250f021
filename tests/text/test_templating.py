"""Loading and rendering templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from generator.text.templating import Templates, templates_in

PARTS = "{% macro box(it, end='') %}[{{ it }}{{ end }}]{% endmacro %}"
PAGE = """\
{% import "parts" as parts %}
{% for it in those %}
{{ parts.box(it, end="!") }}{{ loop.cycle("a", "b") }}
{% endfor %}
"""


def fill(text: str, templates: Templates | None = None, **values: object) -> str:
    made = templates or templates_in("site")
    made.loader = DictLoader({"page": text, "parts": PARTS})
    return made.get_template("page").render(values)


def test_macros_and_loops_have_only_their_arguments() -> None:
    assert fill(PAGE, those=["<", "x"]) == "[&lt;!]a\n[x!]b\n"


def test_every_text_is_escaped() -> None:
    assert fill("{{ it }}", it="<b> & \"'") == "&lt;b&gt; &amp; &#34;&#39;"


def test_an_undefined_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        fill("{{ it }}")


def test_a_name_after_a_dot_is_an_attribute_and_never_a_key() -> None:
    assert fill("{{ it.real }}", it=1) == "1"
    with pytest.raises(AttributeError):
        fill("{{ it.name }}", it={"name": "x"})


def test_finalize_can_refuse_a_printed_value() -> None:
    def refuse(value: object) -> object:
        raise TypeError(f"not {value}")

    with pytest.raises(TypeError, match="not 1"):
        fill("{{ it }}", templates_in("print", finalize=refuse), it=1)


@pytest.mark.parametrize("folder", ["site", "print", "preview", "scripts"])
def test_the_shipped_templates_are_found(folder: str) -> None:
    names = templates_in(folder).list_templates()
    assert {Path(name).suffix for name in names} & {".jinja"}


def test_environments_share_compiled_templates_and_not_functions() -> None:
    """A template is compiled once, however many languages and sizes it is rendered in."""
    one, other = templates_in("preview"), templates_in("preview")
    (name, *_) = one.list_templates()
    one.globals["said"], other.globals["said"] = "one", "other"
    codes = [environment.get_template(name).root_render_func.__code__ for environment in (one, other)]
    assert codes[0] is codes[1]
    assert [environment.get_template(name).globals["said"] for environment in (one, other)] == ["one", "other"]
