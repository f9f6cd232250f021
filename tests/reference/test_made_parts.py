"""Generated parts of hand-written pages."""

from __future__ import annotations

import pytest

from generator.reference.made_parts import with_parts

PAGE = "before\n\n<!-- made: a -->\nold\n<!-- end -->\n\nbetween\n\n<!-- made: b/c.d -->\n\n<!-- end -->\n"


def test_a_part_is_replaced_and_the_text_around_it_stays() -> None:
    made = with_parts(PAGE, {"a": lambda name: f"new {name}", "b": lambda name: f"new {name}\n"})
    assert made == ("before\n\n<!-- made: a -->\n\nnew a\n\n<!-- end -->\n\nbetween\n\n<!-- made: b/c.d -->\n\nnew b/c.d\n\n<!-- end -->\n")


def test_making_twice_changes_nothing() -> None:
    makers = {"a": str.upper, "b": str.upper}
    assert with_parts(with_parts(PAGE, makers), makers) == with_parts(PAGE, makers)


def test_a_kind_without_a_maker_is_an_error() -> None:
    with pytest.raises(KeyError, match="b"):
        with_parts(PAGE, {"a": str})
