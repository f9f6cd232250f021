"""What prose may not have, in words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source.prose_problems import HELPS, explained, unfit_for_prose
from generator.source.read import read
from generator.source.validate import validate
from generator.text.prose_tree import ProseProblem


@pytest.mark.parametrize("kind", [*HELPS, "html"])
def test_each_problem_has_a_message_and_a_way_out(kind: str) -> None:
    """A message names what was found; a help says what to write."""
    message, help = explained(ProseProblem(kind, 0, 5, "found"))
    assert message.startswith("`found` ")
    assert help and "{}" not in help


def test_a_tag_is_reported_once() -> None:
    """The end of a tag says nothing new; one without a beginning does."""
    assert [one.found for one in unfit_for_prose("a <b>c</b> <I>d</i> </p>")] == ["<b>", "<I>", "</p>"]


def test_a_parameter_in_a_target_is_a_word() -> None:
    """`{{ params.site }}` has spaces, which end the target of a link or a picture. The value that is filled in has none."""
    assert list(unfit_for_prose("![The hall of {{ params.site }}](files/{{ params.site }}.png)")) == []
    (problem,) = unfit_for_prose("Read on.\n\n![The hall](files/{{ params.site }}.pdf)")
    assert (problem.kind, problem.found, problem.start) == ("picture-type", "![The hall](files/{{ params.site }}.pdf)", 10)


def test_an_empty_cell_is_named() -> None:
    """Nothing in backticks says nothing."""
    (problem,) = unfit_for_prose("| a |\n|---|\n| b | |")
    assert explained(problem)[0] == "an empty cell has no column in the head of its table"


def test_backticks_are_shown_in_other_quotes() -> None:
    """A fence cannot be within backticks."""
    assert explained(ProseProblem("open-fence", 0, 3, "```"))[0].startswith("“```” has no end")


PIECES = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "\n\n",
        "# ",
        "- [ ] ",
        "<br>",
        "</b>",
        "<!--",
        "~~",
        "[^1]",
        "***\n",
        "---\n",
        "```x y\n",
        "|a|\n|-|\n|b|c|",
        "> ",
        '"',
        "'",
        "\\",
        "é",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.booleans())
def test_every_problem_has_a_place_in_the_file(prose: str, as_block: bool) -> None:
    """Whatever somebody types, each problem is reported at the line of the file that has it, in quotes and in blocks."""
    block = "|\n" + "".join(f"      {line}\n" if line else "\n" for line in ["x", *prose.split("\n")])
    text = "passages:\n  a:\n    about: " + (block if as_block else json.dumps(prose)) + "\n"
    tree = read("data/variants/shop/a.yaml", text.encode()).tree
    assert tree is not None
    found = [one for one in validate(tree) if one.code == "not-in-prose"]
    value = f"x\n{prose}" if as_block else prose
    wanted = list(unfit_for_prose(value))
    assert len(found) == len(wanted)
    for one, problem in zip(found, wanted, strict=True):
        first = value[problem.start : problem.end].split("\n")[0]
        assert one.span.line == (4 + value[: problem.start].count("\n") if as_block else 3)
        assert not as_block or one.span.text[one.span.column - 1 :].startswith(first.rstrip()[:1])


def test_prose_that_is_too_long_is_divided() -> None:
    """The report says how long it is, and where a part of it can go."""
    tree = read("data/variants/shop/a.yaml", b"passages:\n  a:\n    about: " + b"word " * 4_001 + b"\n").tree
    assert tree is not None
    (problem,) = validate(tree)
    assert (problem.code, problem.message) == ("wrong-value", "the prose has 20,004 characters; at most 20,000 are allowed")
    assert problem.help == "move a part of it into `passages`"
