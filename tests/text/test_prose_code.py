"""Code in prose that belongs to other programs."""

from __future__ import annotations

import re

import pytest

from generator.text.prose_code import in_code, is_foreign_code, sub_outside_code, undeclared_in_code, without_foreign_code
from generator.text.prose_markup import parse_prose

PROSE = "a `{{ b }}`\n\n```yaml\n{{ c }}\n```\n```sh\n{{ d }}\n```\n```\n{{ e }}\n```\n"


def test_code_of_other_languages_is_foreign() -> None:
    """Texts, shells and code without a language are ours."""
    assert [is_foreign_code(piece) for piece in parse_prose(PROSE).pieces] == [False, True, False, False]


def test_places_stay_without_foreign_code() -> None:
    """What is left is where it was."""
    left = without_foreign_code(PROSE)
    assert len(left) == len(PROSE)
    assert [left.find(one) for one in "bcde"] == [PROSE.find("b"), -1, PROSE.find("d"), PROSE.find("e")]


def undeclared(text: str, *ids: str) -> list[str]:
    return [name for piece in parse_prose(text).pieces for name in undeclared_in_code(piece, ids)]


@pytest.mark.parametrize("language", ["", "sh", "console", "powershell", "sql"])
def test_names_in_code_that_people_type_must_be_declared(language: str) -> None:
    code = f"```{language}\nget <pod> of <zone>; sort <list>out\n```"
    assert undeclared(code, "zone") == ["pod"]


@pytest.mark.parametrize("language", ["xml", "html", "json", "yaml", "text", "rust"])
def test_names_in_other_code_are_its_own(language: str) -> None:
    assert undeclared(f"```{language}\n<pod>\n```") == []


def test_names_in_code_spans_must_be_declared_and_elements_are_none() -> None:
    """Words beside code spans are no commands; code without a language that begins like markup is markup."""
    assert undeclared("Run `get <pod>`, not `<title>`, `Vec<u8>` or `<a></a>`; <that> one.") == ["pod"]
    assert undeclared("```\n<project>\n  <version>\n```") == []


LINKS = "[a](x.y) `[b](x.y)` [c](x.y)\n\n- ~~~\n  [d](x.y)\n  ~~~\n\n> [e](x.y)"


def test_what_is_in_code_stays_as_it_is() -> None:
    """Code spans and fences, also those in lists, are not changed."""
    link = re.compile(r"x\.y")
    assert in_code(LINKS, link) == (False, True, False, True, False)
    assert re.findall(r"\[(.)\]\((.)\)", sub_outside_code(link, lambda match: "z", LINKS)) == [("a", "z"), ("c", "z"), ("e", "z")]
